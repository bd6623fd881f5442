// CSV texts: Logs Insights, CloudTrail's event history and Lake, metrics from the console (D47 to D50), maps of
// identities (E37, E40).

import { cloudTrailRow, normalAll, otherRow, rowTime } from './cloudtrail.mjs';
import { isObject, jsonOf } from './fields.mjs';
import { JsonNumber, canonical } from './json.mjs';
import { encodingOf, recoded } from './legacy-text.mjs';
import { isAmbiguous, orderOf } from './sheet-time.mjs';

const LF = 0x0a, CR = 0x0d, QUOTE = 0x22;

function lineEnd(bytes, at) {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end;
}

/** The row at an offset as `{ cells, end }`, `end` after its line end; null where a quote is broken. */
function rowAt(bytes, start, separator) {
  const cells = [];
  for (let at = start; ;) {
    let cell;
    if (bytes[at] === QUOTE) {
      const parts = [];
      for (let run = ++at; ; at++) {
        if (at >= bytes.length) return null;
        if (bytes[at] !== QUOTE) continue;
        parts.push(bytes.toString('utf8', run, at));
        if (bytes[at + 1] !== QUOTE) break;
        run = ++at;
      }
      cell = parts.join('');
      at++;
      if (bytes[at] === CR && (at + 1 >= bytes.length || bytes[at + 1] === LF)) at++;
      if (at < bytes.length && bytes[at] !== separator && bytes[at] !== LF) return null;
    } else {
      const run = at;
      while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LF) at++;
      const isLast = bytes[at] !== separator;
      cell = bytes.toString('utf8', run, isLast && at > run && bytes[at - 1] === CR ? at - 1 : at);
    }
    cells.push(cell);
    if (bytes[at] !== separator) return { cells, end: at + 1 };
    at++;
  }
}

/** The rows from an offset on, `{ offset, cells }` or `{ offset, bad: true }`; `width` as in the header, or 0 for any. */
function* rows(bytes, from, width, separator) {
  for (let at = from; at < bytes.length;) {
    const row = rowAt(bytes, at, separator);
    const isBlank = row && row.cells.every((cell) => /^[ \t\r]*$/.test(cell));
    if (isBlank) { at = row.end; continue; }
    if (row && (!width || row.cells.length === width)) {
      yield { offset: at, cells: row.cells, text: bytes.subarray(at, Math.min(row.end, bytes.length)) };
      at = row.end;
    } else {
      yield { offset: at, bad: true, text: bytes.subarray(at, lineEnd(bytes, at)) };
      at = lineEnd(bytes, at) + 1;
    }
  }
}

/** The rows below the header, their cells as UTF-8 (D86). */
function body(bytes, { start, body: from, separator }, width) {
  const all = [...rows(bytes, from, width, separator)];
  const encoding = encodingOf([bytes.subarray(start, from), ...all.map(({ text }) => text)]);
  return all.map(({ offset, cells, text }) => ({ offset, cells: cells && rowAt(recoded(text, encoding), 0, separator).cells }));
}

/** What rows are that have these headers, or null. */
export function tableKind(headers) {
  const has = (...names) => names.some((name) => headers.includes(name));
  const isRecord = has('eventtime') || has('@timestamp', 'timegeneratedutc', 'timegenerated', 'tptimestamp')
    && has('eventsource', 'awsregion', 'sourceipaddress', 'useridentity', 'useridentityarn', 'useridentityusername');
  return has('@message', 'eventjson', 'raw', 'eventoriginal') || headers.join() === 'timestamp,message' ? 'insights'
    : headers[0] === 'fulllabel' ? 'metrics'
      : has('eventname') && isRecord ? 'cloudtrail' : null;
}

/** D102: tables of log viewers, which have a message with its time, or `_source` among what else Elasticsearch says of a hit. */
const isMessages = (headers) => (headers.includes('message') && ['@timestamp', 'timestamp'].some((name) => headers.includes(name)))
  || (headers.includes('source') && headers.every((name) => ['id', 'index', 'score', 'type', 'version', '@timestamp', 'source'].includes(name)));

/** E37: compared without case and blanks. */
const isIdentityHeader = (cells) => cells.map((cell) => cell.replace(/\s/gu, '').toLowerCase()).join() === 'person,system,user' && cells.length === 3;

/** Does a row say by what the cells of the others are separated, as spreadsheets are told it? */
const namesSeparator = ([first, ...rest]) => /^sep=.?$/isu.test(first) && rest.every((cell) => cell === '');

/** What a text is as CSV: `{ kind, headers, body, separator }`, or null. */
export function csvKind(bytes) {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length && /[ \t\r\n]/.test(String.fromCharCode(bytes[start]))) start++;
  if (start >= bytes.length || bytes[start] === 0x7b || bytes[start] === 0x5b) return null;
  for (const separator of Buffer.from(',;\t')) {
    let row = rowAt(bytes, start, separator);
    while (row && namesSeparator(row.cells) && row.end < bytes.length) row = rowAt(bytes, row.end, separator);
    const headers = row ? normalAll(row.cells) : [];
    const kind = row && isIdentityHeader(row.cells) ? 'identities' : tableKind(headers) ?? (isMessages(headers) ? 'insights' : null);
    if (kind) return { kind, headers, start, body: row.end, separator };
  }
  return null;
}

const cellsOf = (headers, cells) => new Map(headers.map((header, i) => [header, cells[i]]));
const bad = (offset) => ({ offset, rejected: 'bad-csv' });

/** The log event of a row, or the record in one column of it. */
export function logRow(row, offset) {
  if (row.has('@message')) return { text: row.get('@message'), offset, stream: row.get('@logstream'), time: row.get('@timestamp'), id: '' };
  const text = row.get('eventjson') ?? row.get('raw') ?? row.get('eventoriginal');
  if (text !== undefined) return { text, offset, time: undefined, id: '' };
  const message = row.has('@timestamp') || row.has('timestamp') ? row.get('message') : undefined;
  return { text: message ?? row.get('source'), offset, stream: row.get('logstreamname') ?? row.get('logstream'), time: row.get('@timestamp') ?? row.get('timestamp'), id: '' };
}

/** The call of a row. A cell that holds JSON is equal to another one by its value. */
export function callRow(row, offset, order = '') {
  const other = otherRow(row);
  if (other) return { offset, skipped: true, format: other };
  const { event, identity } = cloudTrailRow(row, order);
  const values = new Map([...row].map(([header, cell]) => {
    const value = jsonOf(cell);
    return [header, isObject(value) || Array.isArray(value) ? value : cell];
  }));
  return { offset, format: 'cloudtrail', event, identity: identity ?? `content row ${canonical(values)}` };
}

function readInsights(bytes, csv, unwrapper) {
  const { headers } = csv;
  for (const { offset, cells } of body(bytes, csv, headers.length)) {
    if (!cells) { unwrapper.out.push(bad(offset)); continue; }
    unwrapper.message(logRow(cellsOf(headers, cells), offset));
  }
}

function readCloudTrail(bytes, csv, unwrapper) {
  const { headers } = csv;
  const all = body(bytes, csv, headers.length);
  const times = all.filter(({ cells }) => cells).map(({ cells }) => rowTime(cellsOf(headers, cells)));
  const order = orderOf(times);
  unwrapper.isAmbiguous = !order && times.some(isAmbiguous);
  for (const { offset, cells } of all) unwrapper.out.push(cells ? callRow(cellsOf(headers, cells), offset, order) : bad(offset));
}

const STARTS_WITH_DATE = /^ *\d{4}[-/]\d\d[-/]\d\d/;
const NUMBER = /^ *[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)? *$/;

function readMetrics(bytes, csv, unwrapper) {
  let began = false, names = [];
  for (const { offset, cells } of body(bytes, csv, 0)) {
    if (cells && STARTS_WITH_DATE.test(cells[0])) {
      began = true;
      for (const [i, cell] of cells.entries()) {
        if (i === 0 || /^[ \t\r]*$/.test(cell)) continue;
        const metric = { form: 'table', label: names[i] ?? '', time: cells[0].trim().replaceAll('/', '-'), sum: new JsonNumber(cell.trim().replace(/^\+/, '')) };
        unwrapper.out.push(NUMBER.test(cell) ? { offset, skipped: true, format: 'cloudwatch-metrics', metric } : bad(offset));
      }
    } else if (began || !cells) unwrapper.out.push(bad(offset));
    else if (/^label$/i.test(cells[0].trim()) || names.length < cells.length) names = cells;
  }
  if (unwrapper.out.length === 0) unwrapper.emptyFormat = 'cloudwatch-metrics';
}

/** E40: each row is a record that is no event. */
function readIdentities(bytes, csv, unwrapper) {
  for (const { offset, cells } of body(bytes, csv, 3)) {
    if (!cells) { unwrapper.out.push(bad(offset)); continue; }
    const [person, system, user] = cells;
    unwrapper.out.push({ offset, skipped: true, format: 'identity-map', identity: { person, system, user } });
  }
  if (unwrapper.out.length === 0) unwrapper.emptyFormat = 'identity-map';
}

const READERS = { insights: readInsights, cloudtrail: readCloudTrail, metrics: readMetrics, identities: readIdentities };

/** Reads a CSV text of a known kind into what an `Unwrapper` gives. */
export const readCsv = (bytes, csv, unwrapper) => READERS[csv.kind](bytes, csv, unwrapper);
