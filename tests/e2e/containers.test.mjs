// Zips, tars, packed ones and bombs: members are inputs of their own, their text is found again, and what
// inflates without end leaves the page alive.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { makeTar } from "../independent/lib/make-tar.mjs";
import { makeZip } from "../independent/lib/make-zip.mjs";
import { chooseFiles, drop, EDITIONS, exported, folderFor, holdHashing, holdPauses, inWorkers, openHosted, summaryOf, whenRead } from "./harness.mjs";
import { goTo, rowsOf, whenRows } from "./views.mjs";

const event = (index) => JSON.stringify({
  activity_name: "UrlVisit",
  category_name: "WorkSpacesSecureBrowser",
  time: new Date(Date.UTC(2026, 10, 19, 8) + index * 1000).toISOString(),
  session_detail: { portal_id: "p", session_id: "s", client_ip: "203.0.113.7", username: `user${index}@example.com` },
});

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition reads the members of zips and tars, in other containers too, and finds their text again`, async (t) => {
    const parent = await folderFor(t);
    const logs = makeZip([{ name: "a/one.jsonl", bytes: Buffer.from(event(1)) }, { name: "two.jsonl.gz", bytes: gzipSync(event(2)) }]);
    const outer = makeZip([{ name: "inner.zip", bytes: makeZip([{ name: "three.json", bytes: Buffer.from(event(3)) }]) }]);
    await writeFile(join(parent, "logs.zip"), logs);
    await writeFile(join(parent, "outer.zip"), outer);
    await writeFile(join(parent, "packed.zip.gz"), gzipSync(makeZip([{ name: "four.json", bytes: Buffer.from(event(4)) }])));
    await writeFile(join(parent, "broken.zip"), logs.subarray(0, logs.length - 30));
    const member = (index) => ({ name: `logs/${index}.jsonl`, bytes: Buffer.from(event(index)) });
    await writeFile(join(parent, "logs.tar"), makeTar([{ name: "logs/", bytes: Buffer.alloc(0), type: "5" }, member(5), member(6)]));
    await writeFile(join(parent, "logs.tar.gz"), gzipSync(makeTar([member(7), { name: "in.zip", bytes: makeZip([{ name: "eight.json", bytes: Buffer.from(event(8)) }]) }])));
    const files = ["broken.zip", "logs.tar", "logs.tar.gz", "logs.zip", "outer.zip", "packed.zip.gz"];
    const expected = await summaryOf(files, { cwd: parent });
    const { page, problems } = await open(t);
    await drop(page, files.map((file) => join(parent, file)));
    const { files: count, events } = await whenRead(page);
    assert.deepEqual([count, events], [9, 8]);
    assert.equal(await exported(page, "summary"), expected);
    for (const index of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await goTo(page, "events");
      await page.locator("#events-table").getByText(`user${index}@example.com`).first().click();
      const original = page.getByRole("complementary").getByRole("region", { name: "Original text" });
      await original.getByText(`user${index}@example.com`).first().waitFor();
    }
    assert.deepEqual(problems, []);
  });
}

test("the bytes of zips are told once", async (t) => {
  const parent = await folderFor(t);
  const zip = makeZip([{ name: "noise.bin", bytes: randomBytes(900_000) }, { name: "one.json", bytes: Buffer.from(event(1)) }]);
  const files = Array.from({ length: 12 }, (_, index) => join(parent, `${index}.zip`));
  await Promise.all(files.map((file) => writeFile(file, zip)));
  const prepare = async (page) => {
    await holdHashing(page);
    await page.addInitScript(() => {
      globalThis.told = new Set();
      new MutationObserver(() => {
        for (const words of document.querySelectorAll(".reading span")) globalThis.told.add(words.textContent);
      }).observe(document, { childList: true, characterData: true, subtree: true });
    });
  };
  const { page, problems } = await openHosted(t, { processors: 1, prepare });
  await drop(page, files);
  // Such files are hashed as they are read: eight of them end, and that is to be seen before the others do.
  await page.evaluate(() => globalThis.whenHeld());
  await page.evaluate(() => globalThis.pass(8));
  await page.locator(".reading").getByText(/^[7-9]\.\d MB of 10\.8 MB$/).waitFor();
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  const told = await page.evaluate(() => [...globalThis.told].filter((words) => /^[\d.]+ .B of [\d.]+ .B$/.test(words)));
  const bytesIn = (words) => Number.parseFloat(words) * { k: 1e3, M: 1e6 }[words.split(" ")[1][0]];
  const shares = told.map((words) => words.split(" of ").map(bytesIn)).map(([read, all]) => read / all);
  assert.ok(shares.some((share) => share > 0.5), `progress was seen: ${told}`);
  assert.ok(shares.every((share) => share <= 1), `${told}`);
  assert.deepEqual(problems, []);
});

/** How often workers have read at some place of a file, each of which takes a browser about a millisecond. */
const countReads = inWorkers(`
  const channel = new BroadcastChannel("reads");
  const read = FileReaderSync.prototype.readAsArrayBuffer;
  FileReaderSync.prototype.readAsArrayBuffer = function (part) {
    channel.postMessage(part.size);
    return read.call(this, part);
  };`);

test("a zip of 20,000 members is read in large pieces, and reading it stops when it is cancelled", async (t) => {
  const MEMBERS = 20_000;
  const parent = await folderFor(t);
  const path = join(parent, "many.zip");
  const zip = makeZip(Array.from({ length: MEMBERS }, (_, index) => ({ name: `2026/${index}.jsonl`, bytes: Buffer.from(event(index)) })));
  await writeFile(path, zip);
  const prepare = async (page) => {
    await countReads(page);
    await holdPauses("ingest")(page);
    await page.addInitScript(() => {
      globalThis.reads = [];
      new BroadcastChannel("reads").onmessage = ({ data }) => globalThis.reads.push(data);
    });
  };
  const { page, problems } = await openHosted(t, { prepare });
  await page.evaluate(() => globalThis.release());
  const began = performance.now();
  await chooseFiles(page, [path]);
  const read = await whenRead(page);
  t.diagnostic(`${MEMBERS} members after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  assert.deepEqual([read.files, read.events], [MEMBERS, MEMBERS]);
  const reads = await page.evaluate(() => globalThis.reads);
  const bytes = reads.reduce((sum, size) => sum + size, 0);
  assert.ok(reads.length <= 10 + zip.length / (1 << 20), `${reads.length} reads of ${zip.length} bytes`);
  assert.ok(bytes <= 2 * zip.length + (1 << 20), `${bytes} bytes read of ${zip.length}`);
  // Another one, in which reading stops soon after it was cancelled: between two of its members.
  const other = join(parent, "other.zip");
  await writeFile(other, makeZip(Array.from({ length: MEMBERS }, (_, index) => ({ name: `2027/${index}.jsonl`, bytes: Buffer.from(event(index).padEnd(4000)) }))));
  await page.evaluate(() => globalThis.hold());
  await chooseFiles(page, [other]);
  await page.evaluate(() => globalThis.whenHeld());
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => globalThis.release());
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  const { inputs, totals } = JSON.parse(await exported(page, "summary"));
  assert.equal(inputs.length, 2 * MEMBERS, "members that were not begun are listed");
  const unread = inputs.filter(({ incomplete }) => incomplete === "cancelled").length;
  assert.ok(unread > 0 && unread <= MEMBERS, `${unread} members were left unread`);
  // The one at which it stopped may have been read already, and not ended.
  const begun = totals.records - (2 * MEMBERS - unread);
  assert.ok(begun === 0 || begun === 1, `${begun} records of members that are not whole`);
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["many.zip", "other.zip"], { cwd: parent })));
  assert.deepEqual(problems, []);
});

test("a zip that vanishes while it is read leaves its members unread, not damaged", async (t) => {
  const parent = await folderFor(t);
  const path = join(parent, "gone.zip");
  await writeFile(path, makeZip(Array.from({ length: 40 }, (_, index) => ({ name: `${index}.bin`, bytes: randomBytes(500_000) }))));
  // It is gone after some reads.
  const prepare = inWorkers(`
    const read = FileReaderSync.prototype.readAsArrayBuffer;
    let reads = 0;
    FileReaderSync.prototype.readAsArrayBuffer = function (part) {
      reads += 1;
      if (reads > 8) throw new DOMException("gone", "NotFoundError");
      return read.call(this, part);
    };`);
  const { page } = await openHosted(t, { prepare });
  await chooseFiles(page, [path]);
  await whenRead(page);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.match(await page.getByRole("alert").first().innerText(), /^One file could not be read .*: gone\.zip/);
  const { inputs, notices } = JSON.parse(await exported(page, "summary"));
  assert.equal(inputs.filter(({ path: name }) => name.startsWith("gone.zip/")).length, 40);
  const changed = inputs.filter(({ incomplete }) => incomplete === "changed");
  assert.ok(changed.length > 0 && changed.length < 40, `${changed.length} members`);
  assert.equal(notices.filter(({ kind }) => kind === "bad-container").length, 0);
});

test("bombs end early and leave the page alive", async (t) => {
  const parent = await folderFor(t);
  const blanks = Buffer.alloc(1 << 30, 0x20);
  const line = Buffer.from(`${event(1)}\n`);
  const lines = Buffer.alloc(400 << 20, line);
  await writeFile(join(parent, "blanks.gz"), gzipSync(blanks));
  await writeFile(join(parent, "lines.jsonl.gz"), gzipSync(lines, { level: 9 }));
  await writeFile(join(parent, "good.jsonl"), `${event(2)}\n`);
  const { page, problems } = await openHosted(t);
  await drop(page, ["blanks.gz", "lines.jsonl.gz", "good.jsonl"].map((file) => join(parent, file)));
  const read = await whenRead(page);
  const { inputs, notices } = JSON.parse(await exported(page, "summary"));
  const events = Object.fromEntries(inputs.map(({ path, events: count }) => [path, count]));
  assert.deepEqual([events["blanks.gz"], events["good.jsonl"]], [0, 1]);
  // What stands before the limit is read, and no more.
  const before = events["lines.jsonl.gz"];
  assert.ok(before > 0 && before < lines.length / line.length, `${before} events`);
  assert.deepEqual([read.files, read.events], [3, before + 1]);
  assert.deepEqual(notices.filter(({ kind }) => kind === "limit").map(({ path }) => path), ["blanks.gz", "lines.jsonl.gz"]);
  await goTo(page, "evidence");
  await whenRows(page, "notices", notices.length);
  const shown = (await rowsOf(page, "notices")).filter(({ kind }) => /^limit$/i.test(kind));
  assert.deepEqual(shown.map(({ line, texts }) => [line, texts.line, texts.offset]), Array(2).fill(["This is about the file as a whole.", "–", "–"]));
  // Among all of the others it is found by a filter.
  await page.getByRole("combobox", { name: "Filter" }).fill("user:user2@example.com");
  await page.getByRole("combobox", { name: "Filter" }).press("Enter");
  await goTo(page, "events");
  await page.getByText("user2@example.com").first().waitFor();
  assert.deepEqual(problems, []);
});
