// Reading: JSON Lines, gzip, CloudTrail, several files, and many small ones.
import { execFile } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { before, test } from "node:test";
import { promisify } from "node:util";
import assert from "node:assert/strict";
import { openHosted } from "../../tests/e2e/harness.mjs";
import { SMALL_FILES, WANTED, cloudTrail, cutInFour, folder, inLogEvents, jsonLines, settle } from "./data.mjs";
import { PAGE_ROUNDS, ROUNDS, megabytes, rate, row, seconds, skip, times } from "./report.mjs";
import { bestOf, twoBesideOne } from "./ways.mjs";
import { pageReads } from "./whole.mjs";

const DUCKDB = join(import.meta.dirname, "../read_with_duckdb.py");
const LEAST_RATIO = 1.5;

let lines, linesBytes;
before(async () => {
  lines = await jsonLines(Math.round(WANTED / 1000));
  linesBytes = (await stat(lines)).size;
});

/** Adds a line for the same file read by DuckDB, if there is one; each has to count the same events. */
async function besideDuckDB({ counted, ms }) {
  const python = process.env.BENCH_PYTHON;
  if (!python) return skip("native DuckDB", "BENCH_PYTHON names no python3 that has it; scripts/bench.sh sets one up where it can");
  const { stdout } = await promisify(execFile)(python, [DUCKDB, lines, String(ROUNDS)]);
  const native = JSON.parse(stdout);
  row(`the same; native DuckDB ${native.version}, read_json with explicit columns, one thread`, rate(linesBytes, ms), rate(linesBytes, native.ms), times(native.ms / ms), ">= 1.2 x");
  assert.equal(native.count, counted);
}

test("JSON Lines and gzip", { timeout: 1_200_000 }, async (t) => {
  const packed = `${lines}.gz`;
  await writeFile(packed, gzipSync(await readFile(lines), { level: 6 }));
  settle();
  const { page } = await openHosted(t);
  const best = await bestOf(page, [["reader", lines], ["parse", lines]]);
  const beside = best.parse.ms / best.reader.ms;
  row(`${megabytes(linesBytes)} JSON Lines to columns, one worker; JSON.parse a line`, rate(linesBytes, best.reader.ms), rate(linesBytes, best.parse.ms), times(beside), ">= 4 x");
  await besideDuckDB(best.reader);
  const unpacked = await bestOf(page, [["unpacker", packed], ["stream", packed]]);
  row("gzip alone; DecompressionStream", rate(linesBytes, unpacked.unpacker.ms), rate(linesBytes, unpacked.stream.ms), times(unpacked.stream.ms / unpacked.unpacker.ms), "");
  const both = await bestOf(page, [["reader", packed], ["streamParse", packed]]);
  row("the same file, gzip, to columns; DecompressionStream + JSON.parse", rate(linesBytes, both.reader.ms), rate(linesBytes, both.streamParse.ms), times(both.streamParse.ms / both.reader.ms), ">= 4 x");
  assert.equal(best.reader.counted, best.parse.counted, "both have read every event");
  assert.equal(both.reader.counted, best.parse.counted);
  assert.equal(both.streamParse.counted, best.parse.counted);
  assert.equal(unpacked.unpacker.counted, linesBytes);
  assert.equal(unpacked.stream.counted, linesBytes);
  assert.ok(beside >= LEAST_RATIO, `only ${beside.toFixed(2)} times as fast`);
});

test("CloudTrail in one line", { timeout: 1_200_000 }, async (t) => {
  const path = await cloudTrail(Math.min(WANTED, 100e6));
  const bytes = (await stat(path)).size;
  settle();
  const { page } = await openHosted(t);
  const { reader, parseWhole } = await bestOf(page, [["reader", path], ["parseWhole", path]]);
  row(`${megabytes(bytes)} CloudTrail Records in one line; JSON.parse of the file`, rate(bytes, reader.ms), rate(bytes, parseWhole.ms), times(parseWhole.ms / reader.ms), ">= 2.5 x");
  assert.equal(reader.counted, parseWhole.counted);
});

test("JSON in log events", { timeout: 1_200_000 }, async (t) => {
  const { asked, saved } = await inLogEvents(lines, Math.min(WANTED, 80e6));
  const [bytes, savedBytes] = [(await stat(asked)).size, (await stat(saved)).size];
  settle();
  const { page } = await openHosted(t);
  const { reader, parseMessages } = await bestOf(page, [["reader", asked], ["parseMessages", asked]]);
  row(`${megabytes(bytes)} log events with JSON in them, to columns; JSON.parse of the file and each message`, rate(bytes, reader.ms), rate(bytes, parseMessages.ms), times(parseMessages.ms / reader.ms), "");
  const { reader: table } = await bestOf(page, [["reader", saved]]);
  row(`${megabytes(savedBytes)} the same as CSV, as Logs Insights saves it`, rate(savedBytes, table.ms), "", "", "");
  assert.equal(reader.counted, parseMessages.counted);
  assert.equal(table.counted, reader.counted);
});

test("two workers beside one", { timeout: 1_200_000 }, async (t) => {
  const archive = `${lines}.two.gz`;
  await writeFile(archive, gzipSync(await readFile(lines), { level: 6 }));
  settle();
  const { page } = await openHosted(t);
  const { one, two } = await twoBesideOne(page, archive);
  await page.close();
  row("gzip to columns, the workers alone; two beside one", rate(2 * linesBytes, two), rate(2 * linesBytes, one), times(one / two), ">= 1.7 x");
  const [plain, packed] = [join(folder, "four"), join(folder, "four-packed")];
  await cutInFour(await readFile(lines), plain, packed);
  settle();
  const seen = {}, whole = {};
  for (let round = 0; round < PAGE_ROUNDS; round += 1) {
    for (const hashes of [true, false]) {
      const { seenMs, ms } = await pageReads(t, plain, { hashes });
      seen[hashes] = Math.min(seenMs, seen[hashes] ?? Infinity);
      whole[hashes] = Math.min(ms, whole[hashes] ?? Infinity);
    }
  }
  row("four files in the whole page, until all is read; without hashing them", rate(linesBytes, seen.true), rate(linesBytes, seen.false), times(seen.false / seen.true), ">= 0.9 x");
  row("the same, until they are hashed too; without hashing them", rate(linesBytes, whole.true), rate(linesBytes, seen.false), times(seen.false / whole.true), "");
  for (const [what, into] of [["four files", plain], ["four files, gzip,", packed]]) {
    const best = {};
    for (let round = 0; round < PAGE_ROUNDS; round += 1) {
      for (const processors of [1, 2]) {
        const { ms } = await pageReads(t, into, { processors });
        best[processors] = Math.min(ms, best[processors] ?? Infinity);
      }
    }
    row(`${what} in the whole page, hashes and views with it; two workers beside one`, rate(linesBytes, best[2]), rate(linesBytes, best[1]), times(best[1] / best[2]), "");
  }
});

test("many small files", { timeout: 1_200_000 }, async (t) => {
  const into = join(folder, "small");
  const text = (await readFile(lines, "utf8")).split("\n").filter(Boolean);
  for (let file = 0; file < SMALL_FILES; file += 1) {
    const day = join(into, "2026", "11", String(1 + file % 28).padStart(2, "0"), String(file % 24).padStart(2, "0"));
    if (file < 28 * 24) await mkdir(day, { recursive: true });
    const events = Array.from({ length: 20 }, (_, event) => text[(file * 20 + event) % text.length]);
    await writeFile(join(day, `events-${file}.jsonl`), `${events.join("\n")}\n`);
  }
  settle();
  const { page } = await openHosted(t);
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "bench-folder", webkitdirectory: true });
    document.body.append(input);
  });
  await page.locator("#bench-folder").setInputFiles(into);
  const alone = await page.evaluate(async () => {
    const { files } = document.querySelector("#bench-folder");
    const start = performance.now();
    let bytes = 0;
    for (let at = 0; at < files.length; at += 64) {
      const buffers = await Promise.all([...files].slice(at, at + 64).map((file) => file.arrayBuffer()));
      for (const buffer of buffers) bytes += buffer.byteLength;
    }
    return { ms: performance.now() - start, files: files.length, bytes };
  });
  assert.equal(alone.files, SMALL_FILES);
  await page.close();
  const { ms } = await pageReads(t, into, { processors: cpus().length });
  row(`${SMALL_FILES} files of 20 events in the whole page, once; File.arrayBuffer() alone`, seconds(ms), seconds(alone.ms), times(ms / alone.ms), "<= 2 x");
});
