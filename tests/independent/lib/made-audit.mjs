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
  return `${text.replace(/"\\u0001(\d+)\\u0001"/g, '$1')}\n`;
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

/** The files of a case as `[name, bytes]`. */
export function filesToAudit(random) {
  const names = random.shuffle(['a', 'b', 'A', 'ö', 'x/1', 'x/2', 'z']);
  const log = () => Buffer.from(Array.from({ length: random.below(14) }, () => line(random.chance(0.7) ? leg(random) : random.pick(OTHERS)(random))).join(''));
  const makers = [log, log, log, () => identityMap(random), () => identityMap(random), () => workspaces(random), () => workspaces(random)];
  return names.slice(0, random.between(2, 7)).map((name, i) => [name, (i < 2 ? log : random.pick(makers))()]);
}
