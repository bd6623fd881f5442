// IP addresses and networks (F5).
//
// An address is `{ bits, value }`: 32 or 128, and the number. An IPv4-mapped IPv6 address is IPv4.

function ipv4(text) {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The 16-bit groups of one side of `::`, or null. */
function groupsOf(text, mayEndInIpv4) {
  if (text === '') return [];
  const parts = text.split(':');
  const groups = [];
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) { groups.push(BigInt(`0x${part}`)); continue; }
    const last = mayEndInIpv4 && i === parts.length - 1 ? ipv4(part) : null;
    if (last === null) return null;
    groups.push(last >> 16n, last & 0xffffn);
  }
  return groups;
}

function ipv6(text) {
  const sides = text.split('::');
  if (sides.length > 2) return null;
  const before = groupsOf(sides[0], sides.length === 1);
  const after = sides.length === 2 ? groupsOf(sides[1], true) : [];
  if (!before || !after) return null;
  const missing = 8 - before.length - after.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...before, ...Array(missing).fill(0n), ...after].reduce((value, group) => (value << 16n) | group, 0n);
}

const MAPPED = 0xffffn;

/** The address that a text is, without regard to mapped ones. */
function plainAddress(text) {
  const four = ipv4(text);
  if (four !== null) return { bits: 32, value: four };
  const six = ipv6(text);
  return six === null ? null : { bits: 128, value: six };
}

export function addressOf(text) {
  const address = plainAddress(text);
  if (address?.bits === 128 && address.value >> 32n === MAPPED) return { bits: 32, value: address.value & 0xffffffffn };
  return address;
}

/** The network that a text is, `{ bits, value, prefix }`, or null. */
export function networkOf(text) {
  const [, host, digits] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  if (host === undefined) return null;
  const address = plainAddress(host);
  const prefix = Number(digits);
  if (!address || prefix > address.bits) return null;
  // A network within the mapped addresses is one of IPv4; a wider one is one of IPv6 (D70).
  if (address.bits === 128 && prefix >= 96 && address.value >> 32n === MAPPED) {
    return { bits: 32, value: address.value & 0xffffffffn, prefix: prefix - 96 };
  }
  return { ...address, prefix };
}

export const isSameAddress = (a, b) => a.bits === b.bits && a.value === b.value;

export function isInNetwork({ bits, value, prefix }, address) {
  const rest = BigInt(bits - prefix);
  return address.bits === bits && address.value >> rest === value >> rest;
}
