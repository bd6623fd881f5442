// Two builds of the page, measured in turn in one run: what a change costs, or gains.
//   SESSIONSCOPE_BESIDE=DIR node --test benches/browser/beside.mjs   (DIR: the dist/ of the other build)
// A ratio above 1 says that this build is faster, or smaller; the goal for each is at least 0.95.
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { before, test } from "node:test";
import assert from "node:assert/strict";
import { DIST, openHosted, peakMemory } from "../../tests/e2e/harness.mjs";
import { EVENTS_ASKED, SMALL_FILES, WANTED, cloudTrail, cutInFour, folder, inLogEvents, jsonLines, settle } from "./data.mjs";
import { PAGE_ROUNDS, ROUNDS, megabytes, memoryOf, millis, percentile, rate, row, times } from "./report.mjs";
import { usableAfter } from "./start.mjs";
import { RANGES, WORDS, startWorker } from "./ways.mjs";
import { readWhole } from "./whole.mjs";

const OTHER = process.env.SESSIONSCOPE_BESIDE;
assert.ok(OTHER, "SESSIONSCOPE_BESIDE names the dist/ of the build to compare with");
const BUILDS = { ours: DIST, other: OTHER };
const GOAL = ">= 0.95 x";

let lines, linesBytes;
before(async () => {
  lines = await jsonLines(Math.round(WANTED / 1000));
  linesBytes = (await stat(lines)).size;
  settle();
});

/** Calls `measure(dist)` in turn for both builds, so many rounds; resolves to the least figure of each. */
async function least(rounds, measure) {
  const best = { ours: Infinity, other: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    // Whoever is first in a round finds the machine as the one before has left it: they take turns.
    const order = round % 2 === 0 ? ["ours", "other"] : ["other", "ours"];
    for (const build of order) best[build] = Math.min(best[build], await measure(BUILDS[build]));
  }
  return best;
}

const addRow = (what, { ours, other }, say = millis) => row(what, say(ours), say(other), times(other / ours), GOAL);

/** What one worker of a build takes for a way of reading a file, in ms; each round in a worker of its own. */
async function compareWay(t, what, way, path, bytes) {
  const pages = {};
  for (const [build, dist] of Object.entries(BUILDS)) pages[build] = (await openHosted(t, { dist })).page;
  const counts = new Set();
  const best = await least(ROUNDS, async (dist) => {
    const worker = await startWorker(pages[dist === DIST ? "ours" : "other"]);
    const { counted, ms } = await worker.run(way, path);
    await worker.end();
    counts.add(counted);
    return ms;
  });
  assert.equal(counts.size, 1, "both have counted the same");
  addRow(what, best, (ms) => rate(bytes, ms));
  for (const page of Object.values(pages)) await page.context().close();
}

test("reading in one worker", { timeout: 1_200_000 }, async (t) => {
  const packed = `${lines}.gz`;
  await writeFile(packed, gzipSync(await readFile(lines), { level: 6 }));
  const records = await cloudTrail(Math.min(WANTED, 100e6));
  const { asked, saved } = await inLogEvents(lines, Math.min(WANTED, 80e6));
  settle();
  await compareWay(t, `${megabytes(linesBytes)} JSON Lines to columns`, "reader", lines, linesBytes);
  await compareWay(t, "the same, gzip", "reader", packed, linesBytes);
  await compareWay(t, "gzip alone", "unpacker", packed, linesBytes);
  await compareWay(t, "CloudTrail Records in one line to columns", "reader", records, (await stat(records)).size);
  await compareWay(t, "JSON in log events to columns", "reader", asked, (await stat(asked)).size);
  await compareWay(t, "the same as CSV of Logs Insights", "reader", saved, (await stat(saved)).size);
});

test("asking in the engine worker", { timeout: 1_200_000 }, async (t) => {
  const path = await jsonLines(EVENTS_ASKED);
  const all = { ours: {}, other: {} };
  for (const [build, dist] of Object.entries(BUILDS)) {
    const { page } = await openHosted(t, { dist });
    const { run } = await startWorker(page);
    const { counted, ms } = await run("engine", path);
    assert.equal(counted, EVENTS_ASKED);
    const rounds = [];
    for (let round = 0; round < PAGE_ROUNDS; round += 1) {
      rounds.push({ brush: (await run("brush", null, RANGES)).counted, search: (await run("search", null, WORDS)).counted });
    }
    const leastOf = (figure) => Math.min(...rounds.map(figure));
    all[build] = {
      store: ms,
      brush: leastOf(({ brush }) => percentile(brush, 0.95)),
      median: leastOf(({ brush }) => percentile(brush, 0.5)),
      search: leastOf(({ search }) => Math.max(...search)),
    };
    await page.context().close();
  }
  const pair = (key) => ({ ours: all.ours[key], other: all.other[key] });
  addRow(`${EVENTS_ASKED} events read and stored in one worker`, pair("store"));
  addRow("brush over them, every panel; p50", pair("median"));
  addRow("brush over them, every panel; p95", pair("brush"));
  addRow("a word in all fields of them, the slowest", pair("search"));
});

/** Compares the whole page over a path. */
async function comparePage(t, what, path, bytes, rounds = PAGE_ROUNDS) {
  const best = { seen: { ours: Infinity, other: Infinity }, whole: { ours: Infinity, other: Infinity }, peak: { ours: Infinity, other: Infinity } };
  for (let round = 0; round < rounds; round += 1) {
    for (const build of round % 2 === 0 ? ["ours", "other"] : ["other", "ours"]) {
      const { page, seenMs, ms } = await readWhole(t, path, { dist: BUILDS[build] });
      const peak = await peakMemory(page);
      await page.context().close();
      best.seen[build] = Math.min(best.seen[build], seenMs);
      best.whole[build] = Math.min(best.whole[build], ms);
      best.peak[build] = Math.min(best.peak[build], peak ?? Infinity);
    }
  }
  addRow(`${what}, until all is read`, best.seen, (ms) => rate(bytes, ms));
  addRow("the same, until all is hashed", best.whole, (ms) => rate(bytes, ms));
  addRow("the same; memory at the peak", best.peak, memoryOf);
}

test("the whole page", { timeout: 1_200_000 }, async (t) => {
  const [plain, packed, small] = ["beside-four", "beside-packed", "beside-small"].map((name) => join(folder, name));
  const text = await readFile(lines);
  await cutInFour(text, plain, packed);
  settle();
  await comparePage(t, "four files in the whole page", plain, linesBytes);
  await comparePage(t, "four files, gzip, in the whole page", packed, linesBytes);
  const events = text.toString("utf8").split("\n").filter(Boolean);
  let smallBytes = 0;
  for (let file = 0; file < SMALL_FILES; file += 1) {
    const day = join(small, String(1 + file % 28).padStart(2, "0"), String(file % 24).padStart(2, "0"));
    if (file < 28 * 24) await mkdir(day, { recursive: true });
    const content = `${Array.from({ length: 20 }, (_, event) => events[(file * 20 + event) % events.length]).join("\n")}\n`;
    smallBytes += content.length;
    await writeFile(join(day, `events-${file}.jsonl`), content);
  }
  settle();
  await comparePage(t, `${SMALL_FILES} files of 20 events in the whole page`, small, smallBytes, 2);
});

test("start", { timeout: 120_000 }, async (t) => {
  addRow("page usable after navigation on loopback, cold", await least(PAGE_ROUNDS, (dist) => usableAfter(t, { dist })));
});
