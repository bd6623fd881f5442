// CloudTrail records in all their forms (as delivered, OCSF, rows of a CSV), CloudShell and Session
// Manager calls among them.

import { has, isObject, jsonOf, lastPart, lower, member, textOf, textWithoutCase } from './fields.mjs';
import { timeOf } from './time.mjs';

/** R24: the calls of `ssm.amazonaws.com` about sessions; where their session's id stands. */
const SESSION_CALLS = new Map([
  ['startsession', 'response'], ['resumesession', 'either'], ['terminatesession', 'either'],
  ['opencontrolchannel', 'none'], ['createcontrolchannel', 'none'],
  ['opendatachannel', 'either'], ['createdatachannel', 'either'],
]);
export const SHELL_TRANSFERS = new Map([['getfiledownloadurls', ['cloudshell', 'local']], ['getfileuploadurls', ['local', 'cloudshell']]]);
const SHELL_ENDS = ['deletesession', 'stopenvironment', 'deleteenvironment'];

const firstUpper = (name) => name.replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** The event of a call, whatever form it came in. */
function callEvent({ source, name, time, user, principal, request, response, error }) {
  const call = lower(name);
  const event = { system: 'cloudtrail', activity: firstUpper(name), user, time, transfer: null, size: null };
  if (source === 'cloudshell.amazonaws.com') {
    event.system = 'cloudshell';
    event.principal = principal || user;
    event.environment = textWithoutCase(request, 'EnvironmentId') || textWithoutCase(response, 'EnvironmentId');
    event.ends = SHELL_ENDS.includes(call) && !error;
    if (!error) event.transfer = SHELL_TRANSFERS.get(call) ?? null;
  } else if (source === 'ssm.amazonaws.com' && SESSION_CALLS.has(call)) {
    const where = SESSION_CALLS.get(call);
    event.system = 'session-manager';
    event.session = '';
    if (where === 'either') event.session = textWithoutCase(request, 'sessionId');
    if (where !== 'none') event.session ||= textWithoutCase(response, 'sessionId');
    event.ends = call === 'terminatesession' && !error;
  }
  return event;
}

const identified = (id) => (id ? `cloudtrail ${id}` : null);

export const cloudTrail = {
  name: 'cloudtrail',
  recognises: (record) => record.has('eventSource') && record.has('eventName'),
  identity: (record) => identified(textOf(record.get('eventID'))),
  event(record) {
    const who = record.get('userIdentity');
    const arn = textOf(member(who, 'arn'));
    const principalId = textOf(member(who, 'principalId'));
    return callEvent({
      source: textOf(record.get('eventSource')),
      name: textOf(record.get('eventName')),
      time: timeOf(record.has('eventTime') ? record.get('eventTime') : record.get('@timestamp')),
      user: textOf(member(who, 'userName')) || lastPart(arn) || textOf(member(member(who, 'onBehalfOf'), 'userId'))
        || textOf(member(who, 'invokedBy')) || principalId,
      principal: arn || principalId,
      request: record.get('requestParameters'),
      response: record.get('responseElements'),
      error: textOf(record.get('errorCode')),
    });
  },
};

export const digest = { name: 'cloudtrail-digest', skipped: true, recognises: (record) => record.has('digestS3Object') };
export const insight = { name: 'cloudtrail-insight', skipped: true, recognises: (record) => record.get('eventType') === 'AwsCloudTrailInsights' };

/** D51: parameters of an OCSF record, from where its publisher put them. */
function ocsfParameters(record, side, name) {
  const data = member(member(record.get('api'), side), 'data');
  const read = typeof data === 'string' ? jsonOf(data) : data;
  if (isObject(read)) return read;
  const unmapped = record.get('unmapped');
  const whole = member(unmapped, name);
  if (isObject(whole)) return whole;
  if (!isObject(unmapped)) return undefined;
  return new Map([...unmapped].filter(([key]) => key.startsWith(`${name}.`)).map(([key, value]) => [key.slice(name.length + 1), value]));
}

export const ocsf = {
  name: 'cloudtrail',
  recognises: (record) => member(member(record.get('metadata'), 'product'), 'name') === 'CloudTrail',
  identity: (record) => identified(textOf(member(record.get('metadata'), 'uid'))),
  event(record) {
    const api = record.get('api');
    const actor = record.get('actor');
    const who = member(actor, 'user');
    const arn = textOf(member(who, 'uid'));
    const principalId = textOf(member(who, 'uid_alt'));
    return callEvent({
      source: textOf(member(member(api, 'service'), 'name')),
      name: textOf(member(api, 'operation')),
      time: timeOf(record.has('time') ? record.get('time') : record.get('time_dt')),
      user: textOf(member(who, 'name')) || lastPart(arn) || textOf(member(actor, 'invoked_by')) || principalId,
      principal: arn || principalId,
      request: ocsfParameters(record, 'request', 'requestParameters'),
      response: ocsfParameters(record, 'response', 'responseElements'),
      error: textOf(member(member(api, 'response'), 'error')),
    });
  },
};

/** `{a=1, b={c=2}}` as Athena and Lake write a struct, as a Map of Maps and strings. */
function structOf(text) {
  let at = 0;
  const value = () => {
    if (text[at] !== '{') {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '}') at++;
      return text.slice(start, at).trim();
    }
    at++;
    const members = new Map();
    while (at < text.length && text[at] !== '}') {
      const equals = text.indexOf('=', at);
      if (equals < 0) { at = text.length; break; }
      const key = text.slice(at, equals).replace(/^[,\s]+|\s+$/g, '');
      at = equals + 1;
      const item = value();
      if (item !== 'null') members.set(lower(key), item);
      if (text[at] === ',') at++;
    }
    at++;
    return members;
  };
  return text[0] === '{' ? value() : undefined;
}

/** A cell that holds JSON or a struct. */
function cellObject(text) {
  const read = jsonOf(text) ?? structOf(text.trim());
  return isObject(read) ? read : undefined;
}

/** D49: the event and the identity of a CSV row, given as a Map from header to cell. */
export function cloudTrailRow(cells) {
  const cell = (header) => (cells.get(header) === 'null' ? '' : cells.get(header) ?? '');
  const who = cellObject(cell('useridentity'));
  const part = (key) => textWithoutCase(who, key);
  const behalf = isObject(who) ? [...who].find(([key]) => lower(key) === 'onbehalfof')?.[1] : undefined;
  const event = callEvent({
    source: cell('eventsource'),
    name: cell('eventname'),
    time: timeOf(cell('eventtime')),
    user: cell('username') || part('username') || lastPart(part('arn')) || textWithoutCase(behalf, 'userid') || part('invokedby') || part('principalid'),
    principal: part('arn') || part('principalid'),
    request: cellObject(cell('requestparameters')),
    response: cellObject(cell('responseelements')),
    error: cell('errorcode'),
  });
  return { event, identity: identified(cell('eventid')) };
}

/** Has an object what a looked-up event has? */
export const isLookup = (value) => has(value, 'CloudTrailEvent');
