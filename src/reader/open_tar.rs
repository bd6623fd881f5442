//! A tar that is being read, as far as its members so far tell.

use super::packed_zip::PackedZip;
use crate::container::tar::TarParser;
use crate::model::Reason;
use std::collections::HashMap;

/// A tar, whose members are read by `R`.
pub(super) struct OpenTar<R> {
    pub parser: TarParser,
    /// Its path.
    pub path: String,
    /// Which reading of its file this is, counted from 0.
    pub attempt: u32,
    /// Containers of its members from the outside in; the last is this tar.
    pub outer: Vec<String>,
    /// The member that is being read.
    pub current: Option<Box<R>>,
    /// Names of the members so far, and whether there is a notice about what is around each: one a file is enough
    /// (R14).
    pub names: HashMap<String, bool>,
    /// Its bytes so far.
    pub bytes: u64,
    /// How many bytes have come out of what is packed in it.
    pub inflated: u64,
    /// Zips in it that are whole: they are to be read next.
    pub zips: Vec<PackedZip>,
    /// Why it is not read on, where it is not.
    pub exceeded: Option<Reason>,
}

impl<R> OpenTar<R> {
    /// A tar of this path, of which nothing has come yet.
    pub(super) fn new(path: &str, attempt: u32, outer: Vec<String>) -> OpenTar<R> {
        OpenTar {
            parser: TarParser::default(),
            path: path.to_owned(),
            attempt,
            outer,
            current: None,
            names: HashMap::new(),
            bytes: 0,
            inflated: 0,
            zips: Vec::new(),
            exceeded: None,
        }
    }
}
