// Values of `time:` (F6): spans of time at the precision at which they are written, in UTC where they
// name no zone.

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?)?(?: ?(?:([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt])|([+-])(\d\d)(?::?(\d\d))?))?$/;
const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** `{ start, end }` in milliseconds, the end not included, or null where the text is no time. */
export function momentOf(text) {
  const found = MOMENT.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1, 4).map(Number);
  const [hour, minute, second] = found.slice(4, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // What runs over into another month is no date.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  let offset = 0;
  if (found[9]) {
    const hours = Number(found[10]), minutes = Number(found[11] ?? 0);
    if (hours > 23 || minutes > 59) return null;
    offset = (hours * HOUR + minutes * MINUTE) * (found[9] === '-' ? -1 : 1);
  }
  // Events have their times in whole milliseconds, so further digits are left off as theirs were (R8).
  const fraction = (found[7] ?? '').slice(0, 3);
  const length = found[4] === undefined ? DAY : found[5] === undefined ? HOUR : found[6] === undefined ? MINUTE : 10 ** (3 - fraction.length);
  const start = date.getTime() + hour * HOUR + minute * MINUTE + second * 1000 + Number(fraction.padEnd(3, '0')) - offset;
  return { start, end: start + length };
}

/** The test of a time in milliseconds that a value says, or null where it says none. */
export function timeTest(text) {
  const dots = text.indexOf('..');
  if (dots >= 0) {
    const [first, last] = [text.slice(0, dots), text.slice(dots + 2)];
    const from = momentOf(first), to = momentOf(last);
    if ((first && !from) || (last && !to) || (!first && !last)) return null;
    if (from && to && from.start >= to.end) return null;
    return (time) => (!from || time >= from.start) && (!to || time < to.end);
  }
  const [, sign, rest] = /^(>=|<=|>|<|)(.*)$/s.exec(text);
  const moment = momentOf(rest);
  if (!moment) return null;
  switch (sign) {
    case '>=': return (time) => time >= moment.start;
    case '>': return (time) => time >= moment.end;
    case '<': return (time) => time < moment.start;
    case '<=': return (time) => time < moment.end;
    default: return (time) => time >= moment.start && time < moment.end;
  }
}
