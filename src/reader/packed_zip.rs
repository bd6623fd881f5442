//! A zip that is open, and none of whose members has been read.

use crate::container::gzip::ContainerError;
use crate::container::zip::{Member, ReaderAt, Zip};
use crate::model::Reason;
use crate::source::limits::{MAX_ZIP_DEPTH, zip_limit};
use std::collections::HashMap;

/// A zip with its members.
pub struct PackedZip {
    /// The zip.
    pub zip: Zip,
    /// Its path.
    pub path: String,
    /// Which reading of its file this is, counted from 0.
    pub attempt: u32,
    /// Containers of its members from the outside in; the last is this zip.
    pub outer: Vec<String>,
    /// Its members, and whether others have the same name.
    pub members: Vec<(Member, bool)>,
    /// How many bytes may come out of all of them together.
    pub byte_budget: u64,
}

impl PackedZip {
    /// Opens a zip of this length.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(
        source: Box<dyn ReaderAt>,
        len: u64,
        path: &str,
        outer: Vec<String>,
        attempt: u32,
    ) -> Result<PackedZip, Reason> {
        let depth = outer.iter().filter(|container| *container == "zip").count();
        if depth > MAX_ZIP_DEPTH {
            return Err(Reason::TooManyZips);
        }
        let zip = Zip::open(source, len).map_err(|_| Reason::DamagedZip)?;
        let members = match zip.members() {
            Err(ContainerError::TooLarge) => return Err(Reason::TooManyMembers),
            Err(_) => return Err(Reason::DamagedZip),
            Ok(members) if members.is_empty() => return Err(Reason::EmptyZip),
            Ok(members) => first_of_each_name(members),
        };
        Ok(PackedZip { zip, path: path.to_owned(), attempt, outer, members, byte_budget: zip_limit(len) })
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
