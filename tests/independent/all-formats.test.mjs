// Holds the reading of every format and wrapper to expectations worked out by hand from the contract.

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

import { makeCase } from './generate.mjs';
import { frames } from './lib/frame.mjs';
import { makeTar } from './lib/make-tar.mjs';
import { makeZip } from './lib/make-zip.mjs';
import { footerTime, isSessionId } from './lib/session-manager.mjs';
import { summaryOf } from './lib/summary-of.mjs';
import { timeText } from './lib/time.mjs';
import { sheetTime } from './lib/sheet-time.mjs';
import { unzip } from './lib/zip.mjs';

const ID = 'alice-0a1b2c3d4e5f67890';
const ARN = 'arn:aws:sts::111122223333:assumed-role/Admin/alice';
const counts = ({ path, format, records, events, duplicates, rejected, skipped }) => [path.slice('case/'.length), format, records, events, duplicates, rejected, skipped];
const countsOf = (files) => summaryOf(files).inputs.map(counts);
/** `format records/events/duplicates/rejected/skipped` of one file. */
const read = (content, name = 'a.json') => {
  const [, format, ...numbers] = countsOf({ [name]: content })[0];
  return `${format} ${numbers.join('/')}`;
};
const kinds = (summary) => summary.notices.map(({ kind, offset }) => `${kind} ${offset}`).join(', ');
const json = JSON.stringify;

const trail = (eventName, time, more = {}) => ({ eventSource: 's3.amazonaws.com', eventName, eventTime: `2026-11-19T${time}Z`, eventID: `${eventName} ${time}`, userIdentity: { arn: ARN }, ...more });
const shell = (eventName, time, more = {}) => trail(eventName, time, { eventSource: 'cloudshell.amazonaws.com', requestParameters: { EnvironmentId: 'env' }, ...more });
const ssm = (eventName, time, more = {}) => trail(eventName, time, { eventSource: 'ssm.amazonaws.com', requestParameters: { sessionId: ID }, ...more });
const streamed = (line, more = {}) => ({ eventVersion: '1.0', eventTime: '2026-11-19T08:00:00Z', target: { id: 'i-1' }, userIdentity: { arn: ARN }, sessionId: ID, sessionData: [line], ...more });
const login = (more = {}, outer = {}) => ({ id: 'login', 'detail-type': 'WorkSpaces Access', time: '2026-11-19T08:00:20Z', detail: { loginTime: '2026-11-19T08:00:00Z', ...more }, ...outer });
const logged = (messages, id = 'e') => json({ events: messages.map((message, i) => ({ logStreamName: ID, timestamp: i, message: typeof message === 'string' ? message : json(message), eventId: `${id}${i}` })) });

test('CloudTrail in every wrapper is the same events', () => {
  const records = [trail('GetObject', '08:00:00'), trail('listBuckets', '08:00:01')];
  const lookups = records.map((record) => ({ EventId: 'x', EventTime: 1, Username: 'other', CloudTrailEvent: json(record) }));
  const forms = {
    records: json({ Records: records }),
    array: json(records, null, 2),
    lines: records.map((record) => json(record)).join('\n'),
    lookup: json({ Events: lookups, NextToken: 'n' }),
    lookupLines: lookups.map((record) => json(record)).join('\n'),
    eventBridge: records.map((detail) => json({ id: json(detail), 'detail-type': 'AWS API Call via CloudTrail', detail })).join(''),
    logs: logged(records),
    subscription: gzipSync(json({ messageType: 'DATA_MESSAGE', logEvents: records.map((record, i) => ({ id: `s${i}`, message: json(record) })) })),
    nested: logged([json({ id: 'n', 'detail-type': 'x via CloudTrail', detail: records[0] }), json(json({ Records: [records[1]] }))]),
    strings: records.map((record) => json(json(record))).join('\n'),
    exported: records.map((record) => `2026-11-19T08:00:00.137Z ${json(record, null, 1)}`).join('\n'),
    insights: ['@timestamp,@message', ...records.map((record) => `2026-11-19 08:00:00.137,"${json(record).replaceAll('"', '""')}"`)].join('\r\n'),
  };
  for (const [form, content] of Object.entries(forms)) {
    const alone = summaryOf({ [form]: content });
    assert.deepEqual(counts(alone.inputs[0]), [form, 'cloudtrail', 2, 2, 0, 0, 0]);
    assert.deepEqual([alone.by_activity, alone.by_user, alone.time_range.end, alone.notices], [{ GetObject: 1, ListBuckets: 1 }, { alice: 2 }, '2026-11-19T08:00:01.000Z', []], form);
  }
  const all = summaryOf(forms);
  assert.deepEqual([all.totals.events, all.totals.duplicates], [2, 2 * (Object.keys(forms).length - 1)]);
});

test('which id counts for duplicates', () => {
  assert.equal(read(`${logged([streamed('a')])}\n${json(streamed('a'))}`), 'session-manager-stream 2/2/0/0/0', 'another wrapper is another id');
  assert.equal(read(logged([streamed('a')]) + logged([streamed('b')])), 'session-manager-stream 2/1/1/0/0', 'the id decides');
  assert.equal(read(json(streamed('a')) + json(streamed('a'))), 'session-manager-stream 2/2/0/0/0', 'equal records of one input');
  const twice = json(streamed('a')) + json(streamed('a'));
  assert.deepEqual(summaryOf({ a: twice, b: json(streamed('a')), c: twice + json(streamed('a')) }).inputs.map(({ events, duplicates }) => [events, duplicates]), [[2, 0], [0, 1], [1, 2]]);
  assert.equal(read(json(trail('GetObject', '08:00:00')) + json(trail('GetObject', '08:00:01', { eventID: trail('GetObject', '08:00:00').eventID }))), 'cloudtrail 2/2/0/0/0', 'a masked id');
  assert.equal(read(logged([login()]) + logged([login({ x: 1 })], 'f')), 'workspaces-access 2/1/1/0/0', 'that of EventBridge before that of the log');
  assert.equal(read(logged([json([streamed('a'), streamed('b')])])), 'session-manager-stream 2/2/0/0/0', 'two in one message');
  const ocsf = { metadata: { uid: 'GetObject 08:00:00', product: { name: 'CloudTrail' } }, time: Date.UTC(2026, 10, 19, 8), api: { operation: 'GetObject', service: { name: 's3.amazonaws.com' } } };
  assert.equal(read(json(trail('GetObject', '08:00:00')) + json(ocsf)), 'cloudtrail 2/1/1/0/0');
});

test('wrappers that are broken or cut', () => {
  const one = json(trail('A', '08:00:00')), two = json(trail('B', '08:00:00'));
  const cases = [
    [`{"Records":[${one},${two}`, 'cloudtrail 2/2/0/0/0', 'truncated'],
    [`{"Records":[${one},${two.slice(0, 50)}`, 'cloudtrail 2/1/0/1/0', 'bad-json'],
    [`{"a":1,"Records":[${one},{"b":x},${two}],"c":2}`, 'cloudtrail 3/2/0/1/0', 'bad-json'],
    [`{"Records":[${one},${two},]}`, 'cloudtrail 2/2/0/0/0', undefined],
    [`{"Records":[${one}]`, 'cloudtrail 1/1/0/0/0', 'truncated'],
    [`{"Records":[{"b":x}],"c":}{"Records":[${one}]}`, 'cloudtrail 3/1/0/2/0', 'bad-json'],
    [`{"a":x,"Records":[${one}]}`, 'unknown 1/0/0/1/0', 'bad-json'],
    [`{"Records":[{"a":1},5,${one}]}`, 'cloudtrail 3/1/0/2/0', 'unknown-record'],
    [`{"logStream":"s","logEvents":[{"id":"1","message":${json(one)}},{"id":"2","mess`, 'cloudtrail 2/1/0/1/0', 'bad-json'],
  ];
  for (const [text, expected, kind] of cases) {
    const summary = summaryOf({ 'a.json': text });
    assert.equal(`${summary.inputs[0].format} ${counts(summary.inputs[0]).slice(2).join('/')}`, expected, text);
    assert.equal(summary.notices[0]?.kind, kind, text);
  }
  assert.deepEqual(frames(Buffer.from('{"Records":[{},{"a"\n]')).map((frame) => [frame.start, frame.broken ?? frame.truncated ?? 'value']), [[12, 'value'], [15, true]]);
});

test('where notices stand', () => {
  const text = `{"Records":[{},\n {"a":1}]}\n${logged(['x', '{"b":', '{"c":1}'])}`;
  const start = text.indexOf('{"events"');
  const at = [0, 1, 2].map((i) => text.indexOf(`{"logStreamName":"${ID}","timestamp":${i}`));
  assert.equal(kinds(summaryOf({ 'a.json': text })), `unknown-record 12, unknown-record 17, unknown-record ${at[0]}, bad-json ${at[1]}, unknown-record ${at[2]}`);
  assert.ok(start > 0);
});

test('what the empty wrappers say, and what is no record', () => {
  for (const [text, expected] of [
    ['{"Records":[]}', 'cloudtrail 0/0/0/0/0'], ['{"Events":[]}', 'cloudtrail 0/0/0/0/0'], ['{"events":[]}', 'unknown 0/0/0/0/0'],
    ['{"Sessions":[]}', 'session-manager-history 0/0/0/0/0'], ['{"Datapoints":[],"Label":"x"}', 'cloudwatch-metrics 0/0/0/0/0'],
    ['{"MetricDataResults":[{"Timestamps":[],"Values":[]}]}', 'cloudwatch-metrics 0/0/0/0/0'],
    ['{"event":{"eventSource":"s","eventName":"n"}}', 'unknown 1/0/0/1/0'],
    ['{"messageType":"CONTROL_MESSAGE","logEvents":[{"message":"x"}]}', 'unknown 1/0/0/0/1'],
    ['{"digestS3Object":"x","logFiles":[]}', 'cloudtrail-digest 1/0/0/0/1'],
    ['{"Records":[{"eventType":"AwsCloudTrailInsights"}]}', 'cloudtrail-insight 1/0/0/0/1'],
    ['{"Sessions":[{"SessionId":"a-0a1b2c3d4e5f67890"},{}]}', 'session-manager-history 2/0/0/1/1'],
    ['{"Datapoints":[{"Timestamp":"x","Sum":1},7]}', 'cloudwatch-metrics 2/0/0/1/1'],
    ['{"MetricDataResults":[{"Timestamps":[1,2,3],"Values":[1,2]},{}]}', 'cloudwatch-metrics 4/0/0/2/2'],
    ['{"metric_stream_name":"x"}{"metric_stream_name":"x"}', 'cloudwatch-metrics 2/0/0/0/2'],
    ['{"Workspaces":[{"WorkspaceId":"ws-1"}]}', 'describe-workspaces 1/0/0/0/1'],
    ['{"sessionLogger":{}}', 'session-logger-settings 1/0/0/0/1'], ['{"sessionLoggers":[{},{}]}', 'session-logger-settings 2/0/0/0/2'],
    ['{"detail-type":"CloudShell Data Deletion","detail":{"a":1}}', 'unknown 1/0/0/1/0'],
    ['"text"', 'unknown 0/0/0/0/0'], ['{"a":1}\n"{}"', 'unknown 2/0/0/2/0'],
  ]) assert.equal(read(text), expected, text);
});

test('users', () => {
  const userOf = (userIdentity) => Object.keys(summaryOf({ 'a.json': json(trail('A', '08:00:00', { userIdentity })) }).by_user)[0];
  assert.equal(userOf({ userName: 'bob', arn: ARN }), 'bob');
  assert.equal(userOf({ userName: '', arn: 'arn:aws:iam::111122223333:root' }), 'root');
  assert.equal(userOf({ onBehalfOf: { userId: 'u' }, invokedBy: 'i', principalId: 'p' }), 'u');
  assert.equal(userOf({ invokedBy: 'i', principalId: 'p' }), 'i');
  assert.equal(userOf({ arn: '', principalId: 'p:q' }), 'p:q');
  assert.equal(userOf(undefined), '');
});

test('OCSF', () => {
  const ocsf = (more) => json({ metadata: { product: { name: 'CloudTrail' } }, api: { operation: 'GetFileDownloadUrls', service: { name: 'cloudshell.amazonaws.com' }, request: { data: null } }, time: 1763539200000, unmapped: { 'requestParameters.EnvironmentId': 'env' }, actor: { user: { uid: ARN } }, ...more });
  const summary = summaryOf({ 'a.json': ocsf({}) });
  assert.deepEqual([summary.by_system, summary.by_user, summary.sessions[0].id], [{ cloudshell: 1 }, { alice: 1 }, `${ARN}/env/2025-11-19T08:00:00.000Z`]);
  assert.equal(summary.transfers[0].to, 'local');
  assert.deepEqual(summaryOf({ 'a.json': ocsf({ actor: { invoked_by: 'x', user: { uid_alt: 'y' } }, time: undefined, time_dt: '2026-11-19T08:00:00Z' }) }).by_user, { x: 1 });
});

test('CloudShell sessions are cut at 20 minutes, and ended', () => {
  const summary = summaryOf({ 'a.json': json({ Records: [
    shell('CreateEnvironment', '08:00:00', { requestParameters: null, responseElements: { EnvironmentId: 'env' } }),
    shell('sendHeartBeat', '08:19:59'), shell('DeleteSession', '08:39:59', { errorCode: 'AccessDenied' }),
    shell('SendHeartBeat', '09:00:00'), shell('deletesession', '09:00:01'), shell('SendHeartBeat', '09:00:02'),
    shell('DescribeEnvironments', '09:00:03', { requestParameters: null }), shell('GetFileUploadUrls', '09:00:04', { errorCode: 'x' }), shell('GetFileUploadUrls', '09:00:05'),
  ] }) });
  assert.deepEqual(summary.sessions.map((one) => [one.id.slice(ARN.length), one.events, one.state]), [
    ['/env/2026-11-19T08:00:00.000Z', 2, 'open'], ['/env/2026-11-19T08:39:59.000Z', 1, 'open'], ['/env/2026-11-19T09:00:00.000Z', 5, 'ended'],
  ]);
  assert.deepEqual(summary.transfers, [{ system: 'cloudshell', from: 'local', to: 'cloudshell', count: 1, bytes: 0, unsized: 1 }]);
  assert.deepEqual(summary.by_activity.SendHeartBeat, 3);
});

test('Session Manager sessions come from all that names them', () => {
  const sessionOf = (files) => summaryOf(files).sessions.find((one) => one.id === ID);
  const started = ssm('StartSession', '08:00:00', { requestParameters: { target: 'i-1' }, responseElements: { sessionId: ID } });
  assert.deepEqual(sessionOf({ 'a.json': json(started) }), { system: 'session-manager', id: ID, user: 'alice', start: '2026-11-19T08:00:00.000Z', end: '2026-11-19T08:00:00.000Z', events: 1, state: 'open' });
  assert.equal(sessionOf({ 'a.json': json({ ...started, responseElements: null }) }), undefined);
  assert.equal(sessionOf({ 'a.json': json(ssm('OpenControlChannel', '08:00:00')) }), undefined);
  assert.equal(sessionOf({ 'a.json': json(ssm('OpenDataChannel', '08:00:00')) }).events, 1);
  assert.equal(sessionOf({ 'a.json': json(ssm('TerminateSession', '08:00:00', { errorCode: 'x' })) }).state, 'open');
  assert.equal(sessionOf({ 'a.json': json(ssm('terminateSession', '08:00:00')) }).state, 'ended');
  const history = (...entries) => json({ Sessions: entries.map((entry) => ({ SessionId: ID, Owner: ARN, ...entry })) });
  assert.deepEqual(sessionOf({ 'a.json': history({ Status: 'Disconnected', StartDate: 1763539200.5 }) }), { system: 'session-manager', id: ID, user: 'alice', start: '2025-11-19T08:00:00.500Z', end: null, events: 0, state: 'disconnected' });
  assert.equal(sessionOf({ 'a.json': history({ Status: 'Failed' }) }).state, 'ended');
  const both = sessionOf({ 'a.json': json(started), 'b.json': history({ StartDate: '2026-11-19T09:59:00+02:00' }, { StartDate: '2026-11-19T07:58:00Z', EndDate: '2026-11-19T08:30:00Z' }), 'c.json': json(streamed('x', { eventTime: '2026-11-19T09:00:00Z' })) });
  assert.deepEqual([both.start, both.end, both.events, both.state], ['2026-11-19T07:58:00.000Z', '2026-11-19T08:30:00.000Z', 2, 'ended']);
  const system = summaryOf({ 'a.json': json(ssm('StartSession', '08:00:00', { eventSource: 'SSM.amazonaws.com' })) }).by_system;
  assert.deepEqual(system, { cloudtrail: 1 });
});

const header = `Script started on 2026-11-19 08:00:00+00:00 [COMMAND="cat /var/lib/amazon/ssm/i-1/session/orchestration/${ID}/Standard_Stream/ipcTempFile.log" <not executed on terminal>]`;
const footer = 'Script done on 2026-11-19 08:00:00+00:00 [COMMAND_EXIT_CODE="0"]';
const linux = `${header}\nsh-4.2$ date\r\r\n{"a":1}\r\r\n\nScript done on 2026-11-19 08:00:00+00:00 [COMMAND_EXIT_CODE="0"]\n`;

test('transcripts', () => {
  const summary = summaryOf({ 'renamed.txt': linux });
  assert.deepEqual([counts(summary.inputs[0]), summary.by_activity, summary.by_user, summary.time_range.start], [['renamed.txt', 'session-manager-transcript', 1, 1, 0, 0, 0], { SessionTranscript: 1 }, { alice: 1 }, '2026-11-19T08:00:00.000Z']);
  assert.deepEqual([summary.sessions[0].id, summary.sessions[0].state], [ID, 'ended']);
  const cut = summaryOf({ 'a.txt': linux.slice(0, -30) });
  assert.deepEqual([cut.totals.undated, cut.sessions[0].state, cut.notices], [1, 'open', []]);
  assert.equal(summaryOf({ 'a.txt': linux.slice(0, -70) }).sessions[0].state, 'open');
  const windows = ['\ufeff**********************', 'Windows PowerShell transcript start', 'Start time: 20261119080000', '**********************', `Transcript started, output file is C:\\x\\orchestration\\${ID}\\y.log`, 'PS> exit', '**********************', 'Windows PowerShell transcript end', 'End time: 20261119080000', '**********************', ''].join('\r\n');
  const read = summaryOf({ 'a.txt': windows, 'b.txt': Buffer.from(windows, 'utf16le') });
  assert.deepEqual([read.totals.events, read.totals.duplicates, read.time_range.start, read.sessions[0].id], [1, 1, '2026-11-19T08:00:00.000Z', ID]);
  const bare = summaryOf({ [`p/${ID}.log`]: '$ ls\n', 'esc.txt': '\x1b[0m$ ls\n', 'README.txt': '$ ls\n', [`${ID}.log.gz`]: gzipSync('$ ls') });
  assert.deepEqual(bare.inputs.map((input) => [input.format, input.events, input.duplicates]), [['unknown', 0, 0], ['session-manager-transcript', 1, 0], ['session-manager-transcript', 1, 0], ['session-manager-transcript', 0, 1]]);
});

test('uploads at the end are joined, and are the same as the file', () => {
  const pieces = [`${header}\nsh-4.2$ date\r`, `{"a":1}\r\n\n${footer}`];
  for (const form of [logged(pieces), logged([...pieces].reverse()).replace('"timestamp":0', '"timestamp":9'), logged(pieces) + logged(pieces)]) {
    const summary = summaryOf({ 'a.json': form, 'b.log': linux });
    assert.deepEqual(summary.inputs.map((input) => [input.records, input.events, input.duplicates]), [[1, 1, 0], [1, 0, 1]], form);
  }
  const mixed = summaryOf({ 'a.json': logged(['cut off here', json(streamed('x'))]) });
  assert.deepEqual([mixed.totals.events, mixed.totals.rejected], [1, 1]);
  const both = summaryOf({ 'a.json': logged(['{"cut', json(streamed('x')), header, footer]) });
  assert.deepEqual([both.by_activity, both.totals.rejected, both.sessions[0].state], [{ SessionOutput: 1, SessionTranscript: 1 }, 0, 'ended']);
  const broken = summaryOf({ 'a.json': logged(['{"cut', json(streamed('x'))]) });
  assert.equal(broken.notices.map((one) => one.kind).join(), 'bad-json');
  assert.equal(summaryOf({ 'a.json': logged(['without a header', 'more']) }).by_activity.SessionTranscript, 1);
  const exported = pieces.map((piece) => `2026-11-19T08:00:00.000Z ${piece}`).join('\n');
  assert.deepEqual(countsOf({ [`x/${ID}/000000`]: exported, 'y.log': linux }).map((one) => one.slice(2)), [[1, 1, 0, 0, 0], [1, 0, 1, 0, 0]]);
});

test('a whole copy of a transcript tells the end of one that is joined', () => {
  const stars = '*'.repeat(22);
  const head = `${stars}\nWindows PowerShell transcript start\nStart time: 20261119061502\n${stars}\n${stars}`;
  const foot = `Windows PowerShell transcript end\nEnd time: 20261119061608\n${stars}`;
  const page = (message, timestamp) => json({ messageType: 'DATA_MESSAGE', logStream: ID, logEvents: [{ timestamp, message }] });
  const endOf = (more) => { const { sessions, totals } = summaryOf({ '1.json': page(head, 1), '2.json': page(foot, 2), ...more }); return [sessions[0].state, sessions[0].end, totals.events]; };
  assert.deepEqual(endOf({}), ['open', null, 1]);
  assert.deepEqual(endOf({ [`z/${ID}.log`]: `${head}\n${foot}\n` }), ['ended', '2026-11-19T06:16:08.000Z', 1]);
});

test('times in footers', () => {
  for (const [text, expected] of [
    ['2026-11-19 08:00:00+09:00 [COMMAND_EXIT_CODE="0"]', '2026-11-18T23:00:00.000Z'], ['Thu 04 Jan 2024 06:02:11 AM UTC', '2024-01-04T06:02:11.000Z'],
    ['Thu 04 Jan 2024 12:02:11 PM GMT', '2024-01-04T12:02:11.000Z'], ['Thu 04 Jan 2024 12:02:11 AM', '2024-01-04T00:02:11.000Z'], ['Thu 04 Jan 2024 06:02:11 AM CET', null],
    ['Tue Jan  5 10:13:33 2021', '2021-01-05T10:13:33.000Z'], ['Tue Jan  5 10:13:33 JST 2021', null], [' 20241003061608', '2024-10-03T06:16:08.000Z'], ['', null], ['later', null], ['1700000000', null],
  ]) assert.equal(timeText(footerTime(text)), expected, text);
});

test('the form of a session id', () => {
  for (const yes of [ID, 'a.b@example.com-wzleysigzmbd6fmkefjqvt5w4u', 'a-b-5hvouhyykagjjk3f6glxk8o6bu']) assert.ok(isSessionId(yes), yes);
  for (const no of ['', '-0a1b2c3d4e5f67890', 'alice-0a1b2c3d4e5f6789', 'alice-0A1B2C3D4E5F67890', `${'a'.repeat(90)}-0a1b2c3d4e5f67890`]) assert.ok(!isSessionId(no), no);
});

test('WorkSpaces Access has its own time, else that around it', () => {
  const timeOf = (event) => summaryOf({ 'a.json': event }).time_range.start;
  assert.equal(timeOf(json(login())), '2026-11-19T08:00:00.000Z');
  assert.equal(timeOf(json(login({ loginTime: undefined }))), '2026-11-19T08:00:20.000Z');
  assert.equal(timeOf(json(login({ loginTime: null }))), null);
  assert.equal(timeOf(logged([login({ loginTime: undefined }, { time: undefined })])), '1970-01-01T00:00:00.000Z');
  const summary = summaryOf({ 'a.json': json(login()) });
  assert.deepEqual([summary.by_user, summary.totals.users, summary.sessions, summary.by_activity], [{ '': 1 }, 0, [], { WorkSpacesLogin: 1 }]);
});

test('CSV', () => {
  const history = 'Event name,Event time,User name,Event source,Event ID\nConsoleLogin,2026-11-19T08:00:00Z,bob,signin.amazonaws.com,1\n\nA,never,"b""c",s3,2\r\nA,B\nx,"y\nConsoleLogin,2026-11-19T08:00:00Z,bob,signin.amazonaws.com,1';
  const summary = summaryOf({ 'a.csv': history });
  assert.deepEqual(counts(summary.inputs[0]), ['a.csv', 'cloudtrail', 5, 2, 1, 2, 0]);
  assert.deepEqual([summary.by_user, summary.totals.undated], [{ 'b"c': 1, bob: 1 }, 1]);
  assert.equal(kinds(summary), `bad-csv ${history.indexOf('A,B')}, bad-csv ${history.indexOf('x,"y')}`);
  const lake = summaryOf({ 'a.csv': `eventid,eventtime,eventname,eventsource,useridentity,requestparameters,errorcode\n1,2026-11-19 08:00:00.000,SendHeartBeat,cloudshell.amazonaws.com,"{type=AssumedRole, principalid=p, arn=${ARN}, username=null, sessioncontext={attributes={a=b}}}","{""EnvironmentId"":""env""}",null\n` });
  assert.deepEqual([lake.by_user, lake.sessions[0].id], [{ alice: 1 }, `${ARN}/env/2026-11-19T08:00:00.000Z`]);
  assert.equal(read('Full label,A,B\nLabel,A,B\n2026/11/19 08:00:00,1,2\n2026/11/19 08:15:00,,x\noops,1\n', 'm.csv'), 'cloudwatch-metrics 4/0/0/2/2');
  assert.equal(read('name,time\na,b\n', 'a.csv'), 'unknown 0/0/0/0/0');
});

test('zips', () => {
  const member = (name, content, more) => ({ name, bytes: Buffer.from(content), ...more });
  const line = json(trail('A', '08:00:00'));
  const inner = makeZip([member('deep.json', line), member('deeper.zip', makeZip([member('x', line)]))]);
  const summary = summaryOf({ 'a.zip': makeZip([
    member('folder/', '', { method: 0 }), member('folder/a.json', line), member('b.json.gz', gzipSync(line)), member('inner.zip', inner),
    member('../c.json', line), member('d.json', line, { encrypted: true }), member('e.json', line, { method: 12 }), member('f.json', `${line}${line}`, { crc: 1, method: 0 }),
  ]), 'b.gz': gzipSync(makeZip([member('g.json', line)])), 'c.zip': makeZip([]), 'd.zip': makeZip([member('x', line)]).subarray(0, 60) });
  assert.deepEqual(summary.inputs.map((input) => [input.path.slice(5), input.containers.join(), input.records]), [
    ['a.zip/../c.json', 'zip', 1], ['a.zip/b.json.gz', 'zip,gzip', 1], ['a.zip/d.json', 'zip', 0], ['a.zip/e.json', 'zip', 0], ['a.zip/f.json', 'zip', 2],
    ['a.zip/folder/a.json', 'zip', 1], ['a.zip/inner.zip/deep.json', 'zip,zip', 1], ['a.zip/inner.zip/deeper.zip', 'zip,zip,zip', 0],
    ['b.gz/g.json', 'gzip,zip', 1], ['c.zip', 'zip', 0], ['d.zip', 'zip', 0],
  ]);
  assert.deepEqual(summary.notices.map((one) => [one.path.slice(5), one.kind]), [
    ['a.zip/../c.json', 'unsafe-name'], ['a.zip/d.json', 'bad-container'], ['a.zip/e.json', 'bad-container'], ['a.zip/f.json', 'bad-container'],
    ['a.zip/inner.zip/deeper.zip', 'limit'], ['c.zip', 'empty'], ['d.zip', 'bad-container'],
  ]);
  assert.deepEqual([summary.totals.events, summary.inputs[1].bytes], [1, gzipSync(line).length]);
  const gzip = gzipSync(makeZip([member('g.json', line)]));
  gzip[gzip.length - 8] ^= 1;
  assert.deepEqual(summaryOf({ 'b.gz': gzip }).notices.map((one) => [one.path.slice(5), one.kind]), [['b.gz', 'bad-container']], 'D56');
  assert.equal(unzip(makeZip([member('a', 'x')], 'a comment'))[0].bytes.toString(), 'x');
  const damaged = (damage) => unzip(makeZip([member('a', 'all of it', { damage })])).map(({ bytes, ok }) => [bytes.toString(), ok]);
  assert.deepEqual(damaged((packed) => packed), [['all of it', true]]);
  assert.deepEqual(damaged((packed) => packed.subarray(0, -1)), [['all of it', false]], 'the stream has no end');
  assert.deepEqual(damaged((packed) => Buffer.concat([packed, Buffer.from('x')])), [['all of it', false]], 'something stands behind its end');
});

test('tars', () => {
  const member = (name, content, more) => ({ name, bytes: Buffer.from(content), ...more });
  const line = json(trail('A', '08:00:00'));
  const long = `${'folder/'.repeat(30)}c.json`;
  const whole = makeTar([member('./', '', { type: '5' }), member('./a.json', line), member('b.json.gz', gzipSync(line)), member(long, line, { naming: 'gnu' }), member('/d.json', line), member('e', '', { type: '2' })]);
  const summary = summaryOf({
    'a.tar': whole, 'b.tgz': gzipSync(makeTar([member('a.json', line), member('a.json', line)])), 'c.zip': makeZip([member('in.tar', makeTar([member('in.tar', makeTar([member('x', line)]))]))]),
    'd.tar': makeTar([]), 'e.tar': makeTar([member('f/', '', { type: '5' })]), 'f.tar': makeTar([member('a.json', line), member('b.json', line)]).subarray(0, 512 * 3 + 100),
  });
  assert.deepEqual(summary.inputs.map((input) => [input.path.slice(5), input.containers.join(), input.records]), [
    ['a.tar//d.json', 'tar', 1], ['a.tar/a.json', 'tar', 1], ['a.tar/b.json.gz', 'tar,gzip', 1], ['a.tar/e', 'tar', 0], [`a.tar/${long}`, 'tar', 1],
    ['b.tgz/a.json', 'gzip,tar', 1], ['c.zip/in.tar/in.tar', 'zip,tar,tar', 0], ['d.tar', '', 0], ['e.tar', 'tar', 0], ['f.tar', 'tar', 0], ['f.tar/a.json', 'tar', 1], ['f.tar/b.json', 'tar', 1],
  ]);
  assert.deepEqual(summary.notices.map((one) => [one.path.slice(5), one.kind]), [
    ['a.tar//d.json', 'unsafe-name'], ['a.tar/e', 'empty'], ['b.tgz/a.json', 'bad-container'], ['c.zip/in.tar/in.tar', 'limit'], ['d.tar', 'unknown-format'], ['e.tar', 'empty'],
    ['f.tar', 'bad-container'], ['f.tar/b.json', 'bad-container'], ['f.tar/b.json', 'bad-json'],
  ]);
});

test('a file of which no time can be read', () => {
  const undated = (name) => json(trail(name, '08:00:00', { eventTime: 'yesterday' }));
  const kindsOf = (...lines) => summaryOf({ 'a.json': lines.join('\n') }).notices.map(({ kind, line, offset }) => `${kind} ${line} ${offset}`).join();
  assert.equal(kindsOf(undated('A'), undated('B')), 'no-times 0 0');
  assert.equal(kindsOf(undated('A'), json(trail('B', '08:00:00'))), '');
  assert.equal(kindsOf('{"a":1}'), 'unknown-record 1 0');
  assert.equal(summaryOf({ [`${ID}.log`]: 'text' }).notices.length, 0);
});

test('what is a record of two formats', () => {
  const stray = { 'detail-type': 'WorkSpaces Access' };
  const systemsOf = (...objects) => summaryOf({ 'a.json': objects.map(json).join('\n') }).by_system;
  assert.deepEqual(systemsOf(login(), trail('A', '08:00:00', stray)), { cloudtrail: 1, 'workspaces-access': 1 });
  assert.deepEqual(systemsOf({ ...stray, Records: [trail('A', '08:00:00')] }), { 'workspaces-access': 1 });
  assert.deepEqual(systemsOf({ ...stray, activity_name: 'TabOpen', session_detail: { portal_id: 'p' }, eventSource: 's3.amazonaws.com', eventName: 'x', eventID: 'i' }), { 'session-logger': 1 });
});

test('blanks in the times of a spreadsheet', () => {
  assert.deepEqual(['11/28/2026, 1:05:00\u202fPM', '2026/11/28\u00a09:05\u00a0', '2026/11/28 \u00a0\u00a09:05', '2026/11/28\ufeff9:05'].map((text) => sheetTime(text)?.dayFirst),
    ['2026-11-28T13:05:00Z', '2026-11-28T09:05:00Z', '2026-11-28T09:05:00Z', undefined]);
});

test('a probe object in a zip', () => {
  assert.deepEqual(countsOf({ 'a.zip': makeZip([{ name: 'p/aws-logs-write-test', bytes: Buffer.from('{') }]) }), [['a.zip/p/aws-logs-write-test', 'unknown', 1, 0, 0, 0, 1]]);
});

test('files in a zip say what they say in a folder', () => {
  for (let n = 0; n < 60; n++) {
    const files = makeCase(17, n, undefined, 'all').files.filter(([name]) => !/\.(?:zip|tar)/.test(name));
    if (files.length === 0) continue;
    const zip = makeZip(files.map(([name, bytes]) => ({ name, bytes })));
    const [loose, packed] = [summaryOf(Object.fromEntries(files)), summaryOf({ 'z.zip': zip })];
    const bare = ({ path, containers, ...rest }, prefix) => ({ path: path.slice(prefix.length), containers: containers?.filter((one) => one !== 'zip'), ...rest });
    for (const part of ['inputs', 'notices']) {
      assert.deepEqual(packed[part].map((one) => bare(one, 'case/z.zip/')), loose[part].map((one) => bare(one, 'case/')), `case ${n}`);
    }
    for (const part of ['totals', 'sessions', 'transfers', 'by_user']) assert.deepEqual(packed[part], loose[part], `case ${n}`);
  }
});

test('made cases of all formats are the same each time, and all sum up', () => {
  const seen = new Set();
  for (let n = 0; n < 160; n++) {
    const made = makeCase(13, n, undefined, 'all');
    assert.deepEqual(makeCase(13, n, undefined, 'all'), made);
    const summary = summaryOf(Object.fromEntries(made.files));
    for (const one of [...summary.inputs, summary.totals]) assert.equal(one.records, one.events + one.duplicates + one.rejected + one.skipped, made.name);
    for (const { format } of summary.inputs) seen.add(format);
    const rejected = summary.notices.filter(({ kind }) => ['bad-json', 'bad-csv', 'unknown-record'].includes(kind)).length;
    assert.equal(rejected, summary.totals.rejected, made.name);
    for (const map of [summary.by_system, summary.by_activity, summary.by_user]) assert.equal(Object.values(map).reduce((a, b) => a + b, 0), summary.totals.events);
  }
  for (const format of ['cloudtrail', 'cloudwatch-metrics', 'session-logger', 'session-manager-stream', 'session-manager-transcript', 'session-manager-history', 'user-access-logging', 'workspaces-access']) assert.ok(seen.has(format), format);
});
