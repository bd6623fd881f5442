// What an export task of CloudWatch Logs writes: lines of a time and a message (D46).

import { hasTranscriptHeader, isSessionId } from './session-manager.mjs';

const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (.*)$/s;

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

/** Is it one? `folder` is the name of the folder that the file lies in. */
export function isExport(bytes, folder) {
  for (const { line, offset } of linesOf(bytes)) {
    if (/^[ \t\r]*$/.test(line)) continue;
    const found = LINE.exec(line);
    if (!found) return false;
    if (/^[ \t]*"?[{[]/.test(found[2]) || isSessionId(folder)) return true;
    // A header may go over two lines.
    const rest = bytes.toString('utf8', offset + found[1].length + 1, offset + 4096);
    return hasTranscriptHeader(rest);
  }
  return false;
}

/** Reads the events into an `Unwrapper`. */
export function readExport(bytes, folder, unwrapper) {
  let event = null;
  const done = () => {
    if (event) unwrapper.message({ ...event, text: event.lines.join('\n'), stream: folder, id: '' });
  };
  for (const { offset, line } of linesOf(bytes)) {
    const found = LINE.exec(line);
    if (found) {
      done();
      event = { offset, time: found[1], lines: [found[2]] };
    } else if (event) event.lines.push(line);
  }
  done();
}
