//! The members of a zip, read one after the other, each as an input of its own; and the zips that are found in other
//! inputs. Steps are small, so that whoever reads can hand on batches, or stop, in between.

use super::Reader;
use super::packed_zip::PackedZip;
use crate::container::gzip::{ContainerError, next_piece};
use crate::container::zip::{Inflater, Zip, ZipMember};
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason};
use crate::source::limits::MEMBER_COST_BYTES;
use std::collections::VecDeque;
use std::ops::Range;
use std::vec::IntoIter;

/// How much a step has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Bytes of the file that it has read, of all that it has.
    pub read: u64,
    /// Bytes that it has looked at, packed and unpacked ones, which is in proportion to the time that it took.
    pub cost: u64,
}

/// A zip that is being read.
pub struct Archive {
    zip: Zip,
    path: String,
    /// Which reading of the file this is.
    attempt: u32,
    /// Containers of its members, from the outside in; the last is this zip.
    outer: Vec<String>,
    /// Members, and whether others have the same name.
    members: IntoIter<(ZipMember, bool)>,
    current: Option<OpenMember>,
    /// Zips that a member was or held.
    inner: InnerZips,
    /// How many bytes may still come out of all members together.
    byte_budget: u64,
}

/// The member that is being read.
struct OpenMember {
    reader: Reader,
    inflater: Inflater,
    packed: Range<u64>,
    /// How many bytes have come out of it.
    inflated: u64,
}

impl Archive {
    /// Begins to read the members of a zip that is open.
    pub fn new(zip: PackedZip) -> Archive {
        let PackedZip { zip, path, attempt, outer, members, byte_budget, .. } = zip;
        Archive {
            zip,
            path,
            attempt,
            outer,
            members: members.into_iter(),
            current: None,
            inner: InnerZips::default(),
            byte_budget,
        }
    }

    /// Reads on a little; how much work that was, and nothing where all has been read.
    pub fn step(&mut self, batch: &mut Batch) -> Option<Work> {
        if let Some(work) = self.inner.step(&mut self.byte_budget, batch) {
            return Some(work);
        }
        if let Some(current) = self.current.take() {
            return Some(self.read_on(current, batch));
        }
        let (member, _) = self.members.as_slice().first()?;
        let packed = self.zip.locate(member);
        if !self.zip.has_failed() {
            let (member, is_repeated) = self.members.next()?;
            self.begin(&member, packed, is_repeated, batch);
        }
        Some(Work { read: 0, cost: MEMBER_COST_BYTES })
    }

    /// Whether the file that it is can no longer be read.
    pub fn has_failed(&self) -> bool {
        self.zip.has_failed()
    }

    /// Stops before the end: what was read is kept, and what was not begun is told as such.
    pub fn stop(mut self, ended: EndReason, batch: &mut Batch) {
        std::mem::take(&mut self.inner).stop(ended, batch);
        if let Some(current) = self.current.take() {
            current.reader.stop(ended, batch);
        }
        for (member, _) in std::mem::take(&mut self.members) {
            self.reader_of(&member).stop(ended, batch);
        }
    }

    fn reader_of(&self, member: &ZipMember) -> Reader {
        let path = format!("{}/{}", self.path, member.name);
        Reader::of_member(&path, self.outer.clone()).with_attempt(self.attempt)
    }

    fn begin(
        &mut self,
        member: &ZipMember,
        packed: Option<Range<u64>>,
        is_repeated: bool,
        batch: &mut Batch,
    ) {
        let mut reader = self.reader_of(member);
        reader.note_name(&member.name, batch);
        let Some(packed) = packed else {
            let is_encrypted = member.is_encrypted;
            let reason = if is_encrypted { Reason::EncryptedMember } else { Reason::UnreadableMember };
            return reader.refuse(reason, batch);
        };
        let packed_len = packed.end - packed.start;
        let mut reader = reader.with_byte_budget(self.byte_budget, packed_len);
        if self.byte_budget == 0 {
            return reader.refuse(Reason::TooMuchInflated, batch);
        }
        if is_repeated {
            reader.note_repeated();
        }
        let inflater = member.inflater(packed_len, self.byte_budget);
        self.current = Some(OpenMember { reader, inflater, packed, inflated: 0 });
    }

    fn read_on(&mut self, mut current: OpenMember, batch: &mut Batch) -> Work {
        let OpenMember { reader, inflater, packed, inflated } = &mut current;
        let before = *inflated + reader.inflated();
        let (packed_so_far, out_so_far) = inflater.progress();
        let len = (packed.end - packed.start).min(next_piece(packed_so_far, out_so_far + reader.inflated()));
        let mut bytes = vec![0; len as usize];
        let is_read = self.zip.read_exact_at(&mut bytes, packed.start).is_ok();
        if self.zip.has_failed() {
            self.current = Some(current);
            return Work::default();
        }
        if is_read && len > 0 {
            packed.start += len;
            inflater.push(&bytes, &mut |out| {
                *inflated += out.len() as u64;
                reader.push(out, batch);
            });
            self.inner.add(reader.take_zips());
            let work = Work { read: len, cost: len + *inflated + reader.inflated() - before };
            self.current = Some(current);
            return work;
        }
        let OpenMember { mut reader, inflater, inflated, .. } = current;
        let end = inflater.finish();
        let cost = inflated + reader.inflated() - before;
        self.byte_budget = self.byte_budget.saturating_sub(inflated.max(reader.inflated()));
        match end {
            Ok(()) if is_read => {}
            Err(ContainerError::TooLarge) => reader.note_limit(batch),
            _ => reader.note_damage(Reason::DamagedZip, batch),
        }
        self.inner.add(reader.finish(batch));
        Work { read: 0, cost }
    }
}

/// Zips that were found in an input, to be read one after the other.
#[derive(Default)]
pub struct InnerZips {
    waiting: VecDeque<PackedZip>,
    current: Option<Box<Archive>>,
    /// How many bytes the current one could have given when it was begun.
    granted: u64,
    /// How many those before have given.
    used: u64,
}

impl InnerZips {
    /// Adds zips behind those that wait.
    pub fn add(&mut self, zips: Vec<PackedZip>) {
        self.waiting.extend(zips);
    }

    /// Reads on a little; how much work that was, and nothing where all have been read. No more comes out of them than
    /// `byte_budget`, which becomes less by what did.
    pub fn step(&mut self, byte_budget: &mut u64, batch: &mut Batch) -> Option<Work> {
        let Some(current) = &mut self.current else {
            let zip = self.waiting.pop_front()?;
            let shared = zip.shared_budget.saturating_sub(self.used);
            self.granted = zip.byte_budget.min(shared).min(*byte_budget);
            self.current = Some(Box::new(Archive::new(PackedZip { byte_budget: self.granted, ..zip })));
            return Some(Work::default());
        };
        let work = current.step(batch).map(|work| Work { read: 0, ..work });
        if work.is_none() {
            let used = self.granted - current.byte_budget;
            self.used += used;
            *byte_budget -= used;
            self.current = None;
        }
        Some(work.unwrap_or_default())
    }

    /// Stops before the end: what was not begun is told as such.
    pub fn stop(self, ended: EndReason, batch: &mut Batch) {
        let waiting = self.waiting.into_iter().map(|zip| Box::new(Archive::new(zip)));
        self.current.into_iter().chain(waiting).for_each(|zip| zip.stop(ended, batch));
    }
}

impl Reader {
    /// Like [`Reader::finish`], and reads all members too, however many they are.
    pub fn finish_all(self, batch: &mut Batch) {
        let mut zips = InnerZips::default();
        zips.add(self.finish(batch));
        let mut byte_budget = u64::MAX;
        while zips.step(&mut byte_budget, batch).is_some() {}
    }
}
