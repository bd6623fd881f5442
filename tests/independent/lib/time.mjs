// Times to milliseconds since 1970 and back (R8, R9).

import { JsonNumber } from './json.mjs';

const DATE = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?: ?([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-]\d\d(?::?\d\d)?))?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
function daysTo(year, month, day) {
  // 0000-01-01 is 719 528 days before 1970-01-01.
  const before = year === 0 ? 0 : year * 365 + Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400) + 1;
  let days = before - 719528 + day - 1;
  for (let m = 1; m < month; m++) days += m === 2 && isLeap(year) ? 29 : DAYS[m - 1];
  return days;
}

const EARLIEST = daysTo(0, 1, 1) * 86400000;
const LATEST = (daysTo(9999, 12, 31) + 1) * 86400000 - 1;
const inRange = (ms) => (ms >= EARLIEST && ms <= LATEST ? Number(ms) : null);

function fromText(text) {
  const found = DATE.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  if (month < 1 || month > 12) return null;
  if (day < 1 || day > (month === 2 && isLeap(year) ? 29 : DAYS[month - 1])) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  // Digits beyond the third are less than a millisecond: leaving them off is flooring.
  const ms = Number(((found[7] ?? '') + '000').slice(0, 3));
  let offset = 0;
  const zone = found[8];
  if (zone && !/^(?:z|utc|gmt)$/i.test(zone)) {
    const digits = zone.slice(1).replace(':', '');
    const hours = Number(digits.slice(0, 2)), minutes = Number(digits.slice(2) || '0');
    if (hours > 23 || minutes > 59) return null;
    offset = (hours * 60 + minutes) * (zone[0] === '-' ? -1 : 1);
  }
  return inRange(daysTo(year, month, day) * 86400000 + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms);
}

/** A decimal `digits * 10^-scale`, floored to a whole number of `10^-3` after the unit is applied. */
function fromDecimal(text) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  let digits = BigInt(whole + fraction);
  if (digits === 0n) return 0;
  if (sign) digits = -digits;
  const power = BigInt(exponent) - BigInt(fraction.length);
  const size = BigInt(String(digits).replace('-', '').length) + power;
  // Beyond any year that can be written, in any of the units.
  if (size > 24n) return null;
  // Smaller than a nanosecond: zero, or just below it.
  if (size < -9n) return sign ? -1 : 0;
  // The unit goes by the magnitude, so that times before 1970 are read as those after it.
  const magnitude = sign ? -digits : digits;
  const below = (limit) => (power >= 0n ? magnitude * 10n ** power < limit : magnitude < limit * 10n ** -power);
  const shift = below(10n ** 11n) ? 3n : below(10n ** 14n) ? 0n : below(10n ** 17n) ? -3n : -6n;
  const scale = power + shift;
  if (scale >= 0n) return inRange(digits * 10n ** scale);
  const divisor = 10n ** -scale;
  let quotient = digits / divisor;
  if (digits < 0n && quotient * divisor !== digits) quotient -= 1n;
  return inRange(quotient);
}

/** Milliseconds since 1970 of a JSON value, or null where it is no time. */
export function timeOf(value) {
  if (value instanceof JsonNumber) return fromDecimal(value.text);
  if (typeof value !== 'string') return null;
  return /^[0-9]+$/.test(value) ? fromDecimal(value) : fromText(value);
}

/** RFC 3339 UTC with milliseconds; null stays null. */
export const timeText = (ms) => (ms === null ? null : new Date(ms).toISOString());
