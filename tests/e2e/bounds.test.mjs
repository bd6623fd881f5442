// Whatever an input holds, the page draws no more than a screen needs: counted in elements and in characters, on
// inputs that would fill it. What is left out is said, and can be reached.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { chooseFiles, folderFor, openHosted, whenRead } from "./harness.mjs";
import { goTo, number, whenRows, whenSettled, whenShown } from "./views.mjs";

/** Most elements of the page with a case in it: some thousands, as a full overview or table has. */
const MOST_ELEMENTS = 8_000;

/** Most characters that all of its text and titles have together. */
const MOST_CHARACTERS = 2_000_000;

const TABS = ["overview", "timeline", "sessions", "transfers", "events", "findings", "evidence"];

/** What the page holds now: its elements, and the characters of their texts and attributes. */
const held = (page) => page.evaluate(() => {
  const elements = [...document.querySelectorAll("*")];
  const attributes = elements.flatMap((element) => [...element.attributes].map(({ value }) => value.length));
  return {
    elements: elements.length,
    characters: document.body.textContent.length + attributes.reduce((sum, length) => sum + length, 0),
  };
});

async function assertBounded(page, where) {
  await whenSettled(page);
  const { elements, characters } = await held(page);
  assert.ok(elements < MOST_ELEMENTS, `${where}: ${elements} elements`);
  assert.ok(characters < MOST_CHARACTERS, `${where}: ${characters} characters`);
}

/** Opens the page with a file of such lines. */
async function openWith(t, lines, name = "input.jsonl.gz") {
  const path = join(await folderFor(t), name);
  await writeFile(path, name.endsWith(".gz") ? gzipSync(lines.join("\n")) : lines.join("\n"));
  const view = await openHosted(t);
  await chooseFiles(view.page, [path]);
  await whenRead(view.page);
  return view;
}

const browserEvent = (activity, number, more = {}) => JSON.stringify({
  category_name: "WorkSpacesSecureBrowser", activity_name: activity,
  time: new Date(Date.UTC(2026, 10, 20) + number * 1000).toISOString(), ...more,
});

test("thirty thousand activities are a list of some hundred rows, and each of them is reached", async (t) => {
  const count = 30_000;
  const lines = Array.from({ length: count }, (_, number) => browserEvent(`Act${number}`, number));
  const { page, problems } = await openWith(t, lines);
  for (const tab of TABS) {
    await whenShown(page, tab, { isEmpty: ["sessions", "transfers"].includes(tab) });
    await assertBounded(page, tab);
  }
  await goTo(page, "overview");
  const list = page.getByRole("region", { name: "Activities" });
  const names = () => list.locator(".bar-name").allTextContents();
  await list.getByRole("button", { name: /^and 29,700 more/ }).waitFor();
  const first = await names();
  await list.getByRole("button", { name: /^and 29,700 more/ }).click();
  await list.getByRole("button", { name: /^and 29,600 more/ }).waitFor();
  await page.waitForFunction((rows) => document.querySelectorAll("[aria-label=Activities] .bar-name").length === rows, first.length);
  const next = await names();
  assert.deepEqual(next.slice(0, 200), first.slice(100), "the list has moved on by a hundred");
  await assertBounded(page, "the list moved on");
  await list.getByRole("button", { name: /^and 100 before/ }).click();
  await page.waitForFunction((name) => document.querySelector("[aria-label=Activities] .bar-name")?.textContent === name, first[0]);
  assert.deepEqual(await names(), first);
  assert.deepEqual(problems, []);
});

test("a session of thirty thousand addresses, and as many who moved files, fill no view", async (t) => {
  const count = 30_000;
  const lines = Array.from({ length: count }, (_, number) => browserEvent("FileTransferFromRemoteToLocalDisk", number, {
    file: { name: `file.x${number}`, size: number, ext: `x${number}` },
    session_detail: {
      session_id: number % 2 ? "one" : `s${number}`, username: `u${number}`, client_ip: `2001:db8::${number.toString(16)}`,
    },
  }));
  const { page, problems } = await openWith(t, lines);
  for (const tab of TABS) {
    await whenShown(page, tab);
    await assertBounded(page, tab);
  }
  await goTo(page, "transfers");
  const byUser = page.getByRole("region", { name: "By user" });
  for (let step = 0; step < 5; step += 1) {
    await byUser.getByRole("button", { name: /more$/ }).click();
  }
  await assertBounded(page, "totals moved on");
  assert.ok(await byUser.locator("tbody tr").count() <= 300);
  assert.deepEqual(problems, []);
});

test("a session whose client comes and goes without end paints no more than a screen has room for", async (t) => {
  const lines = Array.from({ length: 60_000 }, (_, number) => browserEvent(
    number % 2 ? "SessionDisconnection" : "SessionConnect", number, { session_detail: { session_id: "s", username: "u" } }));
  const { page, problems } = await openWith(t, lines);
  await page.evaluate(() => {
    globalThis.rectangles = 0;
    const fill = CanvasRenderingContext2D.prototype.fillRect;
    CanvasRenderingContext2D.prototype.fillRect = function (...given) {
      globalThis.rectangles += 1;
      return fill.apply(this, given);
    };
  });
  await goTo(page, "timeline");
  await page.locator(".timeline-track").first().waitFor();
  await page.waitForFunction(() => globalThis.rectangles > 0);
  await whenSettled(page);
  // It is drawn once for each answer and each change of its size.
  const rectangles = await page.evaluate(() => globalThis.rectangles);
  assert.ok(rectangles < 10_000, `${rectangles} rectangles`);
  assert.deepEqual(problems, []);
});

test("a link with thousands of clauses draws some of them, and filters by all", async (t) => {
  const { page, problems } = await openWith(t, Array.from({ length: 10 }, (_, number) => browserEvent("TabOpen", number)), "input.jsonl");
  await page.evaluate(() => { location.hash = `v=1&q=${encodeURIComponent(Array.from({ length: 3_000 }, (_, at) => `-x${at}`).join(" "))}`; });
  await page.getByText("and 2,950 more").waitFor();
  assert.equal(await page.locator(".chip").count(), 50);
  await assertBounded(page, "chips");
  await page.getByText("10 of 10 events").waitFor();
  assert.deepEqual(problems, []);
});

test("a value of a megabyte is shown in parts, and copied and filtered for as a whole", async (t) => {
  const long = `${"x".repeat(500_000)}|${"y".repeat(499_999)}`;
  const lines = [1, 2, 3].map((number) => browserEvent("UrlVisit", number, {
    url: { url_string: `https://example.org/${long}${number}`, hostname: "example.org" },
    session_detail: { session_id: "s", username: `${"ユ".repeat(300_000)}${number}` },
  }));
  const { page, problems } = await openWith(t, lines);
  for (const tab of TABS) {
    await whenShown(page, tab, { isEmpty: ["transfers"].includes(tab) });
    await assertBounded(page, tab);
  }
  await goTo(page, "events");
  await whenRows(page, "events", 3);
  await page.locator("#events-table [role=row]").nth(1).click();
  const drawer = page.locator(".drawer");
  await drawer.locator(".original").waitFor();
  await assertBounded(page, "the drawer");
  const user = drawer.locator("dd", { has: page.locator(".value", { hasText: /^ユ/ }) });
  const shown = async () => (await user.locator(".value").evaluate((value) => value.firstChild.textContent)).length;
  assert.equal(await shown(), 2_000);
  await user.getByRole("button", { name: /Show more: 298,001 of 300,001 characters/ }).click();
  await user.getByRole("button", { name: /Show more: 278,001 of/ }).waitFor();
  assert.equal(await shown(), 22_000);
  const original = drawer.locator(".original");
  const ends = drawer.getByRole("button", { name: /Show more: / }).last();
  while (await ends.isVisible() && /characters/.test(await ends.textContent())) {
    const before = number(/: ([\d,]+) of/.exec(await ends.textContent())[1]);
    await ends.click();
    await assertBounded(page, `the original text with ${before} left`);
    if (before <= 100_000) break;
  }
  assert.match(await original.textContent(), /\d"}}$/, "the end of the record is reached");
  assert.deepEqual(problems, []);
});

test("a terminal with a colour a character has bounded elements, and a line that is selected has all of its colours", async (t) => {
  const coloured = (line) => Array.from({ length: 1_000 }, (_, at) => `\x1b[38;5;${16 + (line + at) % 200}m${String.fromCharCode(97 + at % 26)}`).join("");
  // What goes to a line far down again and again has a tall screen.
  const sent = ["\x1b[150;1H\x1b[1;1H".repeat(20), "sh-4.2$ rainbow", ...Array.from({ length: 400 }, (_, line) => coloured(line)), "\x1b[0m", "sh-4.2$ exit"].join("\r\n");
  const id = "alice-0a1b2c3d4e5f67890";
  const text = `Script started on 2026-11-20 11:00:00+00:00 [COMMAND="cat /var/lib/amazon/ssm/i-0abc/session/orchestration/${id}/Standard_Stream/ipcTempFile.log"]\n${sent}\nScript done on 2026-11-20 11:00:00+00:00 [COMMAND_EXIT_CODE="0"]\n`;
  const { page, problems } = await openWith(t, [text], `${id}.log`);
  await goTo(page, "terminal");
  const line = page.locator("#terminal-row-5 .terminal-line");
  await line.waitFor();
  await assertBounded(page, "terminal");
  const spans = () => line.locator("span span").count();
  assert.ok(await spans() <= 110, `${await spans()} elements`);
  const whole = await line.textContent();
  await line.click();
  await page.waitForFunction(() => document.querySelectorAll("#terminal-row-5 .terminal-line span span").length > 500);
  assert.equal(await line.textContent(), whole, "no character is lost, with or without its colour");
  await assertBounded(page, "a line with all of its colours");
  await page.getByRole("button", { name: "Show all colours" }).click();
  await page.getByRole("button", { name: "Show all colours" }).waitFor({ state: "hidden" });
  assert.deepEqual(problems, []);
});
