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
//! A difference anywhere but in the content of a string or a whole number, an escape, a control character:
//! whatever is not that simple goes to [`walk`], which alone decides what a record is. What comes out is the
//! same as from `walk`; `tests/properties` and a fuzz target hold the two against each other.

use super::fields::{MAX_SLOTS, Schema, Slots};
use super::hash::{WordHash, combine, hash_bytes, word_at};
use super::json::{ELEMENT, HIGH_BITS, JsonError, SEED_KEY, SEED_STRING, Walked, special_bytes, walk};
use super::json_text::{number_hash, unescape};
use super::wrapper::after_blanks;

/// How many shapes are kept: a producer has about one for each kind of event.
const MAX_SHAPES: usize = 32;

/// How many shapes a record is compared with, the likeliest first.
const MAX_TRIES: usize = 6;

/// A record with more values than this is not learned, and neither is a longer one.
const MAX_LEAVES: usize = 250;
const MAX_LEN: usize = 64 << 10;

/// What a shape costs that is learned, where a record that fits earns 1: where nothing is alike, little time
/// is spent on learning.
const LEARNING_COST: u32 = 8;
const MOST_CREDIT: u32 = 16 * LEARNING_COST;

/// A reader of records that remembers their shapes; as [`walk`] with this schema.
#[derive(Debug)]
pub struct Shapes {
    schema: Schema,
    shapes: Vec<Shape>,
    /// Numbers of the shapes, the one that was used last first.
    recent: Vec<u8>,
    credit: u32,
    /// Room for what differs.
    changes: Vec<Change>,
}

/// The last record of a shape, and what may differ in the next.
#[derive(Debug)]
struct Shape {
    text: Vec<u8>,
    leaves: Vec<Leaf>,
    /// For each slot that has something: its number, and where it lies.
    slots: Vec<SlotPlace>,
    content: u64,
    line_feeds: u32,
    /// Whether anything but the content of the leaves has bytes beyond ASCII.
    non_ascii: bool,
    non_ascii_leaves: u32,
    /// The shape that came after this one last time.
    next: u8,
}

/// A string (its content, without quotes) or a whole number in a record.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    start: u32,
    end: u32,
    is_number: bool,
    non_ascii: bool,
    /// How far its end has moved with the last record, modulo 2^32.
    moved: u32,
    /// Hash of the keys that lead to it.
    path: u64,
    /// What it adds to the content of the record.
    content: u64,
}

/// Where a slot begins and ends, and how many leaves end before either.
#[derive(Clone, Copy, Debug)]
struct SlotPlace {
    slot: u8,
    start: u32,
    end: u32,
    leaves_before: u8,
    leaves_up_to: u8,
}

/// A leaf that differs: where it lies in the record.
#[derive(Clone, Copy, Debug)]
struct Change {
    leaf: u8,
    non_ascii: bool,
    start: u32,
    end: u32,
    content: u64,
}

impl Shapes {
    /// For records of which these fields are wanted.
    pub fn new(schema: Schema) -> Shapes {
        Shapes { schema, shapes: Vec::new(), recent: Vec::new(), credit: MOST_CREDIT, changes: Vec::new() }
    }

    /// Reads the JSON value that `text` begins with.
    ///
    /// # Errors
    /// Those of [`walk`].
    #[inline]
    pub fn walk(&mut self, text: &[u8]) -> Result<Walked, JsonError> {
        match self.recall(text) {
            Some(walked) => Ok(walked),
            None => self.walk_and_learn(text),
        }
    }

    /// The record, if it has a shape that is known.
    #[inline]
    fn recall(&mut self, text: &[u8]) -> Option<Walked> {
        let last = *self.recent.first()?;
        let likely = self.shapes[usize::from(last)].next;
        if let Some(walked) = self.try_shape(likely, text) {
            return Some(walked);
        }
        for place in 0..self.recent.len().min(MAX_TRIES) {
            let shape = self.recent[place];
            if shape != likely
                && let Some(walked) = self.try_shape(shape, text)
            {
                return Some(walked);
            }
        }
        None
    }

    #[inline]
    fn try_shape(&mut self, number: u8, text: &[u8]) -> Option<Walked> {
        let shape = &mut self.shapes[usize::from(number)];
        let len = shape.compare(text, &mut self.changes)?;
        let walked = shape.take(&text[..len], &self.changes);
        self.credit = (self.credit + 1).min(MOST_CREDIT);
        self.note_use(number);
        Some(walked)
    }

    fn note_use(&mut self, number: u8) {
        let last = self.recent[0];
        self.shapes[usize::from(last)].next = number;
        if last != number
            && let Some(place) = self.recent.iter().position(|other| *other == number)
        {
            self.recent[..=place].rotate_right(1);
        }
    }

    #[cold]
    fn walk_and_learn(&mut self, text: &[u8]) -> Result<Walked, JsonError> {
        let walked = walk(text, self.schema)?;
        if self.credit >= LEARNING_COST {
            self.credit -= LEARNING_COST;
            if let Some(shape) = Shape::of(&text[..walked.len], &walked) {
                self.learn(shape);
            }
        }
        self.credit += 1;
        Ok(walked)
    }

    fn learn(&mut self, shape: Shape) {
        let number = if self.shapes.len() < MAX_SHAPES {
            self.shapes.push(shape);
            let number = self.shapes.len() as u8 - 1;
            self.recent.push(number);
            number
        } else {
            let oldest = self.recent[MAX_SHAPES - 1];
            self.shapes[usize::from(oldest)] = shape;
            oldest
        };
        self.note_use(number);
    }
}

impl Shape {
    /// The shape of a record that was read; nothing where it is not of the simple kind.
    fn of(text: &[u8], walked: &Walked) -> Option<Shape> {
        if text.first() != Some(&b'{') || text.len() > MAX_LEN {
            return None;
        }
        let mut leaves = Vec::new();
        Survey { text, at: 0, leaves: &mut leaves }.value(0)?;
        let up_to = |at: u32| leaves.iter().take_while(|leaf| leaf.end <= at).count() as u8;
        let slots = (0..MAX_SLOTS as u8)
            .zip(&walked.slots)
            .filter(|(_, (_, end))| *end > 0)
            .map(|(slot, (start, end))| SlotPlace {
                slot,
                start: *start,
                end: *end,
                leaves_before: up_to(*start),
                leaves_up_to: up_to(*end),
            })
            .collect();
        let mut rest = 0;
        let non_ascii = leaves.iter().any(|leaf| {
            let before = &text[rest..leaf.start as usize];
            rest = leaf.end as usize;
            !before.is_ascii()
        }) || !text[rest..].is_ascii();
        Some(Shape {
            text: text.to_vec(),
            slots,
            content: walked.content,
            line_feeds: walked.line_feeds,
            non_ascii,
            non_ascii_leaves: leaves.iter().filter(|leaf| leaf.non_ascii).count() as u32,
            next: 0,
            leaves,
        })
    }

    /// Compares the shape with what `text` begins with: the length of the record, if it has this shape.
    #[inline]
    fn compare(&self, text: &[u8], changes: &mut Vec<Change>) -> Option<usize> {
        changes.clear();
        let (mut own, mut at, mut leaf) = (0, 0, 0);
        loop {
            let equal = common_len(&self.text[own..], text.get(at..)?);
            own += equal;
            at += equal;
            if own == self.text.len() {
                return Some(at);
            }
            // The next leaf that what differs may lie in: up to the byte behind it, which ends it.
            while self.leaves.get(leaf)?.end < own as u32 {
                leaf += 1;
            }
            let differing = &self.leaves[leaf];
            if differing.start > own as u32 {
                return None;
            }
            let equal_part = own - differing.start as usize;
            let start = at - equal_part;
            let (end, non_ascii, content) =
                if differing.is_number { whole_number(text, start)? } else { plain_string(text, start)? };
            changes.push(Change {
                leaf: leaf as u8,
                non_ascii,
                start: start as u32,
                end: end as u32,
                content: combine(differing.path, content),
            });
            own = differing.end as usize;
            at = end;
            leaf += 1;
        }
    }

    /// Makes a record of this shape its last one, and tells what it holds.
    #[inline]
    fn take(&mut self, text: &[u8], changes: &[Change]) -> Walked {
        let mut is_moved = false;
        for change in changes {
            let leaf = &mut self.leaves[usize::from(change.leaf)];
            self.content = self.content.wrapping_sub(leaf.content).wrapping_add(change.content);
            self.non_ascii_leaves =
                self.non_ascii_leaves - u32::from(leaf.non_ascii) + u32::from(change.non_ascii);
            (leaf.content, leaf.non_ascii) = (change.content, change.non_ascii);
            is_moved |= change.end - change.start != leaf.end - leaf.start;
        }
        if is_moved {
            self.shift(changes);
        }
        if !changes.is_empty() {
            self.text.clear();
            self.text.extend_from_slice(text);
        }
        let mut slots: Slots = [(0, 0); MAX_SLOTS];
        for place in &self.slots {
            slots[usize::from(place.slot)] = (place.start, place.end);
        }
        Walked {
            len: text.len(),
            content: self.content,
            non_ascii: self.non_ascii || self.non_ascii_leaves > 0,
            line_feeds: self.line_feeds,
            slots,
        }
    }

    /// Moves all places behind leaves that have another length now.
    fn shift(&mut self, changes: &[Change]) {
        let mut changes = changes.iter().peekable();
        let mut moved = 0u32;
        for (number, leaf) in self.leaves.iter_mut().enumerate() {
            let len = match changes.next_if(|change| usize::from(change.leaf) == number) {
                Some(change) => change.end - change.start,
                None => leaf.end - leaf.start,
            };
            let end = leaf.end;
            leaf.start = leaf.start.wrapping_add(moved);
            leaf.end = leaf.start + len;
            moved = leaf.end.wrapping_sub(end);
            leaf.moved = moved;
        }
        let moved = |leaves: u8| leaves.checked_sub(1).map_or(0, |last| self.leaves[usize::from(last)].moved);
        for place in &mut self.slots {
            place.start = place.start.wrapping_add(moved(place.leaves_before));
            place.end = place.end.wrapping_add(moved(place.leaves_up_to));
        }
    }
}

/// How many bytes two texts have in common from their beginnings.
#[inline]
fn common_len(one: &[u8], other: &[u8]) -> usize {
    let len = one.len().min(other.len());
    let (one, other) = (&one[..len], &other[..len]);
    let mut at = 0;
    for (one, other) in one.as_chunks::<16>().0.iter().zip(other.as_chunks::<16>().0) {
        let differing = u128::from_le_bytes(*one) ^ u128::from_le_bytes(*other);
        if differing != 0 {
            return at + (differing.trailing_zeros() / 8) as usize;
        }
        at += 16;
    }
    at + one[at..].iter().zip(&other[at..]).take_while(|(one, other)| one == other).count()
}

/// The string whose content begins at `start`: where it ends, whether it has bytes beyond ASCII, and the
/// hash of its content; nothing where it has an escape or does not end.
#[inline]
fn plain_string(text: &[u8], start: usize) -> Option<(usize, bool, u64)> {
    let (mut at, mut high) = (start, 0);
    let mut hash = WordHash::new(SEED_STRING);
    loop {
        let word = word_at(text, at);
        let special = special_bytes(word);
        if special == 0 {
            hash = hash.word(word);
            high |= word & HIGH_BITS;
            at += 8;
            continue;
        }
        let plain = (special.trailing_zeros() / 8) as usize;
        let kept = word & !(u64::MAX << (plain * 8));
        at += plain;
        if text.get(at) != Some(&b'"') {
            return None;
        }
        if plain > 0 {
            hash = hash.word(kept);
        }
        return Some((at, (high | kept & HIGH_BITS) != 0, hash.word((at - start) as u64).finish()));
    }
}

/// The whole number that begins at `start`, as [`plain_string`].
fn whole_number(text: &[u8], start: usize) -> Option<(usize, bool, u64)> {
    let digits = text.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = &text[start..start + digits];
    let is_simple = digits == 1 || (digits > 1 && number[0] != b'0');
    is_simple.then(|| (start + digits, false, number_hash(number)))
}

/// Lists the leaves of a value that is valid JSON.
struct Survey<'a> {
    text: &'a [u8],
    at: usize,
    leaves: &'a mut Vec<Leaf>,
}

impl Survey<'_> {
    fn value(&mut self, path: u64) -> Option<()> {
        match self.byte()? {
            b'"' => self.string(path),
            b'{' => self.object(path),
            b'[' => self.array(path),
            b't' | b'n' => self.pass(4),
            b'f' => self.pass(5),
            _ => self.number(path),
        }
    }

    /// The next byte that is no blank.
    fn byte(&mut self) -> Option<u8> {
        self.at = after_blanks(self.text, self.at)?;
        self.text.get(self.at).copied()
    }

    fn pass(&mut self, len: usize) -> Option<()> {
        self.at += len;
        Some(())
    }

    fn string(&mut self, path: u64) -> Option<()> {
        let start = self.at + 1;
        match plain_string(self.text, start) {
            Some((end, non_ascii, content)) => {
                self.at = end + 1;
                self.push(start, end, false, non_ascii, combine(path, content), path)
            }
            None => self.pass_string(),
        }
    }

    /// Passes over a string; it may have escapes.
    fn pass_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.text.get(self.at)? {
                b'"' => return self.pass(1),
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    fn number(&mut self, path: u64) -> Option<()> {
        let is_part = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let start = self.at;
        let len = self.text[start..].iter().take_while(is_part).count();
        self.at += len;
        match whole_number(self.text, start) {
            Some((end, _, content)) if end == self.at => {
                self.push(start, end, true, false, combine(path, content), path)
            }
            _ => Some(()),
        }
    }

    fn push(
        &mut self,
        start: usize,
        end: usize,
        is_number: bool,
        non_ascii: bool,
        content: u64,
        path: u64,
    ) -> Option<()> {
        let (start, end) = (start as u32, end as u32);
        self.leaves.push(Leaf { start, end, is_number, non_ascii, moved: 0, path, content });
        (self.leaves.len() <= MAX_LEAVES).then_some(())
    }

    fn array(&mut self, path: u64) -> Option<()> {
        self.at += 1;
        let mut index = 0u64;
        loop {
            match self.byte()? {
                b']' => return self.pass(1),
                b',' => self.at += 1,
                _ => {
                    self.value(combine(path, ELEMENT.wrapping_add(index)))?;
                    index += 1;
                }
            }
        }
    }

    fn object(&mut self, path: u64) -> Option<()> {
        self.at += 1;
        let mut keys = Vec::new();
        loop {
            match self.byte()? {
                b'}' => return self.pass(1),
                b',' => self.at += 1,
                _ => {
                    let start = self.at + 1;
                    self.pass_string()?;
                    let key = hash_bytes(unescape(&self.text[start..self.at - 1]).as_bytes(), SEED_KEY);
                    // Of equal keys the last counts: that is not simple.
                    if keys.contains(&key) {
                        return None;
                    }
                    keys.push(key);
                    (self.byte()? == b':').then(|| self.at += 1)?;
                    self.byte()?;
                    self.value(combine(path, key))?;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Want;
    use super::*;

    const SCHEMA: Schema = &[
        ("a", Want::Slot(0)),
        ("b", Want::SlotAndWithin(1, &[("c", Want::Slot(2)), ("d", Want::Slot(3))])),
        ("n", Want::Slot(4)),
    ];

    const BASE: &str = r#"{"a":"one","b":{"c":"","d":["x",{"y":12}]},"n":1790000000000,"t":true,"ü":"é"}"#;

    /// Reads the base, then the other; whether that was recalled, and both ways gave the same.
    #[track_caller]
    fn is_recalled(other: &str) -> bool {
        let mut shapes = Shapes::new(SCHEMA);
        shapes.walk(BASE.as_bytes()).expect("valid");
        let recalled = shapes.recall(other.as_bytes());
        let expected = walk(other.as_bytes(), SCHEMA);
        if let Some(recalled) = &recalled {
            assert_eq!(Some(recalled), expected.as_ref().ok(), "{other}");
            // What it remembers now is right, too.
            let again = shapes.recall(BASE.as_bytes()).expect("it has the shape");
            assert_eq!(again, walk(BASE.as_bytes(), SCHEMA).expect("valid"));
        }
        recalled.is_some()
    }

    #[test]
    fn records_that_differ_in_strings_and_whole_numbers_are_recalled() {
        for (from, to) in [
            ("", ""),
            ("one", "two"),
            ("one", "a longer one"),
            ("one", ""),
            ("one", "日本語"),
            ("\"\"", "\"c\""),
            ("12", "345"),
            ("12", "1"),
            ("1790000000000", "7"),
            ("é", "e"),
            ("é\"}", "e\"} {\"and\":\"more\"}"),
        ] {
            assert!(is_recalled(&BASE.replacen(from, to, 1)), "{from} to {to}");
        }
        let all = r#"{"a":"","b":{"c":"four","d":["",{"y":3}]},"n":17,"t":true,"ü":"long enough for words"}"#;
        assert!(is_recalled(all));
    }

    #[test]
    fn what_differs_in_anything_else_is_not() {
        for (from, to) in [
            ("one", "t\\u0077o"),
            ("one", "o\tn"),
            ("\"one\"", "1"),
            ("\"one\"", "null"),
            ("12", "012"),
            ("12", "1.5"),
            ("12", "1e5"),
            ("12", "-1"),
            ("12", ""),
            ("true", "false"),
            ("\"n\":", "\"m\":"),
            ("\"n\":", " \"n\":"),
            ("\"n\":", "\"n\":1,\"n\":"),
            ("\"x\",", ""),
            ("é\"}", "é\""),
            ("é\"}", "é"),
            ("é\"}", "é\",}"),
        ] {
            assert!(!is_recalled(&BASE.replacen(from, to, 1)), "{from} to {to}");
        }
    }

    #[test]
    fn nothing_is_learned_of_records_that_are_not_simple() {
        for text in [r#"{"a":1,"a":2}"#, r#"{"a":1,"\u0061":2}"#, "[1]", "1"] {
            let mut shapes = Shapes::new(SCHEMA);
            shapes.walk(text.as_bytes()).expect("valid");
            assert!(shapes.shapes.is_empty(), "{text}");
        }
    }

    #[test]
    fn more_shapes_than_there_is_room_for_are_read_all_the_same() {
        let mut shapes = Shapes::new(SCHEMA);
        for turn in 0..5 {
            for number in 0..3 * MAX_SHAPES {
                let text = format!(r#"{{"a":"{turn}","k{number}":[{number},"{turn}"]}}"#);
                assert_eq!(shapes.walk(text.as_bytes()), walk(text.as_bytes(), SCHEMA));
            }
        }
        assert!(shapes.shapes.len() <= MAX_SHAPES);
    }
}
