// Both editions in Firefox: they start, sealed, and every tab says of the sample case what the native program says.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync } from "node:zlib";
import { EDITIONS, exported, FIREFOX } from "./harness-firefox.mjs";
import { folderFor, native, PATIENCE } from "./native.mjs";
import { goTo, number, rowsOf, time } from "./views.mjs";

/** Why the tests of this file do not run, if they do not. Where tests are run for others to trust, they must. */
const skip = !FIREFOX && !process.env.CI && "there is no Firefox: install it, or name it in SESSIONSCOPE_FIREFOX";
const EVERYTHING = "#v=1&channels=1";

/** Waits until the page says what is expected; if it never does, fails with what it says instead. */
async function says(read, expected, what) {
  for (let tries = 0; tries < PATIENCE / 50; tries += 1) {
    if (isDeepStrictEqual(await read(), expected)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.deepEqual(await read(), expected, what);
}

/** What the native program says of the sample case, and where its files are. */
async function sampleTold(t) {
  const parent = await folderFor(t);
  await native(["sample", "-o", parent]);
  const folder = join(parent, "logs");
  const summary = await native(["summary", "."], { cwd: folder });
  const events = await native(["events", "."], { cwd: folder });
  return { folder, text: summary, summary: JSON.parse(summary), events: events.trimEnd().split("\n").map((line) => JSON.parse(line)) };
}

/** The texts of elements, and the bars of a section with their numbers. */
const textsOf = (page, selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((element) => element.textContent.trim()), selector);
const barsOf = (page, name) => page.evaluate((label) => [...document.querySelectorAll(`[aria-label="${label}"] li > button`)].map((button) =>
  [button.querySelector(".bar-name").textContent, Number(button.querySelector(".number").textContent.replaceAll(",", ""))]), name);
const rowCount = (page, table) => page.evaluate((id) => Number(document.getElementById(id)?.getAttribute("aria-rowcount") ?? 0) - 1, `${table}-table`);

const TABS = {
  async overview(page, { summary }) {
    const activities = Object.entries(summary.by_activity).filter(([name]) => name);
    await says(async () => Object.fromEntries(await barsOf(page, "Activities")), Object.fromEntries(activities), "activities");
    for (const [user, count] of await barsOf(page, "Users")) assert.equal(count, summary.by_user[user], user);
    const events = () => textsOf(page, ".figures li:first-child .figure-value");
    await says(async () => (await events()).map(number), [summary.totals.events]);
  },
  async timeline(page, { summary }) {
    await page.locator(".timeline-foot > button").click();
    await says(async () => (await textsOf(page, ".timeline-table tbody tr")).length, summary.sessions.length, "lanes");
    const counts = await textsOf(page, ".timeline-table tbody tr > .numeric");
    assert.equal(counts.map(number).reduce((sum, count) => sum + count), summary.sessions.reduce((sum, { events }) => sum + events, 0));
  },
  async sessions(page, { summary }) {
    await says(() => rowCount(page, "sessions"), summary.sessions.length);
    assert.deepEqual(
      (await rowsOf(page, "sessions")).map(({ user, id, start, end, texts }) => [user, id, start, end, number(texts.events)]),
      summary.sessions.map((session) => [session.user, session.id, time(session.start), time(session.end), session.events]),
    );
  },
  async transfers(page, { summary }) {
    const count = summary.transfers.reduce((sum, transfer) => sum + transfer.count, 0);
    await says(() => rowCount(page, "transfers"), count);
    await page.locator("figure .chart-toggle").click();
    await says(async () => (await textsOf(page, "figure table tbody tr > :nth-child(2)")).slice(0, summary.transfers.length).map(number), summary.transfers.map((transfer) => transfer.count));
  },
  async events(page, { summary, events }) {
    await says(() => rowCount(page, "events"), summary.totals.events);
    const shown = await rowsOf(page, "events", 300);
    assert.deepEqual(shown.map(({ texts, activity }) => [texts.time, activity.split(" · ")[1]]), events.slice(0, 300).map((event) => [time(event.time), event.activity]));
  },
  async terminal(page, { events }) {
    const texts = events.filter(({ activity }) => ["SessionTranscript", "SessionOutput"].includes(activity));
    await says(() => rowCount(page, "terminals"), new Set(texts.map(({ session }) => session)).size);
    await page.locator("#terminals-row-0").click();
    await page.waitForSelector("#terminal-table .terminal-line");
  },
  async evidence(page, { summary }) {
    const columns = ["bytes", "records", "events", "duplicates", "rejected", "skipped"];
    await says(() => rowCount(page, "inputs"), summary.inputs.length + 1, "with the row of sums");
    assert.deepEqual(
      (await rowsOf(page, "inputs")).map(({ path, sha256, format, texts }) => [path, sha256, format, ...columns.map((column) => number(texts[column]))]),
      summary.inputs.map((input) => [input.path, input.sha256, input.format, ...columns.map((column) => input[column])]),
    );
    await page.evaluate(() => document.querySelector(".evidence-words .seal-test button").click());
    await says(() => textsOf(page, ".evidence-words .seal-test [role=status]"), ["The browser refused the request. The page is sealed."]);
  },
};

/** The drawer of an event shows its record as it is in the file. */
async function drawerShowsTheFile(page, { folder, events }, place) {
  const { path, offset, length } = events[place];
  await says(() => rowCount(page, "events"), events.length);
  await page.evaluate((top) => { document.getElementById("events-table").scrollTop = top; }, place * 24);
  await page.locator(`#events-row-${place}`).click();
  await page.waitForSelector("pre.original");
  const given = await readFile(join(folder, path));
  const decoded = path.endsWith(".gz") ? gunzipSync(given) : given;
  await page.evaluate(() => [...document.querySelectorAll(".drawer button[aria-pressed=false]")].find((button) => button.textContent === "As in the file")?.click());
  await says(async () => (await textsOf(page, "pre.original"))[0], decoded.subarray(offset, offset + length).toString().trim(), `${path}:${offset}`);
}

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition starts sealed in Firefox, and says of the sample case what the native program says`, { skip }, async (t) => {
    assert.ok(FIREFOX, "there is no Firefox");
    const told = await sampleTold(t);
    const { page, problems, requests, forgetRequests } = await open(t, { hash: EVERYTHING });
    assert.equal(await page.evaluate(() => document.getElementById("boot-message")?.textContent ?? ""), "");
    assert.deepEqual(await page.evaluate(() => [globalThis.sessionscope.edition, globalThis.sessionscope.sealed]), [edition, true]);
    forgetRequests();
    await page.evaluate(() => [...document.querySelectorAll("button")].find((button) => button.textContent.startsWith("Try the sample case")).click());
    await page.waitForSelector("html[data-case=ready]");
    const { inputs: files, records, events, duplicates, rejected, skipped } = told.summary.totals;
    const counts = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-count]:not([data-count=shown])")].map(({ dataset }) => [dataset.count, Number(dataset.value)])));
    await says(counts, { files, records, events, duplicates, rejected, skipped });
    for (const [tab, check] of Object.entries(TABS)) {
      await goTo(page, tab);
      await check(page, told);
    }
    await goTo(page, "events");
    for (const kind of [/\.gz$/, /\.jsonl$/]) await drawerShowsTheFile(page, told, told.events.findIndex(({ path }) => kind.test(path)));
    assert.equal(await exported(page, "summary"), told.text);
    assert.deepEqual(requests(), []);
    assert.deepEqual(problems, []);
  });
}
