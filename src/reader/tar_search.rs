//! The search for a member of a tar, in bytes that are pushed through it again, packed by gzip or not.

use crate::container::gzip::Unpacker;
use crate::container::tar::{BLOCK_BYTES, TarKind, TarParser, TarPart, is_tar};
use crate::container::zip::is_zip;
use crate::source::limits::MAX_INNER_ZIP_BYTES;

/// What a search has found.
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// The member: its bytes were handed on.
    Member,
    /// A zip in which the member has this path.
    Zip {
        /// Its bytes.
        zip: Vec<u8>,
        /// The path below it.
        path: String,
    },
}

/// Looks for the member of this path.
pub(super) struct TarSearch {
    path: String,
    unpacker: Unpacker,
    /// Bytes that have come, unpacked.
    unpacked: u64,
    stage: Stage,
}

enum Stage {
    /// It is not known what the bytes are.
    Sniffing(Vec<u8>),
    /// A tar, in which nothing has been found yet.
    Tar(TarParser),
    /// A tar, at the member.
    Member(TarParser),
    /// A tar, at an archive that may have the member in it.
    Archive(TarParser, Box<TarSearch>),
    /// A zip, which is held.
    Zip(Vec<u8>),
    /// All that was to be found has been found, or nothing can be.
    Over(Found),
}

impl TarSearch {
    /// A search for the member of this path.
    pub(super) fn new(path: &str) -> TarSearch {
        TarSearch {
            path: path.to_owned(),
            unpacker: Unpacker::default(),
            unpacked: 0,
            stage: Stage::Sniffing(Vec::new()),
        }
    }

    /// How many bytes have come, unpacked.
    pub(super) fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Whether no more bytes are wanted.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }

    /// Adds the next bytes; those of the member are handed on.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&[u8])) {
        let mut unpacker = std::mem::take(&mut self.unpacker);
        unpacker.push(bytes, &mut |unpacked| self.read(unpacked, sink));
        self.unpacker = unpacker;
    }

    /// What was found when no more bytes will come. What a damaged container gives is looked at all the same.
    pub(super) fn finish(mut self, sink: &mut dyn FnMut(&[u8])) -> Found {
        let mut unpacker = std::mem::take(&mut self.unpacker);
        let _ = unpacker.finish(&mut |unpacked| self.read(unpacked, sink));
        if let Stage::Sniffing(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.begin(&head, sink);
        }
        match self.stage {
            Stage::Over(found) => found,
            Stage::Zip(zip) => Found::Zip { zip, path: self.path },
            Stage::Member(_) => Found::Member,
            Stage::Archive(_, search) => search.finish(sink),
            Stage::Sniffing(_) | Stage::Tar(_) => Found::Nothing,
        }
    }

    fn read(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&[u8])) {
        self.unpacked += bytes.len() as u64;
        self.read_on(bytes, sink);
    }

    fn read_on(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&[u8])) {
        match &mut self.stage {
            Stage::Sniffing(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= BLOCK_BYTES {
                    let head = std::mem::take(head);
                    self.begin(&head, sink);
                }
            }
            Stage::Zip(zip) if zip.len() + bytes.len() > MAX_INNER_ZIP_BYTES => {
                self.stage = Stage::Over(Found::Nothing);
            }
            Stage::Zip(zip) => zip.extend_from_slice(bytes),
            Stage::Tar(parser) | Stage::Member(parser) | Stage::Archive(parser, _) => {
                let mut parser = std::mem::take(parser);
                parser.push(bytes, &mut |part| self.take(part, sink));
                // The one that stands in its place now is of what has been found meanwhile.
                if let Stage::Tar(own) | Stage::Member(own) | Stage::Archive(own, _) = &mut self.stage {
                    *own = parser;
                }
            }
            Stage::Over(_) => {}
        }
    }

    fn begin(&mut self, head: &[u8], sink: &mut dyn FnMut(&[u8])) {
        self.stage = if is_tar(head) {
            Stage::Tar(TarParser::default())
        } else if is_zip(head) {
            Stage::Zip(Vec::new())
        } else {
            Stage::Over(Found::Nothing)
        };
        self.read_on(head, sink);
    }

    fn take(&mut self, part: TarPart<'_>, sink: &mut dyn FnMut(&[u8])) {
        match (part, &mut self.stage) {
            (TarPart::Begin(member), Stage::Tar(_)) if member.kind == TarKind::File => {
                let Some(rest) = self.path.strip_prefix(&member.name) else { return };
                if rest.is_empty() {
                    self.stage = Stage::Member(TarParser::default());
                } else if let Some(below) = rest.strip_prefix('/') {
                    let search = Box::new(TarSearch::new(below));
                    self.stage = Stage::Archive(TarParser::default(), search);
                }
            }
            (TarPart::Bytes(bytes), Stage::Member(_)) => sink(bytes),
            (TarPart::Bytes(bytes), Stage::Archive(_, search)) => search.push(bytes, sink),
            (TarPart::End { .. }, Stage::Member(_)) => self.stage = Stage::Over(Found::Member),
            (TarPart::End { .. }, Stage::Archive(_, search)) => {
                let search = std::mem::replace(&mut **search, TarSearch::new(""));
                self.stage = match search.finish(sink) {
                    Found::Nothing => Stage::Tar(TarParser::default()),
                    found => Stage::Over(found),
                };
            }
            _ => {}
        }
    }
}
