//! CloudTrail records as rows of a table: event history (console), CloudTrail Lake and Athena. RecordColumns are
//! taken as far as they are there.
//!
//! The columns are not documented as a file format; headers are compared without case and punctuation.

use super::cloudtrail::{CloudTrailRecord, Subject, has_subject, last_part, subject_of, text_of};
use crate::container::json::walk;
use crate::container::json_text::put_string;
use crate::container::parts::members;
use crate::source::limits::MAX_JSON_DEPTH;
use std::borrow::Cow;

/// The headers of a table, and where the columns that count are.
pub struct RecordColumns(Vec<String>);

impl RecordColumns {
    /// The columns under these headers (see `detect::normal_header`).
    pub fn of(headers: Vec<String>) -> RecordColumns {
        RecordColumns(headers)
    }

    /// The headers.
    pub fn headers(&self) -> &[String] {
        &self.0
    }

    /// What stands under this header; of equal headers under the last.
    fn cell<'a>(&self, cells: &'a [String], name: &str) -> Option<&'a str> {
        let index = self.0.iter().rposition(|header| header == name)?;
        cells.get(index).map(String::as_str).filter(|cell| !cell.is_empty() && *cell != "null")
    }
}

/// The record of a row.
pub fn parse_row<'a>(columns: &RecordColumns, cells: &'a [String]) -> CloudTrailRecord<'a> {
    let cell = |name: &str| columns.cell(cells, name);
    let text = |name: &str| cell(name).map(|cell| Cow::Borrowed(cell.as_bytes()));
    let object = |name: &str| cell(name).map(as_json);
    let identity = object("useridentity").unwrap_or_default();
    let text_in = |object: &[u8], key: &str| text_of(object, key).map(|text| Cow::Owned(text.into_owned()));
    let of_identity = |key: &str| text_in(&identity, key);
    let on_behalf = last_of_first_spelling(&identity, "onBehalfOf");
    let (name, source) = (text("eventname"), text("eventsource"));
    CloudTrailRecord {
        subject: match source.as_deref() {
            Some(source) if has_subject(source) => {
                let (request, response) = (object("requestparameters"), object("responseelements"));
                subject_of(source, name.as_deref(), request.as_deref(), response.as_deref()).into_owned()
            }
            _ => Subject::default(),
        },
        id: text("eventid"),
        name,
        source,
        time: cell("eventtime").map(|time| {
            let mut json = Vec::new();
            put_string(time, &mut json);
            json.into()
        }),
        region: text("awsregion"),
        client_ip: text("sourceipaddress"),
        agent: text("useragent"),
        error: text("errorcode"),
        user: text("username")
            .or_else(|| of_identity("userName"))
            .or_else(|| of_identity("arn").and_then(last_part))
            .or_else(|| on_behalf.and_then(|inner| text_in(inner, "userId")))
            .or_else(|| of_identity("invokedBy"))
            .or_else(|| of_identity("principalId")),
        principal: of_identity("arn").or_else(|| of_identity("principalId")),
    }
}

/// The value under a key of an object, compared without case: of its spellings the first counts, and of equal
/// keys the last (R13).
fn last_of_first_spelling<'a>(object: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let mut spelt = members(object).filter(|(key, _)| key.eq_ignore_ascii_case(wanted.as_bytes()));
    let (spelling, first) = spelt.next()?;
    Some(spelt.filter(|(key, _)| *key == spelling).last().map_or(first, |(_, value)| value))
}

/// A cell as JSON: it is, or it is a struct as Athena writes it, `{key=value, key={…}}`.
fn as_json(cell: &str) -> Vec<u8> {
    let mut cell = cell.trim();
    if walk(cell.as_bytes(), &[]).is_ok_and(|walked| walked.extent.len == cell.len()) {
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

/// Writes the value that a text begins with, a struct or what stands before the next comma or brace; the text
/// is moved behind it. Members that are `null` are left out.
fn put_value(text: &mut &str, depth: u32, json: &mut Vec<u8>) {
    let Some(mut rest) = text.strip_prefix('{').filter(|_| depth < MAX_JSON_DEPTH) else {
        let (value, rest) = text.split_at(text.find([',', '}']).unwrap_or(text.len()));
        *text = rest;
        return put_string(value.trim(), json);
    };
    json.push(b'{');
    let first = json.len();
    while !rest.is_empty() && !rest.starts_with('}') {
        let Some((key, value)) = rest.split_once('=') else {
            rest = "";
            break;
        };
        rest = value;
        let start = json.len();
        if start > first {
            json.push(b',');
        }
        let key = key.trim_matches(|c: char| c == ',' || c.is_whitespace());
        put_string(&key.to_ascii_lowercase(), json);
        json.push(b':');
        let at = json.len();
        put_value(&mut rest, depth + 1, json);
        if json[at..] == *b"\"null\"" {
            json.truncate(start);
        }
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    json.push(b'}');
    *text = rest.strip_prefix('}').unwrap_or(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_athena_is_read_like_a_record() {
        let headers = ["eventname", "eventtime", "eventsource", "useridentity", "requestparameters"];
        let columns = RecordColumns::of(headers.map(str::to_owned).to_vec());
        let cells = [
            "GetFileDownloadUrls",
            "2026-11-19T08:00:00Z",
            "cloudshell.amazonaws.com",
            "{type=AssumedRole, arn=arn:aws:sts::123456789012:assumed-role/Admin/jane, username=null}",
            r#"{"EnvironmentId":"e-1","FileDownloadPath":"a.csv"}"#,
        ]
        .map(str::to_owned);
        let record = parse_row(&columns, &cells);
        assert_eq!(record.user.as_deref(), Some(&b"jane"[..]));
        assert_eq!(record.subject.environment.as_deref(), Some(&b"e-1"[..]));
        assert_eq!(record.subject.file.as_deref(), Some(&b"a.csv"[..]));
    }

    #[test]
    fn of_keys_that_occur_twice_the_first_spelling_counts_and_of_equal_ones_the_last() {
        let columns = RecordColumns::of(vec!["useridentity".to_owned()]);
        for (cell, expected) in [
            (r#"{"onBehalfOf":{"userId":"a"},"onbehalfof":{"userId":"b"}}"#, "a"),
            (r#"{"onBehalfOf":{"userId":"a"},"onBehalfOf":{"userId":"b"}}"#, "b"),
            ("{onbehalfof={userid=a}, onbehalfof={userid=b}}", "b"),
        ] {
            let cells = [cell.to_owned()];
            assert_eq!(parse_row(&columns, &cells).user.as_deref(), Some(expected.as_bytes()), "{cell}");
        }
    }

    #[test]
    fn a_struct_in_a_struct_is_read() {
        let cell = "{type=AssumedRole, username=null, onbehalfof={userid=u-1, x={y=}}, arn=a=b}";
        let expected = r#"{"type":"AssumedRole","onbehalfof":{"userid":"u-1","x":{"y":""}},"arn":"a=b"}"#;
        let as_text = |cell: &str| String::from_utf8(as_json(cell)).unwrap_or_default();
        assert_eq!(as_text(cell), expected);
        assert_eq!(as_text(r#"{"a":{}}"#), r#"{"a":{}}"#);
        assert_eq!(as_text("{a={{{b"), r#"{"a":{}}"#);
        assert_eq!(as_text("{a=null, b=null, C=\"x\\, d=null}"), r#"{"c":"\"x\\"}"#);
        assert_eq!(as_text("x=1"), "null");
    }
}
