//! The fields that are wanted of a JSON value, and what was found of them: slices of its text. It reads
//! no JSON itself.

use super::json_text::{Text, into_text, unescape_bytes};
use std::borrow::Cow;

/// Which fields of a value are wanted: names, and where their slices go.
pub type Schema = &'static [(&'static str, Want)];

/// What is wanted of a field.
#[derive(Clone, Copy, Debug)]
pub enum Want {
    /// The slice of the value, whatever it is, into this slot.
    Slot(u8),
    /// Fields within it, where it is an object.
    Within(Schema),
    /// Both.
    SlotAndWithin(u8, Schema),
}

/// How many slots a schema may have.
pub const MAX_SLOTS: usize = 32;

/// A schema that is put together while the program is compiled.
#[derive(Clone, Copy, Debug)]
pub struct FieldTable {
    fields: [(&'static str, Want); FieldTable::MAX_FIELDS],
    len: usize,
}

impl FieldTable {
    /// How many fields a table may have. Each field of a record that is not wanted is compared with all of them.
    const MAX_FIELDS: usize = 32;

    /// A table of these fields.
    pub const fn new(schema: Schema) -> FieldTable {
        let mut table = FieldTable { fields: [("", Want::Slot(0)); FieldTable::MAX_FIELDS], len: 0 };
        while table.len < schema.len() {
            table = table.with(schema[table.len].0, schema[table.len].1);
        }
        table
    }

    /// The same with one more field.
    pub const fn with(mut self, name: &'static str, want: Want) -> FieldTable {
        assert!(self.len < FieldTable::MAX_FIELDS, "more fields than a table may have");
        self.fields[self.len] = (name, want);
        self.len += 1;
        self
    }

    /// The index of the field of this name.
    pub const fn index_of(&self, name: &str) -> Option<usize> {
        let mut index = 0;
        while index < self.len {
            if is_same_name(self.fields[index].0, name) {
                return Some(index);
            }
            index += 1;
        }
        None
    }

    /// How many fields there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The fields as a schema.
    pub const fn schema(&'static self) -> Schema {
        self.fields.split_at(self.len).0
    }
}

/// Whether two names are the same: what `==` does not do while the program is compiled.
pub const fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Where the wanted fields of a value lie.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    present: SlotSet,
    /// Those that are known to have no escape.
    plain: SlotSet,
    /// Start and end of each that is present.
    ranges: [(u32, u32); MAX_SLOTS],
}

impl Slots {
    /// Forgets all fields.
    #[inline]
    pub(super) fn clear(&mut self) {
        (self.present, self.plain) = (0, 0);
    }

    /// Says which fields have no escape.
    #[inline]
    pub(super) fn set_plain(&mut self, plain: SlotSet) {
        self.plain = plain;
    }

    /// Says which fields there are, and where each lies, instead of what was said before.
    #[inline]
    pub(super) fn set_all(&mut self, present: SlotSet, ranges: impl Iterator<Item = (u8, (u32, u32))>) {
        self.present = present;
        for (slot, range) in ranges {
            self.ranges[usize::from(slot)] = range;
        }
    }

    /// Says where a field lies.
    #[inline]
    pub(super) fn set(&mut self, slot: u8, range: (u32, u32)) {
        self.present |= 1 << slot;
        self.ranges[usize::from(slot)] = range;
    }

    /// Forgets where a field lies.
    pub(super) fn unset(&mut self, slot: u8) {
        self.present &= !(1 << slot);
    }

    /// The fields that are present, with start and end of each, in the order of their slots.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u8, (u32, u32))> {
        let is_present = |slot: &u8| self.present >> slot & 1 != 0;
        (0..MAX_SLOTS as u8).filter(is_present).map(|slot| (slot, self.ranges[usize::from(slot)]))
    }

    /// The fields as slices of the text that was walked.
    pub fn fields<'a>(&'a self, text: &'a [u8]) -> Fields<'a> {
        Fields { text, slots: self, read: self.present }
    }
}

impl PartialEq for Slots {
    fn eq(&self, other: &Slots) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Slots {}

/// A set of slots, a bit each.
pub type SlotSet = u32;

/// The set of these slots.
pub const fn slot_set(slots: &[u8]) -> SlotSet {
    let (mut set, mut at) = (0, 0);
    while at < slots.len() {
        set |= 1 << slots[at];
        at += 1;
    }
    set
}

/// The wanted fields of one value, as slices of its text.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    text: &'a [u8],
    slots: &'a Slots,
    /// Those that are present and may be read.
    read: SlotSet,
}

impl<'a> Fields<'a> {
    /// The text of the field in this slot: a whole JSON value, or nothing where it is absent.
    #[inline]
    pub fn raw(&self, slot: u8) -> Option<&'a [u8]> {
        if self.read >> slot & 1 == 0 {
            return None;
        }
        let (start, end) = self.slots.ranges[usize::from(slot)];
        self.text.get(start as usize..end as usize)
    }

    /// The same fields but those in these slots, as if they were absent.
    pub fn without(self, slots: SlotSet) -> Fields<'a> {
        Fields { read: self.read & !slots, ..self }
    }

    /// The text of the whole value.
    pub fn whole(&self) -> &'a [u8] {
        self.text
    }

    /// The text of the field where it is a string that is not empty (R17: empty counts as absent).
    pub fn text(&self, slot: u8) -> Option<Cow<'a, str>> {
        self.bytes(slot).map(into_text)
    }

    /// The same as bytes.
    #[inline]
    pub fn bytes(&self, slot: u8) -> Option<Text<'a>> {
        let raw = self.raw(slot)?;
        if self.slots.plain >> slot & 1 != 0
            && let [b'"', inner @ .., b'"'] = raw
        {
            return Some(Cow::Borrowed(inner)).filter(|text| !text.is_empty());
        }
        bytes_of(raw).filter(|text| !text.is_empty())
    }
}

/// The content of a JSON value that is a string.
pub fn string_of(raw: &[u8]) -> Option<Cow<'_, str>> {
    bytes_of(raw).map(into_text)
}

/// The same as bytes.
pub fn bytes_of(raw: &[u8]) -> Option<Text<'_>> {
    match raw {
        [b'"', inner @ .., b'"'] => Some(unescape_bytes(inner)),
        _ => None,
    }
}

/// What is wanted of the field with this name (as written, with its quotes).
///
/// Producers write their fields in one order, so the search begins behind the last one found.
#[inline]
pub(super) fn wanted(schema: Schema, written: &[u8], expected: &mut usize) -> Option<Want> {
    if schema.is_empty() {
        return None;
    }
    let name = unescape_bytes(&written[1..written.len() - 1]);
    for step in 0..schema.len() {
        let index = (*expected + step) % schema.len();
        if schema[index].0.as_bytes() == &*name {
            *expected = index + 1;
            return Some(schema[index].1);
        }
    }
    None
}
