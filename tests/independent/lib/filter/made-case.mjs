// Made-up logs for filters: few events, of all systems, with values that filters trip over.

import { Raw } from '../records.mjs';

const DAY = Date.UTC(2026, 10, 19);
/** Texts with pairs that are equal once folded, and everything that has a meaning in a filter. */
export const TEXTS = [
  'alice@example.com', 'Alice@Example.com', 'bob', 'EXAMPLE\\carol', '田中太郎', 'ｗｉｄｅ', 'ＷＩＤＥ', '😀', '123', '__proto__', 'constructor',
  'zoë', 'zoe\u0308', 'ZOË', 'Åsa', '\u212bsa', 'A\u030asa', 'åsa', 'İzmir', 'i\u0307zmir', 'izmir', 'Straße', 'STRAẞE', 'STRASSE',
  'ΟΔΟΣ', 'οδος', 'οδοσ', 'ΟΔΟΣ 7', 'が.txt', 'か\u3099.txt', '한글', '\u1112\u1161\u11ab글', '\u2126m', 'ωm', 'ﬁle', '𐐀𐐁', '𐐨𐐩', 'ǅ', 'ǆ',
  'a b', 'a  b', 'a\u3000b', 'a\u00a0b', 'a\tb', 'a\nb', 'a\ufeffb', 'a\u200bb', 'a"b', '"', '""', 'a\\b', '\\', '\\\\', '\\"', 'a*b', '*', '**', 'axb', 'a(b)', '(', ')', '()',
  '-x', '--', '-', 'x-y', 'OR', 'or', 'AND', 'NOT', 'user:alice', 'colour:red', ':', 'a:b', '12:30', 'https://x/', '//', 'transfer', 'transfer-in', '=1+1', ',', ';', "'",
];
const FILES = ['report.pdf', 'Report.PDF', 'quarterly report.xlsx', '見積.xlsx', 'a"b.txt', 'c:\\temp\\x.log', 'no-extension', 'x.tar.gz'];
const URLS = ['https://www.example.com/a?b=c', 'https://WWW.Example.com/', 'https://files.example.com/(x)', 'https://bücher.example.com/a b', 'http://192.0.2.7:8080/', 'about:blank', 'https://[2001:db8::1]/'];
export const ADDRESSES = [
  '192.0.2.7', '::ffff:192.0.2.7', '::FFFF:C000:0207', '0:0:0:0:0:ffff:c000:207', '192.0.2.8', '198.51.100.200', '203.0.113.255', '10.0.0.1', '010.0.0.1', '10.0.1', '0.0.0.0', '255.255.255.255',
  '2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:0db8::0001', '2001:db8:0:1::', '::1', '::', 'fe80::1', 'fe80::1%eth0', '64:ff9b::192.0.2.7', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'AWS Internal', 's3.amazonaws.com', '192.0.2.7/24', '192.0.2.7:443', '[::1]',
];
const SIZES = ['0', '1', '999', '1000', '1023', '1024', '1500', '1536', '1000000', '1048576', '1500000', '10000000', '10485760', '1000000000', '1000000000000', '1099511627776', '18446744073709551615', '18446744073709551616', '123456789012345678901234567890'];
const ACTIVITIES = ['SessionStart', 'SessionConnect', 'SessionEnd', 'TabOpen', 'UrlVisit', 'TabClose', 'UrlBlockByContentFilter', 'WebsiteInteract', 'ContentPasteToWebsite', 'ContentCopyFromWebsite',
  'ContentTransferFromLocalToRemoteClipboard', 'PrintJobSubmit', 'FileTransferFromRemoteToLocalDisk', 'FileTransferFromLocalToRemoteDisk', 'FileDownloadFromSecureBrowserToRemoteDisk', 'FileUploadFromRemoteDiskToSecureBrowser'];
const ACCOUNT = '111122223333';

/** Most times a plain value, else one of the odd texts, seldom none. */
const some = (random, plain) => (random.chance(0.06) ? undefined : random.pick(random.chance(0.6) ? plain : TEXTS));

/** A time of the three days of the case, often that of another event, seldom none. */
function when(random) {
  if (random.chance(0.04)) return random.pick([undefined, 'yesterday']);
  const ms = DAY + random.pick([random.below(3 * 86400000), random.below(3) * 86400000, random.below(72) * 3600000, random.below(180) * 60000, random.below(90) * 1000, 86400000 - 1]);
  return new Date(ms).toISOString();
}

function sessionLoggerRecord(random) {
  return {
    activity_name: random.chance(0.9) ? random.pick(ACTIVITIES) : random.pick(TEXTS), category_name: 'WorkSpacesSecureBrowser', time: when(random),
    session_detail: { portal_id: some(random, ['portal-1', 'portal-2']), session_id: some(random, ['s1', 's2', 'S1']), username: some(random, TEXTS), client_ip: random.chance(0.9) ? random.pick(ADDRESSES) : undefined },
    ...(random.chance(0.5) ? { url: { url_string: some(random, URLS) } } : {}),
    ...(random.chance(0.6) ? { file: { name: some(random, FILES), size: random.chance(0.85) ? new Raw(random.pick(SIZES)) : undefined, ext: some(random, ['pdf', '.PDF', 'xlsx']) } } : {}),
  };
}

function cloudTrailRecord(random) {
  const [eventSource, eventName] = random.pick([
    ['s3.amazonaws.com', 'GetObject'], ['s3.amazonaws.com', 'listBuckets'], ['signin.amazonaws.com', 'ConsoleLogin'], ['cloudshell.amazonaws.com', 'CreateEnvironment'],
    ['cloudshell.amazonaws.com', 'GetFileDownloadUrls'], ['cloudshell.amazonaws.com', 'GetFileUploadUrls'], ['ssm.amazonaws.com', 'StartSession'], ['ssm.amazonaws.com', 'TerminateSession'],
  ]);
  const user = random.pick(TEXTS);
  return {
    eventVersion: '1.11', eventSource, eventName, eventTime: when(random), eventID: random.chance(0.9) ? `${random.below(1e9)}-Id` : undefined, awsRegion: some(random, ['us-east-1', 'eu-west-3']),
    sourceIPAddress: random.pick(ADDRESSES), userAgent: some(random, ['aws-cli/2.15 (x86_64)', 'Mozilla/5.0 (X11; Linux) "x"']), errorCode: random.chance(0.3) ? random.pick(['AccessDenied', 'Client.UnauthorizedOperation', 'x y']) : undefined,
    userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/${user}`, ...(random.chance(0.3) ? { userName: user } : {}) },
    requestParameters: { EnvironmentId: 'env-1', sessionId: 'alice-0a1b2c3d4e5f67890', target: 'i-0123456789abcdef0' },
    recipientAccountId: some(random, [ACCOUNT, '444455556666']), eventCategory: random.pick(['Management', 'Data', 'NetworkActivity', undefined, random.pick(TEXTS)]),
    responseElements: random.chance(0.5) ? { sessionId: 'alice-0a1b2c3d4e5f67890' } : null,
  };
}

const OTHERS = [
  (random) => ({ timestamp: String(DAY + random.below(86400000)), eventType: random.pick(['StartSession', 'VisitPage', 'EndSession']), details: { url: random.pick(URLS), title: 'A page' }, portalArn: `arn:aws:workspaces-web:us-east-1:${ACCOUNT}:portal/a`, userName: random.pick(TEXTS) }),
  (random) => ({ eventVersion: '1.0', eventTime: when(random), awsRegion: 'us-east-1', target: { id: 'i-0123456789abcdef0' }, userIdentity: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/${random.pick(TEXTS)}` }, runAsUser: 'ssm-user', sessionId: 'alice-0a1b2c3d4e5f67890', sessionData: ['$ date'] }),
  (random) => ({ version: '0', id: `login-${random.below(1e9)}`, 'detail-type': 'WorkSpaces Access', source: 'aws.workspaces', account: ACCOUNT, time: when(random), region: 'us-east-1', resources: [], detail: { clientIpAddress: random.pick(ADDRESSES), actionType: 'successfulLogin', workspacesClientProductName: 'WorkSpaces Web', loginTime: when(random), clientPlatform: random.pick(TEXTS), directoryId: 'domain/d-1', workspaceId: 'ws-xyskdga' } }),
];

function jsonLine(record) {
  const text = JSON.stringify(record, (_, value) => (value instanceof Raw ? `\u0001${value.text}\u0001` : value));
  return text.replace(/"\\u0001(\d+)\\u0001"/g, '$1');
}

/** The files of a case as `[name, bytes]`: 20 to 60 events. */
export function filesToFilter(random) {
  const records = Array.from({ length: random.between(20, 60) }, () => {
    const make = random.chance(0.6) ? sessionLoggerRecord : random.chance(0.6) ? cloudTrailRecord : random.pick(OTHERS);
    return make(random);
  });
  const half = random.below(records.length);
  const text = (some) => Buffer.from(some.map((record) => `${jsonLine(record)}\n`).join(''));
  const files = [[random.pick(['a.jsonl', 'A b.jsonl', 'ö/(1).jsonl', 'o\u0308/x.jsonl', '日/"q"*.jsonl']), text(records.slice(half))], ['z.jsonl', text(records.slice(0, half))]];
  if (random.chance(0.5)) {
    const row = () => [random.pick(TEXTS), random.pick(['session-logger', 'cloudtrail', 'workspaces-access']), random.pick(TEXTS)].map((cell) => `"${cell.replaceAll('"', '""')}"`).join();
    files.push(['map.csv', Buffer.from(['person,system,user', ...Array.from({ length: random.below(8) }, row)].join('\n'))]);
  }
  if (random.chance(0.5)) files.push(['who.json', Buffer.from(JSON.stringify({ Workspaces: [{ WorkspaceId: 'ws-xyskdga', UserName: random.pick(TEXTS) }] }))]);
  if (random.chance(0.5)) files.push(['alice-0a1b2c3d4e5f67890.log', Buffer.from('Script started on 2026-11-19 08:00:03+00:00\n$ date\nScript done on 2026-11-19 08:10:03+00:00\n')]);
  return files;
}
