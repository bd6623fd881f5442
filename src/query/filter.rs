//! The filter line: terms that must all hold, or must not (`-term`). A first part of the language of the
//! contract: fields, wildcards, comparisons and ranges of sizes, words and phrases.
//!
//! ```text
//!   user:alice family:transfer-out -host:*.example.com size:>10MB "quarterly report"
//! ```

use crate::model::dictionary::ABSENT;
use crate::model::transfer::Meanings;
use crate::model::{Family, Store, System, TextField};
use serde::{Deserialize, Serialize};

/// A mistake in a filter, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterError {
    /// Byte offset of the wrong term in the line.
    pub at: usize,
    /// Length of the wrong term in bytes.
    pub len: usize,
    /// What is wrong.
    pub problem: FilterProblem,
}

/// What is wrong with a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterProblem {
    /// There is no field of this name.
    UnknownField(String),
    /// A field without a value.
    NoValue,
    /// A size that cannot be read.
    BadSize,
    /// A quote without its end.
    OpenQuote,
}

/// A filter that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Text(TextField, Pattern),
    System(Pattern),
    Family(Pattern),
    Path(Pattern),
    From(Pattern),
    To(Pattern),
    /// Smallest and largest size, both included.
    Size(u64, u64),
    Word(String),
}

/// A value with `*` for any run of characters, compared without case.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    parts: Vec<String>,
}

impl Pattern {
    fn new(text: &str) -> Pattern {
        Pattern { parts: text.to_lowercase().split('*').map(str::to_owned).collect() }
    }

    fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return false };
        if self.parts.len() == 1 {
            return text == *first;
        }
        if !text.starts_with(first.as_str()) || text.len() < first.len() + last.len() {
            return false;
        }
        let mut rest = &text[first.len()..text.len()];
        for part in &self.parts[1..self.parts.len() - 1] {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

impl Filter {
    /// Reads a filter line.
    ///
    /// # Errors
    /// The first [`FilterError`] of the line.
    pub fn parse(line: &str) -> Result<Filter, FilterError> {
        let mut terms = Vec::new();
        for word in words(line)? {
            let wrong = |problem| FilterError { at: word.at, len: word.len, problem };
            let test = match &word.field {
                None if word.value.is_empty() => return Err(wrong(FilterProblem::NoValue)),
                None => Test::Word(word.value.to_lowercase()),
                Some(field) => test_of(field, &word.value).map_err(wrong)?,
            };
            terms.push(Term { negated: word.negated, test });
        }
        Ok(Filter { terms })
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The events that pass.
    pub fn select(&self, store: &Store, meanings: &Meanings) -> Selection {
        let mut selection = Selection::all(store);
        for term in &self.terms {
            let passing = term.test.rows(store, meanings);
            selection.keep(&passing, !term.negated);
        }
        selection
    }
}

struct Word {
    at: usize,
    len: usize,
    negated: bool,
    field: Option<String>,
    value: String,
}

/// Cuts a line into words; quotes hold blanks and colons together.
fn words(line: &str) -> Result<Vec<Word>, FilterError> {
    let mut words = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some(&(at, first)) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        let mut word = Word { at, len: 0, negated: false, field: None, value: String::new() };
        if first == '-' {
            word.negated = true;
            chars.next();
        }
        let mut quoted = false;
        let mut end = at;
        while let Some(&(here, c)) = chars.peek() {
            if c.is_whitespace() && !quoted {
                break;
            }
            chars.next();
            end = here + c.len_utf8();
            match c {
                '"' => quoted = !quoted,
                ':' if !quoted && word.field.is_none() && is_field_name(&word.value) => {
                    word.field = Some(std::mem::take(&mut word.value));
                }
                _ => word.value.push(c),
            }
        }
        word.len = end.max(at + 1) - at;
        if quoted {
            return Err(FilterError { at, len: word.len, problem: FilterProblem::OpenQuote });
        }
        words.push(word);
    }
    Ok(words)
}

/// A colon ends a field's name only where one can stand: `10:30` and `https://…` are plain words.
fn is_field_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        && text != "http"
        && text != "https"
}

fn test_of(field: &str, value: &str) -> Result<Test, FilterProblem> {
    if value.is_empty() && field != "user" {
        return Err(FilterProblem::NoValue);
    }
    let pattern = Pattern::new(value);
    if let Some(field) = TextField::ALL.into_iter().find(|known| known.id() == field) {
        return Ok(Test::Text(field, pattern));
    }
    Ok(match field {
        "system" => Test::System(pattern),
        // `family:transfer` means both directions.
        "family" if value == "transfer" => Test::Family(Pattern::new("transfer-*")),
        "family" => Test::Family(pattern),
        "path" | "input" => Test::Path(pattern),
        "from" => Test::From(pattern),
        "to" => Test::To(pattern),
        "size" => size_range(value).ok_or(FilterProblem::BadSize)?,
        other => return Err(FilterProblem::UnknownField(other.to_owned())),
    })
}

/// The range that no size lies in: what `<0` asks for.
const NO_SIZE: (u64, u64) = (1, 0);

fn size_range(value: &str) -> Option<Test> {
    let (low, high) = if let Some(rest) = value.strip_prefix(">=") {
        (size(rest)?, u64::MAX)
    } else if let Some(rest) = value.strip_prefix('>') {
        size(rest)?.checked_add(1).map_or(NO_SIZE, |low| (low, u64::MAX))
    } else if let Some(rest) = value.strip_prefix("<=") {
        (0, size(rest)?)
    } else if let Some(rest) = value.strip_prefix('<') {
        size(rest)?.checked_sub(1).map_or(NO_SIZE, |high| (0, high))
    } else if let Some((low, high)) = value.split_once("..") {
        (size(low)?, size(high)?)
    } else {
        (size(value)?, size(value)?)
    };
    Some(Test::Size(low, high))
}

/// A number of bytes, perhaps with a unit: `10MB`, `1.5GiB`.
fn size(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..digits].parse().ok()?;
    let unit = match &text[digits..] {
        "" | "B" => 1.0,
        "kB" | "KB" | "k" => 1e3,
        "MB" | "M" => 1e6,
        "GB" | "G" => 1e9,
        "KiB" => 1024.0,
        "MiB" => 1024.0 * 1024.0,
        "GiB" => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    Some((number * unit) as u64)
}

impl Test {
    /// The rows for which it holds.
    fn rows(&self, store: &Store, meanings: &Meanings) -> Selection {
        let mut selection = Selection::none(store);
        let columns = store.columns();
        match self {
            Test::Text(field, pattern) => {
                let codes: Vec<bool> =
                    store.dictionary(*field).iter().map(|text| pattern.matches(text)).collect();
                // Most events lack some fields; only those that have one are looked at.
                let passes_without = codes[ABSENT as usize];
                if passes_without {
                    selection.set_where(|_| true);
                }
                columns.text(*field).for_each(|row, code| {
                    if codes[code as usize] != passes_without {
                        selection.toggle(row);
                    }
                });
            }
            Test::System(pattern) => {
                let systems = System::ALL.map(|system| pattern.matches(system.id()));
                selection.set_where(|row| systems[usize::from(columns.system[row as usize])]);
            }
            Test::Family(pattern) => {
                let families = Family::ALL.map(|family| pattern.matches(family.id()));
                selection.set_where(|row| families[meanings.of_row(store, row).family as usize]);
            }
            Test::Path(pattern) => {
                let paths: Vec<bool> =
                    store.inputs().iter().map(|input| pattern.matches(&input.path)).collect();
                selection.set_where(|row| paths[columns.input[row as usize] as usize]);
            }
            Test::From(pattern) => selection.set_where(|row| {
                meanings.of_row(store, row).moves.is_some_and(|(from, _)| pattern.matches(from.id()))
            }),
            Test::To(pattern) => selection.set_where(|row| {
                meanings.of_row(store, row).moves.is_some_and(|(_, to)| pattern.matches(to.id()))
            }),
            Test::Size(low, high) => {
                for (row, size) in store.sizes().iter() {
                    if (u128::from(*low)..=u128::from(*high)).contains(&size)
                        || (size > u128::from(u64::MAX) && *high == u64::MAX)
                    {
                        selection.set(row);
                    }
                }
            }
            Test::Word(word) => {
                for field in TextField::ALL {
                    let codes: Vec<bool> = store
                        .dictionary(field)
                        .iter()
                        .map(|text| text.to_lowercase().contains(word.as_str()))
                        .collect();
                    columns.text(field).for_each(|row, code| {
                        if code != ABSENT && codes[code as usize] {
                            selection.set(row);
                        }
                    });
                }
            }
        }
        selection
    }
}

/// A set of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    words: Vec<u64>,
    rows: u32,
}

impl Selection {
    fn none(store: &Store) -> Selection {
        let rows = store.row_count();
        Selection { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// Every event of a store.
    pub fn all(store: &Store) -> Selection {
        let mut selection = Selection::none(store);
        selection.set_where(|row| store.is_event(row));
        selection
    }

    /// Adds the rows for which the test holds.
    pub fn set_where(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let first = index as u32 * 64;
            for bit in 0..64.min(self.rows - first) {
                *word |= u64::from(test(first + bit)) << bit;
            }
        }
    }

    /// Takes out the rows for which the test does not hold.
    pub fn retain(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !test(index as u32 * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    fn set(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    fn toggle(&mut self, row: u32) {
        self.words[row as usize / 64] ^= 1 << (row % 64);
    }

    fn keep(&mut self, other: &Selection, wanted: bool) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= if wanted { *other } else { !other };
        }
    }

    /// Whether a row is in it.
    #[inline]
    pub fn contains(&self, row: u32) -> bool {
        self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows are in it.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The rows in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    index as u32 * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_without_case_and_with_stars() {
        for (pattern, text, expected) in [
            ("alice", "Alice", true),
            ("alice", "alice@example.com", false),
            ("alice*", "alice@example.com", true),
            ("*.example.com", "www.example.com", true),
            ("*.example.com", "example.com", false),
            ("a*b*c", "a-b-c", true),
            ("a*a", "a", false),
            ("*", "", true),
            ("", "", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_line_is_cut_into_terms() {
        let filter = Filter::parse(r#"user:alice -host:"a b" size:>1kB "two words" https://x 10:30"#);
        let terms = filter.expect("valid").terms;
        assert_eq!(terms.len(), 6);
        assert!(terms[1].negated);
        assert_eq!(terms[2].test, Test::Size(1001, u64::MAX));
        assert_eq!(terms[3].test, Test::Word("two words".to_owned()));
        assert_eq!(terms[4].test, Test::Word("https://x".to_owned()));
        assert_eq!(terms[5].test, Test::Word("10:30".to_owned()));
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let problem = |line: &str| Filter::parse(line).map_err(|e| (e.at, e.len, e.problem));
        assert_eq!(
            problem("user:a colour:red"),
            Err((7, 10, FilterProblem::UnknownField("colour".to_owned())))
        );
        assert_eq!(problem("size:big"), Err((0, 8, FilterProblem::BadSize)));
        assert_eq!(problem("host:"), Err((0, 5, FilterProblem::NoValue)));
        assert_eq!(problem("a \"b"), Err((2, 2, FilterProblem::OpenQuote)));
        assert_eq!(problem("-"), Err((0, 1, FilterProblem::NoValue)));
    }
}
