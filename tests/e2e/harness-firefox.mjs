// The built page in Firefox, by puppeteer and WebDriver BiDi, as `harness.mjs` has it in Chromium. It does what is
// needed to see that both editions work there, and no more.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";
import puppeteer from "puppeteer-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { serve } from "../../scripts/serve.mjs";
import { DIST, PATIENCE } from "./native.mjs";

export const FIREFOX = findBrowser("firefox");

let browser;
let downloads;
before(async () => {
  if (!FIREFOX) return;
  downloads = await mkdtemp(join(tmpdir(), "sessionscope-firefox-"));
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      // Every name leads to this machine: not even a broken seal lets a test reach a network.
      "network.dns.forceResolve": "127.0.0.1",
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "intl.accept_languages": "en-US",
    },
  });
});
after(async () => {
  await browser?.close();
  if (downloads) await rm(downloads, { recursive: true, force: true });
});

/** The hosted edition, in a sub-folder of a server on a free port; every address asked for is in `requests()`. */
async function openHosted(t, options) {
  const seen = [];
  const server = await serve(DIST, { prefix: "/some/where/", onRequest: (address) => seen.push(address) });
  t.after(server.close);
  return open(t, server.url, seen, options);
}

/** The one-file edition, from the file system. */
const openFile = (t, options) => open(t, pathToFileURL(join(DIST, "sessionscope.html")).href, [], options);

/** Both editions by name, for tests that run on each. */
export const EDITIONS = { hosted: openHosted, file: openFile };

/** Opens the page and waits until it has started or said why not; what it resolves to is as of `harness.mjs`. */
async function open(t, url, seen, { hash = "" } = {}) {
  const page = await browser.newPage();
  t.after(() => page.close());
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1440, height: 900 });
  const problems = [];
  // The page proves its seal by requests that the policy must refuse.
  const note = (text) => { if (!/Content-Security-Policy: .*\(connect-src\)/.test(text)) problems.push(text); };
  page.on("pageerror", (error) => note(String(error)));
  page.on("console", (message) => { if (message.type() === "error") note(message.text()); });
  await page.goto(url + hash);
  await page.waitForSelector("html[data-sealed=true] body > :not(noscript), #boot-message");
  return { page, problems, requests: () => [...seen], forgetRequests: () => { seen.length = 0; } };
}

/** The file that an entry of the export menu saves, as text. */
export async function exported(page, kind) {
  await page.locator("[popovertarget=export-menu]").click();
  await page.locator(`[data-export=${kind}]`).click();
  for (let tries = 0; tries < PATIENCE / 50; tries += 1) {
    // While a file is written it has another name, of letters that mean nothing, and its own may stand there empty.
    const names = await readdir(downloads);
    const text = names.length === 1 && names[0].startsWith("sessionscope") ? await readFile(join(downloads, names[0]), "utf8") : "";
    if (text) {
      await rm(join(downloads, names[0]));
      return text;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("no file was saved");
}
