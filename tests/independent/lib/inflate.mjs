// Inflates a raw deflate stream (RFC 1951), one symbol at a time.
//
// Node's own zlib throws away what it had inflated when it meets an error; the contract wants
// everything up to the damage, to the byte. So this reader keeps what it has and says how it ended.

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS = 15;

class Damage extends Error {}

/** A growing byte array. */
class Output {
  constructor() { this.bytes = Buffer.alloc(1 << 16); this.length = 0; }
  push(byte) {
    if (this.length === this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes[this.length++] = byte;
  }
  taken() { return this.bytes.subarray(0, this.length); }
}

/** A canonical Huffman code as counts by length and symbols in order. `left` > 0: incomplete. */
function huffman(lengths) {
  const count = new Array(MAX_BITS + 1).fill(0);
  for (const n of lengths) count[n]++;
  let left = 1;
  for (let n = 1; n <= MAX_BITS; n++) {
    left = left * 2 - count[n];
    if (left < 0) throw new Damage('over-subscribed code');
  }
  if (count[0] === lengths.length) left = 0;
  const offsets = [0, 0];
  for (let n = 1; n < MAX_BITS; n++) offsets[n + 1] = offsets[n] + count[n];
  const symbols = [];
  lengths.forEach((n, symbol) => { if (n) symbols[offsets[n]++] = symbol; });
  return { count, symbols, left };
}

/**
 * Inflates `input` from `start`. Gives `{ bytes, end, ok }`: what was inflated, where the stream
 * ended in `input`, and whether it ended well.
 */
export function inflateRaw(input, start) {
  const out = new Output();
  let at = start;
  let hold = 0;
  let held = 0;

  const bits = (n) => {
    while (held < n) {
      if (at >= input.length) throw new Damage('cut short');
      hold |= input[at++] << held;
      held += 8;
    }
    const value = hold & ((1 << n) - 1);
    hold >>>= n;
    held -= n;
    return value;
  };

  const symbolOf = (code) => {
    let word = 0, first = 0, index = 0;
    for (let n = 1; n <= MAX_BITS; n++) {
      word |= bits(1);
      const count = code.count[n];
      if (word - count < first) return code.symbols[index + (word - first)];
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    throw new Damage('no such code');
  };

  const stored = () => {
    hold = 0; held = 0;
    if (at + 4 > input.length) throw new Damage('cut short');
    const length = input.readUInt16LE(at);
    if (length !== (~input.readUInt16LE(at + 2) & 0xffff)) throw new Damage('stored length');
    at += 4;
    for (let i = 0; i < length; i++) {
      if (at >= input.length) throw new Damage('cut short');
      out.push(input[at++]);
    }
  };

  const coded = (literals, distances) => {
    for (;;) {
      let symbol = symbolOf(literals);
      if (symbol < 256) { out.push(symbol); continue; }
      if (symbol === 256) return;
      symbol -= 257;
      if (symbol >= LENGTH_BASE.length) throw new Damage('length symbol');
      const length = LENGTH_BASE[symbol] + bits(LENGTH_EXTRA[symbol]);
      const where = symbolOf(distances);
      if (where >= DISTANCE_BASE.length) throw new Damage('distance symbol');
      const distance = DISTANCE_BASE[where] + bits(DISTANCE_EXTRA[where]);
      if (distance > out.length) throw new Damage('distance too far back');
      for (let i = 0; i < length; i++) out.push(out.bytes[out.length - distance]);
    }
  };

  const dynamic = () => {
    const nLiterals = bits(5) + 257, nDistances = bits(5) + 1, nCodes = bits(4) + 4;
    if (nLiterals > 286 || nDistances > 30) throw new Damage('too many symbols');
    const codeLengths = new Array(19).fill(0);
    for (let i = 0; i < nCodes; i++) codeLengths[CODE_LENGTH_ORDER[i]] = bits(3);
    const lengthCode = huffman(codeLengths);
    if (lengthCode.left !== 0) throw new Damage('code lengths set');
    const lengths = [];
    while (lengths.length < nLiterals + nDistances) {
      const symbol = symbolOf(lengthCode);
      if (symbol < 16) { lengths.push(symbol); continue; }
      if (symbol === 16 && lengths.length === 0) throw new Damage('repeat of nothing');
      const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
      const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      if (lengths.length + times > nLiterals + nDistances) throw new Damage('repeat too long');
      for (let i = 0; i < times; i++) lengths.push(value);
    }
    if (lengths[256] === 0) throw new Damage('no end of block');
    const one = (code, n) => {
      if (code.left > 0 && n !== code.count[0] + code.count[1]) throw new Damage('incomplete code');
      return code;
    };
    coded(one(huffman(lengths.slice(0, nLiterals)), nLiterals), one(huffman(lengths.slice(nLiterals)), nDistances));
  };

  const fixed = () => {
    const literals = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    coded(huffman(literals), huffman(new Array(30).fill(5)));
  };

  try {
    for (let last = 0; !last;) {
      last = bits(1);
      const type = bits(2);
      if (type === 0) stored();
      else if (type === 1) fixed();
      else if (type === 2) dynamic();
      else throw new Damage('block type');
    }
    return { bytes: out.taken(), end: at, ok: true };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { bytes: out.taken(), end: at, ok: false };
  }
}
