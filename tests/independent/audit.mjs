#!/usr/bin/env node
// The audit (`sessionscope.audit/1`) once more, as far as the program has it: coverage and deliveries (E7 to E17), digests
// (E41 to E45), flows, what left without one, what was moved (E18 to E21), findings (E22 to E35), people (E37 to E40), and
// what no log can show. Events are those that the program prints, whose fields the summary and the filters compare; inputs and sessions
// are those of the independent summary; who is who, settings and data points are read from the files.
//
//     sessionscope events PATH… | node audit.mjs PATH…

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { digestReport } from './lib/digests.mjs';
import { readEvents } from './lib/filter/events.mjs';
import { readValue, write } from './lib/json.mjs';
import { findingsOf } from './lib/findings.mjs';
import { People, recordsOf } from './lib/people.mjs';
import { Portals } from './lib/portals.mjs';
import { byBytes } from './lib/sessions.mjs';
import { summarize } from './summary.mjs';

const LIMITS = new Map([
  ['session-logger', ['address-bar-paste', 'clipboard-content', 'clipboard-out', 'file-content', 'upload-name-and-size']],
  ['user-access-logging', ['client-address', 'deleted-history', 'files']],
  ...['session-manager', 'session-manager-stream', 'session-manager-transcript']
    .map((system) => [system, ['echo-off-input', 'exit-without-record', 'port-forwarding-and-ssh', 'time-of-commands']]),
  ['cloudshell', ['commands', 'transfer-size', 'url-made-not-used']],
  ['cloudtrail', ['data-events-unless-selected', 'delivery-delay']],
  ['workspaces-access', ['best-effort', 'failed-logins', 'logouts', 'user-names']],
]);
const IN = new Map([['FileDownloadFromSecureBrowserToRemoteDisk', 'site'], ['FileTransferFromLocalToRemoteDisk', 'local']]);
const OUT = new Map([['FileTransferFromRemoteToLocalDisk', 'local'], ['PrintJobSubmit', 'printer'], ['FileUploadFromRemoteDiskToSecureBrowser', 'site']]);

const asMap = (object) => new Map(Object.entries(object));
const text = (event, field) => event.texts.get(field) ?? '';

/** The end of a leg that is not the remote disk, or undefined. */
const end = (event, legs) => (text(event, 'system') === 'session-logger' ? legs.get(text(event, 'activity')) : undefined);

function cite(event) {
  const { path, line, offset } = JSON.parse(event.line);
  return asMap({ path, line, offset });
}

/** E18: the in leg of an out leg as `{ come, basis }`, or `{ reason }` why there is none. */
function match(out, events) {
  if (text(out, 'session') === '') return { reason: 'no-session' };
  if (out.time === null) return { reason: 'undated' };
  if (text(out, 'file') === '') return { reason: 'no-file-name' };
  const candidates = events.filter((event) => end(event, IN) && event.time !== null && event.time <= out.time
    && text(event, 'session') === text(out, 'session') && text(event, 'file') === text(out, 'file'));
  const last = (test) => candidates.filter(test).at(-1);
  const equal = last((event) => event.size !== null && event.size === out.size);
  if (equal) return { come: equal, basis: 'name-and-size' };
  const unknown = last((event) => event.size === null || out.size === null);
  if (unknown) return { come: unknown, basis: 'name' };
  return { reason: candidates.length ? 'other-size' : 'no-earlier-in-leg', last: candidates.at(-1) };
}

function amount(events) {
  const sizes = events.map(({ size }) => size);
  return asMap({
    count: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + (size ?? 0n), 0n),
    unsized: sizes.filter((size) => size === null).length,
  });
}

/** E45: the findings with those about digests, behind all that have a time and kinds that come before. */
function withDigests(findings, digests) {
  const told = (list, verdicts) => list.filter((row) => verdicts.includes(row.get('verdict')));
  const rows = [...told(digests.get('digests'), ['bad-signature', 'missing']), ...told(digests.get('logs'), ['changed', 'trailing-data', 'unlisted'])];
  rows.sort((a, b) => byBytes(a.get('key'), b.get('key')) || byBytes(a.get('verdict'), b.get('verdict')));
  const own = rows.map((row) => asMap({
    kind: 'digest', time: null, user: '', session: '', detail: asMap({ key: row.get('key'), verdict: row.get('verdict') }), events: [], event_count: 0,
  }));
  const behind = findings.findIndex((finding) => finding.get('time') === null && byBytes(finding.get('kind'), 'digest') > 0);
  return behind < 0 ? [...findings, ...own] : [...findings.slice(0, behind), ...own, ...findings.slice(behind)];
}

/** The audit of events in order, which `readEvents` has read, and of the files that they are from; `working` are the hours of work. */
export function audit(events, args, working = {}) {
  const people = new People(args);
  const digests = digestReport(args);
  const { value: summary } = readValue(Buffer.from(summarize(args).text), 0);
  const portals = new Portals(events, recordsOf(args), summary);
  const flows = [], unmatched = [];
  const legs = [];
  for (const out of events.filter((event) => end(event, OUT))) {
    const { come, basis, reason, last } = match(out, events);
    legs.push({ out, to: end(out, OUT), come, from: come && end(come, IN), basis, reason, last });
    const told = { session: text(out, 'session'), user: text(out, 'user'), file: text(out, 'file') };
    if (reason) {
      unmatched.push(asMap({ ...told, size: out.size, to: end(out, OUT), time: out.timeText, out: cite(out), reason }));
      continue;
    }
    flows.push(asMap({
      ...told, size: out.size ?? come.size, from: end(come, IN), site: text(come, 'host'), to: end(out, OUT),
      in_time: come.timeText, out_time: out.timeText, in: cite(come), out: cite(out), basis,
    }));
  }
  const moving = events.filter((event) => end(event, IN) ?? end(event, OUT));
  const moved = [...new Set(moving.map((event) => text(event, 'user')))].sort(byBytes).map((user) => {
    const own = moving.filter((event) => text(event, 'user') === user);
    const by = (ends, which) => amount(own.filter((event) => end(event, ends) === which));
    return asMap({ user, in: by(IN, 'local'), out: by(OUT, 'local'), to_sites: by(OUT, 'site'), printed: by(OUT, 'printer'), downloaded: by(IN, 'site') });
  });
  const pairs = new Map();
  for (const event of events) {
    const [system, user] = [text(event, 'system'), people.userOf(event)];
    if (user !== '') pairs.set(JSON.stringify([system, user]), { system, user });
  }
  const persons = new Map();
  for (const { system, user } of [...pairs.values()].sort((a, b) => byBytes(a.system, b.system) || byBytes(a.user, b.user))) {
    const { person, reason } = people.person(system, user);
    persons.set(person, [...persons.get(person) ?? [], asMap({ system, user, reason })]);
  }
  const joined = [...persons].filter(([, users]) => users.length > 1).sort(([a], [b]) => byBytes(a, b));
  const systems = [...new Set(events.map((event) => text(event, 'system')))].sort(byBytes);
  return `${write(asMap({
    schema: 'sessionscope.audit/1',
    coverage: portals.coverage(),
    deliveries: portals.deliveries(),
    digests,
    flows,
    unmatched_out: unmatched,
    moved,
    findings: withDigests(findingsOf({ events, portals, legs, people, working, cite }), digests),
    people: joined.map(([person, users]) => asMap({ person, users })),
    cannot_show: systems.map((system) => asMap({ system, limits: LIMITS.get(system) })),
  }))}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(audit(readEvents(readFileSync(0, 'utf8')), process.argv.slice(2)));
}
