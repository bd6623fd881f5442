// Everyday questions of an investigation, each asked of the sample case as a person asks it, by role and label, in no
// more actions than it may take; the answers are held against what the native program says of the same files.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { drop, folderFor, native, openSample, whenRead } from "./harness.mjs";
import { inAddress, inAddressSoon, rowsOf, time, whenInAddress, whenRows, whenSettled } from "./views.mjs";

/** The sample case for the native program: its events that pass a filter, and its audit. */
async function sampleTold(t) {
  const parent = await folderFor(t);
  await native(["sample", "-o", parent]);
  const options = { cwd: join(parent, "logs") };
  const lines = async (filter) => (await native(["events", ".", "--format", "jsonl", "--filter", filter], options)).split("\n");
  return {
    events: async (filter) => (await lines(filter)).filter(Boolean).map(JSON.parse),
    audit: async () => JSON.parse(await native(["audit", "."], options)),
    summary: async () => JSON.parse(await native(["summary", "."], options)),
  };
}

/** The page with the sample case, and a person whose actions are counted: `within(n)` says that there were no more. */
async function openAs(t) {
  const opened = await openSample(t, "overview");
  const { page } = opened;
  let actions = 0;
  return {
    ...opened,
    click: (element, options) => { actions += 1; return element.click(options); },
    /** Writes a whole line into the filter: one action, as it is one for a person who knows the language. */
    ask: async (line) => {
      actions += 1;
      await page.getByRole("combobox", { name: "Filter" }).fill(line);
      await page.keyboard.press("Enter");
    },
    /** Writes into another field, and Enter: one action as well. */
    write: async (field, text) => {
      actions += 1;
      await field.fill(text);
      await page.keyboard.press("Enter");
    },
    tab: (name) => { actions += 1; return page.getByRole("tab", { name }).click(); },
    within: (most) => assert.ok(actions <= most, `${actions} actions, and ${most} are allowed`),
    shows: (count) => page.locator(`[data-count=shown][data-value="${count}"]`).waitFor(),
  };
}

test("which files left to a local machine or printer on 18 November, and where each came from", async (t) => {
  const told = await sampleTold(t);
  const { page, click, ask, tab, within, shows } = await openAs(t);
  const expected = await told.events("to:(local OR printer) time:2026-11-18");
  assert.ok(expected.length > 3, "there is something to ask");
  await click(page.getByRole("button", { name: /^Only 18 Nov/ }));
  await whenInAddress(page, "t", "2026-11-18T00:00:00.000Z..2026-11-19T00:00:00.000Z");
  // The day is a part of the line.
  await ask("to:(local OR printer) time:2026-11-18");
  await shows(expected.length);
  await tab("Transfers");
  within(3);
  await whenRows(page, "transfers", expected.length);
  const rows = await rowsOf(page, "transfers");
  assert.deepEqual(rows.map((row) => row.time), expected.map((event) => time(event.time)));
  const { flows } = await told.audit();
  const siteOf = new Map(flows.map((flow) => [`${flow.out.path}:${flow.out.offset}`, flow.site]));
  for (const [index, event] of expected.entries()) {
    const site = siteOf.get(`${event.path}:${event.offset}`);
    const said = rows[index].texts.came_from;
    if (site) assert.ok(said === site || said === `${site} (by name)`, `${said}, not ${site}`);
    // Nothing is known of what comes into a CloudShell.
    else if (event.system !== "session-logger") assert.equal(said, "");
    else if (site === undefined) assert.match(said, /^(unknown|.*, in another size)$/);
    else assert.match(said, /^Local machine/);
  }
  assert.ok(rows.some((row) => row.texts.came_from.includes(".example")), "one of them came from a site");
});

test("who pasted into sites outside example.com", async (t) => {
  const told = await sampleTold(t);
  const { page, ask, click, within, shows } = await openAs(t);
  const line = "activity:ContentPasteToWebsite -host:*example.com";
  const expected = await told.events(line);
  await ask(line);
  await shows(expected.length);
  // The facet shows the first eight, and how many more there are.
  await click(page.locator("[data-facet=user]").getByRole("button", { name: /^and \d+ more/ }));
  within(2);
  const counts = {};
  for (const { user } of expected) counts[user] = (counts[user] ?? 0) + 1;
  await page.waitForFunction((counts) => {
    const rows = [...document.querySelectorAll("[data-facet=user] [data-facet-value]")].map(({ dataset }) => dataset);
    return rows.length === Object.keys(counts).length && rows.every((row) => counts[row.facetValue] === Number(row.value));
  }, counts);
});

test("all that one person did in all systems, in order", async (t) => {
  const told = await sampleTold(t);
  const { page, ask, tab, within } = await openAs(t);
  const line = "person:alice.meyer@example.com";
  const expected = await told.events(line);
  assert.ok(new Set(expected.map((event) => event.system)).size > 1, "of more than one system");
  await ask(line);
  await tab("Events");
  within(2);
  await whenRows(page, "events", expected.length);
  const rows = await rowsOf(page, "events", 50);
  assert.deepEqual(rows.map((row) => row.time), expected.slice(0, 50).map((event) => time(event.time)));
});

test("everything within five minutes of one transfer", async (t) => {
  const told = await sampleTold(t);
  const { page, click, tab, within } = await openAs(t);
  await tab("Transfers");
  const row = page.locator("#transfers-row-3");
  await row.getByRole("button", { name: "Only 5 minutes before and after" }).waitFor();
  const at = Date.parse(`${(await row.locator(".col-time").innerText()).replace(" ", "T")}Z`);
  await click(row.getByRole("button", { name: "Only 5 minutes before and after" }));
  within(2);
  const iso = (time) => new Date(time).toISOString();
  const expected = await told.events(`time:${iso(at - 300_000)}..${iso(at + 300_000)}`);
  assert.ok(expected.length > 1);
  await whenRows(page, "events", expected.length);
  // The transfer is selected, and in sight.
  await page.locator("#events-table [aria-selected=true]").waitFor();
  assert.equal(await page.locator("#events-table [aria-selected=true] .col-time").innerText(), time(iso(at)));
});

test("the ten hosts with most blocked visits, by user", async (t) => {
  const told = await sampleTold(t);
  const { page, click, tab, within } = await openAs(t);
  await tab("Sites");
  await click(page.getByRole("columnheader", { name: "Blocked" }).getByRole("button"));
  await click(page.getByRole("button", { name: "Users of the first ten sites" }));
  within(3);
  const expected = new Map();
  for (const { host, user } of await told.events("family:blocked host:*")) {
    const users = expected.get(host) ?? new Map();
    expected.set(host, users.set(user, (users.get(user) ?? 0) + 1));
  }
  const sum = (users) => [...users.values()].reduce((a, b) => a + b, 0);
  const hosts = [...expected].sort(([a, of], [b, other]) => sum(other) - sum(of) || (a < b ? -1 : 1)).slice(0, 10).map(([host]) => host);
  const table = page.getByRole("table", { name: "What was blocked, by site and user" });
  await table.waitFor();
  const cells = await table.evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  const users = cells[0].slice(1);
  assert.deepEqual(cells.slice(1).map(([host]) => host).slice(0, hosts.length), hosts);
  for (const [host, ...counts] of cells.slice(1, 1 + hosts.length)) {
    counts.forEach((count, index) => assert.equal(Number(count), expected.get(host).get(users[index]) ?? 0, `${host} ${users[index]}`));
  }
  // A number leads to exactly its events.
  const [host, user, count] = [hosts[0], users[0], expected.get(hosts[0]).get(users[0])];
  await table.getByRole("row", { name: new RegExp(`^${host}`) }).getByRole("button").first().click();
  await page.locator(`[data-count=shown][data-value="${count}"]`).waitFor();
  await page.waitForFunction((line) => document.querySelector(".search [role=combobox]").value === line, `host:${host} user:${user} family:blocked`);
});

test("the sessions that were open at 14:00 UTC on the second day", async (t) => {
  const told = await sampleTold(t);
  const { page, ask, tab, within } = await openAs(t);
  await ask("time:2026-11-18T14:00");
  await tab("Sessions");
  within(2);
  const [from, to] = ["2026-11-18T14:00:00.000Z", "2026-11-18T14:01:00.000Z"];
  const { sessions } = await told.summary();
  const expected = sessions.filter(({ start, end }) => start && start < to && (end ?? start) >= from);
  assert.ok(expected.length > 1, "some were under way, though hardly anything happened in that minute");
  await whenRows(page, "sessions", expected.length);
  const rows = await rowsOf(page, "sessions");
  assert.deepEqual(rows.map((row) => row.id).sort(), expected.map((session) => session.id).sort());
});

test("one user at the same time from two addresses", async (t) => {
  const told = await sampleTold(t);
  const { page, click, tab, within } = await openAs(t);
  await tab("Timeline");
  await click(page.getByRole("button", { name: "2 places" }));
  within(2);
  const range = await inAddressSoon(page, "t");
  const user = /^user:(\S+)$/.exec((await inAddress(page, "q")))[1];
  const [from, to] = range.split("..");
  // Two sessions of theirs were under way in that time, from addresses of which they share none.
  const { sessions } = await told.summary();
  const [one, other, ...more] = sessions.filter((session) => session.user === user && session.start < to && session.end >= from);
  assert.ok(one && other && more.length === 0);
  assert.deepEqual([from, to], [[one.start, other.start].sort()[1], new Date(Date.parse([one.end, other.end].sort()[0]) + 1).toISOString()]);
  const [here, there] = await Promise.all([one, other].map(async ({ id }) => new Set((await told.events(`session:${id}`)).map((event) => event.client_ip).filter(Boolean))));
  assert.ok(here.size > 0 && there.size > 0 && [...here].every((address) => !there.has(address)));
  // The sessions of that time say so, with their addresses.
  await page.getByRole("tab", { name: "Sessions" }).click();
  await whenRows(page, "sessions", 2);
  assert.deepEqual((await rowsOf(page, "sessions")).map((row) => row.id).sort(), [one.id, other.id].sort());
  // Pressed once more, it leads to the same.
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "2 places" }).click();
  await whenSettled(page);
  assert.deepEqual([await inAddress(page, "q"), await inAddress(page, "t")], [`user:${user}`, range]);
});

test("what was typed in the Session Manager session that touched a secret", async (t) => {
  const { page, click, tab, write, within } = await openAs(t);
  await tab("Terminal");
  await write(page.getByRole("searchbox", { name: "Search all sessions" }), "secret");
  await click(page.locator("#matches-table").getByText(/get-secret-value/).first());
  within(3);
  await page.locator(".terminal-title h2", { hasText: "vendor.kovac@example.com" }).waitFor();
  // All that was typed in it stands beside the screen, and the moment that was found is shown.
  await page.locator("#jumps-table").getByText(/secret-id crm\/db/).waitFor();
  const typed = (await rowsOf(page, "jumps")).map((row) => row.jump).join("\n");
  for (const command of ["psql -h db.internal.example.com", "vim /opt/crm/etc/export.conf", "shred -u /tmp/customers-2026.xlsx", "history -c"]) {
    assert.ok(typed.includes(command), `${command} is not in\n${typed}`);
  }
});

test("the first day against the second", async (t) => {
  const told = await sampleTold(t);
  const { page, click, tab, within } = await openAs(t);
  await click(page.getByRole("button", { name: /^Only 17 Nov/ }));
  await tab("Compare");
  await click(page.getByRole("radio", { name: "as much time after" }));
  within(3);
  const [first, second] = await Promise.all([17, 18].map((day) => told.events(`time:2026-11-${day}`)));
  const totals = page.getByRole("row", { name: /^Events/ });
  await totals.getByText(second.length.toLocaleString("en")).waitFor();
  assert.deepEqual(await totals.getByRole("cell").allInnerTexts(), [first, second].map((events) => events.length.toLocaleString("en")));
  const count = (events) => {
    const counts = new Map();
    for (const { host } of events) if (host) counts.set(host, (counts.get(host) ?? 0) + 1);
    return counts;
  };
  const [here, there] = [count(first), count(second)];
  const hosts = page.getByRole("region", { name: "Host, compared" });
  const rows = await hosts.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [row.dataset.change, ...[...row.cells].slice(1).map((cell) => cell.innerText.trim().split(/\s/)[0])]));
  assert.ok(rows.length > 3);
  for (const [change, host, before, after] of rows) {
    assert.deepEqual([Number(before), Number(after)], [here.get(host) ?? 0, there.get(host) ?? 0], host);
    assert.equal(change === "new", !there.has(host), host);
    assert.equal(change === "gone", !here.has(host), host);
  }
  // A network leads to its addresses, as any row leads to its events.
  const network = page.getByRole("region", { name: "Network, compared" }).locator("tbody tr:not([data-change=gone])").first();
  const [events, name] = [await network.locator("td").nth(2).innerText(), await network.getByRole("button").innerText()];
  await network.getByRole("button").click();
  await page.locator(`[data-count=shown][data-value="${Number(events.split(/\s/)[0].replaceAll(",", ""))}"]`).waitFor();
  await page.waitForFunction((line) => document.querySelector(".search [role=combobox]").value === line, `client_ip:${name} time:2026-11-17`);
});

test("without a noisy host and a noisy activity", async (t) => {
  const told = await sampleTold(t);
  const { page, click, within, shows } = await openAs(t);
  const values = (field) => page.locator(`[data-facet=${field}] [data-facet-value]`);
  const [host, activity] = [values("host").first(), values("activity").first()];
  const [noisy, often] = [await host.getAttribute("data-facet-value"), await activity.getAttribute("data-facet-value")];
  await click(host.getByRole("button").first(), { modifiers: ["Alt"] });
  await click(page.locator(`[data-facet=activity] [data-facet-value="${often}"]`).getByRole("button").first(), { modifiers: ["Alt"] });
  within(2);
  await shows((await told.events(`-host:${noisy} -activity:${often}`)).length);
});

test("the table and the picture that are on the screen, as files", async (t) => {
  const told = await sampleTold(t);
  const { page, click, ask, within } = await openAs(t);
  await page.getByRole("tab", { name: "Events" }).click();
  await ask("user:alice.meyer@example.com -family:browsing time:2026-11-18");
  const expected = await told.events("user:alice.meyer@example.com -family:browsing time:2026-11-18");
  await whenRows(page, "events", expected.length);
  const save = async (kind) => {
    await click(page.getByRole("button", { name: "Export" }));
    const [download] = await Promise.all([page.waitForEvent("download"), click(page.locator(`[data-export=${kind}]`))]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const [table, picture] = [await save("table-csv"), await save("png")];
  within(5);
  assert.equal(table.name, "sessionscope-events-as-shown.csv");
  const lines = table.bytes.toString("utf8").trimEnd().split("\n");
  const notes = lines.filter((line) => line.startsWith("# "));
  assert.ok(notes.includes("# filter: user:alice.meyer@example.com -family:browsing"));
  assert.ok(notes.includes("# range: 2026-11-18T00:00:00.000Z..2026-11-19T00:00:00.000Z"));
  assert.ok(notes.some((line) => /^# manifest SHA-256: [0-9a-f]{64}$/.test(line)));
  const [head, ...rows] = lines.slice(notes.length);
  assert.equal(head, "time,activity,user,session,client_ip,what,size,moves");
  assert.deepEqual(rows.map((row) => row.split(",")[0]), expected.map((event) => event.time));
  // This view has no picture of its own: that above it is saved, and called so.
  assert.equal(picture.name, "sessionscope-minimap.png");
  assert.deepEqual([...picture.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // Twice as many dots as pixels: a picture of the width of the page.
  assert.ok(picture.bytes.readUInt32BE(16) > 2000 && picture.bytes.readUInt32BE(20) > 200);
});

test("three events are marked, and found again when the case was closed and opened", async (t) => {
  const { page, click, tab, within } = await openAs(t);
  await tab("Events");
  await page.locator("#events-row-5 .mark-sign").waitFor();
  const rows = await rowsOf(page, "events", 6);
  for (const row of [1, 3, 5]) {
    await click(page.locator(`#events-row-${row}`).getByRole("button", { name: "Mark" }));
    await page.locator(`#events-row-${row} .mark-sign[aria-pressed=true]`).waitFor();
  }
  await click(page.getByRole("button", { name: /^Case/ }));
  const [download] = await Promise.all([
    page.waitForEvent("download"), click(page.getByRole("button", { name: "Save case file" })),
  ]);
  const file = join(await folderFor(t), "sessionscope-case.json");
  await download.saveAs(file);
  // Another day: the page is opened anew, and the same files are dropped together with the case file.
  const parent = await folderFor(t);
  await native(["sample", "-o", parent]);
  await page.reload();
  await page.locator(".start-page").waitFor();
  await drop(page, [join(parent, "logs"), file]);
  await whenRead(page);
  await click(page.getByRole("button", { name: "Show only marked events" }));
  within(8 - 1); // Dropping is one more.
  await whenRows(page, "events", 3);
  const times = (await rowsOf(page, "events")).map((row) => row.time);
  assert.deepEqual(times, [1, 3, 5].map((row) => rows[row].time));
});

test("the same view from a link, and back by the browser's button", async (t) => {
  const { page, ask, tab, within } = await openAs(t);
  await tab("Events");
  await ask("user:alice.meyer@example.com time:2026-11-18");
  await page.locator("#events-row-2 .col-time").click();
  await page.waitForFunction(() => location.hash.includes("sel="));
  const link = new URL(page.url()).hash;
  const shown = await page.locator("[data-count=shown]").getAttribute("data-value");
  // Step by step: the selection, the filter with its range, the view.
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes("sel="));
  await page.locator(".drawer").waitFor({ state: "detached" });
  await page.goBack();
  await whenInAddress(page, "q", null);
  await whenInAddress(page, "t", null);
  await whenInAddress(page, "tab", "events");
  await page.goBack();
  await whenInAddress(page, "tab", null);
  await page.goForward();
  await whenInAddress(page, "tab", "events");
  within(2);

  const other = await openSample(t, "events", { hash: link });
  await other.page.locator(`[data-count=shown][data-value="${shown}"]`).waitFor();
  await other.page.locator("#events-table [aria-selected=true]").waitFor();
  assert.equal(await other.page.getByRole("tab", { selected: true }).innerText(), "Events");
  assert.equal(await other.page.getByRole("combobox", { name: "Filter" }).inputValue(), "user:alice.meyer@example.com time:2026-11-18");
});
