// Words and values with stars, and how texts are compared (F2).
//
// A pattern is a list of the literal texts between its stars: `a*b` is ['a', 'b'], a text without a
// star is a list of one.

/** The pattern that the cells of a token say. */
export function patternOf(cells) {
  const pieces = [''];
  for (const { char, isQuoted } of cells) {
    if (char === '*' && !isQuoted) pieces.push(''); else pieces[pieces.length - 1] += char;
  }
  // Two stars beside each other are one.
  return pieces.filter((piece, i) => piece !== '' || i === 0 || i === pieces.length - 1);
}

export const hasStar = (pattern) => pattern.length > 1;
/** Is it `*`, which asks for any value? */
export const isAnything = (pattern) => hasStar(pattern) && pattern.every((piece) => piece === '');

/**
 * What is compared of a text: NFC, then Unicode lower case. A sigma at the end of a word is a sigma
 * (D63), so that a part of a text is found in it whatever follows.
 */
export const fold = (text) => text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');

/** Where the pieces end that are found one after the other from `from` on, or -1. */
function findInOrder(pieces, text, from) {
  let at = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return -1;
    at = found + piece.length;
  }
  return at;
}

/** Is the pattern anywhere in the text? */
export const isIn = (pattern, text) => findInOrder(pattern.map(fold), fold(text), 0) >= 0;

/** Is the pattern all of the text? */
export function isAllOf(pattern, text) {
  const [first, ...rest] = pattern.map(fold);
  const whole = fold(text);
  if (rest.length === 0) return whole === first;
  const last = rest.pop();
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  const end = findInOrder(rest, whole, first.length);
  return end >= 0 && end <= whole.length - last.length;
}
