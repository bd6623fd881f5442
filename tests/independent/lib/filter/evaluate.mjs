// Which events a filter lets through.

import { WORD_FIELDS } from './fields.mjs';
import { isIn } from './pattern.mjs';
import { parse } from './parse.mjs';
import { testOf, valueOf } from './values.mjs';

/** The test of an event that a tree is. */
export function predicate(tree) {
  if (tree.any) {
    const tests = tree.any.map(predicate);
    return (event) => tests.some((test) => test(event));
  }
  if (tree.all) {
    const tests = tree.all.map(predicate);
    return (event) => tests.every((test) => test(event));
  }
  if (tree.not) {
    const test = predicate(tree.not);
    return (event) => !test(event);
  }
  if (tree.word) {
    return (event) => WORD_FIELDS.some((field) => {
      const text = valueOf(event, field);
      return text !== null && isIn(tree.word, text);
    });
  }
  const tests = tree.values.map(({ pattern }) => testOf(tree.field, pattern));
  return (event) => tests.some((test) => test(event));
}

/** The test of an event that a line is; a blank line passes all. Throws the first `Mistake`. */
export function filterOf(line) {
  const tree = parse(line);
  return tree ? predicate(tree) : () => true;
}
