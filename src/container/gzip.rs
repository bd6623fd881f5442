//! gzip: any number of members, any number of layers up to a limit. Inflating is flate2's work.

use crate::source::limits::{
    FIRST_STEP_BYTES, INFLATE_STEP_BYTES, MAX_CONTAINER_DEPTH, MAX_INFLATED_BYTES, STEP_BYTES,
    STEP_UNPACKED_BYTES,
};
use flate2::write::GzDecoder;
use std::io::{self, Write};

/// Why a container could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerError {
    /// Not valid from some byte on, or cut off.
    Damaged,
    /// More inflated bytes than the limit.
    TooLarge,
    /// More layers than the limit.
    TooNested,
}

/// How many bytes of an input to take next, so that no more than [`STEP_UNPACKED_BYTES`] are likely to come out of
/// them: by how many came out of those before.
pub fn next_piece(packed: u64, unpacked: u64) -> u64 {
    if packed == 0 {
        return FIRST_STEP_BYTES;
    }
    let ratio = unpacked.div_ceil(packed).max(1);
    (STEP_UNPACKED_BYTES / ratio).clamp(INFLATE_STEP_BYTES as u64, STEP_BYTES)
}

/// The first bytes of every member (RFC 1952, 2.3.1).
pub(super) const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Takes what was unpacked, a piece at a time.
pub type Sink<'a> = dyn FnMut(&[u8]) + 'a;

/// One layer of gzip: members one after the other, and perhaps zeros behind the last, as gzip(1) takes it.
struct Layer {
    /// The member that is being read.
    member: Option<GzDecoder<Vec<u8>>>,
    inflated: Vec<u8>,
    /// Whether a member was damaged: nothing that comes after it can be told from the rest of it.
    is_damaged: bool,
}

impl Layer {
    fn new() -> Layer {
        Layer { member: Some(GzDecoder::new(Vec::new())), inflated: Vec::new(), is_damaged: false }
    }

    /// Inflates the next bytes; what was inflated up to an error is kept.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.is_damaged {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let result = self.inflate(bytes);
        self.is_damaged = result.is_err();
        result
    }

    fn inflate(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let Some(member) = &mut self.member else {
                let padding = bytes.iter().take_while(|byte| **byte == 0).count();
                bytes = &bytes[padding..];
                if !bytes.is_empty() {
                    self.member = Some(GzDecoder::new(Vec::new()));
                }
                continue;
            };
            match member.write(bytes) {
                Ok(0) => self.end_member()?,
                Ok(taken) => bytes = &bytes[taken..],
                Err(error) => {
                    // What was inflated up to the damage is still held back; ending makes it come out.
                    let _ = self.end_member();
                    return Err(error);
                }
            }
        }
        self.collect();
        Ok(())
    }

    fn end_member(&mut self) -> io::Result<()> {
        let result = self.member.as_mut().map_or(Ok(()), GzDecoder::try_finish);
        self.collect();
        self.member = None;
        result
    }

    fn collect(&mut self) {
        if let Some(member) = &mut self.member {
            self.inflated.append(member.get_mut());
        }
    }
}

/// Opens the gzip layers of one input, however many there are.
pub struct Unpacker {
    layers: Vec<Layer>,
    /// First bytes of the innermost stream, until it is known whether they begin another layer.
    head: Vec<u8>,
    head_is_known: bool,
    inflated: u64,
    /// How many bytes may still come out.
    byte_budget: u64,
    failed: Option<ContainerError>,
}

impl Default for Unpacker {
    fn default() -> Self {
        Unpacker {
            layers: Vec::new(),
            head: Vec::new(),
            head_is_known: false,
            inflated: 0,
            byte_budget: u64::MAX,
            failed: None,
        }
    }
}

impl Unpacker {
    /// Sets how many bytes may come out of the input.
    pub fn set_byte_budget(&mut self, byte_budget: u64) {
        self.byte_budget = byte_budget;
    }

    /// How many bytes may still come out of it.
    pub fn byte_budget(&self) -> u64 {
        self.byte_budget
    }

    /// How many bytes have come out of all layers.
    pub fn inflated(&self) -> u64 {
        self.inflated
    }

    /// Unpacks the next bytes of the input and gives what comes out to `sink`, a piece at a time: what a
    /// few bytes unpack to may be more than the memory holds.
    pub fn push(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        if self.failed.is_none()
            && let Err(error) = self.unpack(bytes, 0, sink)
        {
            self.failed = Some(error);
        }
    }

    /// Takes what is left when no more bytes will come.
    ///
    /// # Errors
    /// The first [`ContainerError`] of the whole stream.
    pub fn finish(&mut self, sink: &mut Sink<'_>) -> Result<(), ContainerError> {
        let mut index = 0;
        // A layer gives out its last bytes when it is told that its input has ended, and they may begin
        // another layer. That holds after damage too: what had been inflated is read.
        while index < self.layers.len() {
            if self.layers[index].end_member().is_err() {
                self.failed.get_or_insert(ContainerError::Damaged);
            }
            let rest = std::mem::take(&mut self.layers[index].inflated);
            if let Err(error) = self.unpack_into(&rest, index + 1, sink) {
                self.failed.get_or_insert(error);
            }
            index += 1;
        }
        if self.failed != Some(ContainerError::TooNested) {
            sink(&std::mem::take(&mut self.head));
        }
        self.failed.map_or(Ok(()), Err)
    }

    /// How many layers of gzip there are.
    pub fn depth(&self) -> usize {
        self.layers.len()
    }

    fn unpack(&mut self, bytes: &[u8], layer: usize, sink: &mut Sink<'_>) -> Result<(), ContainerError> {
        if layer == self.layers.len() {
            return self.innermost(bytes, sink);
        }
        for step in bytes.chunks(INFLATE_STEP_BYTES) {
            let result = self.layers[layer].write(step);
            let inflated = std::mem::take(&mut self.layers[layer].inflated);
            self.unpack_into(&inflated, layer + 1, sink)?;
            result.map_err(|_| ContainerError::Damaged)?;
        }
        Ok(())
    }

    fn unpack_into(
        &mut self,
        inflated: &[u8],
        layer: usize,
        sink: &mut Sink<'_>,
    ) -> Result<(), ContainerError> {
        self.inflated += inflated.len() as u64;
        if self.inflated > MAX_INFLATED_BYTES {
            return Err(ContainerError::TooLarge);
        }
        self.unpack(inflated, layer, sink)
    }

    /// Hands on what came out, exactly up to the limit: what is read must not depend on the pieces. What is
    /// not packed has no limit.
    fn emit(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), ContainerError> {
        if self.layers.is_empty() {
            sink(bytes);
            return Ok(());
        }
        let len = self.byte_budget.min(bytes.len() as u64) as usize;
        self.byte_budget -= len as u64;
        sink(&bytes[..len]);
        if len < bytes.len() { Err(ContainerError::TooLarge) } else { Ok(()) }
    }

    fn innermost(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), ContainerError> {
        if self.head_is_known {
            return self.emit(bytes, sink);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < MAGIC.len() {
            return Ok(());
        }
        if !self.head.starts_with(&MAGIC) {
            self.head_is_known = true;
            let head = std::mem::take(&mut self.head);
            return self.emit(&head, sink);
        }
        if self.layers.len() == MAX_CONTAINER_DEPTH {
            return Err(ContainerError::TooNested);
        }
        let head = std::mem::take(&mut self.head);
        self.layers.push(Layer::new());
        self.unpack(&head, self.layers.len() - 1, sink)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::limits::{MAX_UNRATED_BYTES, inflate_limit};
    use flate2::{Compression, write::GzEncoder};

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("to memory");
        encoder.finish().expect("to memory")
    }

    #[track_caller]
    fn check(packed: &[u8], expected: &[u8], depth: usize, result: Result<(), ContainerError>) {
        for chunk in [1, 7, 4096] {
            let mut unpacker = Unpacker::default();
            let mut out = Vec::new();
            for piece in packed.chunks(chunk) {
                unpacker.push(piece, &mut |piece| out.extend_from_slice(piece));
            }
            assert_eq!(
                unpacker.finish(&mut |piece| out.extend_from_slice(piece)),
                result,
                "chunks of {chunk}"
            );
            assert_eq!(out, expected, "chunks of {chunk}");
            assert_eq!(unpacker.depth(), depth);
        }
    }

    #[test]
    fn the_more_comes_out_the_less_is_taken_at_a_time() {
        assert_eq!(next_piece(0, 0), FIRST_STEP_BYTES);
        assert_eq!(next_piece(1000, 0), STEP_BYTES);
        assert_eq!(next_piece(1000, 20_000), STEP_UNPACKED_BYTES / 20);
        assert_eq!(next_piece(1000, 1_032_000), INFLATE_STEP_BYTES as u64);
    }

    #[test]
    fn a_bomb_ends_at_the_limit_of_its_size() {
        let zeros = vec![0; 1 << 20];
        let bomb = {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            for _ in 0..MAX_UNRATED_BYTES / (1 << 20) + 50 {
                encoder.write_all(&zeros).expect("to memory");
            }
            encoder.finish().expect("to memory")
        };
        assert!(bomb.len() < 1 << 20);
        for chunk in [1000, bomb.len()] {
            let mut unpacker = Unpacker::default();
            unpacker.set_byte_budget(inflate_limit(bomb.len() as u64));
            let mut out = 0;
            for piece in bomb.chunks(chunk) {
                unpacker.push(piece, &mut |piece| out += piece.len() as u64);
            }
            let end = unpacker.finish(&mut |piece| out += piece.len() as u64);
            assert_eq!((out, end), (MAX_UNRATED_BYTES, Err(ContainerError::TooLarge)));
        }
    }

    #[test]
    fn an_input_ends_where_all_its_layers_have_inflated_too_much() {
        assert_eq!([0, u64::MAX].map(inflate_limit), [MAX_UNRATED_BYTES, MAX_INFLATED_BYTES]);
        let inner = gzip(b"hello");
        let all = inner.len() as u64 + 5;
        for (left, result) in [(all, Ok(())), (all - 1, Err(ContainerError::TooLarge))] {
            // As if all the rest had come out before: that takes minutes.
            let mut unpacker = Unpacker { inflated: MAX_INFLATED_BYTES - left, ..Unpacker::default() };
            unpacker.push(&gzip(&inner), &mut |_| {});
            assert_eq!(unpacker.finish(&mut |_| {}), result, "{left}");
        }
    }

    #[test]
    fn members_and_layers_are_opened() {
        let text = b"one line\n".repeat(3000);
        check(&text, &text, 0, Ok(()));
        check(b"", b"", 0, Ok(()));
        check(b"\x1f", b"\x1f", 0, Ok(()));
        check(&gzip(&text), &text, 1, Ok(()));
        check(&[gzip(b"a"), gzip(b""), gzip(b"b")].concat(), b"ab", 1, Ok(()));
        check(&gzip(&gzip(&text)), &text, 2, Ok(()));
        check(&gzip(&[gzip(b"a"), gzip(b"b")].concat()), b"ab", 2, Ok(()));
    }

    #[test]
    fn what_was_inflated_before_the_damage_is_kept() {
        let packed = gzip(b"hello");
        check(&packed[..packed.len() - 3], b"hello", 1, Err(ContainerError::Damaged));
        check(&[packed.as_slice(), &[0; 20]].concat(), b"hello", 1, Ok(()));
        check(&[packed.as_slice(), &[0; 20], &packed].concat(), b"hellohello", 1, Ok(()));
        check(&[packed.as_slice(), b"garbage"].concat(), b"hello", 1, Err(ContainerError::Damaged));
        let twice = gzip(&packed);
        check(&twice[..twice.len() - 3], b"hello", 2, Err(ContainerError::Damaged));
        check(b"\x1f\x8b", b"", 1, Err(ContainerError::Damaged));
    }

    #[test]
    fn what_comes_out_of_damaged_data_does_not_depend_on_the_pieces_it_comes_in() {
        let text: Vec<u8> =
            (0..200_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        check_damaged(gzip(&text));
        check_damaged(gzip(&gzip(&text)));
        check_damaged(gzip(&gzip(&text[..200])));
    }

    #[track_caller]
    fn check_damaged(mut packed: Vec<u8>) {
        let middle = packed.len() / 2;
        packed[middle..middle + 40].fill(0xff);
        let unpack = |chunk: usize| {
            let mut unpacker = Unpacker::default();
            let mut out = Vec::new();
            let mut sink = |piece: &[u8]| out.extend_from_slice(piece);
            packed.chunks(chunk).for_each(|piece| unpacker.push(piece, &mut sink));
            let result = unpacker.finish(&mut sink);
            (result, out)
        };
        let whole = unpack(packed.len());
        assert_eq!(whole.0, Err(ContainerError::Damaged));
        assert!(!whole.1.is_empty());
        for chunk in [1, 7, 64, 4096, 8192, 10_000] {
            assert!(unpack(chunk) == whole, "chunks of {chunk}");
        }
    }

    #[test]
    fn nothing_is_read_after_damage_whatever_an_outer_layer_still_holds_back() {
        let mut inner = gzip(b"first");
        let checksum = inner.len() - 8;
        inner[checksum] ^= 1;
        let outer = gzip(&[inner, vec![0; 100_000], gzip(b"second")].concat());
        check(&outer, b"first", 2, Err(ContainerError::Damaged));
    }

    #[test]
    fn a_bomb_in_a_bomb_comes_out_in_pieces() {
        let packed = gzip(&gzip(&vec![b'\n'; 256 << 20]));
        assert!(packed.len() < 64 << 10, "{}", packed.len());
        let (mut len, mut longest) = (0, 0);
        let mut unpacker = Unpacker::default();
        unpacker.push(&packed, &mut |piece| {
            len += piece.len();
            longest = longest.max(piece.len());
        });
        assert_eq!(unpacker.finish(&mut |piece| len += piece.len()), Ok(()));
        assert_eq!(len, 256 << 20);
        assert!(longest <= 1040 * INFLATE_STEP_BYTES, "{longest}");
    }

    #[test]
    fn too_many_layers_are_refused() {
        let mut packed = b"x".to_vec();
        for _ in 0..5 {
            packed = gzip(&packed);
        }
        check(&packed, b"", 4, Err(ContainerError::TooNested));
    }
}
