//! Which shape the next record is likely to have: what came after the last two, and how records went on that stopped
//! being like a shape. A guess that is wrong costs a comparison, and nothing else.

use crate::source::hash::combine;

/// How many shapes are kept: a producer has about one for each kind of event. Their numbers are below it.
pub const MAX_SHAPES: usize = u64::BITS as usize;

/// No shape.
const NONE: u8 = u8::MAX;

/// What was seen of the order of shapes.
#[derive(Debug)]
pub(super) struct Guesses {
    /// For each two shapes that came one after the other, the first one's number first: which one came then.
    followers: Vec<u8>,
    /// The shape that was used before the last one.
    before_last: u8,
    /// For where a record stops being like a shape, and how it goes on there: the shape that it had last time.
    /// Different points may share an entry: what stands there is only tried first.
    alternatives: Vec<u8>,
}

/// Entries of [`Guesses::alternatives`]; each shape has a few dozen points at which another one may go on.
const ENTRIES: usize = 1 << 12;

impl Default for Guesses {
    fn default() -> Self {
        let followers = vec![NONE; MAX_SHAPES * MAX_SHAPES];
        Guesses { followers, before_last: 0, alternatives: vec![NONE; ENTRIES] }
    }
}

impl Guesses {
    /// The shape that came after the last two.
    #[inline]
    pub(super) fn follower(&self, last: u8) -> Option<u8> {
        Some(self.followers[follower_of(self.before_last, last)]).filter(|number| *number != NONE)
    }

    /// Notes which shape came after the last one.
    #[inline]
    pub(super) fn note_follower(&mut self, last: u8, number: u8) {
        self.followers[follower_of(self.before_last, last)] = number;
        self.before_last = last;
    }

    /// The shape that a record had that went on as this entry says.
    #[inline]
    pub(super) fn alternative(&self, entry: u16) -> Option<u8> {
        Some(self.alternatives[usize::from(entry)]).filter(|number| *number != NONE)
    }

    /// Notes which one it had.
    #[inline]
    pub(super) fn note_alternative(&mut self, entry: u16, number: u8) {
        self.alternatives[usize::from(entry)] = number;
    }
}

/// Where [`Guesses::followers`] tells of what came after these two.
#[inline]
fn follower_of(before_last: u8, last: u8) -> usize {
    usize::from(before_last) * MAX_SHAPES + usize::from(last)
}

/// Where [`Guesses::alternatives`] tells of records that stop being like this shape before this leaf and go on so: the
/// next two bytes tell one key from another, and hardly more.
#[inline]
pub(super) fn entry_of(number: u8, leaf: u8, rest: &[u8]) -> u16 {
    let next = rest.iter().take(2).fold(0, |next, byte| next << 8 | u64::from(*byte));
    (combine(u64::from(number) << 8 | u64::from(leaf), next) % ENTRIES as u64) as u16
}
