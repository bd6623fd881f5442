// Log events as lines of text: an export task, `aws logs tail`, awslogs, `--output text` (D46, R42).

import { hasTranscriptHeader, isSessionId } from './session-manager.mjs';
import { timeOf } from './time.mjs';

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?';
const ANY = `${TIME}(?:Z|[+-]\\d\\d:\\d\\d)?`;
const quoted = (text) => text.replace(/[^A-Za-z0-9]/g, (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`);

/** What the lines of a text may begin with; `group` is its first word. */
const FORMS = (group) => ({
  export: new RegExp(`^(?<time>${TIME}Z) (?<message>.*)$`, 'su'),
  short: new RegExp(`^(?<time>${ANY}) (?<message>.*)$`, 'su'),
  detailed: new RegExp(`^(?<time>${ANY}) (?<stream>[^ \\n]+) (?<message>.*)$`, 'su'),
  filtered: /^EVENTS\t(?<id>\d+)\t\d+\t(?<stream>[^\t\n]*)\t(?<message>.*)$/su,
  got: /^EVENTS\t\d+\t(?<message>.*)$/su,
  awslogs: /^[A-Za-z._/#-][A-Za-z0-9._/#-]*$/.test(group ?? '') && new RegExp(`^${quoted(group)} (?<stream>[A-Za-z0-9][^ \\n]*) (?:(?<time>${ANY}) )?(?<message>.*)$`, 'su'),
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
    if (!/^[A-Za-z0-9/_.#]/.test(start)) return null;
    const from = offset + line.length - start.length;
    const text = bytes.toString('utf8', from, from + 65536);
    for (const [name, pattern] of Object.entries(FORMS(/^[^ \n]+(?= )/.exec(start)?.[0]))) {
      if (!pattern || !pattern.test(start)) continue;
      const { message } = pattern.exec(text).groups;
      const isRecord = /^[ \t\r\n\f]*"?[{[]/.test(message) || hasTranscriptHeader(message);
      if (isRecord || (name === 'export' && isSessionId(folder))) return { name, pattern };
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
