//! A record while rules look at it: its members, and the fields that were looked up.
//!
//! A field is a path with dots through objects; each element of an array on the way counts. A key may have dots itself.
//! Where the path ends in an object or an array, all that is within is the field's: its *leaves*.

use super::item::WHOLE_RECORD;
use super::pattern::folded;
use crate::container::json_text::{Text, as_text, unescape};
use crate::container::parts::{elements, members};
use crate::source::limits::MAX_JSON_DEPTH;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Which of its fields a set of rules means.
pub(super) type FieldNo = u32;

/// What kind of value a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Text,
    Number,
    Bool,
    Null,
}

/// A value that is neither object nor array.
#[derive(Debug)]
pub(super) struct Leaf<'j> {
    pub(super) kind: LeafKind,
    pub(super) text: Cow<'j, str>,
    /// The text folded, where that is another one.
    folded: OnceCell<Option<String>>,
}

impl Leaf<'_> {
    /// The text as it stands.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text in the form in which texts are compared.
    pub(super) fn folded(&self) -> &str {
        let other = self.folded.get_or_init(|| match folded(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        });
        other.as_deref().unwrap_or(&self.text)
    }
}

/// What was found of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Whether it is there, if as null.
    pub(super) is_there: bool,
    leaves: Range<usize>,
}

/// What was found of a field, and in which record.
#[derive(Clone, Debug, Default)]
pub(super) struct LookedUp {
    record: u64,
    found: Found,
}

/// A record.
#[derive(Debug)]
pub(super) struct Record<'j, 'm> {
    members: Vec<(Text<'j>, &'j [u8])>,
    leaves: Vec<Leaf<'j>>,
    /// The names of all fields.
    fields: &'m [String],
    /// What was looked up of each, of this record or of one before.
    looked_up: &'m mut [LookedUp],
    /// Which record this is.
    number: u64,
}

/// How many members a record usually has.
const USUAL_MEMBERS: usize = 32;

impl<'j, 'm> Record<'j, 'm> {
    /// Of a record's text. `number` is above that of every record before.
    pub(super) fn new(
        json: &'j [u8],
        fields: &'m [String],
        looked_up: &'m mut [LookedUp],
        number: u64,
    ) -> Record<'j, 'm> {
        let mut all = Vec::with_capacity(USUAL_MEMBERS);
        all.extend(members(json));
        Record { members: all, leaves: Vec::with_capacity(USUAL_MEMBERS), fields, looked_up, number }
    }

    /// What there is of a field.
    pub(super) fn find(&mut self, field: FieldNo) -> Found {
        let known = &self.looked_up[field as usize];
        if known.record == self.number {
            return known.found.clone();
        }
        let first = self.leaves.len();
        let mut search = Search { leaves: &mut self.leaves, is_there: false, depth: 0 };
        let path = &self.fields[field as usize];
        for (key, value) in &self.members {
            match path == WHOLE_RECORD {
                true => search.add_leaves(value, true),
                false => search.member(key, value, path),
            }
        }
        let found = Found { is_there: search.is_there, leaves: first..self.leaves.len() };
        self.looked_up[field as usize] = LookedUp { record: self.number, found: found.clone() };
        found
    }

    /// The leaves of what was found.
    pub(super) fn leaves(&self, found: &Found) -> &[Leaf<'j>] {
        &self.leaves[found.leaves.clone()]
    }
}

struct Search<'s, 'j> {
    leaves: &'s mut Vec<Leaf<'j>>,
    is_there: bool,
    /// How many objects and arrays are open: no more than a record that was read can have.
    depth: u32,
}

impl<'j> Search<'_, 'j> {
    fn within(&mut self, look: impl FnOnce(&mut Self)) {
        if self.depth < MAX_JSON_DEPTH {
            self.depth += 1;
            look(self);
            self.depth -= 1;
        }
    }

    /// Looks at a member for what the path names, as far as its key is the begin of that.
    fn member(&mut self, key: &[u8], value: &'j [u8], path: &str) {
        match path.as_bytes().strip_prefix(key) {
            Some([]) => {
                self.is_there = true;
                self.add_leaves(value, false);
            }
            Some([b'.', rest @ ..]) => self.value(value, &path[path.len() - rest.len()..]),
            _ => {}
        }
    }

    fn value(&mut self, value: &'j [u8], path: &str) {
        self.within(|search| match value.first() {
            Some(b'{') => members(value).for_each(|(key, value)| search.member(&key, value, path)),
            Some(b'[') => elements(value).for_each(|value| search.value(value, path)),
            _ => {}
        });
    }

    /// Adds all leaves of a value. Null says that the field is null only where it is the field's own value.
    fn add_leaves(&mut self, value: &'j [u8], is_within: bool) {
        let (kind, text) = match value.first() {
            Some(b'{') => {
                return self
                    .within(|search| members(value).for_each(|(_, value)| search.add_leaves(value, true)));
            }
            Some(b'[') => {
                return self
                    .within(|search| elements(value).for_each(|value| search.add_leaves(value, is_within)));
            }
            Some(b'"') => (LeafKind::Text, unescape(value.get(1..value.len() - 1).unwrap_or_default())),
            Some(b't' | b'f') => (LeafKind::Bool, as_text(value)),
            Some(b'n') if is_within => return,
            Some(b'n') => (LeafKind::Null, Cow::Borrowed("")),
            _ => (LeafKind::Number, as_text(value)),
        };
        self.leaves.push(Leaf { kind, text, folded: OnceCell::new() });
    }
}
