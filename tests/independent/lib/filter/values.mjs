// What a value of a field asks of an event (F4 to F7).

import { addressOf, isInNetwork, isSameAddress, networkOf } from './address.mjs';
import { BOTH_DIRECTIONS, FINDING_KINDS, KNOWN_VALUES, keyOf } from './fields.mjs';
import { timeTest } from './moment.mjs';
import { fold, hasStar, isAllOf, isAnything } from './pattern.mjs';
import { sizeTest } from './size.mjs';

/** Is the pattern all of what the field says? */
const textTest = (pattern) => (text) => isAllOf(pattern, text);

function clientIpTest(pattern) {
  const text = pattern.join('*');
  if (text.includes('/')) {
    const network = hasStar(pattern) ? null : networkOf(text);
    return network && ((value) => { const address = addressOf(value); return address !== null && isInNetwork(network, address); });
  }
  const wanted = hasStar(pattern) ? null : addressOf(text);
  if (!wanted) return textTest(pattern);
  return (value) => { const address = addressOf(value); return address !== null && isSameAddress(wanted, address); };
}

const VALUES = new Map([...KNOWN_VALUES, ['found', FINDING_KINDS]]);

function knownTest(field, pattern) {
  if (hasStar(pattern)) return textTest(pattern);
  const wanted = fold(pattern[0]);
  if (!VALUES.get(field).includes(wanted)) return null;
  return field === 'family' && wanted === BOTH_DIRECTIONS ? (value) => value === 'transfer-in' || value === 'transfer-out' : textTest(pattern);
}

/** What an event has in a field: a text, a BigInt of bytes, milliseconds, or null where it has nothing. */
export function valueOf(event, field) {
  if (field === 'size') return event.size;
  if (field === 'time') return event.time;
  // What events are printed as does not say what was found of them.
  if (field === 'found') throw new Error('what was found is not known here');
  return event.texts.get(keyOf(field)) || null;
}

/** The test of a value that is there, or null where the pattern cannot be a value of the field. */
function presentTest(field, pattern) {
  if (field === 'size') return hasStar(pattern) ? null : sizeTest(pattern[0]);
  if (field === 'time') return hasStar(pattern) ? null : timeTest(pattern[0]);
  if (field === 'client_ip') return clientIpTest(pattern);
  return VALUES.has(field) ? knownTest(field, pattern) : textTest(pattern);
}

/** The test of an event that a value of a field is, or null where it cannot be one. */
export function testOf(field, pattern) {
  if (isAnything(pattern)) return (event) => valueOf(event, field) !== null;
  if (!hasStar(pattern) && pattern[0] === '') return (event) => valueOf(event, field) === null;
  const test = presentTest(field, pattern);
  if (!test) return null;
  return (event) => {
    const value = valueOf(event, field);
    return value !== null && test(value);
  };
}

