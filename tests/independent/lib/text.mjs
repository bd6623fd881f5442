// What a text is (D29), and its records.

import { basename, dirname } from 'node:path';

import { csvKind, readCsv } from './csv.mjs';
import { isJsonFromStart, isJsonText } from './frame.mjs';
import { lineForm, readLines } from './log-lines.mjs';
import { hasTranscriptHeader, idOfName, transcript } from './session-manager.mjs';
import { Unwrapper } from './unwrap.mjs';

const SNIFFED = 64 * 1024;
const ESC = 0x1b;

const startsAsTranscript = (bytes) => hasTranscriptHeader(bytes.toString('utf8', 0, 4096));

/** R7 and D42: a transcript without a header that is known. */
function seemsTranscript(bytes, name) {
  if (/\.log(?:\.gz)*$/.test(name) && idOfName(name)) return true;
  const start = bytes.subarray(0, SNIFFED);
  return start.includes(ESC) && !start.includes(0);
}

/**
 * `{ records, emptyFormat, encoded }` of a text, or null where it is of no known format; `encoded`
 * says that invalid bytes in it are worth a notice (D7).
 */
export function readText(bytes, path) {
  const name = basename(path);
  const folder = path.includes('/') ? basename(dirname(path)) : '';
  const unwrapper = new Unwrapper(name);
  const unwrapped = (read) => {
    read();
    return { records: unwrapper.records(), emptyFormat: unwrapper.emptyFormat, encoded: true };
  };
  const asTranscript = () => ({ records: [{ offset: 0, ...transcript(bytes.toString('utf8'), name) }], emptyFormat: '', encoded: false });
  const asJson = () => unwrapped(() => unwrapper.text(bytes));

  if (startsAsTranscript(bytes)) return asTranscript();
  const form = lineForm(bytes, folder);
  if (form) return unwrapped(() => readLines(bytes, form, folder, unwrapper));
  const csv = csvKind(bytes);
  if (csv) return unwrapped(() => readCsv(bytes, csv, unwrapper));
  if (isJsonFromStart(bytes)) return asJson();
  if (seemsTranscript(bytes, name)) return asTranscript();
  return isJsonText(bytes) ? asJson() : null;
}
