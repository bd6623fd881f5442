// Reading what the views show, as values that can be compared: tables to their last row, numbers as
// numbers, and the address that keeps the state.

/** A number as the page writes it. */
export const number = (text) => Number(text.replaceAll(",", ""));

/** A size as the page writes it: SI units, at most one digit after the point. */
export function bytes(size) {
  let power = 0;
  while (size >= 1000 ** (power + 1)) power += 1;
  let value = size / 1000 ** power;
  if (!Number.isInteger(value)) {
    value = value < 99.95 ? value.toFixed(1) : Math.round(value);
    if (value >= 1000) [value, power] = ["1.0", power + 1];
  }
  return `${value} ${["B", "kB", "MB", "GB", "TB"][power]}`;
}

/** What is known of some sizes, as the page writes it. */
export function amount({ count, bytes: known, unsized }) {
  if (unsized === count) return "unknown";
  return unsized ? `${bytes(known)} + ${unsized} unknown` : bytes(known);
}

/** A time of a summary as tables write it. */
export const time = (rfc3339) => rfc3339.replace("T", " ").replace("Z", "");

/** A value of the state that the address keeps; `null` where there is none. */
export const inAddress = (page, key) =>
  page.evaluate((name) => new URLSearchParams(location.hash.slice(1)).get(name), key);

/** The same, once it is there and is not `before`. */
export const inAddressSoon = (page, key, before = null) => page.waitForFunction(([name, old]) => {
  const value = new URLSearchParams(location.hash.slice(1)).get(name);
  return value !== old && value;
}, [key, before]).then((handle) => handle.jsonValue());

/** Waits until the address says so of the state. */
export const whenInAddress = (page, key, value) => page.waitForFunction(([name, wanted]) =>
  new URLSearchParams(location.hash.slice(1)).get(name) === wanted, [key, value]);

/** Goes to a view. */
export const goTo = (page, tab) => page.locator(`[data-tab=${tab}]`).click();

/**
 * All rows of a table of any length, from the first to the last (or the first `most`), by scrolling: a
 * cell is its text, or its title where the text may be cut off; `texts` has the texts alone.
 */
export const rowsOf = (page, table, most = Infinity) => page.evaluate(async ([id, wanted]) => {
  const grid = document.getElementById(`${id}-table`);
  const body = grid.querySelector(".vt-body");
  const rows = [];
  // Frames in which no row came: a page that has something to do shows fewer of them.
  let idle = 0;
  let known = 0;
  for (;;) {
    const all = Number(grid.getAttribute("aria-rowcount")) - 1 - grid.querySelectorAll(".vt-foot").length;
    const total = Math.min(all, wanted);
    for (const row of body.querySelectorAll("[role=row]")) {
      if (row.querySelector(".vt-waiting")) continue;
      const cells = [...row.querySelectorAll("[role=gridcell]")].map((cell) => {
        const key = [...cell.classList].find((name) => name.startsWith("col-")).slice(4);
        const text = cell.textContent.trim();
        return [key, { text, whole: cell.querySelector("[title]")?.title ?? text }];
      });
      const wholes = Object.fromEntries(cells.map(([key, { whole }]) => [key, whole]));
      rows[Number(row.getAttribute("aria-rowindex")) - 2] = { ...wholes, texts: Object.fromEntries(cells.map(([key, { text }]) => [key, text])) };
    }
    let next = 0;
    while (next < total && rows[next]) next += 1;
    if (next === total) return rows.slice(0, total);
    idle = next > known ? 0 : idle + 1;
    known = Math.max(known, next);
    if (idle > 3000) throw new Error(`row ${next} of ${total} did not come`);
    grid.scrollTop = next * body.querySelector("[role=row]").offsetHeight;
    await new Promise(requestAnimationFrame);
  }
}, [table, most === Infinity ? 1e9 : most]);

/** Waits until a table has so many rows, its heading and its foot left out. */
export const whenRows = (page, table, rows) => page.waitForFunction(([id, wanted]) => {
  const grid = document.getElementById(`${id}-table`);
  return grid && Number(grid.getAttribute("aria-rowcount")) - 1 - grid.querySelectorAll(".vt-foot").length === wanted;
}, [table, rows]);

/** Waits until the overview is of so many events: it is filled while files are read, and anew when all are. */
export const whenOverviewOf = (page, events) =>
  page.locator(".figures li:first-child .figure-value", { hasText: events.toLocaleString("en") }).waitFor();

const rowOf = (table) => `#${table}-row-0:not(:has(.vt-waiting))`;

/** What stands in a view that has something to show: its first row, lane or chart. */
const CONTENT = {
  overview: "figure.chart svg",
  timeline: ".timeline-track",
  sessions: rowOf("sessions"),
  transfers: rowOf("transfers"),
  events: rowOf("events"),
  terminal: rowOf("terminal"),
  sites: rowOf("sites"),
  findings: ".findings-gaps",
  evidence: rowOf("inputs"),
  compare: ".compare-totals",
};

/**
 * Goes to a view, and waits until what it has to show is there: its first row, lane or chart, or that it has none; and
 * until it is whole, for it is made in parts.
 */
export async function whenShown(page, tab, { isEmpty = false } = {}) {
  await goTo(page, tab);
  await page.locator(`[data-view=${tab}]`).locator(isEmpty ? ".empty-state" : CONTENT[tab]).first().waitFor();
  await whenSettled(page);
}

/** Waits until nothing has been added or taken away for ten frames. */
export const whenSettled = (page) => page.evaluate(() => new Promise((done) => {
  let [known, quiet] = [0, 0];
  const look = () => {
    const now = document.querySelectorAll("*").length;
    quiet = now === known ? quiet + 1 : 0;
    known = now;
    if (quiet === 10) done();
    else requestAnimationFrame(look);
  };
  look();
}));

/** The rows of an ordinary table, each a list of its cells' texts. */
export const cellsOf = (table) => table.locator("tbody tr").evaluateAll(
  (rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

/** The bars of a section: each value with its number, as they stand. */
export const barsOf = (section) => section.locator("li > button").evaluateAll((buttons) => buttons.map((button) =>
  [button.querySelector(".bar-name").textContent, Number(button.querySelector(".number").textContent.replaceAll(",", ""))]));
