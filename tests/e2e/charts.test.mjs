// Charts and tables of the overview and of the transfers: they agree with each other, every mark leads to
// its events by mouse and by keyboard, and their tables say the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exported, openSample } from "./harness.mjs";
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

test("a scale that keeps small bars visible is said on the axis, stays in the address, and is saved with its picture", async (t) => {
  const { page, problems } = await openSample(t, "transfers");
  const chart = page.getByRole("figure", { name: "Transfers over time" });
  const scale = chart.getByRole("group", { name: "Scale" });
  const pressed = () => scale.locator("[aria-pressed=true]").innerText();
  const words = async () => (await chart.locator("svg text").allTextContents()).map((text) => text.trim());
  /** How high the bars of what came in are, from the highest to the lowest, as shares of the highest. */
  const heights = async () => {
    const points = await chart.locator("svg polygon").first().getAttribute("points");
    const ys = points.trim().split(/\s+/).map((point) => Number(point.split(",")[1]));
    const bars = ys.flatMap((y, at) => (at % 4 === 0 ? [Math.abs(y - ys[at + 1])] : []));
    return bars.toSorted((a, b) => b - a).map((height, _, [most]) => height / most);
  };
  await chart.locator("svg text").first().waitFor({ state: "attached" });
  assert.equal(await pressed(), "Linear");
  assert.match((await words())[0], /^Bytes per [^,]+$/);
  const linear = await heights();
  for (const [name, said, id] of [["Root", "square-root", "root"], ["Log", "logarithmic", "log"]]) {
    await scale.getByRole("button", { name, exact: true }).click();
    await chart.locator("svg text", { hasText: `, ${said} scale` }).waitFor({ state: "attached" });
    assert.equal(await pressed(), name);
    await page.waitForFunction((scale) => new URLSearchParams(location.hash.slice(1)).get("scale") === scale, id);
    const now = await heights();
    assert.equal(now.length, linear.length, "no bar comes or goes");
    assert.ok(now.every((share, at) => share >= linear[at] - 0.02), "none is smaller beside the highest");
    assert.ok(now.at(-1) > linear.at(-1), "the smallest is seen");
    // What is written beside the line are sizes, as they are.
    assert.ok((await words()).filter((text) => /^[\d.,]+ [kMGT]?B$/.test(text)).length >= 2);
  }
  // Of two pictures the one that was used last is saved, as it is seen.
  const svg = await exported(page, "svg");
  assert.ok(svg.includes("Transfers over time") && svg.includes(", logarithmic scale"));
  await page.keyboard.press("Escape");
  // A scale is no step of the way: going back takes back what was asked, and not how it is shown.
  await page.locator("[data-tab=overview]").click();
  await page.goBack();
  await chart.locator("svg text", { hasText: ", logarithmic scale" }).waitFor({ state: "attached" });
  assert.deepEqual(problems, []);
});

test("an address brings its scale along", async (t) => {
  const { page } = await openSample(t, "transfers", { hash: "#v=1&scale=root" });
  const chart = page.getByRole("figure", { name: "Transfers over time" });
  await chart.locator("svg text", { hasText: ", square-root scale" }).waitFor({ state: "attached" });
  await chart.getByRole("button", { name: "Linear", exact: true }).click();
  await page.waitForFunction(() => !new URLSearchParams(location.hash.slice(1)).has("scale"));
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
