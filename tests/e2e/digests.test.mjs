// Digests of CloudTrail in the page: their contents are hashed once all is read, and Evidence says of each digest and log
// file what the native program's audit says.
import assert from "node:assert/strict";
import { cp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { makeZip } from "../independent/lib/make-zip.mjs";
import { axe, chooseFiles, chooseFolder, folderFor, holdPasses, native, openHosted, whenRead } from "./harness.mjs";
import { cellsOf, goTo, rowsOf, whenRows, whenShown } from "./views.mjs";

const CHAIN = join(import.meta.dirname, "../fixtures/cloudtrail-digest/chain/input");

/** What the page calls the verdicts that these files get. */
const inWords = (verdict) => verdict.replaceAll("-", " ");

/** Opens the evidence of files, and holds it against the native audit of the same files; its verdicts that are not valid. */
async function check(t, given, open) {
  const { digests: { keys, digests, logs } } = JSON.parse(await native(["audit", ...[given].flat()]));
  const { page, problems } = await openHosted(t, { viewport: { width: 1440, height: 2200 } });
  await open(page, given);
  await whenRead(page);
  await goTo(page, "evidence");
  await page.getByRole("heading", { name: "Are the CloudTrail logs what was delivered?" }).waitFor();
  const counted = (rows, name) => {
    const verdicts = [...new Set(rows.map(({ verdict }) => verdict))];
    return verdicts.map((verdict) => `${name}, ${inWords(verdict)}: ${rows.filter((row) => row.verdict === verdict).length}`);
  };
  const [first, ...said] = await page.locator(".digest-counts li").allInnerTexts();
  assert.equal(first, `Public keys: ${keys.length}`);
  assert.deepEqual(said.map((line) => line.split(". ")[0]).sort(), [...counted(digests, "Digests"), ...counted(logs, "Log files")].sort());
  const flawed = [...digests, ...logs].filter(({ verdict }) => verdict !== "valid");
  assert.ok(flawed.length > 0);
  await whenRows(page, "digests", flawed.length);
  const rows = await rowsOf(page, "digests");
  assert.deepEqual(rows.map((row) => [row.texts.verdict, row.key]), flawed.map(({ verdict, key }) => [inWords(verdict), key]));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
  return flawed.map(({ verdict }) => verdict);
}

test("what digests prove is what the native audit says, and each file that is not proven is listed", async (t) => {
  assert.deepEqual(await check(t, CHAIN, chooseFolder), ["missing", "missing", "missing"]);
});

test("a log file that was changed is told", async (t) => {
  const folder = await folderFor(t);
  await cp(CHAIN, folder, { recursive: true });
  const changed = join(folder, "renamed.gz");
  const text = gunzipSync(await readFile(changed)).toString();
  await writeFile(changed, gzipSync(text.replace("us-east-1", "us-east-2")));
  await rename(changed, join(folder, "111122223333_CloudTrail_us-east-1_20261119T1321Z_vwihq5XjRKcwefUg.json.gz"));
  assert.ok((await check(t, folder, chooseFolder)).includes("changed"));
});

test("a key under a fingerprint that is not its own is told, with the one that it has and the file that it came from", async (t) => {
  const folder = await folderFor(t);
  await cp(CHAIN, folder, { recursive: true });
  const keys = join(folder, "list-public-keys.json");
  const given = JSON.parse(await readFile(keys, "utf8"));
  const [list] = Object.values(given);
  const own = list[0].Fingerprint;
  list.push({ ...list[0], Fingerprint: "0123456789abcdef0123456789abcdef" });
  await writeFile(keys, JSON.stringify(given));
  const { digests } = JSON.parse(await native(["audit", folder]));
  const { page, problems } = await openHosted(t, { viewport: { width: 1440, height: 2200 } });
  await chooseFolder(page, folder);
  await whenRead(page);
  await goTo(page, "evidence");
  const table = page.getByRole("region", { name: "Public keys" });
  await table.locator("tbody tr").first().waitFor();
  const rows = await cellsOf(table);
  assert.deepEqual(rows.map(([given, , state]) => [given, state]), digests.keys.map(({ fingerprint, state }) => [fingerprint, state === "good" ? "as its fingerprint says" : "altered"]));
  assert.deepEqual(rows.map(([, computed]) => computed), rows.map(([given]) => (given.startsWith("0123") ? own : given)));
  assert.deepEqual(rows.map(([, , , , hash]) => hash), digests.keys.map(({ sha256 }) => sha256));
  const altered = table.locator("tr.is-altered");
  assert.equal(await altered.count(), 1);
  assert.match(await altered.innerText(), /list-public-keys\.json/);
  await altered.getByRole("button").click();
  await page.locator("#inputs-table [role=row][aria-selected=true]").getByText("list-public-keys.json").waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
});

test("a finding about a log leads to its file and to its events, on a telephone beside the first line of its path", async (t) => {
  const folder = await folderFor(t);
  await cp(CHAIN, folder, { recursive: true });
  const changed = join(folder, "renamed.gz");
  const text = gunzipSync(await readFile(changed)).toString();
  await writeFile(changed, gzipSync(text.replace("us-east-1", "us-east-2")));
  const path = "111122223333_CloudTrail_us-east-1_20261119T1321Z_vwihq5XjRKcwefUg.json.gz";
  await rename(changed, join(folder, path));
  // A log that was merely packed again is the reason of nothing.
  const packed = (await readdir(folder)).find((name) => name.includes("jYQdbVzyARiLMiRI"));
  await writeFile(join(folder, packed), gzipSync(gunzipSync(await readFile(join(folder, packed))), { level: 1 }));
  const { page, problems } = await openHosted(t, { viewport: { width: 390, height: 844 } });
  await chooseFolder(page, folder);
  await whenRead(page);
  await whenShown(page, "findings");
  const finding = page.locator("[data-finding=digest] .audit-row", { hasText: "is not what its digest says" });
  const group = page.locator("[data-finding=digest]");
  assert.ok(!(await group.locator(".audit-row").allInnerTexts()).some((row) => row.includes("jYQdbVzyARiLMiRI")));
  assert.match(await group.locator(".findings-words").innerText(), /To unpack a file and pack it again changes nothing/);
  const [label, file] = await finding.locator("tr").first().evaluate((row) => {
    const lines = (cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return [...range.getClientRects()].filter(({ width }) => width > 0);
    };
    return [...row.cells].map((cell) => lines(cell).map(({ top, bottom }) => [top, bottom])).map((all) => ({ first: all[0], lines: new Set(all.map(([top]) => Math.round(top))).size }));
  });
  assert.ok(file.lines > 1, "the path is wrapped");
  assert.ok(label.first[0] < file.first[1] && file.first[0] < label.first[1], `${label.first} beside ${file.first}`);
  await finding.getByRole("row").first().getByRole("button").click();
  await page.locator("#inputs-table [role=row][aria-selected=true]").getByText(path.slice(-20)).waitFor();
  await goTo(page, "findings");
  const events = finding.getByRole("row").nth(1).getByRole("button");
  const count = Number((await events.innerText()).split(" ")[0]);
  await events.click();
  await page.locator("[data-view=events]").waitFor();
  await page.waitForFunction((wanted) => document.querySelector("[data-count=shown]").dataset.value === String(wanted), count);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
});

test("the sample case has public keys, and one broken link in its chain", async (t) => {
  const folder = await folderFor(t);
  await native(["sample", "--output", folder]);
  assert.deepEqual(await check(t, join(folder, "logs"), chooseFolder), ["bad-signature", "unproven"]);
});

test("contents of the members of a zip are hashed", async (t) => {
  const members = (await readdir(CHAIN)).sort().map(async (name) => ({ name, bytes: await readFile(join(CHAIN, name)) }));
  const path = join(await folderFor(t), "chain.zip");
  await writeFile(path, makeZip(await Promise.all(members)));
  assert.deepEqual(await check(t, path, chooseFiles), ["missing", "missing", "missing"]);
});

const verdicts = (page) => page.locator(".digest-counts li");

test("what is cancelled stays so, is told, and can be checked later", async (t) => {
  const { page, problems } = await openHosted(t, { prepare: holdPasses });
  await chooseFolder(page, CHAIN);
  await page.evaluate(() => globalThis.whenHeld());
  assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
  await page.getByRole("button", { name: "Cancel" }).click();
  await whenRead(page);
  await page.evaluate(() => globalThis.release());
  await whenShown(page, "evidence");
  assert.match((await verdicts(page).allInnerTexts()).join(), /^The digests were not checked: the contents of \d files have not been hashed\.$/);
  await page.getByRole("button", { name: "Check the digests" }).click();
  await verdicts(page).filter({ hasText: "Log files, valid: 2." }).waitFor();
  assert.deepEqual(problems, []);
});

test("files that come while contents are hashed are checked too", async (t) => {
  const paths = (await readdir(CHAIN)).sort().map((name) => join(CHAIN, name));
  const later = paths.filter((path) => path.endsWith("renamed.gz"));
  const { page, problems } = await openHosted(t, { prepare: holdPasses });
  await chooseFiles(page, paths.filter((path) => !later.includes(path)));
  await page.evaluate(() => globalThis.whenHeld());
  await chooseFiles(page, later);
  await page.waitForFunction((files) => document.querySelector("[data-count=files]").dataset.value === String(files), paths.length);
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  await whenShown(page, "evidence");
  await verdicts(page).filter({ hasText: "Log files, valid: 2." }).waitFor();
  assert.deepEqual(problems, []);
});
