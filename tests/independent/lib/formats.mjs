// What a JSON object is, and what it says: one entry a format, tried in order.
//
// An event is { system, activity, user, time, session, transfer, size, … }; `size` is a BigInt or
// null, `time` milliseconds or null. What else a system's sessions need is its own.

import { cloudTrail, digest, insight, ocsf } from './cloudtrail.mjs';
import { isObject, member, textOf } from './fields.mjs';
import { canonical } from './json.mjs';
import { sessionLogger, userAccess } from './session-logger.mjs';
import { stream } from './session-manager.mjs';
import { timeOf } from './time.mjs';

/** WorkSpaces Access; `wrapperTime` is that of the log event around it (R11). */
const workspacesAccess = {
  name: 'workspaces-access',
  recognises: (record) => record.get('detail-type') === 'WorkSpaces Access',
  event(record, wrapperTime) {
    const detail = record.get('detail');
    const outer = record.has('time') ? record.get('time') : wrapperTime;
    return {
      system: 'workspaces-access',
      activity: 'WorkSpacesLogin',
      user: '',
      time: timeOf(isObject(detail) && detail.has('loginTime') ? member(detail, 'loginTime') : outer),
      transfer: null,
      size: null,
    };
  },
};

const metricStream = {
  name: 'cloudwatch-metrics',
  skipped: true,
  recognises: (record) => record.has('metric_stream_name'),
  facts: (record) => ({ metric: {
    form: 'stream', name: textOf(record.get('metric_name')), portal: textOf(member(record.get('dimensions'), 'PortalId')), time: record.get('timestamp'),
    sum: member(record.get('value'), 'sum'), samples: member(record.get('value'), 'count'),
  } }),
};

/** The answer of head-object. */
const objectMetadata = {
  name: 's3-object-metadata',
  skipped: true,
  recognises: (record) => isObject(record.get('Metadata'))
    && (record.get('Metadata').has('signature') || ['ETag', 'ContentLength', 'LastModified'].some((key) => record.has(key))),
  facts: (record) => ({ head: record }),
};

// D96.
const FORMATS = [sessionLogger, userAccess, insight, cloudTrail, ocsf, stream, workspacesAccess, digest, metricStream, objectMetadata];

const formatOf = (value) => FORMATS.find((candidate) => candidate.recognises(value));

/** Is an object an event of WorkSpaces Access? */
export const isLogin = (value) => formatOf(value) === workspacesAccess;

/**
 * `{ format, skipped }` or `{ format, event, identity }` of an object, or null where it is of no
 * known format. `identity` is the record's own id, or null; `content` is equal for equal values.
 */
export function recordOf(value, wrapperTime) {
  if (!isObject(value)) return null;
  const format = formatOf(value);
  if (!format) return null;
  if (format.skipped || format.skips?.(value)) return { format: format.name, skipped: true, ...format.facts?.(value) };
  return {
    format: format.name,
    event: format.event(value, wrapperTime),
    identity: format.identity?.(value) ?? null,
    content: canonical(value),
  };
}

/** Objects that AWS leaves behind when it checks its right to write; the format they belong to. */
export const PROBES = new Map([
  ['_workspaces_secure_browser.tmp', 'session-logger'],
  ['aws-logs-write-test', 'unknown'],
]);
