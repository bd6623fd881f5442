//! The members of a zip, read one after the other, each as an input of its own. Steps are small, so that
//! whoever reads can hand on batches, or stop, in between.

use super::Reader;
use super::packed_zip::PackedZip;
use crate::container::gzip::{ContainerError, next_piece};
use crate::container::zip::{Inflater, Member, Zip};
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason};
use crate::source::limits::MEMBER_COST_BYTES;
use std::ops::Range;
use std::vec::IntoIter;

/// How much a step has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Bytes of the file that it has read, of all that it has.
    pub read: u64,
    /// Bytes that it has looked at, packed and unpacked ones: about as long it took.
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
    members: IntoIter<(Member, bool)>,
    current: Option<OpenMember>,
    /// A zip that a member was.
    inner: Option<Box<Archive>>,
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
        let PackedZip { zip, path, attempt, outer, members, byte_budget } = zip;
        Archive {
            zip,
            path,
            attempt,
            outer,
            members: members.into_iter(),
            current: None,
            inner: None,
            byte_budget,
        }
    }

    /// Reads on a little; how much work that was, and nothing where all has been read.
    pub fn step(&mut self, batch: &mut Batch) -> Option<Work> {
        if let Some(inner) = &mut self.inner {
            let work = inner.step(batch).map(|work| Work { read: 0, ..work });
            if work.is_none() {
                // What it did not take is there for the next.
                self.byte_budget += inner.byte_budget;
                self.inner = None;
            }
            return Some(work.unwrap_or_default());
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
        if let Some(inner) = self.inner.take() {
            inner.stop(ended, batch);
        }
        if let Some(current) = self.current.take() {
            current.reader.stop(ended, batch);
        }
        for (member, _) in std::mem::take(&mut self.members) {
            self.reader_of(&member).stop(ended, batch);
        }
    }

    fn reader_of(&self, member: &Member) -> Reader {
        let path = format!("{}/{}", self.path, member.name);
        Reader::of_member(&path, self.outer.clone()).with_attempt(self.attempt)
    }

    fn begin(&mut self, member: &Member, packed: Option<Range<u64>>, is_repeated: bool, batch: &mut Batch) {
        let reader = self.reader_of(member);
        let Some(packed) = packed else { return reader.refuse(Reason::UnreadableMember, batch) };
        let packed_len = packed.end - packed.start;
        let mut reader = reader.with_byte_budget(self.byte_budget, packed_len);
        if self.byte_budget == 0 {
            return reader.refuse(Reason::TooMuchInflated, batch);
        }
        if member.leads_out() {
            reader.note_name(Reason::NameLeadsOut, batch);
        }
        if is_repeated {
            reader.note_name(Reason::RepeatedName, batch);
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
            let work = Work { read: len, cost: len + *inflated + reader.inflated() - before };
            self.current = Some(current);
            return work;
        }
        let OpenMember { mut reader, inflater, mut inflated, .. } = current;
        let end = inflater.finish(&mut |out| {
            inflated += out.len() as u64;
            reader.push(out, batch);
        });
        let cost = inflated + reader.inflated() - before;
        self.byte_budget = self.byte_budget.saturating_sub(inflated.max(reader.inflated()));
        match end {
            Ok(()) if is_read => {}
            Err(ContainerError::TooLarge) => reader.note_limit(batch),
            _ => reader.note_damage(batch),
        }
        self.inner = reader.finish(batch).map(|zip| Box::new(Archive::new(zip)));
        if let Some(inner) = &mut self.inner {
            inner.byte_budget = inner.byte_budget.min(self.byte_budget);
            self.byte_budget -= inner.byte_budget;
        }
        Work { read: 0, cost }
    }
}

impl Reader {
    /// Like [`Reader::finish`], and reads all members too, however many they are.
    pub fn finish_all(self, batch: &mut Batch) {
        let mut archive = self.finish(batch).map(Archive::new);
        while archive.as_mut().is_some_and(|archive| archive.step(batch).is_some()) {}
    }
}
