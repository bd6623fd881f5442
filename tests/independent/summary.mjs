#!/usr/bin/env node
// The summary contract (`sessionscope.summary/1`) once more, in plain JavaScript for node 20,
// written from the contract and the format facts alone. It is the other half of a differential
// test (see compare.mjs), so clarity comes before speed, and whole files are held in memory.
//
//     node summary.mjs PATH…
//
// It knows the formats session-logger and user-access-logging, bare or in gzip.
//
// Decisions where the contract is open, each for the good of the person who reads the numbers:
//
// Inputs and containers
//  D1  Bytes 1f 8b start gzip, whatever follows. After the last member zeros are padding; anything
//      else is `bad-container`. So are a cut or wrong header, body, CRC or length. All symbols before
//      the damage count, nothing after it is read. An intact gzip of nothing is `empty`; a damaged
//      one that gave only blanks is `bad-container` alone.
//  D2  Notices about a whole file (`unknown-format`, `empty`, `bad-container`) have line 0, offset 0.
//  D3  A probe object is known by its exact base name and is not opened: no containers. The Session
//      Logger's own counts as format `session-logger`, `aws-logs-write-test` as `unknown`.
//  D4  A folder is walked with hidden files and through symbolic links. `.` adds nothing to paths.
//      "Given twice" is judged by the path as printed.
// Text
//  D5  A UTF-8 byte order mark counts in offsets (they are offsets in the file's bytes); that of
//      UTF-16 does not. U+FEFF further on is text (3 bytes), and skipped between values.
//  D6  Only LF ends a line; CR is a blank. `line` is 1 + the number of LFs before the offset.
//  D7  `bad-encoding`: once, at the first byte that is no UTF-8 (a sequence's first byte), at a lone
//      UTF-16 surrogate or an odd last byte; in files read as JSON only.
// JSON
//  D8  A text is JSON if its first byte after blanks, commas and BOMs is `{`, or if a line that starts
//      within the first 64 KiB does so (blanks, commas and then BOMs aside) with `{` before `"`, `}` or the end,
//      or with `[` before `{`, `[`, `]`, `"`, `-`, a digit or the end: a README that starts with
//      `[link]`, a log of `[INFO]` lines, source code with braces are no JSON. A text of blanks and
//      BOMs is `empty`; `[]` has no record and no notice.
//  D9  Depth 128 is read, 129 is not; the array that is read element by element is not counted.
//  D10 A broken `{…`: the earliest `}` at which opened minus closed braces is zero or less, counted
//      with strings (ended by a line end) or without, and after which, blanks and commas aside, `{`,
//      `[`, `]`, a line end or the end follows (a `}` where that is not so is passed over); else, and
//      not beyond, the next line whose first byte after spaces and tabs is `{` or `[` and whose
//      indentation is not greater than that of the line where the value starts; else the end.
//  D11 Arrays in arrays are read element by element too, down to 128; an array still deeper is a value
//      (`unknown-record`). An array whose end is missing so costs nothing but the notice `truncated`.
//  D12 Anything else between values: valid JSON before a blank, a comma, `]`, a line end or the end is
//      one `unknown-record`; if not, all up to the line end is one `bad-json`. So is a `]` too many.
//  D13 `truncated` stands at the end of the text (its length; its last line), unless the last value
//      was broken and ran to the end without its closing brace.
//  D14 Equal JSON values have equal numbers as written: 1, 1.0 and 1e0 differ.
// Fields
//  D15 A field counts only with its documented type (strings are not made from numbers), and an
//      empty string counts as absent everywhere. For recognition the keys named together need only be
//      there, whatever they hold: `activity_name` and `session_detail.portal_id`; `eventType` of the
//      four, `details`, and `portalArn` or `details.permission`.
//  D16 `observables` comes before `observable`, which may also be a single object; the first entry of
//      the exact name with a non-empty string counts.
//  D17 Case is folded for ASCII letters only.
//  D18 Sizes have no upper bound; 12.0 and 1.2e1 are whole numbers, a string "12.0" is no string of digits.
// Time
//  D19 Dates: `T`, `t` or one blank between date and time, seconds required, fraction after a point;
//      zone `Z`, `UTC`, `GMT` (in any case), ±HH:MM, ±HHMM or ±HH, at most 23:59, also after one blank.
//  D20 The unit of a negative number goes by its magnitude. Times outside of the years 0000 to 9999
//      are none.
// Sessions
//  D21 An undated SessionEnd ends. Undated starts, connections and disconnections count as before all
//      dated ones (among themselves the disconnection is the last).
//  D22 Two sessions of user access that start at the same moment have the same id and are both listed,
//      in the order in which they opened.
//  D23 A session without a user has the user "".

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { decode } from './lib/decode.mjs';
import { PROBES, eventOf } from './lib/formats.mjs';
import { frames, isBlankText, isJsonText } from './lib/frame.mjs';
import { canonical, write } from './lib/json.mjs';
import { byBytes, sessionsOf } from './lib/sessions.mjs';
import { timeText } from './lib/time.mjs';

/** All files under the arguments as `{ path, file }`, in order of path. Throws where one does not exist. */
function listInputs(args) {
  const found = new Map();
  const walk = (file, path) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(file)) walk(join(file, name), path ? `${path}/${name}` : name);
    } else if (stat?.isFile()) {
      found.set(path, file);
    }
  };
  for (const arg of args) {
    statSync(arg);
    let path = arg;
    while (path.startsWith('./')) path = path.slice(2).replace(/^\/+/, '');
    path = path.replace(/\/+$/, '');
    walk(arg, path === '.' ? '' : path);
  }
  return [...found].map(([path, file]) => ({ path, file })).sort((a, b) => byBytes(a.path, b.path));
}

/** The offsets of the line ends, for `lineAt`. */
function lineEndsOf(text) {
  const ends = [];
  for (let at = text.indexOf(0x0a); at >= 0; at = text.indexOf(0x0a, at + 1)) ends.push(at);
  return ends;
}

function lineAt(ends, offset) {
  let low = 0, high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < offset) low = middle + 1; else high = middle;
  }
  return low + 1;
}

/** The format with most records that were not rejected; of equal ones the bytewise first. */
function formatOf(counts) {
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || byBytes(a, b));
  return ranked.length ? ranked[0][0] : 'unknown';
}

/** Reads one file into `input` numbers, events and notices; `seen` holds the events of files before. */
function readInput(path, file, seen) {
  const bytes = readFileSync(file);
  const input = {
    path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), containers: [],
    format: 'unknown', records: 0, events: 0, duplicates: 0, rejected: 0, skipped: 0,
  };
  const events = [];
  const notices = [];
  const done = () => ({ input, events, notices });
  const wholeFile = (kind, message) => notices.push({ path, line: 0, offset: 0, kind, message });

  const probe = PROBES.get(basename(path));
  if (probe) {
    Object.assign(input, { format: probe, records: 1, skipped: 1 });
    return done();
  }

  const { text, containers, containerOk, invalidAt } = decode(bytes);
  input.containers = containers;
  if (!containerOk) wholeFile('bad-container', 'The gzip container is cut short or corrupt.');
  if (isBlankText(text)) {
    if (containerOk) wholeFile('empty', 'Nothing in it.');
    return done();
  }
  if (!isJsonText(text)) {
    wholeFile('unknown-format', 'Not a known format.');
    return done();
  }

  const lineEnds = lineEndsOf(text);
  const notice = (offset, kind, message) => notices.push({ path, line: lineAt(lineEnds, offset), offset, kind, message });
  if (invalidAt >= 0) notice(invalidAt, 'bad-encoding', 'Not all of the text is valid in its encoding.');

  const formats = new Map();
  for (const frame of frames(text)) {
    if (frame.truncated) { notice(frame.start, 'truncated', 'The array has no end.'); continue; }
    input.records++;
    const read = frame.broken ? null : eventOf(frame.value);
    if (!read) {
      input.rejected++;
      if (frame.broken) notice(frame.start, 'bad-json', 'Not strict JSON.');
      else notice(frame.start, 'unknown-record', 'A value of no known format.');
      continue;
    }
    formats.set(read.format, (formats.get(read.format) ?? 0) + 1);
    const identity = canonical(frame.value);
    if (seen.has(identity)) { input.duplicates++; continue; }
    seen.add(identity);
    input.events++;
    events.push(read.event);
  }
  input.format = formatOf(formats);
  return done();
}

/** A map with bytewise sorted keys that counts `keyOf` over the events. */
function countBy(events, keyOf) {
  const counts = new Map();
  for (const event of events) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => byBytes(a, b)));
}

function transfersOf(events) {
  const sums = new Map();
  for (const event of events) {
    if (!event.transfer) continue;
    const [from, to] = event.transfer;
    const key = [event.system, from, to].join(' ');
    if (!sums.has(key)) sums.set(key, { system: event.system, from, to, count: 0, bytes: 0n, unsized: 0 });
    const sum = sums.get(key);
    sum.count++;
    if (event.size === null) sum.unsized++; else sum.bytes += event.size;
  }
  return [...sums.values()].sort((a, b) => byBytes(a.system, b.system) || byBytes(a.from, b.from) || byBytes(a.to, b.to));
}

const asMap = (object) => new Map(Object.entries(object));
const NUMBERS = ['records', 'events', 'duplicates', 'rejected', 'skipped'];

/** The summary of files and folders as `{ text, exit }`; exit 2 and no text where a path does not exist. */
export function summarize(args) {
  let files;
  try {
    files = listInputs(args);
  } catch {
    return { text: '', exit: 2 };
  }
  const seen = new Set();
  const read = files.map(({ path, file }) => readInput(path, file, seen));
  const inputs = read.map(({ input }) => input);
  const events = read.flatMap((one) => one.events);
  const notices = read.flatMap((one) => one.notices);
  notices.sort((a, b) => byBytes(a.path, b.path) || a.offset - b.offset || byBytes(a.kind, b.kind));

  const sum = (name) => inputs.reduce((total, input) => total + input[name], 0);
  const times = events.map((event) => event.time).filter((time) => time !== null);
  const byUser = countBy(events, (event) => event.user);
  const sessions = sessionsOf(events);
  const totals = asMap({ inputs: inputs.length, bytes: sum('bytes') });
  for (const name of NUMBERS) totals.set(name, sum(name));
  totals.set('sessions', sessions.length);
  totals.set('users', byUser.size - (byUser.has('') ? 1 : 0));
  totals.set('undated', events.length - times.length);

  const summary = asMap({
    schema: 'sessionscope.summary/1',
    inputs: inputs.map(asMap),
    totals,
    time_range: asMap({
      start: timeText(times.length ? times.reduce((a, b) => Math.min(a, b)) : null),
      end: timeText(times.length ? times.reduce((a, b) => Math.max(a, b)) : null),
    }),
    by_system: countBy(events, (event) => event.system),
    by_activity: countBy(events, (event) => event.activity),
    by_user: byUser,
    transfers: transfersOf(events).map(asMap),
    sessions: sessions.map((one) => asMap({ ...one, start: timeText(one.start), end: timeText(one.end) })),
    notices: notices.map(asMap),
  });
  const understood = sum('events') + sum('duplicates') + sum('skipped');
  return { text: `${write(summary)}\n`, exit: understood === 0 ? 1 : 0 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const { text, exit } = args.length ? summarize(args) : { text: '', exit: 2 };
  process.stdout.write(text);
  process.exitCode = exit;
}
