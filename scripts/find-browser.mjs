// Prints the path of the browser that the tests use: the one that SESSIONSCOPE_BROWSER names, a
// Chromium or Chrome of the system, or one that playwright-core has downloaded.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The set-up asks before playwright-core is installed, too.
const downloaded = await import("playwright-core").then(({ chromium }) => chromium.executablePath(), () => undefined);

export function findBrowser() {
  return [
    process.env.SESSIONSCOPE_BROWSER,
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    downloaded,
  ].find((path) => path && existsSync(path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findBrowser();
  if (!path) process.exit(1);
  console.log(path);
}
