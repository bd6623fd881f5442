//! The fields that are wanted of a JSON value, and what was found of them: slices of its text. It reads
//! no JSON itself.

use super::json_text::unescape;
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

/// The entries of two schemas one after the other; `N` is how many there are.
pub const fn joined<const N: usize>(one: Schema, other: Schema) -> [(&'static str, Want); N] {
    assert!(one.len() + other.len() == N, "N is the number of all entries");
    let mut all = [("", Want::Slot(0)); N];
    let mut at = 0;
    while at < N {
        all[at] = if at < one.len() { one[at] } else { other[at - one.len()] };
        at += 1;
    }
    all
}

/// How many slots a schema may have.
pub const MAX_SLOTS: usize = 32;

/// Where the wanted fields of a value lie: start and end of each; end 0 where there is none.
pub type Slots = [(u32, u32); MAX_SLOTS];

/// The wanted fields of one value, as slices of its text.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    pub(super) text: &'a [u8],
    pub(super) slots: &'a Slots,
}

impl<'a> Fields<'a> {
    /// The text of the field in this slot: a whole JSON value, or nothing where it is absent.
    #[inline]
    pub fn raw(&self, slot: u8) -> Option<&'a [u8]> {
        let (start, end) = self.slots[usize::from(slot)];
        if end == 0 { None } else { self.text.get(start as usize..end as usize) }
    }

    /// The text of the field where it is a string that is not empty (R17: empty counts as absent).
    #[inline]
    pub fn text(&self, slot: u8) -> Option<Cow<'a, str>> {
        string_of(self.raw(slot)?).filter(|text| !text.is_empty())
    }
}

/// The content of a JSON value that is a string.
#[inline]
pub fn string_of(raw: &[u8]) -> Option<Cow<'_, str>> {
    match raw {
        [b'"', inner @ .., b'"'] => Some(unescape(inner)),
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
    let inner = &written[1..written.len() - 1];
    let unescaped;
    let name = if inner.contains(&b'\\') {
        unescaped = unescape(inner).into_owned();
        unescaped.as_bytes()
    } else {
        inner
    };
    for step in 0..schema.len() {
        let index = (*expected + step) % schema.len();
        if schema[index].0.as_bytes() == name {
            *expected = index + 1;
            return Some(schema[index].1);
        }
    }
    None
}
