// A strict JSON reader over bytes (RFC 8259): the value and where it ends.
//
// Objects become `Map`s (the last of equal keys counts), arrays arrays (with `starts`, the offsets
// of their elements), numbers `JsonNumber`s that keep their decimal text; invalid UTF-8 and lone surrogates in strings become U+FFFD.

export const MAX_DEPTH = 128;

/** A number as it was written. */
export class JsonNumber {
  constructor(text) { this.text = text; }
}

class Broken extends Error {}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const ESCAPES = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** `{ value, end }` of the value that starts at `start`, or null where it is not strict JSON. */
export function readValue(bytes, start) {
  let at = start;

  const blank = () => {
    while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  };
  const expect = (char) => {
    if (bytes[at] !== char.charCodeAt(0)) throw new Broken();
    at++;
  };

  const string = () => {
    expect('"');
    let text = '';
    let run = at;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte < 0x20) throw new Broken();
      if (byte === 0x22) break;
      if (byte !== 0x5c) { at++; continue; }
      text += utf8.decode(bytes.subarray(run, at));
      const letter = String.fromCharCode(bytes[at + 1]);
      if (letter === 'u') {
        const hex = bytes.toString('latin1', at + 2, at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Broken();
        text += String.fromCharCode(parseInt(hex, 16));
        at += 6;
      } else {
        if (!Object.hasOwn(ESCAPES, letter)) throw new Broken();
        text += ESCAPES[letter];
        at += 2;
      }
      run = at;
    }
    text += utf8.decode(bytes.subarray(run, at));
    at++;
    return text.toWellFormed();
  };

  const literal = (word, value) => {
    if (bytes.toString('latin1', at, at + word.length) !== word) throw new Broken();
    at += word.length;
    return value;
  };

  const number = () => {
    let end = at;
    while (end < bytes.length && /[-+.eE0-9]/.test(String.fromCharCode(bytes[end]))) end++;
    NUMBER.lastIndex = 0;
    const found = NUMBER.exec(bytes.toString('latin1', at, end));
    if (!found) throw new Broken();
    at += found[0].length;
    return new JsonNumber(found[0]);
  };

  // `depth` is that of the containers around the value.
  const value = (depth) => {
    const first = bytes[at];
    if (first === 0x7b || first === 0x5b) {
      if (depth >= MAX_DEPTH) throw new Broken();
      return first === 0x7b ? object(depth + 1) : array(depth + 1);
    }
    if (first === 0x22) return string();
    if (first === 0x74) return literal('true', true);
    if (first === 0x66) return literal('false', false);
    if (first === 0x6e) return literal('null', null);
    return number();
  };

  const object = (depth) => {
    const members = new Map();
    expect('{');
    blank();
    if (bytes[at] === 0x7d) { at++; return members; }
    for (;;) {
      const key = string();
      blank();
      expect(':');
      blank();
      members.set(key, value(depth));
      blank();
      if (bytes[at] === 0x2c) { at++; blank(); continue; }
      expect('}');
      return members;
    }
  };

  const array = (depth) => {
    const elements = [];
    elements.starts = [];
    expect('[');
    blank();
    if (bytes[at] === 0x5d) { at++; return elements; }
    for (;;) {
      elements.starts.push(at);
      elements.push(value(depth));
      blank();
      if (bytes[at] === 0x2c) { at++; blank(); continue; }
      expect(']');
      return elements;
    }
  };

  try {
    const read = value(0);
    return { value: read, end: at };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return null;
  }
}

/** One text for all spellings of an equal number: its digits without zeros at either end, and their exponent. */
function canonicalNumber(text) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length);
  return kept === '' ? '0' : `${sign}${kept}e${power}`;
}

/** One text for all spellings of equal JSON values (R2). */
export function canonical(value) {
  if (value instanceof JsonNumber) return canonicalNumber(value.text);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Map) {
    const members = [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** JSON text as `JSON.stringify(x, null, 2)` writes it, for Maps, arrays, strings, numbers, BigInts and null. */
export function write(value, indent = '') {
  const deeper = `${indent}  `;
  const block = (open, items, close) => (items.length
    ? `${open}\n${items.map((item) => deeper + item).join(',\n')}\n${indent}${close}`
    : open + close);
  if (Array.isArray(value)) return block('[', value.map((item) => write(item, deeper)), ']');
  if (value instanceof Map) {
    return block('{', [...value].map(([key, item]) => `${JSON.stringify(key)}: ${write(item, deeper)}`), '}');
  }
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
