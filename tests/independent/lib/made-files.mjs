// Made-up files of every format in every wrapper and container.

import { gzipSync } from 'node:zlib';

import { makeTar } from './make-tar.mjs';
import { makeZip } from './make-zip.mjs';
import { answer, cloudTrailRecord, loginEvent, makeSessionIds, ocsfRecord, streamMessage, transcriptText, when } from './made-logs.mjs';
import { sessionLoggerSession, spell, spellPretty, strangeRecord, userAccessSession } from './records.mjs';

const MAKERS = [cloudTrailRecord, cloudTrailRecord, ocsfRecord, streamMessage, streamMessage, loginEvent];

/** Records of one or two formats. */
function recordsOf(random, ids, options) {
  const records = [];
  for (let kinds = random.between(1, 2); kinds > 0; kinds--) {
    if (random.chance(0.2)) records.push(...(random.chance(0.5) ? sessionLoggerSession : userAccessSession)(random, options));
    else {
      const make = random.pick(MAKERS);
      for (let n = random.between(1, 6); n > 0; n--) records.push(make(random, ids, options));
    }
  }
  if (random.chance(0.15)) records.push(answer(random, ids));
  if (random.chance(0.1)) records.splice(random.below(records.length), 0, strangeRecord(random));
  if (random.chance(0.3)) records.push(random.pick(records));
  return records;
}

const EVENT_IDS = ['e1', 'e2', 'e3'];
const isPlainObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Wraps a record once more, as text that is put into JSON: the value of the wrapper. */
function wrapOne(random, record) {
  switch (random.below(3)) {
    case 0: return { version: '0', id: random.chance(0.9) ? `eb-${random.below(1e6)}` : undefined, 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', time: when(random), detail: record };
    case 1: return { EventId: 'x', EventName: 'y', EventTime: when(random), Username: 'other', Resources: [], CloudTrailEvent: spell(record) };
    default: return spell(record);
  }
}

const logEvent = (random, message, more) => ({ timestamp: Date.UTC(2026, 10, 19, 8) + random.below(1e6), message, ingestionTime: 1, ...more });
const eventId = (random) => (random.chance(0.1) ? random.pick(EVENT_IDS) : `${random.below(1e9)}`);

/** Messages in one of the forms of CloudWatch Logs, as the values of a text. */
function inLogs(random, messages, stream) {
  const at = random.pick([stream, stream, undefined]);
  switch (random.below(4)) {
    case 0: return [{ events: messages.map((message) => logEvent(random, message, { logStreamName: at, eventId: eventId(random) })), searchedLogStreams: [] }];
    case 1: return [{ events: messages.map((message) => logEvent(random, message)), nextForwardToken: 'f/1', nextBackwardToken: 'b/1' }];
    case 2: return [{ logEvents: messages.map((message) => logEvent(random, message, { id: eventId(random) })), messageType: 'DATA_MESSAGE', logStream: at }];
    default: {
      const control = { messageType: 'CONTROL_MESSAGE', owner: 'CloudwatchLogs', logStream: '', logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health.' }] };
      const half = random.below(messages.length + 1);
      const data = (some) => ({ messageType: 'DATA_MESSAGE', owner: '1', logGroup: 'g', logStream: at, subscriptionFilters: ['f'], logEvents: some.map((message) => logEvent(random, message, { id: eventId(random) })) });
      return [control, data(messages.slice(0, half)), data(messages.slice(half))];
    }
  }
}

/** Values to a text: lines, concatenated, an array, pretty-printed. */
function toText(random, values) {
  const respell = random.chance(0.2) ? random : undefined;
  switch (random.below(7)) {
    case 6: return values.map((value) => spell(value, respell) + random.pick(['\\n', '\\r\\n', '|', ';', '\0', '\x1e', ' INFO ', '\nx {"a":', ' {"a":tru} ', '\n2026-11-19 [', '{y', '\\rx', ',']) + random.pick(['', ' '])).join('');
    case 0: case 1: return values.map((value) => spell(value, respell)).join('\n') + random.pick(['\n', '']);
    case 2: return values.map((value) => spell(value, respell)).join('');
    case 3: return spell(values, respell);
    case 4: return spellPretty(values, '    ');
    default: return values.map((value) => spellPretty(value, '  ')).join('\n');
  }
}

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const cell = (random, text) => (/[",\r\n]/.test(text) || random.chance(0.3) ? quoted(text) : text);
const table = (random, headers, rows) => [headers, ...rows].map((row) => row.map((text) => cell(random, text)).join(',')).join(random.pick(['\n', '\r\n'])) + random.pick(['\n', '']);

function insightsCsv(random, messages, stream) {
  const rows = messages.map((message) => [`2026-11-19 08:00:0${random.below(10)}.137`, message, stream]);
  return random.chance(0.7) ? table(random, ['@timestamp', '@message', '@logStream'], rows) : table(random, ['@Timestamp', '@Message'], rows.map((row) => row.slice(0, 2)));
}

function struct(value) {
  if (value === null || value === undefined) return 'null';
  if (!isPlainObject(value)) return String(value);
  return `{${Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => `${key.toLowerCase()}=${struct(item)}`).join(', ')}}`;
}

/** What a spreadsheet makes of the times of a table; all of them in one form, or each in its own. */
function resaved(random, times) {
  const two = (number) => String(number).padStart(2, '0');
  const one = random.pick([0, 0, 1, 1, 2, 3, 4, 5, 6]);
  return times.map((time) => {
    const at = new Date(time), day = random.chance(0.7) ? random.between(1, 28) : random.between(1, 12), month = random.between(1, 12);
    if (Number.isNaN(at.getTime())) return time;
    const hour = at.getUTCHours(), minute = two(at.getUTCMinutes()), second = two(at.getUTCSeconds());
    const half = `${hour % 12 || 12}:${minute}:${second} ${hour < 12 ? 'AM' : 'PM'}`;
    switch (random.chance(0.9) ? one : random.below(8)) {
      case 0: return `${day}/${month}/2026 ${hour}:${minute}`;
      case 1: return `${month}/${day}/2026 ${half}`;
      case 2: return `2026/${month}/${day} ${hour}:${minute}`;
      case 3: return `${two(day)}.${two(month)}.2026 ${two(hour)}:${minute}:${second}`;
      case 4: return `${two(day)}/${two(month)}/2026, ${two(hour)}:${minute}:${second}.000`;
      case 5: return `${random.between(45000, 47000)}${random.pick(['.', ','])}${random.below(100000)}`;
      case 6: return `${random.between(45000, 47000)}`;
      default: return random.pick([`${day}/${month}/26 ${hour}:${minute}`, `${month}/${day}/2026`, `13/13/2026 ${hour}:${minute}`, '45992.', '1/2/2026  9:5', '31/2/2026 9:05']);
    }
  });
}

const SHIFT_JIS = new Map([['\u5c71', [0x8e, 0x52]], ['\u7530', [0x93, 0x63]], ['\u3042', [0x82, 0xa0]], ['\uff71', [0xb1]]]);

/** A table as a spreadsheet of Windows saves it: some names are Japanese, or have accents. */
function legacy(random, text) {
  const isJapanese = random.chance(0.5);
  const names = isJapanese ? ['\u5c71\u7530', '\u7530', '\u3042\u3042', '\uff71\uff71'] : ['Ren\u00e9', 'Zo\u00eb', '\u00c5sa', 'B\u00e9b\u00e9'];
  const named = text.replace(/alice|bob|ListBuckets/g, (name) => (random.chance(0.4) ? random.pick(names) : name));
  return Buffer.from([...named].flatMap((one) => (one.codePointAt(0) < 0x80 ? [one.codePointAt(0)] : SHIFT_JIS.get(one) ?? (one.codePointAt(0) < 0x100 ? [one.codePointAt(0)] : [0x3f]))));
}

function cloudTrailCsv(random, ids) {
  const records = Array.from({ length: random.between(0, 6) }, () => cloudTrailRecord(random, ids));
  const text = (value) => (typeof value === 'string' ? value : '');
  const rest = records.map((record) => [text(record.eventTime), text(record.eventName), text(record.eventSource), text(record.errorCode), text(record.eventID)]);
  if (random.chance(0.4)) resaved(random, rest.map(([time]) => time)).forEach((time, i) => { rest[i][0] = time; });
  if (random.chance(0.5)) {
    const history = records.map((record, i) => [...rest[i], text(record.userIdentity?.userName)]);
    return table(random, random.pick([['Event time', 'Event name', 'Event source', 'Error code', 'Event ID', 'User name'], ['EVENT-TIME', 'eventName', 'Event_Source', 'error code', 'event id', 'UserName']]), history);
  }
  const lake = records.map((record, i) => [...rest[i], struct(record.userIdentity), JSON.stringify(record.requestParameters ?? null), random.chance(0.5) ? JSON.stringify(record.responseElements ?? null) : struct(record.responseElements)]);
  return table(random, ['eventtime', 'eventname', 'eventsource', 'errorcode', 'eventid', 'useridentity', 'requestparameters', 'responseelements'], lake);
}

function metricsCsv(random) {
  const rows = Array.from({ length: random.below(5) }, () => [random.pick(['2026-11-19T08:00:00Z', '2026/11/19 08:15:00', '2026-11-19 08:30']), random.pick(['12', '1.5', '', '1e3', 'x']), random.pick(['3', ''])]);
  return [['Full label', 'A', 'B'], ['Label', 'A', 'B'], ...rows].map((row) => row.join(',')).join('\n') + '\n';
}

const exportLines = (random, messages) => messages.map((message) => `2026-11-19T08:00:${String(random.below(60)).padStart(2, '0')}.137Z ${message}`).join('\n') + random.pick(['\n', '']);

/** Cuts a transcript as the agent does when it uploads it. */
function uploaded(text, random) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const cut = random.between(1, Math.max(1, lines.length - 1));
  return [lines.slice(0, cut).join('\n'), ...(cut < lines.length ? [lines.slice(cut).join('\n')] : [])];
}

/** The pieces of one upload in several files: objects of Firehose, pages of get-log-events, files of an export. */
function splitUpload(random, ids, number) {
  const id = random.pick(ids);
  const lines = transcriptText(random, [id]).replaceAll('\r\n', '\n').split('\n');
  const pieces = [];
  for (let rest = lines; rest.length;) pieces.push(rest.splice(0, random.between(1, 8)).join('\n'));
  const stream = random.pick([id, id, 'upload', undefined]);
  const at = Date.UTC(2026, 10, 19, 8);
  const isOneTime = random.chance(0.5);
  const hasIds = random.chance(0.5);
  const event = (message, i) => ({ timestamp: isOneTime ? at : at + i * random.pick([1, 1000]), message, ...(hasIds ? { id: `${number}-${i}` } : {}) });
  const form = random.below(3);
  const asText = (events) => {
    if (form === 0) return toText(random, [{ messageType: 'DATA_MESSAGE', logGroup: 'g', logStream: stream, logEvents: events }]);
    if (form === 1) return toText(random, [{ events: events.map((one) => ({ ...one, logStreamName: random.chance(0.5) ? stream : undefined })), nextForwardToken: 'f/1' }]);
    return `${events.map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}`).join('\n')}\n`;
  };
  const events = pieces.map(event);
  const files = [];
  if (random.chance(0.2)) files.push({ name: `${random.pick(['all', 'zz'])}-${number}.json`, text: asText(events) });
  for (let n = 1; events.length; n++) {
    const some = events.splice(0, random.between(1, 3));
    files.push({ name: form === 2 ? `${stream ?? id}/${String(n).padStart(6, '0')}` : `page-${number}-${n}.json`, text: asText(some) });
    // Another copy, one that holds some of the next too, or none at all.
    if (random.chance(0.15)) files.push({ name: `page-${number}-${n}-copy.json`, text: asText(some) });
    if (random.chance(0.1)) files.push({ name: `page-${number}-${n}-more.json`, text: asText([...some, ...events.slice(0, 1)]) });
    if (random.chance(0.1)) files.pop();
  }
  if (random.chance(0.2)) files.push({ name: `${id}.log`, text: pieces.join('\n') });
  return files;
}

/** One file as `{ name, text }`. */
function textFile(random, ids, number, options) {
  const id = random.pick(ids);
  const stream = random.pick([id, 'a-stream']);
  const records = recordsOf(random, ids, options);
  const messages = () => records.map((record) => (random.chance(0.1) ? spellPretty(record, ' ') : spell(random.chance(0.15) ? wrapOne(random, record) : record)));
  const name = `file-${number}.${random.pick(['json', 'txt', 'log', 'jsonl'])}`;
  switch (random.below(16)) {
    case 0: case 1: return { name, text: toText(random, [{ Records: records }]) };
    case 2: return { name, text: toText(random, [random.chance(0.9) ? { Records: records, other: 1 } : { [random.pick(['Records', 'Events', 'events', 'logEvents', 'Sessions', 'Datapoints'])]: [] }]) };
    case 3: {
      const looked = records.map((record) => ({ EventId: 'x', EventTime: random.chance(0.5) ? 1550676938.352 : '2026-11-19T08:00:00+01:00', CloudTrailEvent: spell(record) }));
      return { name, text: toText(random, random.chance(0.5) ? [{ Events: looked, NextToken: 'n' }] : looked) };
    }
    case 4: return { name, text: toText(random, records.map((record) => (random.chance(0.7) ? wrapOne(random, record) : record))) };
    case 5: case 6: return { name, text: toText(random, inLogs(random, messages(), stream)) };
    case 7: return { name: random.chance(0.7) ? `${stream}/000000` : name, text: exportLines(random, messages()) };
    case 8: return { name: `${name}.csv`, text: insightsCsv(random, messages(), stream) };
    case 9: return { name: `${name}.csv`, text: cloudTrailCsv(random, ids) };
    case 10: return { name: `${name}.csv`, text: metricsCsv(random) };
    case 11: return { name: random.chance(0.5) ? `${id}.log` : name, text: transcriptText(random, ids) };
    case 12: {
      const pieces = uploaded(transcriptText(random, ids), random);
      if (random.chance(0.2)) return { name: `${stream}/000000`, text: exportLines(random, pieces) };
      return { name, text: toText(random, inLogs(random, random.chance(0.2) ? [...pieces, ...messages()] : pieces, stream)) };
    }
    case 13: return { name, text: toText(random, [answer(random, ids), ...(random.chance(0.3) ? [answer(random, ids)] : [])]) };
    case 14: return { name, text: toText(random, inLogs(random, [toText(random, inLogs(random, messages(), stream)), ...random.pick([[], ['plain text', '']])], 'outer')) };
    default: return { name, text: toText(random, records) };
  }
}

function zipOf(random, files, isDamaged) {
  const members = files.map(([name, bytes]) => ({ name, bytes, method: random.pick([0, 8, 8]) }));
  if (random.chance(0.2)) members.push({ name: 'folder/', bytes: Buffer.alloc(0), method: 0 });
  if (random.chance(0.1)) members[0].name = `../${members[0].name}`;
  if (random.chance(0.1)) members[0].encrypted = true;
  if (random.chance(0.1)) members[0].method = 12;
  if (isDamaged && random.chance(0.5)) {
    const [one] = members;
    if (random.chance(0.5)) one.crc = 1;
    else {
      one.damage = (packed) => {
        // The end of a stream alone, or what is behind it, is all that is wrong.
        if (random.chance(0.2)) return random.chance(0.5) ? packed.subarray(0, -1) : Buffer.concat([packed, Buffer.from('\0')]);
        const copy = Buffer.from(packed);
        if (copy.length) copy[random.below(copy.length)] ^= 1 << random.below(8);
        return copy;
      };
    }
  }
  let zip = makeZip(members, random.pick(['', '', 'a comment']));
  if (isDamaged && random.chance(0.2)) zip = zip.subarray(0, random.below(zip.length));
  return zip;
}

function tarOf(random, files, isDamaged) {
  const members = files.map(([name, bytes]) => ({ name, bytes, naming: random.pick(['', '', '', 'pax', 'gnu']) }));
  if (random.chance(0.2)) members.unshift({ name: './', bytes: Buffer.alloc(0), type: '5' });
  if (random.chance(0.3)) for (const member of members) member.name = `./${member.name.replace(/^\.\//, '')}`;
  if (random.chance(0.1)) members.at(-1).name = `${random.pick(['../', '/', 'a/../../'])}${members.at(-1).name}`;
  if (random.chance(0.1)) members.push({ name: 'link', bytes: Buffer.alloc(0), type: random.pick(['1', '2', '3', '6']) });
  if (random.chance(0.1)) members.push({ name: 'part', bytes: Buffer.from('x'), type: 'M' });
  if (random.chance(0.1)) members.push(random.pick(members));
  let tar = makeTar(members, { magic: random.pick(['ustar\x0000', 'ustar  \0', '']), end: isDamaged && random.chance(0.2) ? 0 : random.pick([1, 2, 18]) });
  if (random.chance(0.1)) tar = Buffer.concat([tar, makeTar([{ name: 'behind.json', bytes: Buffer.from('{"a":1}') }])]);
  if (isDamaged && random.chance(0.3)) tar = tar.subarray(0, random.below(tar.length));
  if (isDamaged && random.chance(0.3)) { tar = Buffer.from(tar); tar[random.below(tar.length)] ^= 1 << random.below(8); }
  return tar;
}

/**
 * The files of a case of all formats as `[name, bytes]`; `encode` makes bytes of a text, `damage`
 * breaks bytes.
 */
export function mixedFiles(random, kind, { encode, damage }) {
  const ids = makeSessionIds(random);
  const isDamaged = kind === 'damaged';
  const files = [];
  for (let n = random.between(1, 4); n > 0; n--) {
    const made = random.chance(0.15) ? splitUpload(random, ids, n) : [textFile(random, ids, n, { odd: kind === 'odd' })];
    for (const { name, text } of made) {
      let bytes = name.endsWith('.csv') && random.chance(0.3) ? legacy(random, text) : encode(random, text);
      if (isDamaged) for (let times = random.between(1, 2); times > 0; times--) bytes = damage(random, bytes);
      const isPacked = random.chance(0.2);
      files.push([isPacked ? `${name}.gz` : name, isPacked ? gzipSync(bytes) : bytes]);
      if (random.chance(0.05)) files.push([`copy-${n}.log`, bytes]);
    }
  }
  if (files.length && random.chance(0.25)) {
    let zip = zipOf(random, files.splice(0, random.between(1, files.length)), isDamaged);
    if (random.chance(0.2)) zip = makeZip([{ name: 'inner.zip', bytes: zip }, ...random.pick([[], [{ name: 'README.md', bytes: Buffer.from('# Read me\n') }]])]);
    if (random.chance(0.1)) zip = makeZip([{ name: 'outer.zip', bytes: zip, method: 0 }]);
    files.push(random.chance(0.15) ? ['logs.zip.gz', gzipSync(zip)] : ['logs.zip', zip]);
  }
  if (files.length && random.chance(0.25)) {
    const inner = files.splice(0, random.between(1, files.length));
    if (random.chance(0.2)) inner.push(['inner.zip', zipOf(random, [['in.json', Buffer.from('{"a":1}\n')]], isDamaged)]);
    let tar = tarOf(random, inner, isDamaged);
    if (random.chance(0.15)) tar = makeTar([{ name: 'inner.tar', bytes: tar }]);
    if (random.chance(0.15)) tar = makeZip([{ name: 'inner.tar', bytes: tar }]);
    const packed = random.chance(0.4);
    files.push([packed ? 'logs.tar.gz' : 'logs.tar', packed ? gzipSync(tar) : tar]);
  }
  return files;
}
