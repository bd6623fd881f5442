//! The filter line: terms that must all hold, or must not (`-term`). A first part of the language of the
//! contract: fields, wildcards, ranges of times and sizes, words and phrases.
//!
//! ```text
//!   user:alice family:transfer-out -host:*.example.com size:>10MB "quarterly report"
//! ```
//!
//! A star stands for any characters of a value that is there: `error:*` asks for the events that have an
//! error, `-session:*` for those without a session.

mod selection;
mod values;

pub use selection::Selection;

use super::sessions::was_under_way;
use crate::model::TimeRange;
use crate::model::classify::Classification;
use crate::model::fact::SessionHistory;
use crate::model::synthetic_id::start_in;
use crate::model::{Family, FlowKey, Index, Session, Store, System, TextField};
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
    /// A time that cannot be read.
    BadTime,
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
    /// Id of the session, made up where the format has none.
    Session(Pattern),
    Path(Pattern),
    From(Pattern),
    To(Pattern),
    /// Smallest and largest size, both included.
    Size(u64, u64),
    Time(TimeRange),
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

    /// Whether it holds for events that lack the value.
    fn matches_absent(&self) -> bool {
        self.parts.len() == 1 && self.parts[0].is_empty()
    }

    /// Which sessions it holds for. A filter that names one is kept and passed on, so where no session has
    /// that id, the one is meant that had it before earlier events were read.
    fn sessions(&self, index: &Index) -> Vec<bool> {
        let holds_for = |is_it: &dyn Fn(&Session) -> bool| index.sessions.iter().map(is_it).collect();
        let sessions: Vec<bool> = holds_for(&|session| self.matches(&session.id));
        let [id] = self.parts.as_slice() else { return sessions };
        match start_in(id).filter(|_| !sessions.contains(&true)) {
            Some(start) => {
                holds_for(&|session| session.id_from(start).is_some_and(|known| self.matches(&known)))
            }
            None => sessions,
        }
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
    /// Reads a filter line; times without a zone are in UTC.
    ///
    /// # Errors
    /// The first [`FilterError`] of the line.
    pub fn parse(line: &str) -> Result<Filter, FilterError> {
        Filter::parse_in(line, 0)
    }

    /// Reads a filter line; times without a zone are so many minutes east of UTC.
    ///
    /// # Errors
    /// The first [`FilterError`] of the line.
    pub fn parse_in(line: &str, zone_minutes: i32) -> Result<Filter, FilterError> {
        let mut terms = Vec::new();
        for word in words(line)? {
            let wrong = |problem| FilterError { at: word.at, len: word.len, problem };
            let test = match &word.field {
                None if word.value.is_empty() => return Err(wrong(FilterProblem::NoValue)),
                None => Test::Word(word.value.to_lowercase()),
                Some(field) => test_of(field, &word.value, zone_minutes).map_err(wrong)?,
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
    pub fn select(&self, store: &Store, index: &Index, classification: &Classification) -> Selection {
        let mut selection = Selection::all(store);
        for term in &self.terms {
            let passing = term.test.rows(store, index, classification);
            selection.keep(&passing, !term.negated);
        }
        selection
    }
}

impl Filter {
    /// Whether a session without any event passes, by what is known of it: its own facts stand for those of
    /// its events. What only events have, it lacks.
    pub fn passes_eventless(&self, session: &Session, history: &SessionHistory) -> bool {
        self.terms.iter().all(|term| term.test.holds_for(session, history) != term.negated)
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

fn test_of(field: &str, value: &str, zone_minutes: i32) -> Result<Test, FilterProblem> {
    if value.is_empty() && field != "user" {
        return Err(FilterProblem::NoValue);
    }
    let pattern = Pattern::new(value);
    if field == TextField::Session.id() {
        return Ok(Test::Session(pattern));
    }
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
        "size" => values::size_range(value)
            .map(|(low, high)| Test::Size(low, high))
            .ok_or(FilterProblem::BadSize)?,
        "time" => values::time_range(value, zone_minutes).map(Test::Time).ok_or(FilterProblem::BadTime)?,
        other => return Err(FilterProblem::UnknownField(other.to_owned())),
    })
}

impl Test {
    /// Whether it holds for a session without any event.
    fn holds_for(&self, session: &Session, history: &SessionHistory) -> bool {
        match self {
            Test::Text(TextField::User, pattern) => pattern.matches(&session.user),
            Test::Text(TextField::Target, pattern) => pattern.matches(&history.target),
            Test::Text(TextField::Principal, pattern) => pattern.matches(&history.owner),
            Test::Text(_, pattern) => pattern.matches_absent(),
            Test::System(pattern) => pattern.matches(session.system.id()),
            Test::Session(pattern) => pattern.matches(&session.id),
            Test::Time(range) => was_under_way(session, *range),
            Test::Word(word) => {
                let texts = [
                    &session.id,
                    &session.user,
                    &history.target,
                    &history.owner,
                    &history.reason,
                    &history.status,
                ];
                texts.into_iter().any(|text| text.to_lowercase().contains(word.as_str()))
            }
            Test::Family(_) | Test::Path(_) | Test::From(_) | Test::To(_) | Test::Size(..) => false,
        }
    }

    /// The rows for which it holds.
    fn rows(&self, store: &Store, index: &Index, classification: &Classification) -> Selection {
        let mut selection = Selection::none(store);
        let columns = store.columns();
        match self {
            Test::Text(field, pattern) => {
                let codes: Vec<bool> =
                    store.dictionary(*field).iter().map(|text| pattern.matches(text)).collect();
                // Most events lack some fields; only those that have one are looked at.
                let passes_without = pattern.matches_absent();
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
                selection.set_where(|row| systems[columns.system(row) as usize]);
            }
            Test::Family(pattern) => {
                let families = Family::ALL.map(|family| pattern.matches(family.id()));
                selection.set_where(|row| families[classification.family(row) as usize]);
            }
            Test::Session(pattern) => {
                let sessions = pattern.sessions(index);
                let passes_without = pattern.matches_absent();
                selection.set_where(|row| {
                    index.session_of(store, row).map_or(passes_without, |session| sessions[session as usize])
                });
            }
            Test::Time(range) => return Selection::all(store).within(store, *range),
            Test::Path(pattern) => {
                let paths: Vec<bool> =
                    store.inputs().iter().map(|input| pattern.matches(&input.path)).collect();
                selection.set_where(|row| paths[columns.input(row) as usize]);
            }
            Test::From(pattern) | Test::To(pattern) => {
                let is_from = matches!(self, Test::From(_));
                let end_of = |flow: &FlowKey| if is_from { flow.from } else { flow.to };
                let flows: Vec<bool> =
                    classification.flows().iter().map(|flow| pattern.matches(end_of(flow).id())).collect();
                classification.moves().for_each(|row, number| {
                    if flows[number as usize - 1] {
                        selection.set(row);
                    }
                });
            }
            Test::Size(low, high) => {
                columns.for_each_size(|row, size| {
                    if (u128::from(*low)..=u128::from(*high)).contains(&size)
                        || (size > u128::from(u64::MAX) && *high == u64::MAX)
                    {
                        selection.set(row);
                    }
                });
            }
            Test::Word(word) => {
                for field in TextField::ALL {
                    let codes: Vec<bool> = store
                        .dictionary(field)
                        .iter()
                        .map(|text| text.to_lowercase().contains(word.as_str()))
                        .collect();
                    // Most fields have no such text at all.
                    if codes.contains(&true) {
                        columns.text(field).for_each(|row, code| {
                            if codes[code as usize] {
                                selection.set(row);
                            }
                        });
                    }
                }
            }
        }
        selection
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
        assert_eq!(problem("time:noon"), Err((0, 9, FilterProblem::BadTime)));
        assert_eq!(problem("host:"), Err((0, 5, FilterProblem::NoValue)));
        assert_eq!(problem("a \"b"), Err((2, 2, FilterProblem::OpenQuote)));
        assert_eq!(problem("-"), Err((0, 1, FilterProblem::NoValue)));
    }
}
