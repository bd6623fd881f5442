// The page starts in both editions, sealed, and asks for nothing from then on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EDITIONS, openHosted } from "./harness.mjs";

/** Tries a request by every way that a script has; resolves to those that were let through. */
const leaks = (address) => {
  const within = (ms, promise) => Promise.race([promise, new Promise((done) => setTimeout(done, ms, false))]);
  const loads = (tag, property) => new Promise((done) => {
    const element = document.createElement(tag);
    element.onload = () => done(true);
    element.onerror = () => done(false);
    element.rel = "stylesheet";
    element[property] = address;
    document.head.append(element);
  });
  const opens = (make, opened) => new Promise((done) => {
    try {
      const connection = make();
      connection[opened] = () => done(true);
      connection.onerror = () => done(false);
    } catch { done(false); }
  });
  const ways = {
    fetch: () => fetch(address, { mode: "no-cors" }).then(() => true, () => false),
    request: () => opens(() => { const request = new XMLHttpRequest(); request.open("GET", address); request.send(); return request; }, "onload"),
    stream: () => opens(() => new EventSource(address), "onopen"),
    socket: () => opens(() => new WebSocket(address.replace(/^(http|file)/, "ws")), "onopen"),
    image: () => within(1000, loads("img", "src")),
    script: () => loads("script", "src"),
    style: () => loads("link", "href"),
    module: () => import(address).then(() => true, () => false),
  };
  return Promise.all(Object.entries(ways).map(async ([way, attempt]) => [way, await within(3000, attempt())]))
    .then((results) => results.filter(([, through]) => through).map(([way]) => way));
};

test("the ways tried below are real: where no policy forbids them, they go through", async (t) => {
  const { page } = await openHosted(t);
  const address = await page.evaluate(() => globalThis.sessionscope.probe);
  // A text of the same server, shown by itself, is a page without a policy. (The image and the
  // connections would need a server that answers them.)
  await page.goto(address);
  assert.deepEqual(await page.evaluate(leaks, address), ["fetch", "request", "script", "style", "module"]);
});

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition starts sealed and without a problem`, async (t) => {
    const view = await open(t);
    const said = await view.page.evaluate(() => [globalThis.sessionscope.edition, globalThis.sessionscope.sealed, document.documentElement.dataset.sealed]);
    assert.deepEqual(said, [edition, true, "true"]);
    assert.equal(await view.page.locator("#boot-message").count(), 0);
    assert.deepEqual(view.problems, []);
    assert.deepEqual(await view.violations(), []);
  });

  test(`the ${edition} edition, once sealed, cannot load anything in any way`, async (t) => {
    const view = await open(t);
    const address = await view.page.evaluate(() => globalThis.sessionscope.probe);
    view.forgetRequests();
    assert.deepEqual(await view.page.evaluate(leaks, address), []);
    assert.deepEqual(view.requests(), []);
  });

  test(`a worker of the ${edition} edition, and a worker of that worker, cannot fetch`, async (t) => {
    const view = await open(t);
    view.forgetRequests();
    const { page } = view;
    const next = () => page.waitForEvent("worker");
    const [worker] = await Promise.all([next(), page.evaluate(() => { globalThis.outer = globalThis.sessionscope.spawn("engine"); })]);
    const [inner] = await Promise.all([next(), worker.evaluate(() => { globalThis.inner = globalThis.sessionscope.spawn("ingest"); })]);
    for (const one of [worker, inner]) {
      const through = await one.evaluate(async () => {
        const { probe, provesSealed } = globalThis.sessionscope;
        const imported = () => { try { importScripts(probe); return true; } catch { return false; } };
        return { sealed: await provesSealed(), imported: imported(), fetched: await fetch(probe).then(() => true, () => false) };
      });
      assert.deepEqual(through, { sealed: true, imported: false, fetched: false });
    }
    assert.deepEqual(view.requests(), []);
  });
}

/** The sentence that the page shows instead of starting. */
const said = async ({ page }) => {
  assert.equal(await page.locator("html").getAttribute("data-sealed"), "false");
  return page.locator("#boot-message[role=alert]").textContent();
};

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition does not start where the browser ignores the policy`, async (t) => {
    const view = await open(t, { bypassCSP: true });
    assert.match(await said(view), /did not start: this browser does not enforce the policy/);
  });

  test(`the ${edition} edition says so where there is no WebAssembly`, async (t) => {
    const view = await open(t, { prepare: (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }) });
    assert.match(await said(view), /this browser has no WebAssembly/);
  });
}

test("the hosted edition says so where a part of it cannot be loaded", async (t) => {
  const without = (pattern) => openHosted(t, { prepare: (page) => page.route(pattern, (route) => route.fulfill({ status: 404 })) });
  assert.match(await said(await without("**/*.wasm")), /its program could not be loaded.*404/);
  assert.match(await said(await without("**/sessionscope-*.js")), /a part of the page could not be loaded/);
});
