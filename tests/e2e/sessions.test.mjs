// The table of sessions and the story of one, used as a person uses them.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFiles, folderFor, native, openHosted, openSample, summaryOf, whenRead } from "./harness.mjs";
import { goTo, inAddress, inAddressSoon, number, rowsOf, time, whenInAddress, whenRows } from "./views.mjs";

const bytewise = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const numeric = (a, b) => a - b;
const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
/** Known bytes of a cell, as exact as it says them. */
const known = (text) => {
  const [, value, unit] = /^([\d.,]+) (B|kB|MB|GB)/.exec(text) ?? [];
  return unit ? number(value) * UNITS[unit] : 0;
};
const hasPortal = (row) => /^Secure Browser/.test(row.system);
const seconds = (clock) => clock.split(/ d |:/).reverse().reduce((sum, part, place) => sum + Number(part) * [1, 60, 3600, 86_400][place], 0);

/** Each column: what is sorted by, how two of these compare, and whether the first click puts most first. */
const COLUMNS = {
  user: { of: (row) => row.user, compare: bytewise },
  id: { of: (row) => row.id, compare: bytewise },
  // The targets of sessions that have no portal come first.
  portal: { of: (row) => [hasPortal(row) ? "b" : "a", row.portal].join(), compare: bytewise },
  ips: { of: (row) => row.texts.ips, compare: (a, b) => a.split(",").length - b.split(",").length || bytewise(a, b), most: true },
  start: { of: (row) => row.start, compare: bytewise },
  end: { of: (row) => row.end, compare: bytewise },
  length: { of: (row) => seconds(row.texts.length), compare: numeric, most: true },
  events: { of: (row) => number(row.texts.events), compare: numeric, most: true },
  sites: { of: (row) => number(row.texts.sites), compare: numeric, most: true },
  in: { of: (row) => known(row.texts.in), compare: numeric, most: true },
  out: { of: (row) => known(row.texts.out), compare: numeric, most: true },
  state: { of: (row) => ["ended", "disconnected", "open"].indexOf(row.texts.state.slice(2)), compare: numeric, most: true },
};

/** What the native program says of the sample case. */
async function summaryOfSample(t) {
  const folder = await folderFor(t);
  await native(["sample", "--output", folder]);
  return JSON.parse(await summaryOf(join(folder, "logs")));
}

const rowAt = (page, place) => page.locator(`#sessions-row-${place}`);

test("each column sorts both ways, and no session is lost by it", async (t) => {
  const { page, problems } = await openSample(t, "sessions", { viewport: { width: 1440, height: 1500 } });
  await whenRows(page, "sessions", (await summaryOfSample(t)).totals.sessions);
  const ids = (await rowsOf(page, "sessions")).map(({ id }) => id).toSorted();
  await page.locator("#sessions-table .col-start[aria-sort=ascending]").waitFor();
  const headings = await page.locator("#sessions-table .vt-heading").evaluateAll((all) => all.map((one) => /col-(\S+)/.exec(one.className)[1]));
  // The names of systems are not in the order of their ids, by which they are sorted; signs of findings are in none.
  assert.deepEqual(headings.filter((key) => key !== "system" && key !== "findings").toSorted(), Object.keys(COLUMNS).toSorted(), "each column is tried");
  for (const [key, { of, compare, most }] of Object.entries(COLUMNS)) {
    const heading = page.locator(`#sessions-table .vt-heading.col-${key}`);
    for (const way of most ? ["descending", "ascending"] : ["ascending", "descending"]) {
      await heading.getByRole("button").click();
      await heading.and(page.locator(`[aria-sort=${way}]`)).waitFor();
      await page.waitForFunction(() => !document.querySelector("#sessions-table.is-stale"));
      const rows = await rowsOf(page, "sessions");
      assert.deepEqual(rows.map(({ id }) => id).toSorted(), ids, key);
      const values = rows.map(of);
      const sorted = values.toSorted((a, b) => (way === "ascending" ? compare(a, b) : compare(b, a)));
      assert.deepEqual(values, sorted, `${key}, ${way}`);
      assert.ok(new Set(values).size > 1, `${key} tells sessions apart`);
      assert.equal(await page.locator("#sessions-table [aria-sort=ascending], #sessions-table [aria-sort=descending]").count(), 1);
    }
  }
  assert.deepEqual(problems, []);
});

test("keys choose a session, its story leads to its events, and both narrow the page", async (t) => {
  const { page } = await openSample(t, "sessions");
  await whenRows(page, "sessions", (await summaryOfSample(t)).totals.sessions);
  const [, chosen] = await rowsOf(page, "sessions", 2);
  await page.locator("#sessions-table").focus();
  for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
  const row = rowAt(page, 1);
  await row.and(page.locator("[aria-selected=true]")).waitFor();
  const story = page.getByRole("region", { name: `Story of session ${chosen.id}` });
  await story.waitFor();
  const grid = story.getByRole("grid");
  const events = number(chosen.texts.events);
  await page.waitForFunction((count) => document.querySelector(".story [role=grid]")?.getAttribute("aria-rowcount") === String(count + 1), events);
  await grid.getByRole("row").nth(1).click();
  const drawer = page.getByRole("complementary");
  await drawer.getByText(chosen.start).first().waitFor();
  assert.equal(await drawer.locator("dt:text-is('Session') + dd .value").innerText(), chosen.id);
  await page.keyboard.press("Escape");

  await story.getByRole("button", { name: "Show on timeline" }).click();
  const [from, to] = (await inAddressSoon(page, "t")).split("..");
  assert.deepEqual([time(from), time(new Date(Date.parse(to) - 1).toISOString())], [chosen.start, chosen.end]);
  await whenInAddress(page, "tab", "timeline");
  await page.getByRole("button", { name: "All time" }).click();

  await goTo(page, "sessions");
  await rowAt(page, 1).click();
  await story.getByRole("button", { name: "Filter for this session" }).click();
  assert.equal(await inAddressSoon(page, "q"), `session:${chosen.id}`);
  await whenRows(page, "sessions", 1);
  await story.getByRole("button", { name: "Close" }).click();
  await story.waitFor({ state: "detached" });
});

test("within a filter a session says how many of its events pass, and without any the view says so", async (t) => {
  const { page } = await openSample(t, "sessions", { hash: "#v=1&q=activity:PrintJobSubmit" });
  await page.locator("#sessions-row-0").waitFor();
  const rows = await rowsOf(page, "sessions");
  const { totals, by_activity: { PrintJobSubmit: printed } } = await summaryOfSample(t);
  assert.ok(rows.length > 0 && rows.length < totals.sessions);
  const passing = rows.map(({ texts }) => /^([\d,]+) of ([\d,]+)$/.exec(texts.events)?.slice(1).map(number));
  assert.ok(passing.every((counts) => counts && counts[0] > 0 && counts[0] < counts[1]), JSON.stringify(passing));
  assert.equal(passing.reduce((sum, [some]) => sum + some, 0), printed);
  await page.getByRole("combobox", { name: "Filter" }).fill("user:nobody-of-that-name");
  await page.getByText("No session has an event that passes the filter").waitFor();
});

test("session and event that are looked at stay so when earlier events and copies are read", async (t) => {
  const call = (eventName, minute) => `${JSON.stringify({
    eventID: `${eventName}-${minute}`, eventSource: "cloudshell.amazonaws.com", eventName, eventTime: `2026-11-19T08:${minute}:00Z`,
    userIdentity: { arn: "arn:aws:iam::111122223333:user/alice" }, requestParameters: { EnvironmentId: "e" },
  })}\n`;
  const folder = await folderFor(t);
  const [first, second] = ["a.jsonl", "b.jsonl"].map((name) => join(folder, name));
  await writeFile(second, call("SendHeartBeat", 30) + call("GetLayout", 31));
  await writeFile(first, call("CreateSession", 20) + call("SendHeartBeat", 30));

  const { page, problems } = await openHosted(t);
  await chooseFiles(page, [second]);
  await whenRead(page);
  await goTo(page, "sessions");
  await whenRows(page, "sessions", 1);
  const idFrom = (minute) => `arn:aws:iam::111122223333:user/alice/e/2026-11-19T08:${minute}:00.000Z`;
  await rowAt(page, 0).click();
  const story = (minute) => page.getByRole("region", { name: `Story of session ${idFrom(minute)}` });
  await story(30).getByRole("button", { name: "Filter for this session" }).click();
  await whenRows(page, "story", 2);
  await story(30).getByRole("row").nth(1).click();
  assert.equal(await inAddressSoon(page, "sel"), "b.jsonl:0");

  await chooseFiles(page, [first]);
  await whenRows(page, "story", 3);
  await story(20).waitFor();
  await rowAt(page, 0).and(page.locator("[aria-selected=true]")).filter({ hasText: "alice" }).waitFor();
  assert.equal(await inAddressSoon(page, "sel", "b.jsonl:0"), `a.jsonl:${call("CreateSession", 20).length}`);
  const drawer = page.getByRole("complementary");
  await drawer.getByText("a.jsonl:2").waitFor();
  assert.equal(await drawer.locator("dt:text-is('Session') + dd .value").innerText(), idFrom(20));
  await page.locator("#story-table [role=row][aria-selected=true]").filter({ hasText: "SendHeartBeat" }).waitFor();
  assert.equal(await inAddress(page, "q"), `session:${idFrom(30)}`);
  await goTo(page, "events");
  await whenRows(page, "events", 3);
  assert.deepEqual(problems, []);
});
