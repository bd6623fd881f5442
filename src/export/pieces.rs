//! Pieces: what is written, cut into buffers of one size, so that no export needs a buffer as large as itself.

use std::collections::VecDeque;
use std::io::{self, Write};

/// Takes what is written, and gives it back in pieces.
pub struct Pieces {
    full: VecDeque<Vec<u8>>,
    open: Vec<u8>,
    /// Bytes of a full piece.
    size: usize,
}

impl Pieces {
    /// Pieces of so many bytes each; only the last one may be shorter.
    pub fn new(size: usize) -> Pieces {
        Pieces { full: VecDeque::new(), open: Vec::new(), size: size.max(1) }
    }

    /// The first piece that is full.
    pub fn pop_full(&mut self) -> Option<Vec<u8>> {
        self.full.pop_front()
    }

    /// What was written after the last full piece.
    pub fn take_rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.open)
    }

    /// Memory that waits to be taken, in bytes.
    pub fn byte_count(&self) -> usize {
        self.full.iter().map(Vec::capacity).sum::<usize>() + self.open.capacity()
    }
}

impl Write for Pieces {
    #[inline]
    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        // Most of what is written is a few bytes long.
        if self.open.capacity() > 0 && self.size - self.open.len() > bytes.len() {
            self.open.extend_from_slice(bytes);
            return Ok(());
        }
        while !bytes.is_empty() {
            let len = self.write(bytes)?;
            bytes = &bytes[len..];
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.open.capacity() == 0 {
            // A buffer that grew by itself would be copied, and could end up larger than a piece.
            self.open.reserve_exact(self.size);
        }
        let len = bytes.len().min(self.size - self.open.len());
        self.open.extend_from_slice(&bytes[..len]);
        if self.open.len() == self.size {
            let full = self.take_rest();
            self.full.push_back(full);
        }
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_comes_back_in_pieces_of_one_size() {
        let written: Vec<u8> = (0..1000u32).map(|number| number as u8).collect();
        for size in [1, 7, 64, 999, 1000, 1001] {
            let mut pieces = Pieces::new(size);
            for part in written.chunks(13) {
                pieces.write_all(part).expect("to memory");
            }
            let mut read = Vec::new();
            while let Some(piece) = pieces.pop_full() {
                assert_eq!((piece.len(), piece.capacity()), (size, size));
                read.extend(piece);
            }
            let rest = pieces.take_rest();
            assert!(rest.len() < size);
            read.extend(rest);
            assert_eq!(read, written, "{size}");
        }
    }
}
