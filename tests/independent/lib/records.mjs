// Made-up records of the two formats, in every spelling that the format facts allow.

import { ACTIVITIES } from './session-logger.mjs';

/** Text that is put into the JSON as it is (numbers in odd spellings). */
export class Raw {
  constructor(text) { this.text = text; }
}

const DAY = Date.UTC(2026, 10, 19);
const USERS = ['alice@example.com', 'bob', 'EXAMPLE\\carol', '田中太郎', 'zoë', 'ｗｉｄｅ', '😀', '', '123', '__proto__', 'A', 'a'];
const HOSTS = ['www.example.com', 'files.example.com', 'bücher.example.com'];
const NAMES = [...ACTIVITIES.keys(), 'UrlLoad', 'URLVisit', 'PrintJobSubmitted', 'SessionDisconnect'];
const UNKNOWN = ['SomethingNew', 'sessionstart ', 'Session Start', 'UrlLoad2', 'ÜrlVisit', '{', '"', 'a}b'];

const hex = (random, n) => Array.from({ length: n }, () => random.below(16).toString(16)).join('');
const two = (n) => String(n).padStart(2, '0');

/** A time near the day of the case in one of the many kinds, or (seldom) something that is none. */
export function timeValue(random, ms) {
  const iso = new Date(ms).toISOString();
  const whole = iso.slice(0, 19);
  switch (random.below(random.chance(0.5) ? 3 : 30)) {
    case 0: case 1: case 2: return iso;
    case 3: return `${whole}Z`;
    case 4: return `${whole}.${String(ms % 1000).padStart(3, '0')}${random.below(1e6)}Z`;
    case 5: {
      const minutes = random.pick([-480, 540, 330, -210, 0, 840]);
      const shifted = new Date(ms + minutes * 60000).toISOString().slice(0, 23);
      return `${shifted}${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
    }
    case 6: return whole;
    case 7: return whole.replace('T', ' ');
    case 8: return `${whole.replace('T', ' ')}.5`;
    case 9: return `${whole.replace('T', ' ')}+01:00`;
    case 10: return `${whole.slice(0, 17)}60Z`;
    case 11: return new Raw(String(Math.floor(ms / 1000)));
    case 12: return new Raw(String(ms));
    case 13: return new Raw(`${ms}${random.between(100, 999)}`);
    case 14: return new Raw(`${ms}${random.between(100000, 999999)}`);
    case 15: return new Raw(`${Math.floor(ms / 1000)}.${random.below(1e6)}`);
    case 16: return new Raw(`${String(ms)[0]}.${String(ms).slice(1)}e12`);
    case 17: return String(Math.floor(ms / 1000));
    case 18: return String(ms);
    case 19: return `${ms}${random.between(100, 999)}`;
    case 20: return `${ms}${random.between(100000, 999999)}`;
    case 21: return random.pick(['', null, 'yesterday', true, [], new Raw('{}')]);
    case 22: return random.pick(['2026-13-01T00:00:00Z', '2026-02-29T00:00:00Z', '2026-11-31T00:00:00Z', '2026-11-19T24:00:00Z', '2026-11-19T08:60:00Z', '2026-11-19T08:00:61Z']);
    case 23: return random.pick(['2024-02-29T23:59:60.5Z', '2016-12-31T23:59:60Z', '1969-12-31T23:59:59.9995Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2000-02-29T12:00:00Z']);
    case 24: return new Raw(random.pick(['99999999999', '100000000000', '99999999999.9999', '99999999999999', '100000000000000', '99999999999999999', '100000000000000000', '0', '0.0005', '1e3']));
    case 25: return `${whole.toLowerCase()}z`;
    case 26: return `${whole}.${String(ms % 1000).padStart(3, '0')}999999999999Z`;
    case 27: return undefined;
    default: return new Raw(String(ms));
  }
}

/** Spellings on which readers may well differ; each is a question to the contract. */
function oddTime(random) {
  return random.pick([new Raw('-1'), new Raw('-0.0005'), new Raw('-1665179071723'), new Raw('1e400'), new Raw('-0'), new Raw('1e-400'),
    new Raw('253402300799'), new Raw('2534023007990000000000'), '-5', ' 1665179071723', '1665179071.5', '2026-11-19', '2026-11-19T08:00Z', '2026-11-19T08:00:00,5Z',
    '2026-11-19T08:00:00+0100', '2026-11-19T08:00:00+01', '2026-11-19 08:00:00 +01:00', '2026-11-19 08:00:00 UTC', '2026-11-19 08:00:00Z',
    '2026-11-19T08:00:00.Z', '2026-11-19T08:00:00+24:00', '2026-11-19T08:00:00+23:59', '2026-11-19T08:00:00+01:60', '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01', '9999-12-31T23:59:60Z', '+2026-11-19T08:00:00Z', '２０２６', '99999999999999999999999', ' 2026-11-19T08:00:00Z', '2026-11-19T08:00:00-00:00']);
}

function sizeValue(random, odd) {
  if (odd && random.chance(0.3)) {
    return random.pick([new Raw('12.0'), new Raw('1e3'), new Raw('1.5e1'), new Raw('-0'), new Raw('18446744073709551615'), new Raw('18446744073709551616'), new Raw('99999999999999999999999'),
      '18446744073709551616', '+5', ' 5', '5 ', '0x10', '１２', '1e3', '12.0', new Raw('9223372036854775808'), new Raw('0.0'), new Raw('1e-3'), '007']);
  }
  switch (random.below(12)) {
    case 0: return new Raw('0');
    case 1: return String(random.below(1e9));
    case 2: return new Raw('4294967296');
    case 3: return new Raw(String(random.between(1, 9e6)) + '000000');
    case 4: return '';
    case 5: return null;
    case 6: return new Raw('-7');
    case 7: return new Raw('12.5');
    case 8: return new Raw('9007199254740993');
    case 9: return random.pick(['12 kB', 'big', true, []]);
    default: return new Raw(String(random.below(1e7)));
  }
}

function detailOf(random, session) {
  return { portal_id: session.portal, session_id: session.id, client_ip: `203.0.113.${random.below(255)}`, portal_ip: '240.0.0.1', username: session.user };
}

const observable = ([name, value]) => ({ name: `session_detail.${name}`, type_id: name.endsWith('_ip') ? 2 : 10, value });

/** One Session Logger event of a session at a time. */
export function sessionLoggerRecord(random, session, ms, name, { odd = false } = {}) {
  let activity = name ?? random.pick(NAMES);
  if (random.chance(0.05)) activity = random.chance(0.5) ? activity.toUpperCase() : activity.toLowerCase();
  if (!name && random.chance(0.03)) activity = random.pick(UNKNOWN);
  if (!name && random.chance(0.02)) activity = random.pick(['', undefined, null, new Raw('99')]);
  const record = {
    activity_name: activity,
    activity_id: 99,
    category_name: 'WorkSpacesSecureBrowser',
    [random.pick(['category_id', 'category_uid'])]: 2,
    metadata: { product: { vendor_name: 'wsb', name: 'WorkSpacesSecureBrowser', version: '1.0.0' } },
    severity_id: 1,
    type_id: 200099,
    time: odd && random.chance(0.3) ? oddTime(random) : timeValue(random, ms),
  };
  const detail = detailOf(random, session);
  const all = Object.entries(detail).map(observable);
  switch (random.below(random.chance(0.7) ? 1 : 8)) {
    case 1: record.observables = all; break;
    case 2: record.observable = all; break;
    case 3: record.observables = all; record.session_detail = { portal_id: detail.portal_id, username: '' }; break;
    case 4: record.session_detail = detail; break;
    case 5: record.observables = random.shuffle([...all]).slice(2); record.session_detail = { session_id: detail.session_id, username: null }; break;
    case 6: record.observables = [observable(['username', '']), null, 7, observable(['username', `${session.user}2`])]; record.observable = all; break;
    case 7: record.session_detail = random.pick([null, [], 'none', {}]); record.observables = random.pick([null, {}, 'x', undefined]); break;
    default: record.observables = all; record.session_detail = detail;
  }
  if (odd && random.chance(0.1)) record.observable = all[4];
  if (random.chance(0.05)) delete record.category_name;
  if (random.chance(0.03)) delete record.metadata;
  if (random.chance(0.01)) { delete record.metadata; delete record.category_name; }
  const host = random.pick(HOSTS);
  if (random.chance(0.5)) {
    const path = random.pick(['/', '/a?q={"x":[1,2]}', '/}{', '/"quoted"', '/日本語', '/a\\b', '/{open', '/shut}', '/{{', '/\\"}', '/tab\there', '/x},{"y":1}']);
    record.url = random.chance(0.9) ? { url_string: `https://${host}${path}`, hostname: host, path } : null;
  }
  if (/^(file|print)/i.test(String(activity)) ? random.chance(0.8) : random.chance(0.05)) {
    record.file = random.chance(0.95) ? { name: random.pick(['report.pdf', '見積.xlsx', 'a"b.txt', 'no-extension']), type_id: 1, size: sizeValue(random, odd), ext: '.pdf' } : random.pick([null, 'x', []]);
  }
  return record;
}

/** The events of one Session Logger session. */
export function sessionLoggerSession(random, options) {
  const session = {
    id: random.chance(0.05) ? '' : `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
    portal: `${hex(random, 8)}-0000-4000-8000-${hex(random, 12)}`,
    user: random.pick(USERS),
  };
  let now = DAY + random.below(86400000);
  const step = () => { if (!random.chance(0.15)) now += random.chance(0.3) ? random.below(1000) : random.below(600000); return now; };
  const records = [];
  const add = (name) => records.push(sessionLoggerRecord(random, session, step(), name, options));
  if (random.chance(0.9)) add('SessionStart');
  if (random.chance(0.7)) add('SessionConnect');
  for (let n = random.below(7); n > 0; n--) add();
  if (random.chance(0.6)) add(random.pick(['SessionDisconnect', 'SessionDisconnection']));
  if (random.chance(0.3)) add('SessionConnect');
  if (random.chance(0.5)) add('SessionEnd');
  if (random.chance(0.2)) add();
  return records;
}

/** The events of one user at one portal, with ends and starts that may be missing. */
export function userAccessSession(random, { odd = false } = {}) {
  const portal = random.pick(['arn:aws:workspaces-web:us-east-1:111122223333:portal/a', 'arn:aws:workspaces-web:us-east-1:111122223333:portal/b', '']);
  const user = random.pick(USERS);
  let now = DAY + random.below(86400000);
  const records = [];
  for (let n = random.between(1, 8); n > 0; n--) {
    if (!random.chance(0.25)) now += random.below(900000);
    const eventType = random.pick(['StartSession', 'VisitPage', 'VisitPage', 'VisitPage', 'EndSession', 'EndSession', 'Validation']);
    const url = `https://${random.pick(HOSTS)}/${hex(random, 3)}`;
    const record = {
      timestamp: odd && random.chance(0.2) ? oddTime(random) : random.chance(0.7) ? String(now) : timeValue(random, now),
      eventType,
      details: eventType === 'VisitPage' ? { title: 'A {page}', url } : {},
      portalArn: portal,
      userName: user,
    };
    if (eventType === 'Validation' && random.chance(0.8)) {
      record.details = { permission: 'Kinesis:PutRecord', userArn: 'arn:aws:iam::111122223333:user/x', operation: 'AssociateUserAccessLoggingSettings' };
      delete record.portalArn;
      delete record.userName;
    }
    if (random.chance(0.05)) delete record.userName;
    if (random.chance(0.03)) record.details = random.pick([null, [], '', undefined]);
    if (random.chance(0.03)) delete record.portalArn;
    if (random.chance(0.02)) record.eventType = random.pick(['startsession', 'Other', undefined, null]);
    records.push(record);
  }
  return records;
}

/** Valid JSON that is no record of a known format. */
export function strangeRecord(random) {
  const deep = (depth, text) => new Raw(`${'{"a":'.repeat(depth - 1)}${text}${'}'.repeat(depth - 1)}`);
  return random.pick([{}, { hello: 'world' }, { a: [{ b: {} }] }, { activity_name: 'TabOpen' }, { eventType: 'VisitPage', details: {} },
    { category_name: 'workspacessecurebrowser' }, { category_name: ['WorkSpacesSecureBrowser'] }, { activity_name: 'TabOpen', session_detail: { portal_id: 5 } },
    deep(127, '{}'), deep(128, '{}'), deep(129, '{}'), deep(128, '[]'), deep(129, '[[]]'), deep(400, '{}'),
    { category_name: 'WorkSpacesSecureBrowser' }, { metadata: { product: { vendor_name: 'wsb' } } },
    { activity_name: 'TabOpen', session_detail: { portal_id: '' } }, new Raw('{"category_name":"x","category_name":"WorkSpacesSecureBrowser","activity_name":"A","activity_name":"TabClose"}')]);
}

/** A record's JSON text; `random` given, in some other spelling of equal value. */
export function spell(value, random) {
  if (value instanceof Raw) return value.text;
  const blank = () => (random && random.chance(0.1) ? random.pick([' ', '  ', '\t']) : '');
  if (typeof value === 'string') {
    if (!random) return JSON.stringify(value);
    const parts = [];
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      const escaped = `\\u${unit.toString(16).padStart(4, '0')}`;
      // Only whole characters may be left as they are, so halves of a pair are escaped both or neither.
      if (unit >= 0xd800 && unit <= 0xdbff) {
        const low = value.charCodeAt(++i);
        parts.push(random.chance(0.3) ? `${escaped}\\u${low.toString(16).toUpperCase()}` : value.slice(i - 1, i + 1));
      } else if (random.chance(0.05)) parts.push(escaped);
      else if (value[i] === '/' && random.chance(0.2)) parts.push('\\/');
      else parts.push(JSON.stringify(value[i]).slice(1, -1));
    }
    return `"${parts.join('')}"`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => blank() + spell(item === undefined ? null : item, random)).join(',')}${blank()}]`;
  if (value && typeof value === 'object') {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    if (random) random.shuffle(members);
    return `{${members.map(([key, item]) => `${blank()}${spell(key, random)}${blank()}:${blank()}${spell(item, random)}`).join(',')}${blank()}}`;
  }
  return JSON.stringify(value);
}

/** A record's JSON text over several lines. */
export function spellPretty(value, unit, indent = '') {
  const deeper = indent + unit;
  if (value instanceof Raw || value === null || typeof value !== 'object') return spell(value === undefined ? null : value);
  const isArray = Array.isArray(value);
  const items = isArray
    ? value.map((item) => spellPretty(item, unit, deeper))
    : Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => `${JSON.stringify(key)}: ${spellPretty(item, unit, deeper)}`);
  const [open, close] = isArray ? '[]' : '{}';
  return items.length ? `${open}\n${items.map((item) => deeper + item).join(',\n')}\n${indent}${close}` : open + close;
}
