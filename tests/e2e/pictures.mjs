// Takes pictures of every view, dialog and menu, to be looked at: `make pictures`. No test: nothing is held against
// anything here, but what cannot be opened fails.
//
// SESSIONSCOPE_PICTURES_TO  the folder that they go to (tests/e2e/out/pictures)
// SESSIONSCOPE_PICTURES_OF  folders of logs beside the sample case, each with a name: `large=/a/logs,trails=/b`
// SESSIONSCOPE_LOOKS        the looks that are wanted, of those below: `1440-light-en,390-dark-ja`
// SESSIONSCOPE_AXE          `yes`: what axe finds in each of them stands in `axe.txt` beside them
import { appendFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFolder, EVERYTHING, openHosted, OUT, whenRead } from "./harness.mjs";
import { goTo, whenSettled, whenShown } from "./views.mjs";

const FOLDER = process.env.SESSIONSCOPE_PICTURES_TO ?? join(OUT, "pictures");
const CASES = { sample: null, ...Object.fromEntries((process.env.SESSIONSCOPE_PICTURES_OF ?? "").split(",").filter(Boolean).map((it) => it.split("="))) };

/** A window of each width that people have: two screens, a tablet, a telephone. */
const WINDOWS = { 2560: 1440, 1440: 900, 820: 1180, 390: 844 };

const LOOKS = Object.entries(WINDOWS).flatMap(([width, height]) =>
  ["light", "dark"].flatMap((colorScheme) => ["en-US", "ja-JP"].map((locale) => ({
    name: `${width}-${colorScheme}-${locale.slice(0, 2)}`, colorScheme, locale, viewport: { width: Number(width), height },
  }))));

const wanted = process.env.SESSIONSCOPE_LOOKS?.split(",");

/** Opens something in the view of the given name, so that it is seen in use. */
const OPENED = {
  events: async (page) => {
    await page.locator("#events-row-4").click();
    await page.locator("pre.original").waitFor();
  },
  sessions: async (page) => {
    await page.locator("#sessions-row-1").click();
    await page.locator(".story [role=grid] [role=row]").nth(2).waitFor();
  },
  terminal: async (page) => {
    await page.locator("#terminals-table [role=row]").nth(1).click();
    await page.locator("#terminal-row-0").waitFor();
  },
};

/** Tabs, in the order of the page. */
const TABS = ["overview", "timeline", "sessions", "transfers", "sites", "events", "terminal", "findings", "evidence", "compare"];

/** Dialogs: what opens each. */
const DIALOGS = {
  help: (page) => page.locator(".settings > button:last-of-type").click(),
  seal: (page) => page.locator(".badge[aria-haspopup=dialog]").click(),
  deep: (page) => page.locator(".search-row > button[aria-haspopup=dialog]").nth(0).click(),
  case: (page) => page.locator(".search-row > button[aria-haspopup=dialog]").nth(1).click(),
  palette: (page) => page.keyboard.press("Control+Shift+P"),
};

/** Menus: the button that opens each says which it opens. */
const MENUS = ["add-menu", "export-menu"];

for (const look of LOOKS.filter(({ name }) => !wanted || wanted.includes(name))) {
  const { name: looks, ...options } = look;

  const take = async (page, folder, name) => {
    await whenSettled(page);
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
    if (process.env.SESSIONSCOPE_AXE !== "yes") return;
    for (const line of await axe(page)) await appendFile(join(FOLDER, "axe.txt"), `${folder.slice(FOLDER.length + 1)}/${name}: ${line}\n`);
  };

  test(`start, ${looks}`, async (t) => {
    const { page } = await openHosted(t, options);
    await take(page, join(FOLDER, "start", looks), "start");
    await page.locator(".start-page button, main button").getByText(/^(Paste|貼り付け)/).click();
    await page.locator("dialog[open]").waitFor();
    await take(page, join(FOLDER, "start", looks), "paste");
  });

  for (const [of, logs] of Object.entries(CASES)) {
    test(`${of}, ${looks}`, async (t) => {
      const folder = join(FOLDER, of, looks);
      await rm(folder, { recursive: true, force: true });
      const { page } = await openHosted(t, { ...options, hash: of === "sample" ? EVERYTHING : "" });
      if (logs) await chooseFolder(page, logs);
      else await page.getByRole("button", { name: /Try the sample case|サンプル/ }).click();
      await whenRead(page);
      for (const tab of TABS) {
        // A case may have nothing for a view, and then its tab leads nowhere.
        if (await page.locator(`[data-tab=${tab}][aria-disabled=true]`).count()) continue;
        await goTo(page, tab);
        await page.locator(`[data-view=${tab}] > *`).first().waitFor();
        await whenSettled(page);
        const isEmpty = await page.locator(`[data-view=${tab}] .empty-state`).count() > 0;
        await whenShown(page, tab, { isEmpty });
        await take(page, folder, tab);
        if (isEmpty || !OPENED[tab]) continue;
        await OPENED[tab](page);
        await take(page, folder, `${tab}-opened`);
        const close = page.locator(".drawer-close");
        if (await close.isVisible()) await close.click();
      }
      await goTo(page, "overview");
      for (const [dialog, open] of Object.entries(DIALOGS)) {
        await open(page);
        await page.locator("dialog[open]").waitFor();
        await take(page, folder, `dialog-${dialog}`);
        await page.keyboard.press("Escape");
        await page.locator("dialog[open]").waitFor({ state: "detached" });
      }
      for (const menu of MENUS) {
        await page.locator(`[popovertarget=${menu}]`).click();
        await page.locator(`#${menu}:popover-open`).waitFor();
        await take(page, folder, menu);
        await page.keyboard.press("Escape");
      }
    });
  }
}
