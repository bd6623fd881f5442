// What a person asks with facets, with a filter that finds nothing, and of the sites: the figures lead to exactly their
// events.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openSample } from "./harness.mjs";
import { goTo } from "./views.mjs";

const facet = (page, field) => page.locator(`[data-facet="${field}"]`);
const valueOf = (page, field, value) => facet(page, field).locator(`[data-facet-value="${value}"]`);
const eventsOf = async (value) => Number(await value.getAttribute("data-value"));
/** Waits until so many events pass, and the facets count under that. */
const shows = (page, count) => page.waitForFunction((count) =>
  document.querySelector("[data-count=shown]").dataset.value === String(count) && !document.querySelector(".facet.stale"), count);
const all = async (page) => Number(await page.locator("[data-count=shown]").getAttribute("data-value"));
const filterIs = async (page, line) => {
  await page.waitForFunction((line) => document.querySelector(".search [role=combobox]").value === line, line);
};
const type = async (page, line) => {
  await page.getByRole("combobox", { name: "Filter" }).fill(line);
  await page.keyboard.press("Enter");
};

test("values of a facet are chosen beside each other, left out and taken back, and each counts under the rest", async (t) => {
  const { page, problems } = await openSample(t, "events");
  const [alice, ben] = ["alice.meyer@example.com", "ben.okafor@example.com"].map((user) => valueOf(page, "user", user));
  await alice.waitFor();
  const [whole, ofAlice, ofBen] = [await all(page), await eventsOf(alice), await eventsOf(ben)];
  await alice.getByRole("button", { name: /^alice/ }).click();
  await shows(page, ofAlice);
  await filterIs(page, "user:alice.meyer@example.com");
  // The other users are counted as before: whoever is chosen takes none away.
  assert.equal(await eventsOf(ben), ofBen);
  await ben.getByRole("button", { name: /^ben/ }).click();
  await shows(page, ofAlice + ofBen);
  assert.equal(await alice.getByRole("button", { pressed: true }).count(), 1);
  // Other facets count what these two did.
  const blocked = await eventsOf(valueOf(page, "family", "blocked"));
  await valueOf(page, "family", "blocked").getByRole("button", { name: /^Blocked/ }).click();
  await shows(page, blocked);
  await valueOf(page, "family", "blocked").getByRole("button", { name: /^Blocked/ }).click();
  await alice.getByRole("button", { name: /^alice/ }).click();
  await shows(page, ofBen);
  // Without ben, by the button and with Alt.
  await ben.getByRole("button", { name: "Without ben.okafor@example.com" }).click();
  await shows(page, whole - ofBen);
  await filterIs(page, "-user:ben.okafor@example.com");
  await ben.getByRole("button", { name: "Without ben.okafor@example.com" }).click();
  await alice.getByRole("button", { name: /^alice/ }).click({ modifiers: ["Alt"] });
  await shows(page, whole - ofAlice);
  assert.deepEqual(problems, []);
});

test("a facet is searched, lengthened and folded, and keeps what is chosen in sight", async (t) => {
  const { page } = await openSample(t, "events");
  const activities = facet(page, "activity");
  await activities.locator("[data-facet-value]").first().waitFor();
  assert.equal(await activities.locator("[data-facet-value]").count(), 8);
  await activities.getByRole("searchbox").fill("print");
  await activities.locator("[data-facet-value=PrintJobSubmit]").waitFor();
  await page.waitForFunction(() => document.querySelectorAll("[data-facet=activity] [data-facet-value]").length === 1);
  await activities.getByRole("button", { name: /^PrintJobSubmit/ }).click();
  await filterIs(page, "activity:PrintJobSubmit");
  await activities.getByRole("searchbox").fill("");
  await page.waitForFunction(() => document.querySelectorAll("[data-facet=activity] [data-facet-value]").length >= 9);
  assert.equal(await activities.locator(".is-included").innerText().then((text) => text.split("\n")[0]), "PrintJobSubmit");
  const head = activities.getByRole("button", { name: /^Activity/ });
  await head.click();
  assert.equal(await activities.locator("[data-facet-value]").count(), 0);
  assert.equal(await head.getAttribute("aria-expanded"), "false");
  const column = page.getByRole("region", { name: "Facets" });
  await page.getByRole("button", { name: "Facets" }).click();
  await column.waitFor({ state: "detached" });
});

test("a filter that finds nothing says which term does, and leads to the nearest value", async (t) => {
  const { page, problems } = await openSample(t, "events");
  const words = page.locator(".filter-words");
  const ofAlice = await eventsOf(valueOf(page, "user", "alice.meyer@example.com"));
  await type(page, "user:alice");
  await words.getByText("Nothing in this case has User “alice”.").waitFor();
  await words.getByText("One value begins so:").waitFor();
  await words.getByRole("button", { name: /^alice\.meyer@example\.com/ }).click();
  await shows(page, ofAlice);
  await filterIs(page, "user:alice.meyer@example.com");
  await words.waitFor({ state: "detached" });
  // A slip in a word, of which the field is found.
  await type(page, "-host:x.example.com alcie");
  await words.getByText("Nothing in this case contains “alcie”.").waitFor();
  await words.getByRole("button", { name: /^User: alice\.meyer@example\.com/ }).click();
  await filterIs(page, "-host:x.example.com user:alice.meyer@example.com");
  // Each term finds something, and all together nothing: what each does is said, and one is taken away.
  await type(page, "user:alice* family:print host:*.example.org");
  await words.getByText("No event passes all terms together.").waitFor();
  const without = words.locator("li", { hasText: "host:*.example.org" }).getByRole("button");
  const left = Number((await without.innerText()).match(/\d+/)[0]);
  assert.ok(left > 0);
  await without.click();
  await shows(page, left);
  await filterIs(page, "user:alice* family:print");
  assert.deepEqual(problems, []);
});

test("sites say who was there and what was blocked, and a user of one leads to exactly these events", async (t) => {
  const { page, problems } = await openSample(t, "sites");
  const table = page.locator("#sites-table");
  await table.getByRole("columnheader", { name: "Blocked" }).getByRole("button").click();
  await page.locator("#sites-table:not(.is-stale) [aria-sort=descending]", { hasText: "Blocked" }).waitFor();
  const first = page.locator("#sites-row-0");
  const blocked = Number(await first.locator(".col-blocked").innerText());
  const hosts = await table.locator(".vt-body .col-blocked").allInnerTexts();
  assert.deepEqual(hosts.map(Number), hosts.map(Number).sort((a, b) => b - a));
  const host = (await first.locator(".col-host").innerText()).trim();
  await first.click();
  const users = page.getByRole("region", { name: `Users of ${host}` });
  const user = users.locator("#site-users-row-0");
  const [name, events] = [(await user.locator(".col-user").innerText()).trim(), Number(await user.locator(".col-events").innerText())];
  await user.click();
  await shows(page, events);
  await filterIs(page, `host:${host} user:${name}`);
  assert.equal(await page.locator("[data-tab=events]").getAttribute("aria-selected"), "true");
  await type(page, `host:${host} family:blocked`);
  await shows(page, blocked);
  assert.deepEqual(problems, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in facets, sites and what is said of a filter (${colorScheme})`, async (t) => {
    const { page } = await openSample(t, "sites", { colorScheme });
    await page.locator("#sites-row-0").click();
    await page.locator("#site-users-row-0").waitFor();
    await valueOf(page, "user", "alice.meyer@example.com").getByRole("button", { name: /^Without/ }).click();
    assert.deepEqual(await axe(page), []);
    await type(page, "user:alice");
    await page.locator(".filter-words").waitFor();
    assert.deepEqual(await axe(page), []);
    await goTo(page, "overview");
    await type(page, "user:alice* family:print host:*.example.org");
    await page.locator(".filter-words li").first().waitFor();
    assert.deepEqual(await axe(page), []);
  });
}

test("tags are a facet: they come with the first mark that has one, and lead to its events", async (t) => {
  const { page, problems } = await openSample(t, "events");
  const tags = facet(page, "tag");
  await valueOf(page, "user", "alice.meyer@example.com").waitFor();
  assert.equal(await tags.isVisible(), false, "nobody has tagged anything");
  const whole = await all(page);
  for (const [row, tag] of [[1, "to ask"], [3, "to ask"], [3, "left"]]) {
    await page.locator(`#events-row-${row} .col-time`).click();
    await page.locator(".tag-field").fill(tag);
    await page.keyboard.press("Enter");
    await page.locator(".drawer .tag", { hasText: tag }).waitFor();
  }
  await tags.locator('[data-facet-value="to ask"][data-value="2"]').waitFor();
  assert.equal(await eventsOf(valueOf(page, "tag", "left")), 1);
  await valueOf(page, "tag", "to ask").getByRole("button", { name: /^to ask/ }).click();
  await shows(page, 2);
  await filterIs(page, 'tag:"to ask"');
  assert.equal(await eventsOf(valueOf(page, "tag", "left")), 1, "what is chosen takes no tag away");
  await valueOf(page, "tag", "to ask").getByRole("button", { name: "Without to ask" }).click();
  await shows(page, whole - 2);
  assert.deepEqual(problems, []);
});
