// A million events load while the page stays alive: no parsing and no querying on the main thread. What is held
// against a limit is what that thread is given to do, and how much has been read by when: neither depends on the
// machine. What passes by the clock is told, and measured in benches/browser/large.mjs.
import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFolder, countWork, folderFor, holdReads, measureTasks, native, NO_PEAK_MEMORY, openHosted, peakMemory, whenRead, workOf } from "./harness.mjs";
import { goTo } from "./views.mjs";

const EVENTS = 1_000_000;

/** A folder of made-up logs with so many events. */
async function madeUp(t, events) {
  const folder = await folderFor(t);
  await native(["sample", "--events", String(events), "--seed", "7", "--format", "jsonl", "-o", folder]);
  return join(folder, "logs");
}

/**
 * Notes in the page when it has begun to read, and when it says that there are events and a chart has something to
 * show, and how many there are then: no way of asking from outside is as exact.
 */
const watch = () => {
  globalThis.times = {};
  const watcher = new MutationObserver(() => {
    if (document.querySelector("html[data-case=reading]")) globalThis.times.taken ??= performance.now();
    const early = Number(document.querySelector("[data-count=events]")?.dataset.value ?? 0);
    if (early === 0 || !document.querySelector("figure.chart svg :is(rect, path, polygon)")) return;
    Object.assign(globalThis.times, { chart: performance.now(), early });
    watcher.disconnect();
  });
  watcher.observe(document, { attributes: true, attributeFilter: ["data-case", "data-value"], childList: true, subtree: true });
};

/** What to `prepare` a page with so that its work is counted, and its readers wait as `holdReads` has it. */
const countAndHold = (bytes) => async (page) => {
  await countWork(page);
  await holdReads(bytes)(page);
};

/** How large a message may be that the main thread unpacks at once, in bytes: it has answers for a screen, and no events. */
const MOST_BYTES = 150_000;
/** How many elements one turn may put into the page: a view, and no row that is not to be seen. */
const MOST_ELEMENTS = 500;

/** Holds what the main thread had to do while so many bytes were read against what it may have to do. */
async function hasLittleToDo(t, page, bytes) {
  const work = await workOf(page);
  t.diagnostic(`the main thread: ${JSON.stringify(work)}`);
  assert.ok(work.messages > 0 && work.bytes > 0 && work.most > 0, "work is counted");
  assert.equal(work.reads, 0, "large files are read by workers alone");
  assert.ok(work.largest <= MOST_BYTES, `a message of ${work.largest} bytes`);
  assert.ok(work.bytes <= bytes / 100, `messages of ${work.bytes} bytes`);
  assert.ok(work.most <= MOST_ELEMENTS, `${work.most} elements in one turn`);
}

const bytesIn = async (folder) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
};

test("while a million events load, the main thread stays free, and the first chart is there soon", async (t) => {
  const logs = await madeUp(t, EVENTS);
  const bytes = await bytesIn(logs);
  // How many readers there are must not depend on the machine, and neither must how far they are when there is a chart:
  // each of them waits for it within its first file.
  const { page, problems } = await openHosted(t, { processors: 2, prepare: countAndHold(bytes / 20) });
  await page.evaluate(watch);
  const measured = await measureTasks(page, async () => {
    await chooseFolder(page, logs);
    await page.waitForFunction(() => globalThis.times.chart);
    await page.evaluate(() => globalThis.release());
    const read = await whenRead(page);
    assert.equal(read.events, EVENTS);
    assert.equal(read.rejected, 0);
  });
  const { taken, chart, now, early } = await page.evaluate(() => ({ ...globalThis.times, now: performance.now() }));
  const firstChart = chart - taken;
  const under = measured.shareUnder(50);
  t.diagnostic(`${(bytes / 1e6).toFixed(0)} MB: first chart after ${firstChart.toFixed(0)} ms, of ${early} events; all read after ${((now - taken) / 1000).toFixed(1)} s; ${measured.tasks} tasks, ${(under * 100).toFixed(2)} % under 50 ms, the longest ${measured.longest.toFixed(0)} ms, of which none worked for more than ${measured.worked.toFixed(0)} ms`);
  assert.ok(early > 0 && early <= EVENTS / 2, `the first chart is of ${early} events`);
  await hasLittleToDo(t, page, bytes);
  assert.deepEqual(problems, []);
  await t.test("files are not kept once they have been read and hashed", { skip: NO_PEAK_MEMORY }, async (own) => {
    const memory = await peakMemory(page);
    own.diagnostic(`at most ${(memory / 1e6).toFixed(0)} MB of memory`);
    assert.ok(memory < bytes * 0.8, `${(memory / 1e6).toFixed(0)} MB of memory for ${(bytes / 1e6).toFixed(0)} MB`);
  });
});

test("with several workers that hash, files are not kept either", { skip: NO_PEAK_MEMORY }, async (t) => {
  const logs = await madeUp(t, EVENTS);
  const bytes = await bytesIn(logs);
  const { page, problems } = await openHosted(t, { processors: 4 });
  await chooseFolder(page, logs);
  assert.equal((await whenRead(page)).events, EVENTS);
  const memory = await peakMemory(page);
  t.diagnostic(`at most ${(memory / 1e6).toFixed(0)} MB of memory for ${(bytes / 1e6).toFixed(0)} MB, of four readers`);
  // Four workers hold a file each while they hash it, and the browser's copy of it.
  assert.ok(memory < bytes, `${(memory / 1e6).toFixed(0)} MB of memory for ${(bytes / 1e6).toFixed(0)} MB`);
  assert.deepEqual(problems, []);
});

test("no view has much to do at a time while events come in", async (t) => {
  const logs = await madeUp(t, 400_000);
  // Of so many bytes a reader hands something on.
  const { page, problems } = await openHosted(t, { processors: 2, prepare: countAndHold(9e6) });
  const comeIn = async () => {
    const events = () => page.locator("[data-count=events]").getAttribute("data-value");
    const before = await events();
    await page.evaluate(() => globalThis.pass(1));
    await page.waitForFunction((known) => document.querySelector("[data-count=events]").dataset.value !== known, before);
  };
  const measured = await measureTasks(page, async () => {
    await chooseFolder(page, logs);
    await page.locator("figure.chart svg").first().waitFor();
    // What comes in first is shown before more comes.
    for (const tab of ["timeline", "sessions", "transfers", "events", "evidence", "overview"]) {
      await goTo(page, tab);
      await comeIn();
      await comeIn();
    }
    assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
    await page.evaluate(() => globalThis.release());
    assert.equal((await whenRead(page)).events, 400_000);
  });
  const under = measured.shareUnder(50);
  t.diagnostic(`${measured.tasks} tasks, ${(under * 100).toFixed(2)} % under 50 ms, none worked for more than ${measured.worked.toFixed(0)} ms; the longest took ${measured.longest.toFixed(0)} ms`);
  await hasLittleToDo(t, page, await bytesIn(logs));
  assert.deepEqual(problems, []);
});

test("where there is no room for all, that is foreseen, said, and what is left unread is counted", async (t) => {
  const logs = await madeUp(t, 400_000);
  const all = await bytesIn(logs);
  const hold = holdReads(all / 18);
  const prepare = async (page) => {
    await hold(page);
    // A quarter of it is for events: less than these take.
    await page.addInitScript(() => Object.defineProperty(navigator, "deviceMemory", { value: 0.03 }));
  };
  const { page, problems } = await openHosted(t, { prepare, processors: 2 });
  await chooseFolder(page, logs);
  await page.getByText(/^These .+ need about .+ of memory, and this tab has room for 7\.\d+ MB/).waitFor();
  await page.evaluate(() => globalThis.release());
  const read = await whenRead(page);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.ok(read.events > 10_000 && read.events < 400_000, `${read.events} events`);
  assert.equal(read.records, read.events + read.duplicates + read.rejected + read.skipped);
  const words = await page.locator(".shortcoming").innerText();
  t.diagnostic(words);
  assert.match(words, new RegExp(`of 7 files were begun, and [0-9.,]+ MB of ${(all / 1e6).toFixed(0)} MB were left unread`));
  assert.deepEqual(problems, []);
});
