//! One JSON value: strict reading in one pass that finds its end, the fields that a format asked for,
//! and a hash of its content. It builds no tree; a field is a slice of the text until it is asked for.
//!
//! ```text
//!   {"time": "2026-…", "file": {"size": 12}}      schema: time → slot 0, file.size → slot 1
//!            ^^^^^^^^^ slot 0           ^^ slot 1   content: Σ over leaves of hash(path, value)
//! ```
//! Two values that are equal as JSON values (white space, the order of keys, escapes and the way a
//! number is written do not count) have the same content hash (R2). Of equal keys the last counts (R13).

pub use super::fields::{
    FieldTable, Fields, MAX_SLOTS, Schema, SlotSet, Slots, Want, bytes_of, slot_set, string_of,
};

pub use super::walked_value::{Extent, JsonError, WalkedValue};

use super::fields::wanted;
use super::json_text::{number_hash, unescape_bytes};
pub use super::unescaped_string::UnescapedString;
use crate::source::hash::{WordHash, combine, hash_bytes};
use crate::source::limits::MAX_JSON_DEPTH;
use crate::source::word::{HIGH_BITS, bytes_before, special_bytes, word_at};
use std::collections::BTreeMap;

/// Reads the JSON value that `text` begins with.
///
/// # Errors
/// [`JsonError`]; a value that touches the end of the text and could go on (a number) is taken as whole.
#[inline]
pub fn walk(text: &[u8], schema: Schema) -> Result<WalkedValue, JsonError> {
    let mut slots = Slots::default();
    let extent = walk_into(text, schema, &mut slots)?;
    Ok(WalkedValue { extent, slots })
}

/// As [`walk`]; where the wanted fields lie is written into `slots`.
///
/// # Errors
/// Those of [`walk`].
pub fn walk_into(text: &[u8], schema: Schema, slots: &mut Slots) -> Result<Extent, JsonError> {
    Walker::<true>::read(text, schema, slots, &mut UnescapedString::default())
}

/// As [`walk_into`] for a value whose content nobody asks for: the hash of it is any number. The last of its strings
/// that has escapes may be found unescaped.
///
/// # Errors
/// Those of [`walk`].
pub fn walk_unhashed(
    text: &[u8],
    schema: Schema,
    slots: &mut Slots,
    last_escaped: &mut UnescapedString,
) -> Result<Extent, JsonError> {
    Walker::<false>::read(text, schema, slots, last_escaped)
}

pub(super) const SEED_STRING: u64 = 1;
pub(super) const SEED_KEY: u64 = 3;
const EMPTY_OBJECT: u64 = 0x6f62_6a00;
const EMPTY_ARRAY: u64 = 0x6172_7200;
pub(super) const ELEMENT: u64 = 0x656c_656d;

/// Reads one value; `HASHED` says whether its content is asked for.
struct Walker<'a, const HASHED: bool> {
    text: &'a [u8],
    at: usize,
    depth: u32,
    high: u64,
    line_feeds: u32,
    slots: &'a mut Slots,
    /// Key hashes and contents of the objects that are open, for finding equal keys.
    keys: Vec<(u64, u64)>,
    last_escaped: &'a mut UnescapedString,
}

impl<'a, const HASHED: bool> Walker<'a, HASHED> {
    fn read(
        text: &'a [u8],
        schema: Schema,
        slots: &'a mut Slots,
        last_escaped: &'a mut UnescapedString,
    ) -> Result<Extent, JsonError> {
        slots.clear();
        last_escaped.clear();
        // Room for the keys of a usual record, so that the vector need not grow again and again.
        let keys = Vec::with_capacity(32);
        let mut walker =
            Walker::<HASHED> { text, at: 0, depth: 0, high: 0, line_feeds: 0, slots, keys, last_escaped };
        let content = walker.value(0, schema)?;
        Ok(Extent {
            len: walker.at,
            content,
            non_ascii: walker.high != 0,
            line_feeds: walker.line_feeds,
            shape: None,
        })
    }

    #[inline(always)]
    fn peek(&self) -> Result<u8, JsonError> {
        self.text.get(self.at).copied().ok_or(JsonError::Incomplete)
    }

    #[inline(always)]
    fn wrong(&self) -> JsonError {
        JsonError::Syntax { at: self.at }
    }

    #[inline(always)]
    fn skip_blanks(&mut self) -> Result<u8, JsonError> {
        loop {
            match self.peek()? {
                b' ' | b'\t' | b'\r' => {}
                b'\n' => self.line_feeds += 1,
                other => return Ok(other),
            }
            self.at += 1;
        }
    }

    fn value(&mut self, path: u64, schema: Schema) -> Result<u64, JsonError> {
        match self.peek()? {
            b'"' => Ok(combine(path, self.string(SEED_STRING)?)),
            b'{' => self.object(path, schema),
            b'[' => self.array(path),
            b't' => self.literal(b"true", path),
            b'f' => self.literal(b"false", path),
            b'n' => self.literal(b"null", path),
            b'-' | b'0'..=b'9' => self.number(path),
            _ => Err(self.wrong()),
        }
    }

    fn literal(&mut self, word: &'static [u8], path: u64) -> Result<u64, JsonError> {
        for expected in word {
            if self.peek()? != *expected {
                return Err(self.wrong());
            }
            self.at += 1;
        }
        Ok(combine(path, u64::from(word[0])))
    }

    fn number(&mut self, path: u64) -> Result<u64, JsonError> {
        let start = self.at;
        if self.peek()? == b'-' {
            self.at += 1;
        }
        match self.peek()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits()?,
            _ => return Err(self.wrong()),
        }
        if self.text.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.text.get(self.at) {
            self.at += 1;
            if let b'+' | b'-' = self.peek()? {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(if HASHED { combine(path, number_hash(&self.text[start..self.at])) } else { 0 })
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek()?.is_ascii_digit() {
            return Err(self.wrong());
        }
        while self.text.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        Ok(())
    }

    /// Reads a string from its opening quote to behind its closing one; the hash of its content, which for keys is
    /// always asked for.
    #[inline(always)]
    fn string(&mut self, seed: u64) -> Result<u64, JsonError> {
        let is_hashed = HASHED || seed == SEED_KEY;
        let start = self.at + 1;
        let mut at = start;
        let mut hash = WordHash::new(seed);
        loop {
            let word = word_at(self.text, at);
            let special = special_bytes(word);
            if special == 0 {
                if is_hashed {
                    hash = hash.word(word);
                }
                self.high |= word & HIGH_BITS;
                at += 8;
                continue;
            }
            let plain = bytes_before(special);
            let kept = word & !(u64::MAX << (plain * 8));
            self.high |= kept & HIGH_BITS;
            at += plain;
            return match self.text.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    // The same as `hash_bytes`: whole words, a rest filled with zeros, the length.
                    if plain > 0 {
                        hash = hash.word(kept);
                    }
                    Ok(if is_hashed { hash.word((at - start) as u64).finish() } else { 0 })
                }
                Some(b'\\') => {
                    self.at = at;
                    self.pass_escapes(start)?;
                    Ok(if is_hashed { self.escaped_hash(start, seed) } else { 0 })
                }
                Some(_) => {
                    self.at = at;
                    Err(self.wrong())
                }
                None => Err(JsonError::Incomplete),
            };
        }
    }

    /// The hash of the string with escapes that was passed over last.
    fn escaped_hash(&self, start: usize, seed: u64) -> u64 {
        match self.last_escaped.content(start) {
            Some(content) => hash_bytes(content, seed),
            None => hash_bytes(&unescape_bytes(&self.text[start..self.at - 1]), seed),
        }
    }

    /// Passes over the rest of a string that has escapes and began at `start`, and its closing quote.
    #[inline(never)]
    fn pass_escapes(&mut self, start: usize) -> Result<(), JsonError> {
        if let Some(end) = self.last_escaped.read(self.text, start) {
            (self.at, self.high) = (end.at + 1, self.high | u64::from(end.non_ascii));
            return Ok(());
        }
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    match self.peek()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            for _ in 0..4 {
                                self.at += 1;
                                if !self.peek()?.is_ascii_hexdigit() {
                                    return Err(self.wrong());
                                }
                            }
                            self.at += 1;
                        }
                        _ => return Err(self.wrong()),
                    }
                }
                0..0x20 => return Err(self.wrong()),
                _ => {
                    let word = word_at(self.text, self.at);
                    // At least one byte, and none beyond the end of the text: what is missing is zero.
                    let plain = bytes_before(special_bytes(word));
                    self.high |= word & HIGH_BITS & !u64::MAX.checked_shl(8 * plain as u32).unwrap_or(0);
                    self.at += plain;
                }
            }
        }
        self.at += 1;
        Ok(())
    }

    fn enter(&mut self) -> Result<(), JsonError> {
        self.depth += 1;
        self.at += 1;
        if self.depth > MAX_JSON_DEPTH { Err(JsonError::TooDeep { at: self.at }) } else { Ok(()) }
    }

    fn array(&mut self, path: u64) -> Result<u64, JsonError> {
        self.enter()?;
        let mut sum = combine(path, EMPTY_ARRAY);
        let mut index = 0u64;
        if self.skip_blanks()? == b']' {
            self.at += 1;
            self.depth -= 1;
            return Ok(sum);
        }
        loop {
            self.skip_blanks()?;
            sum = sum.wrapping_add(self.value(combine(path, ELEMENT.wrapping_add(index)), &[])?);
            index += 1;
            match self.skip_blanks()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return Err(self.wrong()),
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(sum)
    }

    fn object(&mut self, path: u64, schema: Schema) -> Result<u64, JsonError> {
        self.enter()?;
        let mut sum = combine(path, EMPTY_OBJECT);
        if self.skip_blanks()? == b'}' {
            self.at += 1;
            self.depth -= 1;
            return Ok(sum);
        }
        let first_key = self.keys.len();
        let mut seen = 0u64;
        let mut indices = BTreeMap::new();
        let mut expected = 0;
        loop {
            if self.skip_blanks()? != b'"' {
                return Err(self.wrong());
            }
            let key_start = self.at;
            let key_hash = self.string(SEED_KEY)?;
            let want = wanted(schema, &self.text[key_start..self.at], &mut expected);
            if self.skip_blanks()? != b':' {
                return Err(self.wrong());
            }
            self.at += 1;
            self.skip_blanks()?;

            let bit = 1u64 << (key_hash >> 58);
            let mut replaced = None;
            if seen & bit != 0 {
                replaced = self.earlier_key(first_key, key_hash, &mut indices);
                if let (Some(_), Some(want)) = (replaced, want) {
                    self.forget(want);
                }
            }
            seen |= bit;

            let value_start = self.at;
            let within = match want {
                Some(Want::Within(within) | Want::SlotAndWithin(_, within)) => within,
                _ => &[],
            };
            let content = self.value(combine(path, key_hash), within)?;
            if let Some(Want::Slot(slot) | Want::SlotAndWithin(slot, _)) = want {
                self.slots.set(slot, (value_start as u32, self.at as u32));
            }
            sum = sum.wrapping_add(content);
            if let Some(index) = replaced {
                let (_, earlier) = std::mem::replace(&mut self.keys[first_key + index], (key_hash, content));
                sum = sum.wrapping_sub(earlier);
            } else {
                self.keys.push((key_hash, content));
            }
            match self.skip_blanks()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return Err(self.wrong()),
            }
        }
        self.keys.truncate(first_key);
        self.at += 1;
        self.depth -= 1;
        Ok(sum)
    }

    /// The index of an equal key among those of the object that begin at `first_key`.
    ///
    /// Few keys are compared one by one. Beyond that their indices are kept, or the time for an object
    /// would grow with the square of its keys.
    fn earlier_key(&self, first_key: usize, hash: u64, indices: &mut BTreeMap<u64, usize>) -> Option<usize> {
        const FEW: usize = 64;
        let keys = &self.keys[first_key..];
        if keys.len() <= FEW {
            return keys.iter().position(|(key, _)| *key == hash);
        }
        for (index, (key, _)) in keys.iter().enumerate().skip(indices.len()) {
            indices.insert(*key, index);
        }
        indices.get(&hash).copied()
    }

    /// Takes back what an earlier field of the same name had given.
    fn forget(&mut self, want: Want) {
        if let Want::Slot(slot) | Want::SlotAndWithin(slot, _) = want {
            self.slots.unset(slot);
        }
        if let Want::Within(within) | Want::SlotAndWithin(_, within) = want {
            for (_, want) in within {
                self.forget(*want);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: Schema = &[("a", Want::Slot(0)), ("b", Want::Within(&[("c", Want::Slot(1))]))];

    fn content(text: &str) -> u64 {
        walk(text.as_bytes(), &[]).unwrap_or_else(|error| panic!("{text}: {error:?}")).extent.content
    }

    #[test]
    fn wanted_fields_come_out_as_slices() {
        let text = r#"{"x":[1,{"a":2}],"b":{"d":0,"c":"\u0041é"},"a":-1.5e3} tail"#.as_bytes();
        let walked = walk(text, SCHEMA).expect("valid");
        assert_eq!(walked.fields(text).raw(0), Some(&b"-1.5e3"[..]));
        assert_eq!(walked.fields(text).text(1).as_deref(), Some("Aé"));
        assert_eq!(walked.extent.len, 55);
    }

    #[test]
    fn of_equal_keys_the_last_counts_wholly() {
        let text = br#"{"b":{"c":1},"a":7,"b":{}}"#;
        assert_eq!(walk(text, SCHEMA).expect("valid").fields(text).raw(1), None);
        assert_eq!(content(r#"{"b":{"c":1},"a":7,"b":{}}"#), content(r#"{"a":7,"b":{}}"#));
        assert_ne!(content(r#"{"b":{},"a":7,"b":{"c":1}}"#), content(r#"{"a":7,"b":{}}"#));
    }

    #[test]
    fn equal_values_have_equal_content_however_they_are_written() {
        for (one, other) in [
            (r#"{"a":1,"b":[true,null]}"#, "{ \"b\" : [ true , null ],\n\"a\":1}"),
            (r#""aé\n""#, "\"\\u0061\\u00e9\\n\""),
            ("100", "1e2"),
            ("0.5", "5e-1"),
            ("-0", "0.0"),
            (r#"{"abcdefghij":"0123456789"}"#, r#"{"\u0061bcdefghij":"\u0030123456789"}"#),
            (r#"{"abcdefgh":"01234567"}"#, r#"{"\u0061bcdefgh":"\u00301234567"}"#),
        ] {
            assert_eq!(content(one), content(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_not_hashed_is_read_the_same() {
        let mut unescaped = UnescapedString::default();
        for text in [
            r#"{"a":"x\"y\u00e9","b":{"c":[1.50,"\n"]}} and more"#,
            r#"{"b":{"c":1},"a":"\n","\u0061":7,"b":{}}"#,
            "{\"a\":\"é\\\"\",\n\"b\":-0}",
            r#"{"a":"x\y"}"#,
            "{\"a\":\"x\\\"\n\"}",
            r#"{"a":"x\""#,
            r#"{"a":"x\u00"#,
            r#"{"a":"x\u00g0"}"#,
        ] {
            let text = text.as_bytes();
            let mut slots = Slots::default();
            let unhashed = walk_unhashed(text, SCHEMA, &mut slots, &mut unescaped);
            let hashed = walk(text, SCHEMA);
            let told = |extent: Extent| (extent.len, extent.non_ascii, extent.line_feeds);
            assert_eq!(unhashed.map(told), hashed.as_ref().map(|walked| told(walked.extent)).map_err(|e| *e));
            let Ok(hashed) = hashed else { continue };
            assert_eq!(slots, hashed.slots);
            for slot in [0, 1] {
                let Some(raw) = slots.fields(text).raw(slot) else { continue };
                let start = raw.as_ptr() as usize - text.as_ptr() as usize + 1;
                if let Some(content) = unescaped.content(start) {
                    assert_eq!(Some(content), bytes_of(raw).as_deref());
                }
            }
        }
    }

    #[test]
    fn different_values_have_different_content() {
        let texts = [
            "{}",
            "[]",
            "null",
            "\"\"",
            "0",
            "false",
            "[[]]",
            "[{}]",
            r#"{"":{}}"#,
            r#"{"a":[]}"#,
            r#"{"a":{}}"#,
            r#"[1,2]"#,
            r#"[2,1]"#,
            r#"{"a":1,"b":2}"#,
            r#"{"a":2,"b":1}"#,
            r#""null""#,
            r#""1""#,
            "1",
            "-1",
            "10",
            "1.5",
            r#"{"a":"b"}"#,
            r#"{"b":"a"}"#,
            r#"[[1],[2]]"#,
            r#"[[1,2]]"#,
        ];
        for (i, one) in texts.iter().enumerate() {
            for other in &texts[..i] {
                assert_ne!(content(one), content(other), "{one} and {other}");
            }
        }
    }

    #[test]
    fn what_ends_too_early_is_incomplete_and_what_is_wrong_is_a_syntax_error() {
        let whole = br#"{"a":[1,-2.5e+3,"x\u00e9\n",true,false,null,{}],"b":{"c":""}}"#;
        for end in 0..whole.len() {
            assert_eq!(walk(&whole[..end], SCHEMA).err(), Some(JsonError::Incomplete), "{end}");
        }
        for wrong in [
            "{a:1}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "[1 2]",
            "{\"a\":\"\n\"}",
            "{\"a\":nul}",
            "\"\\x\"",
            "+1",
            "{\"a\":.5}",
            "{\"a\":1.}",
            "[1.e5]",
            "NaN",
        ] {
            assert!(matches!(walk(wrong.as_bytes(), SCHEMA), Err(JsonError::Syntax { .. })), "{wrong}");
        }
    }

    #[test]
    fn nesting_ends_at_its_limit() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(walk(deep(128).as_bytes(), &[]).is_ok());
        assert_eq!(walk(deep(129).as_bytes(), &[]).err(), Some(JsonError::TooDeep { at: 129 }));
    }
}
