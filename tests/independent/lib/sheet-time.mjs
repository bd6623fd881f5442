// Times as spreadsheets write them where they have saved a table again (D85).

const DATE = /^(\d{1,2}|\d{4})([-/.])(\d{1,2}|\d{4})\2(\d{1,2}|\d{4}),?\p{White_Space}+(.*)$/su;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d+)?)?(?:\p{White_Space}*([AaPp])[Mm])?$/u;
const AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
const two = (number) => String(number).padStart(2, '0');

function clockOf(text) {
  const found = CLOCK.exec(text);
  if (!found) return null;
  const [, hour, minute, second = '00', fraction = '', half] = found;
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  return `T${two(hours)}:${minute}:${second}${fraction}Z`;
}

/** Days since 1899-12-30, of this century, and a part of one. */
function dayNumber(text) {
  const found = /^(\d{5})(?:[.,](\d+))?$/.exec(text);
  if (!found || Number(found[1]) < 36526 || Number(found[1]) > 73050) return null;
  const part = (found[2] ?? '0').slice(0, 15);
  const unit = 10n ** BigInt(part.length);
  const ms = (BigInt(part) * 86400000n + unit / 2n) / unit; // the nearest one: its digits are cut
  return new Date((Number(found[1]) - 25569) * 86400000 + Number(ms)).toISOString();
}

/** `{ dayFirst, monthFirst, order }`: the text as a time in both orders, null for what it cannot be; `order` where it shows one. */
export function sheetTime(text) {
  const trimmed = text.replace(AROUND, '');
  const number = dayNumber(trimmed);
  if (number) return { dayFirst: number, monthFirst: number };
  const found = DATE.exec(trimmed);
  const clock = found && clockOf(found[5]);
  if (!clock) return null;
  const [, first, separator, second, third] = found;
  const written = (year, month, day) => `${year.padStart(4, '0')}-${two(Number(month))}-${two(Number(day))}${clock}`;
  if (first.length === 4) { const time = written(first, second, third); return { dayFirst: time, monthFirst: time }; }
  if (third.length !== 4) return null;
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b > 12) return null;
  const dayFirst = written(third, second, first), monthFirst = written(third, first, second);
  if (a > 12) return { dayFirst, monthFirst: dayFirst, order: 'dayFirst' };
  if (b > 12) return { dayFirst: monthFirst, monthFirst, order: 'monthFirst' };
  return a === b || separator === '.' ? { dayFirst, monthFirst: dayFirst } : { dayFirst, monthFirst };
}

/** The order that the dates of these texts show: '' where none does, or both are there. */
export function orderOf(texts) {
  const orders = new Set(texts.map((text) => sheetTime(text)?.order).filter(Boolean));
  return orders.size === 1 ? [...orders][0] : '';
}

/** Can a text be read in two orders? */
export const isAmbiguous = (text) => { const time = sheetTime(text); return time !== null && time.dayFirst !== time.monthFirst; };

/** A text as others write times; '' where its order is to be known and is not. */
export function withoutOrder(text, order) {
  const time = sheetTime(text);
  if (!time) return text;
  return time.dayFirst === time.monthFirst ? time.dayFirst : time[order] ?? '';
}
