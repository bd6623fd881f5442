// Addresses and their networks (E6), by hand: no library is asked.

/** The eight groups of an IPv6 address, or null. */
function groupsOf(text) {
  let rest = text, tail = [];
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const bytes = bytesOf(dotted[2]);
    if (!bytes) return null;
    tail = [bytes[0] * 256 + bytes[1], bytes[2] * 256 + bytes[3]];
    rest = dotted[1].endsWith('::') ? dotted[1] : dotted[1].slice(0, -1);
  }
  const halves = rest.split('::');
  if (halves.length > 2) return null;
  const read = (half) => (half === '' ? [] : half.split(':'));
  const [before, after] = [read(halves[0]), read(halves[1] ?? '')];
  if (![...before, ...after].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const missing = 8 - before.length - after.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...before.map((group) => parseInt(group, 16)), ...Array(halves.length === 2 ? missing : 0).fill(0), ...after.map((group) => parseInt(group, 16)), ...tail];
}

/** The four bytes of an IPv4 address, or null. */
function bytesOf(text) {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256) ? parts.map(Number) : null;
}

/** The numbers of an address: 4 or 8, an IPv4-mapped one is IPv4; null of what is none. */
export function numbersOf(text) {
  const bytes = bytesOf(text);
  if (bytes) return bytes;
  const groups = groupsOf(text);
  if (!groups) return null;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255] : groups;
}

/** What is equal for equal addresses, and for a text that is none the text. */
export const addressKey = (text) => numbersOf(text)?.join('.') ?? `text ${text}`;

/** The network of an address as it is written, or null. */
export function networkOf(text) {
  const numbers = numbersOf(text);
  if (!numbers) return null;
  if (numbers.length === 4) return `${numbers.slice(0, 3).join('.')}.0/24`;
  const groups = numbers.slice(0, 3);
  while (groups.length && groups.at(-1) === 0) groups.pop();
  return `${groups.map((group) => group.toString(16)).join(':')}::/48`;
}
