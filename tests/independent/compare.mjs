#!/usr/bin/env node
// The differential test: `sessionscope summary` against the independent implementation beside this
// file, over the samples, the fixtures and generated cases. All must be equal but the words of
// the notices; the form of the JSON (indentation, key order, escapes) counts too.
//
//     node compare.mjs [--binary PATH] [--cases N] [--seed S] [--kind K] [--formats F] [--keep DIR] [--shrink] [FOLDER…]
//     node compare.mjs [--binary PATH] [--seed S] [--filters N] [--counts N] [--audits N]
//
// With --filters or --counts, so many filters (`events --filter`) and counts (`counts --by`) of made-up
// events are compared instead, see lib/compare-filters.mjs; with --audits the audits of the fixtures, of the
// sample logs and of so many made-up cases, see lib/compare-audits.mjs.
//
// Failing cases are kept below --keep for replay (`compare.mjs --cases 0 KEPT/case-…`), with --shrink
// also a smaller one of the same difference. Exit 1 on any difference.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { makeCase, writeCase } from './generate.mjs';
import { compareAudits } from './lib/compare-audits.mjs';
import { compareCounts, compareFilters } from './lib/compare-filters.mjs';
import { JsonNumber, readValue, write } from './lib/json.mjs';
import { summarize } from './summary.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const MAX_SHRINK_RUNS = 1500;
/** What must occur in many audits. */
const KINDS = [
  'activity-after-end', 'address-changed', 'user-changed', 'sessions-at-once', 'out-without-in', 'size-changed', 'left-after-download', 'first-seen-network',
  'bulk-out', 'blocked-then-reached', 'secret-then-download', 'two-places', 'out-of-hours', 'unknown-activity', 'digest', 'silences', 'steps', 'without_start',
  'valid', 'moved', 'bad-signature', 'no-key', 'no-signature', 'orphaned', 'missing', 'bad-format', 'unproven', 'changed', 'trailing-data', 'unlisted',
];

const { values: options, positionals: folders } = parseArgs({
  options: {
    binary: { type: 'string', default: join(ROOT, 'target/release/sessionscope') },
    cases: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
    formats: { type: 'string', default: 'session-logger' },
    keep: { type: 'string', default: join(ROOT, 'target/independent') },
    shrink: { type: 'boolean', default: false },
    filters: { type: 'string' },
    counts: { type: 'string' },
    audits: { type: 'string' },
  },
  allowPositionals: true,
});
const binary = resolve(options.binary);
const keep = resolve(options.keep);

/** A summary's JSON without the words of its notices, or a string that says why there is none. */
function readSummary(text) {
  const bytes = Buffer.from(text);
  const read = readValue(bytes, 0);
  if (!read) return 'no JSON';
  if (`${write(read.value)}\n` !== text) return 'JSON in another form';
  for (const notice of read.value.get('notices') ?? []) {
    if (typeof notice.get('message') !== 'string' || notice.get('message') === '') return 'a notice without a message';
    notice.set('message', '');
  }
  return read.value;
}

/** The differences of two JSON values as `path: theirs, ours`. */
function differences(theirs, ours, path = '') {
  const show = (value) => (value === undefined ? 'missing' : write(value).replace(/\s+/g, ' ').slice(0, 160));
  if (theirs instanceof Map && ours instanceof Map) {
    const keys = [...new Set([...theirs.keys(), ...ours.keys()])];
    const found = keys.flatMap((key) => differences(theirs.get(key), ours.get(key), path ? `${path}.${key}` : key));
    if (found.length === 0 && [...theirs.keys()].join() !== [...ours.keys()].join()) found.push(`${path}: other order of keys`);
    return found;
  }
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    const length = Math.max(theirs.length, ours.length);
    return Array.from({ length }, (_, i) => differences(theirs[i], ours[i], `${path}[${i}]`)).flat();
  }
  const plain = (value) => (value instanceof JsonNumber ? value.text : value);
  if (plain(theirs) === plain(ours)) return [];
  return [`${path}: binary ${show(theirs)}, independent ${show(ours)}`];
}

/** What differs for a path, as both see it from the folder above; empty if nothing does. */
function compare(path) {
  const above = dirname(path), name = basename(path);
  const run = spawnSync(binary, ['summary', name], { cwd: above, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 60000 });
  process.chdir(above);
  const ours = summarize([name]);
  if (run.error) return [`binary: ${run.error.message}`];
  const found = run.status === ours.exit ? [] : [`exit: binary ${run.status ?? run.signal}, independent ${ours.exit}`];
  if (run.stdout === ours.text) return found;
  const [a, b] = [readSummary(run.stdout), readSummary(ours.text)];
  if (typeof a === 'string') return [...found, `output: ${a}: ${run.stderr.slice(0, 300)}`];
  return [...found, ...differences(a, b)];
}

function filesUnder(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** The folders of a name, anywhere below a folder: a fixture's files lie in its `input`. */
function foldersNamed(name, folder) {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .flatMap((entry) => (entry.name === name ? [join(folder, name)] : foldersNamed(name, join(folder, entry.name))));
}

/** Makes a kept case smaller for as long as the first difference stays of its kind. */
function shrink(folder) {
  const kindOf = (found) => found[0]?.replace(/: binary.*/, '').replace(/\d+/g, '') ?? '';
  const wanted = kindOf(compare(folder));
  let runs = 0;
  const stillFails = () => { runs++; return kindOf(compare(folder)) === wanted; };
  for (const file of filesUnder(folder)) {
    const bytes = readFileSync(file);
    rmSync(file);
    if (filesUnder(folder).length === 0 || !stillFails()) writeFileSync(file, bytes);
  }
  for (const file of filesUnder(folder)) {
    let bytes = readFileSync(file);
    for (let size = bytes.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at < bytes.length && runs < MAX_SHRINK_RUNS;) {
        const smaller = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
        writeFileSync(file, smaller);
        if (stillFails()) bytes = smaller; else at += size;
      }
    }
    writeFileSync(file, bytes);
  }
}

let passed = 0, failed = 0;
function check(path, label) {
  const found = compare(path);
  if (found.length === 0) { passed++; return true; }
  failed++;
  // The shortest first: a single number says more than a whole missing session.
  console.log(`FAILED ${label}: ${found.length} differences`);
  for (const line of found.slice(0, 3)) console.log(`    ${line}`);
  return false;
}

if (!existsSync(binary)) { console.error(`No binary at ${binary}: cargo build --release, or --binary PATH.`); process.exit(2); }
/** The folders in a folder, if it is there. */
const foldersIn = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

/** The folders that are named, else the sample logs and the fixtures. */
function givenFolders() {
  if (folders.length) return folders.map((folder) => resolve(folder));
  const fixtures = join(ROOT, 'tests/fixtures');
  return [
    resolve(ROOT, process.env.SESSIONSCOPE_CORPUS ?? '../shared/samples', options.formats === 'all' ? '.' : 'workspaces-web'),
    ...(existsSync(fixtures) ? foldersNamed('input', fixtures) : []),
  ];
}

function compareSummaries() {
  const work = mkdtempSync(join(tmpdir(), 'sessionscope-independent-'));
  try {
    for (const path of givenFolders()) {
      if (existsSync(path)) check(path, path); else console.log(`skipped ${path}: not there`);
    }
    for (let number = 0; number < Number(options.cases); number++) {
      const made = makeCase(Number(options.seed), number, options.kind, options.formats);
      const folder = join(work, writeCase(work, made));
      if (!check(folder, made.name)) {
        mkdirSync(keep, { recursive: true });
        const kept = join(keep, `seed-${options.seed}-${made.name}`);
        rmSync(kept, { recursive: true, force: true });
        for (const [name, bytes] of made.files) {
          mkdirSync(dirname(join(kept, name)), { recursive: true });
          writeFileSync(join(kept, name), bytes);
        }
        console.log(`    kept ${kept}`);
        if (options.shrink) {
          const small = `${kept}-small`;
          rmSync(small, { recursive: true, force: true });
          writeCase(keep, { name: basename(small), files: made.files });
          shrink(small);
          for (const line of compare(small).slice(0, 3)) console.log(`    smaller: ${line}`);
        }
      }
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    process.chdir(ROOT);
    rmSync(work, { recursive: true, force: true });
  }
}

if ([options.filters, options.counts, options.audits].every((number) => number === undefined)) compareSummaries();
for (const [name, number, compareAll] of [['filters', options.filters, compareFilters], ['counts', options.counts, compareCounts]]) {
  if (number === undefined) continue;
  const counts = compareAll({ binary, seed: Number(options.seed), number: Number(number) });
  console.log(`${name}: ${counts.broken} with a mistake, ${counts.telling} that pass some of the events but not all`);
  passed += counts.passed;
  failed += counts.failed;
  // Filters that pass all events or none would not show a difference.
  if (name === 'filters' && counts.telling < counts.passed / 4) {
    console.log('FAILED too few filters tell events apart');
    failed++;
  }
}
if (options.audits !== undefined) {
  const chains = folders.length ? [] : foldersIn(resolve(ROOT, '../shared/digests'));
  const given = [...givenFolders(), ...chains].filter(existsSync);
  const counts = compareAudits({ binary, seed: Number(options.seed), number: Number(options.audits), given });
  console.log(`audits: ${counts.telling} with a flow and a person, or a finding; ${[...counts.kinds].sort().map(([kind, number]) => `${number} ${kind}`).join(', ')}`);
  passed += counts.passed;
  failed += counts.failed;
  const rare = KINDS.filter((kind) => !counts.kinds.has(kind));
  if (Number(options.audits) >= 400 && rare.length) {
    console.log(`FAILED nothing was found of ${rare.join(', ')}`);
    failed++;
  }
  if (counts.telling < Number(options.audits) / 10) {
    console.log('FAILED too few audits have something to say');
    failed++;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
