// Everything that is given to the page arrives, and the numbers are those of the native program.
import assert from "node:assert/strict";
import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { chooseFiles, chooseFolder, CORPUS, counts, drop, EDITIONS, exported, folderFor, holdHashing, holdReads, inWorkers, LARGE_TIMES, openFile, openHosted, openSample, PLAIN_HOST, summaryOf, whenRead, writeLarge } from "./harness.mjs";

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

test("files can be added later; what is given again is read once, and that is said", async (t) => {
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
  assert.equal(await page.locator(".shortcoming").innerText(), "One file was given before, with the same content, and is read once: a.jsonl.");
  assert.equal(await page.locator("html").getAttribute("data-case"), "ready");
});

for (const [what, megabytes, processors] of [["small files", 0], ["files that are hashed afterwards", 2], ["such files, with one processor,", 2, 1]]) {
  test(`${what} of one name are told apart by what they hold, even where their sizes and times are the same`, async (t) => {
    const parent = await folderFor(t);
    const path = async (folder, user) => {
      await mkdir(join(parent, folder), { recursive: true });
      const file = join(parent, folder, "000000.jsonl");
      const lines = Array.from({ length: 20 }, (_, index) => event(index, { user, pad: "x".repeat(megabytes * 50_000) }));
      await writeFile(file, lines.join("\n"));
      await utimes(file, 1_700_000_000, 1_700_000_000);
      return file;
    };
    const [x, y, z] = [await path("x", "alice"), await path("y", "bob__"), await path("z", "alice")];
    const { page, problems } = await openHosted(t, { processors });
    const give = async (files, expected) => {
      await chooseFiles(page, files);
      await page.waitForFunction((count) => document.querySelector("[data-count=records]")?.dataset.value === count, String(expected));
      await whenRead(page);
    };
    await give([x], 20);
    await give([y], 40);
    assert.match(await page.locator(".shortcoming").innerText(), /Another file of the same path .*: 000000\.jsonl → \(2\)\/000000\.jsonl/);
    await give([z], 40);
    await give([y], 40);
    assert.match(await page.locator(".shortcoming").innerText(), /^2 files were given before, .*: 000000\.jsonl, 000000\.jsonl\./);
    assert.equal((await counts(page)).files, 2);
    const { inputs } = JSON.parse(await exported(page, "summary"));
    assert.deepEqual(inputs.map(({ path: name, records }) => [name, records]), [["(2)/000000.jsonl", 20], ["000000.jsonl", 20]]);
    assert.equal(new Set(inputs.map(({ sha256 }) => sha256)).size, 2);
    // The original text of both is found again, each in its own file.
    await page.locator("[data-tab=events]").click();
    const original = page.getByRole("region", { name: "Original text" });
    const user = () => page.evaluate(() => /alice|bob__/.exec(document.querySelector("pre.original").textContent)[0]);
    await page.locator("#events-row-0").click();
    await original.getByText(/alice|bob__/).first().waitFor();
    const other = { alice: "bob__", bob__: "alice" }[await user()];
    // The events of one second, one of each file.
    await page.locator("#events-row-1").click();
    await original.getByText(other).first().waitFor();
    assert.deepEqual(problems, []);
  });
}

test("files that vanish before they are read are counted once, named, and listed; the case is partial", async (t) => {
  const parent = await folderFor(t);
  const paths = ["gone-1.jsonl", "gone-2.jsonl", "here.jsonl", "gone-small.jsonl"].map((name) => join(parent, name));
  for (const path of paths) await writeFile(path, Array.from({ length: path.includes("small") ? 1 : 20 }, (_, index) => event(index, { pad: "x".repeat(100_000) })).join("\n"));
  // The page hears of what was chosen when it has vanished.
  const prepare = (page) => page.addInitScript(() => {
    addEventListener("change", (event) => {
      event.stopImmediatePropagation();
      globalThis.tellChosen = () => event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }, { capture: true, once: true });
  });
  const { page } = await openHosted(t, { prepare });
  await chooseFiles(page, paths);
  for (const path of paths.filter((name) => name.includes("gone"))) await rm(path);
  await page.evaluate(() => globalThis.tellChosen());
  const read = await whenRead(page);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.equal(read.events, 20);
  assert.match(await page.getByRole("alert").first().innerText(), /^3 files could not be read .*: gone-1\.jsonl, gone-2\.jsonl, gone-small\.jsonl/);
  const { inputs, totals: { inputs: listed } } = JSON.parse(await exported(page, "summary"));
  assert.deepEqual(inputs.map(({ path, incomplete, records, sha256 }) => [path, incomplete, records, typeof sha256]), [
    ["gone-1.jsonl", "changed", 0, "object"],
    ["gone-2.jsonl", "changed", 0, "object"],
    ["gone-small.jsonl", "changed", 0, "object"],
    ["here.jsonl", undefined, 20, "string"],
  ]);
  assert.equal(listed, 4);
});

test("what is dropped and cannot be had is named", async (t) => {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case/inner"), { recursive: true });
  await writeFile(join(parent, "case/a.jsonl"), `${event(1)}\n`);
  await writeFile(join(parent, "case/locked.jsonl"), `${event(2)}\n`);
  await writeFile(join(parent, "case/inner/b.jsonl"), `${event(3)}\n`);
  const prepare = (page) => page.addInitScript(() => {
    const refuse = (good, bad) => setTimeout(() => bad(new DOMException("no", "NotReadableError")));
    const getAsEntry = DataTransferItem.prototype.webkitGetAsEntry;
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      const folder = getAsEntry.call(this);
      const createReader = folder.createReader;
      folder.createReader = () => {
        const reader = createReader.call(folder);
        const read = reader.readEntries;
        reader.readEntries = (good, bad) => read.call(reader, (entries) => {
          for (const entry of entries) {
            if (entry.name === "locked.jsonl") entry.file = refuse;
            if (entry.name === "inner") entry.createReader = () => ({ readEntries: refuse });
          }
          good(entries);
        }, bad);
        return reader;
      };
      return folder;
    };
  });
  const { page } = await openHosted(t, { prepare });
  await drop(page, join(parent, "case"));
  const read = await whenRead(page);
  assert.equal(read.events, 1);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.match(await page.getByRole("alert").first().innerText(), /^2 files could not be read .*case\/inner.*case\/locked\.jsonl|^2 files could not be read .*case\/locked\.jsonl.*case\/inner/);
});

test("what is dropped on the one-file edition and is refused is named", async (t) => {
  const parent = await folderFor(t);
  const [here, locked] = [join(parent, "here.jsonl"), join(parent, "locked.jsonl")];
  await writeFile(here, `${event(1)}\n`);
  await writeFile(locked, `${event(2)}\n`);
  const prepare = (page) => page.addInitScript(() => {
    const handle = DataTransferItem.prototype.getAsFileSystemHandle;
    DataTransferItem.prototype.getAsFileSystemHandle = async function () {
      const own = await handle.call(this);
      if (own.name === "locked.jsonl") throw new DOMException("no", "NotAllowedError");
      return own;
    };
  });
  const { page } = await openFile(t, { prepare });
  await drop(page, [here, locked]);
  const read = await whenRead(page);
  assert.equal(read.events, 1);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.match(await page.getByRole("alert").first().innerText(), /^One file could not be read .*: locked\.jsonl/);
});

for (const [what, { isOld = false, ...options }] of [
  ["from loopback", {}],
  ["with one processor", { processors: 1 }],
  ["with two of them", { processors: 2 }],
  ["that came unencrypted from another machine", { host: PLAIN_HOST }],
  ["in a browser that reads no file into a buffer of ours", { prepare: inWorkers("delete globalThis.ReadableStreamBYOBReader;"), isOld: true }],
  ["in such a browser with one processor", { prepare: inWorkers("delete globalThis.ReadableStreamBYOBReader;"), isOld: true, processors: 1 }],
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

test("files come into the same memory to be hashed", async (t) => {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case"));
  for (let file = 0; file < 12; file += 1) {
    const lines = Array.from({ length: 30 }, (_, index) => event(index, { pad: `${file}`.padEnd(100_000, "x") }));
    await writeFile(join(parent, "case", `${file}.jsonl`), lines.join("\n"));
  }
  const tell = inWorkers(`
    if (globalThis.name === "ingest") {
      const channel = new BroadcastChannel("memory");
      globalThis.ArrayBuffer = new Proxy(ArrayBuffer, {
        construct(target, [bytes]) {
          if (bytes > 3e6) channel.postMessage(bytes);
          return new target(bytes);
        },
      });
    }`);
  const prepare = async (page) => {
    await tell(page);
    await page.addInitScript(() => {
      globalThis.made = [];
      new BroadcastChannel("memory").onmessage = ({ data }) => globalThis.made.push(data);
    });
  };
  for (const processors of [1, 4]) {
    const { page } = await openHosted(t, { processors, prepare });
    await chooseFolder(page, join(parent, "case"));
    await whenRead(page);
    const made = await page.evaluate(() => globalThis.made.length);
    assert.ok(made > 0 && made <= processors, `12 files were hashed in ${made} buffers of ${processors} workers`);
    // A worker that has hashed is ended when all is hashed, and its memory with it.
    while (page.workers().length > processors) await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
  }
});

/** A page that has read eight files of 10 MB, and is held before it hashes them. */
async function openHashing(t) {
  const parent = await folderFor(t);
  await mkdir(join(parent, "case"));
  for (let file = 0; file < 8; file += 1) {
    const lines = Array.from({ length: 100 }, (_, index) => event(index, { pad: `${file}`.padEnd(100_000, "x") }));
    await writeFile(join(parent, "case", `${file}.jsonl`), lines.join("\n"));
  }
  const { page, problems } = await openHosted(t, { processors: 2, prepare: holdHashing });
  const step = page.locator(".reading").getByText("Everything is read; hashing");
  await chooseFolder(page, join(parent, "case"));
  await step.waitFor();
  return { page, problems, parent, step };
}

test("a file that is another one when it is to be hashed has no hash, and that is said", async (t) => {
  const { page, parent } = await openHashing(t);
  await writeFile(join(parent, "case/7.jsonl"), event(1));
  await page.evaluate(() => globalThis.release());
  const read = await whenRead(page);
  assert.deepEqual([read.files, read.events], [8, 800]);
  assert.equal(await page.locator("html").getAttribute("data-case"), "partial");
  assert.match(await page.getByRole("alert").first().innerText(), /^One file could not be read .* not again to hash it; .* has no SHA-256: case\/7\.jsonl/);
  const { inputs } = JSON.parse(await exported(page, "summary"));
  assert.deepEqual(inputs.filter(({ sha256 }) => !sha256).map(({ path }) => path), ["case/7.jsonl"]);
  // How it can be read as it is now is said, and the way there is beside it.
  const said = page.getByRole("alert").filter({ hasText: "start anew and give it again" });
  await said.getByRole("button", { name: "Start anew" }).click();
  await chooseFolder(page, join(parent, "case"));
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
});

test("all is seen before it is hashed, and what was not hashed for a cancel is hashed when it is given again", async (t) => {
  const { page, problems, parent, step } = await openHashing(t);
  // The numbers come from another worker than the step; nothing is hashed until it is let.
  await page.locator("[data-count=events][data-value='800']").waitFor({ state: "attached" });
  const seen = await counts(page);
  assert.deepEqual([seen.files, seen.records, seen.events, seen.duplicates], [8, 800, 800, 0]);
  // Each of the two workers hashes one file.
  await page.evaluate(() => globalThis.pass(1));
  await page.locator(".reading").getByText("files: 2 of 8").waitFor();
  await page.locator("[data-tab=evidence]").click();
  assert.match(await page.locator(".evidence-progress").innerText(), /^Everything is read; hashing: files: 2 of 8/);
  assert.equal(await page.locator("html").getAttribute("data-case"), "reading");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  assert.match(await page.locator(".shortcoming").innerText(), /^Hashing was cancelled\. Everything was read/);
  await page.locator("[data-tab=events]").click();
  const { path } = JSON.parse(await exported(page, "summary")).inputs.find(({ sha256 }) => !sha256);
  await page.getByRole("combobox", { name: "Filter" }).fill(`path:${path}`);
  await page.keyboard.press("Enter");
  await page.locator("#events-table[aria-rowcount='101']").waitFor();
  await page.locator("#events-row-0").click();
  await page.getByRole("complementary").getByText("none: the file was not hashed").waitFor();
  await chooseFolder(page, join(parent, "case"));
  await step.waitFor();
  // Those that were not hashed, and those that were given, to be compared.
  assert.match(await page.locator(".reading").innerText(), /files: 0 of 14\b/);
  await page.evaluate(() => globalThis.release());
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  assert.equal(await step.count(), 0);
  assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["case"], { cwd: parent })));
  assert.deepEqual(problems, []);
});

test("only files are taken from a drop: text can be dragged into the filter line", async (t) => {
  const { page } = await openSample(t, "overview");
  const dragged = (selector, type, isFile) => page.evaluate(([at, event, withFile]) => {
    const dataTransfer = new DataTransfer();
    if (withFile) dataTransfer.items.add(new File(["x"], "x.log"));
    else dataTransfer.setData("text/plain", "alice");
    // What is not prevented the browser does by itself.
    const isFree = document.querySelector(at).dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
    return { isFree, isSheetShown: !document.querySelector(".drop-sheet").hidden };
  }, [selector, type, isFile]);
  assert.deepEqual(await dragged(".search [role=combobox]", "dragover", false), { isFree: true, isSheetShown: false });
  assert.equal((await dragged(".search [role=combobox]", "drop", false)).isFree, true);
  assert.equal((await dragged("main", "drop", false)).isFree, false, "a text is no address to go to");
  assert.equal((await dragged(".search [role=combobox]", "dragover", true)).isFree, false);
  await page.locator(".drop-sheet").waitFor();
});

test("pasted text is read", async (t) => {
  const { page } = await openHosted(t);
  await page.getByRole("button", { name: "Paste" }).first().click();
  await page.getByRole("dialog").getByRole("textbox").fill(`${event(1)}\n${event(2)}\n`);
  await page.getByRole("dialog").getByRole("button", { name: /Read|Add/ }).click();
  const read = await whenRead(page);
  assert.deepEqual([read.files, read.events], [1, 2]);
});

for (const how of ["is given again", "is gone on with"]) {
  test(`cancelling keeps what was read, and says that the case is partial; when it ${how} it is completed`, async (t) => {
    const parent = await folderFor(t);
    const block = Array.from({ length: 2000 }, (_, index) => event(index)).join("\n");
    const path = join(parent, "large.jsonl.gz");
    const bytes = await writeLarge(path, Array.from({ length: 10 }, (_, part) => block.replaceAll("/1", `/${part}-1`)).join("\n"));
    const { page, problems } = await openHosted(t, { prepare: holdReads(bytes) });
    await chooseFiles(page, [path]);
    await page.waitForFunction(() => Number(document.querySelector("[data-count=events]")?.dataset.value) > 0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.evaluate(() => globalThis.release());
    await page.waitForSelector("html[data-case=partial]", { state: "attached" });
    const read = await counts(page);
    assert.ok(read.events > 0 && read.records < 20_000 * LARGE_TIMES, `${read.records} records`);
    assert.equal(read.records, read.events + read.duplicates + read.rejected + read.skipped);
    assert.match(await page.locator("body").innerText(), /partial/i);
    const { inputs: [part] } = JSON.parse(await exported(page, "summary"));
    assert.deepEqual([part.incomplete, part.sha256, part.records], ["cancelled", null, read.records]);
    if (how === "is given again") await chooseFiles(page, [path]);
    else await page.getByRole("button", { name: "Go on", exact: true }).click();
    await page.waitForSelector("html[data-case=ready]", { state: "attached" });
    assert.deepEqual(JSON.parse(await exported(page, "summary")), JSON.parse(await summaryOf(["large.jsonl.gz"], { cwd: parent })));
    assert.deepEqual(problems, []);
  });
}

test("a case stays partial until what was given up is given again, and is read then", async (t) => {
  const parent = await folderFor(t);
  // A worker is given 256 of them at once, and the next ones with them: some are left.
  const FILES = 600;
  const paths = Array.from({ length: FILES }, (_, index) => join(parent, `${index}.jsonl`));
  await Promise.all(paths.map((path, index) => writeFile(path, `${event(index)}\n`)));
  const more = join(parent, "more.jsonl");
  await writeFile(more, `${event(FILES)}\n`);
  const { page, problems } = await openHosted(t, { processors: 1, prepare: holdHashing });
  await chooseFiles(page, paths);
  await page.evaluate(() => globalThis.whenHeld());
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => globalThis.release());
  await page.waitForSelector("html[data-case=partial]", { state: "attached" });
  const summary = async () => JSON.parse(await exported(page, "summary"));
  const unread = ({ inputs }) => inputs.filter(({ incomplete }) => incomplete);
  const cut = await summary();
  assert.equal(cut.inputs.length, FILES, "what was not begun is listed");
  assert.equal(cut.totals.inputs, FILES);
  assert.ok(unread(cut).length > 0 && unread(cut).every(({ incomplete, sha256 }) => incomplete === "cancelled" && sha256 === null));
  const [, begun] = /after (\d+) of 600 files/.exec(await page.locator(".shortcoming").innerText());
  assert.ok(Number(begun) < FILES, `${begun} were begun`);
  const whenFiles = async (files, state) => {
    await page.waitForFunction((wanted) => Number(document.querySelector("[data-count=files]")?.dataset.value) === wanted, files);
    await page.waitForSelector(`html[data-case=${state}]`, { state: "attached" });
  };
  await chooseFiles(page, [more]);
  await whenFiles(FILES + 1, "partial");
  await chooseFiles(page, paths);
  await whenFiles(FILES + 1, "ready");
  const { events, duplicates } = await counts(page);
  assert.deepEqual([events, duplicates], [FILES + 1, 0]);
  const { inputs } = await summary();
  assert.ok(inputs.length === FILES + 1 && inputs.every(({ sha256 }) => sha256), "all are hashed");
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
      hidden: [document.body.innerText, ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes].filter(({ name }) => name !== "data-facet-value").map(({ value }) => value))]
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
