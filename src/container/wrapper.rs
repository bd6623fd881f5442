//! Objects that only wrap a list of records: how they are told from records before they have been read
//! to their end. Under which keys such lists stand is given as data, and what the records are is not its
//! matter.

use super::cursor::Cursor;
use super::json::{JsonError, string_of, walk};
use super::json_text::unescape;
use std::ops::Range;

/// By which keys objects are told that only wrap a list.
#[derive(Debug)]
pub struct WrapperKeys {
    /// The lists that are opened (R12).
    pub lists: &'static [ListKey],
    /// Keys that may stand before the list in an object that is opened before all of it has come. An object that
    /// begins with anything else is taken whole: it may be a record that has such a list. At most 32.
    pub before: &'static [&'static str],
    /// Key and text of a member by which an object is none, whatever list it has.
    pub never: Option<(&'static str, &'static str)>,
}

/// The key of a list that is opened.
#[derive(Debug)]
pub struct ListKey {
    /// The key.
    pub key: &'static str,
    /// Whether what is in the list is taken as it is, and no object in it is opened in turn.
    pub is_flat: bool,
    /// Which of [`WrapperKeys::before`] must stand before it, because what they say would come too late.
    pub needs: &'static [&'static str],
}

impl WrapperKeys {
    /// The number of the list of this key.
    fn list(&self, key: &str) -> Option<usize> {
        self.lists.iter().position(|list| list.key == key)
    }

    /// The index of this key among those that may stand before a list.
    fn index_before(&self, key: &str) -> Option<usize> {
        self.before.iter().position(|known| *known == key)
    }

    /// Whether all that a list needs stands before it, as a bit for each of [`WrapperKeys::before`].
    fn has_needs(&self, list: usize, seen: u32) -> bool {
        let is_seen = |key: &&str| self.index_before(key).is_some_and(|index| seen >> index & 1 == 1);
        self.lists[list].needs.iter().all(is_seen)
    }
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
    /// The list of this number in [`WrapperKeys::lists`] begins; its elements come as values.
    List(usize),
    /// The object ends.
    End,
}

/// What an object is, as its first members tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
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

/// Which objects are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnwrapMode {
    /// Those that cannot be anything else, as their first members tell.
    Certain,
    /// Whatever has a list: the object is broken, and its list is all that can be had of it.
    Broken,
}

impl WrapperKeys {
    /// The beginning of an object up to the end of its first key, where that is enough to tell that it is a
    /// value like any other; nothing where it is not, or the key is not written plainly.
    pub fn telling_head<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (key, _) = key_and_value(text.strip_prefix(b"{")?).ok()?;
        let name = std::str::from_utf8(&text[1..][key.clone()]).ok()?;
        let is_other = self.list(name).is_none() && self.index_before(name).is_none();
        (is_other && !name.contains('\\')).then(|| &text[..key.end + 2])
    }

    /// Looks at the first members of what may be an object; `is_all` says that no more text will come.
    pub fn head(&self, text: &[u8], is_all: bool, opening: UnwrapMode) -> ObjectKind {
        if text[0] != b'{' {
            return ObjectKind::Other;
        }
        let incomplete = if is_all { ObjectKind::Other } else { ObjectKind::TooShort };
        let (mut at, mut seen) = (1, 0);
        loop {
            let Some(start) = after_blanks(text, at) else { return incomplete };
            let (key, value) = match key_and_value(&text[start..]) {
                Ok(found) => found,
                Err(JsonError::Incomplete) => return incomplete,
                Err(_) => return ObjectKind::Other,
            };
            let (key, value) = (unescape(&text[start + key.start..start + key.end]), start + value);
            if let Some(list) = self.list(&key).filter(|_| text[value] == b'[') {
                let is_told = self.has_needs(list, seen) || opening == UnwrapMode::Broken;
                return if is_told { ObjectKind::Wrapper } else { ObjectKind::Other };
            }
            match self.index_before(&key) {
                Some(index) => seen |= 1 << index,
                None if opening == UnwrapMode::Certain => return ObjectKind::Other,
                None => {}
            }
            let end = match walk(&text[value..], &[]) {
                Ok(walked) => value + walked.extent.len,
                Err(JsonError::Incomplete) => return incomplete,
                Err(_) => return ObjectKind::Other,
            };
            if self.never.is_some_and(|(never, text_of)| {
                key == never && string_of(&text[value..end]).is_some_and(|text| text == text_of)
            }) {
                return ObjectKind::Other;
            }
            match after_blanks(text, end) {
                None => return incomplete,
                Some(comma) if text[comma] == b',' => at = comma + 1,
                Some(_) => return ObjectKind::Other,
            }
        }
    }

    /// Whether a text begins with a member whose list is opened: the number of the list, and where its elements
    /// begin.
    pub fn list_head(&self, text: &[u8]) -> Option<(usize, usize)> {
        let (key, value) = key_and_value(text).ok()?;
        let list = self.list(&unescape(&text[key]))?;
        (text[value] == b'[').then_some((list, value + 1))
    }
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

/// The offset from `at` on behind blanks, if there is anything.
pub fn after_blanks(text: &[u8], at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    cursor.peek().map(|_| cursor.at())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: WrapperKeys = WrapperKeys {
        lists: &[
            ListKey { key: "records", is_flat: false, needs: &[] },
            ListKey { key: "lines", is_flat: true, needs: &["kind", "stream"] },
        ],
        before: &["kind", "owner", "stream"],
        never: Some(("kind", "PING")),
    };

    #[test]
    fn an_object_is_opened_by_its_first_members() {
        for (text, expected) in [
            (r#"{"records":[{"#, ObjectKind::Wrapper),
            ("{\n \"records\" : [", ObjectKind::Wrapper),
            (r#"{"kind":"DATA","owner":"1","stream":"a","lines":["#, ObjectKind::Wrapper),
            (r#"{"kind":"PING","stream":"a","lines":["#, ObjectKind::Other),
            (r#"{"kind":"DATA","lines":["#, ObjectKind::Other),
            (r#"{"rec\u006frds":["#, ObjectKind::Wrapper),
            (r#"{"kind":"DATA","owner":"#, ObjectKind::TooShort),
            (r#"{"reco"#, ObjectKind::TooShort),
            (r#"{"records":"#, ObjectKind::TooShort),
            (r#"{"records":{}}"#, ObjectKind::Other),
            (r#"{"record":[]}"#, ObjectKind::Other),
            (r#"{"stream":"a"}"#, ObjectKind::Other),
            (r#"{"stream":tru,"lines":[]}"#, ObjectKind::Other),
            (r#"{}"#, ObjectKind::Other),
            ("12", ObjectKind::Other),
        ] {
            assert_eq!(KEYS.head(text.as_bytes(), false, UnwrapMode::Certain), expected, "{text}");
        }
        assert_eq!(KEYS.head(br#"{"reco"#, true, UnwrapMode::Certain), ObjectKind::Other);
    }
}
