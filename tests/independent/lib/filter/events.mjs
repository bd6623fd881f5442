// The events that `sessionscope events` prints as JSON Lines, read back.

import { JsonNumber, readValue } from '../json.mjs';
import { timeOf } from '../time.mjs';

/**
 * One event: `line` as printed; `texts`, a Map of its keys with text; `size`, a BigInt of bytes, and
 * `time`, milliseconds, each null where the event has none; `timeText` as printed.
 */
export function eventOf(line) {
  const read = readValue(Buffer.from(line), 0);
  if (!(read?.value instanceof Map)) throw new Error(`no event: ${line.slice(0, 200)}`);
  const texts = new Map([...read.value].filter(([, value]) => typeof value === 'string'));
  const size = read.value.get('size');
  return {
    line, texts,
    size: size instanceof JsonNumber ? BigInt(size.text) : null,
    time: timeOf(texts.get('time')),
    timeText: texts.get('time') ?? null,
  };
}

export const readEvents = (text) => text.split('\n').filter(Boolean).map(eventOf);
