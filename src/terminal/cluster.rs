//! Characters that take no column: combining marks, variation selectors, joiners, Thai vowels. A cell of a terminal
//! has room for one character (avt has none for marks, and gives each a column of its own), so a character and the
//! marks on it are shown as one that stands for them, and are themselves again where a cell becomes text.

use crate::source::limits::{MAX_CLUSTER_CHARS, MAX_CLUSTERS};
use avt::Cell;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use unicode_width::UnicodeWidthChar;

/// What stands for clusters of one column: characters of private use.
const NARROW: RangeInclusive<u32> = 0xf_0000..=0xf_fffd;

/// What stands for clusters of two: no characters, and kept for ideographs, so that they are two columns wide.
const WIDE: RangeInclusive<u32> = 0x3_8000..=0x3_fffd;

/// Whether a character takes no column. Controls are none: they are not printed.
pub(super) fn is_mark(character: char) -> bool {
    character >= '\u{ad}' && character.width() == Some(0)
}

/// Columns of a character that is printed. A mark that has nothing to stand on takes one.
pub(super) fn columns_of(character: char) -> usize {
    if character.is_ascii() { 1 } else { character.width().unwrap_or(1).max(1) }
}

/// The clusters of a text, and what stands for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    narrow: Vec<Box<str>>,
    wide: Vec<Box<str>>,
    known: HashMap<Box<str>, char>,
}

impl Clusters {
    /// The character at the start of a text with its marks: how long they are, and what is printed for them.
    pub(super) fn first_of(&mut self, text: &str) -> Option<(usize, char)> {
        let base = text.chars().next()?;
        let alone = base.len_utf8();
        // Most characters are followed by none of those that may be marks.
        let may_have_marks = text.as_bytes().get(alone).is_some_and(|next| *next >= 0xc2);
        let len = if may_have_marks {
            let marks = text[alone..].chars().take_while(|next| is_mark(*next)).take(MAX_CLUSTER_CHARS);
            alone + marks.map(char::len_utf8).sum::<usize>()
        } else {
            alone
        };
        let stands_for_another = NARROW.contains(&base.into()) || WIDE.contains(&base.into());
        if len == alone && !stands_for_another {
            return Some((alone, base));
        }
        // One for which nothing is left is printed as it is, its marks in columns of their own.
        Some(self.substitute(&text[..len], base).map_or((alone, base), |shown| (len, shown)))
    }

    fn substitute(&mut self, cluster: &str, base: char) -> Option<char> {
        if let Some(known) = self.known.get(cluster) {
            return Some(*known);
        }
        let (texts, range) =
            if columns_of(base) > 1 { (&mut self.wide, WIDE) } else { (&mut self.narrow, NARROW) };
        let shown =
            char::from_u32(range.start() + texts.len() as u32).filter(|_| texts.len() < MAX_CLUSTERS)?;
        texts.push(cluster.into());
        self.known.insert(cluster.into(), shown);
        Some(shown)
    }

    /// The text of cells without the blanks at its end.
    pub(super) fn text_of(&self, cells: &[Cell]) -> String {
        let mut text = String::with_capacity(cells.len());
        let used = cells.iter().rposition(|cell| cell.char() != ' ').map_or(0, |last| last + 1);
        for cell in cells[..used].iter().filter(|cell| cell.width() > 0) {
            self.push(cell.char(), &mut text);
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Adds the text of a character that was printed.
    pub(super) fn push(&self, shown: char, out: &mut String) {
        let (texts, range) = match shown as u32 {
            code if code < *WIDE.start() => return out.push(shown),
            code if WIDE.contains(&code) => (&self.wide, WIDE),
            _ => (&self.narrow, NARROW),
        };
        let index = (shown as u32).wrapping_sub(*range.start()) as usize;
        match texts.get(index) {
            Some(text) => out.push_str(text),
            None => out.push(shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(clusters: &mut Clusters, text: &str) -> Vec<char> {
        let (mut at, mut shown) = (0, Vec::new());
        while let Some((len, character)) = clusters.first_of(&text[at..]) {
            at += len;
            shown.push(character);
        }
        shown
    }

    #[test]
    fn a_character_and_its_marks_are_shown_as_one_as_wide_as_it_is() {
        let mut clusters = Clusters::default();
        let text = "ae\u{301}か\u{3099}\u{26a0}\u{fe0f}👨\u{200d}💻ส\u{e49}ม";
        let shown = shown(&mut clusters, text);
        let columns: Vec<usize> = shown.iter().map(|shown| columns_of(*shown)).collect();
        assert_eq!(columns, [1, 1, 2, 1, 2, 2, 1, 1]);
        let mut back = String::new();
        shown.iter().for_each(|shown| clusters.push(*shown, &mut back));
        assert_eq!(back, text);
    }

    #[test]
    fn what_stands_for_clusters_is_itself_where_a_text_has_it() {
        let mut clusters = Clusters::default();
        let text = "e\u{301}\u{f0000}\u{38000}\u{f0000}\u{fffff}";
        let shown = shown(&mut clusters, text);
        assert_eq!((shown[1], shown[1] != '\u{f0000}'), (shown[3], true));
        let mut back = String::new();
        shown.iter().for_each(|shown| clusters.push(*shown, &mut back));
        assert_eq!(back, text);
    }

    #[test]
    fn clusters_are_limited_in_length_and_number() {
        let mut clusters = Clusters::default();
        let long = format!("e{}", "\u{301}".repeat(MAX_CLUSTER_CHARS + 5));
        let lens: Vec<usize> = {
            let first = clusters.first_of(&long).expect("a character").0;
            vec![first, clusters.first_of(&long[first..]).expect("the rest").0]
        };
        assert_eq!(lens, [1 + 2 * MAX_CLUSTER_CHARS, 10]);
        let mut bases = (0x4e00..).filter_map(char::from_u32);
        for base in bases.by_ref().take(MAX_CLUSTERS) {
            assert!(clusters.first_of(&format!("{base}\u{301}")).is_some_and(|(len, _)| len == 5), "{base}");
        }
        let more = bases.next().expect("more");
        assert_eq!(clusters.first_of(&format!("{more}\u{301}")), Some((3, more)));
    }
}
