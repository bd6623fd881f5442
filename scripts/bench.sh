#!/usr/bin/env bash
# Builds, and measures the speed in a real browser; BENCH_MEGABYTES says over how much (200).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
cargo build --locked --release
scripts/build.sh
node scripts/size.mjs
node --test --test-reporter=spec benches/browser/bench.mjs
