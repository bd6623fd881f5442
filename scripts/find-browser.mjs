// Prints the path of a browser that the tests use, `chromium` (the usual one) or `firefox`: the one that
// SESSIONSCOPE_BROWSER or SESSIONSCOPE_FIREFOX names, one of the system, or, of Chromium, one that
// playwright-core has downloaded.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The set-up asks before playwright-core is installed, too.
const downloaded = await import("playwright-core").then(({ chromium }) => chromium.executablePath(), () => undefined);

const PLACES = {
  chromium: [
    process.env.SESSIONSCOPE_BROWSER,
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    downloaded,
  ],
  firefox: [
    process.env.SESSIONSCOPE_FIREFOX,
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ],
};

export const findBrowser = (kind = "chromium") => PLACES[kind].find((path) => path && existsSync(path));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findBrowser(process.argv[2]);
  if (!path) process.exit(1);
  console.log(path);
}
