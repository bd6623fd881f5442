//! Records of one producer are alike: the same keys in the same order, and most values those of a record
//! before. So a record is compared with the last one of its shape, and only what differs is read.
//!
//! ```text
//!   shape   {"activity_name":"TabOpen","time":"2026-11-17T00:32:42Z","user":"a"}
//!   record  {"activity_name":"TabClose","time":"2026-11-17T00:33:07Z","user":"a"}
//!           ========================!                      !  !================
//!           equal                   a string: read to its end, then go on behind it in both
//! ```
//!
//! A difference anywhere but in the content of a string or a whole number, a control character: whatever is not
//! that simple goes to [`walk_into`], which alone decides what a record is. What comes out is the same as from
//! `walk_into`; `tests/properties` and a fuzz target hold the two against each other.

mod guesses;
mod survey;

use super::fields::{Schema, SlotSet, Slots};
use super::json::{Extent, JsonError, WalkedValue, walk_into};
use super::unescaped_string::UnescapedString;
use crate::source::block::common_len;
use crate::source::hash::combine;
use crate::source::limits::MAX_SHAPE_BYTES;
pub use guesses::MAX_SHAPES;
use guesses::{Guesses, entry_of};
use survey::{Leaves, ReadLeaf, leaves_of, read_string, read_whole_number};

/// How many shapes a record is compared with, the likeliest first, where none can be learned.
const MAX_TRIES: usize = 8;

/// What a shape costs that is learned, where a record that fits earns 1: where nothing is alike, little time
/// is spent on learning.
const LEARNING_COST: u32 = 8;
const MOST_CREDIT: u32 = 16 * LEARNING_COST;

/// A reader of records that remembers their shapes.
#[derive(Debug)]
pub struct Shapes {
    schema: Schema,
    shapes: Vec<Shape>,
    /// Numbers of the shapes, the one that was used last first.
    recent: Vec<u8>,
    guesses: Guesses,
    credit: u32,
    /// Room for what differs from a shape, for what differed from the shape that was tried before, and for a string with
    /// escapes.
    changes: Vec<Change>,
    tried_before: Vec<Change>,
    unescaped: UnescapedString,
    /// Shapes that the record does not have.
    failed: Vec<Mismatch>,
}

/// A shape that a record does not have.
#[derive(Debug)]
struct Mismatch {
    number: u8,
    /// How much of the record is like it.
    len: usize,
    /// What tells of another shape: see [`Guesses::alternative`].
    entry: u16,
}

/// The last record of a shape, and what may differ in the next.
#[derive(Debug)]
struct Shape {
    text: Vec<u8>,
    leaves: Leaves,
    /// For each slot that has something: its number, and where it lies.
    slots: Vec<SlotOffsets>,
    /// These slots.
    present: SlotSet,
    /// The slots that are strings, and those of them that have no escape.
    strings: SlotSet,
    plain: SlotSet,
    content: u64,
    line_feeds: u32,
    /// Whether anything but the content of the leaves has bytes beyond ASCII.
    non_ascii: bool,
    non_ascii_leaves: u32,
    /// Slots whose text has changed since this was asked the last time.
    changed: SlotSet,
}

/// Where a slot begins and ends: so far behind the end of as many leaves.
#[derive(Clone, Copy, Debug)]
struct SlotOffsets {
    slot: u8,
    leaves_before: u8,
    leaves_up_to: u8,
    start: u32,
    end: u32,
}

/// A leaf that differs: where it lies in the record.
#[derive(Clone, Copy, Debug)]
struct Change {
    leaf: u8,
    is_number: bool,
    non_ascii: bool,
    has_escapes: bool,
    start: u32,
    end: u32,
    /// Hash of its content, whatever the keys that lead to it.
    content: u64,
}

impl Shapes {
    /// For records of which these fields are wanted.
    pub fn new(schema: Schema) -> Shapes {
        Shapes {
            schema,
            shapes: Vec::new(),
            recent: Vec::new(),
            guesses: Guesses::default(),
            credit: MOST_CREDIT,
            changes: Vec::new(),
            tried_before: Vec::new(),
            unescaped: UnescapedString::default(),
            failed: Vec::new(),
        }
    }

    /// Reads the JSON value that `text` begins with; where its wanted fields lie is written into `slots`.
    ///
    /// # Errors
    /// Those of [`super::json::walk`].
    #[inline]
    pub fn walk_into(&mut self, text: &[u8], slots: &mut Slots) -> Result<Extent, JsonError> {
        match self.recall(text, slots) {
            Some(extent) => Ok(extent),
            None => self.walk_and_learn(text, slots),
        }
    }

    /// As [`super::json::walk`] with the schema of these shapes.
    ///
    /// # Errors
    /// Those of [`super::json::walk`].
    pub fn walk(&mut self, text: &[u8]) -> Result<WalkedValue, JsonError> {
        let mut slots = Slots::default();
        let extent = self.walk_into(text, &mut slots)?;
        Ok(WalkedValue { extent, slots })
    }

    /// The slots that may have other texts than in the record of this shape for which this was asked the last
    /// time: those of all other slots are the same.
    #[inline]
    pub fn take_changed(&mut self, shape: u8) -> SlotSet {
        self.shapes
            .get_mut(usize::from(shape))
            .map_or(SlotSet::MAX, |shape| std::mem::take(&mut shape.changed))
    }

    /// The record, if it has a shape that is known.
    ///
    /// The first to be tried is what followed the last two shapes before. Where a record stops being like a shape
    /// tells which one it may have instead; then come those that were used last.
    fn recall(&mut self, text: &[u8], slots: &mut Slots) -> Option<Extent> {
        self.failed.clear();
        self.changes.clear();
        let last = *self.recent.first()?;
        let mut number = self.guesses.follower(last).unwrap_or(last);
        // The shapes that were tried, a bit each.
        let mut tried = 0u64;
        // Before a shape is learned, it is made sure that it is not known.
        let most = if self.credit < LEARNING_COST { MAX_TRIES } else { MAX_SHAPES };
        while self.failed.len() < most {
            let shape = &mut self.shapes[usize::from(number)];
            std::mem::swap(&mut self.changes, &mut self.tried_before);
            let (known, changes) = (&self.tried_before, &mut self.changes);
            let (leaf, len) = match shape.compare(text, known, changes, &mut self.unescaped) {
                Ok(len) => {
                    let extent =
                        Extent { shape: Some(number), ..shape.take(&text[..len], &self.changes, slots) };
                    self.credit = (self.credit + 1).min(MOST_CREDIT);
                    self.note_use(number);
                    return Some(extent);
                }
                Err(end) => end,
            };
            let entry = entry_of(number, leaf, &text[len..]);
            let alternative = self.guesses.alternative(entry);
            self.failed.push(Mismatch { number, len, entry });
            tried |= 1 << number;
            let is_new = |number: &u8| tried >> number & 1 == 0;
            number = alternative.filter(is_new).or_else(|| self.recent.iter().copied().find(is_new))?;
        }
        None
    }

    /// Notes that a record has this shape.
    fn note_use(&mut self, number: u8) {
        for failed in &self.failed {
            let alternative = self.guesses.alternative(failed.entry);
            let other = self.failed.iter().find(|other| Some(other.number) == alternative);
            // Where the shape that was told is like more of the record, it tells itself how to go on.
            if other.is_none_or(|other| other.len <= failed.len) {
                self.guesses.note_alternative(failed.entry, number);
            }
        }
        let last = self.recent.first().copied().unwrap_or(number);
        self.guesses.note_follower(last, number);
        if let (true, Some(index)) = (last != number, self.recent.iter().position(|other| *other == number)) {
            self.recent[..=index].rotate_right(1);
        }
    }

    #[cold]
    fn walk_and_learn(&mut self, text: &[u8], slots: &mut Slots) -> Result<Extent, JsonError> {
        let extent = walk_into(text, self.schema, slots)?;
        if self.credit >= LEARNING_COST {
            self.credit -= LEARNING_COST;
            if let Some(shape) = Shape::of(&text[..extent.len], &extent, slots) {
                self.learn(shape);
            }
        }
        self.credit += 1;
        Ok(extent)
    }

    fn learn(&mut self, shape: Shape) {
        let number = if self.shapes.len() < MAX_SHAPES {
            self.shapes.push(shape);
            self.recent.push(self.shapes.len() as u8 - 1);
            self.shapes.len() as u8 - 1
        } else {
            let oldest = self.recent[MAX_SHAPES - 1];
            self.shapes[usize::from(oldest)] = shape;
            self.failed.retain(|failed| failed.number != oldest);
            oldest
        };
        self.note_use(number);
    }
}

impl Shape {
    /// The shape of a record that was read; nothing where it is not of the simple kind.
    fn of(text: &[u8], extent: &Extent, slots: &Slots) -> Option<Shape> {
        if text.first() != Some(&b'{') || text.len() > MAX_SHAPE_BYTES {
            return None;
        }
        let mut leaves = leaves_of(text)?;
        let ranges: Vec<(u32, u32)> = (0..).map_while(|leaf| leaves.range(leaf)).collect();
        for (leaf, range) in leaves.leaves.iter_mut().zip(&ranges) {
            let enclosing = slots.iter().filter(|(_, (start, end))| *start <= range.0 && range.1 <= *end);
            leaf.slots = enclosing.map(|(slot, _)| 1 << slot).sum();
        }
        // A string's slot has its quotes in it, a leaf has not.
        let is_leaf =
            |start: u32, end: u32| ranges.contains(&(start + 1, end - 1)) && text[start as usize] == b'"';
        let strings = slots.iter().filter(|(_, (start, end))| is_leaf(*start, *end));
        let strings = strings.map(|(slot, _)| 1 << slot).sum();
        let escaped = leaves.leaves.iter().filter(|leaf| leaf.has_escapes);
        let plain = strings & !escaped.fold(0, |slots, leaf| slots | leaf.slots);
        let present = slots.iter().map(|(slot, _)| 1 << slot).sum();
        let slots = slots.iter().map(|(slot, (start, end))| {
            let (leaves_before, leaves_up_to) = (leaves.count_up_to(start), leaves.count_up_to(end));
            let (start, end) = (start - leaves.end_of(leaves_before), end - leaves.end_of(leaves_up_to));
            SlotOffsets { slot, leaves_before, leaves_up_to, start, end }
        });
        let slots = slots.collect();
        let mut rest = 0;
        let non_ascii = ranges.iter().any(|(start, end)| {
            let before = &text[rest..*start as usize];
            rest = *end as usize;
            !before.is_ascii()
        }) || !text[rest..].is_ascii();
        Some(Shape {
            text: text.to_vec(),
            slots,
            present,
            strings,
            plain,
            content: extent.content,
            line_feeds: extent.line_feeds,
            non_ascii,
            non_ascii_leaves: leaves.leaves.iter().filter(|leaf| leaf.non_ascii).count() as u32,
            changed: SlotSet::MAX,
            leaves,
        })
    }

    /// Compares the shape with what `text` begins with: the length of the record, if it has this shape, else
    /// the number of the leaf before which, or in which, it stops being alike, and where that is in the text.
    ///
    /// Leaves that are `known` of the text, in their order, need not be read again.
    #[inline]
    fn compare(
        &self,
        text: &[u8],
        known: &[Change],
        changes: &mut Vec<Change>,
        unescaped: &mut UnescapedString,
    ) -> Result<usize, (u8, usize)> {
        changes.clear();
        let mut known = known.iter().peekable();
        let (mut own, mut at, mut leaf) = (0, 0, 0);
        loop {
            let equal = common_len(&self.text[own..], &text[at..]);
            own += equal;
            at += equal;
            if own == self.text.len() {
                return if at <= MAX_SHAPE_BYTES { Ok(at) } else { Err((leaf as u8, at)) };
            }
            // The next leaf that what differs may lie in: up to the byte behind it, which ends it.
            leaf = self.leaves.reaching(leaf, own as u32);
            let Some((leaf_start, leaf_end)) = self.leaves.range(leaf).filter(|range| range.0 <= own as u32)
            else {
                return Err((leaf as u8, at));
            };
            let (differing, start) = (&self.leaves.leaves[leaf], at - (own - leaf_start as usize));
            while known.next_if(|known| (known.start as usize) < start).is_some() {}
            let is_it =
                |known: &&Change| known.start as usize == start && known.is_number == differing.is_number;
            let change = match known.next_if(is_it) {
                Some(known) => Change { leaf: leaf as u8, ..*known },
                None => {
                    let read = match differing.is_number {
                        true => read_whole_number(text, start),
                        false => read_string(text, start, unescaped),
                    };
                    let ReadLeaf { end, non_ascii, has_escapes, content } = read.ok_or((leaf as u8, at))?;
                    let (start, end) = (start as u32, end as u32);
                    let (leaf, is_number) = (leaf as u8, differing.is_number);
                    Change { leaf, is_number, non_ascii, has_escapes, start, end, content }
                }
            };
            changes.push(change);
            own = leaf_end as usize;
            at = change.end as usize;
            leaf += 1;
        }
    }

    /// Makes a record of this shape its last one, and tells what it holds.
    #[inline]
    fn take(&mut self, text: &[u8], changes: &[Change], slots: &mut Slots) -> Extent {
        for change in changes {
            let leaf = &mut self.leaves.leaves[usize::from(change.leaf)];
            let content = combine(leaf.path, change.content);
            self.content = self.content.wrapping_sub(leaf.content).wrapping_add(content);
            self.non_ascii_leaves =
                self.non_ascii_leaves - u32::from(leaf.non_ascii) + u32::from(change.non_ascii);
            (leaf.content, leaf.non_ascii) = (content, change.non_ascii);
            self.changed |= leaf.slots;
            self.plain &= !leaf.slots;
            if !change.has_escapes {
                self.plain |= leaf.slots & self.strings;
            }
        }
        self.leaves.resize(changes.iter().map(|change| (change.leaf, change.end - change.start)));
        if !changes.is_empty() {
            self.text.clear();
            self.text.extend_from_slice(text);
        }
        let leaves = &self.leaves;
        let ranges = self.slots.iter().map(|offsets| {
            let start = leaves.end_of(offsets.leaves_before) + offsets.start;
            (offsets.slot, (start, leaves.end_of(offsets.leaves_up_to) + offsets.end))
        });
        slots.set_all(self.present, ranges);
        slots.set_plain(self.plain);
        Extent {
            len: text.len(),
            content: self.content,
            non_ascii: self.non_ascii || self.non_ascii_leaves > 0,
            line_feeds: self.line_feeds,
            shape: None,
        }
    }
}

#[cfg(test)]
mod tests;
