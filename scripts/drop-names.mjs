// Takes the names of functions out of the built WebAssembly. They are there until now because wasm-opt
// has put the functions in order by them (index.html): those that were made from one generic function
// stand together, and gzip finds what they share. That is a twentieth of what is sent.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = process.argv[2] ?? "dist";
const CUSTOM = 0; // The kind of section that names are in; nothing that runs is.

/** The number at a place, in the format's seven bits a byte, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** The module without its section of this name. */
function without(bytes, unwanted) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const [length, content] = number(bytes, at + 1);
    const [nameLength, name] = number(bytes, content);
    const end = content + length;
    const isUnwanted = bytes[at] === CUSTOM && bytes.toString("utf8", name, name + nameLength) === unwanted;
    if (!isUnwanted) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

for (const file of (await readdir(dist)).filter((name) => name.endsWith(".wasm"))) {
  const path = join(dist, file);
  await writeFile(path, without(await readFile(path), "name"));
}
