// Logs of all systems, mixed in one folder as an auditor finds them: every view says what the native program
// says of the same files. The folder is not of this project's making; where it is missing this is skipped.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, chooseFiles, chooseFolder, CORPUS, exported, folderFor, native, openHosted, summaryOf, whenRead } from "./harness.mjs";
import { barsOf, bytes, cellsOf, goTo, number, rowsOf, time, whenOverviewOf, whenRows, whenSettled, whenShown } from "./views.mjs";

/** The folder above that of one system, if it holds the others too. */
const ALL = CORPUS && existsSync(join(dirname(CORPUS), "cloudtrail")) ? dirname(CORPUS) : null;
const skip = !ALL && "there is no folder of logs of all systems";
const TALL = { width: 1440, height: 2600 };
const SYSTEMS = {
  "session-logger": "Secure Browser: Session Logger", "user-access-logging": "Secure Browser: user access",
  cloudtrail: "CloudTrail", cloudshell: "CloudShell", "session-manager": "Session Manager",
  "session-manager-stream": "Session Manager: stream", "session-manager-transcript": "Session Manager: transcript",
  "workspaces-access": "WorkSpaces Access",
};
const isChannelCall = ({ system, activity }) => system === "session-manager" && /^(Open|Create)ControlChannel$/i.test(activity);

/** The page with the whole folder, and what the native program says of it. */
async function openAll(t, options = {}) {
  const [cwd, name] = [dirname(ALL), basename(ALL)];
  const [text, lines] = await Promise.all([summaryOf(name, { cwd }), native(["events", name], { cwd })]);
  const view = await openHosted(t, { viewport: TALL, ...options });
  await chooseFolder(view.page, ALL);
  const counts = await whenRead(view.page);
  return { ...view, counts, text, lines, summary: JSON.parse(text), events: lines.trimEnd().split("\n").map((line) => JSON.parse(line)) };
}

const region = (page, name) => page.getByRole("region", { name, exact: true });

/** What an ARN names, without its kind. */
function nameIn(text) {
  const [, service, resource] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/.exec(text) ?? [];
  if (service === undefined) return text;
  if (service === "s3") return resource;
  return (["iam", "sts"].includes(service) ? resource.split("/").at(-1) : resource.replace(/^[^:/]*[:/]/, "")) || text;
}

/** Calls that lead to what they act on. */
const LEADS_THERE = /^(AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|AssumeRoot|SwitchRole|ExitRole|Invoke|InvokeFunction|ExecuteCommand)$/;

/** The act on what. */
function sentence({ activity, target }) {
  const names = target.split(" → ").map((part) => part.split(", ").map(nameIn).join(", ")).join(" → ");
  return `${activity}${LEADS_THERE.test(activity) ? " → " : " "}${names}`;
}

/** What stands in the table of events under “What”. */
function what(event) {
  const first = event.file ?? event.url ?? event.host;
  if (first) return first;
  const rest = {
    cloudshell: [], "workspaces-access": [event.target, event.agent], cloudtrail: [event.target && sentence(event), event.service],
  }[event.system] ?? [event.target];
  return rest.filter(Boolean).join(" · ");
}

test("the numbers of every view are those of the native program", { skip }, async (t) => {
  const { page, counts, text, lines, summary, events, problems, violations } = await openAll(t);
  const { inputs, records, events: all, duplicates, rejected, skipped } = summary.totals;
  assert.deepEqual(counts, { files: inputs, records, events: all, duplicates, rejected, skipped });
  const shown = events.filter((event) => !isChannelCall(event));

  await goTo(page, "overview");
  await whenOverviewOf(page, shown.length);
  const bySystem = Object.fromEntries(await barsOf(region(page, "Systems")));
  const expected = {};
  for (const { system } of shown) expected[SYSTEMS[system]] = (expected[SYSTEMS[system]] ?? 0) + 1;
  assert.deepEqual(bySystem, expected);
  const services = new Map();
  for (const { service } of shown) if (service) services.set(service, (services.get(service) ?? 0) + 1);
  const most = [...services].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  assert.deepEqual(await barsOf(region(page, "API calls by service")), most.slice(0, 8));

  await goTo(page, "sessions");
  await whenRows(page, "sessions", summary.sessions.length);
  assert.deepEqual(
    (await rowsOf(page, "sessions")).map(({ user, system, id, start, end, texts }) => [user, system, id, start, end, number(texts.events), texts.state.slice(2)]),
    summary.sessions.map((session) => [
      session.user, SYSTEMS[session.system], session.id, time(session.start), time(session.end), session.events, session.state,
    ]),
  );

  await goTo(page, "timeline");
  await page.getByRole("button", { name: "Show table" }).click();
  await page.waitForFunction((rows) => document.querySelectorAll(".timeline-table tbody tr").length === rows, summary.sessions.length);
  const listed = await cellsOf(region(page, "Sessions in view"));
  assert.deepEqual(listed.map(([, id]) => id).toSorted(), summary.sessions.map(({ id }) => id).toSorted());

  await goTo(page, "transfers");
  const moved = events.filter(({ from }) => from);
  await whenRows(page, "transfers", moved.length);
  assert.deepEqual(
    (await rowsOf(page, "transfers")).map(({ texts }) => [texts.time, texts.file, texts.size]),
    moved.map((event) => [time(event.time), event.file ?? "not recorded", event.size === undefined ? "unknown" : bytes(event.size)]),
  );
  assert.ok(moved.some(({ system, size }) => system === "cloudshell" && size === undefined), "a transfer of CloudShell");

  await goTo(page, "events");
  await whenRows(page, "events", shown.length);
  assert.deepEqual(
    (await rowsOf(page, "events")).map((row) => [row.texts.time, row.activity.split(" · ")[1], row.user, row.what]),
    shown.map((event) => [time(event.time), event.activity, event.user ?? "(no user)", what(event)]),
  );

  await goTo(page, "evidence");
  await whenRows(page, "inputs", summary.inputs.length);
  const files = await rowsOf(page, "inputs");
  assert.deepEqual(files.map(({ path, format }) => [path, format]), summary.inputs.map(({ path, format }) => [path, format]));
  const skippedOf = (format) => summary.inputs.filter((input) => input.format === format).reduce((sum, input) => sum + input.skipped, 0);
  await whenRows(page, "metrics", skippedOf("cloudwatch-metrics"));
  await whenRows(page, "history", skippedOf("session-manager-history"));

  assert.equal(await exported(page, "summary"), text);
  assert.equal(await exported(page, "events-jsonl"), lines);
  assert.deepEqual(problems, []);
  assert.deepEqual(await violations(), []);
});

test("axe finds nothing in any view, light and dark, with the logs of all systems", { skip }, async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await openAll(t, { colorScheme, viewport: { width: 1440, height: 900 } });
    for (const tab of await page.locator("[data-tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.tab))) {
      await whenShown(page, tab);
      if (tab === "sessions") {
        await page.locator("#sessions-table [role=row]", { hasText: "CloudShell" }).last().click();
        await page.locator("#story-row-0").waitFor();
        await whenSettled(page);
      }
      assert.deepEqual(await axe(page), [], `${colorScheme} ${tab}`);
    }
  }
});

/** A record of CloudTrail. */
const call = (source, name, second, more = {}) => JSON.stringify({
  eventVersion: "1.11", eventID: `id-${name}-${second}`, eventSource: `${source}.amazonaws.com`, eventName: name,
  eventTime: `2026-11-19T08:00:${String(second).padStart(2, "0")}Z`, awsRegion: "eu-west-1", sourceIPAddress: "203.0.113.7",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/alice", userName: "alice" }, ...more,
});

test("channel calls are counted and hidden, and calls from within a shell stand in its story", async (t) => {
  const folder = await folderFor(t);
  const shell = { requestParameters: { EnvironmentId: "e-1" } };
  const inside = { userAgent: "aws-cli/2.31 exec-env/CloudShell", requestParameters: { bucketName: "b" } };
  await writeFile(join(folder, "a.jsonl"), [
    call("cloudshell", "CreateSession", 1, shell),
    call("s3", "ListBuckets", 2, inside),
    call("s3", "GetObject", 3, { ...inside, errorCode: "AccessDenied" }),
    call("s3", "ListBuckets", 4),
    call("cloudshell", "DeleteSession", 5, shell),
    call("ssm", "OpenControlChannel", 6, { requestParameters: { targetId: "i-0123456789abcdef0" } }),
  ].join("\n"));
  const { page, problems } = await openHosted(t);
  await chooseFiles(page, [join(folder, "a.jsonl")]);
  assert.equal((await whenRead(page)).events, 6);
  await page.getByText("1 channel call hidden").waitFor();
  await goTo(page, "events");
  await whenRows(page, "events", 5);
  assert.equal((await exported(page, "events-jsonl")).trimEnd().split("\n").length, 6, "exports have them");
  await page.getByRole("button", { name: "Show channel calls" }).click();
  await whenRows(page, "events", 6);
  await page.getByRole("button", { name: "Hide channel calls" }).click();
  await whenRows(page, "events", 5);

  await goTo(page, "sessions");
  await whenRows(page, "sessions", 1);
  await page.locator("#sessions-row-0").click();
  await whenRows(page, "story", 4);
  const story = (await rowsOf(page, "story")).map(({ texts }) => [texts.activity, texts.what]);
  assert.deepEqual(story.map(([activity]) => activity), ["CreateSession", "ListBuckets", "GetObject", "DeleteSession"]);
  assert.match(story[1][1], /^from within the shell/);
  assert.match(story[2][1], /^from within the shell.*AccessDenied$/);
  await page.getByText("2 AWS API calls from within the shell").waitFor();
  assert.equal((await rowsOf(page, "sessions"))[0].texts.events, "2", "they count with no session");
  await page.getByRole("button", { name: "Filter for this session" }).click();
  await page.getByText("2 of 6 events").waitFor();
  assert.deepEqual(problems, []);
});

test("a list of session loggers is not taken for one that logs all", async (t) => {
  const folder = await folderFor(t);
  const logger = (id, more) => ({ sessionLoggerArn: `arn:aws:workspaces-web:eu-west-1:111122223333:sessionLogger/${id}`, displayName: id, ...more });
  await writeFile(join(folder, "list.json"), JSON.stringify({ sessionLoggers: [logger("a-listed")] }));
  await writeFile(join(folder, "one.json"), JSON.stringify({ sessionLogger: logger("b-all", { eventFilter: { all: {} } }) }));
  const { page } = await openHosted(t);
  await chooseFolder(page, folder);
  await whenRead(page);
  await goTo(page, "evidence");
  await whenRows(page, "loggers", 2);
  assert.deepEqual((await rowsOf(page, "loggers")).map(({ texts }) => [texts.name, texts.events]), [
    ["a-listed", "not in this file"], ["b-all", "all, also future ones"],
  ]);
});

test("a session that only the history knows passes a filter by what that says of it", async (t) => {
  const folder = await folderFor(t);
  await writeFile(join(folder, "history.json"), JSON.stringify({ Sessions: [{
    SessionId: "alice-0a1b2c3d4e5f67890", Target: "i-0123456789abcdef0", Status: "Terminated", StartDate: 1763539200.5,
    EndDate: 1763542800, Owner: "arn:aws:iam::111122223333:user/alice", Reason: "CHG-1",
  }] }));
  await writeFile(join(folder, "a.jsonl"), call("s3", "ListBuckets", 2));
  const { page } = await openHosted(t);
  await chooseFolder(page, folder);
  await whenRead(page);
  await goTo(page, "sessions");
  await whenRows(page, "sessions", 1);
  await page.locator(".search [role=combobox]").first().fill("user:alice target:i-0123456789abcdef0");
  await page.getByText("0 of 1 event", { exact: false }).waitFor();
  await whenRows(page, "sessions", 1);
  await page.locator(".search [role=combobox]").first().fill("user:bob");
  await page.getByText("No session has an event that passes").waitFor();
});
