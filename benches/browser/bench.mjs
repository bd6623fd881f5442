// Measures, in one run in one browser: how fast one worker reads Session Logger JSON Lines, beside
// `JSON.parse` of each line with the objects kept; and gzip, beside the browser's own. Every way runs in
// a worker of the built and sealed page, over the same file in the same slices.
//   BENCH_MEGABYTES=200 node --test benches/browser/bench.mjs
// Fails if reading is not at least 1.5 times as fast as `JSON.parse`.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { PROGRAM, openHosted } from "../../tests/e2e/harness.mjs";

const WANTED = Number(process.env.BENCH_MEGABYTES ?? 200) * 1e6;
const ROUNDS = 3; // The best of them counts: whatever else the machine does only slows down.
const LEAST_RATIO = 1.5;

const folder = await mkdtemp(join(tmpdir(), "sessionscope-bench-"));
after(() => rm(folder, { recursive: true }));

/** The sample generator's events as one file of about the wanted size. */
async function makeInput() {
  const events = Math.round(WANTED / 1000);
  execFileSync(PROGRAM, ["sample", "--events", String(events), "--seed", "1", "--format", "jsonl", "-o", folder], { stdio: "inherit" });
  const files = [];
  for (const entry of await readdir(join(folder, "logs"), { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(".jsonl")) files.push(await readFile(join(entry.parentPath ?? entry.path, entry.name)));
  }
  const plain = join(folder, "bench.jsonl");
  await writeFile(plain, Buffer.concat(files));
  const packed = join(folder, "bench.jsonl.gz");
  await writeFile(packed, gzipSync(await readFile(plain), { level: 6 }));
  return { plain, packed, bytes: (await stat(plain)).size };
}

/** Runs in a worker: each way takes a file, and resolves to what it has counted. */
const prepareWays = () => {
  const SLICE = 1 << 20;
  function* slices(file) {
    const read = new FileReaderSync();
    for (let at = 0; at < file.size; at += SLICE) yield new Uint8Array(read.readAsArrayBuffer(file.slice(at, at + SLICE)));
  }
  const push = (taker, file) => {
    for (const slice of slices(file)) taker.push(slice);
    return taker.finish();
  };
  const ways = {
    reader: (file) => push(new wasm_bindgen.BenchReader(), file),
    unpacker: (file) => push(new wasm_bindgen.BenchUnpacker(), file),
    parse: (file) => {
      const decoder = new TextDecoder();
      const kept = [];
      let rest = "";
      const take = (text) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        for (const line of lines) if (line) kept.push(JSON.parse(line));
      };
      for (const slice of slices(file)) take(decoder.decode(slice, { stream: true }));
      take("\n");
      return kept.length;
    },
    stream: async (file) => {
      let bytes = 0;
      const inflated = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
      for (let piece = await inflated.read(); !piece.done; piece = await inflated.read()) bytes += piece.value.length;
      return bytes;
    },
  };
  const channel = new BroadcastChannel("bench");
  channel.onmessage = async ({ data: { way, file } }) => {
    const start = performance.now();
    const counted = await ways[way](file);
    channel.postMessage({ way, counted, ms: performance.now() - start });
  };
};

test("reading and unpacking are faster than what the browser brings", { timeout: 1_200_000 }, async (t) => {
  const { plain, packed, bytes } = await makeInput();
  const { page } = await openHosted(t);
  const run = async (way, path) => {
    // A worker of its own for each way and round: none inherits the other's memory.
    const [worker] = await Promise.all([
      page.waitForEvent("worker"),
      page.evaluate(() => { globalThis.benched = globalThis.sessionscope.spawn("bench"); }),
    ]);
    await worker.evaluate(prepareWays);
    await page.evaluate(() => {
      globalThis.input = Object.assign(document.createElement("input"), { type: "file", id: "bench-input" });
      document.body.append(globalThis.input);
    });
    await page.locator("#bench-input").setInputFiles(path);
    const result = await page.evaluate((name) => new Promise((done) => {
      const channel = new BroadcastChannel("bench");
      channel.onmessage = ({ data }) => done(data);
      channel.postMessage({ way: name, file: globalThis.input.files[0] });
    }), way);
    await page.evaluate(() => { globalThis.benched.terminate(); globalThis.input.remove(); });
    return result;
  };
  const best = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, path] of [["reader", plain], ["parse", plain], ["unpacker", packed], ["stream", packed]]) {
      const { counted, ms } = await run(way, path);
      if (!(best[way]?.ms < ms)) best[way] = { counted, ms };
    }
  }

  const rate = (way) => bytes / 1e3 / best[way].ms;
  const row = (label, way) => console.log(`${label.padEnd(44)} ${rate(way).toFixed(0).padStart(6)} MB/s ${best[way].ms.toFixed(0).padStart(7)} ms`);
  console.log(`${(bytes / 1e6).toFixed(0)} MB of JSON Lines, ${best.parse.counted} events; one worker, best of ${ROUNDS}`);
  row("sessionscope: bytes to batches", "reader");
  row("JSON.parse a line, objects kept", "parse");
  row("sessionscope: gzip", "unpacker");
  row("DecompressionStream: gzip", "stream");
  const ratio = rate("reader") / rate("parse");
  console.log(`Reading is ${ratio.toFixed(2)} times as fast as JSON.parse (at least ${LEAST_RATIO} is wanted); gzip ${(rate("unpacker") / rate("stream")).toFixed(2)} times as fast as the browser's.`);

  assert.equal(best.reader.counted, best.parse.counted, "both have read every event");
  assert.equal(best.unpacker.counted, bytes);
  assert.equal(best.stream.counted, bytes);
  assert.ok(ratio >= LEAST_RATIO, `only ${ratio.toFixed(2)} times as fast`);
});
