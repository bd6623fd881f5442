// The page starts in both editions, sealed, or says why it does not. That nothing gets out from then on is in
// `seal.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EDITIONS, openHosted } from "./harness.mjs";

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition starts sealed and without a problem`, async (t) => {
    const view = await open(t);
    const said = await view.page.evaluate(() => [globalThis.sessionscope.edition, globalThis.sessionscope.sealed, document.documentElement.dataset.sealed]);
    assert.deepEqual(said, [edition, true, "true"]);
    assert.equal(await view.page.locator("#boot-message").count(), 0);
    assert.deepEqual(view.problems, []);
    assert.deepEqual(await view.violations(), []);
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

test("the page does not start within another page", async (t) => {
  const { page } = await openHosted(t);
  const url = page.url();
  // A text, shown by itself, is a page without a policy.
  await page.goto(await page.evaluate(() => document.getElementById("glue").src));
  await page.evaluate((address) => { document.body.append(Object.assign(document.createElement("iframe"), { src: address })); }, url);
  await page.frameLocator("iframe").getByText("sessionscope does not start within another page").waitFor();
});

test("the hosted edition says so where a part of it cannot be loaded", async (t) => {
  const without = (pattern) => openHosted(t, { prepare: (page) => page.route(pattern, (route) => route.fulfill({ status: 404 })) });
  assert.match(await said(await without("**/*.wasm")), /its program could not be loaded.*404/);
  assert.match(await said(await without("**/sessionscope-*.js")), /a part of the page could not be loaded/);
  assert.match(await said(await without("**/seal-*.js")), /a part of the page could not be loaded/);
});
