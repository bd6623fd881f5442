// Workers that end: while they read, hash, answer or read again. The page says what happened, keeps what it can, and
// offers to go on or to start anew.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFiles, chooseFolder, counts, EDITIONS, exported, folderFor, holdHashing, holdReads, inWorkers, openHosted, openSample, PLAIN_HOST, summaryOf, whenRead, writeLarge } from "./harness.mjs";
import { inAddress, inAddressSoon } from "./views.mjs";

const event = (index, more = {}) => JSON.stringify({
  activity_name: "UrlVisit",
  category_name: "WorkSpacesSecureBrowser",
  time: new Date(Date.UTC(2026, 10, 19, 8) + index * 1000).toISOString(),
  session_detail: { portal_id: "p", session_id: `s${index % 7}`, client_ip: "203.0.113.7", username: `user${index % 5}@example.com` },
  ...more,
});

/** Keeps every worker that the page starts, by its role, so that a test can end it as no event tells. */
const keepWorkers = (page) => page.addInitScript(() => {
  globalThis.started = [];
  globalThis.Worker = class extends globalThis.Worker {
    constructor(address, options) {
      super(address, options);
      globalThis.started.push({ role: options.name, worker: this });
    }
  };
});

const started = (page, role) => page.evaluate((wanted) => globalThis.started.filter((one) => one.role === wanted).length, role);

/** Ends the workers of a role, at most so many. */
const end = (page, role, most = Infinity) => page.evaluate(([wanted, count]) => {
  for (const one of globalThis.started.filter((each) => each.role === wanted && !each.isEnded).slice(0, count ?? Infinity)) {
    one.isEnded = true;
    one.worker.terminate();
  }
}, [role, most === Infinity ? null : most]);

const button = (page, name) => page.locator(".shortcoming").getByRole("button", { name, exact: true });
const alert = (page) => page.locator(".shortcoming[role=alert]").first();
const caseIs = (page, state) => page.waitForSelector(`html[data-case=${state}]`, { state: "attached" });

/** Runs in a page: the beat of a second is faster. */
function fasterBeat() {
  const every = globalThis.setInterval;
  globalThis.setInterval = (work, ms, ...rest) => every(work, ms === 1000 ? 50 : ms, ...rest);
}

/** Writes a file of which some events are there before all has been read; resolves to where to hold reading. */
async function writeSlow(path) {
  // A worker is given it alone: it is large, packed too.
  return writeLarge(path, Array.from({ length: 3000 }, (_, index) => event(index, { pad: randomBytes(300).toString("base64") })).join("\n"));
}

/** Keeps the workers, and holds those that read where `writeSlow` says. */
const keepAndHold = (bytes) => async (page) => {
  await keepWorkers(page);
  await holdReads(bytes)(page);
};

const whenEvents = (page) => page.waitForFunction(() => Number(document.querySelector("[data-count=events]")?.dataset.value) > 0);

const unread = ({ inputs }) => inputs.filter(({ incomplete }) => incomplete).map(({ path }) => path);

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`${edition}: the only reader ends: what it had is unread and named, what was read is kept, and reading goes on when it is wanted`, async (t) => {
    const parent = await folderFor(t);
    await mkdir(join(parent, "case"));
    await writeFile(join(parent, "case/a-small.jsonl"), `${event(1)}\n`);
    const bytes = await writeSlow(join(parent, "case/b-slow.jsonl.gz"));
    for (const file of [1, 2, 3]) await writeFile(join(parent, `case/c-later-${file}.jsonl`), `${event(file)}\n`.repeat(9000));
    const { page } = await open(t, { processors: 1, prepare: keepAndHold(bytes) });
    await chooseFolder(page, join(parent, "case"));
    await whenEvents(page);
    await page.evaluate(() => globalThis.whenHeld());
    await end(page, "ingest");
    await page.evaluate(() => globalThis.release());
    await caseIs(page, "partial");
    assert.match(await alert(page).innerText(), /^A worker that reads files has ended .* case\/b-slow\.jsonl\.gz/);
    const part = JSON.parse(await exported(page, "summary"));
    assert.ok(part.totals.events > 0);
    assert.ok(unread(part).includes("case/b-slow.jsonl.gz"), JSON.stringify(unread(part)));
    assert.equal(part.inputs.length, 5, "what was given is listed");
    for (const { records, events, duplicates, rejected, skipped } of part.inputs) assert.equal(records, events + duplicates + rejected + skipped);
    await button(page, "Go on").click();
    await caseIs(page, "ready");
    assert.equal(await page.locator(".shortcoming[role=alert]").count(), 0);
    assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
  });
}

test("one of several readers ends: the others read on, and files that are given later are read", async (t) => {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case"));
  let bytes;
  for (const file of [1, 2, 3, 4]) bytes = await writeSlow(join(parent, `case/${file}.jsonl.gz`));
  const { page } = await openHosted(t, { processors: 2, prepare: keepAndHold(bytes) });
  await chooseFolder(page, join(parent, "case"));
  await whenEvents(page);
  await end(page, "ingest", 1);
  await alert(page).getByText(/A worker that reads files has ended/).waitFor();
  assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
  await page.evaluate(() => globalThis.release());
  await caseIs(page, "partial");
  const part = JSON.parse(await exported(page, "summary"));
  // It had one file, or two at once.
  const lost = unread(part).length;
  assert.ok(lost === 1 || lost === 2, JSON.stringify(unread(part)));
  assert.equal(part.inputs.filter(({ sha256 }) => sha256).length, 4 - lost);
  // What is given now is read, and what is given again is completed.
  const more = join(parent, "more.jsonl");
  await writeFile(more, `${event(1)}\n`);
  await chooseFiles(page, [more]);
  await page.waitForFunction(() => document.querySelector("[data-count=files]")?.dataset.value === "5");
  await caseIs(page, "partial");
  await chooseFolder(page, join(parent, "case"));
  await caseIs(page, "ready");
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case", "more.jsonl"], { cwd: parent })));
});

test("a reader that fails in the middle of its work says so", async (t) => {
  const parent = await folderFor(t);
  await writeSlow(join(parent, "slow.jsonl.gz"));
  // What the program calls fails: to it that is a panic.
  const fails = `
    if (globalThis.name === "ingest") {
      const read = ReadableStreamBYOBReader.prototype.read;
      let reads = 0;
      ReadableStreamBYOBReader.prototype.read = function (...given) {
        reads += 1;
        if (reads === 2) throw new Error("broken on purpose");
        return read.apply(this, given);
      };
    }`;
  const { page } = await openHosted(t, { processors: 1, prepare: inWorkers(fails) });
  await chooseFiles(page, [join(parent, "slow.jsonl.gz")]);
  await caseIs(page, "partial");
  const words = await alert(page).innerText();
  assert.match(words, /slow\.jsonl\.gz/);
  assert.match(words, /It said: .*broken on purpose/);
});

test("a message that cannot be unpacked is told, and not passed over", async (t) => {
  const parent = await folderFor(t);
  await writeFile(join(parent, "small.jsonl"), `${event(1)}\n`);
  const { page } = await openHosted(t, { prepare: keepWorkers });
  await chooseFiles(page, [join(parent, "small.jsonl")]);
  await whenRead(page);
  await page.evaluate(() => globalThis.started.find(({ role }) => role === "engine").worker.postMessage([new Uint8Array([255, 255])]));
  await alert(page).getByText(/Everything that was read is lost.*It said: .*a message of this program/).waitFor();
});

for (const when of ["while files are read", "when all is read"]) {
  test(`the engine ends ${when}: that all is lost is said, and the page starts anew`, async (t) => {
    const parent = await folderFor(t);
    const bytes = await writeSlow(join(parent, "slow.jsonl.gz"));
    await writeFile(join(parent, "small.jsonl"), `${event(1)}\n${event(2)}\n`);
    const isReading = when === "while files are read";
    const { page } = await openHosted(t, { prepare: keepAndHold(bytes) });
    await chooseFiles(page, [join(parent, isReading ? "slow.jsonl.gz" : "small.jsonl")]);
    await whenEvents(page);
    if (!isReading) await caseIs(page, "ready");
    await end(page, "engine");
    await alert(page).getByText(/Everything that was read is lost/).waitFor();
    await caseIs(page, "partial");
    await button(page, "Start anew").click();
    await caseIs(page, "empty");
    await chooseFiles(page, [join(parent, "small.jsonl")]);
    const read = await whenRead(page);
    assert.deepEqual([read.files, read.events], [1, 2]);
    assert.equal(await page.locator("html").getAttribute("data-case"), "ready");
    assert.equal(await page.locator(".shortcoming").count(), 0);
    assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["small.jsonl"], { cwd: parent })));
  });
}

test("the engine ends while an event is selected: no event of what is read next stands in for it, and it is found again", async (t) => {
  const parent = await folderFor(t);
  const [a, b] = [join(parent, "a.jsonl"), join(parent, "b.jsonl")];
  await writeFile(a, `${event(1)}\n`);
  await writeFile(b, `${event(2)}\n`);
  const { page, problems } = await openHosted(t, { prepare: keepWorkers });
  await chooseFiles(page, [a]);
  await whenRead(page);
  await page.locator("[data-tab=events]").click();
  await page.locator("#events-row-0").click();
  const drawer = page.getByRole("complementary");
  await drawer.getByText("a.jsonl:1").first().waitFor();
  const selected = await inAddressSoon(page, "sel");
  await end(page, "engine");
  await alert(page).getByText(/Everything that was read is lost/).waitFor();
  // Nobody has pressed anything: files that are given now begin a new case.
  await chooseFiles(page, [b]);
  await page.locator("[data-count=events][data-value='1']").waitFor();
  await caseIs(page, "ready");
  await page.locator("#events-row-0").getByText("user2@example.com").waitFor();
  assert.equal(await inAddress(page, "sel"), selected);
  assert.equal(await page.locator(".drawer").getByText("b.jsonl:1").count(), 0);
  await chooseFiles(page, [a]);
  await drawer.getByText("a.jsonl:1").first().waitFor();
  assert.equal(await inAddress(page, "sel"), selected);
  assert.deepEqual(problems, []);
});

for (const [how, code, said] of [
  ["ends", "globalThis.close();", /Everything that was read is lost/],
  ["hangs", "for (;;);", /A worker has not answered for a minute/],
]) {
  test(`the engine ${how} in the middle of an export: the page says so`, async (t) => {
    const parent = await folderFor(t);
    const path = join(parent, "many.jsonl");
    await writeFile(path, Array.from({ length: 30_000 }, (_, index) => event(index)).join("\n"));
    const fails = inWorkers(`
      if (globalThis.name === "engine") {
        const post = globalThis.postMessage;
        globalThis.postMessage = function (message, ...rest) {
          const isPiece = message[1]?.byteLength > 1e6;
          post.call(this, message, ...rest);
          // The first piece of the export is on its way.
          if (isPiece) { ${code} }
        };
      }`);
    const prepare = async (page) => {
      await fails(page);
      await page.addInitScript(fasterBeat);
    };
    const { page } = await openHosted(t, { prepare });
    await chooseFiles(page, [path]);
    await whenRead(page);
    await page.getByRole("button", { name: "Export" }).click();
    await page.locator("[data-export=events-jsonl]").click();
    if (how === "hangs") {
      // Another export takes nothing from the one under way.
      await page.getByText(/^Writing Events JSON Lines/).waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByText("An export is being written.").waitFor();
      await page.locator("[data-export=summary][aria-disabled=true]").click({ force: true });
      await page.getByText(/^Writing Events JSON Lines/).waitFor();
    }
    await alert(page).getByText(said).waitFor();
    if (how === "ends") await page.getByText("Events JSON Lines could not be written to its end. Nothing was saved.").waitFor();
    await button(page, "Start anew").click();
    await caseIs(page, "empty");
    assert.equal(await page.getByText("Writing Events").count(), 0);
  });
}

test("a hash worker that ends is said, and what it had is hashed by another", async (t) => {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case"));
  for (let file = 0; file < 4; file += 1) {
    await writeFile(join(parent, "case", `${file}.jsonl`), Array.from({ length: 40 }, (_, index) => event(index, { pad: `${file}`.padEnd(100_000, "x") })).join("\n"));
  }
  const prepare = async (page) => { await keepWorkers(page); await holdHashing(page); };
  const { page } = await openHosted(t, { processors: 2, prepare });
  await chooseFolder(page, join(parent, "case"));
  await page.getByText("Everything is read; hashing").first().waitFor();
  await page.evaluate(() => globalThis.whenHeld());
  assert.equal(await started(page, "ingest"), 2);
  await end(page, "ingest");
  await alert(page).getByText(/that hash files have ended/).waitFor();
  await page.evaluate(() => globalThis.release());
  await caseIs(page, "ready");
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
});

test("the worker that reads texts again ends: a text that is opened later is read by another", async (t) => {
  const { page } = await openSample(t, "events", { prepare: keepWorkers });
  const original = page.getByRole("complementary").getByRole("region", { name: "Original text" });
  await page.locator("#events-row-0").click();
  await original.getByText("{").first().waitFor();
  await end(page, "reading");
  await alert(page).getByText(/The worker that reads texts again has ended/).waitFor();
  const before = await original.innerText();
  await page.locator("#events-row-3").click();
  await page.waitForFunction((old) => ![undefined, old].includes(document.querySelector("pre.original")?.innerText), before);
  assert.match(await original.innerText(), /\{/);
  assert.equal(await started(page, "reading"), 2);
});

test("the worker that has a terminal text open ends: the text is not shown as empty, and is read again when it is wanted", async (t) => {
  const { page, problems } = await openSample(t, "terminal", { prepare: keepWorkers });
  const state = page.locator(".terminal-state");
  const line = page.locator("#terminal-row-0 .terminal-line");
  const words = await line.innerText();
  const name = await page.locator(".terminal-title h2").innerText();
  assert.ok(words.length > 0);
  for (const again of [
    () => state.getByRole("button", { name: "Try again" }).click(),
    // Choosing it once more does the same.
    () => page.locator("#terminals-table [role=row][aria-selected=true]").click(),
  ]) {
    await end(page, "reading");
    await state.getByText("The worker that had this text has ended").waitFor();
    assert.equal(await page.locator("#terminal-table, .terminal-screen").count(), 0, "no text and no screen is claimed");
    await again();
    await line.getByText(words, { exact: true }).waitFor();
    assert.equal(await page.locator(".terminal-title h2").innerText(), name);
    await line.click();
    await page.waitForFunction(() => document.querySelector(".terminal-screen pre")?.textContent.trim() !== "");
  }
  assert.equal(await started(page, "reading"), 3);
  assert.deepEqual(problems, []);
});

for (const [how, code] of [
  ["ends", "globalThis.close();"],
  ["hangs", "for (;;);"],
]) {
  test(`where a page has no locks, a reader that ${how} is noticed as it does not answer`, async (t) => {
    const parent = await folderFor(t);
    await writeSlow(join(parent, "slow.jsonl.gz"));
    const fails = inWorkers(`
      if (globalThis.name === "ingest") {
        let isFirst = false;
        globalThis.addEventListener("message", ({ data }) => { isFirst ||= data?.isFirst === true; });
        const read = ReadableStreamBYOBReader.prototype.read;
        let reads = 0;
        ReadableStreamBYOBReader.prototype.read = function (...given) {
          reads += 1;
          if (isFirst && reads === 3) { ${code} }
          return read.apply(this, given);
        };
      }`);
    const prepare = async (page) => {
      await fails(page);
      await page.addInitScript(fasterBeat);
      await page.addInitScript(() => {
        // Only the first reader fails.
        let readers = 0;
        globalThis.Worker = class extends globalThis.Worker {
          postMessage(message, ...rest) {
            const isFirst = message?.role === "ingest" && readers++ === 0;
            return super.postMessage(isFirst ? { ...message, isFirst } : message, ...rest);
          }
        };
      });
    };
    const { page } = await openHosted(t, { host: PLAIN_HOST, processors: 1, prepare });
    await chooseFiles(page, [join(parent, "slow.jsonl.gz")]);
    await alert(page).getByText(/A worker has not answered for a minute/).waitFor();
    await button(page, "End it and go on").click();
    await caseIs(page, "ready");
    assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["slow.jsonl.gz"], { cwd: parent })));
    assert.equal(await page.locator(".shortcoming[role=alert]").count(), 0);
  });
}

test("starting anew puts everything away: files, numbers, filter, and what could not be read", async (t) => {
  const parent = await folderFor(t);
  const [a, b] = [join(parent, "a.jsonl"), join(parent, "b.jsonl")];
  await writeFile(a, `${event(1)}\n${event(2)}\nbroken\n`);
  await writeFile(b, `${event(2)}\n${event(3)}\n${event(4)}\n`);
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, [a]);
  await whenRead(page);
  await page.getByRole("combobox", { name: "Filter" }).fill("user:user1@example.com");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add files" }).click();
  await page.getByRole("button", { name: "Start anew" }).click();
  await caseIs(page, "empty");
  await page.getByRole("button", { name: "Choose files" }).first().waitFor();
  assert.equal(await page.evaluate(() => location.hash.includes("user1")), false);
  await chooseFiles(page, [b]);
  await whenRead(page);
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["b.jsonl"], { cwd: parent })));
  assert.deepEqual(await counts(page), { files: 1, records: 3, events: 3, duplicates: 0, rejected: 0, skipped: 0 });
  assert.deepEqual(problems, []);
});
