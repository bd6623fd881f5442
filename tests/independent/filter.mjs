#!/usr/bin/env node
// The filter language and the counts over events as the program prints them.
//
//     sessionscope events PATH… | node filter.mjs [--filter Q]                  the lines that pass
//     sessionscope events PATH… | node filter.mjs --print --filter Q            the filter's normal form
//     sessionscope events PATH… | node filter.mjs [--filter Q] --by FIELD[,FIELD…] [--format json|csv]
//
// The field `person` needs --people PATH, for each of these paths.
//
// A filter with a mistake: exit 2, with the line and a mark under the place.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { countsCsv, countsJson, fieldsOf } from './lib/counts.mjs';
import { filterOf } from './lib/filter/evaluate.mjs';
import { readEvents } from './lib/filter/events.mjs';
import { Mistake } from './lib/filter/lex.mjs';
import { parse } from './lib/filter/parse.mjs';
import { print } from './lib/filter/print.mjs';
import { People } from './lib/people.mjs';

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: '' }, print: { type: 'boolean', default: false },
    people: { type: 'string', multiple: true }, by: { type: 'string' }, format: { type: 'string', default: 'json' },
  },
});

function answer() {
  if (options.print) {
    const tree = parse(options.filter);
    return tree ? `${print(tree)}\n` : '\n';
  }
  const fields = options.by === undefined ? null : fieldsOf(options.by);
  if (options.by !== undefined && !fields) throw new Error(`cannot be counted: ${options.by}`);
  const passes = filterOf(options.filter);
  const all = readEvents(readFileSync(0, 'utf8'));
  if (options.people) {
    const people = new People(options.people);
    for (const event of all) event.texts.set('person', people.personOf(event));
  }
  const events = all.filter(passes);
  if (!fields) return events.map(({ line }) => `${line}\n`).join('');
  return (options.format === 'csv' ? countsCsv : countsJson)(events, fields);
}

try {
  process.stdout.write(answer());
} catch (mistake) {
  process.exitCode = 2;
  if (mistake instanceof Mistake) console.error(`${options.filter}\n${' '.repeat(mistake.place)}^\n${mistake.message}`);
  else console.error(mistake.message);
}
