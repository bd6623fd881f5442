//! Structs as Athena and CloudTrail Lake print them, `{key=value, key={…}}`, as JSON. Nothing is quoted there: where a
//! value ends has to be told by what follows it.

use crate::container::json::walk;
use crate::container::json_text::put_string;
use crate::source::limits::MAX_JSON_DEPTH;

/// A cell as JSON: it is, or it is a struct. Of anything else `null`.
pub fn struct_as_json(cell: &str) -> Vec<u8> {
    let mut cell = cell.trim();
    if json_len(cell) == Some(cell.len()) {
        return cell.as_bytes().to_vec();
    }
    let mut json = Vec::new();
    if cell.starts_with('{') {
        put_value(&mut cell, 0, &mut json);
    } else {
        json.extend_from_slice(b"null");
    }
    json
}

/// Writes the value that a text begins with: a struct, JSON, or what stands before the comma or brace that ends it. The
/// text is moved behind it. Members that are `null` are left out; names are written in lower case.
fn put_value(text: &mut &str, depth: u32, json: &mut Vec<u8>) {
    let Some(mut rest) = text.strip_prefix('{').filter(|rest| depth < MAX_JSON_DEPTH && begins_member(rest))
    else {
        let len = json_len(text).filter(|len| ends_value(&text[*len..]));
        if let Some(len) = len {
            json.extend_from_slice(&text.as_bytes()[..len]);
            *text = &text[len..];
        } else {
            let (value, rest) = text.split_at(plain_len(text));
            put_string(value.trim(), json);
            *text = rest;
        }
        return;
    };
    json.push(b'{');
    let first = json.len();
    while let Some((key, value)) = split_key(rest) {
        let start = json.len();
        if start > first {
            json.push(b',');
        }
        put_string(&key.to_ascii_lowercase(), json);
        json.push(b':');
        let at = json.len();
        rest = value;
        put_value(&mut rest, depth + 1, json);
        if matches!(&json[at..], b"\"null\"" | b"null") {
            json.truncate(start);
        }
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    json.push(b'}');
    rest = rest.trim_start();
    *text = rest.strip_prefix('}').unwrap_or(rest);
}

/// How long the JSON value is that a text begins with, if it is a value that has an end of its own.
fn json_len(text: &str) -> Option<usize> {
    let is_closed = text.starts_with(['{', '[', '"']);
    walk(text.as_bytes(), &[]).ok().filter(|_| is_closed).map(|walked| walked.extent.len)
}

/// Whether what follows a brace is the first member of a struct, or its end.
fn begins_member(rest: &str) -> bool {
    rest.trim_start().starts_with('}') || split_key(rest).is_some()
}

/// The key that a text begins with, and what stands behind its `=`.
fn split_key(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let len = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ':' | '/' | '@'))?;
    let value = text[len..].strip_prefix('=')?;
    (len > 0).then_some((&text[..len], value))
}

/// Whether a value ends before this.
fn ends_value(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with('}')
        || rest.strip_prefix(',').is_some_and(|rest| split_key(rest).is_some())
}

/// How long the plain value is that a text begins with: a comma that no key follows is one of its own, and so is a
/// brace behind which more of it comes.
fn plain_len(text: &str) -> usize {
    let mut marks = text.match_indices([',', '}']);
    let end = marks.find(|(at, mark)| match *mark {
        "," => split_key(&text[at + 1..]).is_some(),
        _ => ends_value(&text[at + 1..]),
    });
    end.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struct_is_read_with_what_is_in_it() {
        for (cell, expected) in [
            (
                "{type=AssumedRole, username=null, onbehalfof={userid=u-1, x={y=}}, arn=a=b}",
                r#"{"type":"AssumedRole","onbehalfof":{"userid":"u-1","x":{"y":""}},"arn":"a=b"}"#,
            ),
            (r#"{"a":{}}"#, r#"{"a":{}}"#),
            ("{a={{{b", r#"{"a":"{{{b"}"#),
            ("{a=null, b=null, C=\"x\\, d=null}", r#"{"c":"\"x\\"}"#),
            ("{}", "{}"),
            ("{", "\"{\""),
            ("x=1", "null"),
        ] {
            assert_eq!(String::from_utf8_lossy(&struct_as_json(cell)), expected, "{cell}");
        }
    }

    #[test]
    fn a_comma_or_brace_that_nothing_known_follows_belongs_to_its_value() {
        for (cell, expected) in [
            (
                r#"{documentName=D, parameters={"portNumber":["3389"],"x":["a, b=c"]}, target=i-1}"#,
                r#"{"documentname":"D","parameters":{"portNumber":["3389"],"x":["a, b=c"]},"target":"i-1"}"#,
            ),
            (
                "{reason=INC-4711, restart of web server, target=i-2}",
                r#"{"reason":"INC-4711, restart of web server","target":"i-2"}"#,
            ),
            ("{reason=a} b, target=i-3}", r#"{"reason":"a} b","target":"i-3"}"#),
            ("{a={b=c}, d=e}", r#"{"a":{"b":"c"},"d":"e"}"#),
            ("{a=[1, 2], b=c}", r#"{"a":[1, 2],"b":"c"}"#),
            ("{a=[x, y], b=c}", r#"{"a":"[x, y]","b":"c"}"#),
        ] {
            assert_eq!(String::from_utf8_lossy(&struct_as_json(cell)), expected, "{cell}");
        }
    }

    #[test]
    fn a_hostile_text_is_gone_through_once() {
        for part in ["a={", "}", ",", "[", "a=[\"x\", ", "a={b=\"", "} }"] {
            let cell = format!("{{{}", part.repeat(20_000));
            assert!(!struct_as_json(&cell).is_empty());
        }
    }
}
