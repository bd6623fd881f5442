// The fields of the filter (F3), and the values that some of them can only have (F7).

import { SHELL_TRANSFERS } from '../cloudtrail.mjs';
import { ACTIVITIES } from '../session-logger.mjs';

/** Fields in which a word looks. */
export const WORD_FIELDS = [
  'activity', 'user', 'portal', 'client_ip', 'session', 'host', 'url', 'file', 'ext', 'target', 'region',
  'service', 'error', 'agent', 'principal', 'id',
];

export const OTHER_TEXT_FIELDS = ['input', 'account', 'category', 'person'];
export const SYSTEMS = [
  'session-logger', 'user-access-logging', 'workspaces-access', 'cloudtrail', 'cloudshell', 'session-manager',
  'session-manager-stream', 'session-manager-transcript',
];
export const FAMILIES = [
  'lifecycle', 'login', 'browsing', 'blocked', 'input', 'clipboard', 'transfer-in', 'transfer-out', 'print',
  'command', 'api', 'other',
];
export const ENDPOINTS = [...new Set([...ACTIVITIES.values(), ...SHELL_TRANSFERS.values()].filter(Boolean).flat())];
/** The one word that stands for two families. */
export const BOTH_DIRECTIONS = 'transfer';

/** The kinds of findings (E22 to E45). */
export const FINDING_KINDS = [
  'activity-after-end', 'address-changed', 'user-changed', 'sessions-at-once', 'out-without-in', 'size-changed',
  'left-after-download', 'first-seen-network', 'bulk-out', 'blocked-then-reached', 'secret-then-download',
  'two-places', 'out-of-hours', 'unknown-activity', 'digest',
];

/** The values that a field can have, where it is not free, and no event is printed without them. */
export const KNOWN_VALUES = new Map([
  ['system', SYSTEMS],
  ['family', [...FAMILIES, BOTH_DIRECTIONS]],
  ['from', ENDPOINTS],
  ['to', ENDPOINTS],
]);

export const TEXT_FIELDS = [...WORD_FIELDS, ...OTHER_TEXT_FIELDS, ...KNOWN_VALUES.keys()];
const FIELDS = new Set([...TEXT_FIELDS, 'size', 'time', 'found']);

/** The field of a name in any case, or undefined. */
export function fieldNamed(name) {
  const lower = name.toLowerCase();
  if (lower === 'path') return 'input';
  return FIELDS.has(lower) ? lower : undefined;
}

/** Under which key `events` prints a text field. */
export const keyOf = (field) => (field === 'input' ? 'path' : field);
