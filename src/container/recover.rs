//! Where a broken JSON object ends, so that the next one can be read (R12).
//!
//! Two ends are looked for, and the earlier one is taken: the closing brace, and the next line that
//! begins a value at no deeper an indentation. A brace only counts as the closing one where what
//! follows could follow a value; and since the damage is often a quote, braces are counted both with
//! strings respected and without. What begins like no object ends with its line. What is broken is no JSON,
//! so none is read here.

use crate::source::limits::MAX_BLANKS_BETWEEN;

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
    /// For the end of the line.
    Line,
    /// For the end of an object.
    Object(Braces),
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
            Search::Line => memchr::memchr(b'\n', text).ok_or(text.len()),
            Search::Object(braces) => braces.go_on(text, whole),
        };
        match end {
            Ok(len) => Ok(End { len, is_end_of_text: false }),
            Err(_) if whole => Ok(End { len: text.len(), is_end_of_text: true }),
            Err(searched) => Err(searched),
        }
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
    let mut near = rest.iter().take(MAX_BLANKS_BETWEEN);
    match near.find(|byte| !matches!(byte, b' ' | b'\t' | b',' | b'\r')) {
        Some(b'{' | b'[' | b']' | b'\n') => Some(true),
        Some(_) => Some(false),
        None if rest.len() >= MAX_BLANKS_BETWEEN => Some(false),
        None if whole => Some(true),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let end = Search::object(0).go_on(text.as_bytes(), true).expect("the whole text is there");
        assert_eq!(&text[..end.len], expected);
        let (mut search, mut from) = (Search::object(0), 0);
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
    fn a_lost_quote_does_not_swallow_the_next_object() {
        check(r#"{"a":"b,"c":{"d":1}},{"a":"b"}"#, r#"{"a":"b,"c":{"d":1}}"#);
    }

    #[test]
    fn a_lost_brace_ends_at_the_next_line_that_begins_a_value() {
        check("{\"a\":{\"b\":1\n{\"c\":1}", "{\"a\":{\"b\":1");
        check("{\"a\":\n  {\"b\":\n{\"c\":1}", "{\"a\":\n  {\"b\":");
    }
}
