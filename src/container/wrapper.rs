//! Objects that only wrap a list of records: how they are told from records before they have been read
//! to their end. What the records are is not its matter.
//!
//! Sources: CloudTrail user guide (`Records`), `lookup-events` (`Events`), CloudWatch Logs
//! `filter-log-events` and `get-log-events` (`events`) and subscriptions (`logEvents`), botocore's models.

use super::json::{JsonError, string_of, walk};
use super::json_text::unescape;
use std::ops::Range;

/// Whether a key is that of a list that is opened (R12).
fn is_list(key: &str) -> bool {
    matches!(key, "Records" | "Events" | "events" | "logEvents")
}

/// Whether a key may stand before the list in an object that is opened before all of it has come. An object
/// that begins with anything else is taken whole: it may be a record that has such a list.
fn may_stand_before(key: &str) -> bool {
    matches!(
        key,
        "messageType"
            | "owner"
            | "logGroup"
            | "logStream"
            | "subscriptionFilters"
            | "searchedLogStreams"
            | "nextToken"
            | "NextToken"
            | "nextForwardToken"
            | "nextBackwardToken"
    )
}

/// A part of an object that wraps a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrapperPart<'a> {
    /// The object begins.
    Begin,
    /// A member that is no list.
    Member {
        /// Its key without quotes, as written.
        key: &'a [u8],
        /// Its value.
        value: &'a [u8],
        /// All of it, and what stands between it and the part before.
        text: &'a [u8],
    },
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

/// Whether the elements of this list are log events, which are no records themselves.
pub fn is_log(list: &[u8]) -> bool {
    matches!(&*unescape(list), "events" | "logEvents")
}

/// Which objects are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Those that cannot be anything else, as their first members tell.
    Certain,
    /// Whatever has a list: the object is broken, and its list is all that can be had of it.
    Broken,
}

/// The beginning of an object up to the end of its first key, where that is enough to tell that it is a value like
/// any other; nothing where it is not, or the key is not written plainly.
pub fn telling_head(text: &[u8]) -> Option<&[u8]> {
    let (key, _) = key_and_value(text.strip_prefix(b"{")?).ok()?;
    let name = std::str::from_utf8(&text[1..][key.clone()]).ok()?;
    let is_plain = !name.contains('\\') && !is_list(name) && !may_stand_before(name);
    is_plain.then(|| &text[..key.end + 2])
}

/// Looks at the first members of what may be an object; `is_all` says that no more text will come.
pub fn wrapper_head(text: &[u8], is_all: bool, opening: Opening) -> Head {
    if text[0] != b'{' {
        return Head::Other;
    }
    let mut at = 1;
    let (mut has_type, mut has_stream) = (false, false);
    loop {
        let incomplete = if is_all { Head::Other } else { Head::TooShort };
        let Some(start) = after_blanks(text, at) else { return incomplete };
        let (key, value) = match key_and_value(&text[start..]) {
            Ok(found) => found,
            Err(JsonError::Incomplete) => return incomplete,
            Err(_) => return Head::Other,
        };
        let (key, value) = (unescape(&text[start + key.start..start + key.end]), start + value);
        if is_list(&key) && text[value] == b'[' {
            // What is said of log events must stand before them, or it would come too late.
            let is_told = key != "logEvents" || (has_type && has_stream);
            return if is_told || opening == Opening::Broken { Head::Wrapper } else { Head::Other };
        }
        if opening == Opening::Certain && !may_stand_before(&key) {
            return Head::Other;
        }
        has_type |= key == "messageType";
        has_stream |= key == "logStream";
        let end = match walk(&text[value..], &[]) {
            Ok(walked) if key == "messageType" && is_control(&text[value..value + walked.extent.len]) => {
                return Head::Other;
            }
            Ok(walked) => value + walked.extent.len,
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

/// Whether this is the type of a message that holds no logs, whatever list it has.
fn is_control(value: &[u8]) -> bool {
    string_of(value).is_some_and(|kind| kind == "CONTROL_MESSAGE")
}

/// Whether a text begins with a member whose list is opened: where its key lies, and where its elements
/// begin.
pub fn list_head(text: &[u8]) -> Option<(Range<usize>, usize)> {
    let (key, value) = key_and_value(text).ok()?;
    let is_list = is_list(&unescape(&text[key.clone()])) && text[value] == b'[';
    is_list.then_some((key, value + 1))
}

/// The member that a text begins with.
///
/// # Errors
/// Those of reading JSON.
pub fn member(text: &[u8]) -> Result<Member, JsonError> {
    let (key, value) = key_and_value(text)?;
    match walk(&text[value..], &[]) {
        Ok(walked) => Ok(Member { key, value: value..value + walked.extent.len }),
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
    let key = match text.iter().skip(1).position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        Some(len) if text[len + 1] == b'"' => 1..len + 1,
        Some(len) if text[len + 1] < 0x20 => return Err(JsonError::Syntax { at: len + 1 }),
        Some(_) => 1..walk(text, &[])?.extent.len - 1,
        None => return Err(JsonError::Incomplete),
    };
    let colon = after_blanks(text, key.end + 1).ok_or(JsonError::Incomplete)?;
    if text[colon] != b':' {
        return Err(JsonError::Syntax { at: colon });
    }
    let value = after_blanks(text, colon + 1).ok_or(JsonError::Incomplete)?;
    Ok((key, value))
}

/// The place from `at` on behind blanks, if there is anything.
pub fn after_blanks(text: &[u8], at: usize) -> Option<usize> {
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
            (r#"{"messageType":"CONTROL_MESSAGE","logStream":"a","logEvents":["#, Head::Other),
            (r#"{"messageType":"DATA_MESSAGE","logEvents":["#, Head::Other),
            (r#"{"Rec\u006frds":["#, Head::Wrapper),
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
            assert_eq!(wrapper_head(text.as_bytes(), false, Opening::Certain), expected, "{text}");
        }
        assert_eq!(wrapper_head(br#"{"Reco"#, true, Opening::Certain), Head::Other);
    }
}
