#!/usr/bin/env bash
# Runs every fuzz target (or those that are named) for FUZZ_SECONDS each, from a corpus of the fixtures.
# A finding is kept in fuzz/artifacts/<target>/, and ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
SECONDS_EACH=${FUZZ_SECONDS:-60}
FUZZ=$TOOLS/cargo-fuzz-$CARGO_FUZZ_VERSION
if [ ! -x "$FUZZ/bin/cargo-fuzz" ]; then
  echo "fuzz: installing cargo-fuzz $CARGO_FUZZ_VERSION"
  cargo install --quiet --locked cargo-fuzz --version "$CARGO_FUZZ_VERSION" --root "$FUZZ"
fi
export PATH="$FUZZ/bin:$PATH"

# The targets that take a name and a chunk size before the bytes get every fixture with each of them.
node - <<'JS'
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { createHash } = require("node:crypto");
const { join } = require("node:path");
const files = readdirSync("tests/fixtures", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && `${entry.parentPath ?? entry.path}/`.includes("/input/"))
  .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)))
  .filter((bytes) => bytes.length < 20_000);
const seeds = {
  reader: (bytes) => [0, 1, 2, 3].map((name) => Buffer.concat([Buffer.from([name, 16]), bytes])),
  formats: (bytes) => [Buffer.concat([Buffer.from([bytes.length % 16, 7]), bytes])],
  container: (bytes) => [3, 0].map((kind) => Buffer.concat([Buffer.from([kind, 64]), bytes])),
  json: (bytes) => [bytes],
  // Each line twice, as a record of its own: the second is read by the shape of the first.
  shapes: (bytes) => [Buffer.from(bytes.toString("latin1").split("\n").flatMap((line) => [line, line]).join("\x1e"), "latin1")],
  detect: (bytes) => [Buffer.concat([Buffer.from([1]), bytes])],
};
const lines = ["user:alice -host:*.example.com size:>10MB \"a b\"", "family:transfer-out size:1kB..2MB", "user: \"open"];
const rule = "logsource: {product: aws, service: cloudtrail}\ndetection:\n  sel:\n    - a.b|contains|all: ['x*', \"y\"]\n    - c|re|i: '^d+'\n  no: [word, 5]\n  condition: sel and not 1 of no*\n";
const correlation = "title: b\ncorrelation:\n  type: value_count\n  rules: [r]\n  group-by: [c]\n  timespan: 5m\n  condition: {gte: 2, field: a}\n";
const rules = [`title: a\nname: r\n${rule}\0{"a":{"b":["xy"]},"c":"D"}`, `title: a\nname: r\n${rule}---\n${correlation}\0{"a":1,"c":"dd"}`];
for (const target of [...Object.keys(seeds), "filter", "sigma"]) mkdirSync(`fuzz/corpus/${target}`, { recursive: true });
const keep = (target, bytes) =>
  writeFileSync(`fuzz/corpus/${target}/${createHash("sha1").update(bytes).digest("hex")}`, bytes);
for (const [target, made] of Object.entries(seeds)) for (const bytes of files) made(bytes).forEach((seed) => keep(target, seed));
lines.forEach((line) => keep("filter", Buffer.from(line)));
rules.forEach((text) => keep("sigma", Buffer.from(text)));
JS

[ $# -gt 0 ] || set -- reader formats container json shapes detect filter sigma
for target in "$@"; do
  echo "fuzz: $target, $SECONDS_EACH s"
  cargo fuzz run --sanitizer none "$target" -- -max_total_time="$SECONDS_EACH" -timeout=20 -rss_limit_mb=2048 \
    -max_len=65536 -verbosity=0 -print_final_stats=1 2>&1 | grep -v "^$" | tail -12
done
