// The two formats of WorkSpaces Secure Browser: Session Logger and user access logging.

import { has, lower, member, textOf } from './fields.mjs';
import { JsonNumber } from './json.mjs';
import { timeOf } from './time.mjs';

const ACTIVITIES = new Map([
  'WebsiteInteract', 'FileDownloadFromSecureBrowserToRemoteDisk', 'FileTransferFromRemoteToLocalDisk',
  'FileTransferFromLocalToRemoteDisk', 'FileUploadFromRemoteDiskToSecureBrowser', 'ContentPasteToWebsite',
  'ContentTransferFromLocalToRemoteClipboard', 'ContentCopyFromWebsite', 'UrlVisit', 'TabOpen', 'TabClose',
  'PrintJobSubmit', 'SessionConnect', 'SessionStart', 'SessionDisconnection', 'SessionEnd', 'UrlBlockByContentFilter',
].map((name) => [lower(name), name]));
ACTIVITIES.set('urlload', 'UrlVisit');
ACTIVITIES.set('printjobsubmitted', 'PrintJobSubmit');
ACTIVITIES.set('sessiondisconnect', 'SessionDisconnection');

const TRANSFERS = new Map([
  ['FileTransferFromLocalToRemoteDisk', ['local', 'remote-disk']],
  ['FileTransferFromRemoteToLocalDisk', ['remote-disk', 'local']],
  ['FileDownloadFromSecureBrowserToRemoteDisk', ['site', 'remote-disk']],
  ['FileUploadFromRemoteDiskToSecureBrowser', ['remote-disk', 'site']],
  ['PrintJobSubmit', ['remote-disk', 'printer']],
  ['ContentTransferFromLocalToRemoteClipboard', ['local', 'remote-clipboard']],
  ['ContentCopyFromWebsite', ['site', 'remote-clipboard']],
  ['ContentPasteToWebsite', ['remote-clipboard', 'site']],
]);

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
    const activity = ACTIVITIES.get(lower(written)) ?? written;
    return {
      system: 'session-logger',
      activity,
      user: sessionDetail(record, 'username'),
      time: timeOf(record.get('time')),
      session: sessionDetail(record, 'session_id'),
      transfer: TRANSFERS.get(activity) ?? null,
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
