// Asking: what a brush and a word cost over many events, and what others who answer in a browser take for it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { openHosted } from "../../tests/e2e/harness.mjs";
import { EVENTS_ASKED, jsonLines } from "./data.mjs";
import { millis, percentile, row, skip, times } from "./report.mjs";
import { PEERS, askPeer } from "./peers.mjs";
import { RANGES, WORDS, startWorker } from "./ways.mjs";

/** Adds a line for the questions that were asked of both. */
function compare(what, ours, theirs, share) {
  const [here, there] = [percentile(ours.slice(0, theirs.length), share), percentile(theirs, share)];
  row(what, millis(here), millis(there), times(there / here), "");
}

test("questions over many events, here and by others", { timeout: 1_200_000 }, async (t) => {
  const path = await jsonLines(EVENTS_ASKED);
  const { page } = await openHosted(t);
  const { run } = await startWorker(page);
  assert.equal((await run("engine", path)).counted, EVENTS_ASKED);
  const ours = { brush: (await run("brush", null, RANGES)).counted, search: (await run("search", null, WORDS)).counted };
  await page.context().close();
  const p95 = percentile(ours.brush, 0.95);
  row(`brush over ${EVENTS_ASKED.toLocaleString("en")} events, every panel answered, in the engine worker`, `p50 ${millis(percentile(ours.brush, 0.5))}`, "", `p95 ${millis(p95)}`, EVENTS_ASKED > 1e6 ? "p95 <= 100 ms at 10,000,000" : "p95 <= 16 ms");
  const most = Math.max(...ours.search);
  row("a word searched in all fields of them, first answer", `p50 ${millis(percentile(ours.search, 0.5))}`, "", `most ${millis(most)}`, "<= 50 ms");

  for (const peer of PEERS) {
    const theirs = await askPeer(t, peer, path, EVENTS_ASKED);
    if (typeof theirs === "string") { skip(peer.name, theirs); continue; }
    compare(`the same brush by ${peer.name}, five of its panels; p95 of ${theirs.brush.length}`, ours.brush, theirs.brush, 0.95);
    compare(`the same words by ${peer.name}; the slowest of ${theirs.search.length}`, ours.search, theirs.search, 1);
  }
});
