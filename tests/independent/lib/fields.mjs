// Small readers of JSON values (objects are Maps): a field counts only with its documented type.

import { readValue } from './json.mjs';

/** The string, or '' for whatever is none. */
export const textOf = (value) => (typeof value === 'string' ? value : '');
export const isObject = (value) => value instanceof Map;
export const member = (value, key) => (isObject(value) ? value.get(key) : undefined);
export const has = (value, key) => isObject(value) && value.has(key);
export const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The first string that says something under a key, compared without case. */
export function textWithoutCase(value, key) {
  if (!isObject(value)) return '';
  for (const [name, item] of value) {
    if (lower(name) === lower(key) && textOf(item)) return item;
  }
  return '';
}

/** What stands after the last slash, or without one after the last colon (R17). */
export function lastPart(arn) {
  const at = arn.includes('/') ? arn.lastIndexOf('/') : arn.lastIndexOf(':');
  return arn.slice(at + 1);
}

/** The value of a text that is one strict JSON value and nothing else, else undefined. */
export function jsonOf(text) {
  const bytes = Buffer.from(text.trim());
  const read = readValue(bytes, 0);
  return read && read.end === bytes.length ? read.value : undefined;
}
