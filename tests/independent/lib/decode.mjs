// From the bytes of a file to the bytes of its text: gzip and text encodings.

import { inflateRaw } from './inflate.mjs';

const CRC_TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

/** The checksum of gzip and zip. */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const isGzip = (bytes, at = 0) => bytes[at] === 0x1f && bytes[at + 1] === 0x8b;

/** The offset after a gzip member's header (RFC 1952), or -1 where the header is cut or wrong. */
function afterHeader(bytes, start) {
  if (start + 10 > bytes.length || bytes[start + 2] !== 8) return -1;
  const flags = bytes[start + 3];
  if (flags & 0xe0) return -1;
  let at = start + 10;
  if (flags & 4) {
    if (at + 2 > bytes.length) return -1;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return -1;
    at = zero + 1;
  }
  if (flags & 2) {
    if (at + 2 > bytes.length || bytes.readUInt16LE(at) !== (crc32(bytes.subarray(start, at)) & 0xffff)) return -1;
    at += 2;
  }
  return at > bytes.length ? -1 : at;
}

/** All members, one after another; `ok` is false where the container is cut or corrupt. */
function gunzip(bytes) {
  const parts = [];
  let at = 0;
  let ok = true;
  while (ok && at < bytes.length) {
    if (!isGzip(bytes, at)) {
      // Zeros after a member are padding, as gzip(1) has it; all else is damage.
      const padded = bytes.subarray(at).findIndex((byte) => byte !== 0);
      if (at === 0 || padded === 0) { ok = false; break; }
      at = padded < 0 ? bytes.length : at + padded;
      continue;
    }
    const body = afterHeader(bytes, at);
    if (body < 0) { ok = false; break; }
    const member = inflateRaw(bytes, body);
    parts.push(member.bytes);
    ok = member.ok && member.end + 8 <= bytes.length
      && bytes.readUInt32LE(member.end) === crc32(member.bytes)
      && bytes.readUInt32LE(member.end + 4) === member.bytes.length % 2 ** 32;
    at = member.end + 8;
  }
  return { bytes: Buffer.concat(parts), ok };
}

/** UTF-16 with a byte order mark to UTF-8; the mark itself is not text. */
function fromUtf16(bytes, littleEndian) {
  const decoder = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be', { ignoreBOM: true });
  const body = bytes.subarray(2);
  const text = Buffer.from(decoder.decode(body), 'utf8');
  // U+FFFD may be in the text itself, so the first fault is looked for in the code units.
  let at = 0;
  for (let i = 0; i < body.length; i += 2) {
    if (i + 1 === body.length) return { text, invalidAt: at };
    const unit = littleEndian ? body.readUInt16LE(i) : body.readUInt16BE(i);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = i + 3 < body.length ? (littleEndian ? body.readUInt16LE(i + 2) : body.readUInt16BE(i + 2)) : 0;
      if (unit >= 0xdc00 || next < 0xdc00 || next > 0xdfff) return { text, invalidAt: at };
      i += 2;
      at += 4;
    } else {
      at += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }
  }
  return { text, invalidAt: -1 };
}

/** The offset of the first byte that is not UTF-8, or -1. */
export function firstInvalidUtf8(bytes) {
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i];
    if (b < 0x80) { i++; continue; }
    let more, low = 0x80, high = 0xbf;
    if (b >= 0xc2 && b <= 0xdf) more = 1;
    else if (b >= 0xe0 && b <= 0xef) { more = 2; if (b === 0xe0) low = 0xa0; if (b === 0xed) high = 0x9f; }
    else if (b >= 0xf0 && b <= 0xf4) { more = 3; if (b === 0xf0) low = 0x90; if (b === 0xf4) high = 0x8f; }
    else return i;
    for (let k = 1; k <= more; k++) {
      const c = bytes[i + k];
      if (c === undefined || c < low || c > high) return i;
      low = 0x80; high = 0xbf;
    }
    i += more + 1;
  }
  return -1;
}

/**
 * `{ bytes, hasMore }`: the content of the first gzip member, or the bytes themselves where they are not packed, and
 * whether anything follows it; of a damaged member what came out.
 */
export function firstMember(file) {
  if (!isGzip(file)) return { bytes: file, hasMore: false };
  const body = afterHeader(file, 0);
  if (body < 0) return { bytes: Buffer.alloc(0), hasMore: false };
  const member = inflateRaw(file, body);
  const isWhole = member.ok && member.end + 8 <= file.length
    && file.readUInt32LE(member.end) === crc32(member.bytes)
    && file.readUInt32LE(member.end + 4) === member.bytes.length % 2 ** 32;
  return { bytes: member.bytes, hasMore: isWhole && member.end + 8 < file.length };
}

const MAX_LAYERS = 8;

/** `{ bytes, containers, ok }`: what is left when all layers of gzip are off. */
export function ungzip(file) {
  let bytes = file;
  const containers = [];
  let ok = true;
  while (isGzip(bytes) && containers.length < MAX_LAYERS) {
    const inner = gunzip(bytes);
    containers.push('gzip');
    ok &&= inner.ok;
    bytes = inner.bytes;
  }
  return { bytes, containers, ok };
}

/**
 * `{ text, invalidAt }`: the bytes of the text (of UTF-8 as they are, the byte order mark and
 * invalid bytes included), and the offset of its first encoding fault or -1.
 */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes, false);
  return { text: bytes, invalidAt: firstInvalidUtf8(bytes) };
}
