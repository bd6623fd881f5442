// The program's audit beside the independent one, over given folders and made-up ones.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { audit } from '../audit.mjs';
import { makeCase, writeCase } from '../generate.mjs';
import { readEvents } from './filter/events.mjs';
import { filesToAudit } from './made-audit.mjs';
import { People } from './people.mjs';
import { Random } from './random.mjs';

const MAX_SHOWN = 10;

/** What differs for a path, in words, and what both say where nothing does. */
function compare(binary, path) {
  const [cwd, name] = [dirname(path), basename(path)];
  const run = (command) => spawnSync(binary, [command, name], { cwd, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 120000 });
  const [theirs, events] = [run('audit'), run('events')];
  for (const { error, stderr, status } of [theirs, events]) if (error || status > 1) return { found: [`binary: ${error?.message ?? stderr}`] };
  const before = process.cwd();
  process.chdir(cwd);
  const ours = audit(readEvents(events.stdout), new People([name]));
  process.chdir(before);
  if (theirs.stdout === ours) return { found: [], text: ours };
  const [a, b] = [theirs.stdout.split('\n'), ours.split('\n')];
  const at = b.findIndex((line, i) => line !== a[i]);
  return { found: [`line ${at + 1}: binary ${a.slice(at, at + 4).join(' ')}, independent ${b.slice(at, at + 4).join(' ')}`] };
}

/** Compares given folders, then `number` made-up cases; `telling` counts those with a flow and a person. */
export function compareAudits({ binary, seed, number, given }) {
  const counts = { passed: 0, failed: 0, telling: 0 };
  const check = (path, label) => {
    const { found, text } = compare(binary, path);
    if (found.length === 0) {
      counts.passed++;
      counts.telling += /"basis"/.test(text) && /"person"/.test(text) ? 1 : 0;
      return;
    }
    counts.failed++;
    if (counts.failed <= MAX_SHOWN) console.log(`FAILED audit of ${label}\n    ${found[0]}`);
  };
  for (const path of given) check(path, path);
  const work = mkdtempSync(join(tmpdir(), 'sessionscope-audits-'));
  try {
    for (let n = 0; n < number; n++) {
      const random = new Random(seed, n);
      const made = n % 5 === 4 ? makeCase(seed, n, undefined, 'all') : { name: `audit-${n}`, files: filesToAudit(random) };
      const folder = join(work, writeCase(work, made));
      check(folder, `case ${n} of seed ${seed}`);
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return counts;
}
