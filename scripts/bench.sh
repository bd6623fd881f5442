#!/usr/bin/env bash
# Builds, and measures the speed in a real browser.
#   scripts/bench.sh           all that is measured side by side; BENCH_MEGABYTES says over how much (200)
#   scripts/bench.sh large     ten million events, about 11 GB; BENCH_EVENTS says how many
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

DUCKDB_VERSION=2.0.0

# Names in BENCH_PYTHON a Python that has DuckDB, in a folder of its own in the cache; or says why there is none.
duckdb() {
  local venv=$CACHE/duckdb-$DUCKDB_VERSION log
  if [ ! -e "$venv/complete" ]; then
    log=$(mktemp)
    rm -rf "$venv"
    if ! { python3 -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --only-binary :all: "duckdb==$DUCKDB_VERSION"; } >"$log" 2>&1; then
      echo "NOT RUN: native DuckDB: python3 with venv, or the package from PyPI, is missing: $(tail -n 1 "$log")"
      rm -rf "$venv" "$log"
      return
    fi
    rm -f "$log"
    touch "$venv/complete"
  fi
  export BENCH_PYTHON=$venv/bin/python
}

cargo build --locked --release
scripts/build.sh
if [ "${1:-}" = large ]; then
  node --test --test-reporter=spec benches/browser/large.mjs
else
  node scripts/size.mjs
  duckdb
  node --test --test-reporter=spec benches/browser/bench.mjs
fi
