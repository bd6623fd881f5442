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

// Both recorders speak the language of the machine: what is the same in all of them tells (D41).
const SCRIPT_HEADER = 'Script started on ';
const SCRIPT_FOOTER = 'Script done on ';
const POWERSHELL_HEADER = /^(?:Windows )?PowerShell transcript start$/;
const ISO = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[-+:0-9]*/;
const NEW_SCRIPT = new RegExp(`${ISO.source}.*?\\[COMMAND="`);
const STARS = /^\*{10,}$/;
const POWERSHELL_TIME = /[ :\u0080-\u{10ffff}](\d{14})$/u;
/** The recorder failed: what the agent writes in place of a transcript. */
const FAILED = /^(?:unable to generate log data: |Failed to generate transcript with the following errors:|exec: "script": |script: command not found)/;
// A shell says it in its own language: its name, the line of its input, the program, what is wrong.
const SHELL = /^-*(?:\S*\/)?-*(?:(?:sh|bash|ash|dash|ksh|zsh|busybox)[:\uff1a](?:[^:\uff1a]*[0-9]\s*[:\uff1a])*\s*(?:[^:\uff1a]*\/)?script\s*[:\uff1a]\s*[^\s:\uff1a]|zsh:(?:[^:]*[0-9]\s*:)*[^:]+:\s*script\s*$)/u;
const FAILURE = { test: (line) => FAILED.test(line) || SHELL.test(line) };

const trimmed = (line) => line.replace(/[\r \t\f]+$/, '').replace(/^\ufeff/, '');
const isNewScript = (line) => {
  const command = line.indexOf('[COMMAND="');
  const before = line.slice(0, command);
  // Not where the time, the log group or the log stream of a log event stands before it.
  return command >= 0 && ISO.test(before) && !/^[0-9]/.test(line) && !before.split(/[ \t\r\f]/).some((word) => word.includes('/') || idOfName(word) !== '');
};

/** D41: does a text start as a transcript does? */
export function hasTranscriptHeader(text) {
  if (/^[{["]/.test(text)) return false;
  const lines = text.slice(0, 65536).split('\n').map(trimmed).filter((line) => line !== '');
  const first = lines[0] ?? '';
  if (first.startsWith(SCRIPT_HEADER) || isNewScript(first) || FAILURE.test(first)) return true;
  return STARS.test(first) && (POWERSHELL_HEADER.test(lines[1] ?? '') || POWERSHELL_TIME.test(lines[2] ?? ''));
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

/** The marks between the numbers of a line that has those of a date with a year and a time, after some words; else null. */
function marks(line) {
  const from = line.search(/[0-9]/);
  const lengths = line.split(/[^0-9]+/).filter((number) => number !== '').map((number) => number.length);
  const isDate = [5, 6].includes(lengths.length) && lengths.filter((length) => length === 4).length === 1 && lengths.every((length) => [1, 2, 4].includes(length));
  return from > 0 && isDate ? line.slice(from).split(/[0-9]+/).filter((mark) => mark !== '').join('\0') : null;
}

/** Which recorder wrote the header: 'new', 'old', 'powershell', or '' where there is none. */
function recorderOf(first) {
  if (isNewScript(first)) return 'new';
  if (STARS.test(first)) return 'powershell';
  return first.startsWith(SCRIPT_HEADER) || marks(first) !== null ? 'old' : '';
}

/** D41: what the footer says of the time, or null without a footer of this recorder at the end. */
function footerOf(lines, recorder, first) {
  const powerShell = () => {
    const last = lines.slice(0, STARS.test(lines.at(-1) ?? '') ? -1 : undefined);
    const end = POWERSHELL_TIME.exec(last.at(-1) ?? '');
    return end && STARS.test(last.at(-3) ?? '') ? end[1] : null;
  };
  const script = () => {
    const [, words, bracket] = /^([^[]*)(.*)$/s.exec(lines.at(-1) ?? '');
    const hasCode = bracket.startsWith('[COMMAND_EXIT_CODE="') && bracket.endsWith(']');
    if (recorder === 'new' && !hasCode) return null;
    if (words.startsWith(SCRIPT_FOOTER) && /\d:\d\d:\d/.test(words)) return words.slice(SCRIPT_FOOTER.length);
    if (hasCode) return ISO.exec(words)?.[0] ?? '';
    return recorder === 'old' && lines.at(-1) !== first && marks(words) !== null && marks(words) === marks(first) ? '' : null;
  };
  return recorder === 'powershell' ? powerShell() : script() ?? (recorder === '' ? powerShell() : null);
}

/** The session's id in the header's path, or ''. */
function headerId(lines, recorder) {
  const second = lines.findIndex((line, index) => index > 0 && STARS.test(line));
  const line = recorder !== 'powershell' ? lines[0] ?? '' : second < 0 ? '' : lines[second + 1] ?? '';
  return /orchestration[/\\]([^/\\]+)[/\\]/.exec(line)?.[1] ?? '';
}

/** R26: the name of a file or log stream as the id of a session, or ''. */
export function idOfName(name) {
  let bare = name;
  while (/\.(?:log|gz)$/.test(bare)) bare = bare.replace(/\.(?:log|gz)$/, '');
  return isSessionId(bare) ? bare : '';
}

/**
 * The event of a transcript and what makes it the same as another (R2); `path` is that of its file, or its stream. The
 * header is that of `head`, the footer that of `tail`.
 */
export function transcript(text, path, head = text, tail = text) {
  const [lines, last] = [head, tail].map((some) => some.split('\n').map(trimmed).filter((line) => line !== ''));
  const first = lines[0] ?? '';
  const isFailure = FAILURE.test(first);
  const recorder = recorderOf(first);
  const began = { new: ISO.exec(first)?.[0], powershell: POWERSHELL_TIME.exec(lines[2] ?? '')?.[1] }[recorder];
  let footer = isFailure ? null : footerOf(last, recorder, first);
  const [start, end] = [began, footer].map((time) => (time == null ? null : footerTime(time)));
  if (start !== null && end !== null && end < start) footer = null;
  const names = path.split('/').reverse().slice(0, isFailure ? undefined : 1);
  const session = headerId(lines, recorder) || (names.map(idOfName).find((id) => id !== '') ?? '');
  const plain = text.replace(/^\ufeff/, '').replace(/\r/g, '').replace(/\n+$/, '');
  return {
    format: 'session-manager-transcript',
    identity: `transcript ${JSON.stringify([session, plain])}`,
    warning: isFailure ? 'not-recorded' : '',
    event: {
      system: 'session-manager-transcript',
      activity: 'SessionTranscript',
      user: session.startsWith('ecs-execute-command-') ? '' : session.includes('-') ? session.slice(0, session.lastIndexOf('-')) : session,
      time: footer === null ? null : end,
      session,
      ends: footer !== null,
      transfer: null,
      size: null,
    },
  };
}
