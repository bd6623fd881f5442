// A tree of a filter as a person might type it: any of the ways that mean the same.

const BLANKS = ['  ', '\t', '\u3000', '\u00a0', '\u2003', '\n', '\u0085', '\u2028'];
const OPERATORS = ['OR', 'AND', 'NOT'];
const MUST_BE_QUOTED = /[\p{White_Space}()"*]/u;
const LOOKS_LIKE_FIELD = /^[A-Za-z_]+:(?!\/\/)/;
const MAX_LEVELS = 16;
// Within so many levels every tree that is made here has room.
const DEEP = MAX_LEVELS - 3;

/** A literal text, in quotes as far as it must be, and perhaps further. */
function literal(random, text, isFirstQuoted) {
  const chars = Array.from(text);
  const habit = random.pick([0, 0, 0, 0, 0.2, 1]);
  const isQuoted = chars.map((char, i) => MUST_BE_QUOTED.test(char) || (i === 0 && isFirstQuoted) || random.chance(habit));
  let out = random.chance(0.02) ? '""' : '';
  chars.forEach((char, i) => {
    if (isQuoted[i] && !isQuoted[i - 1]) out += '"';
    // A backslash before another character than a quote or a backslash may stand alone.
    const mayStandAlone = isQuoted[i + 1] && chars[i + 1] !== '"' && chars[i + 1] !== '\\';
    const isEscaped = isQuoted[i] && (char === '"' || (char === '\\' && !(mayStandAlone && random.chance(0.5))));
    out += isEscaped ? `\\${char}` : char;
    if (isQuoted[i] && !isQuoted[i + 1]) out += '"';
  });
  return out;
}

function spellPattern(random, pattern, isElse) {
  const spell = (isFirstQuoted) => pattern.map((piece, i) => literal(random, piece, isFirstQuoted && i === 0)).join(random.chance(0.05) ? '**' : '*');
  const text = spell(false);
  if (text === '') return '""';
  return isElse(text) ? spell(true) : text;
}

const isNoWord = (text) => text.startsWith('-') || OPERATORS.includes(text) || LOOKS_LIKE_FIELD.test(text);
const isNoValue = (text) => text.startsWith('//') || OPERATORS.includes(text);

/** The line of a tree; `isPlain` keeps to single blanks, and to terms that need no parentheses. */
export function spellTree(random, tree, { isPlain = false } = {}) {
  const blank = () => (isPlain || random.chance(0.85) ? ' ' : random.pick(BLANKS));
  const mayBe = (text) => (isPlain || random.chance(0.9) ? '' : text);
  const inParentheses = (part, level) => `(${mayBe(blank())}${spell(part, level + 1)}${mayBe(blank())})`;
  const isOdd = (level, p) => !isPlain && level < DEEP - 1 && random.chance(p);

  const fieldTerm = ({ field, values }) => {
    const name = field === 'input' && random.chance(0.5) ? 'path' : field;
    const spelledName = random.chance(0.9) ? name : Array.from(name, (char) => random.pick([char, char.toUpperCase()])).join('');
    const spelled = values.map(({ pattern }) => spellPattern(random, pattern, isNoValue));
    if (values.length === 1 && !random.chance(0.05)) return `${spelledName}:${spelled[0]}`;
    return `${spelledName}:(${mayBe(blank())}${spelled.join(`${blank()}OR${blank()}`)}${mayBe(blank())})`;
  };

  // Parts of `all`, and what stands after a dash, are in parentheses where they are no single term.
  const asTerm = (part, level) => (part.any || part.all ? inParentheses(part, level) : spell(part, level));

  function spell(part, level) {
    if (isOdd(level, 0.04)) return inParentheses(part, level);
    if (level === 0 && isOdd(level, 0.01)) return `${'('.repeat(DEEP)}${spell(part, DEEP)}${')'.repeat(DEEP)}`;
    if (part.any) return part.any.map((one) => spell(one, level)).join(`${blank()}OR${blank()}`);
    if (part.all) return part.all.map((one) => asTerm(one, level)).join('\u0000').replaceAll('\u0000', () => `${blank()}${mayBe('AND ')}`);
    if (part.not) {
      // Directly behind a dash `NOT` would be a word.
      const signs = isOdd(level, 0.05) ? random.pick(['---', 'NOT NOT -', 'NOT --', `NOT NOT NOT${blank()}`]) : random.chance(0.7) ? '-' : `NOT${blank()}`;
      return `${signs}${asTerm(part.not, level)}`;
    }
    return part.word ? spellPattern(random, part.word, isNoWord) : fieldTerm(part);
  }
  return `${mayBe(blank())}${spell(tree, 0)}${mayBe(blank())}`;
}
