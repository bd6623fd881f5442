//! Objects that only wrap a list of records: how they are told from records before they have been read
//! to their end. What the records are is not its matter.
//!
//! Sources: CloudTrail user guide (`Records`), `lookup-events` (`Events`), CloudWatch Logs
//! `filter-log-events` and `get-log-events` (`events`) and subscriptions (`logEvents`), botocore's models.

use super::json::{JsonError, walk};
use std::ops::Range;

/// The lists that are opened (R12).
const LISTS: [&[u8]; 4] = [b"Records", b"Events", b"events", b"logEvents"];

/// What may stand before the list in such an object. An object that begins with anything else is taken
/// whole: whether it is opened must not hang on how much of it has come.
const BESIDE: [&[u8]; 10] = [
    b"messageType",
    b"owner",
    b"logGroup",
    b"logStream",
    b"subscriptionFilters",
    b"searchedLogStreams",
    b"nextToken",
    b"NextToken",
    b"nextForwardToken",
    b"nextBackwardToken",
];

/// A part of an object that wraps a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrapperPart<'a> {
    /// The object begins.
    Begin,
    /// A member that is no list: its key without quotes, as written, and its value.
    Member(&'a [u8], &'a [u8]),
    /// The list of this key begins; its elements come as values.
    List(&'a [u8]),
    /// The object ends.
    End,
}

/// What an object is, as its first members tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// It wraps a list.
    Wrapper,
    /// It is a value like any other.
    Other,
    /// Not enough yet to tell.
    TooShort,
}

/// One member of an object: where its key lies (quotes left out) and its value, and where it ends.
pub struct Member {
    /// The key.
    pub key: Range<usize>,
    /// The value.
    pub value: Range<usize>,
}

/// Whether this key has a list that is opened.
pub fn is_list(key: &[u8]) -> bool {
    LISTS.contains(&key)
}

/// Looks at the first members of what may be an object; `is_all` says that no more text will come.
pub fn wrapper_head(text: &[u8], is_all: bool) -> Head {
    if text[0] != b'{' {
        return Head::Other;
    }
    let mut at = 1;
    loop {
        let incomplete = if is_all { Head::Other } else { Head::TooShort };
        let Some(start) = after_blanks(text, at) else { return incomplete };
        let (key, value) = match key_and_value(&text[start..]) {
            Ok(found) => found,
            Err(JsonError::Incomplete) => return incomplete,
            Err(_) => return Head::Other,
        };
        let (key, value) = (&text[start + key.start..start + key.end], start + value);
        if is_list(key) {
            return if text[value] == b'[' { Head::Wrapper } else { Head::Other };
        }
        if !BESIDE.contains(&key) {
            return Head::Other;
        }
        let end = match walk(&text[value..], &[]) {
            Ok(walked) => value + walked.len,
            Err(JsonError::Incomplete) => return incomplete,
            Err(_) => return Head::Other,
        };
        match after_blanks(text, end) {
            None => return incomplete,
            Some(comma) if text[comma] == b',' => at = comma + 1,
            Some(_) => return Head::Other,
        }
    }
}

/// The member that a text begins with. Of a list that is opened only the start is looked at.
///
/// # Errors
/// Those of reading JSON.
pub fn member(text: &[u8]) -> Result<Member, JsonError> {
    let (key, value) = key_and_value(text)?;
    if is_list(&text[key.clone()]) && text[value] == b'[' {
        return Ok(Member { key, value: value..value + 1 });
    }
    match walk(&text[value..], &[]) {
        Ok(walked) => Ok(Member { key, value: value..value + walked.len }),
        Err(JsonError::Syntax { at }) => Err(JsonError::Syntax { at: value + at }),
        Err(other) => Err(other),
    }
}

/// Where a key lies and where its value begins.
fn key_and_value(text: &[u8]) -> Result<(Range<usize>, usize), JsonError> {
    if *text.first().ok_or(JsonError::Incomplete)? != b'"' {
        return Err(JsonError::Syntax { at: 0 });
    }
    // The keys that count have no escapes, and are the first thing of a record that is looked at.
    let key = match text.iter().skip(1).position(|byte| matches!(byte, b'"' | b'\\')) {
        Some(len) if text[len + 1] == b'"' => 1..len + 1,
        Some(_) => 1..walk(text, &[])?.len - 1,
        None => return Err(JsonError::Incomplete),
    };
    let colon = after_blanks(text, key.end + 1).ok_or(JsonError::Incomplete)?;
    if text[colon] != b':' {
        return Err(JsonError::Syntax { at: colon });
    }
    let value = after_blanks(text, colon + 1).ok_or(JsonError::Incomplete)?;
    Ok((key, value))
}

fn after_blanks(text: &[u8], at: usize) -> Option<usize> {
    let blanks =
        text.get(at..)?.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    (at + blanks < text.len()).then_some(at + blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_opened_by_its_first_members() {
        for (text, expected) in [
            (r#"{"Records":[{"#, Head::Wrapper),
            ("{\n \"events\" : [", Head::Wrapper),
            (r#"{"messageType":"DATA_MESSAGE","owner":"1","logStream":"a","logEvents":["#, Head::Wrapper),
            (r#"{"messageType":"DATA_MESSAGE","owner":"#, Head::TooShort),
            (r#"{"Reco"#, Head::TooShort),
            (r#"{"Records":"#, Head::TooShort),
            (r#"{"Records":{}}"#, Head::Other),
            (r#"{"event":[]}"#, Head::Other),
            (r#"{"logStream":"a"}"#, Head::Other),
            (r#"{"logStream":tru,"logEvents":[]}"#, Head::Other),
            (r#"{}"#, Head::Other),
            ("12", Head::Other),
        ] {
            assert_eq!(wrapper_head(text.as_bytes(), false), expected, "{text}");
        }
        assert_eq!(wrapper_head(br#"{"Reco"#, true), Head::Other);
    }
}
