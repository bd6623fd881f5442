// How soon the page can be used.
import { openHosted } from "../../tests/e2e/harness.mjs";

/** Notes when the page has its buttons, and the main thread has a moment to take a click. */
const watchStart = () => {
  const watcher = new MutationObserver(() => {
    if ("usable" in globalThis || !document.querySelector("input[type=file]") || !document.querySelector("main button")) return;
    globalThis.usable = null;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.usable = performance.now(); }));
  });
  watcher.observe(document, { childList: true, subtree: true });
};

/** Opens the page in a context that has seen nothing yet; resolves to when it was usable, in ms from navigation. */
export async function usableAfter(t, options) {
  const { page } = await openHosted(t, { ...options, prepare: (fresh) => fresh.addInitScript(watchStart) });
  const usable = await page.waitForFunction(() => globalThis.usable);
  const ms = await usable.jsonValue();
  await page.context().close();
  return ms;
}
