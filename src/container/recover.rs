//! Where a broken JSON object ends, so that the next one can be read (R12).
//!
//! Two ends are looked for, and the earlier one is taken: the closing brace, and the next line that
//! begins a value at no deeper an indentation. A brace only counts as the closing one where what
//! follows could follow a value; and since the damage is often a quote, braces are counted both with
//! strings respected and without.

/// An end that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Bytes from the start of the broken value.
    pub len: usize,
    /// Whether it is there only because the text ends.
    pub is_end_of_text: bool,
}

/// The end of the broken value that `text` begins with; nothing where more text must come first.
///
/// `indent` is the indentation of the line on which the value begins; `whole` says that no more text
/// will come.
pub fn end_of_broken(text: &[u8], indent: usize, whole: bool) -> Option<End> {
    let mut plain_depth = 0i64;
    let mut string_depth = 0i64;
    let mut in_string = false;
    let mut escaped = false;
    let mut at = 0;
    while at < text.len() {
        let byte = text[at];
        match byte {
            b'\n' => {
                in_string = false;
                match begins_value(text, at + 1, indent, whole) {
                    Begins::Yes => return Some(End { len: at, is_end_of_text: false }),
                    Begins::No => {}
                    Begins::Unknown => return None,
                }
            }
            b'"' if !escaped => in_string = !in_string,
            b'{' => {
                plain_depth += 1;
                string_depth += i64::from(!in_string);
            }
            b'}' => {
                plain_depth -= 1;
                string_depth -= i64::from(!in_string);
                if plain_depth <= 0 || (!in_string && string_depth <= 0) {
                    match may_follow(text, at + 1, whole) {
                        Some(true) => return Some(End { len: at + 1, is_end_of_text: false }),
                        Some(false) => {}
                        None => return None,
                    }
                }
            }
            _ => {}
        }
        escaped = in_string && byte == b'\\' && !escaped;
        at += 1;
    }
    whole.then_some(End { len: text.len(), is_end_of_text: true })
}

enum Begins {
    Yes,
    No,
    Unknown,
}

/// Whether the line from `at` on begins a value at no deeper an indentation.
fn begins_value(text: &[u8], at: usize, indent: usize, whole: bool) -> Begins {
    let blanks = text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match text.get(at + blanks) {
        Some(b'{' | b'[') if blanks <= indent => Begins::Yes,
        Some(_) => Begins::No,
        None if whole || blanks > indent => Begins::No,
        None => Begins::Unknown,
    }
}

/// Whether what stands from `at` on may follow a value: another value, the end of an array, of the line
/// or of the text, with blanks and commas before it. Nothing where more text must come first.
fn may_follow(text: &[u8], at: usize, whole: bool) -> Option<bool> {
    let rest = &text[at..];
    match rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b',' | b'\r')) {
        Some(b'{' | b'[' | b']' | b'\n') => Some(true),
        Some(_) => Some(false),
        None if whole => Some(true),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let end = end_of_broken(text.as_bytes(), 0, true).expect("the whole text is there");
        assert_eq!(&text[..end.len], expected);
    }

    #[test]
    fn a_broken_object_ends_at_its_closing_brace() {
        check(r#"{"a":tru,"b":{}},{"c":1}]"#, r#"{"a":tru,"b":{}}"#);
        check("{\"a\":tru}\n{\"c\":1}", "{\"a\":tru}");
        check(r#"{"a":"}" x "b":"{"} "#, r#"{"a":"}" x "b":"{"}"#);
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
