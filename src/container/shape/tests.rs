//! Whatever is known of shapes before, a value is read as if nothing were.

use super::super::fields::Want;
use super::super::json::walk;
use super::*;
use std::borrow::Cow;

const SCHEMA: Schema = &[
    ("a", Want::Slot(0)),
    ("b", Want::SlotAndWithin(1, &[("c", Want::Slot(2)), ("d", Want::Slot(3))])),
    ("n", Want::Slot(4)),
];

const BASE: &str = r#"{"a":"one","b":{"c":"","d":["x",{"y":12}]},"n":1790000000000,"t":true,"ü":"é"}"#;

fn recall(shapes: &mut Shapes, text: &[u8]) -> Option<WalkedValue> {
    let mut slots = Slots::default();
    let extent = shapes.recall(text, &mut slots)?;
    Some(WalkedValue { extent, slots })
}

/// Reads the base, then the other; whether that was recalled, and both ways gave the same.
#[track_caller]
fn is_recalled(other: &str) -> bool {
    let mut shapes = Shapes::new(SCHEMA);
    shapes.walk(BASE.as_bytes()).expect("valid");
    let recalled = recall(&mut shapes, other.as_bytes());
    let expected = walk(other.as_bytes(), SCHEMA);
    if let Some(recalled) = &recalled {
        assert_eq!(Some(recalled), expected.as_ref().ok(), "{other}");
        // What it remembers now is right, too.
        let again = recall(&mut shapes, BASE.as_bytes()).expect("it has the shape");
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
        ("one", "t\\u0077o"),
        ("one", "\\\"日本語\\\\"),
        ("\"\"", "\"\\n\""),
        ("\"x\"", "\"\\\"x\\\"\""),
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
fn a_string_with_escapes_may_come_after_one_without_and_before_one() {
    let mut shapes = Shapes::new(SCHEMA);
    for a in ["one", "t\\u0077o", "two", "\\\\", "\\\"", "\\\"\\u00e9\\\"", "é", ""] {
        let text = BASE.replace("one", a).replace("\"\"", &format!("\"{a}{a}\""));
        let expected = walk(text.as_bytes(), SCHEMA).expect("valid");
        let walked = shapes.walk(text.as_bytes()).expect("valid");
        assert_eq!(walked, expected, "{text}");
        for slot in 0..5 {
            let of = |walked: &WalkedValue| walked.fields(text.as_bytes()).text(slot).map(Cow::into_owned);
            assert_eq!(of(&walked), of(&expected), "{text}");
        }
    }
    assert_eq!(shapes.shapes.len(), 1);
}

#[test]
fn what_differs_in_anything_else_is_not() {
    for (from, to) in [
        ("one", "t\\u007"),
        ("one", "\\xo"),
        ("one", "o\tn"),
        ("one", "\\\"o\tn"),
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
fn keys_that_are_no_text_are_those_that_walk_sees() {
    let mut shapes = Shapes::new(SCHEMA);
    for key in ["a?", "a\\n?", "?\\u0063"] {
        let text = format!(r#"{{"a":"1","b":{{"\u0063":"x"}},"{key}":"1"}}"#);
        let mut text: Vec<u8> = text.bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect();
        for last in *b"1234" {
            let at = text.len() - 3;
            text[at] = last;
            assert_eq!(shapes.walk(&text), walk(&text, SCHEMA), "{key}");
        }
        assert!(recall(&mut shapes, &text).is_some());
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
fn a_record_that_is_too_long_is_not_remembered() {
    let mut shapes = Shapes::new(SCHEMA);
    for len in [1, MAX_SHAPE_BYTES - 20, MAX_SHAPE_BYTES, 1 << 20, 2] {
        let text = format!(r#"{{"a":"{}"}}"#, "x".repeat(len));
        assert_eq!(shapes.walk(text.as_bytes()), walk(text.as_bytes(), SCHEMA));
        assert!(shapes.shapes.iter().all(|shape| shape.text.len() <= MAX_SHAPE_BYTES), "{len}");
    }
    assert_eq!(shapes.shapes.len(), 1);
}

#[test]
fn shapes_that_come_in_any_order_are_learned_once() {
    let kinds: Vec<String> = (0..MAX_SHAPES)
        .map(|kind| match kind % 4 {
            0 => format!(r#""x{kind}":{kind}"#),
            1 => format!(r#""u":{{"v{kind}":"w"}}"#),
            2 => format!(r#""f":{{"n":"m","s":null}},"g":[{}1]"#, "1,".repeat(kind)),
            _ => format!(r#""f":{{"n":"m{kind}"}},"h{kind}":true"#),
        })
        .collect();
    let mut shapes = Shapes::new(SCHEMA);
    let mut state = 1u32;
    for _ in 0..2000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let text = format!(r#"{{"a":"{}",{}}}"#, state % 97, kinds[(state >> 16) as usize % kinds.len()]);
        assert_eq!(shapes.walk(text.as_bytes()), walk(text.as_bytes(), SCHEMA));
    }
    assert_eq!(shapes.shapes.len(), kinds.len());
}

#[test]
fn more_shapes_than_there_is_room_for_are_read_all_the_same() {
    let mut shapes = Shapes::new(SCHEMA);
    for round in 0..5 {
        for number in 0..3 * MAX_SHAPES {
            let text = format!(r#"{{"a":"{round}","k{number}":[{number},"{round}"]}}"#);
            assert_eq!(shapes.walk(text.as_bytes()), walk(text.as_bytes(), SCHEMA));
        }
    }
    assert!(shapes.shapes.len() <= MAX_SHAPES);
}
