// Findings (E22 to E35), by trying each event with each other.

import { ACTIVITIES } from './session-logger.mjs';
import { addressKey, networkOf } from './networks.mjs';
import { byBytes } from './sessions.mjs';
import { timeOf, timeText } from './time.mjs';

const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const READS = ['GetSecretValue', 'BatchGetSecretValue', 'GetParameter', 'GetParameters', 'GetParametersByPath'];
const IN_LEGS = ['FileDownloadFromSecureBrowserToRemoteDisk', 'FileTransferFromLocalToRemoteDisk'];
const SIGNS = ['address-changed', 'user-changed', 'sessions-at-once', 'first-seen-network', 'blocked-then-reached', 'out-of-hours'];

const asMap = (object) => new Map(Object.entries(object));
const text = (event, field) => event.texts.get(field) ?? '';
const activity = (event) => text(event, 'activity');
const is = (event, system, name) => text(event, 'system') === system && activity(event) === name;
const unique = (list) => [...new Set(list)];

/** All findings. `legs` are the out legs in order, each with what it was matched to; `working` the hours and days of work. */
export function findingsOf({ events, portals, legs, people, working, cite }) {
  const found = [];
  const dated = events.filter((event) => event.time !== null);
  const place = new Map(events.map((event, i) => [event, i]));
  const add = (kind, at, detail, cited, more = {}) => {
    const told = { time: at?.time ?? null, user: at ? text(at, 'user') : '', session: at ? text(at, 'session') : '', ...more };
    found.push({ kind, ...told, detail, cited });
  };
  const zone = (working.zone ?? 0) * MINUTE;
  const dayOf = (time) => Math.floor((time + zone) / DAY);
  const nameOfDay = (day) => timeText(day * DAY).split('T')[0];

  const sessions = portals.sessions.map((session) => {
    const all = portals.eventsOf(session.get('id'));
    return { id: session.get('id'), user: session.get('user'), start: timeOf(session.get('start') ?? ''), end: timeOf(session.get('end') ?? ''), all, rows: all.filter((event) => event.time !== null) };
  });

  for (const { rows } of sessions) {
    const ended = rows.findLast((event) => activity(event) === 'SessionEnd');
    const after = ended ? rows.filter((event) => event.time > ended.time + 1000 && activity(event) !== 'SessionDisconnection') : [];
    if (after.length) add('activity-after-end', after[0], { ended: ended.timeText, activity: activity(after[0]), count: after.length }, after);

    for (const [kind, field, keyOf] of [['address-changed', 'client_ip', addressKey], ['user-changed', 'user', (name) => name]]) {
      const named = rows.filter((event) => text(event, field) !== '');
      const pairs = [];
      for (let i = 1; i < named.length; i++) {
        const [a, b] = [named[i - 1], named[i]].map((event) => keyOf(text(event, field)));
        if (a === b || pairs.some(([c, d]) => (a === c && b === d) || (a === d && b === c))) continue;
        pairs.push([a, b]);
        add(kind, named[i], { from: text(named[i - 1], field), to: text(named[i], field) }, [named[i - 1], named[i]]);
      }
    }

    const done = [];
    for (const visit of rows.filter((event) => activity(event) === 'UrlVisit' && text(event, 'host'))) {
      const host = text(visit, 'host');
      const block = rows.findLast((event) => activity(event) === 'UrlBlockByContentFilter' && text(event, 'host') === host && visit.time - event.time >= 1000 && visit.time - event.time <= HOUR);
      if (!block || done.includes(host)) continue;
      done.push(host);
      add('blocked-then-reached', visit, { host }, [block, visit]);
    }
  }

  const addressesOf = (session) => unique(session.all.map((event) => text(event, 'client_ip')).filter(Boolean));
  const placed = sessions.filter((session) => session.start !== null && session.user && addressesOf(session).length);
  for (const session of placed) {
    const own = addressesOf(session).map(addressKey);
    const others = placed.filter((other) => other !== session && other.user === session.user && other.end > session.start
      && (other.start < session.start || (other.start === session.start && byBytes(other.id, session.id) < 0))
      && !addressesOf(other).some((address) => own.includes(addressKey(address))));
    others.sort((a, b) => byBytes(a.id, b.id));
    if (!others.length) continue;
    const all = [session, ...others];
    add('sessions-at-once', session.rows[0], { sessions: others.map(({ id }) => id), addresses: unique(all.flatMap(addressesOf)).sort(byBytes) },
      all.map(({ rows }) => rows[0]), { time: session.start, user: session.user, session: session.id });
  }

  const byStart = sessions.filter(({ start }) => start !== null).sort((a, b) => a.start - b.start || byBytes(a.id, b.id));
  const firstAddress = (session) => session.rows.find((event) => text(event, 'client_ip'));
  const networkOfSession = (session) => { const first = firstAddress(session); return first ? networkOf(text(first, 'client_ip')) : null; };
  byStart.forEach((session, i) => {
    const network = networkOfSession(session);
    const before = byStart.slice(0, i).filter(({ user }) => user === session.user).map(networkOfSession).filter(Boolean);
    if (!session.user || !network || before.length < 3 || before.includes(network)) return;
    const first = firstAddress(session);
    add('first-seen-network', first, { network, sessions_before: before.length }, [first], { user: session.user, session: session.id });
  });

  for (const { out, to, reason, last } of legs.filter(({ to: end }) => end === 'local')) {
    const [file, session] = [text(out, 'file'), text(out, 'session')];
    if (reason === 'no-earlier-in-leg') {
      const hasStart = portals.eventsOf(session).some((event) => ['SessionStart', 'SessionConnect'].includes(activity(event)));
      const portal = portals.portalOfSession(session);
      if (hasStart && IN_LEGS.every((leg) => portals.mayHave(portal, [leg]))) add('out-without-in', out, { file, size: out.size }, [out]);
    }
    if (reason === 'other-size') add('size-changed', out, { file, in_size: last.size, out_size: out.size }, [last, out]);
  }

  const bulk = legs.map(({ out, to }) => ({ out, to })).filter(({ out, to }) => out.time !== null && to !== 'site' && text(out, 'user'));
  for (const user of unique(bulk.map(({ out }) => text(out, 'user')))) {
    const own = bulk.map(({ out }) => out).filter((out) => text(out, 'user') === user);
    const days = unique(own.map(({ time }) => dayOf(time)));
    const bytesOf = (day) => own.filter(({ time }) => dayOf(time) === day).reduce((sum, { size }) => sum + (size ?? 0n), 0n);
    for (const day of days) {
      const others = days.filter((other) => other !== day).map(bytesOf).filter((bytes) => bytes > 0n).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const median = others[Math.floor((others.length - 1) / 2)];
      const bytes = bytesOf(day);
      if (others.length < 3 || bytes < 100000000n || bytes <= 10n * median) continue;
      const cited = own.filter(({ time }) => dayOf(time) === day);
      add('bulk-out', cited[0], { day: nameOfDay(day), bytes, median }, cited, { session: '', isBulkOf: JSON.stringify([user, day]) });
    }
  }

  const calls = dated.filter((event) => !text(event, 'error') && text(event, 'principal'));
  for (const download of calls.filter((event) => is(event, 'cloudshell', 'GetFileDownloadUrls'))) {
    const read = calls.findLast((event) => READS.includes(activity(event)) && place.get(event) < place.get(download)
      && text(event, 'principal') === text(download, 'principal') && download.time - event.time <= HOUR);
    if (read) add('secret-then-download', download, { principal: text(download, 'principal'), read: activity(read) }, [read, download]);
  }

  const isLogin = (event) => is(event, 'session-logger', 'SessionStart') || is(event, 'workspaces-access', 'WorkSpacesLogin')
    || (!text(event, 'error') && (['cloudtrail', 'cloudshell'].includes(text(event, 'system')) && activity(event) === 'ConsoleLogin' || is(event, 'session-manager', 'StartSession')));
  const logins = dated.filter(isLogin).map((event) => ({ event, person: people.personOf(event), network: networkOf(text(event, 'client_ip')) }))
    .filter(({ person, network }) => person && network);
  const isShared = (network) => new Set(logins.filter((login) => login.network === network).map(({ person }) => person)).size >= 3;
  const telling = logins.filter(({ network }) => !isShared(network));
  telling.forEach(({ event, person, network }, i) => {
    const before = telling.slice(0, i).findLast((login) => login.person === person);
    if (!before || before.network === network || event.time - before.event.time > HOUR) return;
    add('two-places', event, { person, from: before.network, to: network, systems: [before.event, event].map((login) => text(login, 'system')) }, [before.event, event]);
  });

  if (working.from !== undefined) {
    const isOut = ({ time }) => {
      const [minute, weekday] = [((time + zone) / MINUTE) % 1440, new Date(time + zone).getUTCDay()];
      const at = minute < 0 ? minute + 1440 : minute;
      const { from, to } = working;
      return !working.days.includes(weekday) || !(from <= to ? at >= from && at < to : at >= from || at < to);
    };
    const late = legs.map(({ out }) => out).filter((out) => out.time !== null && text(out, 'session') && isOut(out));
    for (const id of unique(late.map((out) => text(out, 'session')))) {
      const own = late.filter((out) => text(out, 'session') === id);
      add('out-of-hours', own[0], { count: own.length }, own);
    }
  }

  const unknown = portals.events.filter((event) => !ACTIVITIES.has(activity(event)));
  for (const key of unique(unknown.map((event) => JSON.stringify([activity(event), text(event, 'portal')])))) {
    const own = unknown.filter((event) => JSON.stringify([activity(event), text(event, 'portal')]) === key);
    add('unknown-activity', own[0], { activity: activity(own[0]), portal: text(own[0], 'portal'), count: own.length }, own, { user: '', session: '' });
  }

  for (const { out, to, come, from, basis } of [...legs].filter((leg) => leg.come && leg.from === 'site' && leg.to !== 'site')) {
    const size = out.size ?? come.size;
    const because = found.filter(({ kind, session }) => SIGNS.includes(kind) && session === text(out, 'session')).map(({ kind }) => kind);
    if (size !== null && size >= 1000000000n) because.push('size');
    if (found.some(({ isBulkOf }) => isBulkOf === JSON.stringify([text(out, 'user'), dayOf(out.time)]))) because.push('bulk-out');
    if (!because.length) continue;
    const cited = [come, out].sort((a, b) => place.get(a) - place.get(b));
    add('left-after-download', out, { file: text(out, 'file'), size, site: text(come, 'host'), to, basis, because: unique(because).sort(byBytes) }, cited);
  }

  const first = (finding) => place.get(finding.cited[0]);
  const where = (event) => { const at = cite(event); return [at.get('path'), at.get('offset')]; };
  found.sort((a, b) => (a.time === null) - (b.time === null) || (a.time ?? 0) - (b.time ?? 0) || byBytes(a.kind, b.kind) || byBytes(a.session, b.session)
    || byBytes(where(a.cited[0])[0], where(b.cited[0])[0]) || where(a.cited[0])[1] - where(b.cited[0])[1] || first(a) - first(b));
  return found.map(({ kind, time, user, session, detail, cited }) => asMap({
    kind, time: timeText(time), user, session, detail: asMap(detail), events: cited.slice(0, 20).map(cite), event_count: cited.length,
  }));
}
