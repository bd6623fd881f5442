// Sigma rules over the original records of CloudTrail, beside the reading of the same files by the same page.
//   BENCH_MEGABYTES=1000 node --test benches/browser/ruling.mjs
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { goTo } from "../../tests/e2e/views.mjs";
import { WANTED, bytesIn, cloudTrail, settle } from "./data.mjs";
import { megabytes, rate, row, times } from "./report.mjs";
import { readWhole } from "./whole.mjs";

const ROUNDS = 3;
const FILES = 10;

/** A folder of so many bytes of CloudTrail in ten files; no record is in two of them. */
async function trails(bytes) {
  const one = await cloudTrail(bytes / FILES);
  const text = await readFile(one, "latin1");
  const into = join(dirname(one), "trails");
  await mkdir(into, { recursive: true });
  for (let number = 0; number < FILES; number += 1) {
    await writeFile(join(into, `${number}.json`), text.replaceAll('"eventID":"00000000-', `"eventID":"${String(number).padStart(8, "0")}-`), "latin1");
  }
  return into;
}

/** Presses the button that runs the rules; resolves to how long that takes in ms, and what is said then. */
const runRules = (page) => page.evaluate(() => new Promise((resolve) => {
  const begun = performance.now();
  new MutationObserver(() => {
    const said = [...document.querySelectorAll(".findings-rules li")].map((item) => item.textContent);
    const done = said.find((text) => /have looked at/.test(text));
    if (done) resolve({ ms: performance.now() - begun, said: done });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.querySelector(".findings-rules button").click();
}));

test("rules over the original records", { timeout: 1_800_000 }, async (t) => {
  const folder = await trails(WANTED);
  const bytes = await bytesIn(folder);
  settle();
  let [read, ruled, said] = [Infinity, Infinity, ""];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, seenMs } = await readWhole(t, folder);
    await goTo(page, "findings");
    await page.locator(".findings-rules button:enabled").waitFor();
    const run = await runRules(page);
    [read, ruled, said] = [Math.min(read, seenMs), Math.min(ruled, run.ms), run.said];
    await page.context().close();
  }
  console.log(said);
  row(`${megabytes(bytes)} of CloudTrail looked at by the built-in rules; reading them`, rate(bytes, ruled), rate(bytes, read), times(ruled / read), "< 4 x");
});
