#!/usr/bin/env node
// Makes cases for the differential test: folders of logs in all packings, and damaged copies of them.
// The same seed and number give the same bytes.
//
//     node generate.mjs --cases N [--seed S] [--kind valid|damaged|odd] [--formats session-logger|all] OUT
//
// Formats: `session-logger` (it and user access logging), `all` (every format, wrapper and container).
// Kinds: `valid` (well-formed, in every spelling and packing), `damaged` (the same, broken), `odd`
// (spellings of times, sizes and values on which the contract says little).

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync, constants } from 'node:zlib';

import { mixedFiles } from './lib/made-files.mjs';
import { Random } from './lib/random.mjs';
import { Raw, sessionLoggerSession, spell, spellPretty, strangeRecord, userAccessSession } from './lib/records.mjs';

const KINDS = ['valid', 'damaged', 'odd', 'damaged'];

/** The records of a file, some of them twice or strange. */
function recordsOf(random, odd) {
  const records = [];
  for (let n = random.between(1, 3); n > 0; n--) {
    records.push(...(random.chance(0.65) ? sessionLoggerSession : userAccessSession)(random, { odd }));
  }
  if (random.chance(0.3)) records.splice(random.below(records.length), 0, strangeRecord(random));
  if (random.chance(0.4)) records.push(random.pick(records));
  if (random.chance(0.3)) random.shuffle(records);
  if (odd && random.chance(0.3)) records.splice(random.below(records.length), 0, new Raw(random.pick(['1', '"x"', 'null', 'true', '-1.5e3', '[]', '[1,2]', '[{"a":1}]', '[[]]'])));
  return records;
}

/** Records to text, in one of the packings. */
function pack(random, records) {
  const respell = random.chance(0.3) ? random : undefined;
  const lines = () => records.map((record) => spell(record, respell));
  const end = random.pick(['', '\n', '\n\n']);
  const unit = random.pick(['  ', '    ', '\t', '']);
  switch (random.below(11)) {
    case 0: case 1: case 2: return lines().join('\n') + end;
    case 3: return lines().join('\r\n') + (end && '\r\n');
    case 4: return lines().join('');
    case 5: return `[${lines().join(random.pick([',', ', ']))}]${end}`;
    case 6: return `[\n${lines().join(',\n')}\n]${end}`;
    case 7: return spellPretty(records, unit) + end;
    case 8: return records.map((record) => spellPretty(record, unit)).join(random.pick(['\n', '', ',\n'])) + end;
    case 9: {
      const all = lines();
      const half = random.below(all.length + 1);
      return `[${all.slice(0, half).join(',')}]${random.pick(['\n', ''])}[${all.slice(half).join(',')}]${end}`;
    }
    default: return `${random.pick(['\n', ' \n', '\t', ''])}${lines().join(random.pick(['\n\n', ' ', ',', '\n \n']))}${end}`;
  }
}

function encode(random, text) {
  switch (random.below(12)) {
    case 0: return Buffer.from(`\ufeff${text}`);
    case 1: return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 2: return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    default: return Buffer.from(text);
  }
}

const gzip = (random, bytes) => gzipSync(bytes, random.pick([{ level: 0 }, { level: 6 }, { strategy: constants.Z_FIXED }]));

/** Splits bytes anywhere into 1 to 3 pieces. */
function pieces(random, bytes) {
  const cuts = Array.from({ length: random.below(3) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((cut, i) => bytes.subarray(cut, [...cuts, bytes.length][i]));
}

function contain(random, bytes) {
  const members = (all) => Buffer.concat(all.map((piece) => gzip(random, piece)));
  switch (random.below(8)) {
    case 0: return { bytes: gzip(random, bytes), suffix: '.gz' };
    case 1: return { bytes: members(pieces(random, bytes)), suffix: '.gz' };
    case 2: return { bytes: members(pieces(random, members(pieces(random, bytes)))), suffix: random.pick(['.gz', '']) };
    default: return { bytes, suffix: '' };
  }
}

const splice = (bytes, at, removed, inserted) => Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);

/** One damage to a text or a container. */
function damage(random, bytes) {
  if (bytes.length === 0) return bytes;
  const at = random.below(bytes.length);
  const lines = () => bytes.toString('latin1').split('\n');
  const joined = (all) => Buffer.from(all.join('\n'), 'latin1');
  const structural = () => {
    const places = [];
    for (let i = 0; i < bytes.length; i++) if ('{}[]",:\n\\'.includes(String.fromCharCode(bytes[i]))) places.push(i);
    return places.length ? random.pick(places) : at;
  };
  switch (random.below(16)) {
    case 0: { const copy = Buffer.from(bytes); copy[at] ^= 1 << random.below(8); return copy; }
    case 1: { const copy = Buffer.from(bytes); copy[at] = random.below(256); return copy; }
    case 2: return splice(bytes, at, random.between(1, 40), Buffer.alloc(0));
    case 3: return splice(bytes, at, 0, Buffer.from(random.pick(['x', '"', '{', '}', '[', ']', ',', '\n', '\\', ' ', 'NaN', '//', '1 ', '\r\n', 'null,', '{}', '}{', '"}'])));
    case 4: return splice(bytes, at, 0, Buffer.from(Array.from({ length: random.between(1, 5) }, () => random.pick([0xff, 0xc0, 0xe3, 0x80, 0xed, 0xa0, 0xf5, 0xe2, 0x82]))));
    case 5: return splice(bytes, at, 0, Buffer.alloc(random.between(1, 4)));
    case 6: return bytes.subarray(0, at);
    case 7: return bytes.subarray(at);
    case 8: case 9: return splice(bytes, structural(), 1, Buffer.alloc(0));
    case 10: { const place = structural(); return splice(bytes, place, 0, bytes.subarray(place, place + 1)); }
    case 11: { const all = lines(); const [i, j] = [random.below(all.length), random.below(all.length)]; [all[i], all[j]] = [all[j], all[i]]; return joined(all); }
    case 12: { const all = lines(); const i = random.below(all.length); all.splice(random.below(all.length + 1), 0, all[i]); return joined(all); }
    case 13: { const all = lines(); all.splice(random.below(all.length), 1); return joined(all); }
    case 14: { const all = lines(); all.splice(random.below(all.length + 1), 0, random.pick(['', 'garbage', '# comment', '{"open":', '[', ']', '}', '{', '12', '12 monkeys', '"text"', '[1]', '{"a":1}}', '[INFO] started', '  {', '{"Deep":' .repeat(200)])); return joined(all); }
    default: return splice(bytes, structural(), 0, Buffer.from(random.pick(['{', '}', '"', '\n', '[', ']', ',', '\n{', '}\n'])));
  }
}

const SPECIAL = [
  ['empty.json', ''], ['blank.json', ' \n\t\r\n'], ['bom.json', '\ufeff'], ['array.json', '[]'], ['commas.json', ',\n,'],
  ['README.md', '# Logs\n\nWhat lies here.\n'], ['links.md', '[Logs](https://example.com/)\n'], ['a.csv', 'a,b\n1,2\n'], ['app.log', '[INFO] started\n[WARN] stopped\n'],
  ['_workspaces_secure_browser.tmp', ''], ['_workspaces_secure_browser.tmp', 'test'], ['aws-logs-write-test', 'Permission Check Successful'],
  ['scalar.json', '42'], ['text.json', '"text"'], ['object.json', '{}'], ['open.json', '['], ['close.json', ']'], ['brace.json', '{'], ['late.json', `x\n${' '.repeat(70000)}\n{"a":1}\n`],
  ['_workspaces_secure_browser.tmp.gz', ''], ['arrays.json', '[[[]]]'], ['deep.json', `${'['.repeat(200)}${']'.repeat(200)}`],
];

function special(random) {
  const [name, text] = random.pick(SPECIAL);
  return [name, Buffer.from(text)];
}

/** The files of a case as `[name, bytes]`. */
export function makeCase(seed, number, only, formats = 'session-logger') {
  const random = new Random(seed, number);
  const kind = only ?? KINDS[number % KINDS.length];
  if (formats === 'all') {
    const files = new Map(mixedFiles(random, kind, { encode, damage }));
    if (random.chance(0.2)) files.set(...special(random));
    return { name: `case-${String(number).padStart(6, '0')}-${kind}`, files: [...files] };
  }
  const files = new Map();
  const earlier = [];
  for (let n = random.between(1, 3); n > 0; n--) {
    const records = recordsOf(random, kind === 'odd');
    if (earlier.length && random.chance(0.5)) records.push(...random.shuffle([...earlier]).slice(0, 4));
    earlier.push(...records);
    let bytes = encode(random, pack(random, records));
    if (kind === 'damaged') for (let times = random.between(1, 3); times > 0; times--) bytes = damage(random, bytes);
    const packed = contain(random, bytes);
    if (kind === 'damaged' && packed.suffix && random.chance(0.4)) packed.bytes = damage(random, packed.bytes);
    const folder = random.pick(['', '', '2026/11/19/', 'ö/', 'a b/']);
    files.set(`${folder}${random.pick(['log', 'Log', 'z', '日'])}-${n}.${random.pick(['json', 'jsonl', 'txt'])}${packed.suffix}`, packed.bytes);
    if (random.chance(0.1)) files.set(`copy-${n}.json`, packed.bytes);
  }
  if (random.chance(0.3)) files.set(...special(random));
  return { name: `case-${String(number).padStart(6, '0')}-${kind}`, files: [...files] };
}

/** Writes a case's folder below `root` and gives its name. */
export function writeCase(root, { name, files }) {
  for (const [path, bytes] of files) {
    const target = join(root, name, path);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, bytes);
  }
  return name;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { cases: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, kind: { type: 'string' }, formats: { type: 'string' } },
    allowPositionals: true,
  });
  const [out] = positionals;
  if (!out) { console.error('usage: generate.mjs --cases N [--seed S] [--kind valid|damaged|odd] [--formats session-logger|all] OUT'); process.exit(2); }
  for (let n = 0; n < Number(values.cases); n++) writeCase(out, makeCase(Number(values.seed), n, values.kind, values.formats));
}
