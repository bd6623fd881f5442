// Holds the independent implementation to expectations worked out by hand from the contract.
//
//     node --test tests/independent/

import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateRawSync, gzipSync, constants } from 'node:zlib';

import { makeCase } from './generate.mjs';
import { decode, firstInvalidUtf8, ungzip } from './lib/decode.mjs';
import { frames, isJsonText } from './lib/frame.mjs';
import { inflateRaw } from './lib/inflate.mjs';
import { JsonNumber, canonical, readValue, write } from './lib/json.mjs';
import { sizeOf } from './lib/session-logger.mjs';
import { summaryOf as summary } from './lib/summary-of.mjs';
import { timeOf, timeText } from './lib/time.mjs';
import { summarize } from './summary.mjs';

const logged = (activity, time, more = {}) => JSON.stringify({
  activity_name: activity, category_name: 'WorkSpacesSecureBrowser', time,
  session_detail: { portal_id: 'p', session_id: 's', username: 'alice' }, ...more,
});
const visited = (eventType, timestamp, more = {}) => JSON.stringify({ timestamp, eventType, details: {}, portalArn: 'arn', userName: 'bob', ...more });
const number = (text) => new JsonNumber(text);

/** Frames in short: `start-end` and `v`alue, `b`roken or `t`runcated. */
const framed = (text) => frames(Buffer.from(text))
  .map(({ start, end, broken, truncated }) => (truncated ? `t${start}` : `${broken ? 'b' : 'v'}${start}-${end}`)).join(' ');

test('every kind of deflate block inflates as node says', () => {
  const text = Buffer.from('abcabcabcabc'.repeat(50) + Array.from({ length: 3000 }, (_, i) => String.fromCharCode(32 + ((i * i) % 91))).join(''));
  for (const options of [{ level: 0 }, { level: 9 }, { strategy: constants.Z_FIXED }, { strategy: constants.Z_HUFFMAN_ONLY }]) {
    const packed = deflateRawSync(text, options);
    const read = inflateRaw(packed, 0);
    assert.deepEqual([read.ok, read.end, Buffer.compare(read.bytes, text)], [true, packed.length, 0]);
    const cut = inflateRaw(packed.subarray(0, packed.length - 40), 0);
    assert.equal(cut.ok, false);
    assert.ok(cut.bytes.length > 0 && text.subarray(0, cut.bytes.length).equals(cut.bytes));
  }
});

test('gzip members, gzip in gzip, padding, and damage', () => {
  const two = Buffer.concat([gzipSync('{"a":'), gzipSync('1}')]);
  assert.deepEqual(ungzip(two).bytes.toString(), '{"a":1}');
  assert.deepEqual(ungzip(gzipSync(two)).containers, ['gzip', 'gzip']);
  assert.equal(ungzip(Buffer.concat([two, Buffer.alloc(9)])).ok, true);
  assert.equal(ungzip(Buffer.concat([two, Buffer.from('x')])).ok, false);
  assert.equal(ungzip(two.subarray(0, two.length - 1)).ok, false);
  assert.equal(ungzip(two.subarray(0, two.length - 1)).bytes.toString(), '{"a":1}');
  const badCrc = Buffer.from(two);
  badCrc[badCrc.length - 6] ^= 1;
  assert.equal(ungzip(badCrc).ok, false);
  assert.deepEqual(ungzip(Buffer.from([0x1f, 0x8b])).containers, ['gzip']);
});

test('encodings and their first fault', () => {
  assert.equal(firstInvalidUtf8(Buffer.from('aé日😀')), -1);
  for (const bad of [[0xff], [0xc0, 0x80], [0xe3, 0x81], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80]]) {
    assert.equal(firstInvalidUtf8(Buffer.from([0x61, ...bad, 0x62])), 1);
  }
  const utf16 = Buffer.from('\ufeffé😀', 'utf16le');
  assert.deepEqual(decode(utf16), { text: Buffer.from('é😀'), invalidAt: -1 });
  assert.equal(decode(Buffer.from(utf16).swap16()).text.toString(), 'é😀');
  assert.equal(decode(Buffer.concat([utf16, Buffer.from([0x61])])).invalidAt, 6);
  assert.equal(decode(utf16.subarray(0, utf16.length - 2)).invalidAt, 2);
});

test('strict JSON', () => {
  const reads = (text) => readValue(Buffer.from(text), 0) !== null;
  for (const good of ['{}', '[ ]', '{"a" : [1 , -0.5e+3,"\\u0041\\/"]}', 'null', '{"a":1}x']) assert.ok(reads(good), good);
  for (const bad of ['{"a":1,}', '[1,]', '{a:1}', "{'a':1}", '[NaN]', '{"a":01}', '{"a":1.}', '{"a":"\n"}', '{"a":"\\x"}', '{"a":"\\u12"}', '[1 2]', '{"a"}', '{/**/}', '{"a":+1}', '\ufeff{}']) {
    assert.ok(!reads(bad), bad);
  }
  const nest = (depth) => '['.repeat(depth) + ']'.repeat(depth);
  assert.ok(reads(nest(128)) && !reads(nest(129)));
  assert.equal(readValue(Buffer.from('"\\ud83d\\ude00\\ud83d"'), 0).value, '😀\ufffd');
  assert.equal(readValue(Buffer.from([0x22, 0xe3, 0x81, 0x22]), 0).value, '\ufffd');
});

test('equal JSON values have one canonical text', () => {
  const text = (json) => canonical(readValue(Buffer.from(json), 0).value);
  assert.equal(text('{"b":"\\u00e9","a":[1, 2]}'), text(' {"a":[1,2],"b":"é"}'.trim()));
  assert.equal(text('{"a":1,"a":2}'), text('{"a":2}'));
  assert.notEqual(text('{"a":"1"}'), text('{"a":1}'));
  assert.notEqual(text('[1,2]'), text('[2,1]'));
});

test('times of every kind', () => {
  const text = (value) => timeText(timeOf(value));
  for (const [value, expected] of [
    ['2026-11-19T08:00:12.345Z', '2026-11-19T08:00:12.345Z'], ['2026-11-19T08:00:12.3459Z', '2026-11-19T08:00:12.345Z'],
    ['2026-11-19T08:00:12', '2026-11-19T08:00:12.000Z'], ['2026-11-19 08:00:12.5+09:00', '2026-11-18T23:00:12.500Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'], ['2024-02-29T00:00:00-08:00', '2024-02-29T08:00:00.000Z'],
    ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'], ['0000-03-01T00:00:00Z', '0000-03-01T00:00:00.000Z'],
    ['1900-03-01T00:00:00Z', '1900-03-01T00:00:00.000Z'], ['2000-03-01T00:00:00Z', '2000-03-01T00:00:00.000Z'],
    ['1665179071723', '2022-10-07T21:44:31.723Z'], ['1665179071', '2022-10-07T21:44:31.000Z'],
    [number('1550676938.3529'), '2019-02-20T15:35:38.352Z'], [number('1.665179071723e12'), '2022-10-07T21:44:31.723Z'],
    [number('1665179071723999'), '2022-10-07T21:44:31.723Z'], [number('1665179071723999999'), '2022-10-07T21:44:31.723Z'],
    [number('-0.0005'), '1969-12-31T23:59:59.999Z'], [number('0'), '1970-01-01T00:00:00.000Z'],
    [number('99999999999'), '5138-11-16T09:46:39.000Z'], [number('100000000000'), '1973-03-03T09:46:40.000Z'],
    ['2026-13-01T00:00:00Z', null], ['2026-02-29T00:00:00Z', null], ['', null], [null, null], [number('1e400'), null], ['2026-11-19', null],
  ]) assert.equal(text(value), expected, JSON.stringify(value));
});

test('sizes are whole numbers or strings of digits', () => {
  for (const [value, expected] of [[number('4294967296'), 4294967296n], ['12', 12n], [number('9007199254740993'), 9007199254740993n], [number('12.0'), 12n], [number('1.2e1'), 12n],
    [number('-1'), null], [number('1.5'), null], ['', null], ['1.0', null], [true, null], [undefined, null]]) assert.equal(sizeOf(value), expected, String(value?.text ?? value));
});

test('what is JSON at all', () => {
  const json = (text) => isJsonText(Buffer.from(text));
  for (const yes of ['{', ' ,{x', '[{', '[', '[\n1', '\n\ufeff{"a"', 'x\n{"a":1}', 'x\n  [\n{', '[]']) assert.ok(json(yes), yes);
  for (const no of ['x{', '[link](https://example.com)', '[INFO] started', 'int main()\n{\n  return 0;\n}', '42', ',', `x\n${' '.repeat(70000)}{}`]) assert.ok(!json(no), no);
});

test('framing: packings', () => {
  assert.equal(framed('{"a":1}\n{"a":2}\r\n'), 'v0-7 v8-15');
  assert.equal(framed('\ufeff[{"a":1},{"a":2}]'), 'v4-11 v12-19');
  assert.equal(framed('{"a":1}{"a":2},\n\ufeff{"a":3}'), 'v0-7 v7-14 v19-26');
  assert.equal(framed('{\n "a": {\n }\n}\n'), 'v0-14');
  assert.equal(framed('[]'), '');
});

test('framing: after a broken value', () => {
  assert.equal(framed('{"a":x}\n{"b":1}'), 'b0-7 v8-15');
  assert.equal(framed('[{"a":"x,"b":"}"},{"b":1}]'), 'b1-17 v18-25', 'a quote is missing');
  assert.equal(framed('{"a":1\n{"b":1}'), 'b0-7 v7-14', 'the brace is missing');
  assert.equal(framed('[\n  {\n    "a": x,\n    "b": {}\n  },\n  {}\n]'), 'b4-33 v37-39', 'pretty-printed');
  assert.equal(framed('{"a":tru} x}\n{}'), 'b0-12 v13-15', 'a brace with no end after it is passed over');
  assert.equal(framed('{}}\n{}'), 'v0-2 b2-3 v4-6');
  assert.equal(framed('12 monkeys\n{}'), 'v0-2 b3-10 v11-13');
  assert.equal(framed('"key": 1,\n{}'), 'b0-9 v10-12');
  assert.equal(framed('[{},{"b"\n[{}]'), 'v1-3 b4-9 v10-12 t13', 'a line that starts with a bracket');
});

test('framing: arrays that are cut', () => {
  assert.equal(framed('[{},{}'), 'v1-3 v4-6 t6');
  assert.equal(framed('[{},\n'), 'v1-3 t5');
  assert.equal(framed('[{},{"a"'), 'v1-3 b4-8');
  assert.equal(framed('[{},{"a":x}'), 'v1-3 b4-11 t11');
  assert.equal(framed('['), 't1');
});

test('counts, notices and the conservation law', () => {
  const text = [logged('UrlLoad', '2026-11-19T08:00:00Z'), '{"broken":', logged('urlvisit', 1763539200), '7', '{"a":1}', logged('UrlLoad', '2026-11-19T08:00:00Z')].join('\n');
  const read = summary({ 'b.json': text, 'a.json': '', 'c.md': 'hello\n', '_workspaces_secure_browser.tmp': 'x' });
  assert.deepEqual(read.inputs.map((one) => [one.path, one.format, one.records, one.events, one.duplicates, one.rejected, one.skipped]), [
    ['case/_workspaces_secure_browser.tmp', 'session-logger', 1, 0, 0, 0, 1],
    ['case/a.json', 'unknown', 0, 0, 0, 0, 0],
    ['case/b.json', 'session-logger', 6, 3, 0, 3, 0],
    ['case/c.md', 'unknown', 0, 0, 0, 0, 0],
  ]);
  const second = logged('UrlLoad', '2026-11-19T08:00:00Z').length + 1;
  assert.deepEqual(read.notices.map((one) => [one.path, one.line, one.offset, one.kind]).slice(0, 2), [['case/a.json', 0, 0, 'empty'], ['case/b.json', 2, second, 'bad-json']]);
  assert.deepEqual(read.notices.map((one) => one.kind), ['empty', 'bad-json', 'unknown-record', 'unknown-record', 'unknown-format']);
  assert.deepEqual(read.by_activity, { UrlVisit: 3 });
  assert.equal(read.exit, 0);
});

test('duplicates are known over files, packings and spellings', () => {
  const one = logged('TabOpen', '2026-11-19T08:00:00Z');
  const respelt = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(one)).reverse())).replace('TabOpen', '\\u0054abOpen');
  const read = summary({ 'a.jsonl.gz': gzipSync(one), 'b.json': `[ ${respelt} ]`, 'c.json': Buffer.from(`\ufeff${one}`, 'utf16le') });
  assert.deepEqual(read.inputs.map((input) => [input.events, input.duplicates]), [[1, 0], [0, 1], [0, 1]]);
  assert.equal(read.sessions[0].events, 1);
});

test('transfers and unknown sizes', () => {
  const read = summary({ 'a.json': [logged('PrintJobSubmitted', 1, { file: { size: 5 } }), logged('PrintJobSubmit', 2, { file: { size: '7' } }), logged('PrintJobSubmit', 3), logged('ContentCopyFromWebsite', 4)].join('\n') });
  assert.deepEqual(read.transfers, [
    { system: 'session-logger', from: 'remote-disk', to: 'printer', count: 3, bytes: 12, unsized: 1 },
    { system: 'session-logger', from: 'site', to: 'remote-clipboard', count: 1, bytes: 0, unsized: 1 },
  ]);
});

test('states of Session Logger sessions', () => {
  const stateOf = (...events) => summary({ 'a.json': events.map(([name, time]) => logged(name, time)).join('\n') }).sessions[0].state;
  assert.equal(stateOf(['SessionStart', 1]), 'open');
  assert.equal(stateOf(['SessionDisconnect', 2], ['SessionConnect', 1]), 'disconnected');
  assert.equal(stateOf(['SessionDisconnect', 2], ['SessionConnect', 2]), 'disconnected');
  assert.equal(stateOf(['SessionDisconnect', 2], ['SessionConnect', 3]), 'open');
  assert.equal(stateOf(['SessionEnd', 1], ['SessionDisconnect', 2]), 'ended');
  assert.equal(stateOf(['SessionDisconnect', null], ['SessionConnect', 3]), 'open');
  assert.equal(stateOf(['SessionDisconnect', null], ['SessionStart', null]), 'disconnected');
  assert.equal(stateOf(['SessionEnd', null], ['SessionStart', 2]), 'ended');
});

test('fields that are missing come from the observables, each by itself', () => {
  const read = summary({ 'a.json': logged('TabOpen', 1, { session_detail: { session_id: 'own' }, observable: [{ name: 'session_detail.session_id', value: 'other' }, { name: 'session_detail.username', value: 'carol' }] }) });
  assert.deepEqual([read.sessions[0].id, read.sessions[0].user], ['own', 'carol']);
});

test('user access sessions', () => {
  const read = summary({ 'a.json': [
    visited('EndSession', '1000'), visited('StartSession', '1000'), visited('VisitPage', '2000'), visited('StartSession', '3000'),
    visited('EndSession', '4000'), visited('VisitPage', '5000'), visited('VisitPage', 'never'), visited('Validation', '6000'),
  ].join('\n') });
  assert.deepEqual(read.sessions.map((one) => [one.id, one.end, one.events, one.state]), [
    ['arn/bob/1970-01-01T00:16:40.000Z', '1970-01-01T00:16:40.000Z', 2, 'ended'],
    ['arn/bob/1970-01-01T00:33:20.000Z', '1970-01-01T00:33:20.000Z', 1, 'open'],
    ['arn/bob/1970-01-01T00:50:00.000Z', '1970-01-01T01:06:40.000Z', 2, 'ended'],
    ['arn/bob/1970-01-01T01:23:20.000Z', '1970-01-01T01:23:20.000Z', 1, 'open'],
  ]);
  assert.equal(read.totals.undated, 1);
});

test('nothing readable is exit 1, a missing path exit 2', () => {
  assert.equal(summary({ 'a.txt': 'hello' }).exit, 1);
  assert.equal(summary({ 'a.json': '{"a":1}' }).exit, 1);
  assert.deepEqual(summarize(['/does/not/exist']), { text: '', exit: 2 });
  assert.deepEqual(summary({ 'a.txt': 'hello' }).time_range, { start: null, end: null });
});

test('the JSON has the form of JSON.stringify with two blanks', () => {
  const value = { a: [], b: {}, c: [1, { d: 'é"\u2028\u0001' }], e: null };
  assert.equal(write(readValue(Buffer.from(JSON.stringify(value)), 0).value), JSON.stringify(value, null, 2));
});

test('generated cases are the same each time, and all sum up', () => {
  for (let n = 0; n < 120; n++) {
    const made = makeCase(11, n);
    assert.deepEqual(makeCase(11, n), made);
    const read = summary(Object.fromEntries(made.files));
    for (const one of [...read.inputs, read.totals]) assert.equal(one.records, one.events + one.duplicates + one.rejected + one.skipped, made.name);
    const rejected = read.notices.filter((notice) => ['bad-json', 'unknown-record'].includes(notice.kind)).length;
    assert.equal(rejected, read.totals.rejected, made.name);
    for (const map of [read.by_system, read.by_activity, read.by_user]) assert.equal(Object.values(map).reduce((a, b) => a + b, 0), read.totals.events);
  }
});
