// The encoding of a table that is no UTF-8 (D86).

const count = (text, matches) => [...text].filter(matches).length;

/** Is Shift_JIS valid, and are there two characters of two bytes one after the other that are Japanese? null where it is not valid. */
function japanese(bytes) {
  let run = 0, isKana = false, found = false;
  for (let at = 0; at < bytes.length;) {
    const [lead, trail] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf)) { [run, isKana] = [0, false]; at++; continue; }
    if (lead === 0x80 || lead === 0xa0 || lead > 0xfc || trail === undefined || trail < 0x40 || trail === 0x7f || trail > 0xfc) return null;
    isKana ||= (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) || (lead === 0x83 && trail <= 0x96) || (lead >= 0x88 && lead <= 0x9f);
    found ||= ++run >= 2 && isKana;
    at += 2;
  }
  return found;
}

/** What a row shows: '' where it is ASCII, `utf-8`, `shift_jis`, `windows-1252`, or `open`. */
function shownBy(bytes) {
  if (bytes.every((byte) => byte < 0x80)) return '';
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const invalid = count(text, (it) => it === '\ufffd'), long = count(text, (it) => it.codePointAt(0) >= 0x800 && it !== '\ufffd');
  if (long > invalid || Buffer.from(text).equals(bytes)) return 'utf-8';
  const isJapanese = japanese(bytes);
  return isJapanese === null ? 'windows-1252' : isJapanese ? 'shift_jis' : 'open';
}

/** The encoding of a table: what the first row shows that shows one, and Windows-1252 where none does and some are no UTF-8. */
export function encodingOf(rows) {
  const shown = rows.map(shownBy).filter(Boolean);
  return shown.find((one) => one !== 'open') ?? (shown.length ? 'windows-1252' : 'utf-8');
}

/** What Windows-1252 has at 80 to 9F (WHATWG Encoding, index windows-1252); node takes these for those of Latin-1. */
const WINDOWS = [...'\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'];
const fromWindows = (bytes) => bytes.toString('latin1').replace(/[\x80-\x9f]/g, (one) => WINDOWS[one.charCodeAt(0) - 0x80]);

/** A row as UTF-8. */
export function recoded(bytes, encoding) {
  if (encoding === 'utf-8') return bytes;
  return Buffer.from(encoding === 'windows-1252' ? fromWindows(bytes) : new TextDecoder(encoding).decode(bytes));
}
