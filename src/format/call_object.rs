//! What a call of an API acted on, by its parameters: `call_table.rs` says which of them name it. The texts are those
//! of the record, ARNs whole.

use crate::container::json::bytes_of;
use crate::container::json_text::Text;
use crate::container::parts::{elements, members};
use crate::source::arn::ONTO;
use CallObject::{FirstName, Instances, Named, Onto, Toward, Within};
use std::borrow::Cow;

/// Which parameters of a call name what it acted on. Keys are compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallObject {
    /// The first of these that the call has.
    Named(&'static [&'static str]),
    /// The same, where the act leads there: `AssumeRole → Admin`.
    Toward(&'static [&'static str]),
    /// One within another: a bucket and a key.
    Within(&'static str, &'static str),
    /// One that is given to another: a policy, and the role that it is attached to.
    Onto(&'static [&'static str], &'static [&'static str]),
    /// How many instances of which type.
    Instances,
    /// The first that is called a name, an id or an ARN.
    FirstName,
}

/// What stands between several of a kind, and for those that are not named.
pub const AND: &str = ", ";
const MORE: &str = "…";

/// How many of a kind are named: who stops a hundred machines is known by the first ones.
const NAMED: usize = 3;

/// What a call acted on, by the JSON text of its parameters.
pub fn object_in(object: CallObject, request: &[u8]) -> Option<Text<'_>> {
    let request = unwrapped(request);
    match object {
        Named(keys) | Toward(keys) => {
            let [found] = named(request, [keys]);
            found
        }
        Within(outer, inner) => {
            let [outer, inner] = named(request, [&[outer], &[inner]]);
            let (outer, inner) = (outer?, inner.unwrap_or_default());
            Some(if inner.is_empty() { outer } else { Cow::Owned([&outer[..], b"/", &inner].concat()) })
        }
        Onto(given, to) => match named(request, [given, to]) {
            [Some(given), Some(to)] => Some(Cow::Owned([&given[..], ONTO.as_bytes(), &to].concat())),
            [given, to] => given.or(to),
        },
        Instances => instances_in(request),
        FirstName => members(request).find_map(|(key, value)| {
            // A token that makes a call safe to repeat is called an id, too.
            let is_name = is_name(&key) && !key.eq_ignore_ascii_case(b"clientRequestId");
            if is_name { bytes_of(value).filter(|text| !text.is_empty()) } else { None }
        }),
    }
}

/// The parameters of calls that EC2 wraps once more, as `{"CreateFlowLogsRequest":{…}}`.
fn unwrapped(request: &[u8]) -> &[u8] {
    let first = members(request).next();
    let within = first.filter(|(key, value)| key.ends_with(b"Request") && value.starts_with(b"{"));
    within.map_or(request, |(_, value)| value)
}

/// Whether a key says that its value is a name.
fn is_name(key: &[u8]) -> bool {
    [&b"name"[..], b"id", b"arn"].iter().any(|word| key.eq_ignore_ascii_case(word))
        || [&b"Name"[..], b"Id", b"Arn", b"ARN", b"Identifier"].iter().any(|word| key.ends_with(word))
}

/// What stands under the first of the keys that is there, for several lists of keys, in one pass.
fn named<'a, const N: usize>(request: &'a [u8], wanted: [&[&str]; N]) -> [Option<Text<'a>>; N] {
    let mut best = [const { None::<(usize, Text<'_>)> }; N];
    for (key, value) in members(request) {
        for (keys, best) in wanted.iter().zip(&mut best) {
            let Some(rank) = keys.iter().position(|known| key.eq_ignore_ascii_case(known.as_bytes())) else {
                continue;
            };
            // Of equal keys the last counts (R13).
            if best.as_ref().is_none_or(|(other, _)| rank <= *other)
                && let Some(text) = text_in(value)
            {
                *best = Some((rank, text));
            }
        }
    }
    best.map(|found| found.map(|(_, text)| text))
}

/// The text of a parameter: a string, the first ones of a list, or what EC2 writes for these, `{"items":[{…}]}` and
/// `{"tag":1,"content":"…"}`.
fn text_in(value: &[u8]) -> Option<Text<'_>> {
    match value.first()? {
        b'"' => bytes_of(value).filter(|text| !text.is_empty()),
        b'[' => list_in(value),
        b'{' => {
            let member = |wanted: &[u8]| members(value).find(|(key, _)| **key == *wanted);
            match member(b"items") {
                Some((_, items)) => list_in(items),
                // Else the first text in it: of an encryption context what the key was used for.
                None => member(b"content")
                    .and_then(|(_, content)| bytes_of(content))
                    .or_else(|| members(value).find_map(|(_, value)| bytes_of(value))),
            }
        }
        _ => None,
    }
}

/// The first texts of a list; of an object in it, its first one.
fn list_in(list: &[u8]) -> Option<Text<'_>> {
    let of_element = |element| match bytes_of(element) {
        Some(text) => Some(text),
        None => members(element).find_map(|(_, value)| bytes_of(value)),
    };
    let mut texts = elements(list).filter_map(of_element).filter(|text| !text.is_empty());
    let first = texts.next()?;
    let Some(second) = texts.next() else { return Some(first) };
    let mut joined = first.into_owned();
    for (number, text) in std::iter::once(second).chain(texts).enumerate() {
        joined.extend_from_slice(AND.as_bytes());
        if number + 1 == NAMED {
            joined.extend_from_slice(MORE.as_bytes());
            break;
        }
        joined.extend_from_slice(&text);
    }
    Some(Cow::Owned(joined))
}

/// `2 × m5.large`: the most that were asked for, and their type.
fn instances_in(request: &[u8]) -> Option<Text<'_>> {
    let member = |object, wanted: &[u8]| members(object).find(|(key, _)| **key == *wanted);
    let kind = member(request, b"instanceType").and_then(|(_, kind)| bytes_of(kind))?;
    let count = || {
        let (_, items) = member(member(request, b"instancesSet")?.1, b"items")?;
        let (_, count) = member(elements(items).next()?, b"maxCount")?;
        count.iter().all(u8::is_ascii_digit).then_some(count)
    };
    Some(match count() {
        Some(count) => Cow::Owned([count, " × ".as_bytes(), &kind].concat()),
        None => kind,
    })
}
