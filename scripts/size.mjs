// Prints how large the built page is, beside the aim for its WebAssembly.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const AIM = 700e3; // Bytes of gzipped WebAssembly: about a second on a slow mobile line.

let wasm;
for (const name of (await readdir("dist")).sort()) {
  const bytes = await readFile(`dist/${name}`);
  const packed = gzipSync(bytes, { level: 9 }).length;
  if (name.endsWith(".wasm")) wasm = packed;
  console.log(`${(bytes.length / 1e3).toFixed(1).padStart(9)} kB ${(packed / 1e3).toFixed(1).padStart(9)} kB gzipped  ${name}`);
}
console.log(`The WebAssembly is ${(wasm / 1e3).toFixed(1)} kB gzipped; the aim is under ${AIM / 1e3} kB.`);
if (wasm > AIM) console.log("It is over the aim.");
