// The panels at the sides of a view, facets and drawer: each is made wider and narrower by its edge, by pointer and by
// keys, and stays so for as long as the page is open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openSample } from "./harness.mjs";
import { goTo, whenShown } from "./views.mjs";

const FACETS = { edge: "Width of the facets", panel: ".facets", wider: 1, least: 180, start: 232, most: 640 };
const DRAWER = { edge: "Width of the detail panel", panel: ".drawer-place", wider: -1, least: 260, start: 330, most: 760 };

const edgeOf = (page, { edge }) => page.getByRole("separator", { name: edge });
const widthOf = async (page, { panel }) => Math.round((await page.locator(panel).boundingBox()).width);

/** Waits until a panel is so wide, as it is seen and as it is told. */
async function whenWide(page, panel, px) {
  await edgeOf(page, panel).and(page.locator(`[aria-valuenow="${px}"]`)).waitFor();
  assert.equal(await widthOf(page, panel), px, panel.edge);
}

test("the edges of facets and drawer are dragged and moved by keys, and the widths stay", async (t) => {
  const { page, problems } = await openSample(t, "events");
  await page.locator("#events-row-2").click();
  await edgeOf(page, DRAWER).waitFor();
  for (const panel of [FACETS, DRAWER]) {
    const edge = edgeOf(page, panel);
    await whenWide(page, panel, panel.start);
    assert.deepEqual(await edge.evaluate((it) => [it.getAttribute("aria-valuemin"), it.getAttribute("aria-valuemax"), it.getAttribute("aria-orientation")]), [String(panel.least), String(panel.most), "vertical"]);

    const box = await edge.boundingBox();
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + panel.wider * 20, at.y, { steps: 3 });
    await page.mouse.move(at.x + panel.wider * 80, at.y, { steps: 3 });
    await page.mouse.up();
    await page.waitForFunction(([selector, before]) => document.querySelector(selector).getBoundingClientRect().width > before + 60, [panel.panel, panel.start]);
    const dragged = await widthOf(page, panel);
    assert.ok(Math.abs(dragged - panel.start - 80) <= 5, `the edge follows the pointer: ${dragged}`);
    await page.mouse.move(at.x, at.y);
    assert.equal(await widthOf(page, panel), dragged, "it is let go");

    await edge.focus();
    const [narrower, wider] = panel.wider > 0 ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    for (const [key, px] of [[wider, dragged + 20], [narrower, dragged], ["Home", panel.least], [narrower, panel.least], [wider, panel.least + 20], ["Enter", panel.start], [wider, panel.start + 20], [wider, panel.start + 40]]) {
      await page.keyboard.press(key);
      await whenWide(page, panel, px);
    }
    assert.equal(await edge.evaluate((it) => it === document.activeElement), true, "it keeps the focus");
  }
  assert.deepEqual(await axe(page), []);

  // Other views, and facets that were put away in the meantime.
  await whenShown(page, "overview");
  await whenWide(page, FACETS, FACETS.start + 40);
  const button = page.getByRole("button", { name: "Facets" });
  await button.click();
  await edgeOf(page, FACETS).waitFor({ state: "detached" });
  await goTo(page, "sessions");
  await button.click();
  await whenWide(page, FACETS, FACETS.start + 40);
  await edgeOf(page, FACETS).dblclick();
  await whenWide(page, FACETS, FACETS.start);
  assert.deepEqual(problems, []);
});

test("the Tab key leads from the facets to their edge and on to the views, and wider facets show more of a name", async (t) => {
  const { page } = await openSample(t, "overview");
  const name = page.locator("[data-facet=user] .facet-text").first();
  await name.waitFor();
  const room = await name.evaluate((it) => it.clientWidth);
  const edge = edgeOf(page, FACETS);
  await edge.focus();
  await page.keyboard.press("End");
  await whenWide(page, FACETS, FACETS.most);
  assert.ok(await name.evaluate((it) => it.clientWidth) > room + 100);
  const isCut = await page.locator(".facet-text").evaluateAll((all) => all.some((it) => it.scrollWidth > it.clientWidth + 1));
  assert.equal(isCut, false, "every name is there as a whole");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").getAttribute("aria-label"), "Facets");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.locator(":focus").getAttribute("role"), "separator");
  await page.keyboard.press("Shift+Tab");
  assert.ok(await page.locator(":focus").evaluate((it) => it.closest(".facets") !== null));
});

test("at a large window facets begin wider; on a small one they lie over the view and have no edge", async (t) => {
  const large = await openSample(t, "overview", { viewport: { width: 2560, height: 1440 } });
  await whenWide(large.page, FACETS, 296);
  const { page } = await openSample(t, "overview", { viewport: { width: 390, height: 844 } });
  await page.getByRole("button", { name: "Facets" }).click();
  await page.locator(".facets").waitFor();
  assert.equal(await edgeOf(page, FACETS).count(), 0, "nothing that cannot be seen is told of");
  assert.equal(await widthOf(page, FACETS), 300);
});
