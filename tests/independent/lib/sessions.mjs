// Events, and the history of Session Manager, to sessions (R20 to R25).

import { isSessionId } from './session-manager.mjs';
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

function session(system, id, events, state, naming = events) {
  const times = events.map((event) => event.time).filter((time) => time !== null);
  return {
    system,
    id,
    user: userOf(naming),
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

const SHELL_GAP = 20 * 60 * 1000;

/** R22: one pass in time over the calls of each (principal, environment). */
function cloudShellSessions(events) {
  const own = events.filter((event) => event.system === 'cloudshell' && event.environment && event.time !== null);
  const all = [];
  for (const group of groupBy(own, (event) => JSON.stringify([event.principal, event.environment])).values()) {
    group.sort((a, b) => a.time - b.time);
    let part = [];
    const close = () => {
      const [{ principal, environment, time }] = part;
      all.push(session('cloudshell', `${principal}/${environment}/${timeText(time)}`, part, part.some((event) => event.ends) ? 'ended' : 'open'));
    };
    for (const event of group) {
      if (part.length && event.time - part.at(-1).time >= SHELL_GAP) { close(); part = []; }
      part.push(event);
    }
    close();
  }
  return all;
}

const ECS = 'ecs-execute-command-';

/** R33: the events that can name who began a session of Session Manager. */
const canName = (id) => ({ system, activity }) => (id.startsWith(ECS) ? system === 'cloudtrail'
  : ['session-manager-stream', 'session-manager-transcript'].includes(system) || system === 'session-manager' && activity === 'StartSession');

const SESSION_MANAGER = ['cloudtrail', 'session-manager', 'session-manager-stream', 'session-manager-transcript'];
const least = (times) => times.filter((time) => time !== null).reduce((a, b) => (a === null ? b : Math.min(a, b)), null);
const greatest = (times) => times.filter((time) => time !== null).reduce((a, b) => (a === null ? b : Math.max(a, b)), null);

/** R24 and R25: what was seen of each id, and what the history says of it. */
function sessionManagerSessions(events, history) {
  const seen = groupBy(events.filter((event) => SESSION_MANAGER.includes(event.system) && event.session), (event) => event.session);
  const known = groupBy(history, (entry) => entry.session);
  return [...new Set([...seen.keys(), ...known.keys()])].map((id) => {
    const own = seen.get(id) ?? [], entries = known.get(id) ?? [];
    const isEnded = own.some((event) => event.ends) || entries.some((entry) => entry.end !== null || ['Terminated', 'Failed'].includes(entry.status));
    const isDisconnected = entries.some((entry) => entry.status === 'Disconnected');
    const one = session('session-manager', id, own, isEnded ? 'ended' : isDisconnected ? 'disconnected' : 'open', own.filter(canName(id)));
    one.start = least(entries.map((entry) => entry.start)) ?? one.start;
    one.end = greatest(entries.map((entry) => entry.end)) ?? one.end;
    if (id.startsWith(ECS)) return one;
    if (isSessionId(id)) one.user = id.slice(0, id.lastIndexOf('-'));
    one.user ||= userOf(entries.map((entry) => ({ user: entry.owner, time: entry.start })));
    return one;
  });
}

/** All sessions, by start (those without one last), then id, then system. */
export function sessionsOf(events, history = []) {
  const all = [
    ...sessionLoggerSessions(events), ...userAccessSessions(events), ...cloudShellSessions(events),
    ...sessionManagerSessions(events, history),
  ];
  const start = (one) => one.start ?? Infinity;
  return all.sort((a, b) => (start(a) === start(b) ? 0 : start(a) - start(b)) || byBytes(a.id, b.id) || byBytes(a.system, b.system));
}
