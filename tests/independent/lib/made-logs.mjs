// Made-up records of CloudTrail, Session Manager, WorkSpaces Access and the answers of commands.

import { Raw, timeValue } from './records.mjs';

const DAY = Date.UTC(2026, 10, 19, 8);
const USERS = ['alice', 'bob@example.com', 'carol.d', '田中', 'root', ''];
const ACCOUNT = '111122223333';

const hex = (random, n) => Array.from({ length: n }, () => random.below(16).toString(16)).join('');
const base36 = (random, n) => Array.from({ length: n }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[random.below(36)]).join('');
const uuid = (random) => `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
/** A new id most times, else one of few, so that some records are the same event again. */
const idValue = (random) => (random.chance(0.85) ? uuid(random) : random.pick(['1', '2', 'same']));

/** A time of the day of the case: whole seconds as the services write them, or something odder. */
const when = (random, odd) => {
  const ms = DAY + random.below(6 * 3600) * 1000;
  return random.chance(odd ? 0.5 : 0.05) ? timeValue(random, ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
};

/** Ids that several formats of a case share, so that their sessions meet. */
export function makeSessionIds(random) {
  return Array.from({ length: 3 }, () => `${random.pick(['alice', 'Jane-Roe', 'bob@example.com', 'botocore-session-1700000000', 'root'])}-${random.chance(0.5) ? hex(random, 17) : base36(random, 26)}`);
}

function identity(random) {
  const user = random.pick(USERS);
  const arn = random.pick([`arn:aws:iam::${ACCOUNT}:user/${user}`, `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/${user}`, `arn:aws:iam::${ACCOUNT}:root`, '']);
  switch (random.below(9)) {
    case 0: return undefined;
    case 1: return { accountId: ACCOUNT, invokedBy: 'health.amazonaws.com' };
    case 2: return { type: 'IdentityCenterUser', onBehalfOf: { userId: '1-2-3', identityStoreArn: 'arn:x' }, principalId: 'p' };
    case 3: return { type: 'Unknown', principalId: `AIDAEXAMPLE:${user}`, arn: '', userName: null };
    case 4: return { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn, userName: user };
    default: return { type: 'AssumedRole', principalId: `AROAEXAMPLE:${user}`, arn, sessionContext: { attributes: { mfaAuthenticated: 'true' } } };
  }
}

const spelling = (random, name) => (random.chance(0.8) ? name : random.pick([name[0].toLowerCase() + name.slice(1), name.toLowerCase(), name.toUpperCase()]));
const keyed = (random, key, value) => ({ [random.chance(0.8) ? key : key[0].toLowerCase() === key[0] ? key[0].toUpperCase() + key.slice(1) : key[0].toLowerCase() + key.slice(1)]: value });

/** What a call asked and got, by its service. */
function call(random, ids) {
  const environment = random.pick(['env-1', 'env-2', '']);
  const session = random.pick(ids);
  switch (random.below(4)) {
    case 0: case 1: {
      const name = random.pick(['CreateEnvironment', 'CreateSession', 'SendHeartBeat', 'SendHeartBeat', 'GetFileDownloadUrls', 'GetFileUploadUrls', 'DeleteSession', 'StopEnvironment', 'DeleteEnvironment', 'GetEnvironmentStatus', 'PutCredentials']);
      const inResponse = name === 'CreateEnvironment';
      return {
        eventSource: 'cloudshell.amazonaws.com',
        eventName: spelling(random, name),
        requestParameters: inResponse || random.chance(0.1) ? null : keyed(random, 'EnvironmentId', environment),
        responseElements: inResponse ? { ...keyed(random, 'EnvironmentId', environment), Status: 'CREATING' } : null,
      };
    }
    case 2: {
      const name = random.pick(['StartSession', 'ResumeSession', 'TerminateSession', 'OpenControlChannel', 'CreateControlChannel', 'OpenDataChannel', 'CreateDataChannel', 'DescribeSessions']);
      const own = keyed(random, 'sessionId', session);
      return {
        eventSource: random.pick(['ssm.amazonaws.com', 'ssm.amazonaws.com', 'ssm.amazonaws.com', 'ssmmessages.amazonaws.com', 'SSM.amazonaws.com']),
        eventName: spelling(random, name),
        requestParameters: name === 'StartSession' ? { target: 'i-0123456789abcdef0' } : random.pick([own, own, null]),
        responseElements: random.pick([own, null]),
      };
    }
    default: return { eventSource: random.pick(['s3.amazonaws.com', 'signin.amazonaws.com']), eventName: random.pick(['GetObject', 'ConsoleLogin', 'CredentialVerification', 'listBuckets']), requestParameters: null, responseElements: { ConsoleLogin: 'Success' } };
  }
}

/** A CloudTrail record as delivered. */
export function cloudTrailRecord(random, ids, { odd = false } = {}) {
  const record = { eventVersion: '1.11', userIdentity: identity(random), eventTime: when(random, odd), ...call(random, ids), awsRegion: 'us-east-1', eventID: idValue(random), eventType: 'AwsApiCall', ...random.pick([{}, {}, { eventCategory: 'Management' }, { eventCategory: 'NetworkActivity' }]) };
  if (random.chance(0.1)) record.errorCode = random.pick(['AccessDenied', '', null]);
  if (random.chance(0.1)) delete record.eventID;
  if (random.chance(0.05)) { record['@timestamp'] = record.eventTime; delete record.eventTime; }
  if (random.chance(0.03)) delete record.eventSource;
  if (random.chance(0.03)) return { eventVersion: '1.09', eventID: uuid(random), eventTime: when(random), eventType: 'AwsCloudTrailInsights', insightDetails: { state: 'Start', eventSource: 's3.amazonaws.com', eventName: 'GetObject' } };
  return record;
}

/** The same in the form of OCSF. */
export function ocsfRecord(random, ids, options) {
  const record = cloudTrailRecord(random, ids, options);
  const who = record.userIdentity ?? {};
  const parameters = (value) => random.pick([value, JSON.stringify(value ?? null), null]);
  return {
    class_uid: 6003,
    api: { operation: record.eventName, service: { name: record.eventSource }, request: { data: parameters(record.requestParameters), uid: 'r' }, response: { data: parameters(record.responseElements), error: record.errorCode ?? null } },
    actor: { user: { name: who.userName, uid: who.arn, uid_alt: who.principalId }, invoked_by: who.invokedBy ?? null },
    metadata: { product: { name: 'CloudTrail', vendor_name: 'AWS' }, uid: record.eventID, version: '1.1.0' },
    time: random.chance(0.8) ? new Raw(String(DAY + random.below(1e7))) : undefined,
    time_dt: when(random),
    unmapped: random.pick([{ requestParameters: record.requestParameters, responseElements: record.responseElements },
      { 'requestParameters.EnvironmentId': 'env-3', 'responseElements.sessionId': ids[0] }, undefined]),
  };
}

/** A streamed message of Session Manager. */
export function streamMessage(random, ids) {
  const session = random.pick(ids);
  return {
    eventVersion: '1.0', eventTime: when(random), awsRegion: 'us-east-1', target: { id: 'i-0123456789abcdef0' },
    userIdentity: random.chance(0.95) ? { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/${random.pick(USERS)}` } : undefined,
    runAsUser: 'ssm-user', sessionId: session,
    sessionData: Array.from({ length: random.below(4) }, () => random.pick(['sh-4.2$ date', '{"a":[1}', 'b\u0008x', '\u001b]0;t\u0007', '日本 \ufffd', '<&>', ''])),
  };
}

/** A login to a WorkSpace. */
export function loginEvent(random, _ids, { odd = false } = {}) {
  const detail = { clientIpAddress: '192.0.2.3', actionType: 'successfulLogin', workspacesClientProductName: 'WorkSpaces Desktop client', loginTime: when(random, odd), clientPlatform: 'Windows', directoryId: 'domain/d-123456789', workspaceId: 'ws-xyskdga' };
  if (random.chance(0.15)) delete detail.loginTime;
  const event = { version: '0', id: idValue(random), 'detail-type': 'WorkSpaces Access', source: 'aws.workspaces', account: ACCOUNT, time: when(random), region: 'us-east-1', resources: [], detail };
  if (random.chance(0.1)) delete event.id;
  if (random.chance(0.1)) delete event.time;
  if (random.chance(0.03)) event.detail = random.pick([null, undefined, 'x', []]);
  return event;
}

/** The answer of a command, or what else holds records that are no events. */
export function answer(random, ids) {
  const some = (make) => Array.from({ length: random.below(4) }, make);
  const strange = () => random.pick([{}, 7, null, 'x', { SessionId: '' }, []]);
  const maybe = (make) => () => (random.chance(0.95) ? make() : strange());
  const date = () => random.pick([new Raw(`${Math.floor(DAY / 1000) + random.below(9000)}.${random.below(1000)}`), `2026-11-19T1${random.below(10)}:14:50.352000+01:00`, when(random)]);
  switch (random.below(9)) {
    case 0: case 1: case 2: return {
      Sessions: some(maybe(() => ({
        SessionId: random.pick([...ids, 'dave-0022b1eb2b0d9e3bd']), Target: 'i-1', Status: random.pick(['Connected', 'Disconnected', 'Terminated', 'Terminating', 'Failed']),
        StartDate: random.chance(0.9) ? date() : undefined, EndDate: random.chance(0.5) ? date() : undefined, Owner: random.pick([`arn:aws:sts::${ACCOUNT}:assumed-role/Admin/${random.pick(USERS)}`, undefined]),
      }))),
      NextToken: random.pick(['x', undefined]),
    };
    case 3: return { Label: 'SessionLoggerEventDelivered', Datapoints: some(maybe(() => ({ Timestamp: when(random), Sum: 5, Unit: 'Count' }))) };
    case 4: return {
      MetricDataResults: some(maybe(() => {
        const times = some(() => when(random));
        return { Id: 'm1', Label: 'free {text}', Timestamps: times, Values: random.chance(0.9) ? times.map(() => 1.5) : some(() => 2), StatusCode: 'Complete' };
      })),
      Messages: [],
    };
    case 5: return { Workspaces: some(maybe(() => ({ WorkspaceId: 'ws-xyskdga', UserName: 'alice' }))) };
    case 6: return random.pick([{ sessionLogger: { sessionLoggerArn: 'arn:x', eventFilter: { all: {} } } }, { sessionLoggers: some(maybe(() => ({ sessionLoggerArn: 'arn:x' }))) }, { sessionLogger: [] }]);
    case 7: return { awsAccountId: ACCOUNT, digestStartTime: when(random), digestS3Object: 'a/b', logFiles: [{ s3Object: 'x' }] };
    default: return { metric_stream_name: 'wsb', account_id: ACCOUNT, namespace: 'AWS/WorkSpacesWeb', metric_name: 'ActiveSession', dimensions: { PortalId: 'p' }, timestamp: new Raw(String(DAY)), value: { count: 1, sum: 2, max: 2, min: 2 }, unit: 'Count' };
  }
}

/** The text of a transcript, with the line ends of its kind. */
export function transcriptText(random, ids) {
  const id = random.pick(ids);
  const body = Array.from({ length: random.below(6) }, () => random.pick(['sh-4.2$ date', '\x1b[?2004h[root@host ~]# ls\x1b[0m', '{"a":1}', '  {', '[1,2]', 'Script started on x', 'Script done on y', 'é日', '', 'a,b', '2026-11-19T08:00:00Z {"a":1}', '*****']));
  const iso = '2026-11-19 08:0' + random.below(10) + ':03+00:00';
  const stamp = random.pick([iso, iso, 'Thu 19 Nov 2026 06:02:11 AM UTC', 'Thu 19 Nov 2026 12:30:00 PM CET', 'Thu 19 Nov 2026 18:02:11 GMT', 'Thu Nov 19 10:13:33 2026', 'Thu Nov  9 10:13:33 UTC 2026', '2026-11-19 08:00:00+09:00', 'later', '']);
  const path = random.chance(0.7) ? ` [COMMAND="cat /var/lib/amazon/ssm/i-1/session/orchestration/${id}/Standard_Stream/ipcTempFile.log" <not executed on terminal>]` : '';
  switch (random.below(4)) {
    case 0: {
      const end = random.pick(['\r\n', '\n']);
      const stars = '*'.repeat(22);
      const head = ['\ufeff' + stars, 'Windows PowerShell transcript start', 'Start time: 20261119061502', 'Username: WORKGROUP\\SYSTEM', stars];
      if (path) head.push(`Transcript started, output file is C:\\ProgramData\\Amazon\\SSM\\InstanceData\\i-1\\session\\orchestration\\${id}\\Standard_Stream\\${id}.log`);
      const foot = random.chance(0.8) ? [stars, 'Windows PowerShell transcript end', random.pick(['End time: 20261119061608', 'End time: never', 'End time:']), stars] : [];
      return [...head, ...body, ...foot].join(end) + random.pick([end, '']);
    }
    case 1: return body.join('\r\n') + '\x1b[0m\n';
    default: return `Script started on ${stamp}${path}\n${body.join('\r\r\n')}\r\r\n${random.chance(0.8) ? `\nScript done on ${stamp}${random.pick([' [COMMAND_EXIT_CODE="0"]', ''])}` : ''}${random.pick(['\n', '', '\n\n'])}`;
  }
}

export { when };
