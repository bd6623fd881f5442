// axe finds nothing: in every view, with the drawer, each dialog, menu and table open, in the empty state,
// while reading and when a case is partial; light and dark, wide and narrow, in both languages.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, counts, folderFor, holdReads, LARGE_TIMES, openHosted, openSample, writeLarge } from "./harness.mjs";
import { goTo } from "./views.mjs";

/** What is looked at in each view: what is opened there, and what must be there before. */
const VIEWS = {
  overview: async (page) => {
    await page.locator("figure svg").nth(1).waitFor();
    for (const toggle of await page.locator(".chart-toggle").all()) await toggle.click();
  },
  timeline: async (page) => {
    await page.locator(".timeline-user").nth(1).click();
    await page.locator(".timeline-pin").nth(2).click();
    await page.locator(".timeline-foot > button").click();
  },
  sessions: async (page) => {
    await page.locator("#sessions-row-1").click();
    await page.locator(".story [role=grid] [role=row]").nth(2).waitFor();
  },
  transfers: async (page) => {
    await page.locator("figure svg").nth(1).waitFor();
    for (const toggle of await page.locator(".chart-toggle").all()) await toggle.click();
    await page.locator("#transfers-row-0").waitFor();
  },
  events: async (page) => {
    // What is unknown is written in a colour of its own, and must be read on the ground of what is selected.
    await page.locator("#events-table [role=row]:has(.unknown)").first().click();
    await page.locator("#events-table [aria-selected=true] .unknown").waitFor();
    assert.deepEqual(await axe(page), [], "an event of which something is unknown");
    await page.locator("#events-row-2").click();
    await page.locator("pre.original").waitFor();
    await page.locator("#events-row-2 .mark-sign").click();
    await page.locator(".tag-field").fill("tag");
    await page.keyboard.press("Enter");
    await page.locator(".drawer .tag").waitFor();
  },
  terminal: async (page) => {
    await page.locator("#terminals-row-0").waitFor();
    await page.locator("#terminals-table [role=row]").last().click();
    await page.locator("#terminal-table .is-head").first().waitFor();
    await page.locator(".terminal-cursor").waitFor();
  },
  sites: async (page) => {
    await page.locator("#sites-row-0").click();
    await page.locator(".site-users [role=row]").nth(1).waitFor();
    await page.locator(".site-matrix > button").click();
    await page.locator(".site-matrix-table").waitFor();
  },
  findings: async (page) => {
    await page.locator(".audit-event").first().waitFor();
  },
  evidence: async (page) => {
    for (const part of ["coverage", "delivery"]) await page.locator(`[data-audited=${part}] .audit-row`).first().waitFor();
    await page.locator("#inputs-row-0").click();
    await page.locator("#notices-row-0").click();
    await page.locator(".evidence-opened pre").waitFor();
  },
  compare: async (page) => {
    await page.locator(".compare-totals").waitFor();
    // A part of the case beside the rest of it: values that are new, gone and in both.
    await page.getByRole("radio").last().check();
    await page.locator(".compare-line").fill("family:transfer-out");
    await page.keyboard.press("Enter");
    await page.locator(".compare-part [data-change]").first().waitFor();
  },
};

/** Dialogs and menus: the button that opens each, found by what it controls or where it stands. */
async function openings(page) {
  const dialogs = { seal: ".badge[aria-haspopup=dialog]", help: ".settings > button:last-of-type", deep: ".search-row > button[aria-haspopup=dialog] >> nth=0", case: ".search-row > button[aria-haspopup=dialog] >> nth=1" };
  for (const [name, button] of Object.entries(dialogs)) {
    // There is something to add only to a case.
    if (["case", "deep"].includes(name) && !(await page.locator(".search-row").count())) continue;
    await page.locator(button).click();
    await page.locator("dialog[open]").waitFor();
    assert.deepEqual(await axe(page), [], name);
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  }
}

async function menus(page) {
  for (const menu of ["add-menu", "export-menu", "events-columns", "sessions-columns", "sites-columns"]) {
    if (menu.endsWith("-columns")) await goTo(page, menu.split("-")[0]);
    await page.locator(`[popovertarget=${menu}]`).click();
    await page.locator(`#${menu}:popover-open`).waitFor();
    assert.deepEqual(await axe(page), [], menu);
    await page.keyboard.press("Escape");
  }
}

/** Opens what is opened by keys and by a right click, and closes it again. */
async function popups(page, isJapanese) {
  await goTo(page, "timeline");
  await page.locator(".timeline-track").first().waitFor();
  await page.locator(".timeline-user").first().click({ button: "right" });
  await page.getByRole("menu").waitFor();
  assert.deepEqual(await axe(page), [], "the menu of a value");
  await page.keyboard.press("Escape");
  await goTo(page, "events");
  await page.locator("#events-row-1 .col-time").click({ button: "right" });
  await page.getByRole("menuitem").nth(3).waitFor();
  assert.deepEqual(await axe(page), [], "the menu of an event");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+P");
  await page.locator("dialog.palette[open] [role=option]").first().waitFor();
  assert.deepEqual(await axe(page), [], "the palette");
  await page.keyboard.press("Escape");
  const line = page.getByRole("combobox", { name: isJapanese ? "フィルター" : "Filter" });
  await line.focus();
  await page.keyboard.type("user:");
  await page.locator("#filter-completion [role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await axe(page), [], "the completion of the filter line");
  await page.keyboard.press("Escape");
  await line.fill("");
  await page.keyboard.press("Enter");
}

const LOOKS = [
  { colorScheme: "light", locale: "en-US", width: 1440 },
  { colorScheme: "dark", locale: "en-US", width: 1440 },
  // Names that differ in one language may be the same in another, and so may those of landmarks.
  { colorScheme: "dark", locale: "ja-JP", width: 1440 },
  { colorScheme: "light", locale: "ja-JP", width: 700 },
  { colorScheme: "dark", locale: "en-US", width: 700 },
];

for (const { colorScheme, locale, width } of LOOKS) {
  const options = { colorScheme, locale, viewport: { width, height: 900 } };
  const look = `${colorScheme}, ${locale}, ${width} px`;

  test(`axe finds nothing before anything is given (${look})`, async (t) => {
    const { page } = await openHosted(t, options);
    assert.deepEqual(await axe(page), []);
    await openings(page);
    await page.locator(".start-page button, main button").getByText(/^(Paste|貼り付け)/).click();
    await page.locator("dialog[open]").waitFor();
    assert.deepEqual(await axe(page), [], "paste");
  });

  test(`axe finds nothing in any view, menu or dialog, and nothing is forbidden (${look})`, async (t) => {
    const { page, violations, problems } = await openSample(t, "overview", options);
    const language = await page.locator("html").getAttribute("lang");
    assert.equal(language, locale.slice(0, 2));
    for (const [tab, open] of Object.entries(VIEWS)) {
      await goTo(page, tab);
      await open(page);
      assert.deepEqual(await axe(page), [], tab);
      // On a narrow page the drawer lies over the view.
      if (tab === "events") await page.locator(".drawer-close").click();
    }
    await openings(page);
    await menus(page);
    await popups(page, language === "ja");
    // A filter as chips, a range as a breadcrumb, a mistake under the line.
    await goTo(page, "overview");
    await page.locator(".search [role=combobox]").fill("family:browsing -host:crm.example.com");
    await page.locator(".bars button").first().waitFor();
    await page.locator(".brush").focus();
    for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
    await page.locator(".breadcrumb li").nth(1).waitFor();
    await page.locator(".chips").waitFor();
    assert.deepEqual(await axe(page), [], "chips and breadcrumb");
    await page.locator(".search [role=combobox]").fill("nofield:x");
    await page.locator(".mistake").waitFor();
    assert.deepEqual(await axe(page), [], "a mistake in the filter");
    assert.deepEqual(await violations(), []);
    assert.deepEqual(problems, []);
  });
}

test("axe finds nothing in any view where calls of agents are hidden, and said to be", async (t) => {
  const { page } = await openSample(t, "overview", { hash: "#v=1" });
  for (const tab of Object.keys(VIEWS)) {
    await goTo(page, tab);
    await page.locator(`[data-view=${tab}] > *`).first().waitFor();
    await page.locator(".channels button").waitFor();
    assert.deepEqual(await axe(page), [], tab);
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing when a filter leaves nothing, and when a case is partial (${colorScheme})`, async (t) => {
    const large = join(await folderFor(t), "large.jsonl.gz");
    const line = JSON.stringify({ activity_name: "TabOpen", time: "2026-11-19T08:00:00Z", session_detail: { session_id: "s", username: "u" } });
    const prepare = holdReads(await writeLarge(large, Array.from({ length: 60_000 }, (_, index) => line.replace("08:00:00Z", `08:00:00.${index}Z`)).join("\n")));
    const { page, counts: before } = await openSample(t, "overview", { colorScheme, hash: "#v=1&q=user:nobody-of-that-name", prepare });
    for (const tab of Object.keys(VIEWS)) {
      await goTo(page, tab);
      await page.locator(`[data-view=${tab}] > *`).first().waitFor();
      assert.deepEqual(await axe(page), [], tab);
    }

    await chooseFiles(page, [large]);
    const cancel = page.getByRole("button", { name: "Cancel" });
    await cancel.waitFor();
    await page.evaluate(() => globalThis.whenHeld());
    assert.deepEqual(await axe(page), [], "reading");
    await cancel.click();
    await page.evaluate(() => globalThis.release());
    await page.waitForSelector("html[data-case=partial]", { state: "attached" });
    assert.deepEqual(await axe(page), [], "partial");
    assert.ok((await counts(page)).records < before.records + 60_000 * LARGE_TIMES);
  });
}
