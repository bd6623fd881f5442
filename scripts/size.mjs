// Prints how large the built page is, and fails if its program has become larger than it may be.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const MOST = 2e6; // Bytes of gzipped WebAssembly: the page is to be usable within a second on a fast line.

const kB = (bytes) => `${(bytes / 1e3).toFixed(1)} kB`.padStart(12);
const sizes = new Map();
for (const name of (await readdir("dist")).sort()) {
  const bytes = await readFile(`dist/${name}`);
  sizes.set(name, bytes.length);
  const isPacked = /\.(gz|br)$/.test(name);
  console.log(`${kB(bytes.length)} ${isPacked ? " ".repeat(12) : kB(gzipSync(bytes, { level: 9 }).length)} ${isPacked ? "       " : "gzipped"}  ${name}`);
}
const of = (end) => [...sizes].find(([name]) => name.endsWith(end))?.[1];
const [gzip, brotli] = [of(".wasm.gz"), of(".wasm.br")];
if (!gzip || !brotli) throw new Error("dist/ has no packed program: run scripts/build.sh");
console.log(`The program is ${kB(gzip).trim()} by gzip and ${kB(brotli).trim()} by Brotli. It may be ${kB(MOST).trim()} by gzip.`);
if (gzip > MOST) {
  console.error("The program is too large.");
  process.exitCode = 1;
}
