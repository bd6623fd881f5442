// The search in the original text: in every kind of file, with escapes resolved, by words and by expressions; stopped, and
// with what it did not go through said.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { makeZip } from "../independent/lib/make-zip.mjs";
import { axe, chooseFiles, folderFor, holdPauses, openHosted, openSample, whenRead } from "./harness.mjs";

const event = (index, text, more = {}) => JSON.stringify({
  activity_name: "UrlVisit",
  category_name: "WorkSpacesSecureBrowser",
  time: new Date(Date.UTC(2026, 10, 19, 8) + index * 1000).toISOString(),
  session_detail: { portal_id: "p", session_id: "s", client_ip: "203.0.113.7", username: `user${index}@example.com` },
  // No field of events is made of this.
  remark: text,
  ...more,
});
const lines = (...events) => `${events.join("\n")}\n`;
const field = (page) => page.getByRole("searchbox", { name: "Filter" });
const shows = (page, count) => page.waitForFunction((count) => document.querySelector("[data-count=shown]").dataset.value === String(count), count);
const filterIs = (page, line) => page.waitForFunction((line) => document.querySelector("[role=searchbox]").value === line, line);
const type = async (page, line) => {
  await field(page).fill(line);
  await page.keyboard.press("Enter");
};
const openDialog = async (page) => {
  await page.getByRole("button", { name: "Original text…" }).click();
  return page.getByRole("dialog", { name: "Search the original text" });
};
/** Searches for what is typed into the dialog. */
async function search(page, text, { isRegex = false } = {}) {
  const dialog = await openDialog(page);
  await dialog.getByRole("textbox", { name: "Text to search for" }).fill(text);
  await dialog.getByRole("checkbox", { name: "Regular expression" }).setChecked(isRegex);
  await dialog.getByRole("button", { name: "Search the original text" }).click();
  return dialog;
}
const clear = (page) => type(page, "");

/** Files of every kind, each with one event that has the secret somewhere in its original text, and one that has not. */
async function everyKind(t) {
  const folder = await folderFor(t);
  const put = async (name, bytes) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const inLogEvent = (id, message) => ({ id, timestamp: Date.UTC(2026, 10, 19, 9), message });
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const transcript = (text) => [
    "Script started on 2026-11-19 10:00:00+00:00 [TERM=\"xterm\" TTY=\"/dev/pts/0\" COLUMNS=\"80\" LINES=\"24\"]",
    `$ cat ${text}`, "", "Script done on 2026-11-19 10:01:00+00:00 [COMMAND_EXIT_CODE=\"0\"]", "",
  ].join("\n");
  return [
    await put("lines.jsonl", lines(event(1, "top secret"), event(2, "plain"))),
    await put("packed.zip", makeZip([
      { name: "a/three.jsonl.gz", bytes: gzipSync(lines(event(3, "top SECRET"), event(4, "plain"))) },
      { name: "none.json", bytes: Buffer.from(event(5, "plain")) },
    ])),
    await put("export.csv", `@timestamp,@message\n2026-11-19 09:00:00.000,${quoted(event(6, "top secret"))}\n2026-11-19 09:00:01.000,${quoted(event(7, "plain"))}\n`),
    await put("events.json", JSON.stringify({ events: [inLogEvent("1", event(8, "top secret")), inLogEvent("2", event(9, "plain"))] })),
    await put("alice-0123456789abcdef0.log", transcript("top secret")),
  ];
}

test("words are found in the original text of every kind of file, and what is found is a term of the filter", async (t) => {
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, await everyKind(t));
  const { events } = await whenRead(page);
  await type(page, "secret");
  await shows(page, 0);
  await page.getByRole("button", { name: "Search the original text for “secret”" }).click();
  await filterIs(page, "deep:1");
  await shows(page, 5);
  // The chip is named by what was searched for, and the term may be turned round like any other.
  const chips = page.getByRole("list", { name: "Terms of the filter" });
  await field(page).blur();
  await chips.getByText("“secret”").waitFor();
  await type(page, "-deep:1");
  await shows(page, events - 5);
  assert.equal(await page.locator(".filter-words").count(), 0, "all was gone through");
  // Other words stay, and are asked for beside it.
  await type(page, "user3 -plain");
  await page.getByRole("button", { name: "Search the original text for “user3”" }).click();
  await filterIs(page, "-plain deep:2");
  await shows(page, 1);
  assert.deepEqual(problems, []);
});

test("what is escaped is found as it is read, and as it is written", async (t) => {
  const folder = await folderFor(t);
  const path = join(folder, "log.jsonl");
  const escaped = event(1, "X").replace('"X"', String.raw`"\u65e5\u672c a\/b \"q\""`);
  const nested = JSON.stringify({ events: [{ id: "1", timestamp: 1, message: event(2, "X").replace('"X"', String.raw`"\u65e5\u672c"`) }] });
  await writeFile(path, lines(escaped, event(3, "none")));
  await writeFile(join(folder, "nested.json"), nested);
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, [path, join(folder, "nested.json")]);
  assert.equal((await whenRead(page)).events, 3);
  let number = 0;
  for (const [text, count, isRegex] of [
    ["日本", 2], ["a/b", 1], [String.raw`a\/b`, 1], ['"q"', 1], [String.raw`\u65e5`, 2], ["no such", 0],
    [String.raw`user[12]@`, 2, true], [String.raw`\p{Han}{2}`, 2, true], ["NONE|日本", 3, true], ["(?-i)NONE", 0, true],
  ]) {
    await search(page, text, { isRegex });
    number += 1;
    await filterIs(page, `deep:${number}`);
    await shows(page, count);
    await clear(page);
  }
  await type(page, "deep:6");
  await page.getByText("Search 6 in the original text has found nothing.").waitFor();
  assert.deepEqual(problems, []);
});

test("a broken expression says where and why, and what is not known or not of this case says so", async (t) => {
  const { page, problems } = await openSample(t, "events");
  const dialog = await search(page, "user(x", { isRegex: true });
  const mistake = dialog.getByRole("alert");
  await mistake.getByText("At character 5: this group is not closed.").waitFor();
  assert.equal(await mistake.locator("mark").innerText(), "(");
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole("textbox").fill("(?=user)x");
  await dialog.getByRole("button", { name: "Search the original text" }).click();
  await mistake.getByText(/what stands before or behind/).waitFor();
  await page.keyboard.press("Escape");
  await type(page, "deep:1");
  await page.getByText(/^Search 1 is not known here/).waitFor();
  await type(page, "deep:x");
  await page.getByText("A search in the original text is named by its number.", { exact: false }).waitFor();
  assert.deepEqual(problems, []);
});

test("a search that is stopped keeps what it has found, and says through which files it did not go", async (t) => {
  const folder = await folderFor(t);
  const filler = "x".repeat(2_000);
  const large = lines(...Array.from({ length: 12_000 }, (_, index) => event(index, index === 0 ? "early secret" : index === 11_999 ? "late secret" : filler)));
  await writeFile(join(folder, "large.jsonl"), large);
  await writeFile(join(folder, "small.jsonl"), lines(event(20_000, "small secret")));
  const { page, problems } = await openHosted(t, { processors: 1, prepare: holdPauses("search") });
  await chooseFiles(page, [join(folder, "large.jsonl"), join(folder, "small.jsonl")]);
  await whenRead(page);
  await page.evaluate(() => globalThis.hold());
  await search(page, "secret");
  await page.getByRole("button", { name: "Stop the search" }).waitFor();
  await page.evaluate(() => globalThis.whenHeld());
  await page.getByText(/found in one record/).waitFor();
  await page.getByRole("button", { name: "Stop the search" }).click();
  await page.evaluate(() => globalThis.release());
  await filterIs(page, "deep:1");
  await shows(page, 1);
  await page.getByText("Search 1 did not go through 2 files: large.jsonl, small.jsonl").waitFor();
  // Another one goes through everything.
  await clear(page);
  await search(page, "secret");
  await filterIs(page, "deep:2");
  await shows(page, 3);
  // What is read afterwards it has not gone through.
  await writeFile(join(folder, "later.jsonl"), lines(event(30_000, "later secret")));
  await chooseFiles(page, [join(folder, "later.jsonl")]);
  await page.getByText("Search 2 did not go through one file: later.jsonl").waitFor();
  await shows(page, 3);
  assert.deepEqual(problems, []);
});
