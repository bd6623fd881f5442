//! Gzip files without compression (stored blocks only).
//!
//! Compressors may change their output from version to version and from processor to processor; the
//! sample must be the same bytes everywhere. Stored blocks leave no choice, and readers cannot tell.

/// One gzip member (RFC 1952) around `bytes`.
pub(super) fn member(bytes: &[u8]) -> Vec<u8> {
    member_of_blocks(&[], bytes, usize::from(u16::MAX))
}

/// The same bytes, as whoever unpacked and packed them again has them: with the name of a file, and in other blocks.
pub(super) fn packed_again(bytes: &[u8], name: &str) -> Vec<u8> {
    member_of_blocks(name.as_bytes(), bytes, 1_000)
}

fn member_of_blocks(name: &[u8], bytes: &[u8], block_length: usize) -> Vec<u8> {
    // Magic, deflate, whether there is a name, no time, no extra flags, system unknown.
    let mut out = vec![0x1f, 0x8b, 8, if name.is_empty() { 0 } else { 8 }, 0, 0, 0, 0, 0, 255];
    if !name.is_empty() {
        out.extend_from_slice(name);
        out.push(0);
    }
    let mut blocks = bytes.chunks(block_length).peekable();
    if blocks.peek().is_none() {
        put_stored_block(&mut out, &[], true);
    }
    while let Some(block) = blocks.next() {
        put_stored_block(&mut out, block, blocks.peek().is_none());
    }
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    out.extend_from_slice(&crc.sum().to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out
}

/// A stored block (RFC 1951, 3.2.4): it starts on a byte boundary, and so does the next one.
fn put_stored_block(out: &mut Vec<u8>, block: &[u8], last: bool) {
    let length = block.len() as u16;
    out.push(u8::from(last));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(block);
}
