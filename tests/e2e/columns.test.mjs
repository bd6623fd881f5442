// The columns of tables: each can be shown, moved, sorted by and made wider or narrower, by pointer and by keys; the
// address and what is saved say the same as the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, exported, openHosted, openSample, whenRead } from "./harness.mjs";
import { goTo, rowsOf, whenInAddress, whenRows } from "./views.mjs";

const heading = (page, table, key) => page.locator(`#${table}-table .vt-heading.col-${key}`);
const edge = (page, table, key) => heading(page, table, key).getByRole("separator");
const width = async (page, table, key) => Math.round((await heading(page, table, key).boundingBox()).width);
const keysOf = (page, table) => page.locator(`#${table}-table .vt-heading`).evaluateAll((all) => all.map((one) => /col-(\S+)/.exec(one.className)[1]));

/** What stands for a user who is not known. */
const NOBODY = "(no user)";

/** The head and the rows of a saved table, without the lines before its head. */
function columnsOf(csv) {
  const lines = csv.trimEnd().split("\n").filter((line) => !line.startsWith("# ") && !line.startsWith("\"# "));
  return { head: lines[0].split(","), rows: lines.slice(1) };
}

/** Opens the menu of columns of a table and does something in it. */
async function choose(page, act, table = "events") {
  await page.getByRole("button", { name: "Columns" }).click();
  const menu = page.locator(`#${table}-columns`);
  await menu.getByRole("checkbox").first().waitFor();
  await act(menu);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
}

test("every field of the export can be a column, and each sorts both ways with what is unknown last", async (t) => {
  const { page, counts, problems } = await openSample(t, "events", { viewport: { width: 1440, height: 1500 } });
  await whenRows(page, "events", counts.events);
  const [head] = (await exported(page, "events-csv")).split("\n");
  await page.keyboard.press("Escape");
  await choose(page, async (menu) => {
    for (const box of await menu.getByRole("checkbox").all()) await box.check();
    assert.deepEqual(await axe(page), []);
  });
  const shown = await keysOf(page, "events");
  const missing = head.trim().split(",").filter((field) => !shown.includes(field));
  assert.deepEqual(missing, [], "all that the CSV has");
  assert.deepEqual(await axe(page), []);

  for (const key of shown.slice(1)) {
    for (const way of key === "size" ? ["descending", "ascending"] : key === "time" ? ["descending", "ascending"] : ["ascending", "descending"]) {
      await heading(page, "events", key).getByRole("button").click();
      await heading(page, "events", key).and(page.locator(`[aria-sort=${way}]`)).waitFor();
      await page.waitForFunction(() => !document.querySelector("#events-table.is-stale"));
      const rows = await rowsOf(page, "events", 40);
      const known = rows.map((row) => !["", "no time", "unknown", NOBODY].includes(row.texts[key].replaceAll("\u00a0", " ")));
      assert.ok(known.indexOf(false) === -1 || !known.slice(known.indexOf(false)).includes(true), `${key}, ${way}: unknown stands last`);
    }
  }

  // As addresses, not as texts.
  await heading(page, "events", "client_ip").getByRole("button").click();
  await whenInAddress(page, "order", "client_ip");
  const value = (address) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  await page.waitForFunction(() => !document.querySelector("#events-table.is-stale"));
  const addresses = (await rowsOf(page, "events")).map(({ client_ip: address }) => address).filter((address) => /^[\d.]+$/.test(address));
  assert.ok(new Set(addresses).size > 3);
  assert.deepEqual(addresses.map(value), addresses.map(value).toSorted((a, b) => a - b));
  assert.deepEqual(problems, []);
});

test("what is chosen stands in the address, leads there again, and is what is saved", async (t) => {
  const { page, counts, problems } = await openSample(t, "events");
  await whenRows(page, "events", counts.events);
  await choose(page, async (menu) => {
    for (const name of ["Session", "Client IP", "Moves", "From → to"]) {
      const box = menu.getByRole("checkbox", { name, exact: true });
      if (await box.count()) await box.uncheck();
    }
    await menu.getByRole("checkbox", { name: "Host", exact: true }).check();
    await menu.getByRole("button", { name: "Move Host left" }).click();
  });
  const columns = ["time", "activity", "user", "what", "host", "size"];
  await whenInAddress(page, "cols", columns.join(","));
  await heading(page, "events", "size").getByRole("button").click();
  await whenInAddress(page, "order", "-size");
  assert.deepEqual(await keysOf(page, "events"), ["mark", ...columns]);

  const saved = columnsOf(await exported(page, "table-csv"));
  assert.deepEqual(saved.head, columns);
  assert.equal(saved.rows.length, counts.events);
  const sizes = saved.rows.map((row) => row.slice(row.lastIndexOf(",") + 1)).filter((size) => size);
  assert.ok(sizes.length > 5);
  assert.deepEqual(sizes.map(Number), sizes.map(Number).toSorted((a, b) => b - a));

  const linked = await openHosted(t, { hash: await page.evaluate(() => location.hash) });
  await linked.page.getByRole("button", { name: "Try the sample case" }).click();
  await whenRead(linked.page);
  await whenRows(linked.page, "events", counts.events);
  assert.deepEqual(await keysOf(linked.page, "events"), ["mark", ...columns]);
  assert.deepEqual(await rowsOf(linked.page, "events", 30), await rowsOf(page, "events", 30));

  await choose(page, (menu) => menu.getByRole("button", { name: "Default columns" }).click());
  await whenInAddress(page, "cols", null);
  assert.deepEqual(problems, []);
});

/** The cells of a line of a saved table in which some cells may be quoted. */
const cellsOf = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

/** Tables beside that of events: what is hidden in each, what is moved to the left, and what stands there and in a file then. */
const TABLES = {
  sessions: {
    key: "session-cols", all: ["user", "start", "length", "events", "in", "out", "state", "findings", "sites", "ips", "system", "portal", "id", "end"],
    first: "User", hidden: ["Findings", "Client IPs", "Portal, target", "Session ID", "System", "Sites"], moved: "Out",
    shown: ["start", "length", "events", "out", "in", "state", "end"],
    saved: ["start", "length_s", "events", "events_in_scope", "out", "out_bytes", "in", "in_bytes", "state", "end"],
    hiddenInFile: ["user", "findings", "client_ips", "portal", "target", "session"],
  },
  sites: {
    key: "site-cols", all: ["host", "visits", "users", "first", "last", "pastes", "uploads", "downloads", "blocked"],
    first: "Host", hidden: ["Pastes", "First seen (UTC)"], moved: "Blocked",
    shown: ["visits", "users", "last", "uploads", "blocked", "downloads"],
    saved: ["visits", "users", "last", "uploads", "upload_bytes", "blocked", "downloads", "download_bytes"],
    hiddenInFile: ["host", "pastes", "first"],
  },
  transfers: {
    key: "transfer-cols", all: ["time", "user", "moves", "file", "size", "came_from", "around", "session"],
    first: "Time", hidden: ["Around", "Session"], added: ["Client IP", "Line"], moved: "Size",
    shown: ["user", "moves", "size", "file", "came_from", "client_ip", "line"],
    saved: ["user", "moves", "size", "file", "came_from", "came_from_basis", "client_ip", "line"],
    hiddenInFile: ["time", "session", "activity", "url", "offset"],
  },
};

for (const [table, { key, all, first, hidden, added = [], moved, shown, saved, hiddenInFile }] of Object.entries(TABLES)) {
  test(`columns of ${table} are hidden and moved, by keys too; the address, a link and what is saved have them, and what is hidden can be saved`, async (t) => {
    const { page, problems } = await openSample(t, table);
    await page.locator(`#${table}-row-0`).waitFor();
    assert.deepEqual(await keysOf(page, table), all);
    const count = Number(await page.locator(`#${table}-table`).getAttribute("aria-rowcount")) - 1;

    // By keys alone: the button, its menu, the first column, and back to the button.
    const button = page.getByRole("button", { name: "Columns" });
    await button.focus();
    await page.keyboard.press("Enter");
    const menu = page.locator(`#${table}-columns`);
    await menu.getByRole("checkbox").nth(all.length - 1).waitFor();
    await page.keyboard.press("Tab");
    const focused = menu.locator(":focus");
    assert.equal((await focused.evaluate((box) => box.closest("label").textContent)).trim(), first);
    await page.keyboard.press("Space");
    await heading(page, table, all[0]).waitFor({ state: "detached" });
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    assert.equal(await button.evaluate((element) => element === document.activeElement), true, "the focus is where it was");

    await choose(page, async () => {
      for (const name of hidden) await menu.getByRole("checkbox", { name, exact: true }).uncheck();
      for (const name of added) await menu.getByRole("checkbox", { name, exact: true }).check();
      await menu.getByRole("button", { name: `Move ${moved} left` }).click();
    }, table);
    await whenInAddress(page, key, shown.join(","));
    assert.deepEqual(await keysOf(page, table), shown);

    const seen = columnsOf(await exported(page, "table-csv"));
    assert.deepEqual(seen.head, saved);
    assert.equal(seen.rows.length, count);
    const whole = columnsOf(await exported(page, "table-whole-csv"));
    await page.keyboard.press("Escape");
    for (const name of hiddenInFile) assert.ok(whole.head.includes(name), `${name} is not lost`);
    const places = saved.map((name) => whole.head.indexOf(name));
    const part = (line) => { const cells = cellsOf(line); return places.map((place) => cells[place]); };
    assert.deepEqual(seen.rows.map(cellsOf), whole.rows.map(part), "the same rows");

    const linked = await openHosted(t, { hash: await page.evaluate(() => location.hash) });
    await linked.page.getByRole("button", { name: "Try the sample case" }).click();
    await whenRead(linked.page);
    await linked.page.locator(`#${table}-row-0`).waitFor();
    assert.deepEqual(await keysOf(linked.page, table), shown);

    await choose(page, (menu) => menu.getByRole("button", { name: "Default columns" }).click(), table);
    await whenInAddress(page, key, null);
    assert.deepEqual(await keysOf(page, table), all);
    assert.deepEqual(problems, []);
  });
}

test("the columns of all tables are there on the next visit of a person who wants that", async (t) => {
  const { page } = await openSample(t, "sites");
  const address = await page.evaluate(() => location.href.split("#")[0]);
  await page.locator(".settings > button:last-of-type").click();
  await page.getByRole("checkbox", { name: "Remember these settings in this browser" }).check();
  await page.keyboard.press("Escape");
  await choose(page, (menu) => menu.getByRole("checkbox", { name: "Pastes" }).uncheck(), "sites");
  await goTo(page, "transfers");
  await choose(page, (menu) => menu.getByRole("checkbox", { name: "Host", exact: true }).check(), "transfers");
  await goTo(page, "sessions");
  await choose(page, (menu) => menu.getByRole("button", { name: "Move User right" }).click(), "sessions");
  await page.waitForFunction(() => localStorage.getItem("sessionscope.settings").includes("session-cols=start,user,"));
  const next = await page.context().newPage();
  await next.goto(address);
  await next.getByRole("button", { name: "Try the sample case" }).click();
  await whenRead(next);
  await goTo(next, "sessions");
  await next.locator("#sessions-row-0").waitFor();
  assert.deepEqual((await keysOf(next, "sessions")).slice(0, 3), ["start", "user", "length"]);
  await goTo(next, "sites");
  await next.locator("#sites-row-0").waitFor();
  assert.equal((await keysOf(next, "sites")).includes("pastes"), false);
  await goTo(next, "transfers");
  await next.locator("#transfers-row-0").waitFor();
  assert.equal((await keysOf(next, "transfers")).includes("host"), true);
});

/** What each table can be sorted by beside its own order, with the key of the address, and what stands there after a click. */
const ORDERS = [
  ["sessions", "session-order", "out", "-out"], ["sites", "site-order", "host", "host"],
  ["transfers", "transfer-order", "came_from", "came_from"], ["events", "order", "client_ip", "client_ip"],
];

const sortedBy = (page, table) => page.locator(`#${table}-table .vt-heading:is([aria-sort=ascending], [aria-sort=descending])`)
  .evaluateAll((all) => all.map((one) => [/col-(\S+)/.exec(one.className)[1], one.getAttribute("aria-sort")]));
const rowsShown = async (page, table) => {
  await page.waitForFunction((id) => document.querySelector(`#${id}-table:not(.is-stale) .vt-body [role=row]`) && !document.querySelector(`#${id}-table .vt-waiting`), table);
  // What tells a row from others; signs of findings come when they are asked for.
  return (await rowsOf(page, table, 20)).map(({ id, host, time, user, file, what }) => [id, host, time, user, file, what].filter(Boolean).join(" · "));
};

test("the order of each table and what bars measure stand in the address, and a link, a reload and a step back lead to them", async (t) => {
  const { page, problems } = await openSample(t, "sessions");
  const expected = {};
  for (const [table, key, column, text] of ORDERS) {
    await goTo(page, table);
    const before = await rowsShown(page, table);
    await heading(page, table, column).getByRole("button").click();
    await whenInAddress(page, key, text);
    expected[table] = { sort: [[column, text.startsWith("-") ? "descending" : "ascending"]], rows: await rowsShown(page, table) };
    assert.deepEqual(await sortedBy(page, table), expected[table].sort);
    assert.notDeepEqual(expected[table].rows, before, table);
  }
  await goTo(page, "transfers");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await whenInAddress(page, "measure", "count");
  const hash = await page.evaluate(() => location.hash);

  const check = async (view, what) => {
    for (const [table] of ORDERS) {
      await goTo(view, table);
      assert.deepEqual(await rowsShown(view, table), expected[table].rows, `${table}, ${what}`);
      assert.deepEqual(await sortedBy(view, table), expected[table].sort, `${table}, ${what}`);
    }
    await goTo(view, "transfers");
    assert.equal(await view.getByRole("button", { name: "Count", exact: true }).getAttribute("aria-pressed"), "true", what);
  };
  const linked = await openHosted(t, { hash });
  await linked.page.getByRole("button", { name: "Try the sample case" }).click();
  await whenRead(linked.page);
  await check(linked.page, "by a link");
  // How things are shown is no step: back leads to the view before, in the order that it has now.
  await goTo(page, "sites");
  await whenInAddress(page, "tab", "sites");
  await heading(page, "sites", "users").getByRole("button").click();
  await whenInAddress(page, "site-order", "-users");
  await page.goBack();
  await whenInAddress(page, "tab", "transfers");
  assert.deepEqual(await rowsShown(page, "transfers"), expected.transfers.rows);
  assert.deepEqual(await sortedBy(page, "transfers"), expected.transfers.sort);
  await page.goForward();
  await whenInAddress(page, "tab", "sites");
  await whenInAddress(page, "site-order", "-users");
  await rowsShown(page, "sites");
  assert.deepEqual(await sortedBy(page, "sites"), [["users", "descending"]]);
  // What is no order is left aside, and the order that a table has by itself is not said.
  await page.evaluate(() => { location.hash = "#v=1&tab=sites&session-order=nothing&site-order=--users&transfer-order=around&order=&measure=weight&lang=en"; });
  await page.locator("#sites-table .col-visits[aria-sort=descending]").waitFor();
  for (const [table, sort] of [["sessions", ["start", "ascending"]], ["transfers", ["time", "ascending"]], ["events", ["time", "ascending"]], ["sites", ["visits", "descending"]]]) {
    await goTo(page, table);
    await rowsShown(page, table);
    assert.deepEqual(await sortedBy(page, table), [sort]);
  }
  for (const key of [...ORDERS.map(([, key]) => key), "measure"]) await whenInAddress(page, key, null);
  assert.deepEqual([...problems, ...linked.problems], []);
});

test("sessions are sorted by their findings, most first and by keys too, and equals stay in the order of time", async (t) => {
  const { page, problems } = await openSample(t, "sessions");
  const idsShown = async () => { await rowsShown(page, "sessions"); return (await rowsOf(page, "sessions")).map(({ id }) => id); };
  const saved = async () => {
    const { head, rows } = columnsOf(await exported(page, "table-csv"));
    await page.keyboard.press("Escape");
    const [id, findings] = ["session", "findings"].map((name) => head.indexOf(name));
    return rows.map(cellsOf).map((cells) => [cells[id], Number(cells[findings])]);
  };
  const byTime = await idsShown();
  const found = new Map(await saved());
  assert.deepEqual([...found.keys()], byTime);
  // By keys alone: from the rows to the headings, along them, and the heading is pressed.
  await page.locator("#sessions-table").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  for (let moved = 0; moved < 7; moved += 1) await page.keyboard.press("ArrowRight");
  assert.match(await page.evaluate(() => document.activeElement.closest(".vt-heading").className), /col-findings/);
  await page.keyboard.press("Enter");
  await whenInAddress(page, "session-order", "-findings");
  assert.deepEqual(await sortedBy(page, "sessions"), [["findings", "descending"]]);
  assert.deepEqual(await axe(page), []);
  // A plain sort leaves equals as they are.
  const sorted = (compare) => byTime.toSorted((a, b) => compare(found.get(a), found.get(b)));
  const mostFirst = sorted((a, b) => b - a);
  assert.deepEqual(await idsShown(), mostFirst);
  assert.deepEqual((await saved()).map(([id]) => id), mostFirst);
  const most = found.get(mostFirst[0]);
  assert.ok(most > 1 && found.get(mostFirst.at(-1)) === 0);
  // The signs say the same.
  await page.locator("#sessions-table").evaluate((grid) => { grid.scrollTop = 0; });
  await page.locator("#sessions-row-0 .finding-sign", { hasText: String(most) }).waitFor();
  await heading(page, "sessions", "findings").getByRole("button").click();
  await whenInAddress(page, "session-order", "findings");
  assert.deepEqual(await idsShown(), sorted((a, b) => a - b));
  assert.deepEqual(problems, []);
});

test("transfers are sorted by where they came from, and what is not known stands last both ways", async (t) => {
  const { page, problems } = await openSample(t, "transfers");
  await heading(page, "transfers", "came_from").scrollIntoViewIfNeeded();
  for (const [way, text] of [["ascending", "came_from"], ["descending", "-came_from"]]) {
    await heading(page, "transfers", "came_from").getByRole("button").click();
    await whenInAddress(page, "transfer-order", text);
    await rowsShown(page, "transfers");
    const saved = columnsOf(await exported(page, "table-csv"));
    await page.keyboard.press("Escape");
    const [from, basis] = ["came_from", "came_from_basis"].map((name) => saved.head.indexOf(name));
    const cells = saved.rows.map(cellsOf);
    const isKnown = (row) => ["name-and-size", "name"].includes(row[basis]);
    const known = cells.filter(isKnown).map((row) => row[from]);
    assert.ok(new Set(known).size > 2 && known.length < cells.length);
    assert.ok(cells.slice(0, known.length).every(isKnown), "what is not known stands last");
    assert.deepEqual(known, way === "ascending" ? known.toSorted() : known.toSorted().reverse());
    const rows = await rowsOf(page, "transfers", 10);
    rows.forEach((row, index) => assert.ok(row.texts.came_from.length > 0 && known[index].length > 0));
  }
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
});

test("the edge of a heading is dragged and moved by keys, and the width stays in every view and for as long as the page is open", async (t) => {
  const { page, problems } = await openSample(t, "events");
  for (const [tab, table, key] of [["events", "events", "user"], ["sessions", "sessions", "user"], ["sites", "sites", "host"], ["transfers", "transfers", "file"]]) {
    await goTo(page, tab);
    await heading(page, table, key).waitFor();
    await heading(page, table, key).scrollIntoViewIfNeeded();
    const before = await width(page, table, key);
    const box = await edge(page, table, key).boundingBox();
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 20, at.y, { steps: 4 });
    await page.mouse.move(at.x + 60, at.y, { steps: 4 });
    await page.mouse.up();
    const wider = before + 60;
    await page.waitForFunction(([selector, px]) => Math.abs(document.querySelector(selector).getBoundingClientRect().width - px) <= 1, [`#${table}-table .vt-heading.col-${key}`, wider]);
    const moved = await edge(page, table, key).boundingBox();
    assert.ok(Math.abs(moved.x - box.x - 60) <= 2, `${table}: the edge follows the pointer`);
    assert.equal(await edge(page, table, key).getAttribute("aria-valuenow"), String(wider));
    // Cells are as wide as their heading.
    const cell = await page.locator(`#${table}-row-0 .col-${key}`).boundingBox();
    assert.ok(Math.abs(cell.width - wider) <= 1);
    await goTo(page, "overview");
    await goTo(page, tab);
    await heading(page, table, key).waitFor();
    assert.equal(await width(page, table, key), wider, `${table}: it stays`);
    assert.equal(await page.locator(`#${table}-table [aria-sort=ascending], #${table}-table [aria-sort=descending]`).count(), 1, "nothing was sorted by it");
  }

  // By keys: one step of the Tab key leads to a heading, the next to its edge, the next out of the table.
  await goTo(page, "events");
  const grid = page.getByRole("grid", { name: "Events" });
  await grid.focus();
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => [document.activeElement.getAttribute("role") ?? document.activeElement.localName, document.activeElement.closest(".vt-heading")?.className ?? ""]);
  assert.match((await focused()).join(), /^button,.*col-time/);
  for (const key of ["ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  assert.match((await focused()).join(), /^button,.*col-user/);
  await page.keyboard.press("Enter");
  await heading(page, "events", "user").and(page.locator("[aria-sort=ascending]")).waitFor();
  assert.match((await focused()).join(), /^button,.*col-user/, "the heading keeps the focus");
  await page.keyboard.press("Tab");
  assert.match((await focused()).join(), /^separator,.*col-user/);
  const before = await width(page, "events", "user");
  assert.equal(await edge(page, "events", "user").getAttribute("aria-valuenow"), String(before));
  for (const key of ["ArrowLeft", "ArrowLeft", "Shift+ArrowRight"]) await page.keyboard.press(key);
  await page.waitForFunction((px) => document.activeElement.getAttribute("aria-valuenow") === String(px), before + 32);
  assert.equal(await width(page, "events", "user"), before + 32);
  assert.equal(await edge(page, "events", "user").getAttribute("aria-label"), "Width of column User");
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-valuenow") === document.activeElement.getAttribute("aria-valuemin"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#events-table .vt-heading.col-user").getBoundingClientRect().width > 90);
  await page.keyboard.press("Tab");
  assert.equal((await focused())[1], "", "the table is left");

  // A double click gives a column its own width again.
  await goTo(page, "sites");
  await edge(page, "sites", "host").dblclick();
  const own = await width(page, "sites", "host");
  await goTo(page, "events");
  await edge(page, "events", "user").focus();
  await page.keyboard.press("ArrowRight");
  await choose(page, (menu) => menu.getByRole("button", { name: "Default columns" }).click());
  assert.equal(await page.locator("#events-table").evaluate((grid) => grid.style.getPropertyValue("--vt-columns").includes("minmax(136px")), true);
  assert.ok(own > 0);
  assert.deepEqual(problems, []);
});

test("a heading reacts as a whole, and its menu of columns fits a small screen", async (t) => {
  const { page, problems } = await openSample(t, "events", { viewport: { width: 390, height: 700 } });
  const cell = await heading(page, "events", "time").boundingBox();
  const button = await heading(page, "events", "time").getByRole("button").boundingBox();
  assert.ok(button.width >= cell.width - 1 && button.height >= cell.height - 1, "from edge to edge");
  await page.mouse.click(cell.x + 3, cell.y + 3);
  await heading(page, "events", "time").and(page.locator("[aria-sort=descending]")).waitFor();
  await choose(page, async (menu) => {
    const box = await menu.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 700, JSON.stringify(box));
    await menu.getByRole("checkbox", { name: "Length" }).scrollIntoViewIfNeeded();
    await menu.getByRole("button", { name: "Default columns" }).click();
  });
  assert.deepEqual(problems, []);
});
