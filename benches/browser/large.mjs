// What the page does with ten million events, about 11 GB: too much for every day (`make bench-large`).
//   BENCH_EVENTS=10000000 node --test benches/browser/large.mjs
import { statfs } from "node:fs/promises";
import { test } from "node:test";
import assert from "node:assert/strict";
import { measureTasks, peakMemory } from "../../tests/e2e/harness.mjs";
import { goTo, whenRows } from "../../tests/e2e/views.mjs";
import { bytesIn, cutSessions, folder, logs, settle } from "./data.mjs";
import { megabytes, memoryOf, millis, percentile, rate, row, seconds, skip } from "./report.mjs";
import { RANGES } from "./ways.mjs";
import { brushWhole, engineMemory, engineOf, readWhole } from "./whole.mjs";

const ASKED = Number(process.env.BENCH_EVENTS ?? 10_000_000);
/** The most events of a session; ten million are of some 200,000 sessions then. */
const EVENTS_A_SESSION = 60;
/** About what an event takes on the disk, in bytes. */
const EVENT_BYTES = 1110;
/** How much of the disk is left free, in bytes. */
const SPARE = 3e9;
/** Less than this says nothing about large cases. */
const LEAST_BYTES = 5e9;
/** The trace of the main thread is taken in windows, for one of the whole time would be too large; in ms. */
const WINDOW = 5000;

/** As many events as were asked for, or as fit on the disk; 0 where that would be too few. */
async function eventsThatFit() {
  const { bavail, bsize } = await statfs(folder);
  const fit = Math.floor((bavail * bsize - SPARE) / EVENT_BYTES);
  if (fit >= ASKED) return ASKED;
  return fit * EVENT_BYTES >= LEAST_BYTES ? fit : 0;
}

/** Notes each task of the main thread that takes longer than 50 ms, and how long. */
const watchLongTasks = (page) => page.evaluate(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => { globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)); })
    .observe({ type: "longtask", buffered: true });
});

/** While the page reads, measures all tasks by the browser's trace, window by window; resolves to what each gave. */
async function tasksWhileReading(page) {
  const windows = [];
  const isReading = () => page.evaluate(() => !["ready", "partial"].includes(document.documentElement.dataset.case));
  while (await isReading()) windows.push(await measureTasks(page, () => page.waitForTimeout(WINDOW)));
  return windows;
}

test("ten million events", { timeout: 3_600_000 }, async (t) => {
  const events = await eventsThatFit();
  if (events === 0) return skip("the page with many events", `less than ${megabytes(LEAST_BYTES + SPARE)} of the disk are free`);
  if (events < ASKED) console.log(`Only ${events} events of ${ASKED} fit on the disk.`);
  const path = logs(events);
  const sessions = await cutSessions(path, EVENTS_A_SESSION);
  const bytes = await bytesIn(path);
  settle();
  const { page, seenMs, ms, events: read } = await readWhole(t, path, { timeout: 1_800_000, meanwhile: watchLongTasks });
  row(`${megabytes(bytes)}, ${events.toLocaleString("en")} events of ${sessions.toLocaleString("en")} sessions, in the whole page, until all is read`, seconds(seenMs), "", rate(bytes, seenMs), "");
  row("the same, until they are hashed too", seconds(ms), "", rate(bytes, ms), "");
  const long = await page.evaluate(() => globalThis.longTasks);
  row("tasks of the main thread meanwhile over 50 ms, and the longest, by the clock", String(long.length), "", `most ${millis(Math.max(0, ...long))}`, "none over 150 ms");

  const engine = await engineOf(page);
  const memory = await engineMemory(engine);
  const brushes = await brushWhole(page, RANGES);
  row("brush over them, in the page's engine worker", `p50 ${millis(percentile(brushes, 0.5))}`, "", `p95 ${millis(percentile(brushes, 0.95))}`, "p95 <= 100 ms");
  row("most memory of the page and its workers", memoryOf(await peakMemory(page)), "", "", "< 1500 MB");
  row("the engine's memory an event: columns, dictionaries, order, and room to grow", `${(memory / events).toFixed(0)} B`, "", "", "<= 64 B of columns");
  assert.equal(read, events);
  await page.close();

  // Once more, for the trace takes time of its own: by the clock a task waits for it too.
  let windows;
  const traced = await readWhole(t, path, { timeout: 1_800_000, meanwhile: async (again) => { windows = await tasksWhileReading(again); } });
  const tasks = windows.reduce((sum, window) => sum + window.tasks, 0);
  const under = windows.reduce((sum, window) => sum + window.shareUnder(50) * window.tasks, 0) / tasks;
  row(`tasks of the main thread under 50 ms, of ${tasks} that were traced`, `${(under * 100).toFixed(2)} %`, "", "", ">= 99 %");
  const worked = Math.max(...windows.map((window) => window.worked));
  row("the most that one of them has worked, without what it has waited for a processor", millis(worked), "", "", "<= 50 ms");
  assert.equal(traced.events, events);
  await goTo(traced.page, "sessions");
  await whenRows(traced.page, "sessions", sessions);
});
