// The line of the filter: what is typed, what is in force, what the chips and the address say, and a value that
// holds whatever the language uses.
import test from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chooseFiles, folderFor, openHosted, whenRead } from "./harness.mjs";
import { goTo, inAddress, inAddressSoon, whenInAddress } from "./views.mjs";

/** A file name with all that means something in the language, and a line break. */
const HOSTILE = 'a "b" *(1)\\\n-OR user:x.pdf';

/** Opens the page with four events. */
async function openEvents(t) {
  const event = (user, activity, file, second) => JSON.stringify({
    category_name: "WorkSpacesSecureBrowser", activity_name: activity, time: `2026-11-19T08:00:0${second}Z`,
    session_detail: { username: user, session_id: `s-${user}` }, ...(file && { file: { name: file, size: 12 } }),
  });
  const path = join(await folderFor(t), "a.jsonl");
  await writeFile(path, [
    event("alice", "FileTransferFromRemoteToLocalDisk", HOSTILE, 1),
    event("alice", "FileTransferFromRemoteToLocalDisk", HOSTILE.replace("*", "x"), 2),
    event("alice", "TabOpen", null, 3),
    event("bob", "PrintJobSubmit", "plan.pdf", 4),
  ].join("\n"));
  const opened = await openHosted(t);
  await chooseFiles(opened.page, [path]);
  await whenRead(opened.page);
  const { page } = opened;
  const field = page.getByRole("combobox", { name: "Filter" });
  const chips = () => page.getByRole("list", { name: "Terms of the filter" }).locator(".chip-text").allTextContents();
  const whenShown = (count) => page.getByText(`${count} of 4 events`).waitFor();
  return { ...opened, field, chips, whenShown };
}

test("a line is taken as it is typed, and written in its normal form once it is left", async (t) => {
  const { page, field, chips, whenShown, problems } = await openEvents(t);
  const typed = "NOT  user:bob AND (file:* OR family:print)";
  await field.focus();
  await page.keyboard.type(typed);
  const normal = "-user:bob (file:* OR family:print)";
  await whenInAddress(page, "q", normal);
  await whenShown(2);
  assert.equal(await field.inputValue(), typed, "what somebody types is left as it is");
  await page.keyboard.press("Escape");
  await page.waitForFunction((line) => document.querySelector(".search [role=combobox]").value === line, normal);
  assert.equal(await inAddress(page, "q"), normal);
  assert.deepEqual(await chips(), ["-user:bob", "file:* OR family:print"]);
  await page.getByRole("button", { name: "Remove file:* OR family:print" }).click();
  await whenShown(3);
  assert.deepEqual(await chips(), ["-user:bob"]);
  await whenInAddress(page, "q", "-user:bob");
  assert.deepEqual(problems, []);
});

test("a mistake is marked and explained, and the last valid filter stays in force", async (t) => {
  const { page, field, whenShown } = await openEvents(t);
  await field.fill("user:bob");
  await whenShown(1);
  await field.fill("user:alice (host:x");
  const told = page.getByRole("alert").filter({ hasText: "not closed" });
  await told.waitFor();
  assert.equal(await told.locator("mark").textContent(), "(");
  assert.match(await told.textContent(), /The filter before it stays in force\./);
  await whenShown(1);
  assert.equal(await inAddress(page, "q"), "user:bob");
  await field.fill("user:alice");
  await whenShown(3);
  await told.waitFor({ state: "detached" });
});

test("filtering for a value finds it and no other, whatever it holds, and typing on loses nothing", async (t) => {
  const { page, field, whenShown } = await openEvents(t);
  await goTo(page, "events");
  await page.locator("#events-row-0").click();
  await page.getByRole("complementary").getByRole("button", { name: /^Filter for File/ }).click();
  await whenShown(1);
  const filter = await inAddressSoon(page, "q");
  assert.match(filter, /^file:"a \\"b\\" \*\(1\)/);
  // A field of one line cannot show a line break: going there and away must not change the value.
  await field.focus();
  await page.keyboard.press("Escape");
  assert.equal(await inAddress(page, "q"), filter);
  await whenShown(1);
  await field.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" user:alice");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => / user:alice$/.test(new URLSearchParams(location.hash.slice(1)).get("q")));
  await whenShown(1);
});

test("the line is a combobox whose list opens while something is offered, and says which entry is chosen", async (t) => {
  const { page, field } = await openEvents(t);
  const state = () => field.evaluate((line) => ["expanded", "controls", "activedescendant", "haspopup", "autocomplete"]
    .map((name) => line.getAttribute(`aria-${name}`)));
  assert.deepEqual(await state(), ["false", null, null, "listbox", "list"]);
  await field.focus();
  await page.keyboard.type("family:");
  const list = page.getByRole("listbox");
  await list.getByRole("option").first().waitFor();
  assert.deepEqual((await state()).slice(0, 3), ["true", await list.getAttribute("id"), null]);
  await page.keyboard.press("ArrowDown");
  const [, , active] = await state();
  assert.equal(await list.getByRole("option", { selected: true }).getAttribute("id"), active);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  assert.deepEqual((await state()).slice(0, 3), ["false", null, null]);
});
