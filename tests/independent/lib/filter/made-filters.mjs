// Made-up filters: valid ones, spelled in every way that means the same, and broken ones. Values are
// drawn from the events of the case, so that most filters find something and pass something over.

import { addressOf } from './address.mjs';
import { ADDRESSES, TEXTS } from './made-case.mjs';
import { ENDPOINTS, FAMILIES, KNOWN_VALUES, SYSTEMS, TEXT_FIELDS, WORD_FIELDS } from './fields.mjs';
import { join, negate } from './parse.mjs';
import { spellTree } from './spell.mjs';
import { valueOf } from './values.mjs';

const ANYTHING = ['', ''], NOTHING = [''];
const MINUTE = 60000;
const KINDS = ['word', 'word', 'text', 'text', 'text', 'known', 'address', 'size', 'time', 'time', 'presence'];
const UNITS = [['B', 1n], ['kB', 1000n], ['MB', 10n ** 6n], ['GB', 10n ** 9n], ['TB', 10n ** 12n], ['KiB', 1n << 10n], ['MiB', 1n << 20n], ['GiB', 1n << 30n], ['TiB', 1n << 40n]];

const anyCase = (random, text) => (random.chance(0.7) ? text : Array.from(text, (char) => random.pick([char, char.toUpperCase(), char.toLowerCase()])).join(''));
const composed = (random, text) => random.pick([text, text, text, text.normalize('NFC'), text.normalize('NFD')]);

/** Some of the characters of a text, from one place to another. */
function part(random, text) {
  const chars = Array.from(text);
  const from = random.below(chars.length);
  return chars.slice(from, from + random.between(1, chars.length - from)).join('');
}

/** A text with stars for some of it, as a pattern. */
function starred(random, text) {
  const chars = Array.from(text);
  const cuts = Array.from({ length: random.pick([1, 1, 2, 3]) * 2 }, () => random.below(chars.length + 1)).sort((a, b) => a - b);
  const pieces = [chars.slice(0, cuts[0]).join('')];
  for (let i = 1; i < cuts.length; i += 2) pieces.push(chars.slice(cuts[i], cuts[i + 1] ?? chars.length).join(''));
  return pieces.filter((piece, i) => piece !== '' || i === 0 || i === pieces.length - 1);
}

/** What is the same to the filter, or nearly. */
const varied = (random, text) => composed(random, anyCase(random, text));

export class FilterMaker {
  constructor(random, events) {
    this.random = random;
    this.events = events;
  }

  /** A value that some event has in a field, or a made-up one. */
  drawn(field) {
    const values = this.events.map((event) => valueOf(event, field)).filter((value) => value !== null);
    return values.length && this.random.chance(0.95) ? this.random.pick(values) : null;
  }

  textPattern(field) {
    const { random } = this;
    const text = varied(random, this.drawn(field) ?? random.pick(TEXTS));
    return random.chance(0.4) ? starred(random, text) : [text];
  }

  wordPattern() {
    const { random } = this;
    const text = varied(random, this.drawn(random.pick(WORD_FIELDS)) ?? random.pick(TEXTS));
    const piece = random.chance(0.7) ? part(random, text) : text;
    return random.chance(0.25) ? starred(random, piece) : [piece];
  }

  knownPattern(field) {
    const { random } = this;
    const known = random.chance(0.7) ? this.drawn(field) : null;
    const value = anyCase(random, known ?? random.pick(field === 'system' ? SYSTEMS : field === 'family' ? FAMILIES : ENDPOINTS));
    if (field === 'family' && random.chance(0.3)) return [anyCase(random, 'transfer')];
    return random.chance(0.3) ? starred(random, value) : [value];
  }

  /** Another spelling of an address, as IPv6 too; any other text stays. */
  respelled(text) {
    const { random } = this;
    const address = addressOf(text);
    if (!address || random.chance(0.3)) return anyCase(random, text);
    const value = address.bits === 32 ? (0xffffn << 32n) | address.value : address.value;
    const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
    const spelled = groups.map((group) => anyCase(random, random.chance(0.2) ? group.padStart(4, '0') : group));
    if (random.chance(0.3)) spelled.splice(6, 2, [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.'));
    const first = groups.findIndex((group) => group === '0');
    if (first < 0 || first > 5 || random.chance(0.3)) return spelled.join(':');
    const zeros = groups.slice(first, 6).findIndex((group) => group !== '0');
    const length = zeros < 0 ? 6 - first : zeros;
    return `${spelled.slice(0, first).join(':')}::${spelled.slice(first + random.between(1, length)).join(':')}`.replace(/:::+/, '::');
  }

  addressPattern() {
    const { random } = this;
    const text = this.drawn('client_ip') ?? random.pick(ADDRESSES);
    if (addressOf(text) && random.chance(0.5)) {
      const spelled = this.respelled(text);
      const bits = spelled.includes(':') ? 128 : 32;
      return [`${spelled}/${random.pick([0, 8, 16, 24, 31, 32, ...(bits === 128 ? [64, 96, 104, 120, 127, 128] : []), random.below(bits + 1)])}`];
    }
    return random.chance(0.2) && !text.includes('/') ? starred(random, text) : [text.includes('/') ? '192.0.2.0/24' : this.respelled(text)];
  }

  /** A number of bytes in one of the units, exactly. */
  amount(bytes, only = null) {
    const { random } = this;
    const [unit, size] = only ?? random.pick(UNITS);
    // Every unit divides a power of ten times a power of two, so that this many decimals are enough.
    let scale = 0n;
    while ((bytes * 10n ** scale) % size !== 0n && scale < 45n) scale++;
    const digits = String((bytes * 10n ** scale) / size).padStart(Number(scale) + 1, '0');
    const cut = digits.length - Number(scale);
    const number = scale ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
    return { number: random.chance(0.1) ? `0${number}${scale ? '0' : '.0'}` : number, unit: anyCase(random, unit) };
  }

  bytes() {
    const { random } = this;
    const near = (this.drawn('size') ?? BigInt(random.below(1e7))) + BigInt(random.pick([0, 0, 0, 1, -1, 500]));
    return near < 0n ? 0n : near;
  }

  sizePattern() {
    const { random } = this;
    const spelled = ({ number, unit }) => (unit.toLowerCase() === 'b' && random.chance(0.7) ? number : number + unit);
    const whole = ({ number, unit }) => number + unit;
    if (random.chance(0.6)) return [random.pick(['', '>', '>=', '<', '<=']) + spelled(this.amount(this.bytes()))];
    const [a, b] = [this.bytes(), this.bytes()].sort((x, y) => (x < y ? -1 : 1));
    if (random.chance(0.3)) return [random.chance(0.5) ? `${spelled(this.amount(a))}..` : `..${spelled(this.amount(a))}`];
    if (random.chance(0.2)) return [`${a}..${b}`];
    if (random.chance(0.5)) return [`${whole(this.amount(a))}..${whole(this.amount(b))}`];
    // A number without a unit takes that of the other.
    const unit = random.pick(UNITS);
    const [low, high] = [this.amount(a, unit), this.amount(b, unit)];
    return [random.chance(0.5) ? `${low.number}..${whole(high)}` : `${whole(low)}..${high.number}`];
  }

  /** A time as it may be typed, at some precision and in some zone. */
  moment(ms) {
    const { random } = this;
    const minutes = random.chance(0.3) ? random.pick([0, 540, -480, 330, -210, 1439, -1439]) : null;
    const length = random.pick([10, 13, 16, 16, 19, 19, 21, 22, 23, 27]);
    const text = `${new Date(ms + (minutes ?? 0) * MINUTE).toISOString().slice(0, 23)}${random.between(1000, 9999)}`.slice(0, length);
    const local = random.chance(0.8) ? text : text.replace('T', random.pick(['t', ' ']));
    const blank = random.chance(0.05) ? ' ' : '';
    if (minutes === null) return random.chance(0.2) ? `${local}${blank}${random.pick(['Z', 'z', 'UTC', 'GMT'])}` : local;
    const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((n) => String(n).padStart(2, '0'));
    const zone = minute === '00' && random.chance(0.2) ? hour : `${hour}${random.pick([':', ':', ''])}${minute}`;
    return `${local}${blank}${minutes < 0 ? '-' : '+'}${zone}`;
  }

  timePattern() {
    const { random } = this;
    const at = () => (this.drawn('time') ?? Date.UTC(2026, 10, 19)) + random.pick([0, 0, 0, 1, -1, 1000, -1000, random.between(-86400000, 86400000)]);
    if (random.chance(0.35)) return [this.moment(at())];
    if (random.chance(0.4)) return [random.pick(['>', '>=', '<', '<=']) + this.moment(at())];
    if (random.chance(0.3)) return [random.chance(0.5) ? `${this.moment(at())}..` : `..${this.moment(at())}`];
    const [a, b] = [at(), at()].sort((x, y) => x - y);
    return [`${this.moment(a)}..${this.moment(b)}`];
  }

  pattern(field) {
    if (field === 'size') return this.sizePattern();
    if (field === 'time') return this.timePattern();
    if (field === 'client_ip') return this.addressPattern();
    return KNOWN_VALUES.has(field) ? this.knownPattern(field) : this.textPattern(field);
  }

  leaf() {
    const { random } = this;
    const kind = random.pick(KINDS);
    if (kind === 'word') return { word: this.wordPattern() };
    const any = [...TEXT_FIELDS, 'size', 'time'];
    const field = { text: () => random.pick(TEXT_FIELDS), known: () => random.pick([...KNOWN_VALUES.keys()]), address: () => 'client_ip', size: () => 'size', time: () => 'time', presence: () => random.pick(any) }[kind]();
    const one = () => (kind === 'presence' ? random.pick([ANYTHING, NOTHING]) : this.pattern(field));
    const values = Array.from({ length: random.chance(0.25) ? random.between(2, 4) : 1 }, () => ({ pattern: random.chance(0.05) ? random.pick([ANYTHING, NOTHING]) : one() }));
    return { field, values };
  }

  tree(depth) {
    const { random } = this;
    if (depth === 0 || random.chance(0.35)) return random.chance(0.2) ? { not: this.leaf() } : this.leaf();
    const parts = Array.from({ length: random.between(2, 3) }, () => this.tree(depth - 1));
    const tree = join(random.pick(['any', 'all']), parts);
    return random.chance(0.15) ? negate(tree) : tree;
  }

  /** A valid filter as `{ tree, line }`. */
  valid() {
    const tree = this.tree(this.random.pick([0, 1, 1, 2, 2, 3]));
    return { tree, line: spellTree(this.random, tree) };
  }

  /** A filter with a mistake (at least one), beside terms that have none. */
  broken() {
    const { random } = this;
    const term = () => spellTree(random, this.leaf(), { isPlain: true });
    const field = random.pick(TEXT_FIELDS);
    const faulty = random.pick([
      () => `${random.pick(['colour', 'tag', 'deep', 'marked', 'fieldx', '_', 'usr', 'http'])}:${random.pick(['x', '*', '"a b"', '(a OR b)', ''])}`,
      () => `${random.pick(['', '-'])}found:${random.pick(['x', 'bulk', '(digest OR finding)', '"out of hours"'])}`,
      () => `${term()} ${random.pick(['OR OR', 'AND OR', 'OR AND', 'NOT OR', '- OR', 'AND AND'])} ${term()}`,
      () => random.pick(['()', '( )', '-()', 'NOT ()', '(())']), () => `${field}:`, () => `(${field}:)`, () => `-${field}: ${term()}`, () => '""', () => '-""', () => `(${term()} OR "")`,
      () => `(${term()} ${random.pick(['OR', 'AND', 'NOT', '-'])})`, () => `(${random.pick(['OR', 'AND'])} ${term()})`, () => `${random.pick(['a', '"a b"', `${field}:*`, 'OR', 'NOT'])}(${term()})`, () => `(${term()})${random.pick(['a', '-b', '"c"', '(d)', `${field}:*`, 'OR'])}`,
      () => `(${term()}`, () => `${term()})`, () => `((${term()})`, () => `(${term()}))`, () => `${field}:(`, () => `user:(a OR b`,
      () => `${'('.repeat(17)}${term()}${')'.repeat(17)}`, () => `${'('.repeat(9)}x ${'(-'.repeat(9)}y${')'.repeat(18)}`,
      () => `user:(a ${random.pick(['b', '"b"', 'AND b', 'NOT b', '(b)', 'OR (b)', 'OR OR b', 'OR'])})`, () => `user:${random.pick(['()', '( )', '(OR)', '(OR a)', '(NOT a)', '((a))', '(a)b', 'a(b)'])}`,
      () => `size:${random.pick(['big', '10XB', '>', '1..0', '2MB..1MB', '..', '-1', '1,000', '1e3', '>1..2', '5*', '10MBs', '1..2..3', '"*"', '0x10', '>=<5'])}`,
      () => `time:${random.pick(['now', '2026', '2026-11', '2026-13-01', '2026-02-29', '2026-11-19T24', '2026-11-19T08:60', '2026-11-19T8', '2026-11-20..2026-11-19', '2026-11-19..2026-11-18T23:59', '..', '>', '2026-11-*', '>2026-11-19..2026-11-20', '26-11-19', '2026-11-19T08:00:00.', '2026-11-19T08:00+25:00'])}`,
      () => `client_ip:${random.pick(['10.0.0.0/33', '10.0.0/8', '2001:db8::/129', 'x/8', '10.0.0.0/', '/8', '10.0.0.0/*', '10.0.0.0/-1', '10.0.0.0/8/8', '1.2.3.256/8', '"AWS Internal/x"'])}`,
      () => `${random.pick(['system', 'family', 'from', 'to'])}:${random.pick(['nothing', 'transfers', '"transfer*"', 'remote', '(nothing OR local)', '(* OR nothing)', '"*"'])}`,
    ])();
    const parts = [faulty];
    while (random.chance(0.4)) parts.splice(random.below(parts.length + 1), 0, term());
    // Some are mistakes at one end only: what stands behind an open quote could close it.
    if (random.chance(0.1)) parts.push(random.pick(['"open', `${field}:"open`, 'a"open\\"', '-"(a', 'user:(a OR "b)', 'OR', 'AND', 'NOT', '-']));
    if (random.chance(0.03)) parts.unshift(random.pick(['OR', 'AND']));
    return parts.join(' ');
  }

  /** A valid filter with a character or two changed; it may be valid still. */
  changed() {
    const { random } = this;
    const chars = Array.from(this.valid().line);
    for (let times = random.between(1, 2); times > 0; times--) {
      const at = random.below(chars.length + 1);
      chars.splice(at, random.chance(0.5) ? 1 : 0, ...(random.chance(0.7) ? [random.pick(['"', '(', ')', '-', ':', '*', '\\', ' ', ' OR ', ' NOT ', 'x', '/', '..', '>'])] : []));
    }
    return chars.join('');
  }
}
