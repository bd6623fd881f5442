// A million events load while the page stays alive: no parsing and no querying on the main thread.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFolder, measureTasks, openHosted, PROGRAM, whenRead } from "./harness.mjs";

const EVENTS = 1_000_000;

test("while a million events load, the main thread stays free and the first chart is there at once", { timeout: 400_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "sessionscope-large-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  execFileSync(PROGRAM, ["sample", "--events", String(EVENTS), "--seed", "7", "-o", folder]);
  const { page } = await openHosted(t);
  await page.waitForTimeout(500);
  let firstChart, whole;
  const measured = await measureTasks(page, async () => {
    const start = performance.now();
    await chooseFolder(page, join(folder, "logs"));
    await page.waitForFunction(() => document.querySelector("html:not([data-case=empty]) svg rect, html:not([data-case=empty]) svg path"), null, { timeout: 60_000 });
    firstChart = performance.now() - start;
    const read = await whenRead(page, { timeout: 300_000 });
    whole = performance.now() - start;
    assert.equal(read.events, EVENTS);
    assert.equal(read.rejected, 0);
  });
  const under = measured.shareUnder(50);
  console.log(`first chart after ${firstChart.toFixed(0)} ms, all read after ${whole.toFixed(0)} ms; ${measured.tasks} tasks, ${(under * 100).toFixed(2)} % under 50 ms, the longest ${measured.longest.toFixed(0)} ms`);
  assert.ok(firstChart <= 2000, `the first chart took ${firstChart.toFixed(0)} ms`);
  assert.ok(under >= 0.99, `${(under * 100).toFixed(2)} % of the tasks were under 50 ms`);
  assert.ok(measured.longest <= 150, `the longest task took ${measured.longest.toFixed(0)} ms`);
});
