// Search in the original text, beside the reading of the same files by the same page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WANTED, bytesIn, logs, settle } from "./data.mjs";
import { PAGE_ROUNDS, megabytes, rate, row, times } from "./report.mjs";
import { readWhole } from "./whole.mjs";

/** Notes when a search is begun and when it is through: its bar is gone. */
const watchSearch = () => {
  globalThis.search = {};
  addEventListener("keydown", ({ key }) => { if (key === "Enter") globalThis.search = { begun: performance.now() }; }, { capture: true });
  new MutationObserver(() => {
    const isRunning = document.querySelector("section.reading") !== null;
    if (isRunning) globalThis.search.isSeen = true;
    else if (globalThis.search.isSeen) globalThis.search.ended ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
};

/** How long a search takes in ms. */
async function searchWhole(page, kind, text) {
  await page.getByRole("button", { name: "Original text", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Search the original text" });
  await dialog.getByRole("radio", { name: kind }).check();
  await dialog.getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
  const spent = await page.waitForFunction(() => globalThis.search.ended && globalThis.search.ended - globalThis.search.begun, null, { timeout: 600_000 });
  return spent.jsonValue();
}

test("search in the original text", { timeout: 1_200_000 }, async (t) => {
  const folder = logs(Math.round(WANTED / 1000));
  const bytes = await bytesIn(folder);
  settle();
  const best = {};
  const kinds = [["Words", "nowhere to be found", "words"], ["Words", "workspacessecurebrowser", "a word that all have"], ["Words", `a "quoted`, "words with a quote"], ["Regular expression", "[xyz]{3}[0-9]{9}x", "a regular expression"]];
  for (let round = 0; round < PAGE_ROUNDS; round += 1) {
    const { page, seenMs, events } = await readWhole(t, folder);
    best.read = Math.min(seenMs, best.read ?? Infinity);
    await page.evaluate(watchSearch);
    for (const [kind, text, name] of kinds) {
      best[name] = Math.min(await searchWhole(page, kind, text), best[name] ?? Infinity);
    }
    const found = await page.locator("[data-count=shown]").getAttribute("data-value");
    assert.ok(Number(found) <= events);
    await page.close();
  }
  for (const [, , name] of kinds) {
    row(`${megabytes(bytes)} searched in the original text, ${name}; reading them`, rate(bytes, best[name]), rate(bytes, best.read), times(best.read / best[name]), ">= 0.5 x");
  }
});
