//! The first member of a gzip, and whether anything follows it: what CloudTrail delivers is one member, and what it says
//! of a file is about that.

use super::gzip::{MAGIC, Sink};
use crate::source::limits::INFLATE_STEP_BYTES;
use flate2::write::GzDecoder;
use std::io::Write;

/// Hands out the uncompressed content of the first gzip member of a file whose bytes are pushed into it in pieces of any
/// size; where the file is not packed, all of its bytes.
pub struct FirstMember {
    stage: Stage,
    /// How many bytes may still come out of it.
    byte_budget: u64,
}

enum Stage {
    /// It is not known yet whether it is packed.
    Head(Vec<u8>),
    /// It is not packed.
    Plain,
    /// The member is being read.
    Member(Box<GzDecoder<Vec<u8>>>),
    /// The member has ended. More may follow it.
    Over {
        /// Whether more has followed.
        has_more: bool,
    },
    /// It is damaged, or too much came out of it: nothing can be told of what comes then.
    GivenUp,
}

impl FirstMember {
    /// A file of which nothing has come yet; no more than so many bytes come out of what is packed.
    pub fn new(byte_budget: u64) -> FirstMember {
        FirstMember { stage: Stage::Head(Vec::new()), byte_budget }
    }

    /// Adds the next bytes, and hands what comes out of them to `sink`, a piece at a time.
    pub fn push(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        if let Stage::Head(head) = &mut self.stage {
            head.extend_from_slice(bytes);
            if head.len() < MAGIC.len() {
                return;
            }
            let head = std::mem::take(head);
            self.stage = if head.starts_with(&MAGIC) {
                Stage::Member(Box::new(GzDecoder::new(Vec::new())))
            } else {
                Stage::Plain
            };
            return self.push_known(&head, sink);
        }
        self.push_known(bytes, sink);
    }

    fn push_known(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        match &mut self.stage {
            Stage::Plain => sink(bytes),
            Stage::Member(_) => self.inflate(bytes, sink),
            Stage::Over { has_more } => *has_more |= !bytes.is_empty(),
            Stage::Head(_) | Stage::GivenUp => {}
        }
    }

    fn inflate(&mut self, mut bytes: &[u8], sink: &mut Sink<'_>) {
        while let Stage::Member(member) = &mut self.stage
            && !bytes.is_empty()
        {
            // A step at a time, so that no bomb fills the memory.
            match member.write(&bytes[..bytes.len().min(INFLATE_STEP_BYTES)]) {
                Ok(0) => self.end_member(sink),
                Ok(taken) => {
                    bytes = &bytes[taken..];
                    let inflated = std::mem::take(member.get_mut());
                    self.emit(&inflated, sink);
                }
                Err(_) => {
                    self.end_member(sink);
                    self.stage = Stage::GivenUp;
                }
            }
        }
        self.push_known_rest(bytes);
    }

    /// Notes what follows the member.
    fn push_known_rest(&mut self, rest: &[u8]) {
        if let Stage::Over { has_more } = &mut self.stage {
            *has_more |= !rest.is_empty();
        }
    }

    /// Ends the member, whole or not, and hands out what was held back.
    fn end_member(&mut self, sink: &mut Sink<'_>) {
        if let Stage::Member(member) = &mut self.stage {
            let is_whole = member.try_finish().is_ok();
            let inflated = std::mem::take(member.get_mut());
            self.emit(&inflated, sink);
            if matches!(self.stage, Stage::Member(_)) {
                self.stage = if is_whole { Stage::Over { has_more: false } } else { Stage::GivenUp };
            }
        }
    }

    fn emit(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        let len = self.byte_budget.min(bytes.len() as u64) as usize;
        self.byte_budget -= len as u64;
        sink(&bytes[..len]);
        if len < bytes.len() {
            self.stage = Stage::GivenUp;
        }
    }

    /// Ends the file, and hands out what was held back; whether anything follows the first member.
    pub fn finish(mut self, sink: &mut Sink<'_>) -> bool {
        match &mut self.stage {
            Stage::Head(head) => sink(&std::mem::take(head)),
            Stage::Member(_) => self.end_member(sink),
            Stage::Plain | Stage::Over { .. } | Stage::GivenUp => {}
        }
        matches!(self.stage, Stage::Over { has_more: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::gzip::tests::gzip;

    #[track_caller]
    fn check(file: &[u8], expected: &[u8], has_more: bool) {
        for chunk in [1, 2, 7, 4096, usize::MAX] {
            let (mut first, mut out) = (FirstMember::new(u64::MAX), Vec::new());
            for piece in file.chunks(chunk) {
                first.push(piece, &mut |piece| out.extend_from_slice(piece));
            }
            assert_eq!(
                first.finish(&mut |piece| out.extend_from_slice(piece)),
                has_more,
                "chunks of {chunk}"
            );
            assert!(out == expected, "chunks of {chunk}: {}", out.escape_ascii());
        }
    }

    #[test]
    fn the_first_member_comes_out_and_what_follows_is_told() {
        let text = b"one line\n".repeat(3000);
        let packed = gzip(&text);
        check(&packed, &text, false);
        check(&[&packed[..], &gzip(b"more")].concat(), &text, true);
        check(&[&packed[..], b"junk"].concat(), &text, true);
        check(&[&packed[..], b"\0"].concat(), &text, true);
        check(&[gzip(b""), gzip(b"more")].concat(), b"", true);
        // One layer alone: what is packed twice is no log.
        check(&gzip(&packed), &packed, false);
    }

    #[test]
    fn what_is_not_packed_is_its_own_content() {
        for plain in [&b""[..], b"\x1f", b"{", b"{\"Records\":[]}", b"\x1fx"] {
            check(plain, plain, false);
        }
    }

    #[test]
    fn of_a_damaged_member_comes_out_what_was_whole() {
        let packed = gzip(b"hello");
        check(&packed[..packed.len() - 3], b"hello", false);
        let mut damaged = [&packed[..], b"more"].concat();
        damaged[packed.len() - 8] ^= 1;
        check(&damaged, b"hello", false);
    }

    #[test]
    fn no_more_comes_out_than_may() {
        let bomb = gzip(&vec![b' '; 1 << 20]);
        let (mut first, mut out) = (FirstMember::new(1000), 0);
        first.push(&bomb, &mut |piece| out += piece.len());
        assert!(!first.finish(&mut |piece| out += piece.len()));
        assert_eq!(out, 1000);
    }
}
