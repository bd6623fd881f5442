//! The one loop that reads a file, whatever it is: a log, packed or not, or an archive of them. The page's workers
//! and the command line drive it. It reads nothing by itself: whoever drives it gives it bytes when it asks for them,
//! takes the batch when it is full, and may stop it between two steps.
//!
//! ```text
//!   open ─▶ step ─▶ NeedsBytes ─▶ give, or end_of_bytes ─┐
//!             ▲ ─▶ Worked ─▶ (hand over, pause, stop) ───┤
//!             │ ─▶ Done                                  │
//!             └──────────────────────────────────────────┘
//! ```

pub use super::archive::Work;

use super::Reader;
use super::archive::{Archive, InnerZips};
use super::packed_zip::{PackedZip, ZIP};
use crate::container::gzip::next_piece;
use crate::container::zip::{ReaderAt, is_zip};
use crate::model::batch::{Batch, EndReason};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next bytes of the file are wanted: [`Driver::push`] them, or say that there are none.
    NeedsBytes,
    /// A piece of work was done, and there is more. The batch may be full.
    Worked(Work),
    /// The file can no longer be read: it is to be stopped.
    Unreadable,
    /// All was read.
    Done,
}

/// A file that is being read.
pub struct Driver {
    stage: Stage,
    /// Zips that were found in what came so far: they are read before more is taken.
    zips: InnerZips,
    /// How many bytes may still come out of them: each has its own limit.
    zip_budget: u64,
}

enum Stage {
    /// Its bytes are pushed into a reader.
    Bytes {
        reader: Box<Reader>,
        given: Vec<u8>,
        at: usize,
    },
    /// All bytes have come.
    Ended(Box<Reader>),
    /// It is a zip that is read at any offset; `of` is the file itself.
    Members {
        archive: Box<Archive>,
        of: Box<Reader>,
    },
    Done,
}

impl Driver {
    /// Begins with a file of this length. `access` is to read it at any offset, where that can be done: an archive is
    /// then read without being held whole. `attempt` says which reading of the file this is, counted from 0.
    pub fn open(path: &str, len: u64, access: Option<Box<dyn ReaderAt>>, attempt: u32) -> Driver {
        let zip = access.and_then(|access| {
            let mut head = [0; 4];
            let is_zip = access.read_exact_at(&mut head, 0).is_ok() && is_zip(&head);
            is_zip.then(|| PackedZip::open(access, len, path, vec![ZIP.to_owned()], attempt))
        });
        let reader = Reader::new(path).with_len(len).with_attempt(attempt);
        let bytes_of = |reader| Stage::Bytes { reader: Box::new(reader), given: Vec::new(), at: 0 };
        let stage = match zip {
            Some(Ok(zip)) => Stage::Members { archive: Box::new(Archive::new(zip)), of: Box::new(reader) },
            // A zip that cannot be opened is an input like any other, and says why.
            Some(Err(reason)) => bytes_of(reader.with_zip_problem(reason)),
            None => bytes_of(reader),
        };
        Driver { stage, zips: InnerZips::default(), zip_budget: u64::MAX }
    }

    /// Hashes the bytes as they come.
    #[must_use]
    pub fn hashing(self) -> Driver {
        let stage = match self.stage {
            Stage::Bytes { reader, given, at } => {
                Stage::Bytes { reader: Box::new(reader.hashing()), given, at }
            }
            other => other,
        };
        Driver { stage, ..self }
    }

    /// Whether it is a zip that can be read at any offset, which is no input itself: its members are.
    pub fn is_archive(&self) -> bool {
        matches!(self.stage, Stage::Members { .. })
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: Vec<u8>) {
        if let Stage::Bytes { given, at, .. } = &mut self.stage {
            (*given, *at) = (bytes, 0);
        }
    }

    /// There are no more bytes. `sha256` is what they hash to, in lower-case hexadecimal, where that is known.
    pub fn end_of_bytes(&mut self, sha256: Option<String>) {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Bytes { reader, .. } => {
                Stage::Ended(Box::new(sha256.into_iter().fold(*reader, Reader::with_known_hash)))
            }
            other => other,
        };
    }

    /// Works on what is there, a bounded piece of it at a time.
    pub fn step(&mut self, batch: &mut Batch) -> Step {
        if let Some(work) = self.zips.step(&mut self.zip_budget, batch) {
            return Step::Worked(work);
        }
        match &mut self.stage {
            Stage::Bytes { given, at, .. } if *at == given.len() => Step::NeedsBytes,
            Stage::Bytes { reader, given, at } => {
                let before = reader.inflated();
                let piece = next_piece(reader.byte_count(), before).min((given.len() - *at) as u64);
                reader.push(&given[*at..*at + piece as usize], batch);
                *at += piece as usize;
                self.zips.add(reader.take_zips());
                Step::Worked(Work { read: piece, cost: piece + reader.inflated() - before })
            }
            Stage::Ended(_) => {
                if let Stage::Ended(reader) = std::mem::replace(&mut self.stage, Stage::Done) {
                    self.zips.add(reader.finish(batch));
                }
                Step::Worked(Work::default())
            }
            Stage::Members { archive, .. } => match archive.step(batch) {
                Some(_) if archive.has_failed() => Step::Unreadable,
                Some(work) => Step::Worked(work),
                None => {
                    if let Stage::Members { of, .. } = std::mem::replace(&mut self.stage, Stage::Done) {
                        of.end_archive(batch);
                    }
                    Step::Done
                }
            },
            Stage::Done => Step::Done,
        }
    }

    /// Stops before the end: what was read is kept, and the rest is told as unread.
    pub fn stop(self, ended: EndReason, batch: &mut Batch) {
        self.zips.stop(ended, batch);
        match self.stage {
            Stage::Bytes { reader, .. } | Stage::Ended(reader) => reader.stop(ended, batch),
            Stage::Members { archive, of } => {
                archive.stop(ended, batch);
                of.end_archive(batch);
            }
            Stage::Done => {}
        }
    }
}
