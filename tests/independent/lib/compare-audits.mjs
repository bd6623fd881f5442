// The program's audit beside the independent one, over given folders and made-up ones.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { audit } from '../audit.mjs';
import { makeCase, writeCase } from '../generate.mjs';
import { readEvents } from './filter/events.mjs';
import { filesToAudit } from './made-audit.mjs';
import { filesWithDigests } from './made-digests.mjs';
import { Random } from './random.mjs';

const MAX_SHOWN = 10;

/** Hours of work to ask with, as options and as the independent audit takes them. */
const WORKING = [
  { options: [], working: {} },
  { options: ['--hours', '08:00-18:00', '--days', 'mon-fri', '--zone', '+09:00'], working: { from: 480, to: 1080, days: [1, 2, 3, 4, 5], zone: 540 } },
  { options: ['--hours', '22:30-06:00', '--days', 'sat-sun,thu', '--zone', '-03:30'], working: { from: 1350, to: 360, days: [6, 0, 4], zone: -210 } },
  { options: ['--zone', '-12:00'], working: { zone: -720 } },
];

/** What differs for a path, in words, and what both say where nothing does. */
function compare(binary, path, { options, working }) {
  const [cwd, name] = [dirname(path), basename(path)];
  const run = (command, more) => spawnSync(binary, [command, name, ...more], { cwd, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 120000 });
  const [theirs, events] = [run('audit', options), run('events', [])];
  for (const { error, stderr, status } of [theirs, events]) if (error || status > 1) return { found: [`binary: ${error?.message ?? stderr}`] };
  const before = process.cwd();
  process.chdir(cwd);
  const ours = audit(readEvents(events.stdout), [name], working);
  process.chdir(before);
  if (theirs.stdout === ours) return { found: [], text: ours };
  const [a, b] = [theirs.stdout.split('\n'), ours.split('\n')];
  const at = b.findIndex((line, i) => line !== a[i]);
  return { found: [`line ${at + 1}: binary ${a.slice(at, at + 4).join(' ')}, independent ${b.slice(at, at + 4).join(' ')}`] };
}

/** Compares given folders, then `number` made-up cases; `telling` counts those with a flow and a person, or a finding; `kinds` what else occurred how often. */
export function compareAudits({ binary, seed, number, given }) {
  const counts = { passed: 0, failed: 0, telling: 0, kinds: new Map() };
  let checked = 0;
  const check = (path, label) => {
    const { found, text } = compare(binary, path, WORKING[checked++ % WORKING.length]);
    if (found.length === 0) {
      counts.passed++;
      for (const [, kind] of text.matchAll(/"kind": "([^"]+)"/g)) counts.kinds.set(kind, (counts.kinds.get(kind) ?? 0) + 1);
      for (const [, verdict] of text.matchAll(/"verdict": "([^"]+)"/g)) counts.kinds.set(verdict, (counts.kinds.get(verdict) ?? 0) + 1);
      for (const key of ['silences', 'steps', 'without_start']) if (new RegExp(`"${key}": \\[\n`).test(text)) counts.kinds.set(key, (counts.kinds.get(key) ?? 0) + 1);
      counts.telling += (/"basis"/.test(text) && /"person"/.test(text)) || /"event_count"/.test(text) ? 1 : 0;
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
      const made = n % 5 === 4 ? makeCase(seed, n, undefined, 'all')
        : { name: `audit-${n}`, files: n % 5 === 3 ? filesWithDigests(random) : filesToAudit(random) };
      const folder = join(work, writeCase(work, made));
      check(folder, `case ${n} of seed ${seed}`);
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return counts;
}
