// The timeline, used as a person uses it: zoom, pan, selection and folding, by mouse and by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, PATIENCE } from "./harness.mjs";
import { goTo, inAddress, inAddressSoon } from "./views.mjs";

/** What the timeline shows of time, in milliseconds, as its sentence says it. */
const windowOf = async (page) => {
  const [, from, to] = /Shown: (.+) – (.+) UTC/.exec(await page.locator(".timeline-summary").innerText());
  const whole = to.includes("-") ? to : `${from.slice(0, 10)} ${to}`;
  return [from, whole].map((text) => Date.parse(`${text.replace(" ", "T")}Z`));
};
const length = ([from, to]) => to - from;
const centre = ([from, to]) => (from + to) / 2;
/** Whether two instants are the same but for a share of the time shown: the sentence rounds, and pixels do. */
const isNear = (a, b, span, share = 0.005) => Math.abs(a - b) <= Math.max(1500, length(span) * share);

/** The window after `act` has changed it. */
async function windowAfter(page, act) {
  const before = String(await windowOf(page));
  await act();
  for (let turn = 0; turn < PATIENCE / 20; turn += 1) {
    const now = await windowOf(page);
    if (String(now) !== before) return now;
    await page.waitForTimeout(20);
  }
  throw new Error("the window did not change");
}

/** Opens the timeline of the sample case, with all lanes drawn; `whole` is the time that it shows at first. */
async function openTimeline(t, options) {
  const view = await openSample(t, "timeline", options);
  const { page } = view;
  await page.locator(".timeline-lane").first().waitFor();
  return { ...view, frame: page.getByRole("group", { name: /^Sessions over time/ }), whole: await windowOf(page) };
}

test("keys and buttons zoom, pan and fit; Enter keeps the range, and Escape gives it up", async (t) => {
  const { page, frame, whole, problems } = await openTimeline(t);
  const fit = page.getByRole("button", { name: "Fit", exact: true });
  assert.ok(await fit.isDisabled());
  await frame.focus();
  const press = (key) => windowAfter(page, () => page.keyboard.press(key));
  const click = (name) => windowAfter(page, () => page.getByRole("button", { name }).click());
  const zoomed = await press("w");
  assert.ok(isNear(length(zoomed), 0.7 * length(whole), whole) && isNear(centre(zoomed), centre(whole), whole));
  const panned = await press("d");
  assert.ok(isNear(panned[0] - zoomed[0], 0.15 * length(zoomed), whole) && isNear(length(panned), length(zoomed), whole));
  assert.deepEqual(await press("a"), zoomed);
  assert.equal((await press("Home"))[0], whole[0]);
  assert.equal((await press("End"))[1], whole[1]);
  assert.deepEqual(await press("f"), whole);

  assert.ok(isNear(length(await click("Zoom in (W)")), 0.5 * length(whole), whole));
  assert.deepEqual(await click("Zoom out (S)"), whole);
  const kept = await click("Zoom in (W)");
  assert.equal(await inAddress(page, "t"), null, "a look changes nothing");
  await frame.focus();
  await page.keyboard.press("Enter");
  const range = (await inAddressSoon(page, "t")).split("..").map(Date.parse);
  // The ends go outwards to whole minutes: a pixel tells no less apart here.
  const minutes = [Math.floor(kept[0] / 60_000) * 60_000, Math.ceil(kept[1] / 60_000) * 60_000];
  assert.deepEqual(range, minutes);
  assert.deepEqual(await windowOf(page), minutes);
  assert.ok(await fit.isDisabled(), "what is kept is all there is");
  // One step back is the look that was kept, the next one everything.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !new URLSearchParams(location.hash.slice(1)).has("t"));
  assert.deepEqual(await windowOf(page), kept);
  assert.deepEqual(await press("Escape"), whole);
  assert.deepEqual(problems, []);
});

test("the wheel zooms at the pointer and pans, a drag moves, and a range of the axis is zoomed to", async (t) => {
  const { page, whole } = await openTimeline(t);
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const timeAt = (x, [from, to]) => from + (to - from) * (x - layer.x) / layer.width;
  const x = layer.x + layer.width * 0.25;
  await page.mouse.move(x, layer.y + 200);
  const wheel = (key, by) => windowAfter(page, async () => {
    await page.keyboard.down(key);
    await page.mouse.wheel(0, by);
    await page.keyboard.up(key);
  });
  const drag = ([fromX, fromY], [toX, toY]) => windowAfter(page, async () => {
    await page.mouse.move(layer.x + fromX, layer.y + fromY);
    await page.mouse.down();
    await page.mouse.move(layer.x + toX, layer.y + toY);
    await page.mouse.up();
  });
  const zoomed = await wheel("Control", -150);
  assert.ok(length(zoomed) < 0.7 * length(whole));
  assert.ok(isNear(timeAt(x, zoomed), timeAt(x, whole), whole), "the instant under the pointer stays");
  const panned = await wheel("Shift", 120);
  assert.ok(isNear(panned[0] - zoomed[0], length(zoomed) * 120 / layer.width, whole));
  const dragged = await drag([500, 210], [420, 210]);
  assert.ok(isNear(dragged[0] - panned[0], length(panned) * 80 / layer.width, whole));
  assert.equal(await inAddress(page, "sel"), null, "a drag selects nothing");

  const [from, to] = [300, 500].map((offset) => timeAt(layer.x + offset, dragged));
  const picked = await drag([300, 10], [500, 60]);
  assert.ok(isNear(picked[0], from, dragged) && isNear(picked[1], to, dragged));
  const closer = await windowAfter(page, () => page.mouse.dblclick(layer.x + 400, layer.y + 210));
  assert.ok(isNear(length(closer), length(picked) / 4, picked));
  assert.equal(await inAddress(page, "t"), null, "none of this changes the range of the page");
});

test("marks are stepped through by keys and picked by mouse, and the drawer shows what they stand for", async (t) => {
  const { page, frame } = await openTimeline(t);
  const drawer = page.getByRole("complementary");
  const shown = drawer.locator(".drawer-time");
  const step = async (key) => {
    const before = (await shown.allInnerTexts())[0];
    await page.keyboard.press(key);
    await page.waitForFunction((old) => ![undefined, old].includes(document.querySelector(".drawer-time")?.innerText), before);
    return (await shown.innerText()).slice(0, 23);
  };
  await frame.focus();
  // The first mark of the topmost lane; from there on along its own lane.
  assert.equal(await drawer.count(), 0);
  const times = [];
  for (let count = 0; count < 5; count += 1) times.push(await step("."));
  assert.deepEqual(times, times.toSorted());
  assert.equal(new Set(times).size, 5);
  assert.equal(await step(","), times[3]);
  // However fast they come, each press is a step.
  for (const key of [",", ",", ","]) await page.keyboard.press(key);
  await shown.getByText(times[0]).waitFor();
  assert.equal(await step("."), times[1]);
  assert.equal(await page.locator(".timeline-row.selected").count(), 1);

  // By mouse: the last mark of a session, near where the table says that its last event is.
  const lane = page.locator(".timeline-lane").nth(3);
  const session = (await lane.innerText()).split(" ")[0];
  const [from, to] = await windowAfter(page, () => lane.click());
  await page.getByRole("button", { name: "Show table" }).click();
  const table = page.getByRole("region", { name: "Lanes in view" });
  const end = Date.parse(`${(await table.locator("tr", { hasText: session }).locator("td").nth(3).innerText()).replace(" ", "T")}Z`);
  const row = await page.locator(".timeline-row", { hasText: session }).boundingBox();
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const xOf = (instant) => layer.x + layer.width * (instant - from) / (to - from);
  const tip = page.getByRole("tooltip");
  const before = await inAddress(page, "sel");
  for (let x = xOf(end) + 6; await tip.count() === 0; x -= 2) {
    assert.ok(x > xOf(end) - 20, "a mark is there");
    await page.mouse.move(x, row.y + row.height / 2);
  }
  const told = (await tip.locator(".tip-time").innerText()).slice(0, 23);
  assert.ok(Math.abs(xOf(Date.parse(`${told.replace(" ", "T")}Z`)) - xOf(end)) < 10, "the mark stands at its time");
  await page.mouse.down();
  await page.mouse.up();
  await inAddressSoon(page, "sel", before);
  await shown.getByText(told).waitFor();
  assert.match(await drawer.locator("dt:text-is('Session') + dd .value").innerText(), new RegExp(`^${session}`));
});

test("a user's lanes are folded away and stay so, by mouse and by keyboard", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const user = page.locator(".timeline-user").nth(1);
  const name = await user.locator(".timeline-who").innerText();
  const own = Number(await page.locator(".timeline-row", { has: page.locator(".timeline-user") }).nth(1).locator(".timeline-count [aria-hidden]").innerText());
  const lanes = page.locator(".timeline-lane");
  const whenLanes = (count) => page.waitForFunction((wanted) => document.querySelectorAll(".timeline-lane").length === wanted, count);
  const all = await lanes.count();
  assert.equal(all, 52);
  await user.click();
  await whenLanes(all - own);
  const button = page.getByRole("button", { name: new RegExp(name.replace(/[.\\]/g, "\\$&")), expanded: false });
  await button.waitFor();
  await goTo(page, "events");
  await goTo(page, "timeline");
  await whenLanes(all - own);
  await button.focus();
  await page.keyboard.press("Enter");
  await whenLanes(all);
});

test("who was in two places at once is marked, and the legend filters for a family", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const rows = page.locator(".timeline-row", { hasText: "2 places" });
  assert.equal(await rows.count(), 1);
  const [user] = (await rows.locator(".timeline-who").allInnerTexts());
  await page.getByRole("list", { name: "Families" }).getByRole("button", { name: "Print" }).click();
  assert.equal(await inAddressSoon(page, "q"), "family:print");
  await page.waitForFunction(() => document.querySelectorAll(".timeline-lane").length < 52);
  assert.ok(user.length > 0);
});
