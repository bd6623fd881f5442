// What a person adds to a case: marks, tags and notes by pointer and by keys, found again by the filter, saved in a case
// file and opened beside the same files, other ones, and none.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, drop, EVERYTHING, exported, folderFor, openHosted, openSample, whenRead } from "./harness.mjs";
import { goTo, inAddress, rowsOf, whenInAddress, whenRows, whenShown } from "./views.mjs";

const flag = (page, row) => page.locator(`#events-row-${row} .mark-sign`);
const isMarked = (page, row) => page.locator(`#events-row-${row} .mark-sign[aria-pressed=true]`).waitFor();
const openCase = (page) => page.getByRole("button", { name: /^Case/ }).click();
const dialog = (page) => page.getByRole("dialog", { name: "Marks, notes and saved filters" });
const marksIn = (page) => dialog(page).getByRole("list", { name: "Marks", exact: true }).getByRole("listitem");
const drawer = (page) => page.getByRole("complementary", { name: "Selected event" });
const shows = (page, count) => page.locator(`[data-count=shown][data-value="${count}"]`).waitFor();
const ask = async (page, line) => {
  await page.getByRole("combobox", { name: "Filter" }).fill(line);
  await page.keyboard.press("Enter");
};

/** A log of one session of a user with so many events. */
const log = (user, events) => Array.from({ length: events }, (_, index) => JSON.stringify({
  category_name: "WorkSpacesSecureBrowser",
  activity_name: "UrlLoad",
  time: 1_795_000_000 + index,
  session_detail: { session_id: `s-${user}`, username: user },
})).join("\n");

/** The page with two small logs, read. */
async function openLogs(t) {
  const folder = await folderFor(t);
  const paths = { alice: join(folder, "alice.jsonl"), bob: join(folder, "bob.jsonl") };
  await writeFile(paths.alice, log("alice", 4));
  await writeFile(paths.bob, log("bob", 3));
  const { page } = await openHosted(t, { hash: EVERYTHING });
  await chooseFiles(page, [paths.alice, paths.bob]);
  await whenRead(page);
  await whenShown(page, "events");
  return { page, folder, paths };
}

/** Saves the case file, and resolves to its path and what it holds. */
async function saveCase(page, folder, name = "sessionscope-case.json") {
  const text = await exported(page, "case-file");
  const path = join(folder, name);
  await writeFile(path, text);
  return { path, text, saved: JSON.parse(text) };
}

test("a flag marks without selecting, keys mark the row that they have come to, and the filter finds all of them", async (t) => {
  const { page } = await openLogs(t);
  await flag(page, 1).click();
  await isMarked(page, 1);
  assert.equal(await inAddress(page, "sel"), null, "nothing was selected by it");
  await page.locator("#events-row-3").click();
  await page.locator("#events-table").focus();
  await page.keyboard.press("m");
  await isMarked(page, 3);
  // Without a drawer the cursor moves and selects nothing.
  await page.keyboard.press("q");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("m");
  await isMarked(page, 5);
  await ask(page, "marked:*");
  await shows(page, 3);
  await ask(page, "-marked:*");
  await shows(page, 4);
  await ask(page, "marked:*");
  await shows(page, 3);
  // A mark that goes takes its event out of what is shown.
  await flag(page, 0).click();
  await shows(page, 2);
});

test("tags and notes are written beside an event by keys alone, and asked for", async (t) => {
  const { page } = await openLogs(t);
  await page.locator("#events-table").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("t");
  await page.waitForFunction(() => document.activeElement?.classList.contains("tag-field"));
  await page.keyboard.type("to ask");
  await page.keyboard.press("Enter");
  await page.keyboard.type("<b>left</b>");
  await page.keyboard.press("Enter");
  await drawer(page).locator(".tag", { hasText: "<b>left</b>" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("m t u 1: no key of the page");
  await page.keyboard.press("Tab");
  await isMarked(page, 0);
  assert.equal(await drawer(page).getByLabel("Note").inputValue(), "m t u 1: no key of the page");
  assert.equal(await page.locator(".tag b").count(), 0, "it is text");
  await ask(page, 'tag:"to ask"');
  await shows(page, 1);
  await drawer(page).getByRole("button", { name: "Take to ask away" }).click();
  await shows(page, 0);
  await ask(page, "tag:*left*");
  await shows(page, 1);
  // The drawer is of another event now, and so is what stands in it.
  await ask(page, "");
  await page.locator("#events-row-2").click();
  await page.waitForFunction(() => document.querySelector(".mark textarea").value === "");
  assert.equal(await drawer(page).locator(".tag").count(), 0);
});

test("a case file opens beside the same files, says what changed, is missing and new, and loses no mark", async (t) => {
  const { page, folder, paths } = await openLogs(t);
  for (const row of [0, 1]) await flag(page, row).click();
  await isMarked(page, 1);
  await page.locator("#events-row-0").click();
  await drawer(page).getByLabel("Add a tag").fill("seen");
  await page.keyboard.press("Enter");
  await drawer(page).getByLabel("Note").fill("first\nline");
  await page.getByRole("button", { name: /^Case/ }).focus();
  await page.locator(".case-unsaved").waitFor();
  await ask(page, "user:*");
  await openCase(page);
  await dialog(page).getByLabel(/^Name for/).fill("Everybody");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await goTo(page, "sessions");
  await page.locator("#sessions-row-0").click();
  await page.locator(".story-own-note textarea").fill("a session");
  await page.locator(".story-own-note textarea").blur();
  const { path, saved, text } = await saveCase(page, folder);
  await page.locator(".case-unsaved").waitFor({ state: "detached" });
  assert.equal(saved.schema, "sessionscope.case/1");
  assert.deepEqual(saved.inputs.map((input) => input.path), ["alice.jsonl", "bob.jsonl"]);
  assert.deepEqual(saved.marks.map(({ tags, note, path: of }) => [of, tags, note]), [["alice.jsonl", ["seen"], "first\nline"], ["bob.jsonl", [], ""]]);
  assert.deepEqual([saved.filter, saved.saved_filters, saved.session_notes.length], ["user:*", [{ name: "Everybody", filter: "user:*", zone: "UTC" }], 1]);
  assert.ok(saved.marks.every((mark) => saved.inputs.some((input) => input.sha256 === mark.sha256)), "each is of an input by its hash");
  // Of the logs it has paths and the id of the session with a note, and nothing else.
  const rest = text.replaceAll(/(alice|bob)\.jsonl/g, "").replaceAll("s-alice", "");
  for (const ofLogs of ["alice", "bob", "UrlLoad", "WorkSpacesSecureBrowser"]) assert.ok(!rest.includes(ofLogs), ofLogs);

  // Alice's file lies elsewhere under another name, bob's name has another content, and a file is new.
  const moved = join(folder, "moved.jsonl");
  await writeFile(moved, await readFile(paths.alice));
  await writeFile(paths.bob, log("bob", 5));
  const fresh = join(folder, "fresh.jsonl");
  await writeFile(fresh, log("carol", 2));
  const again = await openHosted(t, { hash: EVERYTHING });
  await drop(again.page, [path, moved, paths.bob, fresh]);
  await whenRead(again.page);
  await dialog(again.page).waitFor();
  await dialog(again.page).getByText("1 the same, 1 changed, 0 missing, 0 unproven; 1 new here").waitFor();
  const listed = marksIn(again.page);
  await listed.filter({ hasText: "alice" }).getByText("first").waitFor();
  await listed.filter({ hasText: "The file of this name has another content." }).waitFor();
  assert.equal(await listed.count(), 2);
  assert.deepEqual(await axe(again.page), []);
  // What was looked at is looked at again.
  assert.equal(await inAddress(again.page, "q"), "user:*");
  assert.equal(await again.page.locator(".case-unsaved").count(), 0);
  await listed.filter({ hasText: "alice" }).getByRole("button").first().click();
  await whenInAddress(again.page, "sel", "moved.jsonl:0");
  assert.equal(await drawer(again.page).getByLabel("Note").inputValue(), "first\nline");
  // The mark whose file has changed is kept in the next file, as it was.
  const next = JSON.parse(await exported(again.page, "case-file"));
  assert.deepEqual(next.marks[1], saved.marks[1]);
});

test("a case file that is opened before its logs says which it wants; another file says why it is none", async (t) => {
  const { page, folder, paths } = await openLogs(t);
  await flag(page, 0).click();
  await isMarked(page, 0);
  const { path } = await saveCase(page, folder);
  const broken = join(folder, "sessionscope-case-broken.json");
  await writeFile(broken, '{"schema":"sessionscope.case/9"}');
  const again = await openHosted(t, { hash: EVERYTHING });
  await drop(again.page, [broken]);
  await again.page.getByText("it is a case file of another version (sessionscope.case/9)").waitFor();
  await drop(again.page, [path]);
  await again.page.getByText("sessionscope-case.json is open.").waitFor();
  const wanted = again.page.locator(".start-page .case-list li");
  await wanted.nth(1).waitFor();
  assert.deepEqual(await wanted.allInnerTexts(), ["missing alice.jsonl", "missing bob.jsonl"]);
  assert.deepEqual(await axe(again.page), []);
  await chooseFiles(again.page, [paths.alice, paths.bob]);
  await whenRead(again.page);
  await dialog(again.page).getByText("2 the same, 0 changed, 0 missing, 0 unproven; 0 new here").waitFor();
  await again.page.keyboard.press("Escape");
  await whenShown(again.page, "events");
  await isMarked(again.page, 0);
});

test("what was taken away comes back, and what is not saved is not put away without a word", async (t) => {
  const { page } = await openLogs(t);
  await flag(page, 0).click();
  await isMarked(page, 0);
  await openCase(page);
  await marksIn(page).getByRole("button", { name: "Take the mark away" }).click();
  await marksIn(page).waitFor({ state: "detached" });
  await dialog(page).getByRole("button", { name: "Undo the last change" }).click();
  await marksIn(page).first().waitFor();
  await page.keyboard.press("Escape");
  const asked = [];
  page.on("dialog", (question) => {
    asked.push(question.message());
    return asked.length === 1 ? question.dismiss() : question.accept();
  });
  const startAnew = async () => {
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("button", { name: "Start anew" }).click();
  };
  await startAnew();
  await isMarked(page, 0);
  await startAnew();
  await page.locator(".start-page").waitFor();
  assert.equal(asked.length, 2);
  assert.match(asked[0], /not saved/);
});

test("a mark stays with its event in every view, and its menu takes it away", async (t) => {
  const { page } = await openSample(t, "events");
  await page.locator("#events-row-0").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Mark", exact: true }).click();
  await isMarked(page, 0);
  await ask(page, "marked:*");
  await whenRows(page, "events", 1);
  const [event] = await rowsOf(page, "events");
  await goTo(page, "timeline");
  await page.locator(".timeline-track").first().waitFor();
  await goTo(page, "events");
  await whenRows(page, "events", 1);
  assert.equal((await rowsOf(page, "events"))[0].time, event.time);
  await page.locator("#events-row-0").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Take the mark away" }).click();
  await shows(page, 0);
});

test("what is typed beside one event is not taken for the next, and a list keeps the focus when something goes", async (t) => {
  const { page } = await openLogs(t);
  await page.locator("#events-row-1").click();
  const note = drawer(page).getByLabel("Note");
  await note.fill("of the second");
  // Both have no note before it is written: the field empties all the same.
  await page.locator("#events-row-2").click();
  await page.waitForFunction(() => document.querySelector(".mark textarea").value === "");
  await isMarked(page, 1);
  assert.equal(await page.locator("#events-row-2 .mark-sign[aria-pressed=true]").count(), 0);
  for (const row of [3, 5]) await flag(page, row).click();
  await isMarked(page, 5);
  await openCase(page);
  const removes = marksIn(page).getByRole("button", { name: "Take the mark away" });
  assert.equal(await removes.count(), 3);
  await removes.nth(1).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-part=marks] .case-remove").length === 2);
  await page.waitForFunction(() => document.activeElement === document.querySelectorAll("[data-part=marks] .case-remove")[1]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement === document.querySelector("[data-part=marks] .case-remove"));
  assert.equal(await removes.count(), 1, "the last one has the focus");
});
