// For tests: the summary of made-up files.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { summarize } from '../summary.mjs';

/** The summary of files given as `{ name: content }`, and its exit status; paths are below `case`. */
export function summaryOf(files) {
  const root = mkdtempSync(join(tmpdir(), 'independent-'));
  const before = process.cwd();
  try {
    mkdirSync(join(root, 'case'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, 'case', name)), { recursive: true });
      writeFileSync(join(root, 'case', name), content);
    }
    process.chdir(root);
    const { text, exit } = summarize(['./case/']);
    return { ...JSON.parse(text), exit };
  } finally {
    process.chdir(before);
    rmSync(root, { recursive: true });
  }
}
