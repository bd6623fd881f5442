// Writes zips for made cases, broken and strange ones among them.

import { deflateRawSync } from 'node:zlib';

import { crc32 } from './decode.mjs';

/**
 * A zip of `{ name, bytes }` members; a member may say `method` (0 stored, 8 deflate, others are
 * written stored), `encrypted`, `crc` (a wrong one), `damage` (a function on its packed bytes).
 */
export function makeZip(members, comment = '') {
  const locals = [];
  const entries = [];
  let at = 0;
  for (const { name, bytes, method = 8, encrypted = false, crc = crc32(bytes), damage = (same) => same } of members) {
    const packed = damage(method === 8 ? deflateRawSync(bytes) : bytes);
    const nameBytes = Buffer.from(name);
    // Flag 11 says that names are UTF-8.
    const flags = 0x800 | (encrypted ? 1 : 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(0x5a6f0000, 6);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    locals.push(local);
    entries.push(entry, nameBytes);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}
