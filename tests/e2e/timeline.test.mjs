// The timeline, used as a person uses it: zoom, pan, selection and folding, by mouse and by keyboard.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chooseFiles, exported, folderFor, openHosted, openSample, PATIENCE, whenRead } from "./harness.mjs";
import { goTo, inAddress, inAddressSoon } from "./views.mjs";

/** What the timeline shows of time, in milliseconds, as its sentence says it. */
const windowOf = async (page) => {
  const [, from, to] = /Shown: (.+) – (.+) UTC/.exec(await page.locator(".timeline-summary").innerText());
  const whole = to.includes("-") ? to : `${from.slice(0, 10)} ${to}`;
  return [from, whole].map((text) => Date.parse(`${text.replace(" ", "T")}Z`));
};
const length = ([from, to]) => to - from;
const centre = ([from, to]) => (from + to) / 2;
/** Whether two instants are the same but for a share of the time shown: the sentence rounds, and pixels do. */
const isNear = (a, b, span, share = 0.005) => Math.abs(a - b) <= Math.max(1500, length(span) * share);

/** The window after `act` has changed it. */
async function windowAfter(page, act) {
  const before = String(await windowOf(page));
  await act();
  for (let turn = 0; turn < PATIENCE / 20; turn += 1) {
    const now = await windowOf(page);
    if (String(now) !== before) return now;
    await page.waitForTimeout(20);
  }
  throw new Error("the window did not change");
}

/** Gives a page a file of these lines, and shows their timeline. */
async function showLines(t, page, lines) {
  const path = join(await folderFor(t), "lines.jsonl");
  await writeFile(path, lines.join("\n"));
  await chooseFiles(page, [path]);
  await whenRead(page);
  await goTo(page, "timeline");
  await page.locator(".timeline-track").first().waitFor();
}

/** Opens the timeline of the sample case, with its tracks drawn; `whole` is the time that it shows at first. */
async function openTimeline(t, options) {
  const view = await openSample(t, "timeline", options);
  const { page } = view;
  await page.locator(".timeline-track").first().waitFor();
  return { ...view, frame: page.getByRole("group", { name: /^Sessions over time/ }), whole: await windowOf(page) };
}

test("keys and buttons zoom, pan and fit; Enter keeps the range, and Escape gives it up", async (t) => {
  const { page, frame, whole, problems } = await openTimeline(t);
  const fit = page.getByRole("button", { name: "Fit", exact: true });
  assert.ok(await fit.isDisabled());
  await frame.focus();
  const press = (key) => windowAfter(page, () => page.keyboard.press(key));
  const click = (name) => windowAfter(page, () => page.getByRole("button", { name }).click());
  const zoomed = await press("w");
  assert.ok(isNear(length(zoomed), 0.7 * length(whole), whole) && isNear(centre(zoomed), centre(whole), whole));
  const panned = await press("d");
  assert.ok(isNear(panned[0] - zoomed[0], 0.15 * length(zoomed), whole) && isNear(length(panned), length(zoomed), whole));
  assert.deepEqual(await press("a"), zoomed);
  assert.equal((await press("Home"))[0], whole[0]);
  assert.equal((await press("End"))[1], whole[1]);
  assert.deepEqual(await press("f"), whole);

  assert.ok(isNear(length(await click("Zoom in (W)")), 0.5 * length(whole), whole));
  assert.deepEqual(await click("Zoom out (S)"), whole);
  const kept = await click("Zoom in (W)");
  assert.equal(await inAddress(page, "t"), null, "a look changes nothing");
  await frame.focus();
  await page.keyboard.press("Enter");
  const range = (await inAddressSoon(page, "t")).split("..").map(Date.parse);
  // The ends go outwards to whole minutes: a pixel tells no less apart here.
  const minutes = [Math.floor(kept[0] / 60_000) * 60_000, Math.ceil(kept[1] / 60_000) * 60_000];
  assert.deepEqual(range, minutes);
  assert.deepEqual(await windowOf(page), minutes);
  assert.ok(await fit.isDisabled(), "what is kept is all there is");
  // One step back is the look that was kept, the next one everything.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !new URLSearchParams(location.hash.slice(1)).has("t"));
  assert.deepEqual(await windowOf(page), kept);
  assert.deepEqual(await press("Escape"), whole);
  assert.deepEqual(problems, []);
});

test("the wheel zooms at the pointer and pans, a drag moves, and a range of the axis is zoomed to", async (t) => {
  const { page, whole } = await openTimeline(t);
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const timeAt = (x, [from, to]) => from + (to - from) * (x - layer.x) / layer.width;
  const x = layer.x + layer.width * 0.25;
  await page.mouse.move(x, layer.y + 200);
  const wheel = (key, by) => windowAfter(page, async () => {
    await page.keyboard.down(key);
    await page.mouse.wheel(0, by);
    await page.keyboard.up(key);
  });
  const drag = ([fromX, fromY], [toX, toY]) => windowAfter(page, async () => {
    await page.mouse.move(layer.x + fromX, layer.y + fromY);
    await page.mouse.down();
    await page.mouse.move(layer.x + toX, layer.y + toY);
    await page.mouse.up();
  });
  const zoomed = await wheel("Control", -150);
  assert.ok(length(zoomed) < 0.7 * length(whole));
  assert.ok(isNear(timeAt(x, zoomed), timeAt(x, whole), whole), "the instant under the pointer stays");
  const panned = await wheel("Shift", 120);
  assert.ok(isNear(panned[0] - zoomed[0], length(zoomed) * 120 / layer.width, whole));
  const dragged = await drag([500, 210], [420, 210]);
  assert.ok(isNear(dragged[0] - panned[0], length(panned) * 80 / layer.width, whole));
  assert.equal(await inAddress(page, "sel"), null, "a drag selects nothing");

  const [from, to] = [300, 500].map((offset) => timeAt(layer.x + offset, dragged));
  const picked = await drag([300, 10], [500, 60]);
  assert.ok(isNear(picked[0], from, dragged) && isNear(picked[1], to, dragged));
  const closer = await windowAfter(page, () => page.mouse.dblclick(layer.x + 400, layer.y + 210));
  assert.ok(isNear(length(closer), length(picked) / 4, picked));
  assert.equal(await inAddress(page, "t"), null, "none of this changes the range of the page");
});

test("marks are stepped through by keys and picked by mouse, and the drawer shows what they stand for", async (t) => {
  const { page, frame } = await openTimeline(t);
  const drawer = page.getByRole("complementary");
  const shown = drawer.locator(".drawer-time");
  const step = async (key) => {
    const before = (await shown.allInnerTexts())[0];
    await page.keyboard.press(key);
    await page.waitForFunction((old) => ![undefined, old].includes(document.querySelector(".drawer-time")?.innerText), before);
    return (await shown.innerText()).slice(0, 23);
  };
  await frame.focus();
  // The first mark of the topmost lane; from there on along its own lane.
  assert.equal(await drawer.count(), 0);
  const times = [];
  for (let count = 0; count < 5; count += 1) times.push(await step("."));
  assert.deepEqual(times, times.toSorted());
  assert.equal(new Set(times).size, 5);
  assert.equal(await step(","), times[3]);
  // However fast they come, each press is a step.
  for (const key of [",", ",", ","]) await page.keyboard.press(key);
  await shown.getByText(times[0]).waitFor();
  assert.equal(await step("."), times[1]);
  assert.equal(await page.locator(".timeline-row.selected").count(), 1);

  // By mouse: the last mark of a session, near where the table says that its last event is.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show table" }).click();
  const table = page.getByRole("region", { name: "Sessions in view" });
  await table.locator("tbody tr").first().waitFor();
  const [user, session, , , end] = await table.locator("tbody tr").first().locator("th, td").allInnerTexts();
  const instant = Date.parse(`${end.replace(" ", "T")}Z`);
  const track = await page.locator(".timeline-track", { hasText: user }).boundingBox();
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const tip = page.getByRole("tooltip");
  /** Points at the left of a place until what is there says this. */
  const findAt = async (x, says) => {
    for (let at = x + 8; !(await tip.count()) || !says(await tip.innerText()); at -= 2) {
      assert.ok(at > x - 40, "it is there");
      await page.mouse.move(at, track.y + track.height / 2);
      await page.waitForTimeout(30);
    }
  };
  const xOf = (time, [from, to]) => layer.x + layer.width * (time - from) / (to - from);
  await findAt(xOf(instant, await windowOf(page)), (text) => text.includes(session));
  await page.mouse.down();
  await page.mouse.up();
  await page.locator(".timeline-said", { hasText: session }).waitFor();
  const near = await windowAfter(page, () => page.getByRole("button", { name: "Zoom to it" }).click());
  assert.ok(near[0] < instant && instant < near[1], "a bar says which session it is, and leads to it");
  await page.keyboard.press("Escape");
  const before = await inAddress(page, "sel");
  await findAt(xOf(instant, near), (text) => !text.includes(session));
  const told = (await tip.locator(".tip-time").first().innerText()).slice(0, 23);
  assert.ok(Math.abs(xOf(Date.parse(`${told.replace(" ", "T")}Z`), near) - xOf(instant, near)) < 10, "it stands at its time");
  await page.mouse.down();
  await page.mouse.up();
  await inAddressSoon(page, "sel", before);
  await shown.getByText(told).waitFor();
  assert.match(await drawer.locator("dt:text-is('Session') + dd .value").innerText(), new RegExp(`^${session}`));
});

test("a track is folded into one lane and stays so, by mouse and by keyboard", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const tracks = page.locator(".timeline-track");
  const tops = async () => (await tracks.evaluateAll((all) => all.map((track) => track.getBoundingClientRect().top)));
  const heights = async () => (await tops()).map((top, index, all) => (all[index + 1] ?? top) - top);
  const all = await heights();
  const index = all.findIndex((height) => height > 24);
  assert.ok(index >= 0, "some user has sessions at once");
  const button = page.locator(".timeline-user").nth(index);
  const whenHigh = (height) => page.waitForFunction(([at, wanted]) => {
    const tops = [...document.querySelectorAll(".timeline-track")].map((track) => track.getBoundingClientRect().top);
    return tops[at + 1] - tops[at] === wanted;
  }, [index, height]);
  await button.click();
  await whenHigh(24);
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await goTo(page, "events");
  await goTo(page, "timeline");
  await whenHigh(24);
  await button.focus();
  await page.keyboard.press("Enter");
  await whenHigh(all[index]);
});

test("the drawer opens over the picture: no lane and no instant moves", async (t) => {
  const { page, frame } = await openTimeline(t);
  const places = () => page.evaluate(() => [
    ...[...document.querySelectorAll(".timeline-track")].map((track) => track.getBoundingClientRect().top),
    document.querySelector(".timeline-picture").getBoundingClientRect().width,
  ]);
  const before = [await windowOf(page), await places()];
  await frame.focus();
  await page.keyboard.press(".");
  await page.getByRole("complementary").locator(".drawer-time").waitFor();
  await page.locator(".timeline-row.selected").waitFor();
  assert.deepEqual([await windowOf(page), await places()], before);
});

test("tracks are grouped, sorted and pinned by choice, and kept in the address", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const names = () => page.locator(".timeline-who").allInnerTexts();
  const byName = await names();
  // Whoever is nobody stands last.
  assert.deepEqual(byName, [...byName.slice(0, -1).toSorted(), "(no user)"]);
  await page.getByLabel("sorted by").selectOption("bytes out");
  await page.waitForFunction((first) => document.querySelector(".timeline-who").innerText !== first, byName[0]);
  assert.equal(await inAddressSoon(page, "sort"), "bytes-out");
  assert.deepEqual((await names()).toSorted(), byName.toSorted());
  const last = (await names()).at(-1);
  await page.locator(".timeline-track", { hasText: last }).getByRole("button", { name: "Pin this track to the top" }).click();
  await page.waitForFunction((first) => document.querySelector(".timeline-who").innerText === first, last);
  await page.getByLabel("Tracks by").selectOption("System");
  await page.waitForFunction((count) => document.querySelectorAll(".timeline-track").length < count, byName.length);
  assert.equal(await inAddressSoon(page, "tracks"), "system");
});

test("what lies beyond the edges is counted there, an arrow goes there, and only what is in view has a track", async (t) => {
  const { page, frame, whole } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const tracks = page.locator(".timeline-track");
  const all = await tracks.count();
  assert.equal(await page.locator(".timeline-edge").count(), 0, "at Fit nothing lies beyond");
  await frame.focus();
  for (let turn = 0; turn < 8; turn += 1) await windowAfter(page, () => page.keyboard.press("w"));
  const start = await windowAfter(page, () => page.keyboard.press("Home"));
  assert.equal(start[0], whole[0]);
  await page.waitForFunction((count) => document.querySelectorAll(".timeline-track").length < count, all);
  await page.getByRole("checkbox", { name: /^all tracks/ }).check();
  await page.waitForFunction((count) => document.querySelectorAll(".timeline-track").length === count, all);
  const edge = page.locator(".timeline-edge.after").first();
  assert.match(await edge.getAttribute("aria-label"), /^After the time shown here: [0-9]+ sessions?.* Go there$/);
  const gone = await windowAfter(page, () => edge.click());
  assert.ok(gone[0] > start[0]);
});

test("seventy users and their month are read at a glance: a screen has fifteen of them or more", async (t) => {
  const { page } = await openHosted(t, { viewport: { width: 1440, height: 900 } });
  const lines = [];
  for (let user = 0; user < 70; user += 1) {
    for (let day = 0; day < 30; day += 1) {
      for (const hour of [8, 13 + user % 4]) {
        for (const [activity, minute] of [["SessionStart", 0], ["UrlVisit", 10], ["UrlBlockByContentFilter", 20], ["UrlVisit", 50], ["SessionEnd", 90]]) {
          lines.push(JSON.stringify({
            category_name: "WorkSpacesSecureBrowser", activity_name: activity,
            time: new Date(Date.UTC(2026, 10, 1 + day, hour, minute)).toISOString(),
            session_detail: { session_id: `s-${user}-${day}-${hour}`, username: `user${user}`, client_ip: "192.0.2.1" },
          }));
        }
      }
    }
  }
  await showLines(t, page, lines);
  assert.ok(await page.locator(".timeline-track").count() >= 15);
  assert.match(await page.locator(".timeline-summary").innerText(), /^4,200 sessions on 70 tracks\./);
});

test("who was in two places at once is marked, and the legend filters for a family", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const rows = page.locator(".timeline-track", { hasText: "2 places" });
  assert.equal(await rows.count(), 1);
  const all = await page.locator(".timeline-track").count();
  const [user] = (await rows.locator(".timeline-who").allInnerTexts());
  await page.getByRole("list", { name: "Families" }).getByRole("button", { name: "Print" }).click();
  assert.equal(await inAddressSoon(page, "q"), "family:print");
  await page.waitForFunction((count) => document.querySelectorAll(".timeline-track").length < count, all);
  assert.ok(user.length > 0);
});

/** A log of one user in which a file comes in and leaves ten minutes later, on the timeline; where an instant is across it. */
async function openTransfer(t) {
  const view = await openHosted(t);
  const { page } = view;
  const event = (activity, minute, file) => JSON.stringify({
    category_name: "WorkSpacesSecureBrowser", activity_name: activity,
    time: new Date(Date.UTC(2026, 10, 19, 8, minute)).toISOString(),
    session_detail: { session_id: "s-1", username: "alice", client_ip: "192.0.2.1" },
    ...(file && { file: { name: file, size: 9 } }),
  });
  await showLines(t, page, [
    event("SessionStart", 0), event("FileDownloadFromSecureBrowserToRemoteDisk", 10, "plan.pdf"),
    event("FileTransferFromRemoteToLocalDisk", 20, "plan.pdf"), event("SessionEnd", 40),
  ]);
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const [from, to] = await windowOf(page);
  /** A point over the lane of the session, so far above its middle. */
  const at = (minute, above = 0) => ({
    x: layer.x + layer.width * (Date.UTC(2026, 10, 19, 8, minute) - from) / (to - from), y: layer.y + 24 + 12 - above,
  });
  return { ...view, at };
}

test("what left is joined with where it came in by an arc, which says so and leads to the transfer", async (t) => {
  const { page, at, problems } = await openTransfer(t);
  const arc = at(15, 10);
  await page.mouse.move(arc.x, arc.y);
  const tip = page.getByRole("tooltip");
  await tip.getByText("A file that came in and left again").waitFor();
  assert.match(await tip.innerText(), /In: 2026-11-19 08:10:00.*\n*Out: 2026-11-19 08:20:00/);
  await page.mouse.click(arc.x, arc.y);
  await page.getByRole("complementary").getByRole("heading", { name: /FileTransferFromRemoteToLocalDisk/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("a bar that stands for several sessions says in how many of them something was found, and the table in which", async (t) => {
  const { page, problems } = await openHosted(t);
  const event = (user, session, activity, minute, file) => JSON.stringify({
    category_name: "WorkSpacesSecureBrowser", activity_name: activity,
    time: new Date(Date.UTC(2026, 10, 19, 8, minute)).toISOString(),
    session_detail: { session_id: session, username: user, client_ip: "192.0.2.1" },
    ...(file && { file: { name: file, size: 9 } }),
  });
  // A file leaves that never came in, in two of three sessions of minutes within a month.
  const lines = [["a1", 0, "plan.pdf"], ["a2", 10, "list.pdf"], ["a3", 20]].flatMap(([session, start, file]) => [
    event("alice", session, "SessionStart", start),
    ...(file ? [event("alice", session, "FileTransferFromRemoteToLocalDisk", start + 2, file)] : []),
    event("alice", session, "SessionEnd", start + 5),
  ]);
  lines.push(event("bob", "b1", "SessionStart", 30 * 24 * 60));
  await showLines(t, page, lines);
  const layer = await page.locator(".timeline-pointer").boundingBox();
  const [from, to] = await windowOf(page);
  const x = layer.x + layer.width * (Date.UTC(2026, 10, 19, 8) - from) / (to - from);
  const tip = page.getByRole("tooltip");
  const says = async (words) => (await tip.allInnerTexts()).some((text) => text.includes(words));
  // Below what left, which has a sign of its own.
  for (let turn = 0; !(await says("3 sessions, too close")); turn += 1) {
    assert.ok(turn < 200, "the bar is there");
    await page.mouse.move(x + (turn % 4), layer.y + 24 + 12 + 6 - (turn % 7) / 2);
    await page.waitForTimeout(30);
  }
  await tip.getByText("Sessions with findings: 2.").waitFor();
  await page.mouse.down();
  await page.mouse.up();
  await page.locator(".timeline-said", { hasText: "Sessions with findings: 2." }).waitFor();
  // What was clicked is shown in the drawer, which lies over the foot.
  await page.locator(".drawer-close").click();
  await page.getByRole("button", { name: "Show table" }).click();
  const table = page.getByRole("region", { name: "Sessions in view" });
  await table.getByRole("button", { name: /A file left that never came in/ }).nth(1).waitFor();
  assert.equal(await table.locator(".finding-sign").count(), 2);
  // One session by itself says what was found in it.
  await page.getByRole("button", { name: "Zoom to it" }).click();
  const near = await windowOf(page);
  const own = layer.x + layer.width * (Date.UTC(2026, 10, 19, 8, 4) - near[0]) / (near[1] - near[0]);
  for (let turn = 0; !(await says("A file left that never came in")); turn += 1) {
    assert.ok(turn < 200, "its bar is there");
    await page.mouse.move(own + (turn % 5), layer.y + 24 + 12 + (turn % 7));
    await page.waitForTimeout(30);
  }
  assert.deepEqual(problems, []);
});

test("marks, bars and arcs have the menu that tables have, by mouse and by keys", async (t) => {
  const { page, at, problems } = await openTransfer(t);
  const menu = page.getByRole("menu");
  const entries = () => menu.getByRole("menuitem").allInnerTexts();
  const open = async (point) => {
    await page.mouse.click(point.x, point.y, { button: "right" });
    await menu.waitFor();
    return entries();
  };
  const around = ["Only 1 minute before and after", "Only 5 minutes before and after", "Only 30 minutes before and after", "Mark", "Copy as JSON"];
  const value = ["Filter for it", "Filter it out", "Copy"];
  // A mark: its track and its family, and the event.
  assert.deepEqual(await open(at(20)), [...value, ...value, ...around]);
  await menu.getByRole("menuitem", { name: "Filter for it" }).nth(1).click();
  assert.equal(await inAddressSoon(page, "q"), "family:transfer-out");
  await page.goBack();
  await page.waitForFunction(() => !new URLSearchParams(location.hash.slice(1)).has("q"));
  await page.locator(".timeline-picture:not(.is-stale)").waitFor();
  // A bar: its track, its session, and its time.
  assert.deepEqual(await open(at(30)), [...value, ...value, "Only the time of it"]);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  assert.deepEqual(await open(at(15, 10)), [...value, ...value, ...around], "an arc: the event with which it left");
  await page.keyboard.press("Escape");
  assert.equal(await inAddress(page, "sel"), null, "a menu selects nothing");

  const frame = page.getByRole("group", { name: /^Sessions over time/ });
  await frame.focus();
  await page.keyboard.press(".");
  await page.getByRole("complementary").locator(".drawer-time").waitFor();
  await page.keyboard.press("Shift+F10");
  await menu.waitFor();
  assert.deepEqual((await entries()).slice(-5), around);
  await page.getByRole("menuitem", { name: "Only 5 minutes before and after" }).click();
  assert.equal(await inAddressSoon(page, "tab"), "events");
  assert.match(await inAddressSoon(page, "t"), /^2026-11-19T07:55:00/);
  assert.deepEqual(problems, []);
});

test("the timeline is saved as it is seen, with the names of its tracks, as SVG and PNG", async (t) => {
  const { page, problems } = await openTimeline(t);
  const svg = await exported(page, "svg");
  const names = await page.locator(".timeline-who").allInnerTexts();
  assert.ok(names.length > 2);
  for (const name of names.slice(0, 3)) assert.ok(svg.includes(name.slice(0, 12)), name);
  assert.match(svg, /Timeline · 2026-11-16 .* UTC/);
  assert.match(svg, /events in scope: \d+/);
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-export=png]").click()]);
  assert.equal(download.suggestedFilename(), "sessionscope-timeline.png");
  const png = await readFile(await download.path());
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from("PNG")]);
  assert.ok(png.readUInt32BE(16) > 2000 && png.readUInt32BE(20) > 600);
  assert.deepEqual(problems, []);
});

test("tracks go by person, and who is several users is one of them", async (t) => {
  const { page } = await openTimeline(t, { viewport: { width: 1440, height: 2000 } });
  const users = await page.locator(".timeline-track").count();
  await page.getByLabel("Tracks by").selectOption("Person");
  assert.equal(await inAddressSoon(page, "tracks"), "person");
  await page.waitForFunction((before) => {
    const now = document.querySelectorAll(".timeline-track").length;
    return now > 0 && now !== before && !document.querySelector(".timeline-picture.is-stale");
  }, users);
  const people = await page.locator(".timeline-who").allInnerTexts();
  assert.equal(new Set(people).size, people.length);
  await page.locator(".timeline-user").first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Filter for it" }).click();
  assert.match(await inAddressSoon(page, "q"), /^person:/);
});
