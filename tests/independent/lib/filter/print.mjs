// The normal form of a filter: no `AND`, `-` for `NOT`, no parenthesis or quote that is not needed.

const OPERATORS = ['OR', 'AND', 'NOT'];
const LOOKS_LIKE_FIELD = /^[A-Za-z_]+:(?!\/\/)/;

/** A backslash says itself, but before a quote, a backslash and the end. */
const quoted = (text) => `"${text.replace(/"|\\(?=["\\]|$)/g, '\\$&')}"`;

/** A pattern as it is typed; the whole of it is in quotes where it would be something else without. */
function printPattern(pattern, isElse) {
  const pieces = pattern.map((piece) => (/[\p{White_Space}()"*]/u.test(piece) ? quoted(piece) : piece));
  const text = pieces.join('*');
  if (text === '') return '""';
  return isElse(text) ? [quoted(pattern[0]), ...pieces.slice(1)].join('*') : text;
}

const printWord = (pattern) => printPattern(pattern, (text) => text.startsWith('-') || OPERATORS.includes(text) || LOOKS_LIKE_FIELD.test(text));
const printValue = ({ pattern }, isAlone) => printPattern(pattern, (text) => (isAlone ? text.startsWith('//') : OPERATORS.includes(text)));

export function print(tree) {
  const inner = (part) => (part.any ? `(${print(part)})` : print(part));
  if (tree.any) return tree.any.map(print).join(' OR ');
  if (tree.all) return tree.all.map(inner).join(' ');
  if (tree.not) return tree.not.all || tree.not.any ? `-(${print(tree.not)})` : `-${print(tree.not)}`;
  if (tree.word) return printWord(tree.word);
  const isAlone = tree.values.length === 1;
  const values = tree.values.map((value) => printValue(value, isAlone)).join(' OR ');
  return `${tree.field}:${isAlone ? values : `(${values})`}`;
}
