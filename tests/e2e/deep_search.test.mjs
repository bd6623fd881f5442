// Search in the original text: what words of the filter do not find is found in the files, by words and by regular
// expressions, in whatever they are packed; its result is a clause of the filter; what was not searched is said.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { makeZip } from "../independent/lib/make-zip.mjs";
import { axe, chooseFiles, EVERYTHING, folderFor, holdReads, openHosted, whenRead, writeLarge } from "./harness.mjs";
import { whenInAddress, whenShown } from "./views.mjs";

const filter = (page) => page.getByRole("combobox", { name: "Filter" });
const shows = (page, count) => page.locator(`[data-count=shown][data-value="${count}"]`).waitFor();
const chips = (page) => page.getByRole("list", { name: "Terms of the filter" }).locator(".chip-text");
const dialog = (page) => page.getByRole("dialog", { name: "Search the original text" });
const field = (page) => dialog(page).getByRole("textbox", { name: "What to search for" });
const chip = (page, text) => chips(page).filter({ hasText: text }).waitFor();
const notes = (page) => page.locator(".deep-notes");
const made = (page) => dialog(page).getByRole("list", { name: "Searches in this case" }).getByRole("listitem");
const ask = async (page, line) => {
  await filter(page).fill(line);
  await page.keyboard.press("Enter");
  await page.locator("[data-tab][aria-selected=true]").focus();
};
const openDialog = (page) => page.getByRole("button", { name: "Original text", exact: true }).click();

/** A log of a user whose events have these texts where no field has them; as the text of JSON that `written` makes of each. */
const log = (user, texts, written = JSON.stringify) => texts.map((text, index) => `{"category_name":"WorkSpacesSecureBrowser",` +
  `"activity_name":"UrlLoad","time":${1_795_000_000 + index},"session_detail":{"session_id":"s-${user}","username":"${user}"},` +
  `"note":${written(text)}}`).join("\n");

/** JSON as some producers write it: of ASCII alone. */
const ascii = (text) => JSON.stringify(text).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const LOGS = {
  alice: log("alice", ["a needle", "nothing", "NEEDLE and thread", String.raw`C:\Temp\plan "b".txt`]),
  bob: log("bob", ["日本の針", "needle", "x"], ascii),
  carol: log("carol", ["thread", "needle: 針"]),
};

/** The page with three small logs, one in a zip and one in a gzip, read. */
async function openLogs(t, { isEmpty = false, ...options } = {}) {
  const folder = await folderFor(t);
  const paths = ["alice.jsonl", "bob.zip", "carol.jsonl.gz"].map((name) => join(folder, name));
  await writeFile(paths[0], LOGS.alice);
  await writeFile(paths[1], makeZip([{ name: "in/bob.jsonl", bytes: Buffer.from(LOGS.bob) }]));
  await writeFile(paths[2], gzipSync(LOGS.carol));
  const view = await openHosted(t, { hash: EVERYTHING, ...options });
  await chooseFiles(view.page, paths);
  await whenRead(view.page);
  await whenShown(view.page, "events", { isEmpty });
  return { ...view, folder, paths };
}

test("words that are in no field are offered to be searched for in the original text, and what is found is a clause", async (t) => {
  const { page } = await openLogs(t);
  await ask(page, "needle");
  await shows(page, 0);
  await page.getByRole("button", { name: "Search the original text for “needle”" }).click();
  // Nothing passes the word itself: the clause is beside it until the word is taken away.
  await chip(page, "Original text: needle");
  await page.getByRole("button", { name: "Remove needle" }).click();
  await shows(page, 4);
  await whenInAddress(page, "q", "deep:1");
  await ask(page, "deep:1 user:bob");
  await shows(page, 1);
  await ask(page, "-deep:1");
  await shows(page, 5);
  await chip(page, "−Original text: needle");
  await ask(page, "deep:1 OR user:alice");
  await shows(page, 6);
  await chip(page, "deep:1 OR user:alice (1: Original text: needle)");
  // The same words are not offered again.
  await ask(page, "needle");
  await shows(page, 0);
  assert.equal(await page.locator(".deep-offer").count(), 0);
});

test("it finds Japanese, paths and quotes however a log writes them, and words only where all of them are", async (t) => {
  const { page } = await openLogs(t);
  let number = 0;
  for (const [text, count] of [["針", 2], ["日本 針", 1], ["needle thread", 1], ["針 needle", 1], [String.raw`c:\temp`, 1], [`"b".txt`, 1], ["nowhere", 0]]) {
    await ask(page, "");
    await openDialog(page);
    await field(page).fill(text);
    await page.keyboard.press("Enter");
    number += 1;
    await whenInAddress(page, "q", `deep:${number}`);
    await shows(page, count);
    if (count === 0) await notes(page).getByText("Original text: nowhere: nothing was found.").waitFor();
  }
});

test("a regular expression is searched for, and what is wrong with one is told at its place", async (t) => {
  const { page } = await openLogs(t);
  await openDialog(page);
  assert.deepEqual(await axe(page), [], "the dialog");
  await dialog(page).getByRole("radio", { name: "Regular expression" }).check();
  await field(page).fill("needle (and|針");
  const mistake = dialog(page).locator("#deep-mistake");
  await mistake.getByText("This parenthesis is not closed.").waitFor();
  assert.equal(await mistake.locator("mark").textContent(), "(");
  assert.equal(await field(page).getAttribute("aria-invalid"), "true");
  assert.deepEqual(await axe(page), [], "with a mistake");
  await page.keyboard.press("Enter");
  assert.ok(await dialog(page).isVisible(), "nothing is searched for");
  await field(page).fill("(?i)needle (and|針)|:? *針\"");
  await mistake.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await chip(page, "Original text: /(?i)needle (and|針)|:? *針\"/");
  await shows(page, 3);
  // Upper and lower case count.
  await openDialog(page);
  await made(page).getByText("3 events").waitFor();
  await field(page).fill("NEEDLE");
  await page.keyboard.press("Enter");
  await whenInAddress(page, "q", "deep:1 deep:2");
  await shows(page, 1);
  await openDialog(page);
  assert.equal(await made(page).count(), 2);
  assert.deepEqual(await axe(page), [], "with searches");
  await made(page).first().getByRole("button", { name: /^Remove/ }).click();
  await shows(page, 0);
  await page.keyboard.press("Escape");
  await notes(page).getByText("There is no search number 2 here.").waitFor();
});

test("it is found in the palette, by keys alone, and speaks Japanese", async (t) => {
  const { page } = await openLogs(t, { hash: `${EVERYTHING}&lang=ja` });
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("原文を検索");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".deep-ask input"));
  await page.keyboard.type("針");
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Enter");
  await page.locator(".chip-text", { hasText: "原文: 針" }).waitFor();
  await shows(page, 2);
  assert.equal(await page.evaluate(() => document.querySelector("dialog[open]")), null);
});

test("how far it is is shown; it can be cancelled, and what was not searched is said and can be searched later", async (t) => {
  const folder = await folderFor(t);
  const large = join(folder, "large.jsonl.gz");
  const events = 30_000;
  const text = log("dave", Array.from({ length: events }, (_, index) => `${index === 7 ? "needle" : "straw"} ${index * 7919} ${"hay ".repeat(index % 60)}`));
  const bytes = await writeLarge(large, text);
  const { page } = await openHosted(t, { hash: EVERYTHING, prepare: holdReads(bytes, "scan") });
  await chooseFiles(page, [large]);
  const all = (await whenRead(page)).events;
  await openDialog(page);
  await field(page).fill("needle");
  await page.keyboard.press("Enter");
  await page.evaluate(() => globalThis.whenHeld());
  const course = page.getByRole("region", { name: "Searching the original text" });
  await course.getByText("Original text: needle").waitFor();
  assert.deepEqual(await axe(page), [], "while it runs");
  // While one runs no other one begins.
  await openDialog(page);
  assert.equal(await dialog(page).getByRole("button", { name: "Search", exact: true }).getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Escape");
  await course.getByRole("button", { name: "Cancel the search" }).click();
  await course.waitFor({ state: "detached" });
  assert.equal(await chips(page).count(), 0, "what was cancelled is no clause by itself");
  await openDialog(page);
  const row = made(page).first();
  await row.getByText(/events were not searched/).waitFor();
  await row.getByRole("button", { name: /^Filter for it/ }).click();
  await chip(page, "Original text: needle");
  await notes(page).getByText(/not searched.*large\.jsonl\.gz/).waitFor();
  await page.evaluate(() => globalThis.release());
  await notes(page).getByRole("button", { name: "Search the rest" }).click();
  await notes(page).waitFor({ state: "detached" });
  // Equal records of one file are different events.
  await shows(page, all / events);
});

test("files that come later are said to be not searched, and are searched on demand", async (t) => {
  const { page, folder } = await openLogs(t);
  await openDialog(page);
  await field(page).fill("needle");
  await page.keyboard.press("Enter");
  await shows(page, 4);
  assert.equal(await notes(page).count(), 0);
  const later = join(folder, "later.jsonl");
  await writeFile(later, log("erin", ["a later needle", "y"]));
  await chooseFiles(page, [later]);
  await notes(page).getByText("2 events were not searched").waitFor();
  await shows(page, 4);
  await notes(page).getByRole("button", { name: "Search the rest" }).click();
  await shows(page, 5);
  await notes(page).waitFor({ state: "detached" });
  // A file that has changed since cannot be read again.
  await writeFile(later, "something else, and longer than it was before: the browser does not read it any more");
  await openDialog(page);
  await field(page).fill("later");
  await page.keyboard.press("Enter");
  await notes(page).getByText(/Files that could not be read again: later\.jsonl/).waitFor();
  await notes(page).getByText("2 events were not searched").waitFor();
});

test("a link says that its search is to be made again, and starting anew puts searches away", async (t) => {
  const { page } = await openLogs(t, { hash: `${EVERYTHING}&q=deep:1`, isEmpty: true });
  await shows(page, 0);
  await notes(page).getByText("There is no search number 1 here.").waitFor();
  await notes(page).getByRole("button", { name: "Search the original text" }).click();
  await field(page).fill("needle");
  await page.keyboard.press("Enter");
  await shows(page, 4);
  await notes(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Start anew" }).click();
  await page.waitForSelector("html[data-case=empty]", { state: "attached" });
  await page.getByRole("button", { name: /Try the sample case/ }).click();
  await whenRead(page);
  await openDialog(page);
  assert.equal(await made(page).count(), 0);
});
