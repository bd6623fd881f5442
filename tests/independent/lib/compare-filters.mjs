// The program's filters and counts beside the independent ones, over made-up events and filters.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeCase, writeCase } from '../generate.mjs';
import { countsCsv, countsJson, fieldsOf } from './counts.mjs';
import { filterOf } from './filter/evaluate.mjs';
import { readEvents } from './filter/events.mjs';
import { TEXT_FIELDS, fieldNamed } from './filter/fields.mjs';
import { Mistake } from './filter/lex.mjs';
import { filesToFilter } from './filter/made-case.mjs';
import { FilterMaker } from './filter/made-filters.mjs';
import { parse } from './filter/parse.mjs';
import { print } from './filter/print.mjs';
import { People } from './people.mjs';
import { Random } from './random.mjs';

/** What tells where a record stands, which cannot be asked for. */
const WHERE = ['line', 'offset', 'length'];
const FILTERS_A_CASE = 50, COUNTS_A_CASE = 20;
// Of more differences than these only the number is said: they are of few kinds.
const MAX_SHOWN = 20, MAX_SHRINK_RUNS = 400;

const shown = (text) => JSON.stringify(text.length > 400 ? `${text.slice(0, 400)}…` : text);

/** One case on disk, with its events as the program prints them without a filter. */
class Case {
  constructor(binary, folder) {
    this.binary = binary;
    this.folder = folder;
    const { status, stdout, stderr } = this.run(['events']);
    if (status > 1) throw new Error(`events: exit ${status}: ${stderr}`);
    this.status = status;
    this.events = readEvents(stdout);
    // Who somebody is follows from all files together: it is no field that is printed.
    const people = new People([folder]);
    for (const event of this.events) event.texts.set('person', people.personOf(event));
    const [header] = this.run(['events', '--format', 'csv']).stdout.split('\n', 1);
    const unknown = header.split(',').filter((name) => !fieldNamed(name) && !WHERE.includes(name));
    if (unknown.length) throw new Error(`lib/filter/fields.mjs does not know ${unknown.join(', ')}`);
  }

  run([command, ...options]) {
    const { error, status, signal, stdout, stderr } = spawnSync(this.binary, [command, '.', ...options], { cwd: this.folder, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60000 });
    if (error) throw error;
    return { status: status ?? signal, stdout, stderr };
  }

  /** What the program should do for a filter and what is made of the events that pass. */
  expected(line, answerOf) {
    try {
      return { status: this.status, text: answerOf(this.events.filter(filterOf(line))) };
    } catch (mistake) {
      if (!(mistake instanceof Mistake)) throw mistake;
      return { status: 2, text: '', place: mistake.place };
    }
  }

  /** The differences between the program and what it should do, in words. */
  differences(args, line, answerOf) {
    const wanted = this.expected(line, answerOf);
    const { status, stdout, stderr } = this.run([...args, '--filter', line]);
    if (status !== wanted.status) return [`exit: program ${status}, independent ${wanted.status}${wanted.place === undefined ? '' : ` (place ${wanted.place})`}; it said ${shown(stderr)}`];
    if (wanted.place !== undefined) {
      const place = markedPlace(stderr, line);
      if (place !== wanted.place) return [`place: program ${place}, independent ${wanted.place}; it said ${shown(stderr)}`];
    }
    return stdout === wanted.text ? [] : lineDifferences(stdout, wanted.text);
  }
}

/** Characters of a line that the program shows: what does not show itself stands as `␉`, `␠` or `⟨U+0085⟩`. */
const SHOWN = /⟨U\+([0-9A-F]+)⟩|([\u2400-\u2421])|./gsu;
const PICTURES = 0x2400, PICTURE_OF_DELETE = 0x2421;

function unshown(text) {
  return text.replace(SHOWN, (char, hex, picture) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (!picture) return char;
    const code = picture.codePointAt(0);
    return code === PICTURE_OF_DELETE ? '\u007f' : String.fromCodePoint(code - PICTURES);
  });
}

/** The place of the first mark under the line that the program repeats, in characters, or why there is none. */
function markedPlace(stderr, line) {
  const [repeated, marks] = stderr.split('\n');
  if (repeated !== line && unshown(repeated) !== line) return 'no line';
  const [, blanks] = /^(\p{White_Space}*)\^/u.exec(marks) ?? [];
  if (blanks === undefined) return 'no mark';
  const before = Array.from(repeated).slice(0, Array.from(blanks).length).join('');
  return Array.from(repeated === line ? before : unshown(before)).length;
}

function lineDifferences(theirs, ours) {
  const [a, b] = [theirs.split('\n'), ours.split('\n')];
  const more = a.filter((line) => !b.includes(line)), fewer = b.filter((line) => !a.includes(line));
  const found = [...more.map((line) => `only the program: ${line}`), ...fewer.map((line) => `only the independent: ${line}`)];
  return found.length ? found : ['the same lines in another order'];
}

/** What a difference is about, so that a smaller filter can be held against it. */
const kindOf = ([difference]) => difference?.replace(/\d+/g, 'N').replace(/; it said.*/s, '').replace(/^(only the \w+).*/s, '$1') ?? '';

/** Makes a filter shorter for as long as the difference stays of its kind. */
function shrink(line, differencesOf) {
  const wanted = kindOf(differencesOf(line));
  let chars = Array.from(line);
  let runs = 0;
  for (let size = chars.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < chars.length && runs < MAX_SHRINK_RUNS;) {
      const shorter = [...chars.slice(0, at), ...chars.slice(at + size)];
      runs++;
      if (kindOf(differencesOf(shorter.join(''))) === wanted) chars = shorter; else at += size;
    }
  }
  return chars.join('');
}

/** Makes cases until `number` questions are asked; `ask(case, maker)` gives one as `{ args, line, answerOf }`. */
function compareMany({ binary, seed, number, aCase, ask }) {
  const counts = { passed: 0, failed: 0, broken: 0, telling: 0 };
  const work = mkdtempSync(join(tmpdir(), 'sessionscope-filters-'));
  try {
    for (let n = 0; counts.passed + counts.failed < number; n++) {
      const random = new Random(seed, n);
      const made = n % 5 === 4 ? makeCase(seed, n, 'valid', 'all') : { name: `filters-${n}`, files: filesToFilter(random) };
      const one = new Case(binary, join(work, writeCase(work, made)));
      const maker = new FilterMaker(random, one.events);
      for (let i = 0; i < aCase && counts.passed + counts.failed < number; i++) {
        const { args, line, answerOf } = ask(maker);
        const found = one.differences(args, line, answerOf);
        const wanted = one.expected(line, (events) => events);
        if (wanted.place !== undefined) counts.broken++;
        else if (wanted.text.length > 0 && wanted.text.length < one.events.length) counts.telling++;
        if (found.length === 0) { counts.passed++; continue; }
        counts.failed++;
        if (counts.failed > MAX_SHOWN) continue;
        const short = shrink(line, (shorter) => one.differences(args, shorter, answerOf));
        console.log(`FAILED case ${n} of seed ${seed}: ${args.join(' ')} --filter ${shown(line)}`);
        console.log(`    in short ${shown(short)}${one.expected(short, () => '').place === undefined && parse(short) ? `, which is ${shown(print(parse(short)))}` : ''}`);
        for (const difference of one.differences(args, short, answerOf).slice(0, 3)) console.log(`    ${difference.slice(0, 600)}`);
      }
      rmSync(one.folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return counts;
}

/** `--filters N`: exactly the lines that pass, or exit 2 and the mark at the same place. */
export function compareFilters(options) {
  const ask = (maker) => {
    const kind = maker.random.next();
    const line = kind < 0.65 ? maker.valid().line : kind < 0.85 ? maker.broken() : kind < 0.995 ? maker.changed() : maker.random.pick(['', ' ', '\u3000']);
    return { args: ['events'], line, answerOf: (events) => events.map((event) => `${event.line}\n`).join('') };
  };
  return compareMany({ ...options, aCase: FILTERS_A_CASE, ask });
}

/** `--counts N`: the same counts to the byte, as JSON and as CSV. */
export function compareCounts(options) {
  const ask = (maker) => {
    const { random } = maker;
    const names = random.shuffle([...TEXT_FIELDS, 'size', 'size']).filter((name, i, all) => all.indexOf(name) === i).slice(0, random.pick([1, 1, 1, 2, 3]));
    const by = names.map((name) => (name === 'input' && random.chance(0.5) ? 'path' : name)).join(',');
    const format = random.pick(['json', 'json', 'csv']);
    const line = random.chance(0.4) ? '' : random.chance(0.1) ? maker.broken() : maker.valid().line;
    const fields = fieldsOf(by);
    return { args: ['counts', '--by', by, ...(format === 'csv' || random.chance(0.5) ? ['--format', format] : [])], line, answerOf: (events) => (format === 'csv' ? countsCsv : countsJson)(events, fields) };
  };
  return compareMany({ ...options, aCase: COUNTS_A_CASE, ask });
}
