//! The members of a zip, read one after the other, each as an input of its own. Steps are small, so that
//! whoever reads can hand on batches, or stop, in between.

use super::Reader;
use crate::container::gzip::{ContainerError, Unpacker};
use crate::container::zip::{Member, ReaderAt, Unzip, members};
use crate::model::Reason;
use crate::model::batch::Batch;
use crate::source::limits::{MAX_INNER_ZIP_BYTES, MAX_ZIP_DEPTH, ZIP_STEP_BYTES, zip_limit};
use std::collections::HashMap;
use std::ops::Range;
use std::vec::IntoIter;

/// A zip that is being read.
pub struct Archive {
    source: Box<dyn ReaderAt>,
    path: String,
    /// Containers of its members, from the outside in; the last is this zip.
    outer: Vec<String>,
    /// Members, and whether others have the same name.
    members: IntoIter<(Member, bool)>,
    current: Option<Current>,
    /// A zip that a member was.
    inner: Option<Box<Archive>>,
    packed_read: u64,
    /// How many bytes may still come out of all members together.
    room: u64,
}

/// The member that is being read.
struct Current {
    reader: Reader,
    unzip: Unzip,
    packed: Range<u64>,
    /// How many bytes have come out of it.
    inflated: u64,
}

impl Archive {
    /// Opens a zip of this length; `outer` has the containers of its members from the outside in.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(
        source: Box<dyn ReaderAt>,
        len: u64,
        path: &str,
        outer: Vec<String>,
    ) -> Result<Archive, Reason> {
        let depth = outer.iter().filter(|container| *container == "zip").count();
        if depth > MAX_ZIP_DEPTH {
            return Err(Reason::TooManyZips);
        }
        let members = match members(&source, len) {
            Err(ContainerError::TooLarge) => return Err(Reason::TooManyMembers),
            Err(_) => return Err(Reason::DamagedZip),
            Ok(members) if members.is_empty() => return Err(Reason::EmptyZip),
            Ok(members) => first_of_each_name(members).into_iter(),
        };
        Ok(Archive {
            source,
            path: path.to_owned(),
            outer,
            members,
            current: None,
            inner: None,
            packed_read: 0,
            room: zip_limit(len),
        })
    }

    /// Reads on a little; whether there is more.
    pub fn step(&mut self, batch: &mut Batch) -> bool {
        if let Some(inner) = &mut self.inner {
            if !inner.step(batch) {
                // What it did not take is there for the next.
                self.room += inner.room;
                self.inner = None;
            }
            return true;
        }
        match self.current.take() {
            Some(current) => {
                self.read_on(current, batch);
                true
            }
            None => match self.members.next() {
                Some((member, is_repeated)) => {
                    self.begin(&member, is_repeated, batch);
                    true
                }
                None => false,
            },
        }
    }

    /// How many packed bytes have been read.
    pub fn packed_read(&self) -> u64 {
        self.packed_read
    }

    /// Ends the members under way where reading was cancelled.
    pub fn cancel(mut self, batch: &mut Batch) {
        if let Some(inner) = self.inner.take() {
            inner.cancel(batch);
        }
        if let Some(current) = self.current.take() {
            current.reader.cancel(batch);
        }
    }

    fn begin(&mut self, member: &Member, is_repeated: bool, batch: &mut Batch) {
        let path = format!("{}/{}", self.path, member.name);
        let mut reader =
            Reader::of_member(&path, self.outer.clone()).with_byte_budget(self.room, member.packed_len());
        let Some(packed) = member.packed.clone() else {
            return reader.refuse(Reason::UnreadableMember, batch);
        };
        if self.room == 0 {
            return reader.refuse(Reason::TooMuchInflated, batch);
        }
        if member.leads_out() {
            reader.note_name(Reason::NameLeadsOut, batch);
        }
        if is_repeated {
            reader.note_name(Reason::RepeatedName, batch);
        }
        self.current = Some(Current { reader, unzip: member.unzip(self.room), packed, inflated: 0 });
    }

    fn read_on(&mut self, mut current: Current, batch: &mut Batch) {
        let Current { reader, unzip, packed, inflated } = &mut current;
        let len = (packed.end - packed.start).min(ZIP_STEP_BYTES as u64);
        let mut bytes = vec![0; len as usize];
        let is_read = self.source.read_exact_at(&mut bytes, packed.start).is_ok();
        if is_read && len > 0 {
            packed.start += len;
            self.packed_read += len;
            unzip.push(&bytes, &mut |out| {
                *inflated += out.len() as u64;
                reader.push(out, batch);
            });
            self.current = Some(current);
            return;
        }
        let Current { mut reader, unzip, mut inflated, .. } = current;
        let end = unzip.finish(&mut |out| {
            inflated += out.len() as u64;
            reader.push(out, batch);
        });
        self.room = self.room.saturating_sub(inflated.max(reader.inflated()));
        match end {
            Ok(()) if is_read => {}
            Err(ContainerError::TooLarge) => reader.note_limit(batch),
            _ => reader.note_damage(batch),
        }
        self.inner = reader.finish(batch).map(Box::new);
        if let Some(inner) = &mut self.inner {
            inner.room = inner.room.min(self.room);
            self.room -= inner.room;
        }
    }
}

/// The first member of each name, and whether there are more: what has one path is one input (R3).
fn first_of_each_name(members: Vec<Member>) -> Vec<(Member, bool)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for member in &members {
        *counts.entry(member.name.clone()).or_default() += 1;
    }
    let first = |member: Member| Some((counts.remove(&member.name)? > 1, member));
    members.into_iter().filter_map(first).map(|(is_repeated, member)| (member, is_repeated)).collect()
}

/// Hands on the bytes of the member of a zip that has this path below it, until `sink` says that it has
/// enough; whether there is such a member. Zips on the way are held whole.
pub fn extract(source: &dyn ReaderAt, len: u64, path: &str, sink: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let Ok(members) = members(source, len) else { return false };
    let is_below =
        |member: &Member| path.strip_prefix(&member.name).is_some_and(|rest| rest.starts_with('/'));
    if let Some(member) = members.iter().find(|member| member.name == path) {
        return unzip(source, member, sink);
    }
    let Some(member) = members.iter().find(|member| is_below(member)) else { return false };
    let mut packed = Vec::new();
    let is_there = unzip(source, member, &mut |bytes| {
        packed.extend_from_slice(bytes);
        packed.len() > MAX_INNER_ZIP_BYTES
    });
    is_there && extract_packed(&packed, &path[member.name.len() + 1..], sink)
}

/// The same for a zip that may itself be packed by gzip.
pub fn extract_packed(bytes: &[u8], path: &str, sink: &mut dyn FnMut(&[u8]) -> bool) -> bool {
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
    extract(&zip, len, path, sink)
}

fn unzip(source: &dyn ReaderAt, member: &Member, sink: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let Some(mut packed) = member.packed.clone() else { return false };
    let mut unzip = member.unzip(u64::MAX);
    let mut has_enough = false;
    while packed.start < packed.end && !has_enough {
        let len = (packed.end - packed.start).min(ZIP_STEP_BYTES as u64);
        let mut bytes = vec![0; len as usize];
        if source.read_exact_at(&mut bytes, packed.start).is_err() {
            return false;
        }
        packed.start += len;
        unzip.push(&bytes, &mut |out| has_enough |= sink(out));
    }
    true
}
