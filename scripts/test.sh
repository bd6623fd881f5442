#!/usr/bin/env bash
# The checks. Arguments: any of check, native, contract, build, browser; or all, which is these in this
# order. What could not run is said in the last lines.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# Each check compiles once: what is kept for a second compilation is 2 GB for nothing.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0

step() { echo; echo "== $*"; }

# A line for each test that does not run, with its reason. Tests write to it themselves (tests/support/not_run.rs).
SESSIONSCOPE_NOT_RUN=$(mktemp)
export SESSIONSCOPE_NOT_RUN
log=$(mktemp)
trap 'rm -f "$SESSIONSCOPE_NOT_RUN" "$log"' EXIT

check() {
  step "format"
  cargo fmt --all --check
  step "clippy, native"
  cargo clippy --locked --all-targets -- -D warnings
  step "clippy, wasm32"
  (use_wasm; cargo clippy --locked --target "$WASM_TARGET" -p sessionscope-page -- -D warnings)
  step "clippy, fuzz targets"
  cargo clippy --locked --manifest-path fuzz/Cargo.toml --target-dir target --no-default-features -- -D warnings
  step "licences, bans, sources"
  cargo deny --locked --workspace check licenses bans sources
}

native() {
  step "native tests"
  cargo test --locked 2>&1 | tee "$log"
  # test NAME ... ignored, REASON
  sed -n 's/^test \(.*\) \.\.\. ignored\(, \)\{0,1\}\(.*\)/\1: \3/p' "$log" >>"$SESSIONSCOPE_NOT_RUN"
}

contract() {
  step "native program"
  cargo build --locked --release
  step "contract: the native program beside an independent implementation"
  node --test --test-reporter=dot tests/independent/*.test.mjs
  node tests/independent/compare.mjs --binary target/release/sessionscope --cases 1000 --seed 5
  node tests/independent/compare.mjs --binary target/release/sessionscope --cases 500 --seed 7 --formats all
  node tests/independent/compare.mjs --binary target/release/sessionscope --filters 1000 --counts 300 --seed 11
  node tests/independent/compare.mjs --binary target/release/sessionscope --audits 500 --seed 13
}

build() {
  step "page, both editions"
  scripts/build.sh
  step "sizes"
  node scripts/size.mjs
}

browser() {
  step "browser tests"
  # One file at a time: they measure, and should not disturb each other.
  node --test --test-concurrency=1 --test-timeout=1800000 --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$log" tests/e2e/*.test.mjs
  # ok 1 - NAME # SKIP REASON
  sed -n 's/^ *ok [0-9]* - \(.*\) # SKIP *\(.*\)/\1: \2/p' "$log" >>"$SESSIONSCOPE_NOT_RUN"
}

[ "${1:-all}" != all ] || set -- check native contract build browser
for part in "$@"; do "$part"; done
echo
sort -u "$SESSIONSCOPE_NOT_RUN" | sed 's/^/NOT RUN: /'
echo "All passed: $*"
