// Others who answer questions over many events in a browser, in a blank page of the same Chromium. They are
// given columns and objects that are made already; what counts is the time of the questions alone.
import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { openHosted } from "../../tests/e2e/harness.mjs";
import { serve } from "../../scripts/serve.mjs";
import { folder } from "./data.mjs";
import { RANGES, WORDS } from "./ways.mjs";

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");

/** No more brushes are asked for after this time, and no more words; in ms. */
const PATIENCE = 30_000;

/** Runs in the blank page: reads the file that it was given into `events`, a column for each field. */
const readEvents = async () => {
  // The families in which the page shows these activities.
  const familyOf = (activity) => /Block/.test(activity) ? 3 : /^(Url|Tab)/.test(activity) ? 2 : /^Session/.test(activity) ? 0
    : /^Website/.test(activity) ? 4 : /^Content/.test(activity) ? 5 : /^Print/.test(activity) ? 8
      : /ToRemoteDisk$/.test(activity) ? 6 : 7;
  const texts = ["activity", "portal", "session", "client_ip", "user", "url", "host", "file", "extension"];
  const columns = Object.fromEntries(["time", "family", ...texts].map((name) => [name, []]));
  const known = new Map();
  // Equal texts are one string, as a careful program would have it.
  const same = (text = "") => known.get(text) ?? (known.set(text, text), text);
  const take = (line) => {
    const { activity_name, time, session_detail: session, url, file } = JSON.parse(line);
    const of = { activity: activity_name, portal: session.portal_id, session: session.session_id, client_ip: session.client_ip,
      user: session.username, url: url?.url_string, host: url?.hostname, file: file?.name, extension: file?.ext };
    columns.time.push(Date.parse(time));
    columns.family.push(familyOf(activity_name));
    for (const name of texts) columns[name].push(same(of[name]));
  };
  const { files: [file] } = document.querySelector("input");
  const decoder = new TextDecoder();
  let rest = "";
  for (let at = 0; at < file.size; at += 4 << 20) {
    const bytes = await file.slice(at, at + (4 << 20)).arrayBuffer();
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line) take(line);
  }
  if (rest) take(rest);
  const [first, last] = columns.time.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)], [Infinity, -Infinity]);
  // Bins over the whole time: the page makes new ones for each range.
  const bins = 240;
  columns.bin = columns.time.map((time, row) => Math.min(bins - 1, Math.floor((time - first) / (last - first) * bins)) * 12 + columns.family[row]);
  globalThis.events = { columns, texts, lists: ["activity", "user", "host", "client_ip"], length: columns.time.length, at: (share) => first + (last - first) * share };
  return columns.time.length;
};

// Each of these makes `globalThis.peer` of `globalThis.events`: `brush(from, to)` resolves to the events of each
// bin and family, and the most frequent values of each list; `search(word)` to the times of the first 50 events
// that have it.
const useCrossfilter = () => {
  const { columns, texts, lists, length } = globalThis.events;
  const records = Array.from({ length }, (_, row) => {
    const record = { row };
    for (const name in columns) record[name] = columns[name][row];
    return record;
  });
  const all = globalThis.crossfilter(records);
  const time = all.dimension((record) => record.time);
  const bins = all.dimension((record) => record.bin).group();
  const groups = lists.map((name) => all.dimension((record) => record[name]).group());
  const rows = all.dimension((record) => record.row);
  globalThis.peer = {
    brush: (from, to) => {
      time.filterRange([from, to]);
      return [bins.all().map(({ value }) => value), ...groups.map((group) => group.top(10))];
    },
    search: (word) => {
      time.filterAll();
      rows.filterFunction((row) => texts.some((name) => records[row][name].includes(word)));
      return time.bottom(50).map((record) => record.time);
    },
  };
};

const useArquero = () => {
  const { columns, texts, lists } = globalThis.events;
  const { table, op, desc, escape } = globalThis.aq;
  const all = table(columns);
  globalThis.peer = {
    brush: (from, to) => {
      const part = all.params({ from, to }).filter((event, $) => event.time >= $.from && event.time < $.to).reify();
      const counts = (name) => part.groupby(name).rollup({ count: op.count() });
      return [counts("bin").array("count"), ...lists.map((name) => counts(name).orderby(desc("count")).slice(0, 10).objects())];
    },
    search: (word) => all.filter(escape((event) => texts.some((name) => event[name].includes(word)))).orderby("time").slice(0, 50).array("time"),
  };
};

const usePerspective = async () => {
  const { columns, texts, lists, length } = globalThis.events;
  const client = await globalThis.perspective.worker();
  const numbers = Object.keys(columns).filter((name) => !texts.includes(name));
  const schema = { ...Object.fromEntries(numbers.map((name) => [name, "float"])), ...Object.fromEntries(texts.map((name) => [name, "string"])) };
  const all = await client.table(schema);
  for (let at = 0; at < length; at += 50_000) {
    await all.update(Object.fromEntries(Object.keys(columns).map((name) => [name, columns[name].slice(at, at + 50_000)])));
  }
  if (await all.size() !== length) throw new Error("not every event is in the table");
  const ask = async (config, window) => {
    const view = await all.view(config);
    const answer = await view.to_columns(window);
    await view.delete();
    return answer;
  };
  globalThis.peer = {
    brush: async (from, to) => {
      const filter = [["time", ">=", from], ["time", "<", to]];
      const counts = (name, more, window) => ask({ group_by: [name], columns: ["time"], aggregates: { time: "count" }, filter, ...more }, window);
      // The first row is the sum of all.
      const answers = [(await counts("bin")).time.slice(1)];
      for (const name of lists) answers.push(await counts(name, { sort: [["time", "desc"]] }, { end_row: 11 }));
      return answers;
    },
    search: async (word) => {
      const filter = texts.map((name) => [name, "contains", word]);
      return (await ask({ columns: ["time"], filter, filter_op: "or", sort: [["time", "asc"]] }, { end_row: 50 })).time;
    },
  };
};

/** Who is measured: the file of each, and how it is used. */
export const PEERS = [
  { name: "crossfilter2", file: "crossfilter2/crossfilter.min.js", use: useCrossfilter },
  { name: "arquero", file: "arquero/dist/arquero.min.js", use: useArquero },
  { name: "Perspective", file: "@finos/perspective/dist/esm/perspective.inline.js", use: usePerspective, isModule: true },
];

/**
 * Runs in the blank page: how long each question takes that there is patience for, in ms; and which answers are
 * not those that a plain loop finds.
 */
const ask = async ([ranges, words, patience]) => {
  const { peer, events: { columns, texts, length, at } } = globalThis;
  const wrong = [];
  const timesOf = async (questions, answer, isRight) => {
    const spent = [];
    const end = performance.now() + patience;
    for (const question of questions) {
      if (performance.now() > end) break;
      const start = performance.now();
      const answered = await answer(question);
      spent.push(performance.now() - start);
      if (!isRight(question, answered)) wrong.push(question);
    }
    return spent;
  };
  const within = ([from, to], [bins]) => {
    const counted = columns.time.reduce((sum, time) => sum + (time >= at(from) && time < at(to)), 0);
    return counted === bins.reduce((sum, count) => sum + count, 0);
  };
  const found = (word, answered) => {
    const rows = [];
    for (let row = 0; row < length; row += 1) if (texts.some((name) => columns[name][row].includes(word))) rows.push(columns.time[row]);
    return String(rows.sort((one, other) => one - other).slice(0, 50)) === String(answered.map(Number));
  };
  await peer.brush(at(0), at(1));
  const brush = await timesOf(ranges, ([from, to]) => peer.brush(at(from), at(to)), within);
  const search = await timesOf(words, (word) => peer.search(word), found);
  return { brush, search, wrong };
};

/**
 * What a peer takes for the brushes and the words, as many as there is patience for: `{ brush, search }` in ms; or,
 * as text, why it could not be asked.
 */
export async function askPeer(t, { file, use, isModule }, path, events) {
  const program = join(PACKAGES, file);
  if (!existsSync(program)) return `${file} is not installed (npm ci)`;
  const served = join(folder, "peers");
  await mkdir(served, { recursive: true });
  await copyFile(program, join(served, basename(file)));
  const load = isModule ? `<script type="module">import it from "./${basename(file)}"; globalThis.perspective = it;</script>` : `<script src="${basename(file)}"></script>`;
  await writeFile(join(served, "index.html"), `<!doctype html><meta charset="utf-8">${load}<input type="file">`);
  const server = await serve(served);
  const { page: sealed } = await openHosted(t);
  const page = await sealed.context().newPage();
  try {
    await page.goto(server.url);
    await page.locator("input").setInputFiles(path);
    const read = await page.evaluate(readEvents);
    if (read !== events) throw new Error(`${read} of ${events} events were read`);
    await page.evaluate(use);
    const { wrong, ...spent } = await page.evaluate(ask, [RANGES, WORDS, PATIENCE]);
    if (wrong.length) throw new Error(`${file} answers otherwise than a plain loop: ${wrong.join(", ")}`);
    return spent;
  } finally {
    await page.context().close();
    await server.close();
  }
}
