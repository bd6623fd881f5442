// Events to sessions (R20, R21, R23, R25).

import { timeText } from './time.mjs';

export const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const groupBy = (events, keyOf) => {
  const groups = new Map();
  for (const event of events) {
    const key = keyOf(event);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(event);
  }
  return groups;
};

/** R25: of the events that name a user the earliest; undated ones last, of equal ones the bytewise first. */
function userOf(events) {
  const named = events.filter((event) => event.user);
  named.sort((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity) || byBytes(a.user, b.user));
  return named[0]?.user ?? '';
}

function session(system, id, events, state) {
  const times = events.map((event) => event.time).filter((time) => time !== null);
  return {
    system,
    id,
    user: userOf(events),
    start: times.length ? times.reduce((a, b) => Math.min(a, b)) : null,
    end: times.length ? times.reduce((a, b) => Math.max(a, b)) : null,
    events: events.length,
    state,
  };
}

/** R23. Undated turns count as before all others, so they decide only where no turn has a time. */
function sessionLoggerState(events) {
  if (events.some((event) => event.activity === 'SessionEnd')) return 'ended';
  const when = (event) => event.time ?? -Infinity;
  const turns = events.filter((event) => ['SessionStart', 'SessionConnect', 'SessionDisconnection'].includes(event.activity));
  const last = turns.map(when).reduce((a, b) => Math.max(a, b), -Infinity);
  return turns.some((event) => when(event) === last && event.activity === 'SessionDisconnection') ? 'disconnected' : 'open';
}

function sessionLoggerSessions(events) {
  const own = events.filter((event) => event.system === 'session-logger' && event.session);
  return [...groupBy(own, (event) => event.session)].map(([id, group]) => session('session-logger', id, group, sessionLoggerState(group)));
}

const USER_ACCESS_ORDER = ['StartSession', 'VisitPage', 'EndSession'];

/** R21: one pass in time over the events of each (portal, user). */
function userAccessSessions(events) {
  const own = events.filter((event) => event.system === 'user-access-logging' && event.time !== null && event.activity !== 'Validation');
  const all = [];
  for (const group of groupBy(own, (event) => JSON.stringify([event.portal, event.user])).values()) {
    group.sort((a, b) => a.time - b.time || USER_ACCESS_ORDER.indexOf(a.activity) - USER_ACCESS_ORDER.indexOf(b.activity));
    let open = null;
    const close = (state) => {
      if (open) {
        const [{ portal, user, time }] = open;
        all.push(session('user-access-logging', `${portal}/${user}/${timeText(time)}`, open, state));
      }
      open = null;
    };
    for (const event of group) {
      if (event.activity === 'StartSession') close('open');
      open ??= [];
      open.push(event);
      if (event.activity === 'EndSession') close('ended');
    }
    close('open');
  }
  return all;
}

/** All sessions, by start (those without one last), then id, then system. */
export function sessionsOf(events) {
  const all = [...sessionLoggerSessions(events), ...userAccessSessions(events)];
  const start = (one) => one.start ?? Infinity;
  return all.sort((a, b) => (start(a) === start(b) ? 0 : start(a) - start(b)) || byBytes(a.id, b.id) || byBytes(a.system, b.system));
}
