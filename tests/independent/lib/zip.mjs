// The members of a zip (APPNOTE 6.3), by its central directory. Zip64 is not read.

import { crc32 } from './decode.mjs';
import { inflateRaw } from './inflate.mjs';

const END = 0x06054b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50;
const END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30;

export const isZip = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b
  && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** The offset of the end record, the last one whose comment fills the rest of the file; or -1. */
function endRecord(bytes) {
  for (let at = bytes.length - END_SIZE; at >= 0 && at >= bytes.length - END_SIZE - 0xffff; at--) {
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}

/** What is in a member: `{ bytes, ok }`. */
function extract(zip, { flags, method, crc, packed, size, local }) {
  const nothing = { bytes: Buffer.alloc(0), ok: false };
  if (flags & 1 || (method !== 0 && method !== 8)) return nothing;
  if (local + LOCAL_SIZE > zip.length || zip.readUInt32LE(local) !== LOCAL) return nothing;
  const start = local + LOCAL_SIZE + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const body = zip.subarray(start, start + packed);
  const read = method === 0 ? { bytes: body, ok: true, end: body.length } : inflateRaw(body, 0);
  return { bytes: read.bytes, ok: read.ok && body.length === packed && read.end === packed && read.bytes.length === size && crc32(read.bytes) === crc };
}

/** The files of a zip as `{ name, bytes, ok }`, or null where it cannot be opened. */
export function unzip(zip) {
  const end = endRecord(zip);
  if (end < 0) return null;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const members = [];
  for (let n = 0; n < count; n++) {
    if (at + ENTRY_SIZE > end || zip.readUInt32LE(at) !== ENTRY) return null;
    const nameEnd = at + ENTRY_SIZE + zip.readUInt16LE(at + 28);
    if (nameEnd > end) return null;
    const name = zip.toString('utf8', at + ENTRY_SIZE, nameEnd);
    // A folder is an entry without content: packed, nothing is two bytes, and encrypted, it has a header besides.
    const isFolder = name.endsWith('/') && zip.readUInt32LE(at + 24) === 0 && (zip.readUInt32LE(at + 20) <= 2 || zip.readUInt16LE(at + 8) & 1);
    if (!isFolder) {
      members.push({ name, ...extract(zip, {
        flags: zip.readUInt16LE(at + 8), method: zip.readUInt16LE(at + 10), crc: zip.readUInt32LE(at + 16),
        packed: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24), local: zip.readUInt32LE(at + 42),
      }) });
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}
