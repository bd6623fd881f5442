// The members of a tar (POSIX ustar and pax, GNU tar), by its blocks of 512 bytes (D80 to D83).

const BLOCK = 512;
const NO_CONTENT = '123456', LINKS = '12346', FOLDERS = '5DV', PARTS = 'SM';

const blockAt = (bytes, at) => bytes.subarray(at, at + BLOCK);
const isZeros = (bytes) => bytes.every((byte) => byte === 0);
const upToZero = (bytes) => bytes.subarray(0, bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0));

/** A number of a header: octal digits among blanks, or, with its first bit set, the bits of all that follow; or null. */
function numberOf(field) {
  if (field[0] & 0x80) return Number(field.subarray(-8).readBigUInt64BE());
  const text = upToZero(field).toString('latin1').trim();
  return /^\+?[0-7]+$/.test(text) ? parseInt(text, 8) : null;
}

function isHeader(block) {
  if (block.length < BLOCK) return false;
  let sum = 0;
  block.forEach((byte, i) => { sum += i >= 148 && i < 156 ? 0x20 : byte; });
  return numberOf(block.subarray(148, 156)) === sum;
}

/** D80: by the checksum of its first block, or by its magic where that is wrong. */
export const isTar = (bytes) => bytes.length >= BLOCK && (isHeader(blockAt(bytes, 0)) || /^ustar[\0 ]/.test(bytes.toString('latin1', 257, 263)));

/** The records of a pax header as a map, up to the first that is malformed. */
function paxOf(text) {
  const found = new Map();
  for (let at = 0; at < text.length;) {
    const blank = text.indexOf(0x20, at);
    const digits = blank < 0 ? '' : text.toString('latin1', at, blank);
    if (!/^\d+$/.test(digits)) break;
    const end = at + Number(digits), equals = text.indexOf(0x3d, blank);
    if (end > text.length || end <= blank || text[end - 1] !== 0x0a || equals < 0 || equals >= end) break;
    if (equals + 1 < end - 1) found.set(text.toString('latin1', blank + 1, equals), text.subarray(equals + 1, end - 1));
    at = end;
  }
  return found;
}

/** The name in a header: with the prefix of ustar, which GNU tar has not. */
function nameIn(block) {
  const name = upToZero(block.subarray(0, 100)), prefix = upToZero(block.subarray(345, 500));
  const isUstar = block.toString('latin1', 257, 265) === 'ustar\x0000';
  return isUstar && prefix.length ? Buffer.concat([prefix, Buffer.from('/'), name]) : name;
}

/**
 * What is in a tar, `{ members, ok }`, the members as `{ name, kind, bytes, ok }` with `kind` one of `file`, `link` and
 * `part`; `ok` is false where it is damaged or has no end.
 */
export function untar(bytes) {
  const members = [];
  let ok = true, hasEnd = false, pax = new Map(), longName = null;
  let at = 0;
  for (; at + BLOCK <= bytes.length;) {
    const block = blockAt(bytes, at);
    at += BLOCK;
    hasEnd = isZeros(block);
    if (hasEnd) continue;
    const said = numberOf(block.subarray(124, 136));
    // What follows a damaged header is found by the next that is sound.
    if (!isHeader(block) || said === null) { ok = false; continue; }
    const type = String.fromCharCode(block[156]);
    let length = NO_CONTENT.includes(type) ? 0 : said;
    const content = () => bytes.subarray(at, at + length);
    const next = () => at + Math.ceil(length / BLOCK) * BLOCK;
    if ('xL'.includes(type)) {
      if (at + length > bytes.length) { ok = false; at = bytes.length; hasEnd = false; break; }
      if (type === 'L') longName = upToZero(content());
      else for (const [key, value] of paxOf(content())) pax.set(key, value);
      at = next();
      continue;
    }
    if ('gK'.includes(type)) { at = next(); continue; }
    const size = pax.get('size')?.toString('latin1') ?? '';
    if (!NO_CONTENT.includes(type) && /^\d+$/.test(size)) length = Number(size);
    const isSparse = [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
    const raw = pax.get('GNU.sparse.name') ?? pax.get('path') ?? longName ?? nameIn(block);
    const name = raw.toString('utf8').replace(/^(?:\.\/)+/, '');
    [pax, longName] = [new Map(), null];
    // The list of holes goes on in blocks of its own.
    if (type === 'S') for (let more = block[482]; more && at + BLOCK <= bytes.length; at += BLOCK) more = blockAt(bytes, at)[504];
    const kind = LINKS.includes(type) ? 'link' : PARTS.includes(type) || isSparse ? 'part' : 'file';
    const isFolder = FOLDERS.includes(type) || (kind === 'file' && length === 0 && name.endsWith('/'));
    if (!isFolder) members.push({ name, kind, bytes: content(), ok: at + length <= bytes.length });
    at = next();
  }
  return { members, ok: ok && hasEnd && at <= bytes.length && isZeros(bytes.subarray(at)) };
}
