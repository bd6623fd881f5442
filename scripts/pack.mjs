// Packs the built WebAssembly as gzip and as Brotli, beside it.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// Blocks that are a little smaller than usual: each has codes of its own, which code and texts in turn pay back.
const GZIP = { level: constants.Z_BEST_COMPRESSION, memLevel: 7 };

const dist = process.argv[2] ?? "dist";
for (const name of (await readdir(dist)).filter((name) => name.endsWith(".wasm"))) {
  const bytes = await readFile(join(dist, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, GZIP));
  await writeFile(join(dist, `${name}.br`), brotliCompressSync(bytes, { params }));
}
