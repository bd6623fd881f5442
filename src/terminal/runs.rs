//! Characters of a line that look alike, and how they look.

use super::cluster::is_mark;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A colour as a text asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Colour {
    /// One of the palette of 256.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How characters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // The names are those of terminals.
pub struct Style {
    pub foreground: Option<Colour>,
    pub background: Option<Colour>,
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strikethrough: bool,
    pub inverse: bool,
}

/// Characters that look alike (untrusted text).
pub type Run = (String, Style);

/// Runs before a character, that character, and the runs behind it. A line that ends before is filled up with
/// blanks, and so is what is behind its end.
pub fn split_at(runs: &[Run], character: usize) -> (Vec<Run>, String, Vec<Run>) {
    let (mut before, mut under, mut behind) = (Vec::new(), String::new(), Vec::new());
    let mut left = character;
    for (text, style) in runs {
        let count = text.chars().count();
        if !under.is_empty() {
            behind.push((text.clone(), *style));
        } else if count <= left {
            before.push((text.clone(), *style));
            left -= count;
        } else {
            let mut chars = text.chars();
            let head: String = chars.by_ref().take(left).collect();
            under = chars.by_ref().take(1).collect();
            // The marks on it are under the cursor too.
            let mut chars = chars.peekable();
            under.extend(std::iter::from_fn(|| chars.next_if(|next| is_mark(*next))));
            before.push((head, *style));
            behind.push((chars.collect(), *style));
        }
    }
    if under.is_empty() {
        before.push((" ".repeat(left), Style::default()));
        under = " ".to_owned();
    }
    for runs in [&mut before, &mut behind] {
        runs.retain(|(text, _)| !text.is_empty());
    }
    (before, under, behind)
}

/// The runs of which at most so many have a look of their own: what follows them is one run that has none. And how
/// many have lost theirs.
pub fn with_at_most(runs: &[Run], most: usize) -> (Cow<'_, [Run]>, usize) {
    let has_look = |(_, style): &Run| *style != Style::default();
    let looks = runs.iter().filter(|run| has_look(run)).count();
    if looks <= most {
        return (runs.into(), 0);
    }
    let first = runs.iter().enumerate().filter(|(_, run)| has_look(run)).nth(most).map_or(0, |(at, _)| at);
    let mut bounded = runs[..first].to_vec();
    bounded.push((runs[first..].iter().map(|(text, _)| text.as_str()).collect(), Style::default()));
    (bounded.into(), looks - most)
}

/// The same for the lines of a screen, all of them together.
pub fn bounded_rows(rows: &[Vec<Run>], most: usize) -> (Vec<Cow<'_, [Run]>>, usize) {
    let (mut left, mut lost) = (most, 0);
    let bounded = rows.iter().map(|runs| {
        let (bounded, lost_here) = with_at_most(runs, left);
        let kept = bounded.iter().filter(|(_, style)| *style != Style::default()).count();
        left -= kept;
        lost += lost_here;
        bounded
    });
    (bounded.collect(), lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_which_each_character_has_a_colour_keeps_its_text_and_some_of_them() {
        let coloured = |n: u8| Style { foreground: Some(Colour::Indexed(n)), ..Style::default() };
        let runs: Vec<Run> =
            (0..200u8).map(|n| (char::from(b'a' + n % 26).to_string(), coloured(n))).collect();
        let text = |runs: &[Run]| runs.iter().map(|(text, _)| text.as_str()).collect::<String>();
        let (bounded, lost) = with_at_most(&runs, 50);
        assert_eq!((bounded.len(), lost), (51, 150));
        assert_eq!(text(&bounded), text(&runs), "no character is lost");
        assert_eq!(bounded[..50], runs[..50]);
        assert_eq!(bounded[50].1, Style::default());
        assert_eq!(with_at_most(&runs, 200).1, 0);
        assert!(matches!(with_at_most(&runs, 200).0, Cow::Borrowed(_)));
        assert_eq!(with_at_most(&runs, 0).0.len(), 1);
        let rows = [runs.clone(), runs.clone(), vec![]];
        let (bounded, lost) = bounded_rows(&rows, 250);
        assert_eq!(
            (bounded.iter().map(|runs| runs.len()).collect::<Vec<_>>(), lost),
            (vec![200, 51, 0], 150)
        );
        assert_eq!(bounded_rows(&rows, usize::MAX).1, 0);
        let plain = [("a".to_owned(), Style::default()), ("b".to_owned(), coloured(1))];
        assert_eq!(with_at_most(&plain, 1).1, 0, "what has no look costs none");
    }

    #[test]
    fn a_line_is_parted_at_the_cursor() {
        let bold = Style { bold: true, ..Style::default() };
        let runs = [("a日".to_owned(), Style::default()), ("bc".to_owned(), bold)];
        let parts = |character| {
            let (before, under, behind) = split_at(&runs, character);
            let join = |runs: Vec<Run>| runs.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("|");
            (join(before), under, join(behind))
        };
        for (character, before, under, behind) in [
            (0, "", "a", "日|bc"),
            (1, "a", "日", "bc"),
            (3, "a日|b", "c", ""),
            (4, "a日|bc", " ", ""),
            (6, "a日|bc|  ", " ", ""),
        ] {
            assert_eq!(
                parts(character),
                (before.to_owned(), under.to_owned(), behind.to_owned()),
                "{character}"
            );
        }
    }
}
