//! The way back into archives: the bytes of one member, piece by piece, of a zip, a tar, or one in the other.
//!
//! ```text
//!   file, or member of a zip ─▶ TarSearch (gzip, tar) ─▶ the member
//!                               └▶ a zip in it: held whole, and opened anew
//! ```

use super::tar_search::{Found, TarSearch};
use crate::container::gzip::next_piece;
use crate::container::zip::{Inflater, ReaderAt, Zip, ZipMember, is_zip};
use std::ops::Range;

/// A member of an archive whose bytes are read again.
pub struct MemberBytes {
    source: Source,
    /// Looks for it in what comes, where that is not the member itself.
    search: Option<TarSearch>,
    is_over: bool,
    /// Whether it was not there.
    is_missing: bool,
}

enum Source {
    /// A file: these bytes of it are still to be read.
    File(Box<dyn ReaderAt>, Range<u64>),
    /// A member of a zip, and its packed bytes that are still to be read.
    Member(Box<Zip>, Box<Inflater>, Range<u64>),
}

impl MemberBytes {
    /// Looks for the member that has this path below an archive of this length, packed by gzip or not. Nothing where
    /// it is a zip that has no such member, or one that cannot be read.
    pub fn open(file: Box<dyn ReaderAt>, len: u64, path: &str) -> Option<MemberBytes> {
        let mut head = [0; 4];
        if file.read_exact_at(&mut head, 0).is_ok() && is_zip(&head) {
            return MemberBytes::of_zip(Zip::open(file, len).ok()?, path);
        }
        Some(MemberBytes::new(Source::File(file, 0..len), Some(TarSearch::new(path))))
    }

    fn new(source: Source, search: Option<TarSearch>) -> MemberBytes {
        MemberBytes { source, search, is_over: false, is_missing: false }
    }

    fn of_zip(zip: Zip, path: &str) -> Option<MemberBytes> {
        let members = zip.members().ok()?;
        if let Some(member) = members.iter().find(|member| member.name == path) {
            return MemberBytes::of_member(zip, member, None);
        }
        let below = |member: &ZipMember| path.strip_prefix(&member.name)?.strip_prefix('/');
        let (member, rest) = members.iter().find_map(|member| Some((member, below(member)?)))?;
        MemberBytes::of_member(zip, member, Some(TarSearch::new(rest)))
    }

    fn of_member(zip: Zip, member: &ZipMember, search: Option<TarSearch>) -> Option<MemberBytes> {
        let packed = zip.locate(member)?;
        let inflater = Box::new(member.inflater(packed.end - packed.start, u64::MAX));
        Some(MemberBytes::new(Source::Member(Box::new(zip), inflater, packed), search))
    }

    /// Unpacks a little more and hands it on; whether there is more.
    pub fn step(&mut self, sink: &mut dyn FnMut(&[u8])) -> bool {
        if self.is_over {
            return false;
        }
        let MemberBytes { source, search, .. } = self;
        let unpacked = search.as_ref().map_or(0, TarSearch::unpacked);
        let is_more = source.step(unpacked, &mut |bytes| match search {
            Some(search) => search.push(bytes, sink),
            None => sink(bytes),
        });
        let is_found = search.as_ref().is_some_and(TarSearch::is_over);
        if is_more && !is_found {
            return true;
        }
        self.is_over = true;
        match self.search.take().map(|search| search.finish(sink)) {
            None | Some(Found::Member) => {}
            Some(Found::Nothing) => self.is_missing = true,
            Some(Found::Zip { zip, path }) => {
                let len = zip.len() as u64;
                match MemberBytes::open(Box::new(zip), len, &path) {
                    Some(opened) => *self = opened,
                    None => self.is_missing = true,
                }
            }
        }
        !self.is_over
    }

    /// Whether the archive can no longer be read, as of a file that has gone, or the member was not found in it.
    pub fn has_failed(&self) -> bool {
        self.is_missing || matches!(&self.source, Source::Member(zip, ..) if zip.has_failed())
    }

    /// How many bytes have been looked at to find it, and to unpack it.
    pub fn cost(&self) -> u64 {
        let (read, unpacked) = self.source.progress();
        read + unpacked + self.search.as_ref().map_or(0, TarSearch::unpacked)
    }

    /// What share of the bytes in which the member stands has been read, from 0 to 1.
    pub fn share(&self) -> f64 {
        let (read, _) = self.source.progress();
        let (Source::File(_, left) | Source::Member(.., left)) = &self.source;
        read as f64 / (read + left.end - left.start).max(1) as f64
    }
}

impl Source {
    /// How many bytes were read, and how many came out of them where they are packed.
    fn progress(&self) -> (u64, u64) {
        match self {
            Source::File(_, left) => (left.start, 0),
            Source::Member(_, inflater, _) => inflater.progress(),
        }
    }

    /// Reads a little more and hands it on; whether there was anything. `unpacked` says how much has come out of what
    /// was handed on.
    fn step(&mut self, unpacked: u64, sink: &mut dyn FnMut(&[u8])) -> bool {
        let (read, inflated) = self.progress();
        let (Source::File(_, left) | Source::Member(.., left)) = self;
        let len = (left.end - left.start).min(next_piece(read, inflated + unpacked));
        let (mut bytes, at) = (vec![0; len as usize], left.start);
        left.start += len;
        let is_read = match self {
            Source::File(file, _) => file.read_exact_at(&mut bytes, at).is_ok(),
            Source::Member(zip, ..) => zip.read_exact_at(&mut bytes, at).is_ok(),
        };
        if len == 0 || !is_read {
            return false;
        }
        match self {
            Source::File(..) => sink(&bytes),
            Source::Member(_, inflater, _) => inflater.push(&bytes, sink),
        }
        true
    }
}
