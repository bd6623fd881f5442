// R44: pieces of one transcript, over all inputs.

import { byBytes } from './sessions.mjs';
import { hasTranscriptHeader, idOfName, transcript } from './session-manager.mjs';
import { timeOf } from './time.mjs';

/** Paths with digits by their number; of equal ones the bytes decide. */
export function naturally(a, b) {
  const split = (path) => path.match(/[0-9]+|[^0-9]+/g) ?? [];
  const [left, right] = [split(a), split(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const areNumbers = [left[i], right[i]].every((part) => /^[0-9]/.test(part));
    const [m, n] = areNumbers ? [BigInt(left[i]), BigInt(right[i])] : [];
    if (areNumbers && m !== n) return m < n ? -1 : 1;
    if (areNumbers || left[i] === right[i]) continue;
    // What one has more of is compared with what follows in the other.
    return byBytes(left.slice(i).join(''), right.slice(i).join(''));
  }
  return left.length - right.length || byBytes(a, b);
}

const joinedText = (pieces) => pieces.map(({ text }) => text).join('');
const plain = (text) => text.replace(/\r/g, '').replace(/\n+$/, '');

/**
 * What the messages of a stream are, `{ pieces, … }`: `stream` is '' where none is named, `fileName` stands for it then;
 * `isKnown` says that they are a transcript whatever else there is.
 */
export function partOf(messages, { stream, fileName, isKnown }) {
  const ids = new Set();
  const kept = isKnown ? messages.filter(({ id }) => !id || (!ids.has(id) && ids.add(id))) : messages;
  const pieces = kept.map(({ text, offset, time, id }) => ({ text: text.endsWith('\n') ? text : `${text}\n`, offset, id, time: timeOf(time) ?? Infinity }));
  pieces.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time));
  const name = stream || fileName;
  const own = transcript(joinedText(pieces), name);
  const hasHeader = hasTranscriptHeader(joinedText(pieces));
  return {
    pieces, name, isKnown, hasHeader, own,
    key: idOfName(stream) || stream || own.event.session,
    isPage: stream === '' && own.event.session === '' && !hasHeader,
    isWhole: hasHeader && own.event.ends,
    messages,
  };
}

/** The pieces that were met, to find those of other parts again: by id, else by time and text and how often. */
class Seen {
  ids = new Set();
  withId = new Set();
  without = new Set();

  /** Each piece of a part with what it is known by. */
  static named(pieces) {
    const counts = new Map();
    return pieces.map((piece) => {
      const same = JSON.stringify([String(piece.time), piece.text.replace(/\r/g, '')]);
      counts.set(same, (counts.get(same) ?? 0) + 1);
      return { ...piece, nth: `${counts.get(same)} ${same}` };
    });
  }

  has({ id, nth }) {
    return this.without.has(nth) || (id ? this.ids.has(id) : this.withId.has(nth));
  }

  add(piece) {
    const isNew = !this.has(piece);
    if (piece.id) { this.ids.add(piece.id); this.withId.add(piece.nth); } else if (isNew) this.without.add(piece.nth);
    return isNew;
  }
}

const inOrder = (a, b) => (a.time === b.time ? 0 : a.time - b.time) || naturally(a.part.path, b.part.path) || a.offset - b.offset || a.part.number - b.part.number || a.place - b.place;

/** Parts as one transcript. */
function joined(parts) {
  const all = parts.flatMap((part) => Seen.named(part.pieces).map((piece, place) => ({ ...piece, part, place }))).sort(inOrder);
  const seen = new Seen();
  const met = all.filter((piece) => seen.add(piece));
  const pieces = parts.length === 1 ? all : met;
  const first = pieces[0].part;
  const text = joinedText(pieces);
  // D87: a header stands in one input, and so does a footer.
  const last = pieces.at(-1);
  const tail = last.place === last.part.pieces.length - 1 ? joinedText(last.part.pieces) : last.text;
  return { parts: [first, ...parts.filter((part) => part !== first)], pieces, text, seen, own: transcript(text, first.name, joinedText(first.pieces), tail) };
}

/** Adds the pages to the transcript that they continue; those that continue none. */
function addPages(transcripts, pages) {
  const isOpen = ({ own }) => !own.event.ends && own.warning === '';
  const open = transcripts.filter(isOpen).sort((a, b) => inOrder(a.pieces.at(-1), b.pieces.at(-1)));
  if (open.length === 0) return pages;
  const firstOf = (part) => ({ ...part.pieces[0], part, place: 0 });
  const isAfter = (part, other) => inOrder(firstOf(part), other.pieces.at(-1)) > 0;
  const sorted = [...pages].sort((a, b) => inOrder(firstOf(a), firstOf(b)));
  const candidates = sorted.filter((page) => isAfter(page, open[0]) && !(open[1] && isAfter(page, open[1])));
  for (let count = 1; count <= candidates.length; count++) {
    const added = candidates.slice(0, count);
    const whole = joined([...open[0].parts, ...added]);
    if (!whole.own.event.ends) continue;
    const after = sorted.slice(sorted.indexOf(added.at(-1)) + 1);
    const copies = after.filter((page) => Seen.named(page.pieces).every((piece) => whole.seen.has(piece)));
    whole.parts.push(...copies);
    transcripts[transcripts.indexOf(open[0])] = whole;
    return sorted.filter((page) => !added.includes(page) && !copies.includes(page));
  }
  return pages;
}

/** Says of each part, `{ path, number, record, … }`, what becomes of its record. */
export function settle(parts) {
  const transcripts = [];
  const streams = new Map();
  for (const part of parts) {
    if (part.isPage) continue;
    if (part.isWhole || !part.key) transcripts.push(joined([part]));
    else streams.set(part.key, [...(streams.get(part.key) ?? []), part]);
  }
  // D87: what has nothing but pieces of a whole one is no transcript of its own.
  const inOne = (a, b) => inOrder(a.pieces[0], b.pieces[0]);
  for (const whole of transcripts.filter(({ parts: [{ isWhole, key }] }) => isWhole && key).sort(inOne)) {
    const [{ key }] = whole.parts;
    const rest = streams.get(key) ?? [];
    const copies = rest.filter((part) => Seen.named(part.pieces).every((piece) => whole.seen.has(piece)));
    if (copies.length === 0) continue;
    const again = joined([...whole.parts, ...copies]);
    Object.assign(again.own.event, { ends: whole.own.event.ends, time: whole.own.event.time });
    transcripts[transcripts.indexOf(whole)] = again;
    streams.set(key, rest.filter((part) => !copies.includes(part)));
  }
  for (const own of streams.values()) if (own.length) transcripts.push(joined(own));
  for (const page of addPages(transcripts, parts.filter((part) => part.isPage))) {
    if (page.isKnown) transcripts.push(joined([page]));
    else page.record.replaced = page.messages.map(({ offset }) => ({ offset, rejected: 'unknown-record' }));
  }
  for (const { parts: [first, ...others], text, own } of transcripts) {
    Object.assign(first.record, own, { warning: first.own.warning });
    for (const part of others) {
      const isCopy = plain(joinedText(part.pieces)) === plain(text);
      Object.assign(part.record, { format: own.format, warning: part.own.warning }, isCopy ? { duplicate: true } : { skipped: true });
    }
  }
}
