// The table of events, the drawer and the evidence, used as a person uses them.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, exported, folderFor, openHosted, openSample, whenRead } from "./harness.mjs";
import { goTo, inAddressSoon, rowsOf, whenInAddress, whenRows } from "./views.mjs";

const FIXTURES = resolve(import.meta.dirname, "../fixtures/session-logger");
const inputs = (...names) => names.flatMap((name) => readdirSync(join(FIXTURES, name, "input")).map((file) => join(FIXTURES, name, "input", file)));

/** Opens the page with fixtures at a view. */
async function openFixtures(t, tab, fixtures) {
  const view = await openHosted(t);
  await chooseFiles(view.page, inputs(...fixtures));
  const counts = await whenRead(view.page);
  await goTo(view.page, tab);
  return { ...view, counts };
}

const rowAt = (page, table, place) => page.locator(`#${table}-row-${place}`);

test("keys move over all events, and what is selected is in sight and in the drawer", async (t) => {
  const { page, counts, problems } = await openSample(t, "events");
  const grid = page.getByRole("grid", { name: "Events" });
  await whenRows(page, "events", counts.events);
  assert.equal(await grid.getAttribute("aria-rowcount"), String(counts.events + 1));
  await grid.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  const place = counts.events - 2;
  const row = rowAt(page, "events", place);
  await row.and(page.locator("[aria-selected=true]")).waitFor();
  assert.equal(await row.getAttribute("aria-rowindex"), String(place + 2));
  const [, activity] = (await row.locator(".col-activity span[title]").getAttribute("title")).split(" · ");
  await page.getByRole("complementary").getByRole("heading", { level: 2 }).filter({ hasText: activity }).waitFor();

  // With the drawer open the cursor selects as it moves, however fast.
  await page.keyboard.press("Home");
  for (let times = 0; times < 30; times += 1) await page.keyboard.press("j");
  const thirtieth = rowAt(page, "events", 30).and(page.locator("[aria-selected=true]"));
  await thirtieth.waitFor();
  const chosen = await thirtieth.locator(".col-time").innerText();

  // The other way round the same event stays selected, and in sight.
  await page.getByRole("button", { name: "Newest first" }).click();
  await page.locator("#events-table .col-time[aria-sort=descending]").waitFor();
  const turned = page.locator("#events-table:not(.is-stale) [aria-selected=true]:not(:has(.vt-waiting))");
  await turned.filter({ hasText: chosen }).waitFor();
  const [box, frame] = [await turned.boundingBox(), await grid.boundingBox()];
  assert.ok(box.y >= frame.y && box.y + box.height <= frame.y + frame.height + 1, "the row is in sight");
  assert.deepEqual(problems, []);
});

test("a link to an event of a file that is not here says where it stands, and leads to it once that is added", async (t) => {
  const folder = await folderFor(t);
  const file = async (name, user) => {
    const line = { category_name: "WorkSpacesSecureBrowser", activity_name: "TabOpen", time: "2026-11-20T08:00:00Z", session_detail: { session_id: "s", username: user } };
    await writeFile(join(folder, name), `${JSON.stringify(line)}\n`);
    return join(folder, name);
  };
  const { page, problems } = await openHosted(t, { hash: "#v=1&tab=events&sel=there.jsonl:0" });
  await chooseFiles(page, [await file("here.jsonl", "alice")]);
  await whenRead(page);
  const drawer = page.getByRole("complementary");
  await drawer.getByText("The selected event is not in what was read. It stands in there.jsonl, at byte 0. Add that file to see it.").waitFor();
  assert.deepEqual(await axe(page), []);
  await chooseFiles(page, [await file("there.jsonl", "bob")]);
  await drawer.getByText("there.jsonl:1").first().waitFor();
  assert.equal(await drawer.getByText("not in what was read").count(), 0);
  assert.deepEqual(problems, []);
});

test("where there is nothing to show of the selected event, no column is kept for it", async (t) => {
  const { page } = await openHosted(t, { hash: "#v=1&tab=events&sel=there.jsonl:0" });
  await chooseFiles(page, inputs("bom"));
  await whenRead(page);
  await page.getByRole("complementary").getByRole("button", { name: "Close" }).click();
  await page.getByRole("complementary").waitFor({ state: "detached" });
  assert.equal(await page.getByRole("separator", { name: "Width of the detail panel" }).count(), 0);
});

test("what is chosen before its row has come is selected when it is there", async (t) => {
  const { page, counts, problems } = await openSample(t, "events");
  const grid = page.getByRole("grid", { name: "Events" });
  await whenRows(page, "events", counts.events);
  // All in one task: no answer can come in between.
  await grid.evaluate((element) => {
    for (const key of ["End", "k", "Enter"]) element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
  await rowAt(page, "events", counts.events - 2).and(page.locator("[aria-selected=true]")).waitFor();
  await page.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  assert.deepEqual(problems, []);
});

test("values are filtered for and copied, and the original text is the file's", async (t) => {
  const { page } = await openSample(t, "events");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await rowAt(page, "events", 3).click();
  const drawer = page.getByRole("complementary");
  const user = await drawer.locator("dt:text-is('User') + dd .value").innerText();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await drawer.getByRole("button", { name: `Copy User ${user}` }).click();
  assert.equal(await clipboard(), user);
  await drawer.getByRole("button", { name: "Copy the original text" }).click();
  const record = JSON.parse(await clipboard());
  assert.equal(record.session_detail.username, user);
  // Laid out or as in the file: the tokens are the same.
  const shown = drawer.getByRole("region", { name: "Original text" });
  assert.deepEqual(JSON.parse(await shown.innerText()), record);
  await drawer.getByRole("button", { name: "As in the file" }).click();
  assert.equal(await shown.innerText(), await clipboard());
  await drawer.getByRole("button", { name: `Filter for User ${user}` }).click();
  await page.waitForFunction(() => location.hash.includes("user"));
});

test("hostile text is only text, in the table, the drawer and the notices", async (t) => {
  const { page, problems } = await openFixtures(t, "events", ["hostile", "bad-line-cut"]);
  assert.equal(await page.locator("main .vt-body img, main .vt-body script, main .vt-body b").count(), 0);
  await page.getByText("⟨U+202E⟩").first().waitFor();
  await page.getByText("<b>0</b>").first().click();
  assert.equal(await page.getByRole("complementary").locator("img, script, b").count(), 0);
  assert.deepEqual(problems, []);
});

test("where a file is gone the drawer says so, and what it says to do helps", async (t) => {
  const path = join(await folderFor(t), "a.jsonl");
  const record = '{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":"2026-11-20T08:00:00Z"}';
  await writeFile(path, record);
  const { page } = await openHosted(t);
  await chooseFiles(page, [path]);
  await whenRead(page);
  await goTo(page, "events");
  await rm(path);
  await rowAt(page, "events", 0).click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("alert").filter({ hasText: /cannot be read again.* start anew and give the files again/ }).waitFor();
  await inAddressSoon(page, "sel");

  await writeFile(path, record);
  await page.getByRole("button", { name: "Add files" }).click();
  await page.getByRole("button", { name: "Start anew" }).click();
  await page.waitForSelector("html[data-case=empty]", { state: "attached" });
  await chooseFiles(page, [path]);
  await whenRead(page);
  await goTo(page, "events");
  await rowAt(page, "events", 0).click();
  await drawer.locator("pre").filter({ hasText: "TabOpen" }).waitFor();
});

test("the evidence adds up, and says why a record was rejected", async (t) => {
  const { page, counts } = await openFixtures(t, "evidence", ["bad-line-cut", "duplicate-file", "hostile"]);
  const grid = page.getByRole("grid", { name: "Input files" });
  await whenRows(page, "inputs", counts.files);
  await rowAt(page, "inputs", counts.files - 1).and(page.locator(":not(:has(.vt-waiting))")).waitFor();
  const number = async (row, column) => Number((await row.locator(`.col-${column}`).innerText()).replaceAll(",", ""));
  const columns = ["records", "events", "duplicates", "rejected", "skipped"];
  const sums = Object.fromEntries(columns.map((column) => [column, 0]));
  for (const row of await grid.locator(".vt-body .vt-row").all()) {
    const [records, ...fates] = await Promise.all(columns.map((column) => number(row, column)));
    assert.equal(records, fates.reduce((sum, fate) => sum + fate, 0));
    for (const column of columns) sums[column] += await number(row, column);
  }
  for (const column of columns) {
    assert.equal(sums[column], counts[column], column);
    assert.equal(await number(grid.locator(".vt-foot"), column), counts[column], column);
  }
  assert.ok(counts.rejected > 0 && counts.duplicates > 0);
  await rowAt(page, "notices", 0).click();
  await page.getByRole("region", { name: /^Notice at / }).getByText("activity_name").waitFor();
  await page.getByRole("button", { name: "Run the self-test" }).click();
  await page.getByText("The browser refused the request. The page is sealed.").waitFor();
});

test("on a narrow page the drawer covers no tab, and its end stays in sight", async (t) => {
  const { page } = await openSample(t, "events", { viewport: { width: 700, height: 700 } });
  await page.locator("#events-row-2").click();
  await page.locator("pre.original").waitFor();
  const covered = await page.locator("[role=tab]").evaluateAll((tabs) => tabs.filter((tab) => {
    // There are more of them than fit beside one another.
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { x, y, width, height } = tab.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) !== tab;
  }).map((tab) => tab.dataset.tab));
  assert.deepEqual(covered, []);
  await page.locator("pre.original").scrollIntoViewIfNeeded();
  await page.locator(".drawer").evaluate((drawer) => drawer.closest(".drawer-place").scrollTo(0, 9999));
  await page.locator(".drawer-close").click();
  await page.locator(".drawer-close").waitFor({ state: "detached" });
});

test("an address says of its files how many, of which systems and of what time, and the start page asks for them", async (t) => {
  const { page, problems, counts: { files } } = await openSample(t, "events");
  assert.equal(await inAddressSoon(page, "files"), String(files));
  const hash = await page.evaluate(() => location.hash);
  assert.match(await inAddressSoon(page, "systems"), /^session-logger,.*cloudtrail/);
  const { inputs, time_range: { start, end } } = JSON.parse(await exported(page, "summary"));
  assert.deepEqual((await inAddressSoon(page, "span")).split("..").map((time) => time.slice(0, 16)), [start, end].map((time) => time.slice(0, 16)));
  for (const { path, sha256 } of inputs) assert.ok(!hash.includes(encodeURIComponent(path.split("/").at(-1))) && !hash.includes(sha256), path);

  const { page: other } = await openHosted(t, { hash });
  const wanted = other.getByRole("note").filter({ hasText: "This link is about" });
  assert.match(await wanted.innerText(), new RegExp(`about ${files} files of .*CloudTrail.*, with events of 2026-11-17 .* UTC\\. Their names`));
  const { page: japanese } = await openHosted(t, { hash: hash.replace("lang=en", "lang=ja") });
  await japanese.getByRole("note").filter({ hasText: `対象は ${files} 個のファイル` }).waitFor();
  // Other files are another case, and the address says so of these.
  const path = join(await folderFor(t), "one.jsonl");
  await writeFile(path, '{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":"2026-11-19T08:00:00Z","session_detail":{"session_id":"s","username":"u"}}');
  await chooseFiles(other, [path]);
  await whenRead(other);
  await whenInAddress(other, "files", "1");
  assert.equal(await inAddressSoon(other, "systems"), "session-logger");
  assert.deepEqual(problems, []);
});

test("a call says the act on what, and the drawer has its parts, folded", async (t) => {
  const { page, problems } = await openHosted(t);
  const record = (name, source, second, more) => ({
    eventVersion: "1.11", eventID: `${name}-${second}`, eventName: name, eventSource: `${source}.amazonaws.com`, eventTime: `2026-11-19T08:00:0${second}Z`,
    userIdentity: { type: "IAMUser", userName: "eve" }, recipientAccountId: "111122223333", ...more,
  });
  const path = join(await folderFor(t), "trail.json");
  await writeFile(path, JSON.stringify({ Records: [
    record("AssumeRole", "sts", 1, { requestParameters: { roleArn: "arn:aws:iam::444455556666:role/Admin", roleSessionName: "x" }, errorCode: "AccessDenied", errorMessage: "eve is not allowed", resources: [{ ARN: "arn:aws:iam::444455556666:role/Admin" }] }),
    record("GetObject", "s3", 2, { requestParameters: { bucketName: "example-bucket", key: "path/a.csv" } }),
    record("RunInstances", "ec2", 3, { requestParameters: { instanceType: "m5.large", instancesSet: { items: [{ maxCount: 2, minCount: 1 }] } }, responseElements: { reservationId: "r-1" } }),
  ] }));
  await chooseFiles(page, [path]);
  await whenRead(page);
  await goTo(page, "events");
  const what = await rowsOf(page, "events").then((rows) => rows.map((row) => row.texts.what));
  assert.deepEqual(what, [
    "AssumeRole → Admin · sts.amazonaws.com · AccessDenied",
    "GetObject example-bucket/path/a.csv · s3.amazonaws.com",
    "RunInstances 2 × m5.large · ec2.amazonaws.com",
  ]);
  await page.locator("#events-row-0 .col-time").click();
  const drawer = page.getByRole("complementary");
  await drawer.getByText("eve is not allowed").first().waitFor();
  const asked = drawer.locator("[data-part=requestParameters]");
  assert.equal(await asked.evaluate((part) => part.open), false, "folded");
  await asked.getByText("Request parameters").click();
  await asked.getByText('"roleSessionName"').waitFor();
  await drawer.locator("[data-part=resources]").getByText("Resources").click();
  assert.deepEqual(await axe(page), []);
  await page.locator("#events-row-1 .col-time").click();
  await drawer.getByRole("heading", { name: "GetObject" }).waitFor();
  await drawer.locator("[data-part=requestParameters]").waitFor();
  assert.equal(await drawer.locator("[data-part=responseElements]").count(), 0, "what is not there is not shown");
  assert.deepEqual(problems, []);
});
