//! Any bytes as a file of any name, in pieces of any size: nothing is lost, and the pieces do not matter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope_fuzz::{check, NAMES};

fuzz_target!(|input: &[u8]| {
    let [name, chunk, bytes @ ..] = input else { return };
    check(NAMES[usize::from(*name) % NAMES.len()], bytes, usize::from(*chunk) + 1);
});
