// Measures, side by side in one run in one browser, what the page does beside what else one would do. Every
// way of reading runs in a worker of the built and sealed page, over the same file in the same slices; what
// concerns the whole page is measured in the whole page.
//   BENCH_MEGABYTES=200 node --test benches/browser/bench.mjs
// Prints a table with the ratios and the goals. Fails where two ways do not count the same, or where
// reading JSON Lines is not even LEAST_RATIO times as fast as `JSON.parse`.
import "./reading.mjs";
import "./asking.mjs";
import "./page.mjs";
import "./searching.mjs";
import "./ruling.mjs";
