//! Classes of characters in expressions, and which characters are the same but for their case, by what the standard
//! library knows of Unicode.

use regex_syntax::ast::{ClassAsciiKind, ClassPerlKind};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use std::collections::BTreeMap;

/// The last character that has another case.
const LAST_CASED: char = '\u{1e943}';

/// A character behind the last letter, and one behind the last blank.
const LETTERS_END: char = '\u{40000}';
const BLANKS_END: char = '\u{3100}';

/// The class of the characters before one for which a test holds; for that one it does not hold.
fn class_where(end: char, test: impl Fn(char) -> bool) -> ClassUnicode {
    let mut ranges: Vec<ClassUnicodeRange> = Vec::new();
    let (mut start, mut last) = (None, '\0');
    for character in '\0'..=end {
        match (test(character), start) {
            (true, None) => start = Some(character),
            (false, Some(first)) => {
                ranges.push(ClassUnicodeRange::new(first, last));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
        last = character;
    }
    ClassUnicode::new(ranges)
}

/// `\d`, `\s` and `\w`, or what is none of them.
pub(super) fn perl(kind: &ClassPerlKind, is_negated: bool) -> ClassUnicode {
    let mut class = match kind {
        ClassPerlKind::Digit => ClassUnicode::new(
            [('0', '9'), ('０', '９')].map(|(first, last)| ClassUnicodeRange::new(first, last)),
        ),
        ClassPerlKind::Space => class_where(BLANKS_END, char::is_whitespace),
        // Marks that stand on letters are parts of words.
        ClassPerlKind::Word => class_where(LETTERS_END, |it| {
            let is_mark =
                matches!(it, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{3099}'..='\u{309a}');
            it == '_' || it.is_alphanumeric() || is_mark
        }),
    };
    if is_negated {
        class.negate();
    }
    class
}

/// `[:alpha:]` and so on, which are of ASCII.
pub(super) fn ascii(kind: &ClassAsciiKind) -> ClassUnicode {
    let is_in = |it: char| match kind {
        ClassAsciiKind::Alnum => it.is_ascii_alphanumeric(),
        ClassAsciiKind::Alpha => it.is_ascii_alphabetic(),
        ClassAsciiKind::Ascii => true,
        ClassAsciiKind::Blank => matches!(it, ' ' | '\t'),
        ClassAsciiKind::Cntrl => it.is_ascii_control(),
        ClassAsciiKind::Digit => it.is_ascii_digit(),
        ClassAsciiKind::Graph => it.is_ascii_graphic(),
        ClassAsciiKind::Lower => it.is_ascii_lowercase(),
        ClassAsciiKind::Print => it.is_ascii_graphic() || it == ' ',
        ClassAsciiKind::Punct => it.is_ascii_punctuation(),
        ClassAsciiKind::Space => matches!(it, ' ' | '\t'..='\r'),
        ClassAsciiKind::Upper => it.is_ascii_uppercase(),
        ClassAsciiKind::Word => it.is_ascii_alphanumeric() || it == '_',
        ClassAsciiKind::Xdigit => it.is_ascii_hexdigit(),
    };
    ClassUnicode::new(
        (0..0x80u8).map(char::from).filter(|it| is_in(*it)).map(|it| ClassUnicodeRange::new(it, it)),
    )
}

/// Which characters are the same but for their case.
pub(super) struct Folding {
    /// The members of each group, by what all of them are folded to.
    groups: BTreeMap<char, Vec<char>>,
}

impl Folding {
    pub(super) fn new() -> Folding {
        let mut groups: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for character in '\0'..=LAST_CASED {
            let folded = fold(character);
            if folded != character {
                groups.entry(folded).or_insert_with(|| vec![folded]).push(character);
            }
        }
        Folding { groups }
    }

    /// A class with all that is the same as something in it but for its case.
    pub(super) fn folded(&self, class: ClassUnicode) -> ClassUnicode {
        let is_in = |character: &char| {
            let of = class.ranges().partition_point(|range| range.end() < *character);
            class.ranges().get(of).is_some_and(|range| range.start() <= *character)
        };
        let touched = self.groups.values().filter(|group| group.iter().any(is_in)).flatten();
        let more = ClassUnicode::new(touched.map(|it| ClassUnicodeRange::new(*it, *it)));
        let mut folded = class.clone();
        folded.union(&more);
        folded
    }
}

/// What a character is folded to: the small letter of its capital, where each is one character. The Turkish letters
/// without their dot, and with it, are letters of their own.
fn fold(character: char) -> char {
    if matches!(character, 'ı' | 'İ') {
        return character;
    }
    let one = |mut all: std::char::ToLowercase| all.next().filter(|_| all.next().is_none());
    let mut capitals = character.to_uppercase();
    let capital = capitals.next().filter(|_| capitals.next().is_none()).unwrap_or(character);
    one(capital.to_lowercase()).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The classes of the `regex` crate.
    fn theirs(expression: &str) -> ClassUnicode {
        match regex_syntax::parse(expression).expect("a class").into_kind() {
            regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => class,
            regex_syntax::hir::HirKind::Literal(literal) => {
                let text = String::from_utf8(literal.0.to_vec()).expect("text");
                ClassUnicode::new(text.chars().map(|it| ClassUnicodeRange::new(it, it)))
            }
            other => panic!("{expression} is {other:?}"),
        }
    }

    #[test]
    fn characters_are_the_same_but_for_their_case_as_in_the_regex_crate() {
        let folding = Folding::new();
        let of_one = |character: char| ClassUnicode::new([ClassUnicodeRange::new(character, character)]);
        let theirs = |character: char| {
            let mut class = of_one(character);
            class.try_case_fold_simple().expect("there are tables");
            class
        };
        // Whatever has no case here has none there, but for six whose capitals are several characters.
        let cased: std::collections::BTreeSet<char> = folding.groups.values().flatten().copied().collect();
        let uncased = ('\0'..=char::MAX).filter(|it| !cased.contains(it));
        let missed: Vec<char> = uncased.filter(|it| theirs(*it) != of_one(*it)).collect();
        assert_eq!(missed, ['ΐ', 'ΰ', '\u{1fd3}', '\u{1fe3}', '\u{fb05}', '\u{fb06}']);
        // Of those that have, a few are younger than the tables there.
        let differ: Vec<char> =
            cased.iter().copied().filter(|it| folding.folded(of_one(*it)) != theirs(*it)).collect();
        let is_younger = |it: &char| theirs(*it) == of_one(*it) && *it > '\u{a700}';
        assert!(differ.iter().all(is_younger) && differ.len() < 60, "{differ:?}");
        assert!(cased.len() > 2_700);
    }

    #[test]
    fn classes_are_those_of_the_regex_crate() {
        for (own, other) in [
            (perl(&ClassPerlKind::Space, false), r"\s"),
            (perl(&ClassPerlKind::Space, true), r"\S"),
            (ascii(&ClassAsciiKind::Punct), "[[:punct:]]"),
            (ascii(&ClassAsciiKind::Space), "[[:space:]]"),
            (ascii(&ClassAsciiKind::Print), "[[:print:]]"),
            (ascii(&ClassAsciiKind::Graph), "[[:graph:]]"),
            (ascii(&ClassAsciiKind::Cntrl), "[[:cntrl:]]"),
            (ascii(&ClassAsciiKind::Xdigit), "[[:xdigit:]]"),
            (ascii(&ClassAsciiKind::Word), "[[:word:]]"),
        ] {
            assert_eq!(own, theirs(other), "{other}");
        }
        // Of numbers and marks of all scripts that are parts of words there, only some are here.
        for (first, last) in
            [('\0', '\u{52f}'), ('\u{3040}', '\u{30ff}'), ('\u{4e00}', '\u{9fff}'), ('\u{ac00}', '\u{d7a3}')]
        {
            let mut differ = perl(&ClassPerlKind::Word, false);
            differ.symmetric_difference(&theirs(r"\w"));
            differ.intersect(&ClassUnicode::new([ClassUnicodeRange::new(first, last)]));
            let differ: Vec<char> =
                differ.ranges().iter().flat_map(|range| range.start()..=range.end()).collect();
            assert!(differ.iter().all(|it| it.is_numeric()), "{differ:?}");
        }
        for text in ["日", "が", "ー", "é", "Ж", "_", "9", "９", "한"] {
            let character = text.chars().next().expect("one");
            let class = perl(&ClassPerlKind::Word, false);
            assert!(
                class.ranges().iter().any(|it| it.start() <= character && character <= it.end()),
                "{text}"
            );
        }
    }
}
