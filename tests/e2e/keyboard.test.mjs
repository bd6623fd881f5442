// From the empty state to an exported summary without a mouse, and with the focus in sight all the way.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openHosted, whenRead } from "./harness.mjs";
import { inAddressSoon, whenRows } from "./views.mjs";

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
  assert.equal((await focused(page)).role, "tab", "what had the focus is gone: the tabs have it");
  const seen = [];
  for (let turn = 0; turn < 7; turn += 1) {
    await page.keyboard.press("ArrowRight");
    seen.push((await focused(page)).name);
    assert.equal(await page.locator("[role=tab][aria-selected=true]").innerText(), seen.at(-1));
  }
  assert.deepEqual(seen, ["Timeline", "Sessions", "Transfers", "Events", "Terminal", "Evidence", "Overview"]);

  // A number key, what is hidden at first, a row, its drawer and back.
  await tabTo(page, ({ name }) => name === "Show channel calls", { key: "Shift+Tab" });
  await page.keyboard.press("Enter");
  await page.keyboard.press("5");
  await whenRows(page, "events", events);
  await tabTo(page, ({ role, name }) => role === "grid" && name === "Events");
  for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
  assert.ok(await inAddressSoon(page, "sel"));
  await page.getByRole("complementary").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });

  // A filter, typed.
  await page.keyboard.press("/");
  assert.equal((await focused(page)).role, "searchbox");
  await page.keyboard.type("family:print");
  await page.keyboard.press("Enter");
  assert.equal(await inAddressSoon(page, "q"), "family:print");
  await whenRows(page, "events", 24);

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

test("the focus goes to the tabs when the empty state goes, and what happens is said by ear", async (t) => {
  const { page } = await openHosted(t);
  // Everything that is said by ear, in order.
  await page.evaluate(() => {
    globalThis.heard = [];
    const live = document.querySelector("p.unseen[role=status]");
    new MutationObserver(() => globalThis.heard.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
  });
  await page.getByRole("button", { name: "Try the sample case" }).focus();
  await page.keyboard.press("Enter");
  await whenRead(page);
  await page.waitForFunction(() => document.activeElement.dataset.tab === "overview");
  await page.waitForFunction(() => globalThis.heard.some((words) => /^Everything was read: [\d,]+ events/.test(words)));
  assert.equal(await page.evaluate(() => globalThis.heard[0]), "Reading");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.dataset.tab === "timeline");
});
