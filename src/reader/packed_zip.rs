//! A zip that is open, and none of whose members has been read.

use crate::container::gzip::ContainerError;
use crate::container::zip::{ReaderAt, Zip, ZipMember};
use crate::model::Reason;
use crate::source::limits::{MAX_ARCHIVE_DEPTH, archive_limit};
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
    pub members: Vec<(ZipMember, bool)>,
    /// How many bytes may come out of all of them together.
    pub byte_budget: u64,
    /// How many may come out of this and all other zips that were found before it in the same input.
    pub shared_budget: u64,
}

/// What a zip is called among the containers of its members.
pub(super) const ZIP: &str = "zip";

/// How many archives are in one another: those among these containers.
pub(super) fn archive_depth(containers: &[String]) -> usize {
    containers.iter().filter(|container| container.as_str() != "gzip").count()
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
        if archive_depth(&outer) > MAX_ARCHIVE_DEPTH {
            return Err(Reason::TooManyArchives);
        }
        let zip = Zip::open(source, len).map_err(|_| Reason::DamagedZip)?;
        let members = match zip.members() {
            Err(ContainerError::TooLarge) => return Err(Reason::TooManyMembers),
            Err(_) => return Err(Reason::DamagedZip),
            Ok(members) if members.is_empty() => return Err(Reason::EmptyArchive),
            Ok(members) => first_of_each_name(members),
        };
        Ok(PackedZip {
            zip,
            path: path.to_owned(),
            attempt,
            outer,
            members,
            byte_budget: archive_limit(len),
            shared_budget: u64::MAX,
        })
    }
}

/// The first member of each name, and whether there are more: what has one path is one input (R3).
fn first_of_each_name(members: Vec<ZipMember>) -> Vec<(ZipMember, bool)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for member in &members {
        *counts.entry(member.name.clone()).or_default() += 1;
    }
    let first = |member: ZipMember| Some((counts.remove(&member.name)? > 1, member));
    members.into_iter().filter_map(first).map(|(is_repeated, member)| (member, is_repeated)).collect()
}
