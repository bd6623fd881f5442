//! JSON values, and texts that say them: one value in many writings, and damaged writings.

use crate::support::random::Random;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A JSON value; a number is `mantissa × 10^exponent`.
#[derive(Clone, Debug)]
pub enum Doc {
    Null,
    Bool(bool),
    Number(i64, i32),
    Text(String),
    List(Vec<Doc>),
    /// In order of writing; of equal keys the last counts.
    Map(Vec<(String, Doc)>),
}

/// What a document means: equal for documents that are equal as JSON values.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    Null,
    Bool(bool),
    Number(i64, i32),
    Text(String),
    List(Vec<Meaning>),
    Map(BTreeMap<String, Meaning>),
}

/// Documents of few different parts, so that equal and nearly equal ones are not rare.
pub fn doc() -> impl Strategy<Value = Doc> {
    let text = prop_oneof![
        Just(String::new()),
        Just("a".to_owned()),
        Just("abcdefgh".to_owned()),
        Just("null".to_owned()),
        "[ab\"\\\\/\u{0}\u{1f}\n\u{7f}é\u{2028}😀]{0,20}",
    ];
    let leaf = prop_oneof![
        Just(Doc::Null),
        any::<bool>().prop_map(Doc::Bool),
        (-20i64..20, -3..3).prop_map(|(mantissa, exponent)| Doc::Number(mantissa, exponent)),
        (any::<i64>(), -30..30).prop_map(|(mantissa, exponent)| Doc::Number(mantissa, exponent)),
        text.prop_map(Doc::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop_oneof![
            3 => "[abc]".prop_map(String::from),
            1 => Just(String::new()),
            1 => "[a-d\"\\\\é\u{0}]{1,10}",
        ];
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Doc::List), vec((key, inner), 0..4).prop_map(Doc::Map),]
    })
}

impl Doc {
    pub fn meaning(&self) -> Meaning {
        match self {
            Doc::Null => Meaning::Null,
            Doc::Bool(value) => Meaning::Bool(*value),
            Doc::Number(mantissa, exponent) => {
                let (mut mantissa, mut exponent) = (*mantissa, *exponent);
                while mantissa != 0 && mantissa % 10 == 0 {
                    mantissa /= 10;
                    exponent += 1;
                }
                Meaning::Number(mantissa, if mantissa == 0 { 0 } else { exponent })
            }
            Doc::Text(text) => Meaning::Text(text.clone()),
            Doc::List(list) => Meaning::List(list.iter().map(Doc::meaning).collect()),
            Doc::Map(map) => {
                Meaning::Map(map.iter().map(|(key, value)| (key.clone(), value.meaning())).collect())
            }
        }
    }

    /// One of the texts that say this value.
    pub fn write(&self, seed: u64) -> String {
        let mut writer = Writer { random: Random::new(seed), out: String::new() };
        writer.value(self);
        writer.out
    }
}

struct Writer {
    random: Random,
    out: String,
}

impl Writer {
    fn value(&mut self, doc: &Doc) {
        match doc {
            Doc::Null => self.out.push_str("null"),
            Doc::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Doc::Number(mantissa, exponent) => self.number(*mantissa, *exponent),
            Doc::Text(text) => self.text(text),
            Doc::List(list) => {
                self.out.push('[');
                for (index, value) in list.iter().enumerate() {
                    self.separator(index);
                    self.value(value);
                }
                self.blanks();
                self.out.push(']');
            }
            Doc::Map(map) => {
                let entries = self.arranged(map);
                self.out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.separator(index);
                    self.text(key);
                    self.blanks();
                    self.out.push(':');
                    self.blanks();
                    self.value(value);
                }
                self.blanks();
                self.out.push('}');
            }
        }
    }

    /// The entries in another order, sometimes with one more that a later one replaces.
    fn arranged(&mut self, map: &[(String, Doc)]) -> Vec<(String, Doc)> {
        let last = |key: &str| map.iter().rposition(|(other, _)| other == key);
        let mut entries: Vec<(String, Doc)> = map
            .iter()
            .enumerate()
            .filter(|(index, (key, _))| last(key) == Some(*index))
            .map(|(_, entry)| entry.clone())
            .collect();
        self.random.shuffle(&mut entries);
        if let Some((key, _)) = entries.last().cloned()
            && self.random.below(3) == 0
        {
            let replaced = Doc::Map(vec![("c".to_owned(), Doc::List(vec![Doc::Null]))]);
            entries.insert(self.random.below(entries.len()), (key, replaced));
        }
        entries
    }

    fn separator(&mut self, index: usize) {
        if index > 0 {
            self.blanks();
            self.out.push(',');
        }
        self.blanks();
    }

    fn blanks(&mut self) {
        while self.random.below(4) == 0 {
            self.out.push([' ', '\t', '\n', '\r'][self.random.below(4)]);
        }
    }

    fn number(&mut self, mantissa: i64, exponent: i32) {
        // A few of the zeros move from the exponent to the mantissa, or behind the point.
        let zeros = if exponent > 0 { self.random.below(exponent as usize + 1) } else { 0 };
        let digits = format!("{}{}", mantissa.unsigned_abs(), "0".repeat(zeros));
        let mut exponent = exponent - zeros as i32;
        let digits = if digits.bytes().all(|digit| digit == b'0') { "0".to_owned() } else { digits };
        if mantissa < 0 {
            self.out.push('-');
        }
        if digits.len() > 1 && self.random.below(2) == 0 {
            let point = 1 + self.random.below(digits.len() - 1);
            exponent += (digits.len() - point) as i32;
            self.out.push_str(&format!("{}.{}", &digits[..point], &digits[point..]));
        } else {
            self.out.push_str(&digits);
            if self.random.below(4) == 0 {
                self.out.push_str(".00");
            }
        }
        if exponent != 0 || self.random.below(4) == 0 {
            self.out.push(['e', 'E'][self.random.below(2)]);
            if exponent >= 0 && self.random.below(2) == 0 {
                self.out.push('+');
            }
            self.out.push_str(&exponent.to_string());
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            let short = match character {
                '"' | '\\' => Some(character),
                '/' if self.random.below(2) == 0 => Some('/'),
                '\n' => Some('n'),
                _ => None,
            };
            let must = u32::from(character) < 0x20;
            match short {
                Some(short) if self.random.below(3) > 0 || character == '/' => {
                    self.out.extend(['\\', short]);
                }
                None if !must && self.random.below(8) > 0 => self.out.push(character),
                _ => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        let escape = format!("\\u{unit:04x}");
                        let upper = self.random.below(2) == 0;
                        let digits = if upper { escape[2..].to_uppercase() } else { escape[2..].to_owned() };
                        self.out.push_str(&format!("\\u{digits}"));
                    }
                }
            }
        }
        self.out.push('"');
    }
}

/// A text that may or may not be JSON: a writing with some characters changed, or odds and ends.
pub fn text_like_json() -> impl Strategy<Value = String> {
    let character = || {
        proptest::sample::select(
            " \n\r\t{}[]\",:\\/0123456789eE+-.truefalsnbu\u{1}\u{7f}é😀ï".chars().collect::<Vec<_>>(),
        )
    };
    let change = (any::<proptest::sample::Index>(), 0..3, character());
    let changed = (doc(), any::<u64>(), vec(change, 0..4)).prop_map(|(doc, seed, changes)| {
        let mut text: Vec<char> = doc.write(seed).chars().collect();
        for (place, kind, character) in changes {
            let at = place.index(text.len() + 1);
            match kind {
                0 => text.insert(at, character),
                1 => text.truncate(at.max(1)),
                _ if at < text.len() => text[at] = character,
                _ => {}
            }
        }
        text.into_iter().collect()
    });
    let odds_and_ends = vec(character(), 0..24).prop_map(|characters| characters.into_iter().collect());
    let numbers = "-?[0-9]{0,3}\\.?[0-9]{0,3}[eE]?[+-]?[0-9]{0,3}";
    prop_oneof![4 => changed, 1 => odds_and_ends, 1 => numbers]
}
