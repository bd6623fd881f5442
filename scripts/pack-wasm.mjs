// Makes the built WebAssembly smaller to send, and leaves what it does as it is. What it imports from its
// glue gets short names. And its functions are put in an order in which those that are like each other stand
// together: gzip looks back 32 KiB, and what it finds there need not be sent again, a twentieth of all.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = process.argv[2] ?? "dist";
// The kinds of sections that matter here, by the numbers of the format.
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const FUNCTION_NAMES = 1; // The part of the section of names that names functions.

/** The number at a place, in the format's seven bits a byte, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** A number as the format writes it. */
function written(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

/** A list or a name: how long it is, and what is in it. */
const counted = (count, ...parts) => Buffer.concat([written(count), ...parts]);

/** The section of a kind: where it begins, where its content does, and where it ends. */
function section(bytes, kind) {
  for (let start = 8; start < bytes.length; ) {
    const [length, content] = number(bytes, start + 1);
    const end = content + length;
    if (bytes[start] === kind) return { start, content, end };
    start = end;
  }
  throw new Error(`the WebAssembly has no section ${kind}`);
}

/** The code of each function. */
function bodies(bytes) {
  let [count, at] = number(bytes, section(bytes, CODE).content);
  return Array.from({ length: count }, () => {
    const [length, content] = number(bytes, at);
    at = content + length;
    return bytes.subarray(content, at);
  });
}

// How much of the code before a function gzip can look back to.
const WINDOW = 32 * 1024;
// Of how many bytes the pieces are that functions are compared by: about two instructions.
const PIECE = 6;
// A piece that more functions have than this tells nothing.
const COMMON = 150;

/** For each function the pieces that it shares with others, and for each piece the functions that have it. */
function shared(functions) {
  const known = new Map();
  const having = [];
  const pieces = functions.map((body, index) => {
    const own = new Set();
    for (let at = 0; at + PIECE <= body.length; at++) {
      const piece = body.toString("latin1", at, at + PIECE);
      if (!known.has(piece)) known.set(piece, having.push([]) - 1);
      own.add(known.get(piece));
    }
    for (const piece of own) having[piece].push(index);
    return [...own];
  });
  const isTelling = (piece) => having[piece].length > 1 && having[piece].length <= COMMON;
  return { pieces: pieces.map((own) => own.filter(isTelling)), having };
}

/** The order: after each function the one that shares most, for its length, with those within the window. */
function order(functions) {
  const { pieces, having } = shared(functions);
  const inWindow = new Int32Array(having.length);
  const score = new Float64Array(functions.length);
  const count = (piece, sign) => {
    const weight = sign / Math.sqrt(having[piece].length);
    for (const index of having[piece]) score[index] += weight;
  };
  // The powers were found by trying: short functions would else come first, and long ones be left over.
  const cost = functions.map((body) => body.length ** 0.6);
  const left = new Set(functions.keys());
  const placed = [];
  let [oldest, bytes] = [0, 0];
  for (let next = 0; next !== undefined; ) {
    left.delete(next);
    placed.push(next);
    bytes += functions[next].length;
    for (const piece of pieces[next]) if (inWindow[piece]++ === 0) count(piece, 1);
    for (; bytes > WINDOW && oldest < placed.length - 1; oldest++) {
      bytes -= functions[placed[oldest]].length;
      for (const piece of pieces[placed[oldest]]) if (--inWindow[piece] === 0) count(piece, -1);
    }
    next = undefined;
    let best = -1;
    for (const index of left) {
      const value = score[index] / cost[index];
      if (value > best) [best, next] = [value, index];
    }
  }
  return placed;
}

/** What is imported: from which module, under which name, and as which function type, as it is written. */
function imports(bytes) {
  let [count, at] = number(bytes, section(bytes, IMPORTS).content);
  const text = () => {
    const [length, content] = number(bytes, at);
    at = content + length;
    return bytes.toString("utf8", content, at);
  };
  return Array.from({ length: count }, () => {
    const [from, name, kind] = [text(), text(), at];
    if (bytes[kind] !== 0) throw new Error(`${name} is imported, and is no function`);
    [, at] = number(bytes, kind + 1);
    return { from, name, type: bytes.subarray(kind, at) };
  });
}

/** The module and its glue, in which what the one imports from the other is called by its number. */
function renamed(bytes, glue) {
  const name = (text) => counted(Buffer.byteLength(text), Buffer.from(text));
  const list = imports(bytes).map(({ from, name: old, type }, index) => {
    const short = `i${index.toString(36)}`;
    const pattern = new RegExp(`(?<![\\w$])${old}(?![\\w$])`, "g");
    if (glue.match(pattern)?.length !== 1) throw new Error(`the glue does not have ${old} once`);
    glue = glue.replace(pattern, short);
    return Buffer.concat([name(from), name(short), type]);
  });
  const { start, end } = section(bytes, IMPORTS);
  const content = counted(list.length, ...list);
  return [Buffer.concat([bytes.subarray(0, start), Buffer.from([IMPORTS]), counted(content.length, content), bytes.subarray(end)]), glue];
}

/** A section that names the functions so that their names are in this order. */
function names(placed, imported) {
  const place = new Int32Array(placed.length);
  placed.forEach((index, at) => (place[index] = at));
  const digits = String(placed.length).length;
  const list = Array.from(place, (at, index) =>
    Buffer.concat([written(imported + index), counted(digits, Buffer.from(String(at).padStart(digits, "0")))]));
  const functions = counted(list.length, ...list);
  const content = Buffer.concat([counted(4, Buffer.from("name")), Buffer.from([FUNCTION_NAMES]), counted(functions.length, functions)]);
  return Buffer.concat([Buffer.from([CUSTOM]), counted(content.length, content)]);
}

// What the browser must be able to do is told to wasm-opt in one place.
const features = (await readFile("index.html", "utf8")).match(/--enable-[a-z-]+/g);
// So that wasm-opt writes the code as small as when it was last optimised.
const KEEP = ["--optimize-level=3", "--generate-stack-ir", "--optimize-stack-ir"];
for (const file of (await readdir(dist)).filter((name) => name.endsWith("_bg.wasm"))) {
  const base = file.slice(0, -"_bg.wasm".length);
  const at = (name) => join(dist, name);
  const [bytes, glue] = renamed(await readFile(at(file)), await readFile(at(`${base}.js`), "utf8"));
  await writeFile(at(file), Buffer.concat([bytes, names(order(bodies(bytes)), imports(bytes).length)]));
  execFileSync("wasm-opt", [at(file), "-o", at(file), ...features, ...KEEP, "--reorder-functions-by-name"], { stdio: "inherit" });
  // Both files have a hash of their content in their name, and that has changed: a browser that has kept one
  // of another build must not put it together with one of this.
  const hash = createHash("sha256").update(await readFile(at(file))).update(glue).digest("hex").slice(0, 16);
  const newBase = base.replace(/-[0-9a-f]+$/, `-${hash}`);
  await rename(at(file), at(`${newBase}_bg.wasm`));
  await rm(at(`${base}.js`));
  await writeFile(at(`${newBase}.js`), glue);
  const page = await readFile(at("index.html"), "utf8");
  await writeFile(at("index.html"), page.replaceAll(base, newBase));
}
