// Made-up logs for the audit: files on their way, few names, sizes and times, so that much is alike; users of several
// systems who may be the same, with what joins them.

import { Raw } from './records.mjs';

const ACTIVITIES = [
  'FileDownloadFromSecureBrowserToRemoteDisk', 'FileTransferFromLocalToRemoteDisk', 'FileTransferFromRemoteToLocalDisk', 'PrintJobSubmitted',
  'fileuploadfromremotedisktosecurebrowser', 'ContentPasteToWebsite', 'UrlVisit', 'Novelty',
];
const USERS = ['alice@example.com', 'Alice@Example.com', 'ALICE@EXAMPLE.COM', 'bob', 'Bob', 'ΟΔΟΣ@x', 'οδος@x', 'İ@x', 'i\u0307@x', 'cloudtrail:bob', '@', '', undefined];
const PERSONS = ['Alice', 'alice@example.com', 'cloudtrail:bob', 'session-logger:bob', 'B', '', 'ä;"b', 'oδος@x'];
const SYSTEMS = ['session-logger', 'user-access-logging', 'cloudtrail', 'cloudshell', 'workspaces-access', 'CloudTrail', ' cloudtrail', 'session-manager-stream'];
const WORKSPACES = ['ws-1', 'ws-2', 'ws-3'];
const SIZES = ['0', '5', '5', '7', '18446744073709551616', undefined];

const second = (random) => (random.chance(0.06) ? undefined : `2026-11-19T08:00:0${random.below(8)}${random.pick(['Z', '.000Z', '.5Z'])}`);

const leg = (random) => ({
  activity_name: random.pick(ACTIVITIES), category_name: 'WorkSpacesSecureBrowser', time: second(random),
  session_detail: { portal_id: 'p', session_id: random.pick(['s1', 's1', 's1', 's2', 'S1', '', undefined]), username: random.pick(USERS) },
  file: random.chance(0.95) ? { name: random.pick(['a', 'a', 'a', 'A', 'b.pdf', 'é', 'e\u0301', '']), size: (() => { const size = random.pick(SIZES); return size && new Raw(size); })() } : undefined,
  url: random.chance(0.5) ? { url_string: random.pick(['https://www.example.com/x', 'about:blank']) } : undefined,
});
const OTHERS = [
  (random) => ({ timestamp: '1', eventType: 'VisitPage', details: {}, portalArn: 'p', userName: random.pick(USERS) }),
  (random) => ({ eventVersion: '1', eventSource: random.pick(['s3.amazonaws.com', 'cloudshell.amazonaws.com']), eventName: 'ListThings', eventTime: second(random), userIdentity: { userName: random.pick(USERS) } }),
  (random) => ({ 'detail-type': 'WorkSpaces Access', time: second(random), detail: { workspaceId: random.pick(WORKSPACES) } }),
  (random) => ({ eventVersion: '1.0', eventTime: second(random), target: { id: 'i-1' }, userIdentity: { arn: `arn:aws:sts::111122223333:assumed-role/Admin/${random.pick(USERS) ?? ''}` }, sessionId: 'alice-0a1b2c3d4e5f67890', sessionData: ['x'] }),
];

function line(record) {
  const text = JSON.stringify(record, (_, value) => (value instanceof Raw ? `\u0001${value.text}\u0001` : value));
  return `${text.replace(/"\\u0001([-+.eE\d]+)\\u0001"/g, '$1')}\n`;
}

function identityMap(random) {
  const separator = random.pick([',', ',', ';', '\t']);
  const cell = (text) => (/[,;\t"\n]/.test(text) || random.chance(0.1) ? `"${text.replaceAll('"', '""')}"` : text);
  const header = random.pick([['person', 'system', 'user'], ['Person', ' SYSTEM ', 'us er'], ['person', 'user', 'system'], ['person', 'system', 'user', ''], ['per-son', 'system', 'user']]);
  const rows = Array.from({ length: random.below(6) }, () => {
    const row = [random.pick(PERSONS), random.pick(SYSTEMS), random.pick(USERS) ?? ''];
    return random.chance(0.08) ? row.slice(1) : random.chance(0.08) ? [...row, 'x'] : row;
  });
  const end = random.pick(['\n', '\r\n']);
  return Buffer.from([header, ...rows].map((row) => row.map(cell).join(separator) + end + (random.chance(0.1) ? end : '')).join(''));
}

function workspaces(random) {
  const entry = () => ({ WorkspaceId: random.pick(WORKSPACES), UserName: random.pick(USERS) });
  return Buffer.from(line({ Workspaces: Array.from({ length: random.below(4) }, entry) }));
}

// The made-up sessions below have few users, addresses, hosts and portals, and distances at the edge of every threshold.
const STEPS = [0, 1, 999, 1000, 1001, 60000, 299999, 899999, 900000, 900001, 3599000, 3600000, 3600001, 86400000];
const NAMES = [
  'SessionStart', 'SessionConnect', 'SessionDisconnect', 'SessionEnd', 'UrlVisit', 'UrlVisit', 'UrlBlockByContentFilter', 'UrlBlockByContentFilter', 'WebsiteInteract',
  'FileDownloadFromSecureBrowserToRemoteDisk', 'FileTransferFromLocalToRemoteDisk', 'FileTransferFromRemoteToLocalDisk', 'PrintJobSubmit', 'FileUploadFromRemoteDiskToSecureBrowser', 'Novelty', '',
];
const ADDRESSES = ['203.0.113.7', '203.0.113.8', '::ffff:203.0.113.7', '198.51.100.9', '192.0.2.1', '2001:DB8::1', '2001:db8:0::0001', '2001:db8:1::1', 'here', '010.0.0.1', '', undefined];
const BYTES = ['1', '5', '1000', '9999999', '10000000', '100000000', '100000001', '999999999', '1000000000', undefined];
const PORTALS = ['p', 'p', 'p', 'portal-2', 'p2', '', undefined];
const IN = ['FileDownloadFromSecureBrowserToRemoteDisk', 'FileDownloadFromSecureBrowserToRemoteDisk', 'FileTransferFromLocalToRemoteDisk'];
const START = Date.UTC(2026, 10, 19, 7, 59);
const isoOf = (ms) => new Date(ms).toISOString();

/** A session's events, some without a time, now and then out of order. */
function madeSession(random, id) {
  const [user, address, portal] = [random.pick(['alice', 'alice', 'bob', 'al@x', '']), random.pick(ADDRESSES), random.pick(PORTALS)];
  let time = START + random.below(6) * 86400000 + random.pick(STEPS);
  const names = random.chance(0.7) ? ['SessionStart', ...Array.from({ length: random.below(9) }, () => random.pick(NAMES)), 'SessionEnd', ...(random.chance(0.3) ? [random.pick(NAMES)] : [])]
    : Array.from({ length: random.below(8) }, () => random.pick(NAMES));
  return names.map((name) => {
    time += random.pick(STEPS.slice(0, -1));
    const size = random.pick(BYTES);
    return {
      activity_name: name, category_name: 'WorkSpacesSecureBrowser', time: random.chance(0.04) ? undefined : isoOf(time),
      session_detail: {
        portal_id: random.chance(0.95) ? portal : random.pick(PORTALS), session_id: random.chance(0.97) ? id : '',
        username: random.chance(0.9) ? user : random.pick(['alice', 'bob', '']), client_ip: random.chance(0.85) ? address : random.pick(ADDRESSES),
      },
      file: { name: random.pick(['a', 'a', 'b']), size: size && new Raw(size) },
      url: random.chance(0.9) ? { url_string: `https://${random.pick(['one.example', 'two.example'])}/x` } : undefined,
    };
  });
}

/** Days on which a user takes files along, most of them small. */
function madeDays(random) {
  const user = random.pick(['alice', 'bob']);
  return Array.from({ length: random.between(3, 6) }, (_, day) => {
    const at = (ms, name, size) => ({
      activity_name: name, category_name: 'WorkSpacesSecureBrowser', time: isoOf(START + day * 86400000 + ms),
      session_detail: { portal_id: 'p', session_id: `day-${user}-${random.chance(0.8) ? day : 0}`, username: user, client_ip: random.pick(ADDRESSES.slice(0, 5)) },
      file: { name: 'f', size: size && new Raw(size) }, url: { url_string: 'https://one.example/' },
    });
    const size = random.pick(['0', '1', '2', '9999999', '10000000', '99999999', '100000000', '100000001', undefined]);
    return [at(0, 'SessionStart'), at(1000, random.pick(IN), size), at(random.pick([1000, 2000]), random.pick(['FileTransferFromRemoteToLocalDisk', 'PrintJobSubmit']), size)];
  }).flat();
}

/** Calls and logins of few people within some hours. */
function madeCalls(random) {
  let time = START;
  const who = () => { const name = random.pick(['alice', 'bob', 'al@x', 'dora', '']); return { userName: name, arn: name && `arn:aws:iam::111122223333:user/${name}` }; };
  const error = () => (random.chance(0.15) ? 'AccessDenied' : undefined);
  return Array.from({ length: random.below(16) }, () => {
    time += random.pick(STEPS.slice(0, -1));
    const [source, name] = random.pick([['cloudshell.amazonaws.com', 'GetFileDownloadUrls'], ['cloudshell.amazonaws.com', 'getFileDownloadUrls'], ['secretsmanager.amazonaws.com', 'GetSecretValue'], ['ssm.amazonaws.com', 'GetParameters'],
      ['ssm.amazonaws.com', 'StartSession'], ['signin.amazonaws.com', 'ConsoleLogin'], ['signin.amazonaws.com', 'ConsoleLogin'], ['s3.amazonaws.com', 'GetObject']]);
    if (random.chance(0.2)) return { 'detail-type': 'WorkSpaces Access', time: isoOf(time), detail: { workspaceId: random.pick(WORKSPACES), clientIpAddress: random.pick(ADDRESSES) } };
    return { eventVersion: '1.08', eventSource: source, eventName: name, eventTime: random.chance(0.04) ? undefined : isoOf(time), userIdentity: who(), sourceIPAddress: random.pick(ADDRESSES), errorCode: error() };
  });
}

const arn = (portal) => `arn:aws:workspaces-web:us-east-1:111122223333:portal/${portal}`;

/** Settings of a Session Logger in either form. */
function madeSettings(random) {
  const filter = () => random.pick([{ all: {} }, { include: NAMES.filter(() => random.chance(0.6)) }, { include: ['urlLOAD', 'SessionEnd', 'Other', 5] }, undefined, {}]);
  const logger = () => ({ sessionLoggerArn: 'arn:x', eventFilter: filter(), associatedPortalArns: random.pick([undefined, undefined, [], [arn('p')], [arn('p'), arn('portal-2')], [arn('portal-9')], ['p2', 7]]) });
  return random.chance(0.7) ? { sessionLogger: logger() } : { sessionLoggers: [logger(), logger()] };
}

/** Data points in one of the forms. */
function madePoints(random) {
  const metric = () => random.pick(['SessionLoggerEventDelivered', 'SessionLoggerEventDelivered', 'SessionLoggerEventDelivered', 'SessionLoggerAccessDeniedError', 'SessionLoggerTargetNotFoundError', 'ActiveSession']);
  const label = () => random.pick(['', '', 'p ', 'portal-2 ', 'p2 p ', 'x/']) + metric() + random.pick(['', '', '', ' Sum', ' Average', ' SampleCount']);
  const sum = () => new Raw(random.pick(['0', '1', '2', '3', '5', '8', '1.9', '2e1', '-1', '-0.5']));
  const time = () => START + random.below(5) * 86400000 + random.pick([0, 60000, 300000, 900000, 1800000, 3600000, 7200000, 90000]);
  const count = random.below(9);
  const samples = () => (random.chance(0.9) ? new Raw(random.pick(['1', '2', '3'])) : undefined);
  if (random.chance(0.4)) {
    const dimensions = () => random.pick([{ PortalId: 'p' }, { PortalId: 'p' }, { PortalId: 'portal-2' }, {}, undefined]);
    return Array.from({ length: count }, () => line({ metric_stream_name: 's', metric_name: metric(), dimensions: dimensions(), timestamp: random.chance(0.95) ? time() : undefined, value: { count: samples(), sum: sum() } })).join('');
  }
  if (random.chance(0.5)) return line({ Label: label(), Datapoints: Array.from({ length: count }, () => ({ Timestamp: isoOf(time()), Sum: random.chance(0.95) ? sum() : undefined, SampleCount: samples() })) });
  const result = () => { const times = Array.from({ length: count }, () => isoOf(time())); return { Label: label(), Timestamps: times, Values: times.map(sum) }; };
  return line({ MetricDataResults: [result(), result()] });
}

/** Files with something to find in them. */
function filesToFind(random) {
  const ids = ['s1', 's2', 's3', 's4', 's5', 's6', 'S1', 'é'];
  let records = ids.slice(0, random.between(1, 8)).flatMap((id) => madeSession(random, id));
  if (random.chance(0.5)) records.push(...madeDays(random));
  records.push(...madeCalls(random));
  if (random.chance(0.3)) records = random.shuffle(records);
  const half = random.below(records.length + 1);
  const broken = () => (random.chance(0.2) ? '{"broken":\n' : '');
  const log = (part) => Buffer.from(part.map(line).join('') + broken());
  const files = [['b', log(records.slice(0, half))], ['a', log(records.slice(half))]];
  const settings = random.below(3), points = random.below(3);
  for (let n = 0; n < settings; n++) files.push([`set${n}`, Buffer.from(line(madeSettings(random)))]);
  for (let n = 0; n < points; n++) files.push([`m${n}`, Buffer.from(madePoints(random))]);
  if (random.chance(0.3)) files.push(['who', identityMap(random)]);
  if (random.chance(0.5)) files.push(['ws', workspaces(random)]);
  return files;
}

/** The files of a case as `[name, bytes]`. */
export function filesToAudit(random) {
  if (random.chance(0.5)) return filesToFind(random);
  const names = random.shuffle(['a', 'b', 'A', 'ö', 'x/1', 'x/2', 'z']);
  const log = () => Buffer.from(Array.from({ length: random.below(14) }, () => line(random.chance(0.7) ? leg(random) : random.pick(OTHERS)(random))).join(''));
  const makers = [log, log, log, () => identityMap(random), () => identityMap(random), () => workspaces(random), () => workspaces(random)];
  return names.slice(0, random.between(2, 7)).map((name, i) => [name, (i < 2 ? log : random.pick(makers))()]);
}
