// Everything has room: on a telephone, magnified, in forced colours, and while numbers grow.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFiles, folderFor, holdReads, openHosted, openSample, whenRead, writeLarge } from "./harness.mjs";
import { goTo } from "./views.mjs";

/** A line of a Session Logger file. */
const event = (index, pad = "") => JSON.stringify({
  activity_name: "TabOpen",
  category_name: "WorkSpacesSecureBrowser",
  time: new Date(Date.UTC(2026, 10, 19) + index * 1000).toISOString(),
  session_detail: { portal_id: "p", session_id: `s${index % 9}`, client_ip: "203.0.113.7", username: "u" },
  pad,
});

const TABS = ["overview", "timeline", "sessions", "transfers", "sites", "events", "terminal", "findings", "evidence", "compare"];

/** What sticks out of the window sideways, other than what is scrolled to within a pane. */
const outside = (page) => page.evaluate(() => {
  const isScrolled = (element) => element !== document.body
    && (getComputedStyle(element).overflowX !== "visible" || isScrolled(element.parentElement));
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && element.checkVisibility() && (right > innerWidth + 1 || left < -1) && !isScrolled(element.parentElement);
  });
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  return [...out.map((element) => `${element.tagName}.${element.className}`), ...(wide > 0 ? [`${wide} px too wide`] : [])];
});

for (const [width, locale] of [[320, "en-US"], [360, "ja-JP"], [480, "en-US"], [640, "ja-JP"], [768, "en-US"]]) {
  test(`nothing sticks out of a window of ${width} px, and every menu is within it (${locale})`, async (t) => {
    const options = { locale, viewport: { width, height: 740 }, hash: "" };
    const empty = await openHosted(t, options);
    assert.deepEqual(await outside(empty.page), []);
    const { page } = await openSample(t, "overview", options);
    for (const tab of TABS) {
      await goTo(page, tab);
      await page.locator(`[data-view=${tab}] > *`).first().waitFor();
      assert.deepEqual(await outside(page), [], tab);
    }
    for (const menu of ["sessions-columns", "sites-columns", "transfers-columns", "events-columns", "add-menu", "export-menu"]) {
      if (menu.endsWith("-columns")) await goTo(page, menu.split("-")[0]);
      await page.locator(`[popovertarget=${menu}]`).click();
      const box = await page.locator(`#${menu}:popover-open`).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${menu}: ${JSON.stringify(box)}`);
      const button = await page.locator(`[popovertarget=${menu}]`).boundingBox();
      assert.ok(Math.abs(box.y - button.y - button.height) < 12, `${menu} is not under its button: ${JSON.stringify([box, button])}`);
      await page.keyboard.press("Escape");
    }
    await page.locator(".search [role=combobox]").fill(`${"a-long-word-".repeat(8)} size:>xx`);
    await page.locator(".mistake mark").waitFor();
    const mark = await page.locator(".mistake mark").boundingBox();
    assert.ok(mark.x >= 0 && mark.x + mark.width <= width, "the mistake is not in sight");
    await page.locator(".search [role=combobox]").fill("user:nobody-of-that-name");
    // What is above the tabs has come to rest then, and a click meets the tab that it aims at.
    await page.locator(".channels").waitFor({ state: "detached" });
    for (const tab of TABS) {
      await goTo(page, tab);
      await page.locator(`[data-view=${tab}] > *`).first().waitFor();
      assert.deepEqual(await outside(page), [], `${tab}, empty`);
    }
  });
}

test("the parts of the timeline do not lie over each other on a telephone", async (t) => {
  const { page } = await openSample(t, "timeline", { viewport: { width: 360, height: 640 } });
  await page.locator(".timeline-track").first().waitFor();
  const parts = await page.evaluate(() => [...document.querySelectorAll(".timeline > *")].map((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return { name: part.className, top, bottom, isCut: part.scrollHeight > part.clientHeight + 1 && !part.matches(".timeline-frame") };
  }));
  for (const [index, { name, isCut, top }] of parts.entries()) {
    assert.ok(!isCut, `${name} is cut off`);
    assert.ok(index === 0 || top >= parts[index - 1].bottom - 1, `${name} lies over ${parts[index - 1]?.name}`);
  }
});

for (const locale of ["en-US", "ja-JP"]) {
  test(`what shows the table of a picture has no line of its own on a telephone (${locale})`, async (t) => {
    const { page } = await openSample(t, "transfers", { locale, viewport: { width: 390, height: 740 } });
    for (const tab of ["overview", "transfers"]) {
      await goTo(page, tab);
      const toggles = page.locator(`[data-view=${tab}] .chart-toggle`);
      await toggles.nth(1).waitFor();
      const alone = await toggles.evaluateAll((all) => all.filter((toggle) => {
        const own = toggle.getBoundingClientRect();
        const parts = [...toggle.closest("figcaption").querySelectorAll("h2, .chart-switch, .legend")];
        return !parts.some((part) => {
          const { top, bottom, right } = part.getBoundingClientRect();
          return top < own.bottom && bottom > own.top && right <= own.left + 1;
        });
      }).map((toggle) => toggle.closest("figure").getAttribute("aria-label")));
      assert.deepEqual(alone, [], tab);
    }
  });
}

test("names stand beside the totals of transfers on a telephone, not in a gap of a few pixels", async (t) => {
  const { page } = await openSample(t, "transfers", { viewport: { width: 360, height: 640 } });
  await page.locator(".total-name").first().waitFor();
  const cut = await page.locator(".total-name").evaluateAll((names) =>
    names.filter((name) => name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent));
  assert.deepEqual(cut, []);
});

test("a selected row can be read in forced colours", async (t) => {
  const { page } = await openSample(t, "events", { forcedColors: "active" });
  await page.locator("#events-row-2").click();
  await page.locator("#events-row-2[aria-selected=true]").waitFor();
  const looks = await page.locator("#events-row-2").evaluate((row) => {
    const [own, other] = [row, row.nextElementSibling].map((it) => getComputedStyle(it.querySelector(".vt-cell")).color);
    const [ground, plain] = [row, row.nextElementSibling].map((it) => getComputedStyle(it).forcedColorAdjust);
    return { own, other, ground, plain };
  });
  assert.equal(looks.own, looks.other);
  assert.equal(looks.ground, looks.plain);
});

test("the numbers of the manifest have room for ten million records", async (t) => {
  const { page } = await openSample(t, "evidence", { viewport: { width: 1024, height: 768 } });
  await page.locator("#inputs-row-0").waitFor();
  const cut = await page.locator("#inputs-table .vt-foot .numeric").evaluateAll((cells) => cells.filter((cell) => {
    cell.textContent = cell.classList.contains("col-bytes") ? "88,888,888,888" : cell.matches(".col-records, .col-events") ? "88,888,888" : "8,888,888";
    return cell.scrollWidth > cell.clientWidth;
  }).map((cell) => cell.className));
  assert.deepEqual(cut, []);
});

test("while files are read no view says that the filter leaves nothing, and no time is made up", async (t) => {
  const folder = await folderFor(t);
  const path = join(folder, "large.jsonl.gz");
  const bytes = await writeLarge(path, Array.from({ length: 20_000 }, (_, index) => event(index, "x".repeat(30))).join("\n"));
  const { page } = await openHosted(t, { prepare: holdReads(bytes) });
  await page.evaluate(() => {
    const seen = globalThis.seen = new Set();
    const look = () => {
      for (const part of document.querySelectorAll(".empty-state p[role=status], .minimap svg text")) seen.add(part.textContent);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await chooseFiles(page, [path]);
  // Some of it is shown before the rest comes.
  await page.locator(".minimap svg text", { hasText: "Nov" }).first().waitFor({ state: "attached" });
  assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  const seen = await page.evaluate(() => [...globalThis.seen]);
  assert.ok(seen.some((text) => /Nov/.test(text)), `the minimap was drawn: ${seen}`);
  assert.deepEqual(seen.filter((text) => /passes the filter|1970/.test(text)), []);
});

test("a view for which a case has nothing says so, and speaks of no filter", async (t) => {
  const folder = await folderFor(t);
  const path = join(folder, "one.jsonl");
  await writeFile(path, `${event(0)}\n`);
  const { page } = await openHosted(t);
  await chooseFiles(page, [path]);
  await whenRead(page);
  await goTo(page, "transfers");
  await page.getByText("What was read holds nothing for this view.").waitFor();
  await page.locator(".search [role=combobox]").fill("user:u");
  await page.getByText("No transfer passes the filter within this range.").waitFor();
});

test("on paper a table that goes on says so, and says how far", async (t) => {
  const { page } = await openSample(t, "events");
  await page.locator("#events-row-0").waitFor();
  const rows = await page.locator("#events-table").getAttribute("aria-rowcount") - 1;
  const note = page.locator("#events-table .vt-printed");
  assert.equal(await note.isVisible(), false, "on the screen one scrolls");
  await page.emulateMedia({ media: "print" });
  assert.equal(await note.textContent(), `Of ${rows.toLocaleString("en-US")} rows, those that fit are printed.`);
  const [table, line] = [await page.locator("#events-table").boundingBox(), await note.boundingBox()];
  assert.ok(Math.abs(table.y + table.height - line.y - line.height) < 2, "it stands at the end of the table");
  await page.locator(".search [role=combobox]").fill("user:vendor.kovac@example.com family:print");
  await page.locator("#events-table:not(.vt-cut)").waitFor();
  assert.equal(await note.isVisible(), false, "all rows are there");
});
