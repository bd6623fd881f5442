// CloudTrail records in all their forms (as delivered, OCSF, rows of a CSV), CloudShell and Session
// Manager calls among them.

import { has, isObject, jsonOf, lastPart, lower, member, textOf, textWithoutCase } from './fields.mjs';
import { readValue } from './json.mjs';
import { withoutOrder } from './sheet-time.mjs';
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

/** The services whose calls are sign-ins, role switches and checks of credentials (R36). */
const SIGN_INS = ['signin.amazonaws.com', 'sso.amazonaws.com'];
const isFailure = (value) => lower(textOf(value)) === 'failure';
const failureIn = (value) => (isObject(value) ? textOf([...value.values()].find(isFailure)) : '');

/** R32: who, by whatever says it. */
function identityOf({ type, name, arn, principalId, behalf, invokedBy, signedIn }) {
  const ofRole = /^AROA[^:]*:(?=.)/s;
  return {
    user: type === 'Root' ? 'root' : name || lastPart(arn) || signedIn || behalf || invokedBy || principalId.replace(ofRole, ''),
    principal: arn || behalf || principalId,
  };
}

/** The event of a call, whatever form it came in. */
function callEvent({ source, name, time, who, request, response, details, error, category = '' }) {
  const call = lower(name);
  const { user, principal } = identityOf(who);
  const failure = error || (SIGN_INS.includes(source) ? failureIn(response) : '') || failureIn(details);
  const event = { system: 'cloudtrail', activity: firstUpper(name), service: source, user, time, transfer: null, size: null };
  if (source === 'cloudshell.amazonaws.com') {
    event.system = 'cloudshell';
    event.principal = principal || user;
    event.environment = textWithoutCase(request, 'EnvironmentId') || textWithoutCase(response, 'EnvironmentId');
    event.ends = SHELL_ENDS.includes(call) && !failure;
    if (!failure) event.transfer = SHELL_TRANSFERS.get(call) ?? null;
  } else if (source === 'ssm.amazonaws.com' && SESSION_CALLS.has(call)) {
    const where = SESSION_CALLS.get(call);
    event.system = 'session-manager';
    event.session = '';
    if (where === 'either') event.session = textWithoutCase(request, 'sessionId');
    if (where !== 'none') event.session ||= textWithoutCase(response, 'sessionId');
    event.ends = call === 'terminatesession' && !failure;
  } else if (source === 'ecs.amazonaws.com' && call === 'executecommand' && isObject(response)) {
    // R33: the session that a command in a container is.
    const begun = [...response].filter(([key]) => lower(key) === 'session').at(-1)?.[1];
    event.session = textWithoutCase(begun, 'sessionId');
  }
  // R40: what was seen at an endpoint is no call of its own.
  if (category === 'NetworkActivity') Object.assign(event, { session: '', environment: '', ends: false, transfer: null });
  return event;
}

/** D99: is an object a row? A struct of it is a text, or the identity stands under keys of its own. */
function isFlat(record) {
  const isText = (key) => textOf(record.get(key)).startsWith('{');
  const namesIdentity = (key) => ['username', 'arn', 'principalid', 'invokedby'].includes(key) || /^useridentity./su.test(key);
  return ['userIdentity', 'requestParameters', 'responseElements', 'serviceEventDetails'].some(isText)
    || (!isObject(record.get('userIdentity')) && [...record.keys()].some((key) => namesIdentity(normal(key))));
}

/** D101: the members of a struct that are spread over keys that begin with its name, `parameters` and `session` within it. */
function gathered(entries) {
  const object = new Map();
  for (const [name, value] of entries) {
    const key = name.replace(/^[._/]+/, '').replace(/(?:\[\])+$/, '');
    const within = /^(parameters)[._/]*(host|portnumber)$/i.exec(key) ?? /^(session)[._/]*(sessionid)$/i.exec(key);
    if (!within) { object.set(key, value); continue; }
    const outer = lower(within[1]);
    if (!isObject(object.get(outer))) object.set(outer, new Map());
    object.get(outer).set(within[2], value);
  }
  return object.size ? object : undefined;
}

const identified = (id) => (id ? `cloudtrail ${id}` : null);

export const cloudTrail = {
  name: 'cloudtrail',
  // R38: a service of AWS was called.
  recognises: (record) => /\.amazonaws\.com(\.cn)?$/.test(textOf(record.get('eventSource'))) && record.has('eventName')
    && ['userIdentity', 'eventVersion', 'eventID'].some((key) => record.has(key)) && !isFlat(record),
  // R37: what corrects a record is no call.
  skips: (record) => isObject(record.get('addendum')),
  identity: (record) => identified(textOf(record.get('eventID'))),
  event(record) {
    const who = record.get('userIdentity');
    return callEvent({
      source: textOf(record.get('eventSource')),
      name: textOf(record.get('eventName')),
      time: timeOf(record.has('eventTime') ? record.get('eventTime') : record.get('@timestamp')),
      who: {
        type: textOf(member(who, 'type')),
        name: textOf(member(who, 'userName')),
        arn: textOf(member(who, 'arn')),
        principalId: textOf(member(who, 'principalId')),
        behalf: textOf(member(member(who, 'onBehalfOf'), 'userId')),
        invokedBy: textOf(member(who, 'invokedBy')),
        signedIn: textOf(member(record.get('additionalEventData'), 'UserName')),
      },
      request: record.get('requestParameters'),
      response: record.get('responseElements'),
      details: record.get('serviceEventDetails'),
      error: textOf(record.get('errorCode')),
      category: textOf(record.get('eventCategory')),
    });
  },
};

export const digest = { name: 'cloudtrail-digest', skipped: true, recognises: (record) => record.has('digestS3Object'), facts: (record) => ({ digest: record }) };
export const insight = { name: 'cloudtrail-insight', skipped: true, recognises: (record) => isObject(record.get('insightDetails')) || /^Insights?$/.test(textOf(record.get('eventCategory'))) || /^AwsCloudTrailInsights?$/.test(textOf(record.get('eventType'))) };

/** D51: parameters of an OCSF record, from where its publisher put them. */
function ocsfParameters(record, side, name) {
  const data = member(member(record.get('api'), side), 'data');
  const read = typeof data === 'string' ? jsonOf(data) : data;
  if (isObject(read)) return read;
  const unmapped = record.get('unmapped');
  return unmappedObject(record, name);
}

/** An object among what has no place of its own: as it is, as JSON text, or flat. */
function unmappedObject(record, name) {
  const unmapped = record.get('unmapped');
  const given = member(unmapped, name);
  const whole = typeof given === 'string' ? jsonOf(given) : given;
  if (isObject(whole)) return whole;
  if (!isObject(unmapped)) return undefined;
  return gathered([...unmapped].filter(([key]) => key.startsWith(`${name}.`)).map(([key, value]) => [key.slice(name.length), value]));
}

export const ocsf = {
  name: 'cloudtrail',
  recognises: (record) => member(member(record.get('metadata'), 'product'), 'name') === 'CloudTrail',
  identity: (record) => identified(textOf(member(record.get('metadata'), 'uid'))),
  event(record) {
    const api = record.get('api');
    const actor = record.get('actor');
    const who = member(actor, 'user');
    const source = textOf(member(member(api, 'service'), 'name'));
    const hasFailed = record.get('status_id')?.text === '2' || isFailure(record.get('status'));
    return callEvent({
      source,
      name: textOf(member(api, 'operation')),
      time: timeOf(record.has('time') ? record.get('time') : record.get('time_dt')),
      who: {
        type: textOf(member(who, 'type')),
        name: textOf(member(who, 'name')),
        arn: textOf(member(who, 'uid')),
        principalId: textOf(member(who, 'uid_alt')),
        behalf: '',
        invokedBy: textOf(member(actor, 'invoked_by')),
        signedIn: '',
      },
      request: ocsfParameters(record, 'request', 'requestParameters'),
      response: ocsfParameters(record, 'response', 'responseElements'),
      error: textOf(member(member(api, 'response'), 'error')) || (SIGN_INS.includes(source) && (hasFailed || failureIn(unmappedObject(record, 'serviceEventDetails'))) ? 'Failure' : ''),
    });
  },
};

/** A key and its `=` at the beginning of a text (after blanks): the length of both and the key, or null. */
function keyAt(text) {
  const found = /^\s*([\p{Alphabetic}\p{N}_\-.:/@]+)=/u.exec(text);
  return found && { length: found[0].length, key: found[1] };
}

/** Does a value of a struct end before this text? */
const endsValue = (rest) => /^\s*($|\})/.test(rest) || /^\s*,/.test(rest) && keyAt(rest.replace(/^\s*,/, '')) !== null;

/** How long the JSON value with an end of its own is that a text begins with, or 0. */
function jsonLength(text) {
  if (!'{["'.includes(text[0] || ' ')) return 0;
  const bytes = Buffer.from(text);
  const read = readValue(bytes, 0);
  return read ? bytes.toString('utf8', 0, read.end).length : 0;
}

/** R39: `{a=1, b={c=2}}` as Athena and Lake write a struct, as a Map of Maps and strings. */
function structOf(text) {
  let rest = text;
  const value = (depth) => {
    if (rest[0] === '{' && depth < 128 && (/^\{\s*\}/.test(rest) || keyAt(rest.slice(1)))) {
      rest = rest.slice(1);
      const members = new Map();
      for (let next = keyAt(rest); next; next = keyAt(rest)) {
        rest = rest.slice(next.length);
        const item = value(depth + 1);
        if (item !== 'null' && item !== null) members.set(next.key.replace(/[A-Z]/g, lower), item);
        if (rest[0] === ',') rest = rest.slice(1);
      }
      rest = rest.replace(/^\s+/, '').replace(/^\}/, '');
      return members;
    }
    const json = jsonLength(rest);
    if (json && endsValue(rest.slice(json))) {
      const read = jsonOf(rest.slice(0, json));
      rest = rest.slice(json);
      return read;
    }
    let end = 0;
    while (end < rest.length) {
      if (rest[end] === ',' && keyAt(rest.slice(end + 1)) || rest[end] === '}' && endsValue(rest.slice(end + 1))) break;
      end++;
    }
    const plain = rest.slice(0, end).trim();
    rest = rest.slice(end);
    return plain;
  };
  return rest[0] === '{' ? value(0) : undefined;
}

/** A cell that holds JSON or a struct. */
function cellObject(text) {
  const read = jsonOf(text) ?? structOf(text.trim());
  return isObject(read) ? read : undefined;
}

/** A key or header without case and punctuation (R39). */
export const normal = (header) => header.toLowerCase().replace(/[^\p{L}0-9@]/gu, '');

/** D100: headers without what stands before all those of a record. */
export function normalAll(names) {
  const headers = names.map(normal);
  const before = headers.includes('eventname') ? undefined : ['detail', 'dataaws', 'source'].find((prefix) => headers.includes(`${prefix}eventname`));
  return before === undefined ? headers : headers.map((header) => (header.startsWith(before) && header !== before ? header.slice(before.length) : header));
}

const cellIn = (cells, ...headers) => headers.map((header) => (cells.get(header) === 'null' ? '' : cells.get(header) ?? '')).find(Boolean) ?? '';

/** The time of a row as it is written. */
export const rowTime = (cells) => cellIn(cells, 'eventtime', '@timestamp', 'timegeneratedutc', 'timegenerated', 'tptimestamp');

/** D49: the event and the identity of a CSV row, given as a Map from header to cell; `order` is that of its dates. */
export function cloudTrailRow(cells, order = '') {
  const cell = (...headers) => cellIn(cells, ...headers);
  const who = cellObject(cell('useridentity'));
  const inside = (value, key) => {
    if (!isObject(value)) return undefined;
    const found = [...value].filter(([name]) => normal(name) === key);
    return found.find(([, item]) => item)?.[1];
  };
  const struct = (name) => (cell(name) ? cellObject(cell(name))
    : gathered([...cells].filter(([header, text]) => header.startsWith(name) && text !== '').map(([header, text]) => [header.slice(name.length), text])));
  const part = (key, ...headers) => cell(...headers) || textOf(inside(who, key));
  const behalf = isObject(who) ? [...who].find(([key]) => normal(key) === 'onbehalfof')?.[1] : undefined;
  const event = callEvent({
    source: cell('eventsource'),
    name: cell('eventname'),
    time: timeOf(withoutOrder(rowTime(cells), order)),
    who: {
      type: part('type', 'useridentitytype'),
      name: part('username', 'username', 'useridentityusername'),
      arn: part('arn', 'useridentityarn', 'arn'),
      principalId: part('principalid', 'useridentityprincipalid', 'principalid'),
      behalf: cell('useridentityonbehalfofuserid') || textOf(inside(behalf, 'userid')),
      invokedBy: part('invokedby', 'useridentityinvokedby', 'invokedby'),
      signedIn: cell('additionaleventdatausername') || textOf(inside(cellObject(cell('additionaleventdata')), 'username')),
    },
    request: struct('requestparameters'),
    response: struct('responseelements'),
    details: struct('serviceeventdetails'),
    error: cell('errorcode'),
    category: cell('eventcategory'),
  });
  return { event, identity: identified(cell('eventid', 'awseventid')) };
}

/** D103: what a row is that is no call (R37): the format that it counts to, or null. */
export function otherRow(cells) {
  const has = (header) => cellIn(cells, header).trimStart().startsWith('{');
  if (has('insightdetails') || /^Insights?$/.test(cellIn(cells, 'eventcategory')) || /^AwsCloudTrailInsights?$/.test(cellIn(cells, 'eventtype'))) return 'cloudtrail-insight';
  return has('addendum') ? 'cloudtrail' : null;
}

/** Has an object what a looked-up event has? */
export const isLookup = (value) => has(value, 'CloudTrailEvent');
