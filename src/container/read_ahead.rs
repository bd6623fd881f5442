//! A file that is read at any offset, in large pieces: a browser takes a millisecond for each read, however short,
//! and a zip asks for a few bytes at a time.
//!
//! Where the next read goes on behind the last one, twice as much is read ahead, up to a limit; elsewhere it starts
//! small again. So a zip that lies in order costs a read for each few megabytes, and one that lies in disorder
//! reads no more than a little around each member.

use crate::source::limits::{READ_AHEAD_FIRST_BYTES, READ_AHEAD_MOST_BYTES};
use rawzip::ReaderAt;
use std::cell::{Cell, RefCell};
use std::io;

/// A source of bytes with the piece of it that was read last.
pub struct ReadAhead<R> {
    source: R,
    window: RefCell<Window>,
    has_failed: Cell<bool>,
}

#[derive(Default)]
struct Window {
    start: u64,
    bytes: Vec<u8>,
    /// How much is read the next time, if it goes on behind this.
    next_len: usize,
}

impl Window {
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// What it holds from `offset` on.
    fn from(&self, offset: u64) -> Option<&[u8]> {
        let skipped = offset.checked_sub(self.start)?;
        self.bytes.get(usize::try_from(skipped).ok()?..).filter(|rest| !rest.is_empty())
    }

    /// Reads the piece that begins at `offset`, of at least `least` bytes where there are as many.
    fn fill(&mut self, source: &impl ReaderAt, offset: u64, least: usize) -> io::Result<()> {
        // What lies between two members, such as a header's extra fields, is no jump.
        let is_next = offset >= self.end() && offset - self.end() < READ_AHEAD_FIRST_BYTES as u64;
        let len = if is_next { self.next_len } else { READ_AHEAD_FIRST_BYTES };
        self.next_len = (len * 2).min(READ_AHEAD_MOST_BYTES);
        self.start = offset;
        self.bytes.resize(len.max(least), 0);
        let read = read_up_to(source, &mut self.bytes, offset);
        self.bytes.truncate(*read.as_ref().unwrap_or(&0));
        read.map(drop)
    }
}

/// Fills as much of the buffer as there are bytes; how much that was.
fn read_up_to(source: &impl ReaderAt, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read_at(&mut buffer[filled..], offset + filled as u64)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

impl<R> ReadAhead<R> {
    /// Nothing is read yet.
    pub fn new(source: R) -> ReadAhead<R> {
        let window = Window { next_len: READ_AHEAD_FIRST_BYTES, ..Window::default() };
        ReadAhead { source, window: RefCell::new(window), has_failed: Cell::default() }
    }

    /// Whether the source could not be read, which is another thing than bytes that make no sense.
    pub fn has_failed(&self) -> bool {
        self.has_failed.get()
    }
}

impl<R: ReaderAt> ReaderAt for ReadAhead<R> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut window = self.window.borrow_mut();
        if window.from(offset).is_none() {
            let filled = window.fill(&self.source, offset, buffer.len().min(READ_AHEAD_MOST_BYTES));
            filled.inspect_err(|_| self.has_failed.set(true))?;
        }
        let found = window.from(offset).unwrap_or_default();
        let len = found.len().min(buffer.len());
        buffer[..len].copy_from_slice(&found[..len]);
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Bytes that can be told by their offset, and how often and how much of them was read.
    struct CountingReader {
        len: u64,
        reads: Cell<u64>,
        bytes: Cell<u64>,
    }

    fn byte_at(offset: u64) -> u8 {
        (offset.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8
    }

    impl ReaderAt for CountingReader {
        fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
            let len = (buffer.len() as u64).min(self.len.saturating_sub(offset)) as usize;
            for (at, byte) in buffer[..len].iter_mut().enumerate() {
                *byte = byte_at(offset + at as u64);
            }
            self.reads.set(self.reads.get() + 1);
            self.bytes.set(self.bytes.get() + len as u64);
            Ok(len)
        }
    }

    fn ahead(len: u64) -> ReadAhead<CountingReader> {
        ReadAhead::new(CountingReader { len, reads: Cell::default(), bytes: Cell::default() })
    }

    #[track_caller]
    fn check(ahead: &ReadAhead<CountingReader>, offset: u64, len: usize) {
        let mut buffer = vec![0; len];
        ahead.read_exact_at(&mut buffer, offset).expect("it is there");
        assert!(buffer.iter().zip(offset..).all(|(byte, offset)| *byte == byte_at(offset)), "at {offset}");
    }

    #[test]
    fn short_reads_in_order_become_few_long_ones() {
        const LEN: u64 = 40 << 20;
        let ahead = ahead(LEN);
        for offset in (0..LEN).step_by(2000) {
            check(&ahead, offset, 1990.min((LEN - offset) as usize));
        }
        let (reads, bytes) = (ahead.source.reads.get(), ahead.source.bytes.get());
        assert!(reads <= 2 * (LEN / READ_AHEAD_MOST_BYTES as u64) + 10, "{reads} reads");
        assert!(bytes <= LEN, "{bytes} bytes");
    }

    #[test]
    fn reads_in_disorder_read_little_more_than_is_asked_for() {
        const LEN: u64 = 1 << 30;
        let ahead = ahead(LEN);
        for number in 0..2000_u64 {
            check(&ahead, number * 514_229_000 % (LEN - 5000), 5000);
        }
        let (reads, bytes) = (ahead.source.reads.get(), ahead.source.bytes.get());
        assert!(reads <= 4000, "{reads} reads");
        assert!(bytes <= 2 * 2000 * READ_AHEAD_FIRST_BYTES as u64, "{bytes} bytes");
    }

    #[test]
    fn what_is_longer_than_a_piece_comes_whole_and_behind_the_end_there_is_nothing() {
        let ahead = ahead(9 << 20);
        check(&ahead, 3, 8 << 20);
        check(&ahead, 0, 1);
        assert_eq!(ahead.read_at(&mut [0; 8], 9 << 20).expect("the end is no failure"), 0);
        assert_eq!(ahead.read_at(&mut [0; 8], (9 << 20) - 3).expect("the end is no failure"), 3);
        assert!(ahead.read_exact_at(&mut [0; 8], (9 << 20) - 3).is_err());
    }
}
