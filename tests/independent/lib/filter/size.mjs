// Values of `size:` (F6): whole numbers of bytes against exact decimals.

const UNITS = new Map([['b', 1n], ...['k', 'm', 'g', 't'].flatMap((letter, i) => [
  [`${letter}b`, 1000n ** BigInt(i + 1)], [`${letter}ib`, 1024n ** BigInt(i + 1)],
])]);
const AMOUNT = /^(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i;

/** `{ digits, scale, unit }` of `1.5MB`: digits / 10^scale, and the unit in bytes or null; null for what is no amount. */
function amountOf(text) {
  const [, number, unit] = AMOUNT.exec(text) ?? [];
  if (number === undefined || (unit && !UNITS.has(unit.toLowerCase()))) return null;
  const [whole, fraction = ''] = number.split('.');
  return { digits: BigInt(whole + fraction), scale: BigInt(fraction.length), unit: unit ? UNITS.get(unit.toLowerCase()) : null };
}

/** The sign of an amount with a unit (bytes, where it has none) minus a number of bytes. */
function compare({ digits, scale, unit }, bytes) {
  const [a, b] = [digits * (unit ?? 1n), bytes * 10n ** scale];
  return a < b ? -1 : a > b ? 1 : 0;
}

const isGreater = (a, b) => a.digits * (a.unit ?? 1n) * 10n ** b.scale > b.digits * (b.unit ?? 1n) * 10n ** a.scale;

/** The test of a number of bytes that a value says, or null where it says none. */
export function sizeTest(text) {
  const dots = text.indexOf('..');
  if (dots >= 0) {
    const [first, last] = [text.slice(0, dots), text.slice(dots + 2)];
    const low = amountOf(first), high = amountOf(last);
    if ((first && !low) || (last && !high) || (!first && !last)) return null;
    if (low && high) {
      low.unit ??= high.unit;
      high.unit ??= low.unit;
      if (isGreater(low, high)) return null;
    }
    return (bytes) => (!low || compare(low, bytes) <= 0) && (!high || compare(high, bytes) >= 0);
  }
  const [, sign, rest] = /^(>=|<=|>|<|)(.*)$/s.exec(text);
  const amount = amountOf(rest);
  if (!amount) return null;
  return (bytes) => {
    const order = compare(amount, bytes);
    return sign === '' ? order === 0 : sign === '>' ? order < 0 : sign === '>=' ? order <= 0 : sign === '<' ? order > 0 : order >= 0;
  };
}
