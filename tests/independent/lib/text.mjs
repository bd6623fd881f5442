// What a text is (D29), and its records.

import { basename, dirname } from 'node:path';

import { csvKind, readCsv } from './csv.mjs';
import { isJsonFromStart, isJsonText } from './frame.mjs';
import { lineForm, readLines } from './log-lines.mjs';
import { hasTranscriptHeader, idOfName, transcript } from './session-manager.mjs';
import { Unwrapper } from './unwrap.mjs';

const SNIFFED = 64 * 1024;
const ESC = 0x1b;

const startsAsTranscript = (bytes) => hasTranscriptHeader(bytes.toString('utf8', 0, SNIFFED));

/** R45: Parquet, Avro, 7z, RAR, Zstandard, xz, bzip2, evtx, pcap, PDF, SQLite by their first bytes. */
const MAGICS = ['50415231', '4f626a01', '377abcaf271c', '526172211a07', '28b52ffd', 'fd377a585a00', '425a68', '456c6646696c6500', 'd4c3b2a1', 'a1b2c3d4', '0a0d0d0a', '255044462d', '53514c69746520666f726d6174203300'];
const isOtherFile = (bytes) => MAGICS.some((magic) => bytes.toString('hex', 0, magic.length / 2) === magic);

/** D98: Sigma rules, by keys that begin lines. */
function isRuleText(bytes) {
  const start = bytes.toString('latin1', 0, SNIFFED);
  return /(?:^|[\r\n])title:/.test(start) && /(?:^|[\r\n])(?:logsource|detection|correlation):/.test(start);
}

/** D98: a record for each document that has something; what is wrong in one is not seen here. */
function ruleRecords(bytes) {
  const documents = bytes.toString('utf8').split(/^---.*$/m).filter((document) => /^[^#\s]/m.test(document));
  return { records: documents.map(() => ({ offset: 0, skipped: true, format: 'sigma-rule' })), emptyFormat: '', encoded: false };
}

/** R7: a transcript by its name. */
const isNamedTranscript = (name) => /\.log(?:\.gz)*$/.test(name) && idOfName(name);

/** R7 and D42: a transcript without a header that is known. */
function seemsTranscript(bytes, name) {
  if (isNamedTranscript(name)) return true;
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
    return { records: unwrapper.records(), emptyFormat: unwrapper.emptyFormat, isAmbiguous: unwrapper.isAmbiguous, encoded: true };
  };
  const asTranscript = () => ({ records: [{ offset: 0, ...transcript(bytes.toString('utf8'), path) }], emptyFormat: '', encoded: false });
  const asJson = () => unwrapped(() => unwrapper.text(bytes));

  if (isOtherFile(bytes)) return null;
  if (startsAsTranscript(bytes)) return asTranscript();
  const form = lineForm(bytes, folder);
  if (form) return unwrapped(() => readLines(bytes, form, folder, unwrapper));
  const csv = csvKind(bytes);
  if (csv) return unwrapped(() => readCsv(bytes, csv, unwrapper));
  if (isJsonFromStart(bytes)) return asJson();
  if (isRuleText(bytes) && !isNamedTranscript(name)) return ruleRecords(bytes);
  if (seemsTranscript(bytes, name)) return asTranscript();
  return isJsonText(bytes) ? asJson() : null;
}
