#!/usr/bin/env bash
# Runs a command with everything set for building to wasm32, for example
#   scripts/wasm.sh cargo check --target wasm32-unknown-unknown
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
use_wasm
exec "$@"
