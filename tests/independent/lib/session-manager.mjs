// Session Manager: streamed messages, transcripts, and the history that describe-sessions gives.

import { has, isObject, lastPart, member, textOf } from './fields.mjs';
import { timeOf } from './time.mjs';

/** D43: a name, a dash, and 17 hexadecimal digits or 26 letters and digits. */
export const isSessionId = (text) => text.length <= 96 && /^.+-(?:[0-9a-f]{17}|[0-9a-z]{26})$/s.test(text);

export const stream = {
  name: 'session-manager-stream',
  recognises: (record) => Array.isArray(record.get('sessionData')) && record.has('sessionId') && record.has('target'),
  event: (record) => ({
    system: 'session-manager-stream',
    activity: 'SessionOutput',
    user: lastPart(textOf(member(record.get('userIdentity'), 'arn'))),
    time: timeOf(record.get('eventTime')),
    session: textOf(record.get('sessionId')),
    transfer: null,
    size: null,
  }),
};

/** What an entry of `Sessions` says of its session, or null where it is none. */
/** A time, or what Windows PowerShell makes of one: `/Date(milliseconds)/`. */
function sessionTime(value) {
  const inner = /^\/Date\((.*)\)\/$/s.exec(textOf(value))?.[1];
  return inner === undefined ? timeOf(value) : timeOf(inner.split(/[+-]/)[0]);
}

/** Is a value an entry that stands by itself, as PowerShell gives it? */
export const isEntryAlone = (value) => ['SessionId', 'StartDate', 'Owner'].every((key) => has(value, key));

export function historyEntry(value) {
  const session = textOf(member(value, 'SessionId'));
  if (!isObject(value) || !session) return null;
  return {
    session,
    owner: lastPart(textOf(value.get('Owner'))),
    start: sessionTime(value.get('StartDate')),
    end: sessionTime(value.get('EndDate')),
    status: textOf(value.get('Status')) || textOf(member(value.get('Status'), 'Value')),
  };
}

const LINUX_HEADER = 'Script started on ';
const LINUX_FOOTER = 'Script done on ';
const WINDOWS_HEADER = 'Windows PowerShell transcript start';
const WINDOWS_FOOTER = 'Windows PowerShell transcript end';
const WINDOWS_END = 'End time:';
const WINDOWS_FILE = 'Transcript started, output file is ';

const trimmed = (line) => line.replace(/[\r \t]+$/, '').replace(/^\ufeff+/, '');

/** D41: does a text start as a transcript does? */
export function hasTranscriptHeader(text) {
  // Only the start is looked at: the header's two lines are short.
  const lines = text.slice(0, 4096).split('\n').map(trimmed).filter((line) => line !== '');
  return (lines[0] ?? '').startsWith(LINUX_HEADER) || lines[1] === WINDOWS_HEADER;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLOCK = '(\\d{1,2}):(\\d\\d):(\\d\\d)';
const ZONE = '([A-Za-z]+|[+-]\\d\\d:?(?:\\d\\d)?)';
// `Thu 04 Jan 2024 06:02:11 AM UTC` and `Tue Jan  5 10:13:33 [UTC ]2021`.
const DAY_FIRST = new RegExp(`^[^ ]+ +(\\d{1,2}) +([A-Za-z]{3}) +(\\d{4}) +${CLOCK}(?: +([AaPp][Mm]))?(?: +${ZONE})?$`);
const MONTH_FIRST = new RegExp(`^[^ ]+ +([A-Za-z]{3}) +(\\d{1,2}) +${CLOCK}(?: +${ZONE})? +(\\d{4})$`);
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

const two = (text) => String(text).padStart(2, '0');

/** D45 and R10: the time in a footer, or null. */
export function footerTime(text) {
  const written = text.replace(/ *\[.*$/s, '').trim();
  let year, month, day, hour, minute, second, half, zone;
  let found = COMPACT.exec(written);
  if (found) {
    [, year, month, day, hour, minute, second] = found;
  } else if ((found = DAY_FIRST.exec(written))) {
    [, day, month, year, hour, minute, second, half, zone] = found;
  } else if ((found = MONTH_FIRST.exec(written))) {
    [, month, day, hour, minute, second, zone, year] = found;
  } else {
    // Digits alone would be taken for seconds since 1970, which no footer has.
    return /^\d+$/.test(written) ? null : timeOf(written);
  }
  if (/^[a-z]/i.test(month)) month = MONTHS.indexOf(month.toLowerCase()) + 1;
  if (half) {
    if (Number(hour) < 1 || Number(hour) > 12) return null;
    hour = (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  if (zone && /^[a-z]/i.test(zone) && !/^(?:z|utc|gmt)$/i.test(zone)) return null;
  return timeOf(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone ?? ''}`);
}

/** D41: the text after the footer's words, or null without a footer. */
function footerOf(lines) {
  const last = lines.map(trimmed).filter((line) => !/^\**$/.test(line)).slice(-2);
  const end = last.at(-1) ?? '';
  if (end.startsWith(LINUX_FOOTER)) return end.slice(LINUX_FOOTER.length);
  if (end.startsWith(WINDOWS_END) && last[0] === WINDOWS_FOOTER) return end.slice(WINDOWS_END.length);
  return null;
}

/** The session's id in the header's path, or ''. */
function headerId(lines) {
  const first = lines.map(trimmed).find((line) => line !== '') ?? '';
  const line = first.startsWith(LINUX_HEADER) ? first : lines.find((one) => one.startsWith(WINDOWS_FILE)) ?? '';
  return /orchestration[/\\]([^/\\]+)[/\\]/.exec(line)?.[1] ?? '';
}

/** R26: the name of a file or log stream as the id of a session, or ''. */
export function idOfName(name) {
  let bare = name;
  while (/\.(?:log|gz)$/.test(bare)) bare = bare.replace(/\.(?:log|gz)$/, '');
  return isSessionId(bare) ? bare : '';
}

/** The event of a transcript and what makes it the same as another (R2); `name` is that of its file or stream. */
export function transcript(text, name) {
  const lines = text.split('\n');
  const footer = footerOf(lines);
  const session = headerId(lines) || idOfName(name);
  const plain = text.replace(/^\ufeff/, '').replace(/\r/g, '').replace(/\n+$/, '');
  return {
    format: 'session-manager-transcript',
    identity: `transcript ${JSON.stringify([session, plain])}`,
    event: {
      system: 'session-manager-transcript',
      activity: 'SessionTranscript',
      user: session.startsWith('ecs-execute-command-') ? '' : session.includes('-') ? session.slice(0, session.lastIndexOf('-')) : session,
      time: footer === null ? null : footerTime(footer),
      session,
      ends: footer !== null,
      transfer: null,
      size: null,
    },
  };
}
