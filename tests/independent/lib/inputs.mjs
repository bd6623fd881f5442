// From the arguments to the inputs: files, and the members of zips (R4, D24 to D28).

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ungzip } from './decode.mjs';
import { PROBES } from './formats.mjs';
import { byBytes } from './sessions.mjs';
import { isZip, unzip } from './zip.mjs';

/** All files under the arguments as `{ path, file }`. Throws where one does not exist. */
function listFiles(args) {
  const found = new Map();
  const walk = (file, path) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(file)) walk(join(file, name), path ? `${path}/${name}` : name);
    } else if (stat?.isFile()) {
      found.set(path, file);
    }
  };
  for (const arg of args) {
    statSync(arg);
    let path = arg;
    while (path.startsWith('./')) path = path.slice(2).replace(/^\/+/, '');
    path = path.replace(/\/+$/, '');
    walk(arg, path === '.' ? '' : path);
  }
  return found;
}

const MAX_ZIPS = 2;

/**
 * The inputs that a file is or holds, each `{ path, bytes, containers, content, problem }`: `bytes` as
 * given, `content` without its containers, `problem` the kind of the notice about them, or ''.
 */
function inputsOf(path, bytes, outer, problem) {
  if (PROBES.has(basename(path))) return [{ path, bytes, containers: outer, content: bytes, problem: '' }];
  const open = ungzip(bytes);
  const containers = [...outer, ...open.containers];
  const input = { path, bytes, containers, content: open.bytes, problem: problem || (open.ok ? '' : 'bad-container') };
  if (!isZip(open.bytes)) return [input];

  const itself = (kind) => [{ ...input, containers: [...containers, 'zip'], content: null, problem: input.problem || kind }];
  if (containers.filter((one) => one === 'zip').length >= MAX_ZIPS) return itself('limit');
  const members = unzip(open.bytes);
  if (!members) return itself('bad-container');
  if (members.length === 0) return itself('empty');
  const countOf = (name) => members.filter((member) => member.name === name).length;
  const firsts = members.filter(({ name }, i) => members.findIndex((member) => member.name === name) === i);
  return firsts.flatMap(({ name, bytes: inner, ok }) => {
    const isSafe = ok && !input.problem && !name.split(/[/\\]/).includes('..') && countOf(name) === 1;
    return inputsOf(`${path}/${name}`, inner, [...containers, 'zip'], isSafe ? '' : 'bad-container');
  });
}

/** All inputs in order of path. Throws where an argument does not exist. */
export function listInputs(args) {
  const inputs = [...listFiles(args)].flatMap(([path, file]) => inputsOf(path, readFileSync(file), [], ''));
  return inputs.sort((a, b) => byBytes(a.path, b.path));
}
