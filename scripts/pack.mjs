// Packs the built WebAssembly as gzip and as Brotli, beside it.
import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const dist = process.argv[2] ?? "dist";
for (const name of (await readdir(dist)).filter((name) => name.endsWith(".wasm"))) {
  const path = join(dist, name);
  const bytes = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  // zopfli looks for the smallest gzip that says the same: packed once, it is loaded by everyone, 5 % smaller than by zlib.
  execFileSync("zopfli", [path], { stdio: "inherit" });
  await writeFile(`${path}.br`, brotliCompressSync(bytes, { params }));
}
