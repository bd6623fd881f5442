#!/usr/bin/env bash
# The checks. Arguments: any of check, native, contract, build, browser; or all, which is these in this
# order.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

step() { echo; echo "== $*"; }

check() {
  step "format"
  cargo fmt --all --check
  step "clippy, native"
  cargo clippy --locked --all-targets -- -D warnings
  step "clippy, wasm32"
  (use_wasm; cargo clippy --locked --target "$WASM_TARGET" -- -D warnings)
  step "clippy, fuzz targets"
  cargo clippy --locked --manifest-path fuzz/Cargo.toml --target-dir target --no-default-features -- -D warnings
  step "licences, bans, sources"
  cargo deny --locked check licenses bans sources
}

native() {
  step "native tests"
  cargo test --locked
  [ -d "${SESSIONSCOPE_CORPUS:-../shared/samples}" ] ||
    echo "NOT RUN: tests/corpus.rs, for there is no folder of logs (SESSIONSCOPE_CORPUS)."
}

contract() {
  step "native program"
  cargo build --locked --release
  step "contract: the native program beside an independent implementation"
  node --test --test-reporter=dot tests/independent/*.test.mjs
  node tests/independent/compare.mjs --binary target/release/sessionscope --cases 1000 --seed 5
  node tests/independent/compare.mjs --binary target/release/sessionscope --cases 500 --seed 7 --formats all
  node tests/independent/compare.mjs --binary target/release/sessionscope --filters 1000 --seed 11
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
  node --test --test-concurrency=1 --test-timeout=600000 --test-reporter=spec tests/e2e/*.test.mjs
}

[ "${1:-all}" != all ] || set -- check native contract build browser
for part in "$@"; do "$part"; done
echo
echo "All passed: $*"
