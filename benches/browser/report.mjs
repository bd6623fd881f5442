// The table that all benchmarks write to, and the numbers as it has them.
import { cpus } from "node:os";
import { after } from "node:test";

/** The best of so many rounds counts: whatever else the machine and the browser do only slows down. */
export const ROUNDS = 15;
/** The same where each round is a whole page. */
export const PAGE_ROUNDS = 5;

const HEAD = { what: "what", ours: "sessionscope", theirs: "beside it", ratio: "ratio", goal: "goal" };
const table = [];

/** Adds a line: what was measured, our figure, the one beside it, the ratio (or what the goal is about), the goal. */
export const row = (what, ours, theirs, ratio, goal) => table.push({ what, ours, theirs, ratio, goal });

const notRun = [];

/** Notes that something could not be measured here, and why. */
export const skip = (what, why) => notRun.push(`NOT RUN: ${what}: ${why}`);

const growth = [];

/** Adds a line to the second table, of how cost grows: an object of texts; all have the same keys. */
export const grown = (figures) => growth.push(figures);

/** Writes lines (objects of texts) in columns under a head. */
function print(head, lines) {
  const keys = Object.keys(head);
  const widths = keys.map((key) => Math.max(...[head, ...lines].map((line) => line[key].length)));
  for (const line of [head, ...lines]) console.log(keys.map((key, index) => line[key].padEnd(widths[index])).join("  ").trimEnd());
}

after(() => {
  console.log(`${cpus().length} processors; the best of ${ROUNDS} rounds, of the whole page of ${PAGE_ROUNDS}, where nothing else is said`);
  if (table.length) print(HEAD, table);
  if (growth.length) {
    console.log();
    print(Object.fromEntries(Object.keys(growth[0]).map((key) => [key, key])), growth);
  }
  for (const line of notRun) console.log(line);
});

export const rate = (bytes, ms) => `${(bytes / 1e3 / ms).toFixed(0)} MB/s`;
export const times = (ratio) => `${ratio.toFixed(2)} x`;
export const millis = (ms) => `${ms.toFixed(1)} ms`;
export const seconds = (ms) => `${(ms / 1e3).toFixed(ms < 1e3 ? 2 : 1)} s`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
/** As megabytes, where the system tells it. */
export const memoryOf = (bytes) => (bytes === null ? "not told" : megabytes(bytes));

/** The value below which this share of all lies. */
export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
