// Charts and tables of the overview and of the transfers: they agree with each other, every mark leads to
// its events by mouse and by keyboard, and their tables say the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample } from "./harness.mjs";
import { inAddress, inAddressSoon, number, whenOverviewOf, whenRows } from "./views.mjs";

/** Opens the overview of the sample case, filled with all of it. */
async function openOverview(t) {
  const view = await openSample(t, "overview");
  await whenOverviewOf(view.page, view.counts.events);
  return view;
}

test("the bars of the activities sum up to all events, and a click on one filters for it", async (t) => {
  const { page, counts: { events }, problems } = await openOverview(t);
  const bars = page.getByRole("region", { name: "Activities" }).getByRole("button");
  await bars.first().waitFor();
  const counts = (await bars.locator(".number").allTextContents()).map(number);
  assert.equal(counts.reduce((sum, count) => sum + count), events);
  assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
  const bar = bars.filter({ hasText: "PrintJobSubmit" });
  const printed = number(await bar.locator(".number").textContent());
  await bar.click();
  assert.equal(await inAddressSoon(page, "q"), "activity:PrintJobSubmit");
  await page.waitForFunction(() => document.querySelectorAll("[aria-label=Activities] li").length === 1);
  assert.equal(number(await bars.locator(".number").textContent()), printed);
  assert.deepEqual(problems, []);
});

test("the table of the chart says the same as its sentence, and its legend filters", async (t) => {
  const { page, counts: { events } } = await openOverview(t);
  const chart = page.getByRole("figure", { name: "Events over time" });
  await chart.getByRole("button", { name: "Show table" }).click();
  const cells = await chart.getByRole("table").locator("td").allTextContents();
  assert.equal(cells.map(number).reduce((sum, count) => sum + count), events);
  assert.match(await chart.locator(".chart-summary").textContent(), new RegExp(`^${events.toLocaleString("en")} events`));
  await chart.getByRole("button", { name: /^Transfer out/ }).click();
  assert.equal(await inAddressSoon(page, "q"), "family:transfer-out");
});

test("a range of a chart is zoomed to by mouse and by keyboard", async (t) => {
  const { page } = await openOverview(t);
  const marks = page.getByRole("group", { name: /^Events over time/ });
  const box = await marks.boundingBox();
  await page.mouse.move(box.x + 200, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 90, { steps: 3 });
  await page.mouse.up();
  assert.equal(await inAddress(page, "t"), null, "a drag alone changes nothing");
  await page.getByRole("button", { name: /^Zoom to/ }).click();
  const first = await inAddressSoon(page, "t");
  await marks.focus();
  for (const key of ["Home", "ArrowRight", "Shift+ArrowRight", "Enter"]) await page.keyboard.press(key);
  await inAddressSoon(page, "t", first);
});

test("a ribbon of the flow picture filters for its transfers, and a row opens one", async (t) => {
  const { page } = await openSample(t, "transfers");
  const ribbon = page.getByRole("button", { name: /^Remote disk → Local machine/ });
  const count = number(/Transfers ([\d,]+)/.exec(await ribbon.getAttribute("aria-label"))[1]);
  await ribbon.click();
  assert.equal(await inAddressSoon(page, "q"), "from:remote-disk to:local");
  const grid = page.getByRole("grid", { name: "Transfers" });
  await whenRows(page, "transfers", count);
  await grid.getByRole("row").nth(1).click();
  assert.ok(await inAddressSoon(page, "sel"));
});

test("without transfers in scope the view says so", async (t) => {
  const { page } = await openSample(t, "transfers", { hash: "#v=1&q=activity:TabOpen" });
  await page.getByText("No transfer passes the filter").waitFor();
});

test("what a list leaves out is a click away, and taken back by another", async (t) => {
  const { page } = await openOverview(t);
  const users = page.getByRole("region", { name: "Users" });
  const bars = users.getByRole("listitem");
  await bars.first().waitFor();
  const shown = await bars.count();
  const distinct = number(await users.locator(".bars-distinct").textContent());
  assert.ok(shown < distinct);
  await users.getByRole("button", { name: new RegExp(`^and ${distinct - shown} more`) }).click();
  await page.waitForFunction((all) => document.querySelectorAll("[aria-label=Users] li").length === all, distinct);
  // The last one of them filters as the first one does.
  const last = await bars.last().locator(".bar-name").textContent();
  await users.getByRole("button", { name: "Show fewer" }).click();
  await page.waitForFunction((few) => document.querySelectorAll("[aria-label=Users] li").length === few, shown);
  await users.getByRole("button", { name: /^and / }).click();
  await bars.last().getByRole("button").click();
  assert.ok((await inAddressSoon(page, "q")).includes(last));
});
