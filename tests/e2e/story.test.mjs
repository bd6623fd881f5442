// The main story, on both editions: logs are dropped, and every view says what the native program says of
// the same files. SESSIONSCOPE_PICTURES=yes writes the picture of the README anew.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { unzip } from "../independent/lib/zip.mjs";
import { CORPUS, drop, EDITIONS, EVERYTHING, exported, folderFor, native, openSample, summaryOf, whenRead } from "./harness.mjs";
import { amount, barsOf, bytes, cellsOf, goTo, inAddressSoon, number, rowsOf, time, whenOverviewOf, whenRows } from "./views.mjs";

/** The names of the places between which something moves, by their ids. */
const MESSAGES = await readFile(resolve(import.meta.dirname, "../../i18n/en/sessionscope.ftl"), "utf8");
const PLACES = Object.fromEntries([...MESSAGES.matchAll(/^endpoint-(\S+) = (.*)$/gm)].map(([, id, name]) => [id, name]));
/** The rest of the page is as high as it needs to be: lanes and tables are in view as a whole. */
const TALL = { width: 1440, height: 2600 };

/** Ways in and out of the remote session; what moves within it is neither. */
const directionOf = ({ from, to }) => {
  if (from === "local" || (from === "site" && to === "remote-disk")) return "in";
  return ["local", "printer"].includes(to) || (from === "remote-disk" && to === "site") ? "out" : "within";
};

/** Sums events up by a key; those whose key is absent are left out. */
function countsBy(events, key) {
  const counts = new Map();
  for (const event of events) if (event[key]) counts.set(event[key], (counts.get(event[key]) ?? 0) + 1);
  return [...counts].sort(([a, first], [b, second]) => second - first || Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Whether the page says something of an event that the exported events have no field for: an instance, a service. */
const saysMore = ({ system, file }) => !file && !["session-logger", "user-access-logging"].includes(system);

/** Transfers of a list of events: how many, known bytes, how many of unknown size. */
const moved = (events) => ({
  count: events.length,
  bytes: events.reduce((sum, { size }) => sum + (size ?? 0), 0),
  unsized: events.filter(({ size }) => size === undefined).length,
});

/** Whose WorkSpaces there are, by the `describe-workspaces.json` in the archives of a folder: a login names nobody. */
async function workspaceUsers(folder) {
  const archives = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".zip"));
  const members = (await Promise.all(archives.map((path) => readFile(join(folder, path))))).flatMap((zip) => unzip(zip) ?? []);
  const lists = members.filter(({ name }) => name.endsWith("describe-workspaces.json")).map(({ bytes: text }) => JSON.parse(text).Workspaces);
  return new Map(lists.flat().map(({ WorkspaceId, UserName }) => [WorkspaceId, UserName]));
}

/** What the native program says of a folder: summary as text and as values, events in time order. */
async function told(folder) {
  const [cwd, name] = [dirname(folder), basename(folder)];
  const [text, lines] = await Promise.all([summaryOf(name, { cwd }), native(["events", name], { cwd })]);
  const owners = await workspaceUsers(folder);
  return { folder, cwd, text, lines, owners, summary: JSON.parse(text), events: lines.trimEnd().split("\n").map((line) => JSON.parse(line)) };
}

const views = {
  async overview(page, { summary, events }) {
    const figures = page.locator(".figures li");
    const figure = (name) => figures.filter({ has: page.locator(`.figure-name:text-is("${name}")`) }).locator(".figure-value").innerText();
    const region = (name) => page.getByRole("region", { name, exact: true });
    await whenOverviewOf(page, summary.totals.events);
    assert.equal(await figure("Events"), summary.totals.events.toLocaleString("en"));
    assert.equal(number(await figure("Users")), summary.totals.users);
    const activities = await barsOf(region("Activities"));
    assert.deepEqual(Object.fromEntries(activities), Object.fromEntries(Object.entries(summary.by_activity).filter(([name]) => name)));
    const users = Object.entries(summary.by_user).filter(([user]) => user);
    const [shown, most] = [await barsOf(region("Users")), countsBy(events, "user")];
    assert.deepEqual(shown, most.slice(0, 8));
    for (const [user, count] of shown) assert.equal(count, summary.by_user[user]);
    assert.equal(number(await region("Users").locator(".bars-distinct").innerText()), users.length);
    for (const [name, field] of [["Hosts", "host"], ["Client IPs", "client_ip"]]) {
      const all = countsBy(events, field);
      assert.deepEqual(await barsOf(region(name)), all.slice(0, 8), name);
      assert.equal(number(await region(name).locator(".bars-distinct").innerText()), all.length, name);
    }
    for (const [name, direction] of [["In", "in"], ["Out", "out"]]) {
      assert.equal(number(await figure(name)), events.filter((event) => event.from && directionOf(event) === direction).length, name);
    }
  },

  async timeline(page, { summary, events }) {
    await page.getByRole("button", { name: "Show table" }).click();
    const table = page.getByRole("region", { name: "Sessions in view" });
    await page.waitForFunction((rows) => document.querySelectorAll(".timeline-table tbody tr").length === rows, summary.sessions.length);
    // Whoever has a session, or an event without one.
    const loose = events.filter(({ session }) => !session).map(({ user }) => user || "(no user)");
    const users = new Set([...summary.sessions.map(({ user }) => user), ...loose]);
    const { sessions } = summary.totals;
    assert.match(await page.locator(".timeline-summary").innerText(), new RegExp(`^${sessions} sessions on ${users.size} tracks\\.`));
    const expected = summary.sessions.map((session) => {
      const addresses = new Set(events.filter((event) => event.session === session.id && event.client_ip).map((event) => event.client_ip));
      return [session.user, session.id, [...addresses].join(", "), time(session.start), time(session.end), String(session.events)];
    });
    // The last column is the sign of findings.
    assert.deepEqual((await cellsOf(table)).map((row) => row.slice(0, -1)).toSorted(), expected.toSorted());
    const folds = page.locator(".timeline-user");
    assert.deepEqual((await folds.locator(".timeline-who").allTextContents()).toSorted(), [...users].toSorted());
    const counts = await page.locator(".timeline-count [aria-hidden]").allTextContents();
    const counted = counts.filter((count) => !count.startsWith("·")).map(number);
    assert.equal(counted.reduce((sum, count) => sum + count), sessions);
  },

  async sessions(page, { summary, events }) {
    await whenRows(page, "sessions", summary.sessions.length);
    const rows = await rowsOf(page, "sessions");
    const of = (session) => events.filter((event) => event.system === session.system && event.session === session.id);
    const way = (session, direction) => {
      const sum = moved(of(session).filter((event) => event.from && directionOf(event) === direction));
      return sum.count ? amount(sum) : "–";
    };
    assert.deepEqual(
      rows.map(({ user, id, start, end, texts }) => [user, id, start, end, number(texts.events), number(texts.sites), texts.in, texts.out, texts.state.slice(2)]),
      summary.sessions.map((session) => [
        session.user, session.id, time(session.start), time(session.end), session.events,
        new Set(of(session).map(({ host }) => host).filter(Boolean)).size,
        way(session, "in"), way(session, "out"), session.state,
      ]),
    );
  },

  async transfers(page, { summary, events }) {
    const flows = page.getByRole("figure", { name: "Between places" });
    await flows.getByRole("button", { name: "Show table" }).click();
    assert.deepEqual(
      (await cellsOf(flows.getByRole("table"))).map(([way, ...numbers]) => [way, ...numbers.map(number)]),
      summary.transfers.map(({ from, to, count, bytes: known, unsized }) => [`${PLACES[from]} → ${PLACES[to]}`, count, known, unsized]),
    );
    const all = events.filter(({ from }) => from);
    const overTime = page.getByRole("figure", { name: "Transfers over time" });
    await overTime.getByRole("button", { name: "Show table" }).click();
    const bins = (await cellsOf(overTime.getByRole("table"))).map(([, ...numbers]) => numbers.map(number));
    const sums = ["in", "out"].flatMap((direction) => {
      const sum = moved(all.filter((event) => directionOf(event) === direction));
      return [sum.count, sum.bytes, sum.unsized];
    });
    assert.deepEqual(sums.map((_, column) => bins.reduce((sum, bin) => sum + bin[column], 0)), sums);
    for (const [name, key, absent] of [["By user", "user", "(no user)"], ["By file type", "ext", "(no extension recorded)"], ["By site", "host", "(no site recorded)"]]) {
      const values = [...new Set(all.filter((event) => directionOf(event) !== "within").map((event) => event[key] ?? ""))];
      const expected = values.map((value) => [value || absent, ...["in", "out"].map((direction) => {
        const sum = moved(all.filter((event) => (event[key] ?? "") === value && directionOf(event) === direction));
        return sum.count ? `${sum.count} · ${amount(sum)}` : "";
      })]);
      const region = page.getByRole("region", { name, exact: true });
      const most = Math.min(expected.length, 12);
      await region.locator("tbody tr").nth(most - 1).waitFor();
      const shown = await cellsOf(region.getByRole("table"));
      const asText = (rows) => rows.map((row) => row.join(" | ")).toSorted();
      const known = new Set(asText(expected));
      assert.deepEqual(asText(shown).filter((row) => !known.has(row)), [], name);
      assert.equal(shown.length, most, name);
      if (expected.length > 12) await region.getByText(`and ${expected.length - 12} more`).waitFor();
    }
    await whenRows(page, "transfers", all.length);
    assert.equal(all.length, summary.transfers.reduce((sum, { count }) => sum + count, 0));
    assert.deepEqual(
      (await rowsOf(page, "transfers")).map(({ session, texts }) => [texts.time, texts.user, texts.moves, texts.file, texts.size, session]),
      all.map((event) => [
        time(event.time), event.user, `${PLACES[event.from]} → ${PLACES[event.to]}`, event.file ?? "not recorded",
        event.size === undefined ? "unknown" : bytes(event.size), event.session,
      ]),
    );
  },

  async events(page, { summary, events, owners }) {
    const user = ({ system, target }) => system === "workspaces-access" && owners.has(target) ? `${owners.get(target)} (by WorkSpace)` : "(no user)";
    await whenRows(page, "events", summary.totals.events);
    const shown = await rowsOf(page, "events");
    assert.deepEqual(
      shown.map((row, place) => [
        row.texts.time, row.activity.split(" · ")[1], row.user, row.session, row.client_ip,
        saysMore(events[place]) ? "" : row.what,
      ]),
      events.map((event) => [
        time(event.time), event.activity, event.user ?? user(event), event.session ?? "", event.client_ip ?? "",
        event.file ?? event.url ?? event.host ?? "",
      ]),
    );
  },

  async evidence(page, { summary }) {
    await whenRows(page, "inputs", summary.inputs.length);
    const rows = await rowsOf(page, "inputs");
    const columns = ["bytes", "records", "events", "duplicates", "rejected", "skipped"];
    assert.deepEqual(
      rows.map(({ path, sha256, format, texts }) => [path, sha256, texts.containers, format, ...columns.map((column) => number(texts[column])), texts.state]),
      summary.inputs.map((input) => [
        input.path, input.sha256, input.containers.join(" › ") || "none", input.format, ...columns.map((column) => input[column]), "complete",
      ]),
    );
    const foot = page.locator("#inputs-table .vt-foot");
    for (const column of columns) assert.equal(number(await foot.locator(`.col-${column}`).innerText()), summary.totals[column], column);
    if (summary.notices.length === 0) return page.getByText("No notices").waitFor();
    const notices = await rowsOf(page, "notices");
    assert.deepEqual(
      notices.map(({ path, texts }) => [path, texts.line, texts.offset, texts.kind.toLowerCase().replaceAll(" ", "-")]),
      // A notice about a file as a whole has no place in it.
      summary.notices.map(({ path, line, offset, kind }) =>
        [path, ...[line, offset].map((value) => (line ? value.toLocaleString("en") : "–")), kind]),
    );
  },
};

/** The drawer of an event shows its record as it is in the file, and the file's hash. */
async function drawerShowsTheFile(page, { cwd, events, summary }, place) {
  const { path, offset, length, activity } = events[place];
  await whenRows(page, "events", events.length);
  await page.locator("#events-table").focus();
  await page.locator("#events-table").evaluate((grid, top) => { grid.scrollTop = top; }, place * 24);
  await page.locator(`#events-row-${place}`).click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("heading", { level: 2 }).filter({ hasText: activity }).waitFor();
  const given = await readFile(join(cwd, path));
  const decoded = path.endsWith(".gz") ? gunzipSync(given) : given;
  const text = decoded.subarray(offset, offset + length).toString();
  // The record that was selected before stays, shown in either way, until this one is there.
  await page.waitForFunction((record) => {
    const [asInFile] = [...document.querySelectorAll(".drawer button")].filter((button) => button.textContent === "As in the file");
    if (asInFile?.ariaPressed === "false") asInFile.click();
    return document.querySelector("pre.original")?.textContent === record;
  }, text);
  await drawer.getByText(summary.inputs.find((input) => input.path === path).sha256).waitFor();
}

/** A click on the number of the user with most events filters for them, everywhere; exports too. */
async function aNumberFilters(page, { cwd, folder, text, events, summary }) {
  await goTo(page, "overview");
  await whenOverviewOf(page, summary.totals.events);
  const region = page.getByRole("region", { name: "Users", exact: true });
  const [[user, count]] = await barsOf(region);
  await region.getByRole("button").first().click();
  const filter = await inAddressSoon(page, "q");
  await page.waitForFunction(() => document.querySelectorAll("[aria-label=Users] li").length === 1);
  assert.deepEqual(await barsOf(region), [[user, count]]);
  assert.equal(count, summary.by_user[user]);
  await page.getByText(`${count.toLocaleString("en")} of ${summary.totals.events.toLocaleString("en")} events`).waitFor();
  await goTo(page, "events");
  await whenRows(page, "events", count);
  await goTo(page, "sessions");
  await whenRows(page, "sessions", new Set(events.filter((event) => event.user === user && event.session).map(({ session }) => session)).size);
  const line = await native(["events", basename(folder), "--filter", filter], { cwd });
  assert.equal(await exported(page, "events-jsonl"), line);
  assert.equal(await exported(page, "summary"), text, "the summary is of everything, whatever the filter");
}

async function tellStory(t, open, folder) {
  const expected = await told(folder);
  const { summary, events, text, lines } = expected;
  const view = await open(t, { viewport: TALL, hash: EVERYTHING });
  const { page } = view;
  view.forgetRequests();
  await drop(page, folder);
  const { inputs, records, events: all, duplicates, rejected, skipped } = summary.totals;
  assert.deepEqual(await whenRead(page), { files: inputs, records, events: all, duplicates, rejected, skipped });
  assert.equal(records, all + duplicates + rejected + skipped);
  for (const [tab, check] of Object.entries(views)) {
    await goTo(page, tab);
    await check(page, expected);
  }
  assert.equal(await exported(page, "summary"), text);
  assert.equal(await exported(page, "events-jsonl"), lines);
  await goTo(page, "events");
  const kinds = [/\.gz$/, /\.jsonl$/, /\.json$/].map((kind) => events.findLastIndex(({ path }) => kind.test(path)));
  for (const place of kinds.filter((place) => place >= 0)) await drawerShowsTheFile(page, expected, place);
  await aNumberFilters(page, expected);
  assert.deepEqual(view.requests(), []);
  assert.deepEqual(await view.violations(), []);
  assert.deepEqual(view.problems, []);
}

/** The files of the sample case, in a folder `logs`. */
async function sampleFiles(t) {
  const parent = await folderFor(t);
  await native(["sample", "-o", parent]);
  return join(parent, "logs");
}

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`every view of the ${edition} edition says of the sample case what the native program says`, async (t) => {
    await tellStory(t, open, await sampleFiles(t));
  });

  test(`every view of the ${edition} edition says of the corpus what the native program says`, { skip: !CORPUS && "there is no corpus" }, async (t) => {
    await tellStory(t, open, CORPUS);
  });
}

const PICTURE = resolve(import.meta.dirname, "../../docs/images/sample-case.png");

test("the picture of the README", { skip: !process.env.SESSIONSCOPE_PICTURES && "SESSIONSCOPE_PICTURES is not set" }, async (t) => {
  const { page } = await openSample(t, "transfers", { hash: "#v=1&t=2026-11-18T00:00:00Z..2026-11-19T00:00:00Z", colorScheme: "light" });
  // The way out of the customer list, late in the evening.
  await page.locator("#transfers-row-0").waitFor();
  await page.locator("#transfers-table").focus();
  await page.keyboard.press("End");
  await page.locator("#transfers-table [role=row]", { hasText: "customers-2026.xlsx" }).last().click();
  await goTo(page, "timeline");
  await page.locator(".timeline-track").first().waitFor();
  await page.locator(".timeline-row.selected").waitFor();
  await page.getByRole("complementary").locator("pre.original").waitFor();
  // Rest: whatever was asked for is answered and drawn.
  await page.waitForTimeout(500);
  await mkdir(dirname(PICTURE), { recursive: true });
  const picture = await page.screenshot({ path: PICTURE, animations: "disabled" });
  assert.ok(picture.length < 400_000, `${picture.length} bytes`);
});
