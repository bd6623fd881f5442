// From the line of a filter to its tokens (F1, F2). Places are counted in characters (Unicode scalar
// values) from 0.

/** The first mistake of a filter, with the place at which it is marked (F9). */
export class Mistake extends Error {
  constructor(place, message) {
    super(message);
    this.place = place;
  }
}

const isBlank = (char) => /^\p{White_Space}$/u.test(char);

/**
 * The tokens of a line, in order. A token is
 *
 *     { kind: 'open' | 'close' | 'text', at, isJoined, raw, cells, openQuote }
 *
 * `isJoined`: nothing stands between it and the token before. A text token is a word, an operator, or a
 * field with its value; `raw` is as it was typed, and `cells` what it says: `{ char, at, isQuoted }`
 * for each character, without the quotes and escapes. `openQuote` is the place of a quote without an
 * end (the token then goes on to the end of the line), else null.
 */
export function lex(line) {
  const chars = Array.from(line);
  const tokens = [];
  let at = 0, lastEnd = -1;

  const text = () => {
    const token = { kind: 'text', at, isJoined: false, raw: '', cells: [], openQuote: null };
    while (at < chars.length && !isBlank(chars[at]) && chars[at] !== '(' && chars[at] !== ')') {
      if (chars[at] !== '"') {
        token.cells.push({ char: chars[at], at, isQuoted: false });
        at++;
        continue;
      }
      const quote = at++;
      for (;;) {
        if (at >= chars.length) { token.openQuote = quote; break; }
        if (chars[at] === '"') { at++; break; }
        const isEscape = chars[at] === '\\' && (chars[at + 1] === '"' || chars[at + 1] === '\\');
        if (isEscape) at++;
        token.cells.push({ char: chars[at], at, isQuoted: true });
        at++;
      }
    }
    token.raw = chars.slice(token.at, at).join('');
    return token;
  };

  while (at < chars.length) {
    if (isBlank(chars[at])) { at++; continue; }
    const start = at;
    let token;
    if (chars[at] === '(' || chars[at] === ')') {
      token = { kind: chars[at] === '(' ? 'open' : 'close', at, raw: chars[at] };
      at++;
    } else {
      token = text();
    }
    token.isJoined = start === lastEnd;
    lastEnd = at;
    tokens.push(token);
  }
  return tokens;
}

/** The place of the first parenthesis that is never closed, or null. */
export function firstUnclosed(tokens) {
  const open = [];
  for (const { kind, at } of tokens) {
    if (kind === 'open') open.push(at);
    if (kind === 'close') open.pop();
  }
  return open[0] ?? null;
}
