// From the values of a file to its records, through all wrappers: CloudTrail files, looked-up events,
// EventBridge, CloudWatch Logs in its forms, JSON in JSON strings.
//
// What comes out is a list, in the order of the file, of `{ offset, … }` with one of
// `rejected: kind`, `skipped: true` (with `format`, and `entry` for a history entry),
// `event` (with `format`, `identity`) and `notice: kind`.

import { has, isObject, member, textOf } from './fields.mjs';
import { carriedBy, fromBase64, listRow, namedRows, objectRow, resultRows } from './carriers.mjs';
import { isLookup } from './cloudtrail.mjs';
import { callRow, logRow } from './csv.mjs';
import { isLogin, recordOf } from './formats.mjs';
import { frames } from './frame.mjs';
import { partOf } from './pieces.mjs';
import { hasTranscriptHeader, historyEntry, idOfName, isEntryAlone } from './session-manager.mjs';

const MAX_TEXTS_IN_TEXTS = 8;
const WRAPPER_KEYS = ['Records', 'Events', 'events', 'logEvents'];
const LOG_KEYS = ['events', 'logEvents'];

/** D32: what may stand before the array of an object that is a wrapper, whatever comes after it. */
const BESIDE = ['messageType', 'owner', 'logGroup', 'logStream', 'subscriptionFilters', 'searchedLogStreams', 'nextToken', 'NextToken', 'nextForwardToken', 'nextBackwardToken'];

/** Does an object begin as nothing but a wrapper does? */
function beginsAsWrapper(value) {
  const keys = [...value.keys()];
  const first = keys.findIndex((key) => WRAPPER_KEYS.includes(key) && Array.isArray(value.get(key)));
  const before = keys.slice(0, Math.max(first, 0));
  const isTold = keys[first] !== 'logEvents' || (before.includes('messageType') && before.includes('logStream'));
  return first >= 0 && isTold && before.every((key) => BESIDE.includes(key));
}

/** D33: an object or array, or a string that holds one. */
const startsJson = (text) => /^[ \t\r\n\ufeff]*(?:[{[]|"[{[][\\{])/.test(text);

/** Is a message JSON with nothing broken in it? */
const isWholeJson = (text) => startsJson(text) && frames(Buffer.from(text)).every((frame) => !frame.broken && !frame.truncated);

/** D39: the data points of one result of get-metric-data. */
function metricResult(result) {
  const times = member(result, 'Timestamps'), values = member(result, 'Values');
  if (!Array.isArray(times) || !Array.isArray(values)) return [null];
  const length = Math.max(times.length, values.length);
  const pairs = Math.min(times.length, values.length);
  return Array.from({ length }, (_, i) => (i < pairs ? { format: 'cloudwatch-metrics', metric: { form: 'data', label: textOf(member(result, 'Label')), time: times[i], sum: values[i] } } : null));
}

/** The data point of an element of get-metric-statistics. */
const datapoint = (item, answer) => [has(item, 'Timestamp') ? { format: 'cloudwatch-metrics', metric: {
  form: 'statistics', label: textOf(answer.get('Label')), time: item.get('Timestamp'), sum: item.get('Sum'), samples: item.get('SampleCount'),
} } : null];

/** The settings of a Session Logger: `events` are the names that it logs, or 'all'; `arns` null where the key is not there. */
function settingsOf(logger) {
  const filter = logger.get('eventFilter');
  const include = member(filter, 'include');
  const key = isObject(filter) ? [...filter.keys()].find((name) => name === 'all' || name === 'include') : undefined;
  const texts = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);
  return {
    events: key === 'all' ? 'all' : key === 'include' ? texts(include) : null,
    arns: logger.has('associatedPortalArns') ? texts(logger.get('associatedPortalArns')) : null,
  };
}

/** Answers that hold an array of records which are no events: what each element is, null for none. */
const ANSWERS = new Map([
  ['Sessions', { format: 'session-manager-history', entries: (item) => {
    const entry = historyEntry(item);
    return [entry && { format: 'session-manager-history', entry }];
  } }],
  ['Datapoints', { format: 'cloudwatch-metrics', entries: datapoint }],
  ['MetricDataResults', { format: 'cloudwatch-metrics', entries: metricResult }],
  ['Workspaces', { format: 'describe-workspaces', entries: (item) => {
    const id = textOf(member(item, 'WorkspaceId'));
    return [id ? { format: 'describe-workspaces', workspace: { id, user: textOf(member(item, 'UserName')) } } : null];
  } }],
  ...['PublicKeyList', 'publicKeyList'].map((key) => [key, { format: 'cloudtrail-public-keys', entries: (item) => {
    const fingerprint = member(item, 'Fingerprint');
    if (typeof fingerprint !== 'string') return [null];
    return [{ format: 'cloudtrail-public-keys', publicKey: { fingerprint, value: textOf(member(item, 'Value')) } }];
  } }]),
  ['sessionLoggers', { format: 'session-logger-settings', entries: (item) => [isObject(item) ? { format: 'session-logger-settings', settings: settingsOf(item) } : null] }],
]);

/** Reads the values of one file. */
export class Unwrapper {
  /** `fileName` names log streams that have no name of their own. */
  constructor(fileName) {
    this.fileName = fileName;
    this.out = [];
    this.pending = [];
    /** What an empty wrapper says that the file is (R5). */
    this.emptyFormat = '';
    /** Are there dates that can be read in two orders, and nothing that tells which (D85)? */
    this.isAmbiguous = false;
  }

  /** A text of JSON. `around` is what lies around a text within a text, `around.at` its offset. */
  text(bytes, around = { depth: 0 }, out = this.out) {
    for (const frame of frames(bytes)) {
      const offset = around.at ?? frame.start;
      if (frame.truncated) out.push({ offset, notice: 'truncated' });
      else if (frame.broken) out.push({ offset, rejected: 'bad-json' });
      // An array that is a value lies too deep to be opened (D11).
      else if (Array.isArray(frame.value)) out.push({ offset, rejected: 'unknown-record' });
      else if (frame.within && LOG_KEYS.includes(frame.within.key)) this.logEvent(frame.value, offset, frame.within.logStream, around, out);
      else this.value(frame.value, offset, around, out);
    }
  }

  /** A log event's message, to be read once all of its stream is known. */
  message({ text, offset, stream, time, id }, around = { depth: 0 }, out = this.out) {
    const slot = [];
    out.push(slot);
    this.pending.push({ text, offset, stream: textOf(stream), time, id, around: this.inside(around, offset, id && `log ${id}`, time), slot });
  }

  /** All that was found, in order. */
  records() {
    while (this.pending.length) {
      const streams = new Map();
      for (const piece of this.pending) {
        if (!streams.has(piece.stream)) streams.set(piece.stream, []);
        streams.get(piece.stream).push(piece);
      }
      this.pending = [];
      for (const [name, messages] of streams) this.stream(name, messages);
    }
    return this.out.flat(Infinity);
  }

  /** What is around things within a wrapper that may have an id and a time. */
  inside(around, at, id, time) {
    return {
      depth: around.depth,
      at,
      id: id ? { id, used: 0 } : around.id,
      time: time === undefined ? around.time : time,
    };
  }

  /** D44: the messages of a stream that are no JSON are pieces of one transcript (R44), or each is by itself. */
  stream(stream, messages) {
    const name = stream || this.fileName;
    const pieces = messages.filter(({ text }) => !isWholeJson(text));
    const hasJson = messages.some((message) => startsJson(message.text));
    const isKnown = pieces.some((piece) => hasTranscriptHeader(piece.text))
      || (!hasJson && (idOfName(name) !== '' || pieces.some((piece) => piece.text.includes('\x1b'))));
    const isPart = pieces.length > 0 && (isKnown || (stream === '' && !hasJson));
    if (isPart) pieces[0].slot.push({ offset: pieces[0].offset, part: partOf(pieces, { stream, fileName: this.fileName, isKnown }) });
    for (const { text, offset, around, slot } of messages) {
      if (!isPart || isWholeJson(text)) this.value(text, offset, around, slot);
    }
  }

  value(value, offset, around, out) {
    if (Array.isArray(value)) this.elements(value, around, (item, at) => this.value(item, at, around, out));
    else if (typeof value === 'string' && startsJson(value) && around.depth < MAX_TEXTS_IN_TEXTS) {
      this.text(Buffer.from(value), { ...around, depth: around.depth + 1, at: offset }, out);
    } else if (isObject(value)) this.object(value, offset, around, out);
    else out.push({ offset, rejected: 'unknown-record' });
  }

  /** Every element with its offset: its own in the file's text, that of the holder in a string. */
  elements(array, around, each) {
    array.forEach((item, i) => each(item, around.at ?? array.starts[i]));
  }

  object(value, offset, around, out) {
    if (value.get('messageType') === 'CONTROL_MESSAGE') { out.push({ offset, skipped: true }); return; }
    if (!beginsAsWrapper(value) && this.record(value, offset, isLogin(value) ? this.insideEvent(value, offset, around) : around, out)) return;
    for (const [key, array] of value) {
      if (!Array.isArray(array) || !WRAPPER_KEYS.includes(key)) continue;
      if (array.length === 0 && !LOG_KEYS.includes(key)) this.emptyFormat ||= 'cloudtrail';
      this.elements(array, around, (item, at) => (LOG_KEYS.includes(key)
        ? this.logEvent(item, at, key === 'logEvents' ? value.get('logStream') : '', around, out)
        : this.value(item, at, around, out)));
      return;
    }
    if (value.has('detail-type') && value.has('detail')) { this.value(value.get('detail'), offset, this.insideEvent(value, offset, around), out); return; }
    if (isLookup(value)) { this.value(value.get('CloudTrailEvent'), offset, this.inside(around, offset), out); return; }
    for (const [key, answer] of ANSWERS) {
      if (!Array.isArray(value.get(key))) continue;
      if (value.get(key).length === 0) this.emptyFormat ||= answer.format;
      this.elements(value.get(key), around, (item, at) => {
        const entries = answer.entries(item, value);
        if (entries.length === 0) this.emptyFormat ||= answer.format;
        for (const entry of entries) out.push(entry ? { offset: at, skipped: true, ...entry } : { offset: at, rejected: 'unknown-record' });
      });
      return;
    }
    if (isObject(value.get('sessionLogger'))) { out.push({ offset, skipped: true, format: 'session-logger-settings', settings: settingsOf(value.get('sessionLogger')) }); return; }
    if (around.depth === MAX_TEXTS_IN_TEXTS) out.push({ offset, rejected: 'unknown-record' });
    else this.carried(value, offset, { ...around, depth: around.depth + 1 }, out);
  }

  /** R39 and R46: rows that are written as JSON, and what others carry. */
  carried(value, offset, around, out) {
    const reject = (at) => out.push({ offset: at, rejected: 'unknown-record' });
    const row = (read, at) => {
      if (!read) reject(at);
      else if (read.kind === 'insights') this.message(logRow(read.cells, at), around, out);
      else out.push(callRow(read.cells, at));
    };
    const rows = resultRows(value);
    if (rows) { this.elements(rows, around, (list, at) => row(listRow(list), at)); return; }
    const table = namedRows(value);
    if (table) { this.elements(table.rows, around, (list, at) => row(table.row(list), at)); return; }
    if (isEntryAlone(value)) {
      const entry = historyEntry(value);
      if (entry) out.push({ offset, skipped: true, format: 'session-manager-history', entry });
      else reject(offset);
      return;
    }
    const own = objectRow(value);
    if (own) { row(own, offset); return; }
    const found = carriedBy(value);
    if (!found) { reject(offset); return; }
    if (!found.isBase64) {
      if (Array.isArray(found.value)) this.elements(found.value, around, (item, at) => this.value(item, at, around, out));
      else this.value(found.value, offset, { ...around, at: offset }, out);
      return;
    }
    const text = fromBase64(found.value);
    if (text === null || !startsJson(text) || around.depth >= MAX_TEXTS_IN_TEXTS) reject(offset);
    else this.text(Buffer.from(text), { ...around, depth: around.depth + 1, at: offset }, out);
  }

  /** What is around things within an event of EventBridge; a login is one itself. */
  insideEvent(value, offset, around) {
    const id = textOf(value.get('id'));
    return this.inside(around, offset, id && `eventbridge ${id}`);
  }

  logEvent(item, offset, logStream, around, out) {
    const message = member(item, 'message');
    const id = textOf(member(item, 'eventId')) || textOf(member(item, 'id'));
    const time = member(item, 'timestamp');
    if (typeof message === 'string') this.message({ text: message, offset, stream: textOf(member(item, 'logStreamName')) || textOf(logStream), time, id }, around, out);
    else if (isObject(message)) this.value(message, offset, this.inside(around, offset, id && `log ${id}`, time), out);
    else out.push({ offset, rejected: 'unknown-record' });
  }

  /** Adds an object if it is a record; whether it is. */
  record(value, offset, around, out) {
    const read = recordOf(value, around.time);
    if (!read) return false;
    if (read.skipped) { out.push({ offset, ...read }); return true; }
    const wrapped = around.id && `${around.id.id} ${around.id.used++}`;
    out.push({ offset, format: read.format, event: read.event, identity: read.identity ?? wrapped ?? `content ${read.content}` });
    return true;
  }
}
