// The files that are read: made anew for each run, always the same.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { PROGRAM } from "../../tests/e2e/harness.mjs";

/** How much is read, in bytes. */
export const WANTED = Number(process.env.BENCH_MEGABYTES ?? 200) * 1e6;
/** How many events are asked about. */
export const EVENTS_ASKED = Number(process.env.BENCH_EVENTS ?? 1_000_000);
/** How many small files are read. */
export const SMALL_FILES = Number(process.env.BENCH_FILES ?? 20_000);

/** A folder for all files of the run, removed however it ends: they are large. */
export const folder = await mkdtemp(join(tmpdir(), "sessionscope-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** Runs the sample generator. */
export const sample = (events, ...more) =>
  execFileSync(PROGRAM, ["sample", ...(events ? ["--events", String(events)] : []), "--seed", "1", ...more], { stdio: "inherit" });

/** Waits until what was written is on the disk: what is measured first would else be measured beside that. */
export const settle = () => execFileSync("sync");

/** All files below a folder whose names end so. */
async function filesIn(path, end) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith(end)).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** A folder with the sample generator's logs, in files as large as it makes them. */
export function logs(events) {
  const into = join(folder, `${events}-logs`);
  sample(events, "--format", "jsonl", "-o", into);
  return join(into, "logs");
}

/**
 * Cuts the sessions of a folder of logs, in place, into pieces of so many events, each a session of its own;
 * resolves to how many there are then.
 */
export async function cutSessions(path, eventsEach) {
  const key = Buffer.from('"session_id":"');
  const ids = new Set();
  let [last, count] = ["", 0];
  for (const file of await filesIn(path, ".jsonl")) {
    const text = await readFile(file);
    for (let start = 0; start < text.length;) {
      const line = text.subarray(start, text.indexOf(10, start) + 1 || text.length);
      const found = line.indexOf(key);
      if (found < 0) throw new Error(`no session in a line of ${file}`);
      const at = found + key.length;
      const name = line.toString("latin1", at, at + 36);
      count = name === last ? count + 1 : 0;
      last = name;
      // The same piece has the same new beginning, wherever the id stands in the line.
      const piece = Math.floor(count / eventsEach);
      const begin = ((parseInt(name.slice(0, 2), 16) + piece) % 256).toString(16).padStart(2, "0");
      for (let place = line.indexOf(name); place >= 0; place = line.indexOf(name, place + 36)) line.write(begin, place, "latin1");
      ids.add(begin + name.slice(2));
      start += line.length;
    }
    await writeFile(file, text);
  }
  return ids.size;
}

/** Writes a text of lines as four files of about the same size into a new folder, and packed by gzip into another. */
export async function cutInFour(text, plain, packed) {
  await Promise.all([plain, packed].map((path) => mkdir(path)));
  const cut = (share) => text.indexOf("\n", Math.floor(text.length * share)) + 1;
  const cuts = [0, cut(0.25), cut(0.5), cut(0.75), text.length];
  for (let part = 0; part < 4; part += 1) {
    const bytes = text.subarray(cuts[part], cuts[part + 1]);
    await writeFile(join(plain, `part-${part}.jsonl`), bytes);
    await writeFile(join(packed, `part-${part}.jsonl.gz`), gzipSync(bytes, { level: 6 }));
  }
}

/** How many bytes the files below a folder have. */
export async function bytesIn(path) {
  const sizes = await Promise.all((await filesIn(path, "")).map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const made = new Map();

/** The sample generator's events as one file; the same file for the same number. */
export function jsonLines(events) {
  if (!made.has(events)) made.set(events, makeJsonLines(events));
  return made.get(events);
}

async function makeJsonLines(events) {
  const parts = logs(events);
  const path = join(folder, `${events}.jsonl`);
  for (const part of await filesIn(parts, ".jsonl")) await writeFile(path, await readFile(part), { flag: "a" });
  await rm(parts, { recursive: true });
  return path;
}

/** Many users of an office over a month: ten sessions of twenty events each, as JSON Lines. */
export async function office(users = 1000) {
  const [sessionsEach, eventsEach, day] = [10, 20, 86_400];
  const path = join(folder, "office.jsonl");
  const lines = [];
  for (let user = 0; user < users; user += 1) {
    for (let session = 0; session < sessionsEach; session += 1) {
      const start = 1_793_577_600 + session * 3 * day + 25_200 + ((user * 7919 + session * 104_729) % 36_000);
      for (let event = 0; event < eventsEach; event += 1) {
        const name = event === 0 ? "SessionStart" : event === eventsEach - 1 ? "SessionEnd" : ["UrlVisit", "WebsiteInteract", "ContentPasteToWebsite", "FileDownloadFromSecureBrowserToRemoteDisk", "FileTransferFromRemoteToLocalDisk"][(user + event) % 5];
        lines.push(`{"category_name":"WorkSpacesSecureBrowser","activity_name":"${name}","time":${start + event * 97},"file":{"name":"f${event % 3}.txt","size":${event % 3}},"session_detail":{"session_id":"s-${user}-${session}","client_ip":"198.51.100.${user % 250}","username":"user${String(user).padStart(4, "0")}@example.com"}}\n`);
      }
    }
  }
  await writeFile(path, lines.join(""));
  return { path, users, sessions: users * sessionsEach, events: users * sessionsEach * eventsEach };
}

/** One `Records` file in one line, made of the CloudTrail records of the sample case, each with an id of its own. */
export async function cloudTrail(bytes) {
  const into = join(folder, "case");
  sample(0, "-o", into);
  const files = (await filesIn(into, ".json.gz")).filter((path) => path.includes("/CloudTrail/"));
  const records = (await Promise.all(files.map(async (path) => JSON.parse(gunzipSync(await readFile(path))).Records))).flat();
  const texts = [];
  for (let size = 0, number = 0; size < bytes; number += 1) {
    const eventID = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const text = JSON.stringify({ ...records[number % records.length], eventID });
    texts.push(text);
    size += text.length;
  }
  const path = join(folder, "records.json");
  await writeFile(path, `{"Records":[${texts.join(",")}]}`);
  return path;
}

/** The events of a file of JSON Lines, up to so many bytes of it, as the messages of log events: as `filter-log-events` gives them, and as Logs Insights saves them. */
export async function inLogEvents(lines, bytes) {
  const text = (await readFile(lines)).subarray(0, bytes).toString("utf8");
  const messages = text.slice(0, text.lastIndexOf("\n")).split("\n");
  const time = (number) => 1_795_169_700_000 + number * 13;
  const events = messages.map((message, number) => ({
    logStreamName: `stream-${Math.floor(number / 1000)}`,
    timestamp: time(number),
    message,
    ingestionTime: time(number) + 500,
    eventId: String(number).padStart(56, "0"),
  }));
  const asked = join(folder, "filter-log-events.json");
  await writeFile(asked, JSON.stringify({ events, searchedLogStreams: [] }));
  const rows = messages.map((message, number) => `${new Date(time(number)).toISOString().slice(0, -1).replace("T", " ")},"${message.replaceAll('"', '""')}"\n`);
  const saved = join(folder, "logs-insights-results.csv");
  await writeFile(saved, `@timestamp,@message\n${rows.join("")}`);
  return { asked, saved };
}
