//! The way back into archives: the bytes of one member of a zip, piece by piece.

use crate::container::gzip::{Unpacker, next_piece};
use crate::container::zip::{Inflater, Member, ReaderAt, Zip};
use crate::source::limits::MAX_INNER_ZIP_BYTES;
use std::ops::Range;

/// A member of a zip whose bytes are read again.
pub struct MemberBytes {
    zip: Zip,
    inflater: Inflater,
    packed: Range<u64>,
}

impl MemberBytes {
    /// Finds the member that has this path below a zip of this length. Zips on the way are held whole. Nothing where
    /// there is no such member, or it cannot be read.
    pub fn open(source: Box<dyn ReaderAt>, len: u64, path: &str) -> Option<MemberBytes> {
        let zip = Zip::open(source, len).ok()?;
        let members = zip.members().ok()?;
        if let Some(member) = members.iter().find(|member| member.name == path) {
            return MemberBytes::of(zip, member);
        }
        let is_below =
            |member: &&Member| path.strip_prefix(&member.name).is_some_and(|rest| rest.starts_with('/'));
        let member = members.iter().find(is_below)?;
        let mut packed = Vec::new();
        let mut bytes = MemberBytes::of(zip, member)?;
        let mut take = |piece: &[u8]| packed.extend_from_slice(piece);
        while bytes.step(&mut take) && bytes.inflater.progress().1 <= MAX_INNER_ZIP_BYTES as u64 {}
        MemberBytes::open_packed(&packed, &path[member.name.len() + 1..])
    }

    /// The same for a zip that may itself be packed by gzip.
    pub fn open_packed(bytes: &[u8], path: &str) -> Option<MemberBytes> {
        let mut zip = Vec::new();
        let mut unpacker = Unpacker::default();
        let mut take = |bytes: &[u8]| {
            if zip.len() <= MAX_INNER_ZIP_BYTES {
                zip.extend_from_slice(bytes);
            }
        };
        unpacker.push(bytes, &mut take);
        // What a damaged container gives is looked at all the same.
        let _ = unpacker.finish(&mut take);
        let len = zip.len() as u64;
        MemberBytes::open(Box::new(zip), len, path)
    }

    fn of(zip: Zip, member: &Member) -> Option<MemberBytes> {
        let packed = zip.locate(member)?;
        let inflater = member.inflater(packed.end - packed.start, u64::MAX);
        Some(MemberBytes { zip, inflater, packed })
    }

    /// Unpacks a little more and hands it on; whether there is more.
    pub fn step(&mut self, sink: &mut dyn FnMut(&[u8])) -> bool {
        let (packed, unpacked) = self.inflater.progress();
        let len = (self.packed.end - self.packed.start).min(next_piece(packed, unpacked));
        let mut bytes = vec![0; len as usize];
        if len == 0 || self.zip.read_exact_at(&mut bytes, self.packed.start).is_err() {
            return false;
        }
        self.packed.start += len;
        self.inflater.push(&bytes, sink);
        true
    }

    /// Whether the zip can no longer be read, as of a file that has gone.
    pub fn has_failed(&self) -> bool {
        self.zip.has_failed()
    }

    /// What share of the member has been unpacked, from 0 to 1.
    pub fn share(&self) -> f64 {
        let (packed, _) = self.inflater.progress();
        let left = self.packed.end - self.packed.start;
        packed as f64 / (packed + left).max(1) as f64
    }
}
