#!/usr/bin/env node
// The summary contract (`sessionscope.summary/1`) once more, in plain JavaScript for node 20,
// written from the contract and the format facts alone. It is the other half of a differential
// test (see compare.mjs), so clarity comes before speed, and whole files are held in memory.
//
//     node summary.mjs PATH…
//
// README.md says what was decided where the contract is open.

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { decode } from './lib/decode.mjs';
import { PROBES } from './lib/formats.mjs';
import { isBlankText } from './lib/frame.mjs';
import { listInputs } from './lib/inputs.mjs';
import { write } from './lib/json.mjs';
import { settle } from './lib/pieces.mjs';
import { byBytes, sessionsOf } from './lib/sessions.mjs';
import { readText } from './lib/text.mjs';
import { timeText } from './lib/time.mjs';

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
  return ranked[0][0];
}

const MESSAGES = {
  'bad-json': 'Not strict JSON.',
  'bad-csv': 'Not a row like the header says.',
  'unknown-record': 'A value of no known format.',
  'bad-encoding': 'Not all of the text is valid in its encoding.',
  'bad-container': 'The container is cut short, corrupt, or of an unknown kind.',
  limit: 'Too many containers within each other.',
  'no-times': 'No event of the file has a time that can be read.',
  'unsafe-name': 'A name that must not be unpacked to.',
  truncated: 'The text ends too early.',
  empty: 'Nothing in it.',
  'not-recorded': 'The recorder of the session failed.',
  'unknown-format': 'Not a known format.',
};

/**
 * By what a record is told from others: R34, an id only with time, service and activity; R35, content with the number
 * of the record among the equal ones of its input, which `counts` has.
 */
function keyOf({ identity, event }, counts) {
  if (identity.startsWith('transcript ')) return identity;
  if (!identity.startsWith('content ')) return JSON.stringify([identity, event.time, event.service ?? '', event.activity]);
  const number = counts.get(identity) ?? 0;
  counts.set(identity, number + 1);
  return `${number} ${identity}`;
}

/** What is told of the text of an input: its records in the order of the file, none where it is no text. */
function recordsOf({ path, content, isArchive }) {
  if (isArchive || PROBES.has(basename(path)) || content === null) return null;
  const { text, invalidAt } = decode(content);
  return isBlankText(text) ? { text } : { text, invalidAt, read: readText(text, path) };
}

/** Joins the transcripts that inputs have pieces of (R44). */
function joinPieces(given, told) {
  const parts = given.flatMap(({ path }, i) => (told[i]?.read?.records ?? [])
    .filter((record) => record.part).map((record, number) => Object.assign(record.part, { path, number, record })));
  settle(parts);
  for (const one of told) if (one?.read) one.read.records = one.read.records.flatMap((record) => record.replaced ?? [record]);
}

/** D97: of transcripts that are the same, the first that has a footer tells the end of all. */
function shareFooters(told) {
  const ends = new Map();
  const all = told.flatMap((one) => one?.read?.records ?? []).filter(({ format, event }) => format === 'session-manager-transcript' && event);
  for (const { identity, event } of all) if (event.ends && !ends.has(identity)) ends.set(identity, { ends: true, time: event.time });
  for (const { identity, event } of all) Object.assign(event, ends.get(identity));
}

/** The numbers, events, notices and history of an input; `seen` holds the events of inputs before. */
function readInput({ path, bytes, containers, content, problem, notes, isArchive }, told, seen) {
  const input = {
    path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), containers,
    format: 'unknown', records: 0, events: 0, duplicates: 0, rejected: 0, skipped: 0,
  };
  const events = [];
  const notices = [];
  const history = [];
  const done = () => ({ input, events, notices, history });
  const notice = (kind, line = 0, offset = 0) => notices.push({ path, line, offset, kind, message: MESSAGES[kind] });

  notes.forEach((kind) => notice(kind));
  if (isArchive) {
    if (problem) notice(problem);
    return { ...done(), input: null };
  }
  const probe = PROBES.get(basename(path));
  if (probe) {
    Object.assign(input, { format: probe, records: 1, skipped: 1 });
    return done();
  }
  if (problem) notice(problem);
  if (content === null) return done();
  const { text, invalidAt, read } = told;
  if (read === undefined) {
    if (!problem) notice('empty');
    return done();
  }
  if (!read) {
    notice('unknown-format');
    return done();
  }

  const lineEnds = lineEndsOf(text);
  if (invalidAt >= 0 && read.encoded) notice('bad-encoding', lineAt(lineEnds, invalidAt), invalidAt);
  const formats = new Map();
  const counts = new Map();
  const dated = { some: false, all: true };
  let isCut = false;
  for (const record of read.records) {
    if (record.warning) notice(record.warning, lineAt(lineEnds, record.offset), record.offset);
    if (record.notice) {
      if (!isCut) notice(record.notice, lineAt(lineEnds, record.offset), record.offset);
      isCut = true;
      continue;
    }
    input.records++;
    if (record.rejected) {
      input.rejected++;
      notice(record.rejected, lineAt(lineEnds, record.offset), record.offset);
      continue;
    }
    if (record.format) formats.set(record.format, (formats.get(record.format) ?? 0) + 1);
    if (record.skipped) {
      input.skipped++;
      if (record.entry) history.push(record.entry);
      continue;
    }
    if (record.format !== 'session-manager-transcript') dated[record.event.time === null ? 'all' : 'some'] = record.event.time !== null;
    const key = record.duplicate ? null : keyOf(record, counts);
    if (record.duplicate || seen.has(key)) {
      input.duplicates++;
    } else {
      seen.add(key);
      input.events++;
      events.push(record.event);
    }
  }
  // R45: there are events that a time is asked of, and none has one.
  if (read.isAmbiguous || (!dated.all && !dated.some)) notice('no-times');
  input.format = formats.size ? formatOf(formats) : read.emptyFormat || 'unknown';
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
  let given;
  try {
    given = listInputs(args);
  } catch {
    return { text: '', exit: 2 };
  }
  const seen = new Set();
  const told = given.map(recordsOf);
  joinPieces(given, told);
  shareFooters(told);
  const read = given.map((input, i) => readInput(input, told[i], seen));
  const inputs = read.map(({ input }) => input).filter((input) => input);
  const events = read.flatMap((one) => one.events);
  const notices = read.flatMap((one) => one.notices);
  notices.sort((a, b) => byBytes(a.path, b.path) || a.offset - b.offset || byBytes(a.kind, b.kind));

  const sum = (name) => inputs.reduce((total, input) => total + input[name], 0);
  const times = events.map((event) => event.time).filter((time) => time !== null);
  const byUser = countBy(events, (event) => event.user);
  const sessions = sessionsOf(events, read.flatMap((one) => one.history));
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
