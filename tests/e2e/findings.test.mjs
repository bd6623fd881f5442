// Findings, what was collected and what was delivered: the page says what the audit of the native program says, and
// every finding, name and figure leads to its events.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, chooseFiles, exported, folderFor, holdReads, native, openHosted, openSample, whenRead, writeLarge } from "./harness.mjs";
import { goTo, inAddress, inAddressSoon, number, whenInAddress, whenRows, whenShown } from "./views.mjs";

/** The audit of the sample case. */
async function auditOfSample(t) {
  const folder = await folderFor(t);
  await native(["sample", "--output", folder]);
  return JSON.parse(await native(["audit", join(folder, "logs")]));
}

/** How many there are of each value of a key. */
const countsBy = (items, key) => items.reduce((counts, item) => ({ ...counts, [item[key]]: (counts[item[key]] ?? 0) + 1 }), {});

/** The page with some inputs (names and texts), read. */
async function openWith(t, inputs, options) {
  const folder = await folderFor(t);
  const paths = Object.keys(inputs).map((name) => join(folder, name));
  for (const [index, text] of Object.values(inputs).entries()) await writeFile(paths[index], text);
  const view = await openHosted(t, options);
  await chooseFiles(view.page, paths);
  await whenRead(view.page);
  return view;
}

/** A line of a Session Logger file: an event at a minute of a session. */
const line = (minute, activity, { session = "s", file } = {}) => JSON.stringify({
  category_name: "WorkSpacesSecureBrowser", activity_name: activity,
  time: new Date(Date.UTC(2026, 10, 19, 8, minute)).toISOString(),
  session_detail: { portal_id: "portal-1", session_id: session, client_ip: "203.0.113.7", username: "ana@example.com" },
  ...(file && { file }),
});

/** What CloudWatch counted as delivered, by hour. */
const metrics = (...values) => JSON.stringify({ MetricDataResults: [{
  Id: "m", Label: "portal-1 SessionLoggerEventDelivered",
  Timestamps: values.map((_, hour) => new Date(Date.UTC(2026, 10, 19, 8 + hour)).toISOString()), Values: values, StatusCode: "Complete",
}] });

const tabCount = (page) => page.locator("[data-tab=findings] .tab-count");

test("the findings of a case are those of its audit, each with why it may be harmless and what would confirm it", async (t) => {
  const audit = await auditOfSample(t);
  const { page, problems, violations } = await openSample(t, "findings");
  await whenShown(page, "findings");
  const groups = page.locator(".findings-group");
  const told = await groups.evaluateAll((all) => all.map((group) => ({
    kind: group.dataset.finding,
    title: group.querySelector("h2").textContent,
    count: group.querySelector("header .second").textContent,
    words: [...group.querySelectorAll("dd")].map(({ textContent }) => textContent),
    first: group.querySelector(".audit-row h3").textContent,
  })));
  assert.deepEqual(Object.fromEntries(told.map(({ kind, count }) => [kind, parseInt(count, 10)])), countsBy(audit.findings, "kind"));
  for (const { kind, title, words, first } of told) {
    assert.ok(title && first && !first.includes("{"), kind);
    assert.equal(words.length, 3, kind);
    for (const said of words) assert.match(said, /^[A-Z].{20,}\.$/, `${kind}: ${said}`);
  }
  assert.equal(number(await tabCount(page).innerText()), audit.findings.length);
  const atOnce = audit.findings.find(({ kind }) => kind === "sessions-at-once");
  const sentence = await page.locator("[data-finding=sessions-at-once] .audit-row h3").first().innerText();
  assert.ok(sentence.includes(atOnce.user) && sentence.includes(atOnce.detail.addresses.join(", ")), sentence);
  const [missing, hours] = await page.locator(".findings-gaps li").allInnerTexts();
  assert.match(missing, /Of the events that are missing nothing can be said/);
  assert.match(hours, /No hours of work are given/);

  // The filter has no say in them.
  const before = await groups.allInnerTexts();
  await page.locator(".search [role=combobox]").fill("user:nobody-of-that-name");
  await page.keyboard.press("Enter");
  await whenInAddress(page, "q", "user:nobody-of-that-name");
  assert.deepEqual(await groups.allInnerTexts(), before);
  assert.deepEqual([problems, await violations()], [[], []]);
});

test("a click on an event of a finding selects it, and its session leads to exactly its events", async (t) => {
  const audit = await auditOfSample(t);
  const { page } = await openSample(t, "findings");
  const finding = page.locator("[data-finding=sessions-at-once] .audit-row").first();
  const event = finding.locator(".audit-event").first();
  await event.click();
  await page.getByRole("complementary").waitFor();
  assert.equal(await event.getAttribute("aria-pressed"), "true");
  assert.match(await inAddressSoon(page, "sel"), new RegExp(`@${audit.findings.find(({ kind }) => kind === "sessions-at-once").events[0].offset}\\b|:`));
  const activity = await event.locator("span").nth(1).innerText();
  await page.getByRole("complementary").getByText(activity).first().waitFor();

  await finding.locator(".audit-item").click();
  await page.locator("[data-view=events]").waitFor();
  const [{ session }] = audit.findings.filter(({ kind }) => kind === "sessions-at-once");
  await whenInAddress(page, "q", `session:${session}`);
});

test("the keyboard alone leads to the events of a finding and back", async (t) => {
  const { page } = await openSample(t, "overview");
  await tabCount(page).waitFor();
  await page.keyboard.press("8");
  await page.locator(".audit-event").first().waitFor();
  for (let turn = 0; ; turn += 1) {
    assert.ok(turn < 60, "Tab leads to the events of the findings");
    if (await page.evaluate(() => document.activeElement.matches(".audit-event"))) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").waitFor();
  assert.equal(await page.locator(".audit-event[aria-pressed=true]").count(), 1);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await page.keyboard.press("9");
  await page.locator("[data-view=evidence]").waitFor();
});

test("of each portal it is said what was collected and what is there, and every name leads to its events", async (t) => {
  const audit = await auditOfSample(t);
  const { page } = await openSample(t, "evidence");
  const rowsOf = (table) => table.evaluate((element) => Object.fromEntries([...element.querySelector("table").rows].map((row) => [row.cells[0].textContent, row.cells[1].innerText])));
  for (const { portal, collected, seen, not_collected: absent, sessions } of audit.coverage) {
    const rows = await rowsOf(page.locator(`[data-audited=coverage] .audit-row[data-portal="${portal}"]`));
    const names = Object.entries(seen).sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
    assert.equal(rows.Seen.replace(/\s+/g, " "), names.map(([name, count]) => `${name} ${count}`).join(" "));
    assert.match(rows.Collected, collected.all ? /^All activities, says / : new RegExp(`^${collected.events.length} activities, says `));
    assert.equal(rows["Not collected"], absent.join("\n") || "none");
    assert.equal(number(rows.Sessions), sessions);
  }
  const [{ portal, seen }] = audit.coverage;
  await page.locator(`[data-audited=coverage] .audit-row[data-portal="${portal}"] button`).filter({ hasText: /^UrlVisit/ }).click();
  await page.locator("[data-view=events]").waitFor();
  await whenRows(page, "events", seen.UrlVisit);
  assert.equal(await inAddress(page, "q"), `system:session-logger portal:${portal} activity:UrlVisit`);
});

test("how many events are missing at least is said where more were delivered than are here", async (t) => {
  const { page } = await openWith(t, {
    "log.jsonl": ["SessionStart", "UrlVisit", "SessionEnd"].map((activity, minute) => line(minute, activity)).join("\n"),
    "metrics.json": metrics(4, 3),
  });
  await goTo(page, "evidence");
  const delivery = page.locator("[data-audited=delivery] .audit-row");
  await delivery.waitFor();
  assert.equal(await delivery.locator("h3 + p").innerText(), "At least 4 events are missing, delivered by 2026-11-19 10:00:00.000 UTC.");
  assert.match(await delivery.innerText(), /AWS counted 7 delivered events; 3 of that time are here/);
  // Nothing says what was to be collected: so nothing is said of what is not there.
  const table = page.locator("[data-audited=coverage] .audit-row");
  assert.match(await table.innerText(), /Not known: no settings of this portal were read/);
  assert.doesNotMatch(await table.innerText(), /never seen/);
  // What is missing is told before what was found, on the overview too, and leads there.
  const loss = page.getByRole("button", { name: "At least 4 events are missing, delivered by 2026-11-19 10:00:00.000 UTC." });
  await goTo(page, "overview");
  await loss.click();
  await delivery.waitFor();
  await goTo(page, "findings");
  await loss.waitFor();
  assert.match(await page.locator(".findings-gaps").innerText(), /Of the events that are missing nothing can be said\./);
  assert.match(await page.locator(".findings-none").innerText(), /^Nothing was found\. That says nothing of what could not be looked for/);
  assert.match(await page.locator(".findings-gaps").innerText(), /Of 1 portal no settings were read/);
});

test("with all that was delivered here, nothing is missing; without metrics that cannot be told", async (t) => {
  const log = ["SessionStart", "UrlVisit", "SessionEnd"].map((activity, minute) => line(minute, activity)).join("\n");
  const { page } = await openWith(t, { "log.jsonl": log, "metrics.json": metrics(3) });
  await goTo(page, "evidence");
  assert.equal(await page.locator("[data-audited=delivery] h3 + p").innerText(), "By these counts no loss can be proven.");
  assert.doesNotMatch(await page.locator("[data-audited=delivery]").innerText(), /can hide a loss/);
  await goTo(page, "overview");
  await page.locator(".overview-look ul").waitFor();
  assert.equal(await page.locator(".findings-missing").count(), 0);
  const other = await openWith(t, { "log.jsonl": log });
  await goTo(other.page, "findings");
  await other.page.locator(".findings-gaps").waitFor();
  assert.match(await other.page.locator(".findings-gaps").innerText(), /No metrics of deliveries were read/);
});

const arn = (kind, id) => `arn:aws:workspaces-web:eu-west-1:111122223333:${kind}/${id}`;

/** A call that changes what is logged, at a minute after eight. */
const change = (minute, eventSource, eventName, requestParameters) => ({
  eventVersion: "1.11", eventID: `${eventName}-${minute}`, eventTime: new Date(Date.UTC(2026, 10, 19, 8, minute)).toISOString(),
  eventSource: `${eventSource}.amazonaws.com`, eventName, userIdentity: { type: "Root" }, requestParameters,
});

/** A portal with a silence and a loss, and calls in CloudTrail that changed its logging, or another one. */
const LEDGER = {
  "log.jsonl": [line(0, "SessionStart"), line(1, "UrlVisit"), line(31, "UrlVisit"), line(32, "SessionEnd"), line(33, "UrlVisit", { session: "u" })].join("\n"),
  "metrics.json": metrics(5, 4),
  "settings.json": JSON.stringify({ sessionLogger: { sessionLoggerArn: arn("sessionLogger", "l-1"), associatedPortalArns: [arn("portal", "portal-1")], eventFilter: { all: {} } } }),
  "trail.json": JSON.stringify({ Records: [
    change(2, "workspaces-web", "DisassociateSessionLogger", { portalArn: arn("portal", "portal-1") }),
    change(20, "workspaces-web", "UpdateSessionLogger", { sessionLoggerArn: arn("sessionLogger", "l-1") }),
    change(58, "workspaces-web", "UpdateSessionLogger", { sessionLoggerArn: arn("sessionLogger", "l-of-others") }),
    change(70, "cloudtrail", "StopLogging", { name: "trail" }),
    change(200, "workspaces-web", "AssociateSessionLogger", { portalArn: arn("portal", "portal-1"), sessionLoggerArn: arn("sessionLogger", "l-1") }),
  ] }),
};

test("each change of the logging stands with its portal, says what it did and where it stands, and is marked on the picture", async (t) => {
  const { page, problems, violations } = await openWith(t, LEDGER, { viewport: { width: 1440, height: 1600 } });
  await whenShown(page, "evidence");
  const told = (section) => page.locator(`[data-audited=${section}] .audit-changes > li`).evaluateAll((items) =>
    items.map((item) => [item.dataset.effect, item.querySelector(".audit-effect").nextElementSibling.textContent, item.querySelector("p").textContent]));
  await page.locator("[data-audited=coverage] .audit-changes > li").first().waitFor();
  assert.deepEqual(await told("coverage"), [
    ["ends", "DisassociateSessionLogger", "within a silence at portal portal-1 (2026-11-19 08:01:00.000 to 2026-11-19 08:31:00.000)"],
    ["changes", "UpdateSessionLogger", "within a silence at portal portal-1 (2026-11-19 08:01:00.000 to 2026-11-19 08:31:00.000)"],
    ["begins", "AssociateSessionLogger", "1:20:00 after events of portal portal-1 went missing (2026-11-19 09:00:00.000 to 2026-11-19 10:00:00.000)"],
  ]);
  assert.deepEqual((await told("changes")).map(([effect, name]) => [effect, name]), [["changes", "UpdateSessionLogger"], ["ends", "StopLogging"]]);
  assert.deepEqual(await page.locator("[data-audited=changes] h3").allInnerTexts(), ["Portal not known", "CloudTrail itself"]);
  assert.deepEqual(await axe(page), []);

  const chart = page.getByRole("figure", { name: "Delivered and here, over time" });
  assert.deepEqual(await chart.locator(".legend li").allInnerTexts(), ["Logging ends", "Logging changes"]);
  const marks = chart.getByRole("button", { name: /^Changes of the logging/ });
  assert.equal(await marks.count(), 4);
  assert.match(await chart.locator(".chart-summary").innerText(), /1 other change of the logging is not marked/);
  // The picture is two hours wide, and each mark stands at its minute.
  const plot = await chart.locator(".bin-marks").boundingBox();
  const middles = await marks.evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect()).map(({ x, width }) => x + width / 2));
  const apart = (one, other) => middles[other] - middles[one];
  assert.ok(Math.abs(apart(0, 1) / apart(0, 3) - 18 / 68) < 0.01 && Math.abs(apart(0, 2) / apart(0, 3) - 56 / 68) < 0.01, `${middles}`);
  assert.ok(middles[0] > plot.x && middles[3] < plot.x + plot.width);
  await marks.nth(3).hover();
  const tip = chart.locator(".chart-tip");
  assert.match(await tip.innerText(), /Logging ends · StopLogging · CloudTrail itself\s+2026-11-19 09:10:00\.000/);
  await marks.nth(3).click();
  await page.getByRole("complementary").getByText("StopLogging").first().waitFor();
  await page.keyboard.press("Escape");

  // By keyboard the spans of time tell of them, and so does the table.
  const bins = chart.getByRole("group");
  await bins.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await tip.getByText("Logging ends · StopLogging").waitFor();
  await chart.getByRole("button", { name: "Show table" }).click();
  const cells = await chart.getByRole("table").locator("tbody tr td:last-child").allInnerTexts();
  assert.deepEqual(cells.map((cell) => cell.split(";").length), [3, 1]);
  assert.match(cells[1], /^2026-11-19 09:10:00\.000 Logging ends · StopLogging/);
  assert.deepEqual([problems, await violations()], [[], []]);
});

test("headings, counts and silences of the ledger lead to exactly their events in their time, and settings to their file", async (t) => {
  const { page, problems } = await openWith(t, LEDGER);
  const shown = (wanted) => page.waitForFunction((count) => document.querySelector("[data-count=shown]").dataset.value === String(count), wanted);
  const follow = async (find, count, query, range) => {
    await goTo(page, "evidence");
    await find(page.locator("[data-audited=coverage] .audit-row")).click();
    await page.locator("[data-view=events]").waitFor();
    await whenInAddress(page, "q", query);
    await shown(count);
    assert.equal(await inAddress(page, "t"), range);
  };
  const lineOf = (row, label) => row.locator("tr", { has: page.getByRole("rowheader", { name: label, exact: true }) });
  const silence = "2026-11-19T08:01:00.000Z..2026-11-19T08:31:00.001Z";
  await follow((row) => row.locator("h3 button"), 5, "system:session-logger portal:portal-1", null);
  await follow((row) => lineOf(row, "Silences").locator("ul button"), 2, "system:session-logger session:s", silence);
  // What is led to is of everything: the time of the silence is given up again.
  await follow((row) => lineOf(row, "Without an end").locator("td > button"), 1, "session:u system:session-logger", null);
  await follow((row) => lineOf(row, "Sessions").locator("td > button"), 5, "(session:s OR session:u) system:session-logger", null);
  await goTo(page, "evidence");
  await page.locator("[data-audited=delivery] h3 button").click();
  await shown(5);
  assert.equal(await inAddressSoon(page, "t"), "2026-11-19T07:45:00.000Z..2026-11-19T10:01:00.001Z");

  await goTo(page, "evidence");
  await lineOf(page.locator("[data-audited=coverage] .audit-row"), "Collected").locator("td > button").click();
  const chosen = page.locator("#inputs-table [role=row][aria-selected=true]");
  await chosen.getByText("settings.json").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "inputs-table");
  assert.deepEqual(problems, []);
});

test("the rule of left-after-download names the kinds that count, and a person who dismisses hears what stays", async (t) => {
  const { page } = await openSample(t, "findings");
  await whenShown(page, "findings");
  const rule = await page.locator("[data-finding=left-after-download] .findings-words dd").last().innerText();
  for (const kind of ["Client address changed within a session", "Something left outside of working hours", "Much more left than on other days"]) {
    assert.ok(rule.includes(kind), rule);
  }
  assert.ok(!rule.includes("A file left that never came"), rule);
  const dismiss = page.locator("[data-finding=left-after-download] .dismiss").first();
  await dismiss.locator("summary").click();
  await dismiss.getByText("the filter found: still have them").waitFor();
});

test("what a finding says is text, whatever a file is called", async (t) => {
  const name = "<img src=x onerror=alert(1)>\u202Efdp.exe";
  const { page, problems, violations } = await openWith(t, {
    "log.jsonl": [line(0, "SessionStart"), line(1, "FileTransferFromRemoteToLocalDisk", { file: { name, size: 5 } })].join("\n"),
  });
  await goTo(page, "findings");
  const sentence = await page.locator("[data-finding=out-without-in] .audit-row h3").innerText();
  assert.ok(sentence.includes("<img src=x onerror=alert(1)>") && !sentence.includes("\u202E"), sentence);
  assert.equal(await page.locator(".findings img").count(), 0);
  assert.deepEqual([problems, await violations()], [[], []]);
});

test("nothing is told of findings before everything has been read, and then of all of it", async (t) => {
  const large = join(await folderFor(t), "large.jsonl.gz");
  const prepare = holdReads(await writeLarge(large, Array.from({ length: 60_000 }, (_, index) => line(index % 60, "UrlVisit", { session: `t${index}` })).join("\n")));
  const { page } = await openSample(t, "findings", { prepare });
  await tabCount(page).waitFor();
  await chooseFiles(page, [large]);
  await page.getByRole("button", { name: "Cancel" }).waitFor();
  await page.evaluate(() => globalThis.whenHeld());
  await page.getByText("Findings are told once everything has been read.").waitFor();
  assert.equal(await tabCount(page).count(), 0);
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  await tabCount(page).waitFor();
  await page.locator(".findings .audit-row").first().waitFor();
});

/** The page's export of this id, as JSON. */
const saved = async (page, entry) => JSON.parse(await exported(page, entry));

/** Writes in a field of the form with what findings are looked for. */
async function setOption(page, option, text) {
  const field = page.locator(`[data-option=${option}] input`);
  if (!(await field.isVisible())) await page.locator(".findings-options > summary").click();
  await field.fill(text);
  await field.press("Tab");
}

/** Closes the dialog that opens with a case file. */
async function closeCase(page) {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
}

test("hours of work and thresholds hold at once, are in the audit that is saved, and come back with the case file", async (t) => {
  const folder = await folderFor(t);
  await native(["sample", "--output", folder]);
  const working = ["--hours", "08:00-18:00", "--days", "mon-fri", "--zone", "+09:00"];
  const audit = JSON.parse(await native(["audit", ...working, join(folder, "logs")]));
  const late = audit.findings.filter(({ kind }) => kind === "out-of-hours").length;
  assert.ok(late > 0, "the sample has something out of these hours");
  const { page, problems, violations } = await openSample(t, "findings");
  await whenShown(page, "findings");
  const inHours = page.locator("[data-finding=out-of-hours]");
  assert.equal(await inHours.count(), 0);
  await setOption(page, "hours", "8-18");
  await page.locator("[data-option=hours] [role=alert]", { hasText: "written like 08:00-18:00" }).waitFor();
  await setOption(page, "hours", working[1]);
  await setOption(page, "days", working[3]);
  await setOption(page, "zone", working[5]);
  await page.getByText(`${late} finding`).first().waitFor();
  await inHours.getByText("08:00-18:00, on mon-fri (UTC+09:00)").waitFor();
  assert.doesNotMatch(await page.locator(".findings-gaps").innerText(), /No hours of work/);
  const withoutPaths = (value) => JSON.stringify(value, (key, inner) => (key === "path" || key === "said_by" ? undefined : inner));
  assert.equal(withoutPaths((await saved(page, "audit")).findings), withoutPaths(audit.findings));
  assert.deepEqual(await axe(page), []);

  const blocked = page.locator("[data-finding=blocked-then-reached]");
  const before = await blocked.count();
  await setOption(page, "blocked-then-reached-minutes", "1");
  await page.waitForFunction(() => !document.querySelector("[data-finding=blocked-then-reached]") || /1 minutes/.test(document.querySelector("[data-finding=blocked-then-reached] dl").textContent));
  assert.ok(await blocked.count() <= before);
  assert.equal((await saved(page, "audit")).thresholds["blocked-then-reached-minutes"], 1);
  const file = await saved(page, "case-file");
  assert.deepEqual([file.audit.hours, file.audit.days, file.audit.zone], ["08:00-18:00", "mon-fri", "UTC+09:00"]);
  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await inHours.waitFor({ state: "detached" });
  assert.equal((await saved(page, "audit")).thresholds, undefined);

  const path = join(folder, "sessionscope-case.json");
  await writeFile(path, JSON.stringify(file));
  await chooseFiles(page, [path]);
  // What findings are looked for with is not changed without a word.
  await page.getByText("sessionscope-case.json is open. Findings are looked for with its hours of work and thresholds.").waitFor();
  await closeCase(page);
  await inHours.waitFor();
  assert.equal(await page.locator("[data-option=hours] input").inputValue(), "08:00-18:00");
  await chooseFiles(page, [path]);
  await page.getByText(/^sessionscope-case\.json is open\.\s*$/).waitFor();
  await closeCase(page);
  assert.deepEqual([problems, await violations()], [[], []]);
});

test("a finding is dismissed with a reason, counted apart, found again in the case file, and taken back", async (t) => {
  const log = [line(0, "SessionStart"), line(1, "FileTransferFromRemoteToLocalDisk", { file: { name: "a.txt", size: 5 } }), line(2, "FileTransferFromRemoteToLocalDisk", { file: { name: "b.txt", size: 5 } })].join("\n");
  const { page, problems, violations } = await openWith(t, { "log.jsonl": log });
  await goTo(page, "findings");
  const group = page.locator("[data-finding=out-without-in]");
  const undismissed = group.locator("> .audit-rows > .audit-row");
  await undismissed.first().waitFor();
  assert.equal(await undismissed.count(), 2);
  await undismissed.first().locator(".dismiss > summary").click();
  await undismissed.first().getByLabel("Reason").fill("  made there, says ana ");
  await page.keyboard.press("Enter");
  await group.getByText("1 dismissed").waitFor();
  await page.waitForFunction(() => document.querySelectorAll("[data-finding=out-without-in] > .audit-rows > .audit-row").length === 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), "finding-out-without-in");
  assert.equal(number(await tabCount(page).innerText()), 1);
  await group.locator(".findings-dismissed > summary").click();
  assert.equal(await group.locator(".dismissal q").innerText(), "made there, says ana");
  assert.deepEqual(await axe(page), []);

  // The same log under another name, in a page of its own.
  const folder = await folderFor(t);
  const paths = ["other-name.jsonl", "sessionscope-case.json"].map((name) => join(folder, name));
  await writeFile(paths[0], log);
  await writeFile(paths[1], await exported(page, "case-file"));
  const other = await openHosted(t);
  await chooseFiles(other.page, paths);
  await whenRead(other.page);
  await closeCase(other.page);
  await goTo(other.page, "findings");
  await other.page.locator("[data-finding=out-without-in]").getByText("1 dismissed").waitFor();
  assert.equal(await other.page.locator(".findings-lost").count(), 0);

  // Without the log it is kept, and named.
  const without = await openWith(t, { "else.jsonl": line(0, "UrlVisit") });
  await chooseFiles(without.page, [paths[1]]);
  await closeCase(without.page);
  await goTo(without.page, "findings");
  await without.page.locator(".findings-lost").getByText("made there, says ana").waitFor();
  assert.match(await without.page.locator(".findings-lost").innerText(), /A file left that never came in log\.jsonl:2/);

  await group.getByRole("button", { name: "Take back" }).click();
  await page.waitForFunction(() => document.querySelectorAll("[data-finding=out-without-in] > .audit-rows > .audit-row").length === 2);
  assert.equal(await group.locator(".findings-dismissed").count(), 0);
  assert.deepEqual([problems, await violations()], [[], []]);
});

test("found: asks for the events that findings count, in the page as natively", async (t) => {
  const folder = await folderFor(t);
  await native(["sample", "--output", folder]);
  const count = async (filter) => (await native(["events", "--filter", filter, join(folder, "logs")])).split("\n").filter(Boolean).length;
  const { page } = await openSample(t, "findings");
  await whenShown(page, "findings");
  const input = page.locator(".search [role=combobox]");
  for (const filter of ["found:*", "found:sessions-at-once"]) {
    const expected = await count(filter);
    assert.ok(expected > 0, filter);
    await input.fill(filter);
    await page.keyboard.press("Enter");
    await page.waitForFunction((wanted) => document.querySelector("[data-count=shown]").dataset.value === String(wanted), expected);
  }
  await input.fill("found:sessions");
  const offered = page.locator("#filter-completion [role=option]");
  await offered.filter({ hasText: "sessions-at-once" }).waitFor();
  assert.equal(number(await offered.filter({ hasText: "sessions-at-once" }).locator(".number").innerText()), await count("found:sessions-at-once"));
  await page.keyboard.press("Escape");
  await page.locator("[data-finding=sessions-at-once]").getByRole("button", { name: "Their events" }).click();
  await page.locator("[data-view=events]").waitFor();
  await whenInAddress(page, "q", "found:sessions-at-once");
});

test("the overview begins with what deserves a look, and the sign of a session leads to its findings", async (t) => {
  const audit = await auditOfSample(t);
  const { page, problems } = await openSample(t, "overview");
  const kinds = page.locator(".overview-kinds button");
  await kinds.first().waitFor();
  const told = await kinds.locator("b").allInnerTexts();
  assert.deepEqual(told.map(number).sort(), Object.values(countsBy(audit.findings, "kind")).sort());
  assert.match(await page.locator(".overview-look").innerText(), /things could not be looked for/);
  assert.deepEqual(await axe(page), []);

  await goTo(page, "sessions");
  const sign = page.locator("[data-view=sessions] .finding-sign").first();
  await sign.waitFor();
  const title = await sign.getAttribute("title");
  await sign.click();
  await page.locator("[data-view=findings]").waitFor();
  await page.waitForFunction((wanted) => wanted.startsWith(document.activeElement.textContent) && document.activeElement.matches("h2"), title);
  assert.deepEqual(problems, []);
});

test("until everything has been read, found: is said to be unknown", async (t) => {
  const large = join(await folderFor(t), "large.jsonl.gz");
  const prepare = holdReads(await writeLarge(large, Array.from({ length: 60_000 }, (_, index) => line(index % 60, "UrlVisit", { session: `t${index}` })).join("\n")));
  const { page } = await openSample(t, "findings", { prepare });
  await tabCount(page).waitFor();
  await page.locator(".search [role=combobox]").fill("found:*");
  await page.keyboard.press("Enter");
  const words = page.getByText(/What findings rest on is known once everything has been read/);
  assert.equal(await words.count(), 0);
  await chooseFiles(page, [large]);
  await page.getByRole("button", { name: "Cancel" }).waitFor();
  await page.evaluate(() => globalThis.whenHeld());
  await words.waitFor();
  await page.evaluate(() => globalThis.release());
  await whenRead(page);
  await words.waitFor({ state: "detached" });
  await page.waitForFunction(() => Number(document.querySelector("[data-count=shown]").dataset.value) > 0);
});

test("what no log of a system can show is said in Evidence as it is said beside what was found", async (t) => {
  const { page, problems } = await openSample(t, "findings");
  await whenShown(page, "findings");
  const all = await page.locator(".findings-gaps li").allInnerTexts();
  await goTo(page, "evidence");
  const section = page.getByRole("region", { name: "What no log of these systems can show" });
  await section.getByRole("listitem").first().waitFor();
  const systems = await section.getByRole("listitem").allInnerTexts();
  const audit = await auditOfSample(t);
  assert.equal(systems.length, audit.cannot_show.length);
  assert.ok(systems.every((sentence) => all.includes(sentence)), systems.join("\n"));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
});
