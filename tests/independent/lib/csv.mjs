// CSV texts: Logs Insights, CloudTrail's event history and Lake, metrics from the console (D47 to D50).

import { cloudTrailRow, normal } from './cloudtrail.mjs';
import { canonical } from './json.mjs';

const LF = 0x0a, CR = 0x0d, COMMA = 0x2c, QUOTE = 0x22;

function lineEnd(bytes, at) {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end;
}

/** The row at an offset as `{ cells, end }`, `end` after its line end; null where a quote is broken. */
function rowAt(bytes, start) {
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
      if (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== LF) return null;
    } else {
      const run = at;
      while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== LF) at++;
      const isLast = bytes[at] !== COMMA;
      cell = bytes.toString('utf8', run, isLast && at > run && bytes[at - 1] === CR ? at - 1 : at);
    }
    cells.push(cell);
    if (bytes[at] !== COMMA) return { cells, end: at + 1 };
    at++;
  }
}

/** The rows from an offset on, `{ offset, cells }` or `{ offset, bad: true }`; `width` as in the header, or 0 for any. */
function* rows(bytes, from, width) {
  for (let at = from; at < bytes.length;) {
    const row = rowAt(bytes, at);
    const isBlank = row && row.cells.every((cell) => /^[ \t\r]*$/.test(cell));
    if (isBlank) { at = row.end; continue; }
    if (row && (!width || row.cells.length === width)) {
      yield { offset: at, cells: row.cells };
      at = row.end;
    } else {
      yield { offset: at, bad: true };
      at = lineEnd(bytes, at) + 1;
    }
  }
}

/** What a text is as CSV: `{ kind, headers, body }`, or null. */
export function csvKind(bytes) {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && /[ \t\r\n]/.test(String.fromCharCode(bytes[at]))) at++;
  if (at >= bytes.length || bytes[at] === 0x7b || bytes[at] === 0x5b) return null;
  const row = rowAt(bytes, at);
  if (!row) return null;
  const headers = row.cells.map(normal);
  const has = (...names) => names.some((name) => headers.includes(name));
  const isRecord = has('eventtime') || has('@timestamp', 'timegeneratedutc', 'timegenerated', 'tptimestamp')
    && has('eventsource', 'awsregion', 'sourceipaddress', 'useridentity', 'useridentityarn', 'useridentityusername');
  const kind = has('@message') || headers.join() === 'timestamp,message' ? 'insights'
    : headers[0] === 'fulllabel' ? 'metrics'
      : has('eventname') && isRecord ? 'cloudtrail' : null;
  return kind && { kind, headers, body: row.end };
}

const cellsOf = (headers, cells) => new Map(headers.map((header, i) => [header, cells[i]]));
const bad = (offset) => ({ offset, rejected: 'bad-csv' });

function readInsights(bytes, { headers, body }, unwrapper) {
  for (const { offset, cells } of rows(bytes, body, headers.length)) {
    if (!cells) { unwrapper.out.push(bad(offset)); continue; }
    const row = cellsOf(headers, cells);
    unwrapper.message({ text: row.get('@message') ?? row.get('message'), offset, stream: row.get('@logstream'), time: row.get('@timestamp') ?? row.get('timestamp'), id: '' });
  }
}

function readCloudTrail(bytes, { headers, body }, unwrapper) {
  for (const { offset, cells } of rows(bytes, body, headers.length)) {
    if (!cells) { unwrapper.out.push(bad(offset)); continue; }
    const row = cellsOf(headers, cells);
    const { event, identity } = cloudTrailRow(row);
    unwrapper.out.push({ offset, format: 'cloudtrail', event, identity: identity ?? `content csv ${canonical(row)}` });
  }
}

const STARTS_WITH_DATE = /^ *\d{4}[-/]\d\d[-/]\d\d/;
const NUMBER = /^ *[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)? *$/;

function readMetrics(bytes, { body }, unwrapper) {
  let began = false;
  for (const { offset, cells } of rows(bytes, body, 0)) {
    if (cells && STARTS_WITH_DATE.test(cells[0])) {
      began = true;
      for (const cell of cells.slice(1)) {
        if (/^[ \t\r]*$/.test(cell)) continue;
        unwrapper.out.push(NUMBER.test(cell) ? { offset, skipped: true, format: 'cloudwatch-metrics' } : bad(offset));
      }
    } else if (began || !cells) unwrapper.out.push(bad(offset));
  }
  if (unwrapper.out.length === 0) unwrapper.emptyFormat = 'cloudwatch-metrics';
}

const READERS = { insights: readInsights, cloudtrail: readCloudTrail, metrics: readMetrics };

/** Reads a CSV text of a known kind into what an `Unwrapper` gives. */
export const readCsv = (bytes, csv, unwrapper) => READERS[csv.kind](bytes, csv, unwrapper);
