// Writes tars for made cases, strange ones among them.

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);

function header(name, size, type, magic) {
  const block = Buffer.alloc(512);
  Buffer.from(name).copy(block, 0, 0, 100);
  block.write('0000644\0', 100, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write(magic, 257, 'latin1');
  block.write(`${block.reduce((sum, byte) => sum + byte).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function paxRecord(key, value) {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length++;
  return `${length} ${key}=${value}\n`;
}

/** What says the name of the next member: nothing, a header of pax, or one of GNU tar. */
function nameHeaders(name, naming) {
  if (naming === 'pax') { const text = Buffer.from(paxRecord('path', name)); return [header('PaxHeaders/a', text.length, 'x', 'ustar\x0000'), padded(text)]; }
  if (naming === 'gnu') { const text = Buffer.from(`${name}\0`); return [header('././@LongLink', text.length, 'L', 'ustar  \0'), padded(text)]; }
  return [];
}

/**
 * A tar of `{ name, bytes }` members; a member may say `type` (a letter of its header) and `naming` (`pax` or `gnu`:
 * where its name stands). `end` is how many blocks of zeros there are behind them.
 */
export function makeTar(members, { magic = 'ustar\x0000', end = 2 } = {}) {
  const parts = members.flatMap(({ name, bytes, type = '0', naming = '' }) => {
    const own = naming || Buffer.byteLength(name) > 99 ? [...nameHeaders(name, naming || 'pax'), header('short', bytes.length, type, magic)] : [header(name, bytes.length, type, magic)];
    return [...own, padded(bytes)];
  });
  return Buffer.concat([...parts, Buffer.alloc(512 * end)]);
}
