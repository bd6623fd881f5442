// What the page is set to: zones with their summer time, as the browser knows them; and settings that are kept between
// visits for who wants that, and nothing else.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, EDITIONS, exported, folderFor, openHosted, openSample, whenRead } from "./harness.mjs";
import { goTo, rowsOf, whenInAddress, whenRows } from "./views.mjs";

/** A file with an event at each of some instants. */
async function eventsAt(t, instants) {
  const path = join(await folderFor(t), "events.jsonl");
  const line = (time) => JSON.stringify({ category_name: "WorkSpacesSecureBrowser", activity_name: "TabOpen", time, session_detail: { session_id: "s", username: "alice" } });
  await writeFile(path, instants.map(line).join("\n"));
  return path;
}

/** Opens the events of a file. */
async function openEvents(t, path, count, options) {
  const view = await openHosted(t, { hash: "#v=1&tab=events", ...options });
  await chooseFiles(view.page, [path]);
  await whenRead(view.page);
  await whenRows(view.page, "events", count);
  return view;
}

/** Shows times in a zone. */
async function showIn(page, zone) {
  const menu = page.getByRole("combobox", { name: "Time zone" });
  await menu.focus();
  await menu.locator(`option[value="${zone}"]`).waitFor({ state: "attached" });
  await menu.selectOption(zone);
  await page.getByRole("columnheader", { name: `Time (${zone})` }).waitFor();
}

const AROUND_BERLIN = ["2026-10-24T21:59:59.999Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"];

test("a zone has its summer time in the table, the filter, the address, what is saved and the case file", async (t) => {
  const { page, problems } = await openEvents(t, await eventsAt(t, AROUND_BERLIN), 7, { timezoneId: "Asia/Tokyo" });
  const menu = page.getByRole("combobox", { name: "Time zone" });
  await menu.focus();
  assert.match(await menu.innerText(), /^UTC\s+Asia\/Tokyo \(this device\)/);
  await showIn(page, "Europe/Berlin");
  const times = async () => (await rowsOf(page, "events")).map(({ time }) => time);
  assert.deepEqual(await times(), [
    "2026-10-24 23:59:59.999", "2026-10-25 00:00:00.000", "2026-10-25 02:30:00.000 +02:00", "2026-10-25 02:30:00.000 +01:00",
    "2026-10-25 03:30:00.000", "2026-10-25 23:59:59.000", "2026-10-26 00:00:00.000",
  ]);
  await whenInAddress(page, "tz", "Europe/Berlin");
  const table = await exported(page, "table-csv");
  assert.match(table, /^# zone: Europe\/Berlin$/m);
  assert.match(table, /^2026-10-25T02:30:00\.000\+02:00,[^]*^2026-10-25T02:30:00\.000\+01:00,/m);
  const file = JSON.parse(await exported(page, "case-file"));
  assert.equal(file.zone, "Europe/Berlin");
  await page.keyboard.press("Escape");

  // A day of 25 hours.
  const line = page.getByRole("combobox", { name: "Filter" });
  await line.fill("time:2026-10-25");
  await page.keyboard.press("Enter");
  await whenRows(page, "events", 5);
  // What clocks show twice is the first time of both; the other is asked for with its offset.
  for (const [asked, count, first, range] of [
    ["time:2026-10-25T02", 1, "02:30:00.000 +02:00", "2026-10-25T00:00:00.000Z..2026-10-25T01:00:00.000Z"],
    ["time:2026-10-25T02+01:00", 1, "02:30:00.000 +01:00", "2026-10-25T01:00:00.000Z..2026-10-25T02:00:00.000Z"],
    ["time:2026-10-25T00..2026-10-25T02", 2, "00:00:00.000", "2026-10-24T22:00:00.000Z..2026-10-25T01:00:00.000Z"],
  ]) {
    await line.fill(asked);
    await page.keyboard.press("Enter");
    await whenRows(page, "events", count);
    await page.locator("#events-row-0", { hasText: `2026-10-25 ${first}` }).waitFor();
    // The address follows a little later, and not at each change.
    await whenInAddress(page, "t", range);
  }
  const linked = await openEvents(t, await eventsAt(t, AROUND_BERLIN), 2, { hash: await page.evaluate(() => location.hash) });
  await linked.page.getByRole("columnheader", { name: "Time (Europe/Berlin)" }).waitFor();
  assert.deepEqual(problems, []);

  // The case file brings its zone along.
  const path = join(await folderFor(t), "sessionscope-case.json");
  await writeFile(path, JSON.stringify(file));
  const other = await openEvents(t, await eventsAt(t, AROUND_BERLIN), 7);
  await chooseFiles(other.page, [path]);
  await other.page.getByRole("columnheader", { name: "Time (Europe/Berlin)" }).waitFor();
});

test("times are those of the browser in every zone, far into the past and the future", async (t) => {
  const year = (number) => Date.UTC(number, 0, 1);
  const instants = Array.from({ length: 240 }, (_, place) => year(1991) + Math.floor(((place * 0.618034) % 1) * (year(2049) - year(1991)) / 1000) * 1000);
  const { page, problems } = await openEvents(t, await eventsAt(t, instants.map((time) => new Date(time).toISOString())), instants.length, { viewport: { width: 1440, height: 1500 } });
  for (const zone of ["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"]) {
    await page.evaluate((name) => { location.hash = `#v=1&tab=events&tz=${name}&lang=en`; }, zone);
    await page.getByRole("columnheader", { name: `Time (${zone})` }).waitFor();
    const expected = await page.evaluate(([name, times]) => {
      const format = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "medium" });
      return times.map((time) => `${format.format(time)}.000`);
    }, [zone, instants.toSorted((a, b) => a - b)]);
    const shown = (await rowsOf(page, "events")).map(({ time }) => time.slice(0, "2026-10-25 02:30:00.000".length));
    assert.deepEqual(shown, expected, zone);
  }
  await page.evaluate(() => { location.hash = "#v=1&tab=events&tz=Nowhere/Atall&lang=en"; });
  await page.getByRole("columnheader", { name: "Time (UTC)" }).waitFor();
  assert.deepEqual(problems, []);
});

const stored = (page) => page.evaluate(() => Object.entries(localStorage));

/** Opens the help, where the switch is. */
async function switchOf(page, name = "Remember these settings in this browser") {
  await page.locator(".settings > button:last-of-type").click();
  return page.getByRole("checkbox", { name });
}

for (const [name, open] of Object.entries(EDITIONS)) {
  test(`settings are kept only if a person wants that, and nothing of the logs (${name})`, async (t) => {
    const { page, problems } = await open(t, { timezoneId: "Asia/Tokyo" });
    const address = await page.evaluate(() => location.href.split("#")[0]);
    await page.getByRole("button", { name: "Try the sample case" }).click();
    await whenRead(page);
    await goTo(page, "events");
    await page.locator("#events-row-2").click();
    assert.deepEqual(await stored(page), [], "off by default");

    const remember = await switchOf(page);
    assert.equal(await remember.isChecked(), false);
    await remember.check();
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Escape");
    await showIn(page, "Asia/Tokyo");
    await page.getByRole("combobox", { name: "Language" }).selectOption("ja");
    await page.locator(".settings > button.icon").first().click();
    await page.waitForFunction(() => localStorage.getItem("sessionscope.settings")?.includes("theme=light"));
    const [[key, text], ...others] = await stored(page);
    assert.deepEqual([key, others], ["sessionscope.settings", []]);
    assert.match(text, /^lang=ja&theme=light&tz=Asia\/Tokyo&names=shown&cols=[a-z_,]+&session-cols=[a-z,]+&site-cols=[a-z,]+&transfer-cols=[a-z_,]+&widths=$/);

    // Whatever is done with the case, it is not kept.
    await page.locator("#events-row-3").click();
    await goTo(page, "sessions");
    await page.locator("#sessions-row-1").click();
    await goTo(page, "sites");
    await page.locator("#sites-row-0").click();
    await page.evaluate(() => { location.hash += "&q=user:alice*"; });
    await page.waitForFunction(() => document.querySelector("[data-count=shown]")?.dataset.value !== undefined);
    assert.deepEqual(await stored(page), [[key, text]]);

    // The next visit begins with them; a link shows its view as it says itself.
    const next = await page.context().newPage();
    await next.goto(address);
    await next.waitForSelector("html[lang=ja][data-theme=light]", { state: "attached" });
    // The address says so with the first change.
    await next.waitForFunction(() => document.querySelector(".zone-menu").value === "Asia/Tokyo");
    await next.goto("about:blank");
    await next.goto(`${address}#v=1&lang=en`);
    await next.waitForSelector("html[lang=en][data-theme=light]", { state: "attached" });
    await next.getByRole("button", { name: "Try the sample case" }).waitFor();
    assert.deepEqual(await stored(next), [[key, text]], "a link changes nothing");

    const off = await switchOf(next);
    assert.equal(await off.isChecked(), true);
    await off.uncheck();
    assert.deepEqual(await stored(next), []);
    await next.keyboard.press("Escape");
    await next.locator(".settings > button.icon").first().click();
    await next.waitForSelector("html[data-theme=dark]", { state: "attached" });
    assert.deepEqual(await stored(next), [], "off is off");
    assert.deepEqual(problems, []);
  });
}

test("where the browser keeps nothing for the page, that is said", async (t) => {
  const { page } = await openHosted(t, {
    prepare: (page) => page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })),
  });
  const remember = await switchOf(page);
  await remember.click();
  await page.getByText("This browser keeps nothing for this page").waitFor();
  assert.equal(await remember.isChecked(), false);
});

test("without names the address tells of none, and back is still back", async (t) => {
  const { page, problems } = await openSample(t, "events");
  const names = await switchOf(page, "No names in the address");
  await names.check();
  await page.keyboard.press("Escape");
  const line = page.getByRole("combobox", { name: "Filter" });
  const shown = () => page.locator("[data-count=shown]").getAttribute("data-value");
  const all = await shown();
  await line.fill("user:alice*");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelector("[data-count=shown]").dataset.value !== before, all);
  const alice = await shown();
  await page.locator("#events-row-1").click();
  await page.getByRole("complementary").waitFor();
  await goTo(page, "sites");
  await whenInAddress(page, "tab", "sites");
  assert.doesNotMatch(await page.evaluate(() => location.href), /alice|sel=|q=/);
  await page.goBack();
  await page.locator("#events-row-1[aria-selected=true]").waitFor();
  assert.equal(await shown(), alice, "the filter is as it was");
  await page.goBack();
  await page.goBack();
  await page.waitForFunction((before) => document.querySelector("[data-count=shown]").dataset.value === before, all);
  assert.doesNotMatch(await page.evaluate(() => location.href), /alice/);
  await (await switchOf(page, "No names in the address")).uncheck();
  assert.deepEqual(problems, []);
});
