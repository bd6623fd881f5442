// Sigma rules in the page: a person runs them over the original records, and what they find is what the native program's
// audit says of the same files.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, exported, folderFor, holdPasses, native, openHosted, openSample, whenRead } from "./harness.mjs";
import { goTo, rowsOf, whenRows } from "./views.mjs";

const FIXTURE = join(import.meta.dirname, "../fixtures/sigma-rule/documents/input/rules.yml");

const call = (number, minute, target) => ({
  eventVersion: "1.08", eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  eventTime: `2026-11-18T09:${String(minute).padStart(2, "0")}:00Z`, eventSource: "ssm.amazonaws.com",
  eventName: "StartSession", awsRegion: "eu-central-1", sourceIPAddress: "203.0.113.7", recipientAccountId: "111122223333",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/alice", userName: "alice" },
  requestParameters: { target },
});

/** A folder with seven calls, five of them on the database within an hour, and rules about that. */
async function folderWithRules(t) {
  const folder = await folderFor(t);
  const calls = [1, 2, 3, 4, 5].map((number) => call(number, number, "i-0123456789abcdef0"));
  calls.push(call(6, 6, "i-web"), call(7, 7, "i-web"));
  await writeFile(join(folder, "calls.jsonl"), calls.map((record) => `${JSON.stringify(record)}\n`).join(""));
  await writeFile(join(folder, "rules.yml"), await readFile(FIXTURE));
  return { folder, files: ["calls.jsonl", "rules.yml"].map((name) => join(folder, name)) };
}

const section = (page) => page.getByRole("region", { name: "Sigma rules" });
const sentences = (page) => section(page).getByRole("listitem");
const group = (page) => page.locator("[data-finding=rule]");

/** Runs the given rules alone. */
async function runGiven(page) {
  await section(page).getByRole("checkbox", { name: "Use those that are built in" }).uncheck();
  await section(page).getByRole("button", { name: "Run rules (2)" }).click();
}

for (const locale of ["en-US", "ja-JP"]) {
  test(`rules among the logs are run once that is asked for, and find what the native program finds (${locale})`, async (t) => {
    const { folder, files } = await folderWithRules(t);
    const { page, problems } = await openHosted(t, { locale, viewport: { width: 1440, height: 1600 } });
    await chooseFiles(page, files);
    await whenRead(page);
    await goTo(page, "findings");
    const rules = page.locator(".findings-rules");
    await rules.waitFor();
    assert.equal(await group(page).count(), 0);
    const gap = locale === "en-US" ? "Rules have not looked at the original records." : "ルールは元のレコードをまだ調べていません。";
    assert.ok((await page.locator(".findings-gaps li").allInnerTexts()).includes(gap));
    await rules.getByRole("checkbox").uncheck();
    const before = await rules.elementHandle();
    await rules.getByRole("button").click();
    await group(page).waitFor();
    assert.ok(await before.evaluate((section) => section.isConnected), "whoever reads the view loses no place in it");
    assert.ok(!(await page.locator(".findings-gaps li").allInnerTexts()).includes(gap));
    const audit = await native(["audit", ...files.map((path) => path.slice(folder.length + 1))], { cwd: folder });
    // The words of the menu are those of one language; what it writes has none.
    if (locale === "en-US") assert.equal(await exported(page, "audit"), audit);
    const { findings } = JSON.parse(audit);
    assert.deepEqual(findings.map(({ kind, event_count }) => [kind, event_count]), [["rule", 5]]);
    const words = await group(page).innerText();
    assert.ok(words.includes("Many sessions on the database") && words.includes("22222222-2222-4222-8222-222222222222"), words);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(problems, []);
  });
}

test("files that come after a run are told, and looked at by the next one", async (t) => {
  const { folder, files } = await folderWithRules(t);
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, files);
  await whenRead(page);
  await goTo(page, "findings");
  await runGiven(page);
  await sentences(page).filter({ hasText: "2 rules have looked at 7 records." }).waitFor();
  const later = join(folder, "later.jsonl");
  await writeFile(later, `${JSON.stringify(call(8, 8, "i-0123456789abcdef0"))}\n`);
  await chooseFiles(page, [later]);
  await whenRead(page);
  await sentences(page).filter({ hasText: "Files have come since" }).waitFor();
  await section(page).getByRole("button", { name: "Run rules (2)" }).click();
  await sentences(page).filter({ hasText: "2 rules have looked at 8 records." }).waitFor();
  assert.deepEqual(problems, []);
});

test("a run that is cancelled says what it has not seen", async (t) => {
  const { files } = await folderWithRules(t);
  const { page, problems } = await openHosted(t, { prepare: holdPasses });
  await chooseFiles(page, files);
  await whenRead(page);
  await goTo(page, "findings");
  await runGiven(page);
  await page.evaluate(() => globalThis.whenHeld());
  await section(page).getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => globalThis.release());
  await sentences(page).filter({ hasText: "Not all files were read to their ends" }).waitFor();
  assert.deepEqual(problems, []);
});

test("what a rule finds of a login to a WorkSpace says whose that is, and so does the table of events", async (t) => {
  const { page, problems } = await openSample(t, "findings");
  await section(page).getByRole("button", { name: /^Run rules/ }).click();
  const WHOSE = "hugo.silva@example.com (by WorkSpace)";
  await group(page).getByRole("heading", { name: `WorkSpace Used From A Phone Or Tablet (for information): 1 event of ${WHOSE}.` }).waitFor();
  await group(page).getByRole("button", { name: "Their events" }).click();
  await whenRows(page, "events", 1);
  assert.deepEqual((await rowsOf(page, "events")).map(({ user }) => user), [WHOSE]);
  assert.deepEqual(await axe(page), []);
  // It is no value of the field: who asks for it finds what is logged under that name.
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.fill("user:hugo.silva@example.com system:workspaces-access");
  await filter.press("Enter");
  await page.locator("[data-count=shown][data-value='0']").waitFor();
  await filter.fill("-user:* system:workspaces-access");
  await filter.press("Enter");
  await page.waitForFunction(() => Number(document.querySelector("[data-count=shown]").dataset.value) > 1);
  assert.deepEqual(problems, []);
});
