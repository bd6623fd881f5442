// Asking: what a brush and a word cost over many events, and what others who answer in a browser take for it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { measureTasks, openHosted } from "../../tests/e2e/harness.mjs";
import { whenShown } from "../../tests/e2e/views.mjs";
import { EVENTS_ASKED, jsonLines, office } from "./data.mjs";
import { megabytes, millis, percentile, row, skip, times } from "./report.mjs";
import { PEERS, askPeer } from "./peers.mjs";
import { RANGES, WORDS, startWorker } from "./ways.mjs";
import { readWhole } from "./whole.mjs";

/** Adds a line for the questions that were asked of both. */
function compare(what, ours, theirs, share) {
  const [here, there] = [percentile(ours.slice(0, theirs.length), share), percentile(theirs, share)];
  row(what, millis(here), millis(there), times(there / here), "");
}

test("the timeline of many users", { timeout: 600_000 }, async (t) => {
  const { path, sessions, users, events } = await office();
  const asked = await openHosted(t);
  const { run } = await startWorker(asked.page);
  assert.equal((await run("engine", path)).counted, events);
  const [first, ...others] = (await run("timeline", null, [[0, 1], ...RANGES])).counted;
  await asked.page.context().close();
  const of = `timeline of ${sessions.toLocaleString("en")} sessions of ${users.toLocaleString("en")} users`;
  row(`${of}: the first answer, which lays out all tracks`, millis(first), "", "", "");
  row("the same: answers while zooming and panning, in the engine worker", `p50 ${millis(percentile(others, 0.5))}`, "", `p95 ${millis(percentile(others, 0.95))}`, "<= 30 ms");

  const { page } = await readWhole(t, path, { isFolder: false });
  await whenShown(page, "timeline");
  const { x, y, width, height } = await page.locator(".timeline-pointer").boundingBox();
  const wheel = async (key, by) => {
    await page.keyboard.down(key);
    for (let turn = 0; turn < 15; turn += 1) {
      await page.mouse.wheel(0, by);
      await page.waitForTimeout(50);
    }
    await page.keyboard.up(key);
  };
  await page.mouse.move(x + width / 2, y + Math.min(height, 600) / 2);
  const { worked, longest, tasks } = await measureTasks(page, async () => {
    await wheel("Control", -120);
    await wheel("Shift", 120);
    await wheel("Control", 120);
  });
  row(`the same: the longest of ${tasks} tasks of the main thread while zooming and panning, without what it waited for a processor`, millis(worked), "", `by the clock ${millis(longest)}`, "<= 50 ms");
  await page.context().close();
});

test("the audit of many events", { timeout: 1_200_000 }, async (t) => {
  const path = await jsonLines(EVENTS_ASKED);
  const { page } = await openHosted(t);
  const { run } = await startWorker(page);
  assert.equal((await run("engine", path)).counted, EVENTS_ASKED);
  const { ms, grown } = (await run("audit", null, true)).counted;
  await page.context().close();
  const goal = EVENTS_ASKED > 1e6 ? "<= 5 s and <= 200 MB at 10,000,000" : "<= 500 ms";
  row(`audit of ${EVENTS_ASKED.toLocaleString("en")} events without rules, once, in the engine worker`, millis(ms), "", `memory grew by ${megabytes(grown)}`, goal);
});

test("questions over many events, here and by others", { timeout: 1_200_000 }, async (t) => {
  const path = await jsonLines(EVENTS_ASKED);
  const { page } = await openHosted(t);
  const { run } = await startWorker(page);
  assert.equal((await run("engine", path)).counted, EVENTS_ASKED);
  const ours = { brush: (await run("brush", null, RANGES)).counted, search: (await run("search", null, WORDS)).counted };
  const facets = (await run("facets", null, RANGES)).counted;
  const compared = (await run("compare", null, RANGES.slice(0, 20))).counted;
  await page.context().close();
  const p95 = percentile(ours.brush, 0.95);
  row(`brush over ${EVENTS_ASKED.toLocaleString("en")} events, every panel answered, in the engine worker`, `p50 ${millis(percentile(ours.brush, 0.5))}`, "", `p95 ${millis(p95)}`, EVENTS_ASKED > 1e6 ? "p95 <= 100 ms at 10,000,000" : "p95 <= 16 ms");
  const most = Math.max(...ours.search);
  row("all facets after each of these brushes", `p50 ${millis(percentile(facets, 0.5))}`, "", `p95 ${millis(percentile(facets, 0.95))}`, EVENTS_ASKED > 1e6 ? "" : "p95 <= 16 ms");
  row("a range compared with all the rest of them", `p50 ${millis(percentile(compared, 0.5))}`, "", `most ${millis(Math.max(...compared))}`, EVENTS_ASKED > 1e6 ? "" : "<= 200 ms");
  row("a word searched in all fields of them, first answer", `p50 ${millis(percentile(ours.search, 0.5))}`, "", `most ${millis(most)}`, "<= 50 ms");

  for (const peer of PEERS) {
    const theirs = await askPeer(t, peer, path, EVENTS_ASKED);
    if (typeof theirs === "string") { skip(peer.name, theirs); continue; }
    compare(`the same brush by ${peer.name}, five of its panels; p95 of ${theirs.brush.length}`, ours.brush, theirs.brush, 0.95);
    compare(`the same words by ${peer.name}; the slowest of ${theirs.search.length}`, ours.search, theirs.search, 1);
  }
});
