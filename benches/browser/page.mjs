// The whole page: how soon it can be used, how soon an original text is there, and how cost grows.
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import assert from "node:assert/strict";
import { DIST, peakMemory } from "../../tests/e2e/harness.mjs";
import { goTo, inAddressSoon } from "../../tests/e2e/views.mjs";
import { EVENTS_ASKED, WANTED, bytesIn, jsonLines, logs } from "./data.mjs";
import { grown, megabytes, memoryOf, millis, percentile, row, seconds } from "./report.mjs";
import { usableAfter } from "./start.mjs";
import { RANGES } from "./ways.mjs";
import { brushWhole, engineMemory, engineOf, readWhole } from "./whole.mjs";

/** How often the page is started, each time in a context that has seen nothing yet. */
const STARTS = 5;

test("start", { timeout: 120_000 }, async (t) => {
  const starts = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    starts.push(await usableAfter(t));
  }
  row("page usable after navigation on loopback, cold; median and slowest", millis(percentile(starts, 0.5)), "", `most ${millis(Math.max(...starts))}`, "< 1 s");
  const packed = (await readdir(DIST)).find((name) => name.endsWith(".wasm.gz"));
  const { size } = await stat(join(DIST, packed));
  row("the program (wasm), gzip as the build packs it", `${(size / 1e3).toFixed(0)} kB`, "", "", "<= 2 MB");
});

/** Notes when an event is asked for, and when its original text stands in the drawer. */
const watchDrawer = () => {
  globalThis.drawer = {};
  addEventListener("keydown", ({ key }) => { if (key === "Enter") globalThis.drawer.asked = performance.now(); }, { capture: true });
  new MutationObserver(() => {
    if (globalThis.drawer.asked && document.querySelector("pre.original")) globalThis.drawer.there ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
};

/** How long the original text of the last event of a file takes to be shown, the first time that one is. */
async function lastOriginal(t, path, textBytes) {
  const { page } = await readWhole(t, path, { isFolder: false });
  await goTo(page, "events");
  await page.getByRole("grid", { name: "Events" }).focus();
  await page.keyboard.press("End");
  await page.evaluate(watchDrawer);
  await page.keyboard.press("Enter");
  const spent = await page.waitForFunction(() => globalThis.drawer.there && globalThis.drawer.there - globalThis.drawer.asked);
  const place = await inAddressSoon(page, "sel");
  assert.ok(Number(place.split(":").at(-1)) > 0.9 * textBytes, `the last event stands near the end of the file: ${place} of ${textBytes}`);
  const ms = await spent.jsonValue();
  await page.context().close();
  return ms;
}

test("original text at the end of a file", { timeout: 600_000 }, async (t) => {
  const plain = await jsonLines(Math.round(Math.min(WANTED, 100e6) / 1100));
  const text = await readFile(plain);
  const packed = `${plain}.gz`;
  await writeFile(packed, gzipSync(text, { level: 6 }));
  for (const [kind, path] of [["plain", plain], ["gzip", packed]]) {
    row(`original text of the last event of ${megabytes(text.length)} ${kind}, in the drawer, the first time`, millis(await lastOriginal(t, path, text.length)), "", "", "< 200 ms");
  }
});

test("how cost grows", { timeout: 1_200_000 }, async (t) => {
  for (const events of [100, 10, 1].map((share) => Math.max(1000, Math.round(EVENTS_ASKED / share)))) {
    // Each in a context of its own, and so in a process of its own.
    await t.test(`${events} events`, async (part) => {
      const folder = logs(events);
      const bytes = await bytesIn(folder);
      const { page, seenMs, ms, events: read } = await readWhole(part, folder);
      assert.equal(read, events);
      const memory = await engineMemory(await engineOf(page));
      const brushes = await brushWhole(page, RANGES.slice(0, 50));
      grown({
        events: events.toLocaleString("en"),
        text: megabytes(bytes),
        "all read": seconds(seenMs),
        "and hashed": seconds(ms),
        "events/s": Math.round(events / seenMs * 1e3).toLocaleString("en"),
        "brush p50": millis(percentile(brushes, 0.5)),
        "brush p95": millis(percentile(brushes, 0.95)),
        "peak memory of the page": memoryOf(await peakMemory(page)),
        "engine's memory an event": `${(memory / events).toFixed(0)} B`,
      });
    });
  }
});
