// The search in the original text beside reading the same files, in the whole page.
import { stat } from "node:fs/promises";
import { test } from "node:test";
import assert from "node:assert/strict";
import { WANTED, jsonLines, settle } from "./data.mjs";
import { megabytes, row, seconds, times } from "./report.mjs";
import { readWhole } from "./whole.mjs";

/** Searches for a text in the dialog; how long that takes in ms, until what is found is asked for by the filter. */
async function searchFor(page, text, isRegex = false) {
  await page.getByRole("button", { name: "Original text…" }).click();
  const dialog = page.getByRole("dialog", { name: "Search the original text" });
  await dialog.getByRole("textbox", { name: "Text to search for" }).fill(text);
  await dialog.getByRole("checkbox", { name: "Regular expression" }).setChecked(isRegex);
  const before = await page.getByRole("searchbox", { name: "Filter" }).inputValue();
  const took = page.evaluate((before) => new Promise((done) => {
    let began;
    addEventListener("submit", () => { began = performance.now(); }, { capture: true, once: true });
    const look = () => {
      if (began && document.querySelector("[role=searchbox]").value !== before) done(performance.now() - began);
      else setTimeout(look, 5);
    };
    look();
  }), before);
  await dialog.getByRole("button", { name: "Search the original text" }).click();
  return took;
}

test("search in the original text", { timeout: 1_800_000 }, async (t) => {
  const path = await jsonLines(Math.round(WANTED / 1000));
  const { size } = await stat(path);
  settle();
  for (const processors of [1, undefined]) {
    const { page, seenMs } = await readWhole(t, path, { isFolder: false, processors });
    const workers = processors ? "one worker" : "all workers";
    for (const [what, text, isRegex] of [
      ["a word that is nowhere", "no such thing"],
      ["a word that is everywhere", "alice"],
      ["a regular expression", "no[- ]such|[^\\x00-\\x7f]{9}", true],
    ]) {
      const ms = await searchFor(page, text, isRegex);
      row(`${megabytes(size)} searched for ${what}, ${workers}; reading them`, seconds(ms), seconds(seenMs), times(ms / seenMs), "< 2 x");
      assert.ok(ms < 2 * seenMs, `${what}: ${ms} ms beside ${seenMs} ms`);
    }
    await page.close();
  }
});
