// Coverage (E7 to E10) and deliveries (E11 to E17), by looking at every event for every question.

import { JsonNumber } from './json.mjs';
import { ACTIVITIES, canonicalName } from './session-logger.mjs';
import { byBytes } from './sessions.mjs';
import { timeOf, timeText } from './time.mjs';

const MINUTE = 60000;
const METRICS = ['SessionLoggerEventDelivered', 'SessionLoggerTargetNotFoundError', 'SessionLoggerAccessDeniedError'];
const asMap = (object) => new Map(Object.entries(object));
const text = (event, field) => event.texts.get(field) ?? '';
const sorted = (names) => [...new Set(names)].sort(byBytes);
const lastPart = (arn) => arn.slice(arn.lastIndexOf('/') + 1);

/** What is known of portals: events of Session Logger in order, sessions, settings and points. */
export class Portals {
  constructor(events, records, summary) {
    this.events = events.filter((event) => text(event, 'system') === 'session-logger');
    this.summary = summary;
    this.sessions = summary.get('sessions').filter((session) => session.get('system') === 'session-logger');
    this.settings = records.filter(({ settings }) => settings)
      .map(({ path, settings }) => ({ path, ...settings, portals: (settings.arns ?? []).map(lastPart).filter(Boolean) }));
    this.points = records.filter(({ metric }) => metric).map(({ path, metric }) => ({ path, ...metric }));
    this.known = sorted([...this.events.map((event) => text(event, 'portal')), ...this.settings.flatMap(({ portals }) => portals)].filter(Boolean));
    this.all = sorted([...this.known, ...this.points.map(({ portal }) => portal ?? '')].filter(Boolean));
    const telling = this.settings.filter(({ events: logged }) => logged !== null);
    this.only = telling.length === 1 && telling[0].arns === null && this.all.length === 1 ? telling[0] : null;
  }

  eventsOf(id) {
    return this.events.filter((event) => text(event, 'session') === id);
  }

  portalOfSession(id) {
    return this.eventsOf(id).filter((event) => event.time !== null).map((event) => text(event, 'portal')).find(Boolean) ?? '';
  }

  settingsOf(portal) {
    if (portal === '') return null;
    const own = this.settings.find(({ events: logged, portals }) => logged !== null && portals.includes(portal)) ?? this.only;
    return own && { path: own.path, all: own.events === 'all', events: own.events === 'all' ? sorted(ACTIVITIES.keys()) : sorted(own.events.map(canonicalName)) };
  }

  mayHave(portal, activities) {
    const settings = this.settingsOf(portal);
    return !settings || activities.some((activity) => settings.events.includes(activity));
  }

  portalOfPoint({ form, portal, label }) {
    if (portal) return portal;
    const held = form === 'stream' ? [] : this.known.filter((id) => label.includes(id));
    held.sort((a, b) => Buffer.byteLength(b) - Buffer.byteLength(a) || byBytes(a, b));
    return held[0] ?? (this.known.length === 1 ? this.known[0] : '');
  }

  coverage() {
    const unnamed = this.events.some((event) => !text(event, 'portal')) || this.sessions.some((session) => !this.portalOfSession(session.get('id')))
      || this.settings.some((settings) => settings.portals.length === 0 && settings !== this.only) || this.points.some((point) => !this.portalOfPoint(point));
    return [...(unnamed ? [''] : []), ...this.all].map((portal) => this.covered(portal));
  }

  covered(portal) {
    const settings = this.settingsOf(portal);
    const own = this.events.filter((event) => text(event, 'portal') === portal);
    const names = sorted(own.map((event) => text(event, 'activity')));
    const dated = own.filter((event) => event.time !== null);
    const sessions = this.sessions.filter((session) => this.portalOfSession(session.get('id')) === portal);
    const has = (session, activities) => this.eventsOf(session.get('id')).some((event) => activities.includes(text(event, 'activity')));
    const ids = (activities, test) => (this.mayHave(portal, activities) ? sorted(sessions.filter(test).map((session) => session.get('id'))) : null);
    const starts = ['SessionStart', 'SessionConnect'];
    return asMap({
      system: 'session-logger', portal,
      collected: asMap({ said_by: settings?.path ?? null, all: settings?.all ?? null, events: settings?.events ?? [] }),
      seen: new Map(names.map((name) => [name, own.filter((event) => text(event, 'activity') === name).length])),
      never: settings ? settings.events.filter((name) => !names.includes(name)) : [],
      not_collected: settings ? sorted(ACTIVITIES.keys()).filter((name) => !settings.events.includes(name)) : [],
      against_settings: settings && !settings.all ? names.filter((name) => !settings.events.includes(name)) : [],
      first: dated[0]?.timeText ?? null, last: dated.at(-1)?.timeText ?? null,
      sessions: sessions.length,
      without_start: ids(starts, (session) => !has(session, starts)),
      without_end: ids(['SessionEnd'], (session) => session.get('state') === 'open'),
      disconnected: ids(['SessionDisconnection'], (session) => session.get('state') === 'disconnected'),
      silences: this.mayHave(portal, ['UrlVisit', 'WebsiteInteract']) ? this.silences(sessions) : null,
    });
  }

  silences(sessions) {
    const found = sessions.flatMap((session) => {
      const events = this.eventsOf(session.get('id')).filter((event) => event.time !== null);
      return events.slice(1).flatMap((event, i) => {
        const before = events.slice(0, i + 1);
        const turn = before.findLast((one) => ['SessionStart', 'SessionConnect', 'SessionDisconnection', 'SessionEnd'].includes(text(one, 'activity')));
        const connected = !turn || ['SessionStart', 'SessionConnect'].includes(text(turn, 'activity'));
        return connected && event.time - before.at(-1).time >= 15 * MINUTE ? [asMap({ session: session.get('id'), from: before.at(-1).timeText, to: event.timeText })] : [];
      });
    });
    return found.sort((a, b) => byBytes(a.get('from'), b.get('from')) || byBytes(a.get('session'), b.get('session')));
  }

  deliveries() {
    const series = new Map();
    for (const point of this.points) {
      const { form, label = '', name, path } = point;
      if (form !== 'stream' && ['SampleCount', 'Average', 'Minimum', 'Maximum'].some((word) => label.includes(word))) continue;
      const metric = METRICS.find((known) => (form === 'stream' ? name === known : label.includes(known)));
      const [time, sum] = [point.time === undefined ? null : timeOf(point.time), floorOf(point.sum)];
      if (!metric || time === null || sum === null) continue;
      const source = form === 'stream' ? 'stream' : path;
      const key = JSON.stringify([this.portalOfPoint(point), source, form === 'stream']);
      if (!series.has(key)) series.set(key, { portal: this.portalOfPoint(point), source, isOfOne: false, points: new Map(METRICS.map((known) => [known, new Map()])) });
      const one = series.get(key);
      one.isOfOne ||= form === 'statistics';
      const samples = floorOf(point.samples);
      const known = one.points.get(metric).get(time) ?? { sum, samples };
      one.points.get(metric).set(time, { sum: sum > known.sum ? sum : known.sum, samples: samples !== null && (known.samples === null || samples > known.samples) ? samples : known.samples });
    }
    return [...series.values()].filter(({ points }) => points.get(METRICS[0]).size)
      .sort((a, b) => byBytes(a.portal, b.portal) || byBytes(a.source, b.source)).map((one) => this.delivered(one));
  }

  delivered({ portal, source, isOfOne, points }) {
    const own = this.events.filter((event) => text(event, 'portal') === portal);
    const dated = own.filter((event) => event.time !== null);
    const times = [...points.get(METRICS[0]).keys()].sort((a, b) => a - b);
    const value = (time) => points.get(METRICS[0]).get(time);
    const period = Math.min(60 * MINUTE, ...times.slice(1).map((time, i) => time - times[i]));
    const [from, to] = [times[0], times.at(-1) + period];
    const isLoaded = (event, by) => event.time >= from - 15 * MINUTE && event.time <= by + MINUTE;
    const loaded = (by) => dated.filter((event) => isLoaded(event, by)).length;
    const holds = (path) => own.some((event) => text(event, 'path') === path);
    const inputs = this.summary.get('inputs').filter((input) => holds(input.get('path')) || (Number(input.get('events').text) === 0 && Number(input.get('duplicates').text) === 0));
    const isDamaged = (input) => this.summary.get('notices').some((notice) => notice.get('path') === input.get('path') && ['truncated', 'bad-container', 'limit'].includes(notice.get('kind')));
    const undated = own.length - dated.length;
    const rejected = inputs.reduce((sum, input) => sum + Number(input.get('rejected').text), 0);
    let delivered = 0n, missing = 0n, surplus = 0n;
    const steps = [];
    for (const time of times) {
      delivered += value(time).sum;
      const lacking = delivered - BigInt(loaded(time + period) + undated + rejected);
      if (lacking > missing) {
        missing = lacking;
        steps.push(asMap({ by: timeText(time + period), missing_at_least: lacking }));
      }
      const counted = time + Math.min(period, 5 * MINUTE) - 20 * MINUTE;
      const more = BigInt(dated.filter((event) => event.time >= from && event.time <= counted).length) - delivered;
      if (more > surplus) surplus = more;
    }
    const samples = times.map((time) => value(time).samples);
    const errors = (metric) => (isOfOne ? null : [...points.get(metric).values()].reduce((sum, point) => sum + point.sum, 0n));
    return asMap({
      portal, source, period_s: Math.floor(period / 1000), from: timeText(from), to: timeText(to),
      delivered_events: delivered, loaded_events: loaded(to), undated, rejected, damaged_inputs: inputs.filter(isDamaged).length,
      missing_at_least: portal ? missing : null, surplus_at_least: portal ? surplus : null,
      delivered_files: samples.includes(null) ? null : samples.reduce((sum, count) => sum + count, 0n),
      loaded_files: new Set(dated.filter((event) => isLoaded(event, to)).map((event) => text(event, 'path'))).size,
      steps: portal ? steps : null,
      errors: asMap({ SessionLoggerAccessDeniedError: errors(METRICS[2]), SessionLoggerTargetNotFoundError: errors(METRICS[1]) }),
    });
  }
}

/** E12: a number that is not negative, without what stands behind its point; else null. */
function floorOf(value) {
  if (!(value instanceof JsonNumber)) return null;
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(value.text);
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (/^0*$/.test(digits)) return 0n;
  if (sign) return null;
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  return kept.replace(/^0+/, '').length > 36 ? null : BigInt(kept);
}
