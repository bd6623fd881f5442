//! Packed bytes: gzip, zip and tar in any combination; content that is packed well comes out as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope_fuzz::check;
use std::io::Write;

fuzz_target!(|input: &[u8]| {
    let [kind, chunk, bytes @ ..] = input else { return };
    let chunk = usize::from(*chunk) + 1;
    match kind % 5 {
        0 => check("a.gz", &[b"\x1f\x8b\x08\x00", bytes].concat(), chunk),
        1 => check("a.zip", &[b"PK\x03\x04", bytes].concat(), chunk),
        2 => check("a.zip", &[b"PK\x05\x06", bytes].concat(), chunk),
        3 => check("a.tar", &tar(bytes), chunk),
        _ => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(bytes).expect("to memory");
            check("a.gz", &gzip.finish().expect("to memory"), chunk);
        }
    }
});

/// A tar whose headers are sound: what each member is called, and what it is, the bytes say.
fn tar(bytes: &[u8]) -> Vec<u8> {
    let mut tar = Vec::new();
    for content in bytes.chunks(300) {
        let mut header = tar::Header::new_gnu();
        let name = content.len().min(20);
        header.as_old_mut().name[..name].copy_from_slice(&content[..name]);
        header.set_entry_type(tar::EntryType::new(b"0LxSg125"[usize::from(content[0] % 8)]));
        header.set_size(content.len() as u64);
        header.set_cksum();
        tar.extend_from_slice(header.as_bytes());
        tar.extend_from_slice(content);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar
}
