// Finds the JSON values of a text, and gets on after broken ones (R12).

import { MAX_DEPTH, readValue } from './json.mjs';

const LF = 0x0a, COMMA = 0x2c, QUOTE = 0x22, BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d, OPEN_BRACKET = 0x5b, CLOSE_BRACKET = 0x5d;
const SNIFFED = 64 * 1024;

const isBlank = (byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d;
const isBom = (bytes, at) => bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

/** The first offset from `at` on that is none of white space, comma and BOM; line ends only if asked. */
function skip(bytes, at, { lineEnds }) {
  for (;;) {
    if (isBlank(bytes[at]) || bytes[at] === COMMA || (lineEnds && bytes[at] === LF)) at++;
    else if (isBom(bytes, at)) at += 3;
    else return at;
  }
}

function lineEnd(bytes, at) {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end;
}

/** Is there nothing but white space and BOMs? (A comma is something.) */
export function isBlankText(bytes) {
  for (let at = 0; at < bytes.length;) {
    if (isBlank(bytes[at]) || bytes[at] === LF) at++;
    else if (isBom(bytes, at)) at += 3;
    else return false;
  }
  return true;
}

/** Does JSON seem to start here: a bracket and then what may follow it in an array or object of records? */
function startsJson(bytes, at) {
  const open = bytes[at];
  if (open !== OPEN_BRACE && open !== OPEN_BRACKET) return false;
  let inner = at + 1;
  while (isBlank(bytes[inner]) || bytes[inner] === LF || (open === OPEN_BRACKET && bytes[inner] === COMMA)) inner++;
  if (inner >= bytes.length) return bytes.indexOf(COMMA, at) < 0;
  return (open === OPEN_BRACE ? '"}' : '{[]"-0123456789').includes(String.fromCharCode(bytes[inner]));
}

/** Could the text hold JSON records at all? The start of a line near the top says so. */
export function isJsonText(bytes) {
  if (bytes[skip(bytes, 0, { lineEnds: true })] === OPEN_BRACE) return true;
  const text = isBom(bytes, 0) ? 3 : 0;
  for (let line = text; line < bytes.length; line = lineEnd(bytes, line) + 1) {
    let at = line;
    while (isBlank(bytes[at]) || bytes[at] === COMMA) at++;
    while (isBom(bytes, at)) at += 3;
    if (at - text >= SNIFFED) return false;
    if (startsJson(bytes, at)) return true;
  }
  return false;
}

/** The width of the blanks (spaces, tabs) that start the line which `at` is in. */
function indentation(bytes, at) {
  const start = at === 0 ? 0 : bytes.lastIndexOf(LF, at - 1) + 1;
  let end = start;
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end++;
  return end - start;
}

/** The start of the next line that begins with `{` or `[` at no deeper an indentation, or the end. */
function nextStart(bytes, at) {
  const deepest = indentation(bytes, at);
  for (let line = lineEnd(bytes, at) + 1; line < bytes.length; line = lineEnd(bytes, line) + 1) {
    const width = indentation(bytes, line);
    const first = bytes[line + width];
    if (width <= deepest && (first === OPEN_BRACE || first === OPEN_BRACKET)) return line + width;
  }
  return bytes.length;
}

/** After a closing brace: does a value, `]`, a line end or the end of the text follow? */
function mayEndHere(bytes, at) {
  const next = skip(bytes, at, { lineEnds: false });
  return next >= bytes.length || [OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACKET, LF].includes(bytes[next]);
}

/**
 * The end of a broken object: the earliest closing brace at which as many were closed as opened,
 * counted with strings (a line end ends one) or without, and after which a value may end.
 */
function closingBrace(bytes, start, limit) {
  let respected = 0, ignored = 0, inString = false;
  for (let at = start; at < limit; at++) {
    const byte = bytes[at];
    if (byte === LF) inString = false;
    else if (inString && byte === BACKSLASH) {
      // The escaped byte ends no string; a brace there still counts where strings are ignored.
      if (bytes[at + 1] === QUOTE || bytes[at + 1] === BACKSLASH) at++;
    } else if (byte === QUOTE) inString = !inString;
    else if (byte === OPEN_BRACE) { ignored++; if (!inString) respected++; }
    else if (byte === CLOSE_BRACE) {
      ignored--;
      if (!inString) respected--;
      if (((!inString && respected <= 0) || ignored <= 0) && mayEndHere(bytes, at + 1)) return at + 1;
    }
  }
  return -1;
}

/**
 * The values of a text in order, each `{ start, end, value }`, `{ start, end, broken: true }`
 * or `{ start, truncated: true }`.
 */
export function frames(bytes) {
  const found = [];
  let open = 0;
  let cutInside = false;
  let at = 0;

  const broken = (end) => {
    found.push({ start: at, end, broken: true });
    cutInside = end >= bytes.length;
    at = end;
  };

  for (;;) {
    at = skip(bytes, at, { lineEnds: true });
    if (at >= bytes.length) break;
    const first = bytes[at];
    if (first === OPEN_BRACKET && open < MAX_DEPTH) { open++; cutInside = false; at++; continue; }
    if (first === CLOSE_BRACKET && open > 0) { open--; at++; continue; }

    const read = readValue(bytes, at);
    if (first === OPEN_BRACE) {
      if (read) {
        found.push({ start: at, end: read.end, value: read.value });
        at = read.end;
        cutInside = false;
        continue;
      }
      const next = nextStart(bytes, at);
      const closed = closingBrace(bytes, at, next);
      broken(closed < 0 ? next : closed);
      // The brace was there: what is cut off after it is cut between two elements.
      if (closed >= 0) cutInside = false;
      continue;
    }
    const after = read ? bytes[read.end] : undefined;
    const alone = read && (read.end >= bytes.length || isBlank(after) || after === COMMA || after === CLOSE_BRACKET || after === LF);
    if (alone) {
      found.push({ start: at, end: read.end, value: read.value });
      at = read.end;
      cutInside = false;
    } else {
      broken(lineEnd(bytes, at));
    }
  }
  if (open > 0 && !cutInside) found.push({ start: bytes.length, truncated: true });
  return found;
}
