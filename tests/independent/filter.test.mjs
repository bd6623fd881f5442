// Holds the filter language and the counts to expectations worked out by hand from the contract (F1 to F9).

import assert from 'node:assert/strict';
import test from 'node:test';

import { countsCsv, countsJson, countsOf, fieldsOf } from './lib/counts.mjs';
import { addressOf, networkOf } from './lib/filter/address.mjs';
import { filterOf, predicate } from './lib/filter/evaluate.mjs';
import { eventOf } from './lib/filter/events.mjs';
import { TEXT_FIELDS, WORD_FIELDS } from './lib/filter/fields.mjs';
import { filesToFilter } from './lib/filter/made-case.mjs';
import { FilterMaker } from './lib/filter/made-filters.mjs';
import { momentOf } from './lib/filter/moment.mjs';
import { parse } from './lib/filter/parse.mjs';
import { print } from './lib/filter/print.mjs';
import { Random } from './lib/random.mjs';

const made = (members) => eventOf(JSON.stringify(members));
/** An event whose size is written as it is given. */
const sized = (size) => eventOf(`{"size":${size}}`);

/** Does a filter let an event with these members through? */
const passes = (line, members) => filterOf(line)(made(members));
/** Which of the events, by their `id`, pass. */
const found = (line, events) => events.filter((event) => filterOf(line)(made(event))).map((event) => event.id).join(' ');
const normal = (line) => print(parse(line));

/** The place of a filter's mistake; a filter without one is an error here. */
function place(line) {
  try {
    parse(line);
  } catch (mistake) {
    return mistake.place;
  }
  return `no mistake: ${print(parse(line))}`;
}

/** Each line has its mark under the character of `^` in the line after it. */
function marks(...pairs) {
  for (let i = 0; i < pairs.length; i += 2) {
    const [line, mark] = [pairs[i], pairs[i + 1]];
    assert.equal(place(line), mark.indexOf('^'), `${line}\n${mark}`);
  }
}

const PEOPLE = [
  { id: '1', user: 'alice', host: 'a.example.com', family: 'browsing' },
  { id: '2', user: 'alice', host: 'b.example.com', family: 'transfer-in' },
  { id: '3', user: 'bob', host: 'a.example.com', family: 'transfer-out' },
  { id: '4', host: 'c.example.org', family: 'browsing' },
];

test('the example of the contract is understood', () => {
  const line = 'user:alice* family:transfer size:>10MB -host:*.example.com (error:* OR family:blocked) "quarterly report"';
  assert.equal(normal(line), line);
  const event = { user: 'alice@example.com', family: 'transfer-out', size: 10000001, host: 'example.com', error: 'AccessDenied', file: 'Quarterly Report.pdf' };
  assert.ok(passes(line, event));
  for (const [key, value] of Object.entries({ user: 'bob', family: 'print', size: 10000000, host: 'www.example.com', error: '', file: 'report.pdf' })) {
    assert.ok(!passes(line, { ...event, [key]: value }), key);
  }
});

test('F1: terms beside each other must all hold, and OR binds weakest', () => {
  for (const [line, ids] of [
    ['user:alice host:a*', '1'], ['user:alice AND host:a*', '1'], ['user:bob OR user:alice host:b*', '2 3'], ['user:alice host:b* OR user:bob', '2 3'],
    ['(user:bob OR user:alice) host:a*', '1 3'], ['-user:alice host:a*', '3'], ['NOT user:alice', '3 4'], ['NOT user:alice host:a*', '3'], ['-(user:alice OR user:bob)', '4'],
    ['NOT (user:alice host:a*)', '2 3 4'], ['--user:alice', '1 2'], ['NOT NOT user:alice', '1 2'], ['NOT -user:alice', '1 2'],
    ['user:(alice OR bob)', '1 2 3'], ['-user:(alice OR bob)', '4'], ['user:( "alice" OR "" )', '1 2 4'], ['((((((((((((((((user:bob))))))))))))))))', '3'],
  ]) assert.equal(found(line, PEOPLE), ids, line);
  assert.equal(parse(''), null);
  assert.equal(parse(' \t\u3000\n'), null);
  assert.ok(passes('', {}));
});

test('F1: all white space of Unicode parts terms, and what only looks like it does not', () => {
  for (const blank of [' ', '\t', '\n', '\r', '\u0085', '\u00a0', '\u2003', '\u2028', '\u3000']) assert.equal(normal(`a${blank}b`), 'a b');
  for (const other of ['\u200b', '\ufeff']) assert.deepEqual(parse(`a${other}b`), { word: [`a${other}b`] });
});

test('F1: OR, AND and NOT count in upper case, without quotes and alone', () => {
  for (const line of ['a or b', 'a and b', 'a not b', 'a "OR" b', 'a O"R" b', 'a ORx b', 'a NOTb', 'a AND"" b', 'a -OR b', 'a -NOT b']) assert.equal(parse(line).any, undefined, line);
  assert.deepEqual(parse('a or b').all.map(({ word }) => word[0]), ['a', 'or', 'b']);
  assert.deepEqual(parse('a "OR" b').all.map(({ word }) => word[0]), ['a', 'OR', 'b']);
  assert.deepEqual(parse('-NOT').not.word, ['NOT']);
  assert.deepEqual(parse('user:OR').values[0].pattern, ['OR']);
  assert.deepEqual(parse('user:("OR" OR or)').values.map(({ pattern }) => pattern[0]), ['OR', 'or']);
});

test('F1, F9: what cannot be meant is a mistake at its place', () => {
  marks(
    'a OR', '  ^',
    'OR a', '^',
    'a OR OR b', '  ^',
    'a OR AND b', '  ^',
    'a AND', '  ^',
    'AND', '^',
    'a AND NOT', '      ^',
    'NOT', '^',
    'NOT OR a', '^',
    'a (b NOT) c', '     ^',
    '(OR a)', ' ^',
    '(a OR) b', '   ^',
    'a -', '  ^',
    'a - b', '  ^',
    '--', ' ^',
    'a ()', '  ^',
    'a ( )', '  ^',
    '-()', ' ^',
    '(())', ' ^',
    'a ""', '  ^',
    '-""', ' ^',
    '""""', '^',
    'a)', ' ^',
    ')', '^',
    '(a))', '   ^',
    '(a', '^',
    'a ((b) c', '  ^',
    'a (-(b) c', '  ^',
  );
});

test('F1, F9: a parenthesis outside quotes is one, and nothing stands directly before or after it', () => {
  marks(
    'report(1).pdf', '      ^',
    'a (b)c', '     ^',
    '(a)(b)', '   ^',
    '(a)-b', '   ^',
    '(a)"b"', '   ^',
    '(a)OR b', '   ^',
    'a OR(b)', '    ^',
    'NOT(a)', '   ^',
    'user:a(b)', '      ^',
    'user:""(b)', '       ^',
    'user:(a)b', '        ^',
    '12:(a)', '   ^',
  );
  for (const line of ['-(a)', '--(a)', 'user:(a)', '((a))', '(-(a))', 'a "(b)" c', '"a(b)"c', '-user:(a)']) assert.ok(parse(line), line);
});

test('F1, F9: parentheses nest to 16, and a group of values is no level', () => {
  const nested = (levels, inner) => '('.repeat(levels) + inner + ')'.repeat(levels);
  assert.ok(parse(nested(16, 'a')));
  assert.ok(parse(nested(16, 'user:(a OR b)')));
  assert.equal(place(nested(17, 'a')), 16);
  assert.equal(place(`a ${nested(17, 'b')}`), 18);
  assert.equal(place(`(a) ${nested(9, `-${nested(8, 'b')}`)}`), 4 + 9 + 1 + 7);
});

test('F1, F9: in a group only OR stands between values', () => {
  marks(
    'user:(a b)', '        ^',
    'user:(a AND b)', '        ^',
    'user:(NOT a)', '      ^',
    'user:(a OR NOT b)', '           ^',
    'user:((a))', '      ^',
    'user:(a (b))', '        ^',
    'user:()', '     ^',
    'user:(OR a)', '      ^',
    'user:(a OR)', '        ^',
    'user:(a OR OR b)', '        ^',
    'user:(a OR b', '     ^',
    'user:(', '     ^',
    'size:(1 OR big)', '           ^',
  );
  assert.deepEqual(parse('user:(-a OR b:c OR "" OR *)').values.map(({ pattern }) => pattern), [['-a'], ['b:c'], [''], ['', '']]);
});

test('F2: quotes may stand around any part of a word or value', () => {
  for (const [line, word] of [
    ['"a b"', ['a b']], ['a" "b', ['a b']], ['"-a"', ['-a']], ['-"-a"', undefined], ['"user:a"', ['user:a']], ['user":"a', ['user:a']], ['"user":a', ['user:a']], ['us"er":a', ['user:a']],
    ['"("', ['(']], ['a""b', ['ab']], ['"a*"b*', ['a*b', '']], ['"*"', ['*']], ['"\\""', ['"']], ['"\\\\"', ['\\']], ['"\\a\\*"', ['\\a\\*']], ['a\\b', ['a\\b']], ['\\"a b"', ['\\a b']],
    ['"a\\\\"b', ['a\\b']], ['a\\*b', ['a\\', 'b']], ['**', ['', '']], ['a**b', ['a', 'b']], ['""*', ['', '']],
  ]) assert.deepEqual(parse(line).word, word, line);
  assert.deepEqual(parse('user:"a b"*"*"').values[0].pattern, ['a b', '*']);
  marks('a "b', '  ^', 'user:"a', '     ^', 'a"b c', ' ^', '"a\\"', '^', '(a "b)', '^', 'user:(a "b)', '     ^', '"""', '^', 'size:x"', '     ^', 'size:5"', '      ^', 'é日😀 "a', '    ^', 'colour:"a', '^');
});

test('F2: a word is found anywhere in a text, a value must be all of it', () => {
  const event = { user: 'alice.meyer', file: 'Bericht 2026 (1).pdf' };
  for (const line of ['ice.m', 'ALICE', 'b*2026', '"2026 (1)"', '*', 'user:alice.meyer', 'user:alice*', 'user:*ice*', 'user:a*.m*r', 'user:*', 'file:"BERICHT 2026 (1).PDF"', 'file:bericht*.pdf', 'user:alice.meyer*']) assert.ok(passes(line, event), line);
  for (const line of ['alicemeyer', 'meyer*alice', '"ali*"', 'user:alice', 'user:*alice', 'user:"alice*"', 'user:alice.meyer*r', 'user:alice*alice*', 'file:bericht']) assert.ok(!passes(line, event), line);
  assert.ok(passes('user:a*b', { user: 'a\n\u2028b' }));
  assert.ok(!passes('user:ab*bc', { user: 'abc' }));
  assert.ok(passes('user:"a\\"b\\\\c*d"', { user: 'a"b\\c*d' }));
  assert.ok(!passes('user:"a\\"b\\\\c*d"', { user: 'a"b\\cxd' }));
});

test('F2: texts are compared in NFC, then in Unicode lower case', () => {
  for (const [line, text] of [['ZOË', 'zoe\u0308'], ['zoe\u0308', 'Zoë'], ['å', '\u212b'], ['か\u3099', 'が'], ['한', '\u1112\u1161\u11ab'], ['ω', '\u2126'], ['𐐀', '𐐨'], ['ｗ', 'Ｗ'], ['ẞ', 'ß'], ['i\u0307', 'İ'], ['ǅ', 'Ǆ']]) {
    assert.ok(passes(line, { user: text }) && passes(`user:"${line}"`, { user: text }), line);
  }
  for (const [line, text] of [['zoe', 'zoë'], ['ss', 'ß'], ['w', 'ｗ'], ['fi', 'ﬁ'], ['か', 'が'], ['i', 'ı']]) assert.ok(!passes(line, { user: text }), line);
  // A part of a text is found in it, though a sigma at the end of a word has a form of its own.
  assert.ok(passes('ΟΔΟΣ', { user: 'ΟΔΟΣΑ' }) && passes('οδος', { user: 'ΟΔΟΣ' }) && passes('user:ΟΔΟΣ*', { user: 'οδοσα' }));
});

test('F3: letters before the first colon are a field, anything else is a word', () => {
  for (const line of ['https://x', '12:30', '2001:db8::1', '::1', ':a', 'user2:a', 'user-x:a', 'é:a', 'user://x', 'a.b:c', '"user":a']) assert.ok(parse(line).word, line);
  for (const line of ['USER:a', 'User:a', 'CLIENT_IP:a', 'path:a', 'user:a:b', 'user:/x', 'user:"//x"', 'user:/"/x"']) assert.ok(parse(line).field, line);
  assert.equal(parse('PATH:a').field, 'input');
  marks('colour:red', '^', 'a -colour:red', '   ^', 'http:x', '^', 'c:\\x', '^', '_:x', '^', 'é user:a (usr:b)', '          ^', 'user:', '^', 'a user: b', '  ^', '(-user:)', '  ^', 'colour:', '^');
});

test('F3: every field is found under its name, and a word looks in some of them', () => {
  const looks = ['activity', 'user', 'portal', 'client_ip', 'session', 'host', 'url', 'file', 'ext', 'target', 'region', 'service', 'error', 'agent', 'principal', 'id'];
  assert.deepEqual([...WORD_FIELDS].sort(), [...looks].sort());
  for (const field of looks) {
    const event = { [field]: 'Needle 1' };
    assert.ok(passes('needle', event) && passes(`${field}:"needle 1"`, event), field);
    assert.ok(!passes('needle2', event), field);
  }
  for (const [key, field, value] of [['path', 'input', 'cloudshell'], ['system', 'system', 'cloudshell'], ['family', 'family', 'browsing'], ['from', 'from', 'cloudshell'], ['to', 'to', 'cloudshell']]) {
    assert.ok(passes(`${field}:${value}`, { [key]: value }), field);
    assert.ok(!passes(value, { [key]: value }), `a word does not look in ${field}`);
  }
  assert.ok(!passes('1', { line: 1, offset: 1, length: 1, size: 1 }) && !passes('2026', { time: '2026-11-19T08:00:00.000Z' }));
});

test('F4: a star asks for a value, nothing for its absence', () => {
  for (const field of [...TEXT_FIELDS.filter((name) => name !== 'input'), 'size', 'time']) {
    const value = { size: 0, time: '2026-11-19T08:00:00.000Z', system: 'cloudtrail', family: 'api', from: 'local', to: 'local' }[field] ?? 'x';
    const answers = (event) => [`${field}:*`, `-${field}:*`, `${field}:""`, `-${field}:""`].map((line) => passes(line, event));
    assert.deepEqual(answers({ [field]: value }), [true, false, false, true], field);
    assert.deepEqual(answers({}), [false, true, true, false], field);
  }
  assert.deepEqual(['activity:*', 'activity:""'].map((line) => passes(line, { activity: '' })), [false, true]);
});

test('F4: what is absent passes no other test but by negation', () => {
  for (const line of ['user:x*', 'size:>=0', 'size:..1', 'time:<2026-11-19', 'time:2000-01-01..', 'client_ip:0.0.0.0/0', 'family:transfer', 'a', '*']) {
    assert.ok(!passes(line, {}) && passes(`-${line}`, {}) && !passes(`--${line}`, {}), line);
  }
  assert.ok(passes('user:(x OR "")', {}) && passes('size:(>1 OR "")', {}) && passes('time:(2026-11-19 OR "")', {}));
});

test('F5: an address finds it in every spelling', () => {
  const isFound = (line, address) => passes(`client_ip:${line}`, { client_ip: address });
  for (const [line, address] of [
    ['192.0.2.7', '192.0.2.7'], ['192.0.2.7', '::ffff:192.0.2.7'], ['::FFFF:c000:207', '192.0.2.7'], ['0:0:0:0:0:ffff:c000:0207', '::ffff:c000:207'], ['2001:db8::1', '2001:DB8:0:0:0:0:0:1'],
    ['2001:0DB8:0000::0001', '2001:db8::1'], ['"2001:db8::1"', '2001:db8::1'], ['64:ff9b::192.0.2.7', '64:ff9b::c000:207'], ['::', '0:0:0:0:0:0:0:0'], ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ]) assert.ok(isFound(line, address), `${line} ${address}`);
  for (const [line, address] of [['192.0.2.7', '192.0.2.70'], ['192.0.2.7', '::192.0.2.7'], ['192.0.2.7', '192.0.2.007'], ['2001:db8::1', '2001:db8::1:1']]) assert.ok(!isFound(line, address), `${line} ${address}`);
  // What is no address is a text, and so is everything with a star.
  for (const [line, address] of [['"aws internal"', 'AWS Internal'], ['192.0.2.*', '192.0.2.7'], ['fe80::1%ETH0', 'fe80::1%eth0'], ['010.0.0.1', '010.0.0.1'], ['*internal', 'AWS Internal']]) assert.ok(isFound(line, address), line);
  for (const [line, address] of [['192.0.2.*', '::ffff:192.0.2.7'], ['2001:db8::*', '2001:DB8:0::1']]) assert.ok(!isFound(line, address), line);
  for (const text of ['1.2.3', '1.2.3.4.5', '256.0.0.1', '1.2.3.04', '', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', ':1', '1:', '12345::', '::1.2.3', '1.2.3.4::', '1:2:3:4:5:6:7:8::', ' 1.2.3.4']) assert.equal(addressOf(text), null, text);
});

test('F5: with a slash it must be a network', () => {
  const isFound = (line, address) => passes(`client_ip:${line}`, { client_ip: address });
  for (const [line, address] of [
    ['203.0.113.0/24', '203.0.113.255'], ['203.0.113.77/24', '203.0.113.1'], ['0.0.0.0/0', '255.255.255.255'], ['203.0.113.7/32', '203.0.113.7'], ['203.0.113.0/24', '::ffff:203.0.113.9'],
    ['2001:db8::/32', '2001:DB8:ffff::1'], ['2001:db8::1/128', '2001:db8:0::1'], ['::/0', '2001:db8::1'], ['::ffff:203.0.113.0/120', '203.0.113.200'], ['::ffff:0:0/96', '203.0.113.200'], ['10.128.0.0/9', '10.255.0.1'], ['10.0.0.0/08', '10.1.1.1'],
  ]) assert.ok(isFound(line, address), `${line} ${address}`);
  for (const [line, address] of [['203.0.113.0/24', '203.0.114.0'], ['2001:db8::/32', '2001:db9::'], ['::/0', '203.0.113.1'], ['0.0.0.0/0', '2001:db8::1'], ['0.0.0.0/0', 'AWS Internal'], ['::ffff:203.0.113.0/120', '203.0.112.1'], ['10.128.0.0/9', '10.127.0.1']]) assert.ok(!isFound(line, address), `${line} ${address}`);
  assert.deepEqual(networkOf('::ffff:1.2.3.4/104'), { bits: 32, value: 0x01020304n, prefix: 8 });
  for (const value of ['10.0.0.0/33', '10.0.0/8', '2001:db8::/129', 'x/8', '10.0.0.0/', '/8', '10.0.0.0/*', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/+8', '"AWS Internal/x"']) assert.equal(place(`client_ip:${value}`), 10, value);
  assert.equal(place('client_ip:(10.0.0.0/8 OR 10.0.0.0/33)'), 25);
});

test('F6: sizes, with units, decimals and ranges', () => {
  const isFound = (value, size) => filterOf(`size:${value}`)(sized(size));
  for (const [value, size] of [
    ['0', 0], ['10', 10], ['10B', 10], ['1kB', 1000], ['1KB', 1000], ['1kb', 1000], ['1KiB', 1024], ['1kib', 1024], ['1.5MB', 1500000], ['1.5MiB', 1572864], ['1GB', 1e9], ['1gib', 2 ** 30], ['1TB', 1e12], ['1TiB', 2 ** 40],
    ['0.001kB', 1], ['.5kB', 500], ['1.500kB', 1500], ['007', 7], ['>1.5', 2], ['<1.5', 1], ['>=1.0001kB', 1001], ['<=1kB', 1000], ['>=1kB', 1000], ['<1kB', 999], ['>1kB', 1001], ['"10"', 10], ['">"1', 2],
    ['1..3', 1], ['1..3', 3], ['2..2', 2], ['1..', 1], ['..3', 3], ['..3', 0], ['1..2MB', 1000000], ['1..2MB', 2000000], ['1MB..2', 1500000], ['..2kB', 2000], ['1kB..1KiB', 1024], ['1B..2kB', 1], ['0..1TB', 5],
    ['18446744073709551616', '18446744073709551616'], ['>18446744073709551615', '18446744073709551616'], ['123456789012345678901234567890TiB', `${123456789012345678901234567890n << 40n}`],
  ]) assert.ok(isFound(value, size), `${value} ${size}`);
  for (const [value, size] of [['10', 11], ['1.5', 1], ['1.5', 2], ['>1kB', 1000], ['<1kB', 1000], ['1..3', 4], ['1..3', 0], ['1..2MB', 1], ['1..2MB', 2000001], ['1MB..2', 2], ['1B..2kB', 0], ['18446744073709551616', '18446744073709551617'], ['>0.9999999999999999999999999MB', 999999]]) {
    assert.ok(!isFound(value, size), `${value} ${size}`);
  }
  for (const value of ['big', '10XB', '10M', '>', '..', '3..1', '2MB..1MB', '3..1MB', '1KiB..1kB', '-1', '+1', '1,000', '1e3', '5.', '>1..2', '1..2..3', '1...2', '=5', '>=<5', '5*', '"*"', '0x10', '１', '"10 MB"', '" 10"']) assert.equal(place(`size:${value}`), 5, value);
});

const at = (text) => ({ time: text });

test('F6: a time stands for all of what it names', () => {
  const spans = [
    ['2026-11-19', '2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z'], ['2026-11-19T08', '2026-11-19T08:00:00.000Z', '2026-11-19T09:00:00.000Z'],
    ['2026-11-19T08:30', '2026-11-19T08:30:00.000Z', '2026-11-19T08:31:00.000Z'], ['2026-11-19T08:30:15', '2026-11-19T08:30:15.000Z', '2026-11-19T08:30:16.000Z'],
    ['2026-11-19T08:30:15.5', '2026-11-19T08:30:15.500Z', '2026-11-19T08:30:15.600Z'], ['2026-11-19T08:30:15.25', '2026-11-19T08:30:15.250Z', '2026-11-19T08:30:15.260Z'],
    ['2026-11-19T08:30:15.250', '2026-11-19T08:30:15.250Z', '2026-11-19T08:30:15.251Z'], ['2026-11-19T08:30:15.2509999', '2026-11-19T08:30:15.250Z', '2026-11-19T08:30:15.251Z'],
    ['2026-11-19T08:30Z', '2026-11-19T08:30:00.000Z', '2026-11-19T08:31:00.000Z'], ['2026-11-19T08:30+09:00', '2026-11-18T23:30:00.000Z', '2026-11-18T23:31:00.000Z'],
    ['2026-11-19T08-03:30', '2026-11-19T11:30:00.000Z', '2026-11-19T12:30:00.000Z'], ['2026-11-19+09:00', '2026-11-18T15:00:00.000Z', '2026-11-19T15:00:00.000Z'], ['2026-11-19Z', '2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z'],
    ['"2026-11-19 08:30"', '2026-11-19T08:30:00.000Z', '2026-11-19T08:31:00.000Z'], ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'], ['9999-12-31', '9999-12-31T00:00:00.000Z', null], ['0000-01-01', '0000-01-01T00:00:00.000Z', '0000-01-02T00:00:00.000Z'],
  ];
  const just = (text, by) => (text === null ? null : new Date(Date.parse(text) + by).toISOString());
  for (const [value, start, end] of spans) {
    const isFound = (line, text) => passes(`time:${line}`, at(text));
    assert.ok(isFound(value, start), value);
    if (end) assert.ok(isFound(value, just(end, -1)) && !isFound(value, end), value);
    if (start[0] !== '0') assert.ok(!isFound(value, just(start, -1)), value);
    assert.ok(isFound(`>=${value}`, start) && !isFound(`<${value}`, start), value);
    if (end) assert.ok(isFound(`>${value}`, end) && !isFound(`>${value}`, just(end, -1)) && isFound(`<=${value}`, just(end, -1)) && !isFound(`<=${value}`, end), value);
    if (start[0] !== '0') assert.ok(isFound(`<${value}`, just(start, -1)) && !isFound(`>=${value}`, just(start, -1)), value);
  }
});

test('F6: a range goes from the start of the first to the end of the second', () => {
  const isFound = (value, text) => passes(`time:${value}`, at(text));
  for (const [value, text] of [
    ['2026-11-19..2026-11-20', '2026-11-19T00:00:00.000Z'], ['2026-11-19..2026-11-20', '2026-11-20T23:59:59.999Z'], ['2026-11-19T08..2026-11-19T09:15', '2026-11-19T09:15:59.999Z'], ['2026-11-19..', '9999-12-31T23:59:59.999Z'],
    ['..2026-11-19', '0000-01-01T00:00:00.000Z'], ['..2026-11-19', '2026-11-19T23:59:59.999Z'], ['2026-11-19..2026-11-19', '2026-11-19T12:00:00.000Z'], ['2026-11-19T08:30..2026-11-19T08', '2026-11-19T08:59:59.999Z'],
    ['2026-11-19T00:00+09:00..2026-11-19T00:00Z', '2026-11-18T15:00:00.000Z'],
  ]) assert.ok(isFound(value, text), `${value} ${text}`);
  for (const [value, text] of [['2026-11-19..2026-11-20', '2026-11-18T23:59:59.999Z'], ['2026-11-19..2026-11-20', '2026-11-21T00:00:00.000Z'], ['2026-11-19T08..2026-11-19T09:15', '2026-11-19T09:16:00.000Z'], ['2026-11-19T08:30..2026-11-19T08', '2026-11-19T08:29:59.999Z']]) {
    assert.ok(!isFound(value, text), `${value} ${text}`);
  }
  for (const value of ['now', '2026', '2026-11', '2026-13-01', '2026-00-01', '2026-02-29', '2026-11-31', '2026-11-00', '2026-11-19T24', '2026-11-19T08:60', '2026-11-19T08:00:61', '2026-11-19T8', '2026-11-19T', '2026-11-19T08:00:00.', '2026-11-19T08:00+24:00', '2026-11-19T08:00+09:60',
    '2026-11-20..2026-11-19', '2026-11-19T09..2026-11-19T08', '2026-11-19T00:00..2026-11-19T00:00+09:00', '..', '>', '>=', '2026-11-*', '>2026-11-19..2026-11-20', '2026-11-19..>2026-11-20', '26-11-19', '+2026-11-19', '1795075300000']) {
    assert.equal(place(`time:${value}`), 5, value);
  }
  assert.equal(momentOf('2026-11-19T08:59:60').start, Date.UTC(2026, 10, 19, 9));
});

test('F7: transfer is both directions, and a value that does not exist is a mistake', () => {
  assert.equal(found('family:transfer', PEOPLE), '2 3');
  assert.equal(found('family:"TRANSFER"', PEOPLE), '2 3');
  assert.equal(found('family:transfer-in', PEOPLE), '2');
  assert.equal(found('family:trans*', PEOPLE), '2 3');
  assert.equal(found('-family:transfer', PEOPLE), '1 4');
  assert.equal(found('family:(browsing OR transfer)', PEOPLE), '1 2 3 4');
  for (const family of ['lifecycle', 'login', 'browsing', 'blocked', 'input', 'clipboard', 'transfer-in', 'transfer-out', 'print', 'command', 'api', 'other']) assert.ok(passes(`family:${family}`, { family }), family);
  for (const system of ['session-logger', 'user-access-logging', 'workspaces-access', 'cloudtrail', 'cloudshell', 'session-manager', 'session-manager-stream', 'session-manager-transcript']) assert.ok(passes(`system:${system.toUpperCase()}`, { system }), system);
  for (const place of ['local', 'remote-disk', 'remote-clipboard', 'site', 'printer', 'cloudshell']) assert.ok(passes(`from:${place}`, { from: place }) && passes(`to:${place}`, { to: place }), place);
  marks('family:transfers', '       ^', 'family:"transfer*"', '       ^', 'system:session', '       ^', 'from:(local OR disk)', '               ^', 'to:"remote disk"', '   ^');
  for (const line of ['family:x*', 'system:session*', 'from:""', 'to:*']) assert.ok(parse(line), line);
});

test('F8: what only the page knows is a mistake on the command line', () => {
  for (const field of ['tag', 'marked', 'deep']) assert.equal(place(`a ${field}:x`), 2, field);
  // What findings count both know; there is no finding of such a kind.
  assert.ok(parse('a found:bulk-out'));
  assert.equal(place('a found:x'), 8);
});

test('F9: the first mistake from the left counts, in characters', () => {
  marks(
    '(a colour:x', '^',
    '(colour:x) size:y', ' ^',
    'size:y (a', '     ^',
    'a) (b', ' ^',
    'user: colour:x', '^',
    '( size:y', '^',
    '(a) b) (c', '     ^',
  );
  // A character outside of the basic plane is one, a combining mark is one too.
  assert.equal(place('😀 e\u0301 size:x'), '. .. size:'.length);
});

test('the normal form says the same, with nothing in it that is not needed', () => {
  for (const [line, printed] of [
    ['a  AND\tb', 'a b'], ['NOT a', '-a'], ['--a', 'a'], ['NOT -(a b) c', 'a b c'], ['NOT --a', '-a'], ['((a))', 'a'], ['(a b) c', 'a b c'], ['(a OR b) OR c', 'a OR b OR c'], ['(a OR b) c', '(a OR b) c'], ['(a b) OR c', 'a b OR c'], ['NOT (a)', '-a'], ['-(a b)', '-(a b)'],
    ['USER:"a"', 'user:a'], ['path:a', 'input:a'], ['user:(a)', 'user:a'], ['user:( "a b" OR c )', 'user:("a b" OR c)'], ['"a b"*c', '"a b"*c'], ['"a*b"', '"a*b"'], ['a**', 'a*'], ['"-a"', '"-a"'], ['"OR"', '"OR"'], ['"user:a"', '"user:a"'],
    ['user:"//x"', 'user:"//x"'], ['user:"OR"', 'user:OR'], ['user:("OR" OR "//x")', 'user:("OR" OR //x)'], ['"https://x"', 'https://x'], ['"a\\\\b"', 'a\\b'], ['"a \\\\ \\" b\\\\"', '"a \\ \\" b\\\\"'], ['user:""', 'user:""'], ['"(a)"', '"(a)"'],
  ]) assert.equal(normal(line), printed, line);
});

test('counts are by value, most events first, with the first and last time', () => {
  const events = [
    { id: '1', user: 'b', time: '2026-11-19T09:00:00.000Z', size: 10, path: 'x' }, { id: '2', user: 'b', time: '2026-11-19T08:00:00.000Z', size: 9, path: 'x' }, { id: '3', user: 'B', path: 'x' },
    { id: '4', user: 'é', time: '2026-11-19T10:00:00.000Z', size: 9, path: 'y' }, { id: '5', path: 'x', size: 10 },
  ].map(made);
  assert.equal(countsJson(events.slice(0, 3), ['user']), `{
  "schema": "sessionscope.counts/1",
  "by": [
    "user"
  ],
  "events": 3,
  "values": [
    {
      "value": [
        "b"
      ],
      "events": 2,
      "first": "2026-11-19T08:00:00.000Z",
      "last": "2026-11-19T09:00:00.000Z"
    },
    {
      "value": [
        "B"
      ],
      "events": 1,
      "first": null,
      "last": null
    }
  ]
}
`);
  const short = (by) => countsOf(events, fieldsOf(by)).map(({ value, events: count }) => `${value.map((part) => part ?? 'null').join('/')} ${count}`);
  assert.deepEqual(short('user'), ['b 2', ' 1', 'B 1', 'é 1']);
  assert.deepEqual(short('size'), ['9 2', '10 2', 'null 1']);
  assert.deepEqual(short('PATH,size'), ['x/10 2', 'x/null 1', 'x/9 1', 'y/9 1']);
  assert.deepEqual(fieldsOf('Path'), ['input']);
  for (const by of ['time', 'colour', '', 'user,', 'line', 'tag']) assert.equal(fieldsOf(by), null, by);
  assert.match(countsJson([], ['user']), /"events": 0,\n {2}"values": \[\]/);
  assert.match(countsJson([sized('18446744073709551617')], ['size']), /\[\n\s+18446744073709551617\n/);
});

test('counts as CSV have the fields, then events, first, last', () => {
  const events = [{ user: '=a,"b"', size: 5, time: '2026-11-19T09:00:00.000Z' }, { user: 'a\nb' }, { user: 'a;b' }].map(made);
  assert.equal(countsCsv(events, ['user', 'size']), `user,size,events,first,last
"'=a,""b""",5,1,2026-11-19T09:00:00.000Z,2026-11-19T09:00:00.000Z
"a
b",,1,,
"a;b",,1,,
`);
});

/** Events of a made-up case, without the program: what it prints is not needed to be exact here. */
function madeEvents(random) {
  const [, bytes] = filesToFilter(random)[0];
  return bytes.toString().trim().split('\n').map((line, i) => {
    const { session_detail: session = {}, file = {}, url = {}, time, sourceIPAddress } = JSON.parse(line.replace(/("size":)(\d{16,})/, '$1123456'));
    const family = ['transfer-in', 'transfer-out', 'browsing', 'api'][i % 4];
    return made({ id: `${i}`, time: Number.isNaN(Date.parse(time)) ? undefined : time, user: session.username, client_ip: session.client_ip ?? sourceIPAddress, file: file.name, size: file.size, url: url.url_string, system: 'session-logger', family, from: ['site', 'local'][i], path: 'a.jsonl' });
  });
}

test('what is spelled of a tree is read back as that tree', () => {
  let telling = 0;
  for (let n = 0; n < 400; n++) {
    const random = new Random(3, n);
    const events = madeEvents(random);
    const { tree, line } = new FilterMaker(random, events).valid();
    const read = parse(line);
    assert.deepEqual(parse(print(read)), dropPlaces(read, parse(print(read))), line);
    const [direct, through] = [predicate(tree), predicate(read)];
    const passed = events.filter(direct);
    assert.deepEqual(events.filter(through), passed, `${JSON.stringify(line)} is ${print(read)}, not ${print(tree)}`);
    assert.equal(print(read), print(tree), line);
    if (passed.length > 0 && passed.length < events.length) telling++;
  }
  assert.ok(telling > 150, `only ${telling} of 400 filters tell events apart`);
});

/** A tree with the places of its values as in another of the same form. */
function dropPlaces(tree, other) {
  const kind = ['any', 'all'].find((name) => tree[name]);
  if (kind) return { [kind]: tree[kind].map((part, i) => dropPlaces(part, other[kind]?.[i] ?? {})) };
  if (tree.not) return { not: dropPlaces(tree.not, other.not ?? {}) };
  return tree.values ? { field: tree.field, values: tree.values.map((value, i) => ({ ...value, at: other.values?.[i]?.at })) } : tree;
}

test('what is made broken is broken', () => {
  for (let n = 0; n < 400; n++) {
    const random = new Random(4, n);
    const line = new FilterMaker(random, madeEvents(random)).broken();
    assert.equal(typeof place(line), 'number', line);
  }
});
