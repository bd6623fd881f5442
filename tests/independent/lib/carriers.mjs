// What others than AWS's own envelopes carry (R46), and rows of tables that are written as JSON (R39).

import { gunzipSync } from 'node:zlib';

import { normalAll } from './cloudtrail.mjs';
import { tableKind } from './csv.mjs';
import { isObject, member, textOf } from './fields.mjs';
import { write } from './json.mjs';

/** Paths of keys, in the order in which they are tried; those of base64 end in `|base64`. */
const CARRIERS = [
  'hits hits', '_source', 'event original', 'event.original', 'result', 'results', '_raw', 'data aws', '_source data aws', 'rows',
  'Sns Message', 'Message', 'body', 'Body', 'Messages', 'log', 'message',
  'awslogs data|base64', 'kinesis data|base64', 'Data|base64', 'data|base64', 'rawData|base64', 'records',
].map((path) => ({ keys: path.replace('|base64', '').split(' '), isBase64: path.endsWith('|base64') }));

const beginsJson = (text) => /^[ \t\r\n\f]*[{[]/.test(text);
const mayBe = (value, isBase64) => (isBase64 ? typeof value === 'string' : isObject(value) || Array.isArray(value) || (typeof value === 'string' && beginsJson(value)));

/** `{ value, isBase64 }` of what an object carries, or undefined. */
export function carriedBy(object) {
  for (const { keys, isBase64 } of CARRIERS) {
    const value = keys.reduce(member, object);
    if (mayBe(value, isBase64)) return { value, isBase64 };
  }
  return undefined;
}

/** The text in base64, perhaps packed by gzip several times; null where it is none. */
export function fromBase64(text) {
  const given = text.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(given)) return null;
  let bytes = Buffer.from(given, 'base64');
  if (bytes.toString('base64') !== given) return null;
  try {
    while (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const cellOf = (value) => (value === null ? '' : typeof value === 'string' ? value : write(value).replace(/\n */g, ''));

/** Services of AWS are called; other things have names and times, too (R38). */
const isCall = (cells) => (!cells.has('eventsource') || /\.amazonaws\.com(\.cn)?$/.test(cells.get('eventsource')))
  && ['eventsource', 'awsregion', 'sourceipaddress', 'useridentity', 'useridentityarn', 'useridentityusername'].some((header) => cells.has(header));

/** `{ kind, cells }` of named fields that are a row, or null. */
function rowOf(fields) {
  const headers = normalAll(fields.map(([name]) => name));
  const named = fields.map(([, value], i) => [headers[i], cellOf(value)]);
  const kind = tableKind(named.map(([header]) => header));
  const cells = new Map(named);
  return kind === 'insights' || (kind === 'cloudtrail' && isCall(cells)) ? { kind, cells } : null;
}

export const objectRow = (object) => rowOf([...object]);

/** A list of `{field, value}`, or of objects of one member each. */
export const listRow = (list) => rowOf(list.flatMap((item) => {
  if (!isObject(item)) return [];
  const name = item.get('field');
  return typeof name === 'string' && item.has('value') ? [[name, item.get('value')]] : [...item];
}));

/** The rows of the answer to a query, or undefined. */
export const resultRows = (object) => [...object].filter(([key, value]) => ['results', 'QueryResultRows'].includes(key) && Array.isArray(value) && value.every(Array.isArray)).at(-1)?.[1];

/** D104: `{ rows, row }` of a table whose columns are named beside its rows, which are lists of cells; else undefined. */
export function namedRows(object) {
  const rows = object.get('rows');
  const columns = [...object].filter(([key, value]) => ['fields', 'columns'].includes(key) && Array.isArray(value)).at(-1)?.[1];
  if (!Array.isArray(rows) || !rows.every(Array.isArray) || !columns) return undefined;
  const names = columns.map((column) => (isObject(column) && column.has('name') ? column.get('name') : column));
  if (!names.every((name) => typeof name === 'string') || !tableKind(normalAll(names))) return undefined;
  return { rows, row: (cells) => (cells.length === names.length ? rowOf(names.map((name, i) => [name, cells[i]])) : null) };
}
