// Measuring the whole page: from outside by what it says of itself, and its engine worker from within.
import assert from "node:assert/strict";
import { chooseFiles, chooseFolder, exported, inWorkers, openHosted, whenRead } from "../../tests/e2e/harness.mjs";

/**
 * Notes when the page is given files and when it says that all is read: no way of asking from outside is as
 * exact. What the page says at the start comes with its first drawing, and so too late to count from.
 */
const watchCase = () => {
  globalThis.caseTimes = {};
  addEventListener("change", () => { globalThis.caseTimes.given ??= performance.now(); }, { capture: true });
  const times = globalThis.caseTimes;
  new MutationObserver(() => {
    times[document.documentElement.dataset.case] ??= performance.now();
    // With few processors what is hashed is hashed when all can be seen.
    if (times.ready || /hashing/.test(document.querySelector(".reading .step")?.textContent)) times.seen ??= performance.now();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-case"], subtree: true, childList: true, characterData: true });
};

/** Lets workers hash nothing: whatever they ask for is 0. */
const withoutHashing = inWorkers("SubtleCrypto.prototype.digest = async () => new ArrayBuffer(32);");

/**
 * Has the whole page read a file or, with `isFolder`, a folder, as if there were so many processors, and with or without `hashes`; resolves
 * to the page, how long it took in ms, until all was to be seen and until all was hashed too, and how many events
 * there are. `meanwhile` is called with the page
 * once it reads, and awaited when all is read.
 */
export async function readWhole(t, path, { isFolder = true, processors, hashes = true, timeout = 600_000, meanwhile = () => {}, dist } = {}) {
  const { page } = await openHosted(t, { processors, dist, prepare: hashes ? undefined : withoutHashing });
  await page.evaluate(watchCase);
  await (isFolder ? chooseFolder : chooseFiles)(page, path);
  const [{ events }] = await Promise.all([whenRead(page, { timeout }), meanwhile(page)]);
  const { given, seen, ready } = await page.evaluate(() => globalThis.caseTimes);
  if (!hashes) {
    const { inputs } = JSON.parse(await exported(page, "summary"));
    assert.ok(inputs.every(({ sha256 }) => /^0{64}$/.test(sha256)), "nothing is hashed");
  }
  return { page, seenMs: seen - given, ms: ready - given, events };
}

/** How long the page takes to read a folder, as `seenMs` and `ms`; options are those of `readWhole`. */
export async function pageReads(t, path, options) {
  const { page, ...times } = await readWhole(t, path, options);
  await page.close();
  return times;
}

/** Makes the engine worker note how long it works on each question of the page. */
const watchQuestions = () => {
  const answer = globalThis.onmessage;
  globalThis.asked = [];
  globalThis.onmessage = (event) => {
    const start = performance.now();
    answer.call(globalThis, event);
    globalThis.asked.push(performance.now() - start);
  };
};

/** The engine worker of a page. */
export async function engineOf(page) {
  for (const worker of page.workers()) {
    if (await worker.evaluate(() => globalThis.sessionscope.role) === "engine") return worker;
  }
  throw new Error("there is no engine worker");
}

/** How large the memory of the engine is, in bytes: columns, dictionaries, order, answers, and room to grow. */
export const engineMemory = (engine) => engine.evaluate(() => wasm_bindgen.initSync().memory.buffer.byteLength);

/** How long nothing must have been asked until a brush counts as answered, in ms. */
const QUIET = 100;

/**
 * Brushes over the minimap with the pointer, as a person does it; resolves to how long the engine worker has
 * worked for each brush, in ms, on all that the page asked for it.
 */
export async function brushWhole(page, ranges) {
  const engine = await engineOf(page);
  await engine.evaluate(watchQuestions);
  const { x, y, width, height } = await page.locator(".minimap-picture .brush").boundingBox();
  const at = (share) => x + Math.min(Math.max(share * width, 1), width - 1);
  /** What the engine has been asked since, once it is asked no more. */
  const askedSince = async () => {
    for (let [asked, quiet] = [[], 0]; quiet < 100; quiet += 1) {
      const before = asked.length;
      await page.waitForTimeout(QUIET);
      asked = await engine.evaluate(() => globalThis.asked);
      if (asked.length && asked.length === before) return asked;
    }
    throw new Error("nothing was asked: the brush has changed nothing");
  };
  const forget = () => engine.evaluate(() => { globalThis.asked.length = 0; });
  const spent = [];
  // A drag shorter than a few pixels is a click, and means a moment.
  for (const [from, to] of ranges.filter(([start, end]) => (end - start) * width > 5)) {
    // Within a range that is in force a drag would move that.
    const allTime = page.locator(".breadcrumb button").first();
    await forget();
    if (await allTime.isVisible()) {
      await allTime.click();
      await askedSince();
      await forget();
    }
    await page.mouse.move(at(from), y + height / 2);
    await page.mouse.down();
    await page.mouse.move(at(to), y + height / 2);
    await page.mouse.up();
    spent.push((await askedSince()).reduce((sum, ms) => sum + ms, 0));
  }
  return spent;
}
