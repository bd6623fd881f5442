//! Where a broken JSON object ends, so that the next one can be read (R12).
//!
//! Two ends are looked for, and the earlier one is taken: the closing brace, and the next line that
//! begins a value at no deeper an indentation. A brace only counts as the closing one where what
//! follows could follow a value; and since the damage is often a quote, braces are counted both with
//! strings respected and without.
//!
//! What begins like no object is junk: it ends with its line, or before the next whole object on it (R41).

use super::cursor::separator;
use super::json::{JsonError, walk};
use crate::source::limits::{MAX_BLANKS_BETWEEN, MAX_RECORD_BYTES};

/// An end that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Bytes from the start of the text that was looked at.
    pub len: usize,
    /// Whether it is there only because the text ends.
    pub is_end_of_text: bool,
}

/// A search for the end of a broken piece, which can go on when more text has come.
#[derive(Debug)]
pub enum Search {
    /// For the end of junk.
    Junk(Junk),
    /// For the end of an object.
    Object(Braces),
}

/// How junk was looked through.
#[derive(Debug, Default)]
pub struct Junk {
    /// Whether some of it was before the text that is looked at.
    has_begun: bool,
    /// Bytes that were read to see whether they begin an object.
    walked: u64,
}

/// How far the braces of a broken object have been counted.
#[derive(Debug, Default)]
pub struct Braces {
    /// Indentation of the line on which the object begins.
    indent: usize,
    plain_depth: i64,
    string_depth: i64,
    in_string: bool,
    escaped: bool,
}

impl Search {
    /// A search from the first byte of what is no object.
    pub fn junk() -> Search {
        Search::Junk(Junk::default())
    }

    /// A search from the opening brace of an object on whose line `indent` blanks come before it.
    pub fn object(indent: usize) -> Search {
        Search::Object(Braces { indent, ..Braces::default() })
    }

    /// The same from within an object, whose brace has been read already.
    pub fn rest_of_object(indent: usize) -> Search {
        Search::Object(Braces { indent, plain_depth: 1, string_depth: 1, ..Braces::default() })
    }

    /// The end, or how many bytes need not be looked at again when more text has come; `whole` says
    /// that no more will.
    pub fn go_on(&mut self, text: &[u8], whole: bool) -> Result<End, usize> {
        let end = match self {
            Search::Junk(junk) => junk.go_on(text, whole),
            Search::Object(braces) => braces.go_on(text, whole),
        };
        match end {
            Ok(len) => Ok(End { len, is_end_of_text: false }),
            Err(_) if whole => Ok(End { len: text.len(), is_end_of_text: true }),
            Err(searched) => Err(searched),
        }
    }

    /// How many bytes of JSON were read on the way, since this was asked the last time.
    pub fn take_walked(&mut self) -> u64 {
        match self {
            Search::Junk(junk) => std::mem::take(&mut junk.walked),
            Search::Object(_) => 0,
        }
    }
}

impl Junk {
    fn go_on(&mut self, text: &[u8], whole: bool) -> Result<usize, usize> {
        // An array whose first element is the object begins before it; junk has at least one byte.
        let start_of = |brace: usize, has_begun: bool| match brace.checked_sub(1) {
            Some(at) if text[at] == b'[' && (at > 0 || has_begun) => at,
            _ => brace,
        };
        let mut from = 0;
        let searched = loop {
            let Some(len) = memchr::memchr2(b'\n', b'{', &text[from..]) else {
                break start_of(text.len(), self.has_begun);
            };
            let at = from + len;
            if text[at] == b'\n' {
                return Ok(at);
            }
            match walk(&text[at..], &[]) {
                Ok(_) => return Ok(start_of(at, self.has_begun)),
                Err(JsonError::Incomplete) if !whole && text.len() - at < MAX_RECORD_BYTES => {
                    break start_of(at, self.has_begun);
                }
                Err(JsonError::Syntax { at } | JsonError::TooDeep { at }) => self.walked += at as u64,
                Err(JsonError::Incomplete) => self.walked += (text.len() - at) as u64,
            }
            from = at + 1;
        };
        self.has_begun |= searched > 0;
        Err(searched)
    }
}

impl Braces {
    /// What a byte is must be known before it is counted: where that takes more text, it is not.
    fn go_on(&mut self, text: &[u8], whole: bool) -> Result<usize, usize> {
        for (at, byte) in text.iter().copied().enumerate() {
            match byte {
                b'\n' => {
                    if begins_value(&text[at + 1..], self.indent, whole).ok_or(at)? {
                        return Ok(at);
                    }
                    self.in_string = false;
                }
                b'"' if !self.escaped => self.in_string = !self.in_string,
                b'{' => {
                    self.plain_depth += 1;
                    self.string_depth += i64::from(!self.in_string);
                }
                b'}' => {
                    let is_last = self.plain_depth <= 1 || (!self.in_string && self.string_depth <= 1);
                    if is_last && may_follow(&text[at + 1..], whole).ok_or(at)? {
                        return Ok(at + 1);
                    }
                    self.plain_depth -= 1;
                    self.string_depth -= i64::from(!self.in_string);
                }
                _ => {}
            }
            self.escaped = self.in_string && byte == b'\\' && !self.escaped;
        }
        Err(text.len())
    }
}

/// Whether this line begins a value at no deeper an indentation. Nothing where more text must come first.
fn begins_value(line: &[u8], indent: usize, whole: bool) -> Option<bool> {
    let indent = indent.min(MAX_BLANKS_BETWEEN);
    let blanks = line.iter().take(indent + 1).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match line.get(blanks) {
        Some(byte) => Some(blanks <= indent && matches!(byte, b'{' | b'[')),
        None if whole || blanks > indent => Some(false),
        None => None,
    }
}

/// Whether this may follow a value: another value, the end of an array, of the line or of the text, with
/// blanks and commas before it. Nothing where more text must come first.
fn may_follow(rest: &[u8], whole: bool) -> Option<bool> {
    let mut at = 0;
    while at < MAX_BLANKS_BETWEEN {
        match rest.get(at) {
            None => return whole.then_some(true),
            Some(b'{' | b'[' | b']' | b'\n') => return Some(true),
            Some(b' ' | b'\t' | b',' | b'\r') => at += 1,
            Some(_) => match separator(&rest[at..]) {
                Some(0) => return Some(false),
                Some(len) => at += len,
                None => return whole.then_some(false),
            },
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        check_search(|| Search::object(0), text, expected);
    }

    #[track_caller]
    fn check_junk(text: &str, expected: &str) {
        check_search(Search::junk, text, expected);
    }

    /// Searches a text that comes whole, and one that comes byte by byte.
    #[track_caller]
    fn check_search(begin: impl Fn() -> Search, text: &str, expected: &str) {
        let end = begin().go_on(text.as_bytes(), true).expect("the whole text is there");
        assert_eq!(&text[..end.len], expected);
        let (mut search, mut from) = (begin(), 0);
        for to in 0..=text.len() {
            match search.go_on(&text.as_bytes()[from..to], to == text.len()) {
                Ok(end) => return assert_eq!(&text[..from + end.len], expected, "in pieces"),
                Err(searched) => from += searched,
            }
        }
        panic!("no end was found in pieces");
    }

    #[test]
    fn a_broken_object_ends_at_its_closing_brace() {
        check(r#"{"a":tru,"b":{}},{"c":1}]"#, r#"{"a":tru,"b":{}}"#);
        check("{\"a\":tru}\n{\"c\":1}", "{\"a\":tru}");
        check(r#"{"a":"}" x "b":"{"} "#, r#"{"a":"}" x "b":"{"}"#);
    }

    #[test]
    fn more_blanks_than_anybody_writes_do_not_end_an_object() {
        for (blanks, is_end) in [(MAX_BLANKS_BETWEEN - 1, true), (MAX_BLANKS_BETWEEN, false)] {
            let text = format!("{{\"a\":tru}}{}{{\"c\":1}}", " ".repeat(blanks));
            check(&text, if is_end { "{\"a\":tru}" } else { &text });
        }
    }

    #[test]
    fn junk_ends_before_the_next_whole_object_or_with_its_line() {
        check_junk(r#"INFO {"a":1} {"b":2}"#, "INFO ");
        check_junk("x [{\"a\":\n1}]", "x ");
        check_junk("x {\"a\":tru} {\"b\":[{}]}\n{}", "x {\"a\":tru} ");
        check_junk("x {y\n{}", "x {y");
        check_junk("[{}", "[");
        check_junk("x [[{}", "x [");
        check_junk("x {\"a\":{\"b\":", "x {\"a\":{\"b\":");
    }

    #[test]
    fn what_is_read_within_junk_is_counted() {
        let mut search = Search::junk();
        assert_eq!(search.go_on(br#"x {"a":{"a":{"a":tru"#, true).map(|end| end.len), Ok(20));
        let walked = search.take_walked();
        assert!((30..60).contains(&walked), "{walked}");
        assert_eq!(search.take_walked(), 0);
    }

    #[test]
    fn a_lost_quote_does_not_swallow_the_next_object() {
        check(r#"{"a":"b,"c":{"d":1}},{"a":"b"}"#, r#"{"a":"b,"c":{"d":1}}"#);
    }

    #[test]
    fn a_lost_brace_ends_at_the_next_line_that_begins_a_value() {
        check("{\"a\":{\"b\":1\n{\"c\":1}", "{\"a\":{\"b\":1");
        check("{\"a\":\n  {\"b\":\n{\"c\":1}", "{\"a\":\n  {\"b\":");
    }
}
