// From the empty state to an exported summary without a mouse, and with the focus in sight all the way.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { chooseFiles, folderFor, holdHashing, holdReads, native, openHosted, openSample, whenRead, writeLarge } from "./harness.mjs";
import { inAddressSoon, whenInAddress, whenRows } from "./views.mjs";

/** What has the focus: its name, and whether one sees that it has it. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const within = element.closest(".field") ? getComputedStyle(element.closest(".field")) : null;
  const isSeen = (style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
  return {
    name: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim(),
    role: element.getAttribute("role") ?? element.tagName.toLowerCase(),
    isSeen: element === document.body || isSeen({ outlineStyle, outlineWidth, boxShadow }) || (within !== null && isSeen(within)),
    isInView: element === document.body || element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  };
});

/** Goes on with Tab until what has the focus fits; whatever is passed must be seen to have the focus. */
async function tabTo(page, fits, { key = "Tab", most = 80 } = {}) {
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    assert.ok(now.isSeen && now.isInView, `one sees that ${now.role} “${now.name.slice(0, 60)}” has the focus`);
    if (fits(now)) return now;
  }
  throw new Error("Tab does not lead there");
}

test("the keyboard alone leads from the empty state to an exported summary", async (t) => {
  const { page, problems } = await openHosted(t);
  // The promise is explained, and the test of the seal runs.
  await tabTo(page, ({ name }) => name.startsWith("How this is enforced"));
  await page.keyboard.press("Enter");
  await tabTo(page, ({ name }) => name === "Run the self-test");
  await page.keyboard.press("Enter");
  await page.getByText("The browser refused the request. The page is sealed.").waitFor();
  await page.keyboard.press("Escape");
  assert.match((await focused(page)).name, /^How this is enforced/, "the focus goes back to where it was");

  await tabTo(page, ({ name }) => name.startsWith("Try the sample case"));
  await page.keyboard.press("Enter");
  const { events, files } = await whenRead(page);
  assert.ok(events > 0);

  // All views by arrow keys, once round.
  // What had the focus is gone: the tabs have it.
  await page.waitForFunction(() => document.activeElement.matches("[role=tab]"));
  const seen = [];
  for (let turn = 0; turn < 10; turn += 1) {
    await page.keyboard.press("ArrowRight");
    // A tab may say how many there are.
    seen.push((await focused(page)).name.replace(/ \d+$/, ""));
    assert.ok((await page.locator("[role=tab][aria-selected=true]").innerText()).startsWith(seen.at(-1)));
  }
  assert.deepEqual(seen, ["Timeline", "Sessions", "Transfers", "Sites", "Events", "Terminal", "Findings", "Evidence", "Compare", "Overview"]);

  // A number key, what is hidden at first, a row, its drawer and back.
  await tabTo(page, ({ name }) => name === "Show channel calls", { key: "Shift+Tab" });
  await page.keyboard.press("Enter");
  await page.keyboard.press("6");
  await whenRows(page, "events", events);
  await tabTo(page, ({ role, name }) => role === "grid" && name === "Events");
  for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
  assert.ok(await inAddressSoon(page, "sel"));
  await page.getByRole("complementary").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });

  // A filter, typed.
  await page.keyboard.press("/");
  assert.equal((await focused(page)).role, "combobox");
  await page.keyboard.type("family:print");
  await page.keyboard.press("Enter");
  await whenInAddress(page, "q", "family:print");
  const logs = join(await folderFor(t), "logs");
  await native(["sample", "--output", dirname(logs)]);
  const printed = (await native(["events", logs, "--filter", "family:print"])).trim().split("\n");
  await whenRows(page, "events", printed.length);

  await tabTo(page, ({ name }) => name === "Export");
  await page.keyboard.press("Enter");
  await tabTo(page, ({ name }) => name.startsWith("Summary (JSON)"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), "sessionscope-summary.json");
  const { totals } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.deepEqual([totals.inputs, totals.events], [files, events]);
  assert.equal((await focused(page)).name, "Export", "the menu gives the focus back");
  assert.deepEqual(problems, []);
});

test("where what has the focus goes away, the focus goes to what is beside it", async (t) => {
  const { page } = await openSample(t, "events");
  const focusIs = (selector) => page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);
  // The drawer, by Esc and by its button.
  for (const close of [() => page.keyboard.press("Escape"), () => page.keyboard.press("Enter")]) {
    await page.locator("#events-row-3").click();
    const button = page.getByRole("complementary").getByRole("button", { name: "Close" });
    await button.focus();
    await close();
    await button.waitFor({ state: "detached" });
    await focusIs("#events-table");
  }
  // The story of a session.
  await page.locator("[data-tab=sessions]").click();
  await page.locator("#sessions-row-0").click();
  await page.getByRole("button", { name: "Close", exact: true }).focus();
  await page.keyboard.press("Enter");
  await focusIs("#sessions-table");
  // Zooming to what was marked in a chart.
  await page.locator("[data-tab=overview]").click();
  const chart = page.getByRole("figure", { name: "Events over time" });
  await chart.locator("[tabindex='0']").first().focus();
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  const zoom = chart.getByRole("button", { name: /^Zoom to/ });
  await zoom.focus();
  await page.keyboard.press("Enter");
  await zoom.waitFor({ state: "detached" });
  await focusIs(".chart [tabindex='0']");
  // A dialog that a menu has opened gives the focus back to the button of the menu.
  await page.getByRole("button", { name: "Add files" }).focus();
  await page.keyboard.press("Enter");
  await tabTo(page, ({ name }) => name === "Paste");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Paste log text" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.textContent.trim().startsWith("Add files"));
  // Starting anew.
  await page.keyboard.press("Enter");
  await tabTo(page, ({ name }) => name.startsWith("Start anew"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[data-case=empty]", { state: "attached" });
  await focusIs(".start-page button");
});

test("cancelling, and going on, leave the focus on the page", async (t) => {
  const path = join(await folderFor(t), "large.jsonl.gz");
  const line = { category_name: "WorkSpacesSecureBrowser", activity_name: "TabOpen", time: "2026-11-20T08:00:00Z", session_detail: { session_id: "s" } };
  const bytes = await writeLarge(path, Array.from({ length: 30_000 }, (_, at) => JSON.stringify({ ...line, pad: at })).join("\n"));
  const { page } = await openHosted(t, { prepare: holdReads(bytes) });
  await chooseFiles(page, [path]);
  await page.evaluate(() => globalThis.whenHeld());
  await page.getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await page.evaluate(() => globalThis.release());
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  const onTab = () => page.waitForFunction(() => document.activeElement.matches("[role=tab][aria-selected=true]"));
  await onTab();
  await page.getByRole("button", { name: "Go on" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  await onTab();
});

test("the focus goes to the tabs when the empty state goes, and what happens is said by ear", async (t) => {
  const { page } = await openHosted(t, { prepare: holdHashing });
  // Everything that is said by ear, in order.
  await page.evaluate(() => {
    globalThis.heard = [];
    const live = document.querySelector("p.unseen[role=status]");
    new MutationObserver(() => globalThis.heard.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
  });
  await page.getByRole("button", { name: "Try the sample case" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.heard.length > 0);
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  await page.waitForFunction(() => document.activeElement.dataset.tab === "overview");
  await page.waitForFunction(() => globalThis.heard.some((words) => /^Everything was read: [\d,]+ events/.test(words)));
  assert.equal(await page.evaluate(() => globalThis.heard[0]), "Reading");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.dataset.tab === "timeline");
});
