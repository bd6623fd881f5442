// The two formats of WorkSpaces Secure Browser: Session Logger and user access logging.

import { has, lower, member, textOf } from './fields.mjs';
import { JsonNumber } from './json.mjs';
import { timeOf } from './time.mjs';

/** The activities in the canonical spelling, each with the places between which it moves something, or null. */
export const ACTIVITIES = new Map([
  ['WebsiteInteract', null],
  ['FileDownloadFromSecureBrowserToRemoteDisk', ['site', 'remote-disk']],
  ['FileTransferFromRemoteToLocalDisk', ['remote-disk', 'local']],
  ['FileTransferFromLocalToRemoteDisk', ['local', 'remote-disk']],
  ['FileUploadFromRemoteDiskToSecureBrowser', ['remote-disk', 'site']],
  ['ContentPasteToWebsite', ['remote-clipboard', 'site']],
  ['ContentTransferFromLocalToRemoteClipboard', ['local', 'remote-clipboard']],
  ['ContentCopyFromWebsite', ['site', 'remote-clipboard']],
  ['UrlVisit', null],
  ['TabOpen', null],
  ['TabClose', null],
  ['PrintJobSubmit', ['remote-disk', 'printer']],
  ['SessionConnect', null],
  ['SessionStart', null],
  ['SessionDisconnection', null],
  ['SessionEnd', null],
  ['UrlBlockByContentFilter', null],
]);
const SPELLINGS = new Map([...ACTIVITIES.keys()].map((name) => [lower(name), name]));
SPELLINGS.set('urlload', 'UrlVisit');
SPELLINGS.set('printjobsubmitted', 'PrintJobSubmit');
SPELLINGS.set('sessiondisconnect', 'SessionDisconnection');

/** The canonical spelling of an activity. */
export const canonicalName = (written) => SPELLINGS.get(lower(written)) ?? written;

/** R18: a non-negative whole number however it is written, or a string of digits; else null. */
export function sizeOf(value) {
  if (typeof value === 'string') return /^[0-9]+$/.test(value) ? BigInt(value) : null;
  if (!(value instanceof JsonNumber)) return null;
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(value.text);
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return 0n;
  const power = BigInt(exponent) - BigInt(fraction.length);
  if (sign || power > 30n) return null;
  if (power >= 0n) return digits * 10n ** power;
  if (-power > BigInt(whole.length + fraction.length)) return null;
  const divisor = 10n ** -power;
  return digits % divisor === 0n ? digits / divisor : null;
}

/** R16: a field of `session_detail`, else the first observable of that name that says something. */
function sessionDetail(record, field) {
  const own = textOf(member(record.get('session_detail'), field));
  if (own) return own;
  for (const key of ['observables', 'observable']) {
    const list = record.get(key);
    for (const item of Array.isArray(list) ? list : [list]) {
      if (member(item, 'name') !== `session_detail.${field}`) continue;
      const value = textOf(member(item, 'value'));
      if (value) return value;
    }
  }
  return '';
}

export const sessionLogger = {
  name: 'session-logger',
  recognises: (record) => record.get('category_name') === 'WorkSpacesSecureBrowser'
    || member(member(record.get('metadata'), 'product'), 'vendor_name') === 'wsb'
    || (record.has('activity_name') && has(record.get('session_detail'), 'portal_id')),
  event(record) {
    const written = textOf(record.get('activity_name'));
    const activity = canonicalName(written);
    return {
      system: 'session-logger',
      activity,
      user: sessionDetail(record, 'username'),
      time: timeOf(record.get('time')),
      session: sessionDetail(record, 'session_id'),
      transfer: ACTIVITIES.get(activity) ?? null,
      size: sizeOf(member(record.get('file'), 'size')),
    };
  },
};

const USER_ACCESS_TYPES = ['Validation', 'StartSession', 'VisitPage', 'EndSession'];

export const userAccess = {
  name: 'user-access-logging',
  recognises: (record) => USER_ACCESS_TYPES.includes(record.get('eventType'))
    && record.has('details')
    && (record.has('portalArn') || has(record.get('details'), 'permission')),
  event: (record) => ({
    system: 'user-access-logging',
    activity: record.get('eventType'),
    user: textOf(record.get('userName')),
    portal: textOf(record.get('portalArn')),
    time: timeOf(record.get('timestamp')),
    transfer: null,
    size: null,
  }),
};
