// From the line of a filter to its tree (F1, F3), or its first mistake from the left (F9).
//
// A tree is one of
//
//     { any: [tree, …] }  { all: [tree, …] }  { not: tree }  { word: pattern }
//     { field, values: [{ pattern, at }, …] }
//
// with two or more trees in `any` and `all`, and none of the same kind directly within each other, `not`
// neither.

import { fieldNamed } from './fields.mjs';
import { Mistake, firstUnclosed, lex } from './lex.mjs';
import { patternOf } from './pattern.mjs';
import { testOf } from './values.mjs';

const MAX_LEVELS = 16;
const FIELD = /^([A-Za-z_]+):(?!\/\/)/;

/** Trees joined by `any` or `all`: one stays itself, those of the same kind become part. */
export function join(kind, trees) {
  const parts = trees.flatMap((tree) => tree[kind] ?? [tree]);
  return parts.length === 1 ? parts[0] : { [kind]: parts };
}

/** A tree that passes what another does not. */
export const negate = (tree) => tree.not ?? { not: tree };

class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.next = 0;
  }

  get token() { return this.tokens[this.next]; }

  /** Is the next token this operator? */
  isOperator(name) { return this.token?.kind === 'text' && this.token.raw === name; }

  /** Can a term begin here? */
  get isTerm() { return this.token?.kind === 'open' || (this.token?.kind === 'text' && !this.isOperator('OR') && !this.isOperator('AND')); }

  /** F1: nothing stands directly before `(`, but `-` and `field:`, which do not come here. */
  refuseParenthesis() {
    if (this.token?.kind === 'open' && this.token.isJoined) throw new Mistake(this.token.at, 'something stands directly before the parenthesis');
  }

  /** Takes an operator, after which a term must begin. */
  operator() {
    const { at, raw } = this.token;
    this.next++;
    this.refuseParenthesis();
    if (!this.isTerm) throw new Mistake(at, `${raw} has no term after it`);
  }

  /** `filter` of the grammar. `level` is the number of parentheses around it. */
  filter(level) {
    const parts = [this.all(level)];
    while (this.isOperator('OR')) {
      this.operator();
      parts.push(this.all(level));
    }
    return join('any', parts);
  }

  all(level) {
    if (this.isOperator('OR') || this.isOperator('AND')) throw new Mistake(this.token.at, `${this.token.raw} has no term before it`);
    const parts = [this.term(level)];
    for (;;) {
      if (this.isOperator('AND')) this.operator();
      else if (!this.isTerm) break;
      parts.push(this.term(level));
    }
    return join('all', parts);
  }

  term(level) {
    if (this.isOperator('NOT')) {
      this.operator();
      return negate(this.term(level));
    }
    return this.token.kind === 'open' ? this.parenthesis(level) : this.text(this.token, level);
  }

  parenthesis(level) {
    const { at } = this.token;
    if (level === MAX_LEVELS) throw new Mistake(at, `parentheses nest to ${MAX_LEVELS}`);
    this.next++;
    if (!this.token || this.token.kind === 'close') throw new Mistake(at, 'nothing is in the parentheses');
    const tree = this.filter(level + 1);
    this.close(at);
    return tree;
  }

  /** Takes the end of the parenthesis that was opened at `open`. */
  close(open) {
    if (this.token?.kind !== 'close') throw new Mistake(open, 'the parenthesis has no end');
    this.next++;
    if (this.token?.isJoined && this.token.kind !== 'close') throw new Mistake(this.token.at, 'something stands directly after the parenthesis');
  }

  /** A text token, less the dashes that were taken off it already. */
  text({ at, raw, cells, openQuote }, level) {
    if (raw.startsWith('-')) return negate(this.negated({ at: at + 1, raw: raw.slice(1), cells: cells.slice(1), openQuote }, level));
    const [prefix, name] = FIELD.exec(raw) ?? [];
    if (prefix) return this.field(name, { at, raw: raw.slice(prefix.length), cells: cells.slice(prefix.length), openQuote });
    if (cells.length === 0) throw new Mistake(at, 'the word is empty');
    if (openQuote !== null) throw new Mistake(openQuote, 'the quote has no end');
    this.next++;
    this.refuseParenthesis();
    return { word: patternOf(cells) };
  }

  /** What stands after a dash, in the same token or as a parenthesis directly after it. */
  negated(rest, level) {
    if (rest.raw !== '') return this.text(rest, level);
    this.next++;
    if (this.token?.kind !== 'open' || !this.token.isJoined) throw new Mistake(rest.at - 1, 'the dash has no term after it');
    return this.parenthesis(level);
  }

  /** A field; `value` is what stands after its colon in the same token, with the place of its name. */
  field(name, value) {
    const field = fieldNamed(name);
    if (!field) throw new Mistake(value.at, `there is no field ${name}`);
    if (value.raw !== '') {
      const values = [this.value(field, { ...value, at: value.at + name.length + 1 })];
      this.refuseParenthesis();
      return { field, values };
    }
    this.next++;
    if (this.token?.kind !== 'open' || !this.token.isJoined) throw new Mistake(value.at, `${name}: has no value`);
    return { field, values: this.group(field) };
  }

  /** Takes a token as a value of a field. */
  value(field, { at, cells, openQuote }) {
    const pattern = patternOf(cells);
    if (!testOf(field, pattern)) throw new Mistake(at, `no value of ${field}`);
    if (openQuote !== null) throw new Mistake(openQuote, 'the quote has no end');
    this.next++;
    return { pattern, at };
  }

  /** The values in parentheses, of which this is the first token. */
  group(field) {
    const { at } = this.token;
    const values = [];
    let lacking = { at, message: 'nothing is in the parentheses' };
    this.next++;
    for (;;) {
      const { token } = this;
      const isMissing = !token || token.kind === 'close' || (values.length > 0 && (this.isOperator('OR') || this.isOperator('AND')));
      if (isMissing) throw new Mistake(lacking.at, lacking.message);
      const isOperator = ['OR', 'AND', 'NOT'].some((name) => this.isOperator(name));
      if (token.kind === 'open' || isOperator) throw new Mistake(token.at, 'a value is due here');
      values.push(this.value(field, token));
      if (!this.isOperator('OR')) break;
      lacking = { at: this.token.at, message: 'OR has no value after it' };
      this.next++;
    }
    if (this.token && this.token.kind !== 'close') throw new Mistake(this.token.at, 'only OR stands between values');
    this.close(at);
    return values;
  }
}

/** The tree of a line, or null where it is blank. Throws the first `Mistake`. */
export function parse(line) {
  const tokens = lex(line);
  if (tokens.length === 0) return null;
  const unclosed = firstUnclosed(tokens);
  try {
    const parser = new Parser(tokens);
    if (parser.token.kind === 'close') throw new Mistake(parser.token.at, 'the parenthesis has no beginning');
    const tree = parser.filter(0);
    if (parser.token) throw new Mistake(parser.token.at, 'the parenthesis has no beginning');
    return tree;
  } catch (mistake) {
    // A parenthesis is known to be open only at the end of the line, but its place may be the first.
    if (!(mistake instanceof Mistake) || unclosed === null || unclosed > mistake.place) throw mistake;
    throw new Mistake(unclosed, 'the parenthesis has no end');
  }
}
