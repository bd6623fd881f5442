// Prints how large the built page is, beside the aim for its WebAssembly.
import { readFile, readdir } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const AIM = 700e3; // Bytes of gzipped WebAssembly: about a second on a slow mobile line.

const sizes = new Map();
const kB = (bytes) => `${(bytes / 1e3).toFixed(1)} kB`;
for (const name of (await readdir("dist")).sort()) {
  const bytes = await readFile(`dist/${name}`);
  const gzipped = name.endsWith(".gz") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  const plain = name.endsWith(".gz") ? "" : kB(bytes.length);
  if (name.includes(".wasm")) sizes.set(name.endsWith(".gz") ? "packed" : "gzipped", gzipped);
  if (name.endsWith(".wasm")) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sizes.set("brotli", brotliCompressSync(bytes, { params }).length);
  }
  console.log(`${plain.padStart(12)} ${kB(gzipped).padStart(12)} gzipped  ${name}`);
}
const [packed, gzipped, brotli] = ["packed", "gzipped", "brotli"].map((way) => kB(sizes.get(way)));
console.log(`The WebAssembly is ${packed} as the build packs it (gzip by Zopfli), ${gzipped} by zlib, ${brotli} by Brotli.`);
console.log(`The aim, packed, is under ${kB(AIM)}.${sizes.get("packed") > AIM ? " It is over the aim." : ""}`);
