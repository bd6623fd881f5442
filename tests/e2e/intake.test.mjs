// Everything that is given to the page arrives, and the numbers are those of the native program.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { chooseFiles, chooseFolder, CORPUS, counts, drop, EDITIONS, exported, folderFor, inWorkers, LARGE_TIMES, openHosted, PLAIN_HOST, summaryOf, whenRead, writeLarge } from "./harness.mjs";

const FIXTURES = resolve(import.meta.dirname, "../fixtures");

const event = (index, more = {}) => JSON.stringify({
  activity_name: "UrlVisit",
  category_name: "WorkSpacesSecureBrowser",
  time: new Date(Date.UTC(2026, 10, 19, 8) + index * 1000).toISOString(),
  session_detail: { portal_id: "p", session_id: `s${index % 7}`, client_ip: "203.0.113.7", username: `user${index % 5}@example.com` },
  url: { url_string: `https://www.example.com/${index}`, hostname: "www.example.com", path: `/${index}` },
  ...more,
});

const totals = ({ totals: { inputs, records, events, duplicates, rejected, skipped } }) =>
  ({ files: inputs, records, events, duplicates, rejected, skipped });

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`the ${edition} edition reads a mixed folder, says the same as the native program, and asks for nothing`, async (t) => {
    const parent = await folderFor(t);
    await mkdir(join(parent, "case/2026/11"), { recursive: true });
    const lines = Array.from({ length: 500 }, (_, index) => event(index));
    await writeFile(join(parent, "case/2026/11/a.jsonl"), `${lines.join("\n")}\n{"broken": \n${lines[3]}\n`);
    await writeFile(join(parent, "case/array.json"), `[${lines.slice(0, 20).join(",\n")}]`);
    await writeFile(join(parent, "case/notes.txt"), "not a log\n");
    await writeFile(join(parent, "case/_workspaces_secure_browser.tmp"), "");
    const view = await open(t);
    view.forgetRequests();
    await drop(view.page, join(parent, "case"));
    const expected = await summaryOf(["case"], { cwd: parent });
    assert.deepEqual(await whenRead(view.page), totals(JSON.parse(expected)));
    assert.equal(await exported(view.page, "summary"), expected);
    assert.deepEqual(view.requests(), []);
    assert.deepEqual(view.problems, []);
  });
}

test("the logs of the corpus are read without a notice, by drop and by choice", { skip: !CORPUS && "there is no corpus" }, async (t) => {
  const expected = JSON.parse(await summaryOf([CORPUS]));
  assert.deepEqual(expected.notices, []);
  for (const give of [drop, chooseFolder]) {
    const { page } = await openHosted(t);
    await give(page, CORPUS);
    assert.deepEqual(await whenRead(page), totals(expected), give.name);
  }
});

test("1,001 files in one folder all arrive", async (t) => {
  const parent = await folderFor(t);
  await mkdir(join(parent, "many"));
  await Promise.all(Array.from({ length: 1001 }, (_, index) => writeFile(join(parent, `many/${index}.jsonl`), event(index))));
  const { page } = await openHosted(t);
  await drop(page, join(parent, "many"));
  const read = await whenRead(page);
  assert.deepEqual([read.files, read.events, read.rejected], [1001, 1001, 0]);
});

test("files can be added later, and the same path is read once", async (t) => {
  const parent = await folderFor(t);
  const [a, b] = [join(parent, "a.jsonl"), join(parent, "b.jsonl")];
  await writeFile(a, `${event(1)}\n${event(2)}\n`);
  await writeFile(b, `${event(2)}\n${event(3)}\n`);
  const { page } = await openHosted(t);
  await chooseFiles(page, [a]);
  assert.equal((await whenRead(page)).events, 2);
  await chooseFiles(page, [a, b]);
  await page.waitForFunction(() => document.querySelector("[data-count=files]")?.dataset.value === "2");
  const read = await whenRead(page);
  assert.deepEqual([read.records, read.events, read.duplicates], [4, 3, 1]);
});

for (const [what, { isOld = false, ...options }] of [
  ["from loopback", {}],
  ["with one processor, which hashes when all is read,", { processors: 1 }],
  ["with two of them", { processors: 2 }],
  ["that came unencrypted from another machine", { host: PLAIN_HOST }],
  ["in a browser that reads no file into a buffer of ours", { prepare: inWorkers("delete globalThis.ReadableStreamBYOBReader;"), isOld: true }],
  ["in such a browser with one processor", { prepare: inWorkers("delete globalThis.ReadableStreamBYOBReader;"), isOld: true, processors: 1 }],
  ["whose hash workers fail", { prepare: inWorkers("if (globalThis.name === 'hash') throw new Error('no memory');") }],
]) {
  test(`a page ${what} reads and hashes files of all sizes`, async (t) => {
    const parent = await folderFor(t);
    await mkdir(join(parent, "case"));
    const write = (name, events, pad) =>
      writeFile(join(parent, "case", name), Array.from({ length: events }, (_, index) => event(index, { pad: name + "x".repeat(pad) })).join("\n"));
    // Of so many the page does not know beforehand how large they are.
    for (let file = 0; file < 70; file += 1) await write(`small-${file}.jsonl`, 2, 10);
    await write("small-2.jsonl", 9, 100_000);
    // As large as what the page opens itself can be.
    const room = (1 << 20) - event(0, { pad: "" }).length;
    await writeFile(join(parent, "case/brim.jsonl"), event(0, { pad: "x".repeat(room) }));
    await write("larger.jsonl", 21, 100_000);
    await write("large.jsonl", 850, 100_000);
    // Larger and smaller ones in turn, so that one is read into the memory of another.
    for (const [file, megabytes] of [18, 9, 3, 2, 35, 12, 5].entries()) await write(`middle-${file}.jsonl`, megabytes * 10, 100_000);
    const { page } = await openHosted(t, { processors: 4, ...options });
    // What the browser hashes itself with.
    assert.equal(await page.evaluate(() => Boolean(globalThis.crypto.subtle)), options.host !== PLAIN_HOST);
    assert.equal(await page.workers()[0].evaluate(() => "ReadableStreamBYOBReader" in globalThis), !isOld);
    await chooseFolder(page, join(parent, "case"));
    await whenRead(page);
    const expected = JSON.parse(await summaryOf(["case"], { cwd: parent }));
    assert.equal(expected.inputs.filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)).length, 80);
    assert.ok(expected.inputs.some(({ bytes }) => bytes === 1 << 20), "one file just fits");
    assert.ok(expected.inputs.some(({ bytes }) => bytes > 80e6), "one file is not kept until it is hashed");
    assert.deepEqual(JSON.parse(await exported(page, "summary")), expected);
  });
}

for (const [when, processors] of [["while", 4], ["after", 1]]) test(`files that are hashed ${when} they are read come into the same memory, which is let go of in the end`, async (t) => {
  const parent = await folderFor(t);
  for (const [folder, files] of [["first", 12], ["second", 1]]) {
    await mkdir(join(parent, folder));
    for (let file = 0; file < files; file += 1) {
      const lines = Array.from({ length: 30 }, (_, index) => event(index, { pad: `${folder}-${file}`.padEnd(100_000, "x") }));
      await writeFile(join(parent, folder, `${file}.jsonl`), lines.join("\n"));
    }
  }
  const watch = `
    globalThis.made = 0;
    globalThis.ArrayBuffer = new Proxy(ArrayBuffer, {
      construct(target, [bytes]) {
        if (bytes > 3e6) globalThis.made += 1;
        return new target(bytes);
      },
    });`;
  const { page } = await openHosted(t, { processors, prepare: inWorkers(watch) });
  const made = async () => {
    const counts = page.workers().map((worker) => worker.evaluate(() => (globalThis.sessionscope.role === "ingest" ? globalThis.made : 0)));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const read = async (folder, files) => {
    await chooseFolder(page, join(parent, folder));
    await page.waitForFunction((count) => document.querySelector("[data-count=files]")?.dataset.value === count, String(files));
    await whenRead(page);
  };
  await read("first", 12);
  const first = await made();
  assert.ok(first > 0 && first <= 6, `12 files were read into ${first} buffers`);
  await read("second", 13);
  assert.equal(await made(), first + 1, "no buffer was left for the file that came later");
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["first", "second"], { cwd: parent })));
});

/** A page that has read eight files of 10 MB, and takes long to hash them. */
async function openHashing(t) {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case"));
  for (let file = 0; file < 8; file += 1) {
    const lines = Array.from({ length: 100 }, (_, index) => event(index, { pad: `${file}`.padEnd(100_000, "x") }));
    await writeFile(join(parent, "case", `${file}.jsonl`), lines.join("\n"));
  }
  const slowly = `
    const digest = SubtleCrypto.prototype.digest;
    SubtleCrypto.prototype.digest = async function (...given) {
      await new Promise((done) => setTimeout(done, 1500));
      return digest.apply(this, given);
    };`;
  const { page, problems } = await openHosted(t, { processors: 2, prepare: inWorkers(slowly) });
  const step = page.getByText("Everything is read; hashing");
  await chooseFolder(page, join(parent, "case"));
  await step.waitFor();
  return { page, problems, parent, step };
}

test("a file that is another one when it is to be hashed has no hash, and that is said", async (t) => {
  const { page, parent } = await openHashing(t);
  await writeFile(join(parent, "case/7.jsonl"), event(1));
  const read = await whenRead(page);
  assert.deepEqual([read.files, read.events], [8, 800]);
  assert.match(await page.getByRole("alert").first().innerText(), /^One file could not be read .* not again to hash it; .* has no SHA-256: case\/7\.jsonl/);
  const { inputs } = JSON.parse(await exported(page, "summary"));
  assert.deepEqual(inputs.filter(({ sha256 }) => !sha256).map(({ path }) => path), ["case/7.jsonl"]);
});

test("with few processors all is seen before it is hashed, and what was not hashed for a cancel is hashed when it is given again", async (t) => {
  const { page, problems, parent, step } = await openHashing(t);
  const seen = await counts(page);
  assert.deepEqual([seen.files, seen.records, seen.events, seen.duplicates], [8, 800, 800, 0]);
  assert.match(await page.locator(".reading").innerText(), /files: \d of 8/);
  assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  assert.match(await page.locator(".shortcoming").innerText(), /^Hashing was cancelled\. Everything was read/);
  await chooseFolder(page, join(parent, "case"));
  await step.waitFor();
  assert.match(await page.locator(".reading").innerText(), /files: \d of [1-7]\b/);
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  assert.equal(await step.count(), 0);
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
  assert.deepEqual(problems, []);
});

test("pasted text is read", async (t) => {
  const { page } = await openHosted(t);
  await page.getByRole("button", { name: "Paste" }).first().click();
  await page.getByRole("dialog").getByRole("textbox").fill(`${event(1)}\n${event(2)}\n`);
  await page.getByRole("dialog").getByRole("button", { name: /Read|Add/ }).click();
  const read = await whenRead(page);
  assert.deepEqual([read.files, read.events], [1, 2]);
});

test("cancelling keeps what was read, and says that the case is partial", async (t) => {
  const parent = await folderFor(t);
  const block = Array.from({ length: 2000 }, (_, index) => event(index, { pad: "x".repeat(500) })).join("\n");
  const path = join(parent, "large.jsonl.gz");
  await writeLarge(path, Array.from({ length: 150 }, (_, part) => block.replaceAll("/1", `/${part}-1`)).join("\n"));
  const { page } = await openHosted(t);
  await chooseFiles(page, [path]);
  await page.waitForFunction(() => Number(document.querySelector("[data-count=events]")?.dataset.value) > 0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  const read = await counts(page);
  assert.ok(read.events > 0 && read.records < 300_000 * LARGE_TIMES, `${read.records} records`);
  assert.equal(read.records, read.events + read.duplicates + read.rejected + read.skipped);
  assert.match(await page.locator("body").innerText(), /partial/i);
});

test("a case stays partial until what was given up is given again, and is read then", async (t) => {
  const parent = await folderFor(t);
  const paths = Array.from({ length: 3000 }, (_, index) => join(parent, `${index}.jsonl`));
  await Promise.all(paths.map((path, index) => writeFile(path, `${event(index)}\n`)));
  const more = join(parent, "more.jsonl");
  await writeFile(more, `${event(3000)}\n`);
  const { page, problems } = await openHosted(t);
  const cancelled = page.waitForFunction(() => {
    const button = document.querySelector(".reading button");
    button?.click();
    return button;
  });
  await chooseFiles(page, paths);
  await cancelled;
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  const begun = (await counts(page)).files;
  assert.ok(begun < 3000, `${begun} files`);
  const whenFiles = async (files, state) => {
    await page.waitForFunction((wanted) => Number(document.querySelector("[data-count=files]")?.dataset.value) === wanted, files);
    await page.waitForSelector("html[data-case=partial], html[data-case=ready]", { state: "attached" });
    assert.equal(await page.locator("html").getAttribute("data-case"), state);
  };
  await chooseFiles(page, [more]);
  await whenFiles(begun + 1, "partial");
  await chooseFiles(page, paths);
  await whenFiles(3001, "ready");
  const { events, duplicates } = await counts(page);
  assert.deepEqual([events, duplicates], [3001, 0]);
  const { inputs } = JSON.parse(await exported(page, "summary"));
  assert.ok(inputs.length === 3001 && inputs.every(({ sha256 }) => sha256), "all are hashed");
  assert.deepEqual(problems, []);
});

test("hostile content is text, and nothing else", async (t) => {
  const view = await openHosted(t);
  const dialogs = [];
  view.page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  const parent = await folderFor(t);
  const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e\u0007javascript:alert(3) =1+1";
  const hostile = Array.from({ length: 40 }, (_, index) => event(index, {
    activity_name: index % 2 ? evil : "FileTransferFromRemoteToLocalDisk",
    session_detail: { portal_id: evil, session_id: `${evil}${index % 3}`, client_ip: evil, username: `${evil}${index % 2}` },
    url: { url_string: `javascript:alert(4)//${evil}`, hostname: evil, path: evil },
    file: { name: evil, size: index, ext: evil },
  }));
  const path = join(parent, "<img src=x onerror=alert(5)>\u202e.jsonl");
  await writeFile(path, [...hostile, `{"broken": "${evil}`].join("\n"));
  view.forgetRequests();
  await chooseFiles(view.page, [path]);
  const { events, rejected } = await whenRead(view.page);
  assert.deepEqual([events, rejected], [40, 1]);
  const opens = { sessions: "#sessions-row-0", events: "#events-row-0", evidence: "#notices-row-0" };
  for (const tab of ["overview", "timeline", "sessions", "transfers", "events", "evidence"]) {
    await view.page.locator(`[data-tab=${tab}]`).click();
    await view.page.locator(".view").getByText("⟨U+202E⟩").first().waitFor();
    if (opens[tab]) await view.page.locator(opens[tab]).click();
    if (tab === "events") await view.page.getByRole("region", { name: "Original text" }).waitFor();
    if (tab === "evidence") await view.page.getByRole("region", { name: /^Notice at / }).waitFor();
    const { injected, hidden } = await view.page.evaluate(() => ({
      injected: document.querySelectorAll("img, body script, [onerror], a[href^=javascript]").length,
      hidden: [document.body.innerText, ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes].map(({ value }) => value))]
        .filter((text) => /[\u202e\u0007]/.test(text)),
    }));
    assert.equal(injected, 0, tab);
    assert.deepEqual(hidden, [], `${tab} shows hidden characters as such`);
  }
  assert.deepEqual(dialogs, []);
  assert.deepEqual(view.requests(), []);
  assert.deepEqual(await view.violations(), []);
  const csv = await exported(view.page, "events-csv");
  assert.ok(csv.includes("<img src=x"), "exports are exact");
});

test("the fixtures give the same summary as the native program", async (t) => {
  const { page } = await openHosted(t);
  await drop(page, FIXTURES);
  await whenRead(page);
  assert.equal(await exported(page, "summary"), await summaryOf(["fixtures"], { cwd: resolve(FIXTURES, "..") }));
});
