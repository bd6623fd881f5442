// Log events as lines of text: an export task, `aws logs tail`, awslogs, `--output text` (D46, R42).

import { hasTranscriptHeader, isSessionId } from './session-manager.mjs';
import { timeOf } from './time.mjs';

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?';
const ANY = `${TIME}(?:Z|[+-]\\d\\d:\\d\\d)?`;
// Whoever asks for colours gets them in a file, too.
const C = '(?:\\u001b\\[[0-9;]*m)*';
const WORD = `${C}([^ \\n\\u001b]+)(?:\\u001b[^ \\n]*)?`;
const IS_TIME = new RegExp(`^${ANY}$`);
const NAME = /^[A-Za-z0-9/_.#][A-Za-z0-9._/#\-@=+,$[\]]*$/;
/** What stands in brackets and begins no list of JSON. */
const isBracketedWord = (text) => /^[ \t\r\n\f]*\[/.test(text) && !/^[ \t\r\n\f]*\[[ \t\r\n\f]*[{[\]"\-0-9]/.test(text);
const isRecord = (text) => /^[ \t\r\n\f]*"?[{[]/.test(text) || hasTranscriptHeader(text);

/** A form of lines by what takes one apart, with the face of a regular expression. */
const form = (read) => ({
  exec(text) { const groups = read(text); return groups && { groups }; },
  test: (text) => read(text) !== null,
});

/** The time that a text begins with, and what stands behind it, and behind that of arrival before a record. */
function timesOf(text) {
  const timed = new RegExp(`^${C}(${ANY})${C} (.*)$`, 'su');
  const [, time, message] = timed.exec(text) ?? [];
  if (time === undefined) return { time, message: text };
  const behind = timed.exec(message)?.[2];
  return { time, message: behind !== undefined && isRecord(behind) ? behind : message };
}

/** What the lines of a text may begin with; `group` is its first word. */
const FORMS = (group) => ({
  export: new RegExp(`^(?<time>${TIME}Z) (?<message>.*)$`, 'su'),
  short: new RegExp(`^${C}(?<time>${ANY})${C} (?<message>.*)$`, 'su'),
  detailed: new RegExp(`^${C}(?<time>${ANY})${C} ${C}(?<stream>[^ \\n\\u001b]+)[^ \\n]* (?<message>.*)$`, 'su'),
  filtered: /^EVENTS\t(?<id>\d+)\t\d+\t(?<stream>[^\t\n]*)\t(?<message>.*)$/su,
  got: /^EVENTS\t\d+\t(?<message>.*)$/su,
  awslogs: /^[A-Za-z._/#-][A-Za-z0-9._/#-]*$/.test(group ?? '') && form((text) => {
    const [, own, stream, rest] = new RegExp(`^${WORD} ${WORD} (.*)$`, 'su').exec(text) ?? [];
    return own === group && /^[A-Za-z0-9]/.test(stream) && !IS_TIME.test(stream) ? { stream, ...timesOf(rest) } : null;
  }),
  // D105: awslogs without the log group or the log stream; only that of a session is a log stream for sure.
  named: form((text) => {
    const [, name, rest] = new RegExp(`^${WORD} (.*)$`, 'su').exec(text) ?? [];
    if (!NAME.test(name ?? ' ')) return null;
    const stream = isSessionId(name) ? name : undefined;
    const found = timesOf(rest);
    return stream || (isRecord(found.message) && !isBracketedWord(found.message)) ? { stream, ...found } : null;
  }),
  // D105: numbers, times and names between tabs, before a record and perhaps behind it.
  cells: form((text) => {
    const found = { time: undefined, stream: undefined };
    let rest = text;
    while (!/^[{[]/.test(rest)) {
      const [, cell, behind] = /^([^\t\n]*)\t(.*)$/su.exec(rest) ?? [];
      if (behind === undefined) return null;
      if (/^\d*$/.test(cell) || IS_TIME.test(cell)) found.time ??= cell;
      else if (NAME.test(cell)) found.stream ??= cell;
      else return null;
      rest = behind;
    }
    return rest === text ? null : { ...found, message: /^([^\t\n]*[}\]])\t/u.exec(rest)?.[1] ?? rest };
  }),
});

/** The lines of a text as `{ offset, line }`, without line ends; a byte order mark is no part of the first. */
function* linesOf(bytes) {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = mark; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    const stop = end < 0 ? bytes.length : end;
    yield { offset: at, line: bytes.toString('utf8', at, stop) };
    at = stop + 1;
  }
}

/** The form of the lines, `{ name, pattern }`, or null. `folder` is the name of the folder that the file lies in. */
export function lineForm(bytes, folder) {
  for (const { line, offset } of linesOf(bytes)) {
    if (/^[ \t\r]*$/.test(line)) continue;
    const start = line.replace(/^[ \t\r]+/, '');
    if (!new RegExp(`^${C}[A-Za-z0-9/_.#]`).test(start)) return null;
    const from = offset + line.length - start.length;
    const text = bytes.toString('utf8', from, from + 65536);
    for (const [name, pattern] of Object.entries(FORMS(new RegExp(`^${WORD} `).exec(start)?.[1]))) {
      if (!pattern || !pattern.test(start)) continue;
      const { message } = pattern.exec(text).groups;
      if (isRecord(message) || (name === 'export' && isSessionId(folder))) return { name, pattern };
    }
    return null;
  }
  return null;
}

const isJson = (text) => /^[ \t\r\n\f]*[{[]/.test(text);

/** Reads the events into an `Unwrapper`. */
export function readLines(bytes, { name, pattern }, folder, unwrapper) {
  let event = null, isTranscript = false;
  const done = () => {
    if (!event) return;
    let text = event.lines.join('\n');
    const last = ['filtered', 'got'].includes(name) ? /^(.*)\t(\d+)\s*$/s.exec(text) : null;
    if (last) { text = last[1]; event.time = last[2]; }
    unwrapper.message({ offset: event.offset, text, time: event.time, stream: event.stream ?? folder, id: event.id ?? '' });
  };
  for (const { offset, line } of linesOf(bytes)) {
    const found = pattern.exec(line)?.groups;
    const isEarlier = event && (isTranscript || !isJson(event.lines.join('\n'))) && timeOf(event.time) !== null && timeOf(found?.time) !== null && timeOf(found?.time) < timeOf(event.time);
    if (found && ((isJson(found.message) && !isTranscript) || !isEarlier)) {
      done();
      event = { ...found, offset, lines: [found.message] };
      isTranscript ||= name === 'export' && hasTranscriptHeader(bytes.toString('utf8', offset + line.length - found.message.length, offset + 4096));
    } else if (event) event.lines.push(line);
  }
  done();
}
