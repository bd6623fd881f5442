// How many events have which value (`sessionscope.counts/1`).

import { TEXT_FIELDS, fieldNamed } from './filter/fields.mjs';
import { valueOf } from './filter/values.mjs';
import { write } from './json.mjs';
import { byBytes } from './sessions.mjs';

/** The fields of `--by`, or null where one does not exist or cannot be counted. */
export function fieldsOf(by) {
  const fields = by.split(',').map(fieldNamed);
  return fields.every((field) => field === 'size' || TEXT_FIELDS.includes(field)) ? fields : null;
}

/** What is counted of an event: a text, `''` where it has none; a size as a number or null. */
const counted = (event, field) => valueOf(event, field) ?? (field === 'size' ? null : '');

/** The order of two values of a field: texts bytewise, sizes by number, an absent one first. */
function order(a, b) {
  if (typeof a === 'string') return byBytes(a, b);
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The counts of events by fields, most events first, then by value. */
export function countsOf(events, fields) {
  const groups = new Map();
  for (const event of events) {
    const value = fields.map((field) => counted(event, field));
    const key = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part));
    if (!groups.has(key)) groups.set(key, { value, events: 0, first: null, last: null });
    const group = groups.get(key);
    group.events++;
    if (event.time === null) continue;
    if (group.first === null || event.time < group.first.time) group.first = event;
    if (group.last === null || event.time > group.last.time) group.last = event;
  }
  const values = [...groups.values()].map((group) => ({ ...group, first: group.first?.timeText ?? null, last: group.last?.timeText ?? null }));
  return values.sort((a, b) => b.events - a.events || a.value.reduce((found, part, i) => found || order(part, b.value[i]), 0));
}

export function countsJson(events, fields) {
  const values = countsOf(events, fields).map((group) => new Map(Object.entries(group)));
  return `${write(new Map(Object.entries({ schema: 'sessionscope.counts/1', by: fields, events: events.length, values })))}\n`;
}

// What a spreadsheet takes for the beginning of a formula, after what it does not show.
const FORMULA = /^[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}\0]*[=+\-@＝＋－＠]/u;

/** A cell of a table: no formula, in quotes where it holds what parts cells or lines. */
function cell(value) {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '');
  return /[,;\t"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function countsCsv(events, fields) {
  const rows = countsOf(events, fields).map(({ value, events: count, first, last }) => [...value, count, first, last]);
  return [[...fields, 'events', 'first', 'last'], ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}
