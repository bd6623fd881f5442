// What the browser tests share that needs no browser: where things are, and what the native program says.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * How long anything is waited for, in milliseconds: no test is about how soon something comes, and the machine may have
 * other things to do. SESSIONSCOPE_PATIENCE is for somebody who looks for what does not come.
 */
export const PATIENCE = Number(process.env.SESSIONSCOPE_PATIENCE ?? 300_000);

export const DIST = join(ROOT, "dist");
export const OUT = join(import.meta.dirname, "out");

/** The native program, built in release; SESSIONSCOPE_BIN names another one. */
export const PROGRAM = process.env.SESSIONSCOPE_BIN
  ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "release/sessionscope");

/** A folder of logs that are not of this project's making, if there is one (as `tests/corpus.rs` has it). */
const corpus = resolve(process.env.SESSIONSCOPE_CORPUS ?? join(ROOT, "../shared/samples/workspaces-web"));
export const CORPUS = existsSync(corpus) ? corpus : null;

/** What the native program writes. Runs in `cwd`; paths among the arguments are relative to it. */
export async function native(args, { cwd = ROOT } = {}) {
  const { stdout } = await promisify(execFile)(PROGRAM, args, { cwd, maxBuffer: 1 << 30 });
  return stdout;
}

/** What the native program says of the same files, as text. */
export const summaryOf = (paths, options) => native(["summary", ...[paths].flat()], options);

/** A folder of its own for the test `t`, removed after it. */
export async function folderFor(t) {
  const path = await mkdtemp(join(tmpdir(), "sessionscope-e2e-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Run in a page before it loads: its workers, and those that they start, run the given code before they begin. */
export function patchWorkers(given) {
  const Whole = globalThis.Blob;
  const before = `(${patchWorkers})(${JSON.stringify(given)});\n${given}\n`;
  globalThis.Blob = class extends Whole {
    constructor(parts, options) {
      super(options?.type === "text/javascript" ? [before, ...parts] : parts, options);
    }
  };
}
