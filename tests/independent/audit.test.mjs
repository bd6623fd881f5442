// The independent audit, held to expectations worked out by hand.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { audit } from './audit.mjs';
import { readEvents } from './lib/filter/events.mjs';

/** The audit of these events, and of these files by path. */
function audited(events, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sessionscope-audit-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const lines = events.map((event, i) => JSON.stringify({ path: 'a', line: i + 1, offset: i, ...event }));
    return JSON.parse(audit(readEvents(lines.join('\n')), [folder]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const leg = (activity, second, more = {}) => ({
  system: 'session-logger', activity, session: 's', file: 'f', ...(second === null ? {} : { time: `2026-11-19T08:00:0${second}.000Z` }), ...more,
});
const IN = 'FileDownloadFromSecureBrowserToRemoteDisk', OUT = 'FileTransferFromRemoteToLocalDisk';

test('what left is matched to what came', () => {
  const flows = (...legs) => {
    const { flows: matched, unmatched_out: not } = audited(legs);
    return [...matched.map((flow) => `${flow.out.line}<${flow.in.line} ${flow.basis} ${flow.size}`), ...not.map((out) => `${out.out.line} ${out.reason}`)];
  };
  assert.deepEqual(flows(leg(IN, 1, { size: 5 }), leg(IN, 2), leg(IN, 3, { size: 6 }), leg(OUT, 4, { size: 5 })), ['4<1 name-and-size 5']);
  assert.deepEqual(flows(leg(IN, 1, { size: 6 }), leg(IN, 2), leg(IN, 3, { size: 6 }), leg(OUT, 4, { size: 5 })), ['4<2 name 5']);
  assert.deepEqual(flows(leg(IN, 1, { size: 6 }), leg(OUT, 4)), ['2<1 name 6']);
  assert.deepEqual(flows(leg(IN, 1, { size: 6 }), leg(OUT, 4, { size: 5 })), ['2 other-size']);
  assert.deepEqual(flows(leg(OUT, 1), leg(IN, 1)), ['1<2 name null']);
  assert.deepEqual(flows(leg(OUT, 1), leg(IN, 2)), ['1 no-earlier-in-leg']);
  assert.deepEqual(flows(leg(IN, 1, { session: 't' }), leg(OUT, 2)), ['2 no-earlier-in-leg']);
  assert.deepEqual(flows(leg(OUT, 2, { session: undefined }), leg(OUT, 2, { file: undefined }), leg(OUT, null)), ['1 no-session', '2 no-file-name', '3 undated']);
});

test('what each user moved', () => {
  const { moved } = audited([leg(IN, 1, { user: 'b', size: 3 }), leg(OUT, null, { user: 'a' }), leg('PrintJobSubmit', 1, { user: 'b', size: 4 })]);
  assert.deepEqual(moved.map(({ user, out, printed, downloaded }) => [user, out.count, out.unsized, printed.bytes, downloaded.bytes]), [['a', 1, 1, 0, 0], ['b', 0, 0, 4, 3]]);
});

test('who is who', () => {
  const event = (system, user, target) => ({ system, activity: 'x', ...(user ? { user } : {}), ...(target ? { target } : {}) });
  const events = [event('session-logger', 'A@x'), event('cloudtrail', 'a@x'), event('cloudtrail', 'al'), event('workspaces-access', '', 'ws-1'), event('workspaces-access', '', 'ws-2')];
  const people = (files) => audited(events, files).people.map(({ person, users }) => `${person}: ${users.map(({ system, user, reason }) => `${system}/${user} ${reason}`).join(', ')}`);
  assert.deepEqual(people(), ['a@x: cloudtrail/a@x same-address, session-logger/A@x same-address']);
  const who = '{"Workspaces":[{"WorkspaceId":"ws-1","UserName":"a@X"}]}';
  assert.deepEqual(people({ who }), ['a@x: cloudtrail/a@x same-address, session-logger/A@x same-address, workspaces-access/a@X workspace']);
  const map = 'person,system,user\nAl,cloudtrail,al\nAl,cloudtrail,a@x\n';
  assert.deepEqual(people({ map }), ['Al: cloudtrail/a@x identity-map, cloudtrail/al identity-map, session-logger/A@x same-address']);
  assert.deepEqual(people({ map, 'map-2': 'PERSON;system;user\nEl;session-logger;A@x\n' }), ['Al: cloudtrail/a@x identity-map, cloudtrail/al identity-map']);
});

test('what was delivered, and what is found', () => {
  const at = (second, activity, more = {}) => leg(activity, second, { portal: 'p', user: 'al', client_ip: '192.0.2.1', file: undefined, ...more });
  const point = (minute, sum) => JSON.stringify({ metric_stream_name: 'm', metric_name: 'SessionLoggerEventDelivered', dimensions: { PortalId: 'p' }, timestamp: Date.UTC(2026, 10, 19, 8, minute), value: { count: 1, sum } });
  const events = [at(0, 'SessionStart'), at(1, 'UrlBlockByContentFilter', { host: 'h' }), at(2, 'UrlVisit', { host: 'h' }), at(4, 'SessionEnd'), at(6, 'Odd', { client_ip: '198.51.100.9' })];
  const { coverage, deliveries, findings } = audited(events, { points: `${point(0, 3)}\n${point(5, 4)}\n` });
  assert.deepEqual(coverage.map(({ portal, sessions, without_end: open }) => [portal, sessions, open]), [['p', 0, []]], 'the files hold no session');
  assert.deepEqual(deliveries.map((one) => [one.portal, one.period_s, one.delivered_events, one.loaded_events, one.missing_at_least, one.steps.length, one.delivered_files]), [['p', 300, 7, 5, 2, 1, 2]]);
  assert.deepEqual(findings.map(({ kind, time, detail }) => [kind, time.slice(17, 19), Object.values(detail)[0]]), [['unknown-activity', '06', 'Odd']]);
});

test('changes of one moment within one log event are told in the order in which they happened', () => {
  const from = (second, address) => leg('UrlVisit', second, { client_ip: address, line: 1, offset: 0 });
  const session = JSON.stringify({ activity_name: 'UrlVisit', time: '2026-11-19T08:00:01Z', session_detail: { portal_id: 'p', session_id: 's' } });
  const { findings } = audited([from(1, '192.0.2.62'), from(2, '192.0.2.22'), from(2, '192.0.2.52')], { 'log.json': session });
  assert.deepEqual(findings.map(({ detail }) => [detail.from, detail.to]), [['192.0.2.62', '192.0.2.22'], ['192.0.2.22', '192.0.2.52']]);
});
