#!/usr/bin/env bash
# Builds both editions of the page into dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
use_wasm
echo "build: the page (hosted edition) into dist/"
trunk --log warn build --release "$@"
# Packed: for servers that send what they hold, and for the one-file edition.
node scripts/pack.mjs dist
echo "build: the one-file edition, dist/sessionscope.html"
node scripts/one-file.mjs dist
