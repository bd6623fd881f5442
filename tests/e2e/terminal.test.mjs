// The terminal view, used as a person uses it: on a folder that mixes transcripts, a stream and other logs.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { axe, chooseFiles, chooseFolder, countWork, folderFor, holdPauses, openHosted, screenshot, whenRead, workOf } from "./harness.mjs";
import { goTo, number } from "./views.mjs";

const ALICE = "alice-0a1b2c3d4e5f67890";
const BOB = "bob@example.com-wzleysigzmbd6fmkefjqvt5w4u";

/** A transcript as the agent writes it, of what the session's own terminal was sent. */
const transcript = (id, sent) => `Script started on 2026-11-20 11:00:00+00:00 [COMMAND="cat /var/lib/amazon/ssm/i-0abc/session/orchestration/${id}/Standard_Stream/ipcTempFile.log"]\n${sent.replaceAll("\n", "\r\n")}\nScript done on 2026-11-20 11:00:00+00:00 [COMMAND_EXIT_CODE="0"]\n`;

const message = (time, lines) => JSON.stringify({
  eventVersion: "1.0", eventTime: `2026-11-20T10:15:${time}Z`, awsRegion: "us-east-1", target: { id: "i-0def" },
  userIdentity: { arn: "arn:aws:sts::123456789012:assumed-role/Admin/bob@example.com" }, runAsUser: "ssm-user",
  sessionId: BOB, sessionData: lines,
});

const SENT = [
  "sh-4.2$ date\r\nFri Nov 20\r\n",
  "sh-4.2$ fetch\r\n10%\r50%\r100%\r\n",
  "sh-4.2$ vim notes\r\n\x1b[?1049h\x1b[1;24r\x1b[Hold words\x1b[H\x1b[31mnew words\x1b[0m\x1b[24;1H:wq\x1b[?1049l",
  "# \x1b[1;32mgreen\x1b[0m <b>&amp;</b> \u202e\r\nsh-4.2$ exit\r\n",
].join("");

async function mixed(t) {
  const folder = await folderFor(t);
  await mkdir(join(folder, "logs"));
  await writeFile(join(folder, "logs", `${ALICE}.log`), transcript(ALICE, SENT));
  await writeFile(join(folder, "logs", "stream.gz"), gzipSync([
    message("09", ["pwned", "sh-4.2$ exit"]), message("01", ["sh-4.2$ whoamix\b \b"]),
  ].join("\n")));
  await writeFile(join(folder, "logs", "web.jsonl"), JSON.stringify({
    category_name: "WorkSpacesSecureBrowser", activity_name: "TabOpen", time: "2026-11-20T08:00:00Z", session_detail: { session_id: "s", username: "u" },
  }));
  return folder;
}

const linesOf = (page) => page.locator("#terminal-table .terminal-line").allInnerTexts();
const openSession = async (page, name) => {
  await page.locator("#terminals-table").getByText(name, { exact: true }).click();
  await page.locator(".terminal-title h2", { hasText: name }).waitFor();
};

test("the text and the line that are looked at stay what they are when more sessions and texts are read", async (t) => {
  const folder = await folderFor(t);
  const text = (id, hour, line) => transcript(id, `sh-4.2$ ${line}\r\nsh-4.2$ exit\r\n`).replaceAll(" 11:00", ` ${hour}:00`);
  const file = async (name, content) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, [await file("late.log", text(ALICE, 11, "first"))]);
  await whenRead(page);
  await goTo(page, "terminal");
  const line = (words) => page.locator("#terminal-row-0", { hasText: words });
  await line("first").waitFor();
  await chooseFiles(page, [await file("early.log", text(BOB, 10, "earlier"))]);
  await page.locator("#terminals-table[aria-rowcount='3']").waitFor();
  await page.locator("#terminals-table [role=row][aria-rowindex='2']", { hasText: "bob" }).waitFor();
  await line("first").waitFor();
  await line("first").click();
  await page.locator("#terminal-row-0[aria-selected=true]").waitFor();
  // Another text of the same session comes before the one that is looked at: its lines are others.
  await chooseFiles(page, [await file("a.log", text(ALICE, 11, "another"))]);
  await line("another").waitFor();
  assert.equal(await page.locator("#terminal-table [aria-selected=true]").count(), 0);
  assert.deepEqual(problems, []);
});

test("a session is read again from its files, and shown as its terminal showed it", async (t) => {
  const { page, problems, violations } = await openHosted(t, { viewport: { width: 1440, height: 1500 } });
  await chooseFolder(page, await mixed(t));
  const { rejected } = await whenRead(page);
  assert.equal(rejected, 0);
  await goTo(page, "terminal");
  await openSession(page, "alice");
  await page.locator("#terminal-row-30").waitFor({ state: "attached" });

  const lines = await linesOf(page);
  assert.deepEqual(lines.slice(0, 3), ["sh-4.2$ date", "Fri Nov 20", "sh-4.2$ fetch"]);
  assert.match(lines[3], /^100%\s*hidden: 10% 50%\s*$/);
  assert.match(lines[5], /^Full-screen program: its last screen, 24 lines · hidden before: 1$/);
  assert.equal(lines[6], "new words");
  assert.equal(lines[30], "# green <b>&amp;</b> ⟨U+202E⟩");
  await page.getByText("those of the end of the session").waitFor();

  // What is probably a command, with how sure it is; a click goes there.
  const jumps = page.locator("#jumps-table .vt-body [role=row]");
  assert.deepEqual(await jumps.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent))), [
    ["1", "date", "likely"], ["3", "fetch", "likely"], ["5", "vim notes", "likely"],
    ["31", "green <b>&amp;</b> ⟨U+202E⟩", "probable"], ["32", "exit", "likely"],
  ]);
  await jumps.nth(4).click();
  await page.locator("#terminal-row-31[aria-selected=true]").waitFor();

  // The screen at a line: of a full-screen program its own, and then the main one again.
  await page.locator("#terminal-row-6").click();
  await page.locator(".terminal-badge").waitFor();
  const screen = page.locator(".terminal-screen pre");
  await page.waitForFunction(() => document.querySelector(".terminal-screen pre").textContent.startsWith("new words"));
  await screenshot(page, "terminal");
  await page.locator("#terminal-row-1").click();
  await page.locator(".terminal-badge").waitFor({ state: "detached" });
  // The cursor stands behind what was written last.
  assert.match(await screen.innerText(), /^sh-4.2\$ date\nFri Nov 20 \n/);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(problems, []);
});

test("a stream is put in order, and played at the times of its uploads", async (t) => {
  const { page } = await openHosted(t);
  await chooseFolder(page, await mixed(t));
  await whenRead(page);
  await goTo(page, "terminal");
  await openSession(page, "bob@example.com");
  await page.locator("#terminal-row-2").waitFor({ state: "attached" });
  assert.match((await linesOf(page))[0], /^sh-4.2\$ whoami\s*hidden: sh-4.2\$ whoamix\s*$/);
  await page.getByText("time of upload, about 1 s exact").first().waitFor();
  const slider = page.getByRole("slider", { name: "Message of the stream" });
  assert.match(await slider.getAttribute("aria-valuetext"), /^2 of 2 · 2026-11-20 10:15:09/);
  // What it plays is noted as it comes: the first message may be gone again before anybody asks.
  await slider.evaluate((input) => {
    globalThis.played = [];
    const note = () => globalThis.played.push(input.getAttribute("aria-valuetext"));
    new MutationObserver(note).observe(input, { attributeFilter: ["aria-valuetext"] });
  });
  await page.getByRole("button", { name: "Play 10×" }).click();
  await page.waitForFunction(() => /^2 of 2/.test(globalThis.played.at(-1)));
  assert.match(await page.evaluate(() => globalThis.played[0]), /^1 of 2 · 2026-11-20 10:15:01/);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => {
    const text = document.querySelector(".terminal-screen pre").textContent;
    return text.startsWith("sh-4.2$ whoami") && !text.includes("pwned");
  });
});

test("a search goes over all sessions and leads to the line", async (t) => {
  const { page } = await openHosted(t);
  await chooseFolder(page, await mixed(t));
  await whenRead(page);
  await goTo(page, "terminal");
  const field = page.getByRole("searchbox", { name: "Search all sessions" });
  await field.fill("EXIT");
  await field.press("Enter");
  await page.getByText(/^2 matches; 2 sessions/).waitFor();
  await page.locator("#matches-table").getByText(/^bob/).first().click();
  await page.locator(".terminal-title h2", { hasText: BOB }).waitFor();
  await page.locator("#terminal-row-2[aria-selected=true]").waitFor();
});

/**
 * A page with a folder that has a transcript to be interpreted in many steps, and a short one; whatever reads texts
 * again is held.
 */
async function openLongAndShort(t) {
  const folder = await folderFor(t);
  const sent = Array.from({ length: 100_000 }, (_, line) => `\x1b[3${line % 8}mline ${line}\x1b[0m of a long text\r\n`).join("");
  await mkdir(join(folder, "logs"));
  await writeFile(join(folder, "logs", `${ALICE}.log`), transcript(ALICE, sent));
  await writeFile(join(folder, "logs", "carol-0a1b2c3d4e5f67891.log"), transcript("carol-0a1b2c3d4e5f67891", SENT));
  const { page, problems } = await openHosted(t, { prepare: holdPauses("reading") });
  await chooseFolder(page, folder);
  await whenRead(page);
  return { page, problems };
}

test("opening a long text tells how far it is, can be cancelled, and gives way to another", async (t) => {
  const { page, problems } = await openLongAndShort(t);
  await goTo(page, "terminal");
  const sessions = page.locator("#terminals-table");
  const state = page.locator(".terminal-state");
  await sessions.getByText("alice", { exact: true }).click();
  const bar = state.getByRole("progressbar", { name: /^Reading the text again/ });
  await bar.waitFor();
  await state.getByText(/^Shown to a terminal: .* of 3\.\d MB$/).waitFor();
  assert.ok(await bar.evaluate((progress) => progress.value) < 100, "it is held after the first step");
  await page.evaluate(() => globalThis.pass(5));
  await page.waitForFunction(() => document.querySelector(".terminal-state progress")?.value > 100);
  await state.getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => globalThis.pass(1));
  await state.getByText("Reading this text was cancelled.").waitFor();
  assert.equal(await bar.count(), 0);
  await state.getByRole("button", { name: "Try again" }).click();
  await bar.waitFor();
  // Another one is there long before the long one would be: that takes many more steps.
  await sessions.getByText("carol", { exact: true }).click();
  await page.evaluate(() => globalThis.pass(5));
  await page.locator(".terminal-title h2", { hasText: "carol" }).waitFor();
  await page.locator("#terminal-row-0").waitFor();
  await page.evaluate(() => globalThis.release());
  await sessions.getByText("alice", { exact: true }).click();
  await page.locator(".terminal-title h2", { hasText: "alice" }).waitFor();
  await page.locator("#terminal-row-0").getByText("line 0 of a long text").waitFor();
  assert.deepEqual(problems, []);
});

test("a search over long texts tells how far it is and can be cancelled, and texts are read meanwhile", async (t) => {
  const { page, problems } = await openLongAndShort(t);
  await page.evaluate(() => globalThis.release());
  await goTo(page, "terminal");
  await page.locator("#terminals-table").getByText("carol", { exact: true }).click();
  await page.locator("#terminal-row-0").waitFor();
  await page.evaluate(() => globalThis.hold());
  const field = page.getByRole("searchbox", { name: "Search all sessions" });
  const search = page.locator(".terminal-search");
  await field.fill("LINE 99999");
  await field.press("Enter");
  const bar = search.getByRole("progressbar", { name: "Searching" });
  await bar.waitFor();
  // While that lasts, a line and its screen are there at once.
  await page.locator("#terminal-row-5").click();
  await page.locator(".terminal-badge").waitFor();
  assert.equal(await bar.count(), 1, "the search goes on");
  await search.getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(() => globalThis.release());
  await search.getByText("The search was cancelled.").waitFor();
  await search.getByRole("button", { name: "Try again" }).click();
  await search.getByText(/^1 match; 2 sessions/).waitFor();
  assert.equal(await page.locator("#matches-table mark").innerText(), "line 99999");
  assert.deepEqual(problems, []);
});

test("pieces of a transcript in several files are one text, which is found by what is in any of them", async (t) => {
  const folder = await folderFor(t);
  const sent = transcript(ALICE, "sh-4.2$ whoami\r\nalice\r\nsh-4.2$ cat secret\r\nsesame\r\nsh-4.2$ exit\r\n").split(/(?<=alice\r\r\n)/);
  const page1 = { events: [{ logStreamName: ALICE, timestamp: 1000, message: sent[0], eventId: "1" }], nextToken: "x" };
  const page2 = { events: [{ logStreamName: ALICE, timestamp: 1001, message: sent[1], eventId: "2" }] };
  const files = [join(folder, "page-1.json"), join(folder, "page-2.json")];
  await Promise.all([page1, page2].map((one, number) => writeFile(files[number], JSON.stringify(one))));
  const { page, problems } = await openHosted(t);
  // The later one is read, and looked at, before the other is there.
  await chooseFiles(page, [files[1]]);
  await whenRead(page);
  await chooseFiles(page, [files[0]]);
  await page.waitForFunction(() => document.querySelector("[data-count=files]")?.dataset.value === "2");
  const read = await whenRead(page);
  assert.deepEqual([read.events, read.skipped, read.rejected], [1, 1, 0]);
  await goTo(page, "terminal");
  await openSession(page, "alice");
  await page.locator("#terminal-row-0").getByText("whoami").waitFor();
  assert.deepEqual((await linesOf(page)).map((line) => line.trim()).filter((line) => line), ["sh-4.2$ whoami", "alice", "sh-4.2$ cat secret", "sesame", "sh-4.2$ exit"]);
  const field = page.getByRole("searchbox", { name: "Search all sessions" });
  await field.fill("sesame");
  await field.press("Enter");
  await page.locator(".terminal-search").getByText(/^1 match; 1 session/).waitFor();
  // What the first page cannot show is said of it.
  await goTo(page, "evidence");
  const limits = page.locator("#limitations-table [role=row]", { hasText: "page-1.json" });
  await limits.getByText(/more follows \(NextToken\)/).waitFor();
  assert.equal(await page.locator("#limitations-table .vt-body [role=row]").count(), 1);
  assert.deepEqual(problems, []);
});

test("what the agent wrote, the cursor and all hidden texts are shown for what they are", async (t) => {
  const { page } = await openHosted(t, { viewport: { width: 1440, height: 900 } });
  const folder = await folderFor(t);
  await mkdir(join(folder, "logs"));
  const apart = transcript(ALICE, "STD_OUT:total 4\r\nSTD_ERR:no such file\r\nEXIT_CODE: 2").replace("Standard_Stream", "NonInteractiveCommands");
  await writeFile(join(folder, "logs", `${ALICE}.log`), apart);
  await writeFile(join(folder, "logs", "carol-0a1b2c3d4e5f67891.log"), transcript("carol-0a1b2c3d4e5f67891", "$ get\r\n1%\r2%\r3%\r4%\r5%\r100%\r\n$ ls"));
  await chooseFolder(page, folder);
  await whenRead(page);
  await goTo(page, "terminal");
  await openSession(page, "alice");
  await page.getByText("Its exit code was 2.").waitFor();
  await page.locator(".terminal-agent").nth(2).waitFor();
  assert.deepEqual(await page.locator(".terminal-agent").allInnerTexts(), ["standard output", "standard error", "exit code"]);

  await openSession(page, "carol");
  assert.equal(await page.locator(".terminal-agent").count(), 0);
  await page.getByText("cursor in row 3, column 5").waitFor();
  const cursor = page.locator(".terminal-screen .terminal-cursor");
  assert.equal(await cursor.evaluate((it) => it.closest(".terminal-row").innerText.trimEnd()), "$ ls");
  // A cursor is as wide as a character, and not one line above or below it.
  const [box, row] = [await cursor.boundingBox(), await cursor.evaluate((it) => it.parentElement.getBoundingClientRect().top)];
  assert.ok(box.width > 4 && box.width < 12 && Math.abs(box.y - row) < 4);

  await page.locator("#terminal-row-1").getByRole("button", { name: "+2" }).click();
  await page.getByRole("button", { name: /^Hidden text 5$/, pressed: true }).waitFor();
  const hidden = page.locator("#jumps-table .vt-body [role=row]");
  assert.deepEqual(await hidden.locator(".col-jump").allInnerTexts(), ["1%", "2%", "3%", "4%", "5%"]);
});

test("without any session text the tab says why and stays shut", async (t) => {
  const { page } = await openHosted(t);
  const folder = await folderFor(t);
  await writeFile(join(folder, "web.jsonl"), JSON.stringify({ category_name: "WorkSpacesSecureBrowser", activity_name: "TabOpen", time: 1, session_detail: { session_id: "s" } }));
  await chooseFiles(page, [join(folder, "web.jsonl")]);
  await whenRead(page);
  const tab = page.locator("[data-tab=terminal]");
  assert.equal(await tab.getAttribute("aria-disabled"), "true");
  assert.match(await tab.getAttribute("title"), /no session text/);
  for (const open of [() => tab.click({ force: true }), () => page.keyboard.press("7")]) {
    await open();
    assert.equal(await tab.getAttribute("aria-selected"), "false");
  }
  await page.keyboard.press("6");
  await page.locator("[data-tab=events][aria-selected=true]").waitFor();
});

test("of a long transcript the page is given what it shows, and no more", async (t) => {
  const { page } = await openHosted(t, { prepare: countWork });
  const folder = await folderFor(t);
  const sent = Array.from({ length: 300_000 }, (_, line) => `\x1b[3${line % 8}mline ${line}\x1b[0m of a long text\r\n`).join("");
  await writeFile(join(folder, `${ALICE}.log`), transcript(ALICE, sent));
  await chooseFiles(page, [join(folder, `${ALICE}.log`)]);
  await whenRead(page);
  const before = await workOf(page);
  await goTo(page, "terminal");
  await page.locator("#terminal-row-0").waitFor();
  assert.equal(number(await page.locator("#terminal-table").getAttribute("aria-rowcount")), 300_001);
  await page.locator("#terminal-table").focus();
  await page.keyboard.press("End");
  await page.locator("#terminal-row-299999").getByText("line 299999 of a long text").waitFor();
  const after = await workOf(page);
  t.diagnostic(`${sent.length} bytes sent; the main thread: ${JSON.stringify(before)}, then ${JSON.stringify(after)}`);
  // The text itself, interpreted here, would be work for seconds; and so would all of its lines be.
  assert.equal(after.reads, before.reads);
  assert.ok(after.bytes > before.bytes && after.bytes - before.bytes < sent.length / 100, "lines in sight come, and no others");
  assert.ok(after.most < 500, `${after.most} elements in one turn`);
});

for (const [colorScheme, locale, width] of [["light", "en-US", 1440], ["dark", "ja-JP", 1440], ["dark", "en-US", 700]]) {
  test(`axe finds nothing in the terminal view (${colorScheme}, ${locale}, ${width} px)`, async (t) => {
    const { page } = await openHosted(t, { colorScheme, locale, viewport: { width, height: 900 } });
    await chooseFolder(page, await mixed(t));
    await whenRead(page);
    await goTo(page, "terminal");
    for (const name of ["alice", "bob@example.com"]) {
      await openSession(page, name);
      await page.locator("#terminal-row-0").click();
      assert.deepEqual(await axe(page), [], name);
    }
  });
}

test("only what nobody has set of the size of a screen is called assumed", async (t) => {
  const { page, problems } = await openHosted(t);
  await chooseFolder(page, await mixed(t));
  await whenRead(page);
  await goTo(page, "terminal");
  await openSession(page, "alice");
  const facts = page.locator(".terminal-facts");
  await facts.getByText(/screen of \d+ × \d+ \(assumed\)/).waitFor();
  await page.getByRole("spinbutton", { name: "Columns" }).fill("132");
  await page.keyboard.press("Tab");
  await facts.getByText(/screen of 132 columns \(as you have set\) × \d+ rows \(assumed\)/).waitFor();
  // Of another session nobody has said anything.
  await openSession(page, "bob@example.com");
  await facts.getByText(/screen of \d+ × \d+ \(assumed\)/).waitFor();
  assert.deepEqual(problems, []);
});
