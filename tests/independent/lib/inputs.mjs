// From the arguments to the inputs: files, and the members of zips and tars (R4, D24 to D28, D80 to D83).

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ungzip } from './decode.mjs';
import { PROBES } from './formats.mjs';
import { byBytes } from './sessions.mjs';
import { isTar, untar } from './tar.mjs';
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

const MAX_ARCHIVES = 2;

/** R45: absolute, or out of its folder. */
const isUnsafeName = (name) => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(name) || name.split(/[/\\]/).includes('..');

/** The first member of each name, with `isRepeated` where there are more. */
function firsts(members) {
  const counts = new Map();
  for (const { name } of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  return members.filter(({ name }, i) => members.findIndex((member) => member.name === name) === i)
    .map((member) => ({ ...member, isRepeated: counts.get(member.name) > 1 }));
}

/**
 * The inputs that a file is or holds, each `{ path, bytes, containers, content, problem, notes }`: `bytes` as given,
 * `content` without its containers, `problem` the kind of the notice about them, or '', `notes` those of other notices.
 * An archive whose members are the inputs is there only for its notices, with `isArchive`. A member says of itself
 * `isOk`, `isRepeated` and `isUnsafe`.
 */
function inputsOf(path, bytes, outer, { isOk = true, isRepeated = false, isUnsafe = false } = {}) {
  const notes = isUnsafe ? ['unsafe-name'] : [];
  // Of what is around an input there is one notice (R14).
  const noted = (input) => ({ ...input, notes: isRepeated && input.problem !== 'bad-container' ? [...notes, 'bad-container'] : notes });
  if (PROBES.has(basename(path))) return [{ path, bytes, containers: outer, content: bytes, problem: '', notes }];
  const open = ungzip(bytes);
  const containers = [...outer, ...open.containers];
  const input = noted({ path, bytes, containers, content: open.bytes, problem: isOk && open.ok ? '' : 'bad-container' });
  const kind = isTar(open.bytes) ? 'tar' : isZip(open.bytes) ? 'zip' : '';
  if (!kind) return [input];

  const inside = [...containers, kind];
  const itself = (reason) => {
    const own = noted({ ...input, containers: inside, content: null, problem: reason });
    return [input.problem && input.problem !== reason ? { ...own, notes: [...notes, input.problem] } : own];
  };
  if (inside.filter((one) => one !== 'gzip').length > MAX_ARCHIVES) return itself('limit');
  const archive = input.problem || input.notes.length ? [{ ...input, isArchive: true }] : [];
  const flags = ({ name, ok, isRepeated: repeated }) => ({ isOk: ok, isRepeated: repeated, isUnsafe: isUnsafeName(name) });
  if (kind === 'zip') {
    const members = unzip(open.bytes);
    if (!members) return itself('bad-container');
    if (members.length === 0) return itself('empty');
    return [...archive, ...firsts(members).flatMap((member) => inputsOf(`${path}/${member.name}`, member.bytes, inside, flags(member)))];
  }
  const { members, ok } = untar(open.bytes);
  // D82: a tar is an input itself where not all of it could be followed.
  const reason = !ok ? 'bad-container' : members.length === 0 ? 'empty' : input.problem;
  const self = reason ? itself(reason) : archive;
  return [...self, ...firsts(members).flatMap((member) => {
    const child = `${path}/${member.name}`;
    if (member.kind === 'file') return inputsOf(child, member.bytes, inside, flags(member));
    // What has no content of its own is read as nothing, and said to be so.
    const [nothing] = inputsOf(child, Buffer.alloc(0), inside, { ...flags(member), isOk: member.kind === 'link' });
    return [nothing];
  })];
}

/** All inputs in order of path. Throws where an argument does not exist. */
export function listInputs(args) {
  const inputs = [...listFiles(args)].flatMap(([path, file]) => inputsOf(path, readFileSync(file), []));
  return inputs.sort((a, b) => byBytes(a.path, b.path));
}
