//! Objects whose members were spread over keys or columns of their own, `requestParameters.target` and the like, as
//! tables, query tools and Security Lake's older mapping have them.

use crate::container::json::bytes_of;
use crate::container::json_text::{Text, put_string};
use crate::container::parts::elements;
use std::borrow::Cow;

/// Objects within parameters and responses of which something is wanted, each with the keys that are.
const NESTED: [(&str, &[&str]); 2] = [("parameters", &["host", "portnumber"]), ("session", &["sessionid"])];

/// An object that is put together of its members.
#[derive(Default)]
pub struct FlatObject {
    /// The JSON of its members.
    members: Vec<u8>,
    /// The JSON of the members of each of [`NESTED`].
    nested: [Vec<u8>; NESTED.len()],
}

impl FlatObject {
    /// Adds a member: the rest of its key, with or without marks between its words, and its JSON.
    pub fn push(&mut self, key: &str, value: &[u8]) {
        // What a list is made of has its brackets behind the key.
        let key = key.trim_start_matches(['.', '_', '/']).trim_end_matches("[]");
        let inner = NESTED.iter().zip(&mut self.nested).find_map(|((outer, wanted), members)| {
            let (head, rest) = key.split_at_checked(outer.len())?;
            let rest = rest.trim_start_matches(['.', '_', '/']);
            let is_wanted = || wanted.iter().any(|name| rest.eq_ignore_ascii_case(name));
            (head.eq_ignore_ascii_case(outer) && is_wanted()).then_some((rest, members))
        });
        let (key, members) = inner.unwrap_or((key, &mut self.members));
        put_member(key, value, members);
    }

    /// Its JSON, if it has any member.
    pub fn into_json(mut self) -> Option<Vec<u8>> {
        for ((outer, _), members) in NESTED.iter().zip(self.nested).filter(|(_, members)| !members.is_empty())
        {
            put_member(outer, &braced(members), &mut self.members);
        }
        (!self.members.is_empty()).then(|| braced(self.members))
    }
}

/// A string or number, or the first of a list of them: parameters of documents have lists. Tables have these as a text, as
/// JSON or as they print them: `[a, b]`.
pub fn first_text(value: &[u8]) -> Option<Text<'_>> {
    let first = if value.starts_with(b"[") { elements(value).next()? } else { value };
    let is_number = first.iter().all(u8::is_ascii_digit);
    let text = if is_number { Some(Cow::Borrowed(first)) } else { bytes_of(first) };
    let text = text.filter(|text| !text.is_empty())?;
    let Some(list) = text.strip_prefix(b"[").and_then(|list| list.strip_suffix(b"]")) else {
        return Some(text);
    };
    let first = match elements(&text).next().and_then(bytes_of) {
        Some(first) => first.into_owned(),
        None => list.split(|byte| *byte == b',').next()?.trim_ascii().to_vec(),
    };
    (!first.is_empty()).then_some(Cow::Owned(first))
}

fn put_member(key: &str, value: &[u8], members: &mut Vec<u8>) {
    if !members.is_empty() {
        members.push(b',');
    }
    put_string(key, members);
    members.push(b':');
    members.extend_from_slice(value);
}

fn braced(mut members: Vec<u8>) -> Vec<u8> {
    members.insert(0, b'{');
    members.push(b'}');
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_put_together_with_what_is_within_them() {
        let of = |members: &[(&str, &str)]| {
            let mut object = FlatObject::default();
            members.iter().for_each(|(key, value)| object.push(key, value.as_bytes()));
            object.into_json().map(|json| String::from_utf8(json).expect("it is a text"))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(
            of(&[(".target", "\"i\""), (".parameters.host[]", "[\"h\"]"), (".sessionId", "\"s\"")])
                .as_deref(),
            Some(r#"{"target":"i","sessionId":"s","parameters":{"host":["h"]}}"#)
        );
        // Headers come without the marks between their words.
        assert_eq!(
            of(&[("parametersportnumber", "\"1\""), ("sessionid", "\"s\""), ("sessionsessionid", "\"t\"")])
                .as_deref(),
            Some(r#"{"sessionid":"s","parameters":{"portnumber":"1"},"session":{"sessionid":"t"}}"#)
        );
    }
}
