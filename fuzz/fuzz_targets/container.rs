//! Packed bytes: gzip and zip in any combination; content that is packed well comes out as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope_fuzz::check;
use std::io::Write;

fuzz_target!(|input: &[u8]| {
    let [kind, chunk, bytes @ ..] = input else { return };
    let chunk = usize::from(*chunk) + 1;
    match kind % 4 {
        0 => check("a.gz", &[b"\x1f\x8b\x08\x00", bytes].concat(), chunk),
        1 => check("a.zip", &[b"PK\x03\x04", bytes].concat(), chunk),
        2 => check("a.zip", &[b"PK\x05\x06", bytes].concat(), chunk),
        _ => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(bytes).expect("to memory");
            check("a.gz", &gzip.finish().expect("to memory"), chunk);
        }
    }
});
