//! The JSON reader says the same as serde_json, which is of another make.

use crate::cases;
use crate::json_doc::{doc, text_like_json};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use sessionscope::container::json::{JsonError, Schema, Want, string_of, walk};
use sessionscope::container::json_text::Decimal;
use sessionscope::container::parts::{elements, members};
use sessionscope::container::shape::Shapes;
use std::borrow::Cow;

/// Where a text is changed, how many bytes go, and what is put there instead.
fn damage() -> impl Strategy<Value = (proptest::sample::Index, usize, &'static str)> {
    let put = vec![
        "", "", "1", "0", "12345", "a", "é", "\"", "\\", "\\n", " ", "\n", "]", "{", ",", ":", "-", "e",
        ".5", "\0",
    ];
    (any::<proptest::sample::Index>(), 0..3usize, select(put))
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Reads a whole text as one value.
fn walk_all(text: &str) -> Result<(), JsonError> {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|byte| !is_blank(byte)).unwrap_or(bytes.len());
    let len = walk(&bytes[start..], &[])?.extent.len;
    match bytes[start + len..].iter().position(|byte| !is_blank(byte)) {
        None => Ok(()),
        Some(more) => Err(JsonError::Syntax { at: len + more }),
    }
}

proptest! {
    #![proptest_config(cases(4000))]

    /// `IgnoredAny` checks the grammar alone: no range of numbers, no halves of surrogate pairs.
    #[test]
    fn the_same_texts_are_json(text in text_like_json()) {
        let ours = walk_all(&text);
        match serde_json::from_str::<IgnoredAny>(&text) {
            Ok(_) => prop_assert_eq!(ours, Ok(())),
            Err(error) => prop_assert!(
                matches!(ours, Err(JsonError::Syntax { .. } | JsonError::Incomplete)),
                "{ours:?}, but serde_json says {error}"
            ),
        }
    }

    /// Records that are alike, each with something of another: what is remembered changes no answer.
    #[test]
    fn records_of_known_shapes_are_read_as_any_others(
        logs in vec((doc(), 0..4u64), 1..4),
        turns in vec((any::<proptest::sample::Index>(), damage()), 1..30),
    ) {
        const SCHEMA: Schema = &[
            ("a", Want::Slot(0)),
            ("b", Want::SlotAndWithin(1, &[("a", Want::Slot(2)), ("b", Want::Slot(3))])),
        ];
        let texts: Vec<String> = logs.iter().map(|(doc, seed)| format!("{{\"a\":{}}}", doc.write(*seed))).collect();
        let mut shapes = Shapes::new(SCHEMA);
        for (which, (at, len, put)) in turns {
            let mut text = which.get(&texts).clone().into_bytes();
            let start = at.index(text.len() + 1);
            let end = (start + len).min(text.len());
            text.splice(start..end, put.bytes());
            prop_assert_eq!(shapes.walk(&text), walk(&text, SCHEMA), "{}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn all_that_stands_before_a_syntax_error_could_begin_a_value(text in text_like_json()) {
        if let Err(JsonError::Syntax { at }) = walk(text.as_bytes(), &[]) {
            let before = walk(&text.as_bytes()[..at], &[]);
            prop_assert!(!matches!(before, Err(JsonError::Syntax { .. })), "{before:?}");
        }
    }

    #[test]
    fn what_is_cut_off_is_incomplete(doc in doc(), seed in any::<u64>(), cut in any::<proptest::sample::Index>()) {
        let text = doc.write(seed);
        let before = &text.as_bytes()[..cut.index(text.len())];
        match walk(before, &[]) {
            Ok(_) => prop_assert!(matches!(text.as_bytes()[0], b'-' | b'0'..=b'9'), "only a number can be cut and whole"),
            Err(error) => prop_assert_eq!(error, JsonError::Incomplete),
        }
    }

    #[test]
    fn any_bytes_can_be_walked(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(walked) = walk(&bytes, SCHEMA) {
            prop_assert!(walked.extent.len <= bytes.len());
        }
    }

    #[test]
    fn content_is_equal_if_and_only_if_the_values_are(
        one in doc(), other in doc(), seeds in any::<[u64; 3]>(),
    ) {
        let content = |text: &str| walk(text.as_bytes(), &[]).expect("it was written right").extent.content;
        let (first, second, third) = (one.write(seeds[0]), one.write(seeds[1]), other.write(seeds[2]));
        prop_assert_eq!(content(&first), content(&second), "{} and {}", first, second);
        let same = one.meaning() == other.meaning();
        prop_assert_eq!(content(&first) == content(&third), same, "{} and {}", first, third);
    }

    #[test]
    fn what_is_told_of_a_value_is_so(doc in doc(), seed in any::<u64>(), tail in "[ x\n]{0,9}") {
        let text = doc.write(seed);
        let all = format!("{text}{tail}");
        let walked = walk(all.as_bytes(), &[]).expect("it was written right");
        prop_assert_eq!(walked.extent.len, text.len());
        prop_assert_eq!(walked.extent.non_ascii, !text.is_ascii());
        prop_assert_eq!(walked.extent.line_feeds as usize, text.matches('\n').count());
    }

    #[test]
    fn the_fields_that_are_wanted_are_those_of_the_value(doc in doc(), seed in any::<u64>()) {
        let text = doc.write(seed);
        let value: Value = serde_json::from_str(&text).expect("it was written right");
        let walked = walk(text.as_bytes(), SCHEMA).expect("it was written right");
        let fields = walked.fields(text.as_bytes());
        for (slot, place) in [(0, "/a"), (1, "/b/c"), (2, "/c"), (3, "/c/a")] {
            // A pointer would also look into lists.
            let mut expected = Some(&value);
            for key in place[1..].split('/') {
                expected = expected.and_then(Value::as_object).and_then(|map| map.get(key));
            }
            let found: Option<Value> = fields.raw(slot).map(|raw| serde_json::from_slice(raw).expect("a value"));
            prop_assert_eq!(found.as_ref(), expected, "{} in {}", place, text);
            let string = expected.and_then(Value::as_str).filter(|text| !text.is_empty());
            let decoded = fields.text(slot);
            prop_assert_eq!(decoded.as_deref(), string);
        }
    }

    #[test]
    fn the_parts_of_a_value_are_its_parts(doc in doc(), seed in any::<u64>()) {
        let text = doc.write(seed);
        let value: Value = serde_json::from_str(&text).expect("it was written right");
        let parsed = |raw: &[u8]| serde_json::from_slice::<Value>(raw).expect("a value, and nothing else");
        let list: Vec<Value> = elements(text.as_bytes()).map(parsed).collect();
        prop_assert_eq!(list, value.as_array().cloned().unwrap_or_default());
        let name = |key: Cow<'_, [u8]>| String::from_utf8(key.into_owned()).expect("text");
        let map: Map<String, Value> =
            members(text.as_bytes()).map(|(key, raw)| (name(key), parsed(raw))).collect();
        prop_assert_eq!(map, value.as_object().cloned().unwrap_or_default());
    }

    #[test]
    fn whatever_has_parts_has_an_end(bytes in vec(select(b"[]{}\",: \\a1\xc3".to_vec()), 0..60)) {
        prop_assert!(elements(&bytes).map(<[u8]>::len).sum::<usize>() <= bytes.len());
        prop_assert!(members(&bytes).map(|(_, raw)| raw.len()).sum::<usize>() <= bytes.len());
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced_and_nothing_else_is(units in vec(
        prop_oneof![Just(0xd83du16), Just(0xde00), Just(0x61), any::<u16>()], 0..6,
    )) {
        let escapes: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let text = format!("\"{escapes}\"");
        prop_assert!(walk(text.as_bytes(), &[]).is_ok());
        let decoded = string_of(text.as_bytes());
        prop_assert_eq!(decoded.as_deref(), Some(&*String::from_utf16_lossy(&units)));
    }

    #[test]
    fn decimals_are_rounded_down(mantissa in -999_999i64..999_999, exponent in -9i64..9, shift in -9i64..9) {
        let power = exponent + shift;
        let tens = |power: i64| 10i128.pow(power as u32);
        let expected = if power >= 0 {
            i128::from(mantissa) * tens(power)
        } else {
            i128::from(mantissa).div_euclid(tens(-power))
        };
        let decimal = Decimal::parse(format!("{mantissa}e{exponent}").as_bytes());
        prop_assert_eq!(decimal.scaled_floor(shift), Some(expected));
        let is_whole = exponent >= 0 || i128::from(mantissa) % tens(-exponent) == 0;
        prop_assert_eq!(decimal.is_whole(), is_whole);
    }
}

const SCHEMA: Schema = &[
    ("a", Want::Slot(0)),
    ("b", Want::Within(&[("c", Want::Slot(1))])),
    ("c", Want::SlotAndWithin(2, &[("a", Want::Slot(3))])),
];

#[test]
fn an_object_of_very_many_keys_is_read_as_fast_as_any_other() {
    // With a look at all earlier keys for each key this would take minutes.
    let entries: Vec<String> = (0..400_000).map(|n| format!("\"k{n}\":{n}")).collect();
    let text = format!("{{{},\"k7\":0}}", entries.join(","));
    let without = format!("{{{},\"k7\":0}}", [&entries[..7], &entries[8..]].concat().join(","));
    let content = |text: &str| walk(text.as_bytes(), &[]).expect("valid").extent.content;
    assert_eq!(content(&text), content(&without));
}
