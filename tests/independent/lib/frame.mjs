// Finds the JSON values of a text, and gets on after broken ones (R12) and junk (R41).

import { MAX_DEPTH, readValue } from './json.mjs';

const LF = 0x0a, COMMA = 0x2c, COLON = 0x3a, QUOTE = 0x22, BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d, OPEN_BRACKET = 0x5b, CLOSE_BRACKET = 0x5d;
const SNIFFED = 64 * 1024;

const isBlank = (byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d;
const isBom = (bytes, at) => bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

/** The texts that count as white space between values (R41). */
const SEPARATORS = ['\\n', '\\r\\n', '|', ';', '\0', '\x1e'].map((text) => Buffer.from(text));

/** The length of the separator at an offset, 0 if there is none. */
function separatorAt(bytes, at) {
  const found = SEPARATORS.find((text) => text.every((byte, index) => bytes[at + index] === byte));
  return found ? found.length : 0;
}

/** The first offset from `at` on that is none of white space, comma, separator and BOM; line ends only if asked. */
function skip(bytes, at, { lineEnds }) {
  for (;;) {
    if (isBlank(bytes[at]) || bytes[at] === COMMA || (lineEnds && bytes[at] === LF)) at++;
    else if (isBom(bytes, at)) at += 3;
    else if (separatorAt(bytes, at) > 0) at += separatorAt(bytes, at);
    else return at;
  }
}

/** R41: where junk ends that starts at an offset: with its line, or before the next `{` or `[{` of a whole value. */
function junkEnd(bytes, start) {
  const end = lineEnd(bytes, start);
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] !== OPEN_BRACE || !readValue(bytes, at)) continue;
    return bytes[at - 1] === OPEN_BRACKET && at - 1 > start ? at - 1 : at;
  }
  return end;
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
  // A string that holds an object or array.
  if (open === QUOTE) return [OPEN_BRACE, OPEN_BRACKET].includes(bytes[at + 1]) && [BACKSLASH, OPEN_BRACE].includes(bytes[at + 2]);
  if (open !== OPEN_BRACE && open !== OPEN_BRACKET) return false;
  let inner = at + 1;
  while (isBlank(bytes[inner]) || bytes[inner] === LF || (open === OPEN_BRACKET && bytes[inner] === COMMA)) inner++;
  if (inner >= bytes.length) return bytes.indexOf(COMMA, at) < 0;
  return (open === OPEN_BRACE ? '"}' : '{[]"-0123456789').includes(String.fromCharCode(bytes[inner]));
}

/** Does the first line that is not blank start JSON? */
export function isJsonFromStart(bytes) {
  const at = skip(bytes, 0, { lineEnds: true });
  return bytes[at] === OPEN_BRACE || startsJson(bytes, at);
}

/** Could the text hold JSON records at all? The start of a line near the top says so. */
export function isJsonText(bytes) {
  if (bytes[skip(bytes, 0, { lineEnds: true })] === OPEN_BRACE) return true;
  const text = isBom(bytes, 0) ? 3 : 0;
  for (let line = text; line < bytes.length; line = lineEnd(bytes, line) + 1) {
    let at = line;
    while (isBlank(bytes[at]) || bytes[at] === COMMA || bytes[at] === 0x1e || bytes[at] === 0) at++;
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
function closingBrace(bytes, start, limit, opened = 0) {
  let respected = opened, ignored = opened, inString = false;
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

const WRAPPER_KEYS = ['Records', 'Events', 'events', 'logEvents'];
/** The arrays of log events, whose elements wrap nothing but their messages. */
const LOG_KEYS = ['events', 'logEvents'];

/** The offset of the next byte that is no white space of JSON. */
function afterBlanks(bytes, at) {
  while (isBlank(bytes[at]) || bytes[at] === LF) at++;
  return at;
}

/** The key at an offset and where its value starts, or null. */
function readKey(bytes, at) {
  const key = bytes[at] === QUOTE ? readValue(bytes, at) : null;
  if (!key) return null;
  const colon = afterBlanks(bytes, key.end);
  return bytes[colon] === COLON ? { key: key.value, at: afterBlanks(bytes, colon + 1) } : null;
}

/**
 * D30: `{ key, logStream, at }` of a wrapper whose members are strict JSON up to its array, `at`
 * being the first byte within the array; or null.
 */
function wrapperAt(bytes, start) {
  const members = new Map();
  for (let at = afterBlanks(bytes, start + 1); ;) {
    const found = readKey(bytes, at);
    if (!found) return null;
    if (WRAPPER_KEYS.includes(found.key) && bytes[found.at] === OPEN_BRACKET) {
      if (members.get('messageType') === 'CONTROL_MESSAGE') return null;
      return { key: found.key, logStream: members.get('logStream'), at: found.at + 1 };
    }
    const read = readValue(bytes, found.at);
    if (!read) return null;
    members.set(found.key, read.value);
    at = afterBlanks(bytes, read.end);
    if (bytes[at] !== COMMA) return null;
    at = afterBlanks(bytes, at + 1);
  }
}

/** D31: after the array of a wrapper, `{ end }` after its brace, `{ cut: true }`, or `{ brokenAt }`. */
function wrapperTail(bytes, start) {
  for (let at = afterBlanks(bytes, start); ; at = afterBlanks(bytes, at)) {
    if (at >= bytes.length) return { cut: true };
    if (bytes[at] === CLOSE_BRACE) return { end: at + 1 };
    const found = bytes[at] === COMMA ? readKey(bytes, afterBlanks(bytes, at + 1)) : null;
    const read = found && readValue(bytes, found.at);
    if (!read) return { brokenAt: at };
    at = read.end;
  }
}

/**
 * The values of a text in order, each `{ start, end, value, within }`, `{ start, end, broken: true }`
 * or `{ start, truncated: true }`. `within` is the broken wrapper (D30) that a value was found in.
 */
export function frames(bytes) {
  const found = [];
  // The arrays that are open: null for one by itself, else the wrapper that it belongs to.
  const open = [];
  let cutInside = false;
  let cutWrapper = false;
  let at = 0;

  const broken = (end) => {
    found.push({ start: at, end, broken: true });
    cutInside = end >= bytes.length;
    at = end;
  };
  const brokenObject = (opened) => {
    const next = nextStart(bytes, at);
    const closed = closingBrace(bytes, at, next, opened);
    broken(closed < 0 ? next : closed);
    // The brace was there: what is cut off after it is cut between two elements.
    if (closed >= 0) cutInside = false;
  };
  const value = (read) => {
    const wrapper = open.at(-1);
    found.push({ start: at, end: read.end, value: read.value, ...(wrapper && { within: wrapper }) });
    at = read.end;
    cutInside = false;
  };

  for (;;) {
    at = skip(bytes, at, { lineEnds: true });
    if (at >= bytes.length) break;
    const first = bytes[at];
    const mayOpen = open.length < MAX_DEPTH && !LOG_KEYS.includes(open.at(-1)?.key);
    if (first === OPEN_BRACKET && mayOpen) { open.push(null); cutInside = false; at++; continue; }
    if (first === CLOSE_BRACKET && open.length > 0) {
      at++;
      if (!open.pop()) continue;
      const tail = wrapperTail(bytes, at);
      if (tail.brokenAt !== undefined) { at = tail.brokenAt; brokenObject(1); continue; }
      cutWrapper = tail.cut === true;
      if (cutWrapper) { cutInside = false; break; }
      at = tail.end;
      continue;
    }

    const read = readValue(bytes, at);
    if (first === OPEN_BRACE) {
      if (read) { value(read); continue; }
      const wrapper = mayOpen ? wrapperAt(bytes, at) : null;
      if (wrapper) { open.push(wrapper); at = wrapper.at; cutInside = false; } else brokenObject(0);
      continue;
    }
    const after = read ? bytes[read.end] : undefined;
    const alone = read && (read.end >= bytes.length || isBlank(after) || after === COMMA || after === CLOSE_BRACKET || after === LF || separatorAt(bytes, read.end) > 0);
    if (alone) value(read); else broken(junkEnd(bytes, at));
  }
  if ((open.length > 0 || cutWrapper) && !cutInside) found.push({ start: bytes.length, truncated: true });
  return found;
}
