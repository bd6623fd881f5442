//! CloudTrail records as rows of a table: event history (console), CloudTrail Lake and Athena. Columns are
//! taken as far as they are there.
//!
//! The columns are not documented as a file format; headers are compared without case and punctuation.

use super::cloudtrail::{CloudTrailRecord, file_of, last_part};
use crate::container::json::{members, string_of};
use std::borrow::Cow;

/// The headers of a table, and where the columns that count are.
pub struct Columns(Vec<String>);

impl Columns {
    /// The columns under these headers (see `detect::normal_header`).
    pub fn of(headers: Vec<String>) -> Columns {
        Columns(headers)
    }

    /// The headers.
    pub fn headers(&self) -> &[String] {
        &self.0
    }

    fn cell<'a>(&self, cells: &'a [String], names: &[&str]) -> Option<&'a str> {
        let place = names.iter().find_map(|name| self.0.iter().position(|header| header == name))?;
        cells.get(place).map(String::as_str).filter(|cell| !cell.is_empty() && *cell != "null")
    }
}

/// A row, with the texts that had to be made of its cells.
pub struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    time: Option<Vec<u8>>,
    request: Option<Vec<u8>>,
}

/// Reads a row.
pub fn parse_row<'a>(columns: &'a Columns, cells: &'a [String]) -> Row<'a> {
    let time = columns.cell(cells, &["eventtime"]).map(|time| format!("\"{time}\"").into_bytes());
    let request = columns.cell(cells, &["requestparameters"]).map(|text| as_json(text).into_bytes());
    Row { columns, cells, time, request }
}

impl Row<'_> {
    /// Its record.
    pub fn record(&self) -> CloudTrailRecord<'_> {
        let cell = |names: &[&str]| self.columns.cell(self.cells, names).map(Cow::Borrowed);
        let identity = self.columns.cell(self.cells, &["useridentity"]).map(as_json);
        let of_identity = |key: &str| identity.as_deref().and_then(|identity| member(identity, key));
        let response = self.columns.cell(self.cells, &["responseelements"]).map(as_json);
        let request = self.request.as_deref().and_then(|request| std::str::from_utf8(request).ok());
        let of_request = |key: &str| request.and_then(|request| member(request, key));
        let of_response = |key: &str| response.as_deref().and_then(|response| member(response, key));
        let arn = of_identity("arn");
        let own = |text: Option<String>| text.map(Cow::Owned);
        let on_behalf = of_identity("onbehalfof").and_then(|inner| member(&as_json(&inner), "userid"));
        CloudTrailRecord {
            id: cell(&["eventid"]),
            name: cell(&["eventname"]),
            source: cell(&["eventsource"]),
            time: self.time.as_deref(),
            region: cell(&["awsregion"]),
            client_ip: cell(&["sourceipaddress"]),
            agent: cell(&["useragent"]),
            error: cell(&["errorcode"]),
            user: cell(&["username"])
                .or_else(|| own(of_identity("username")))
                .or_else(|| arn.clone().map(|arn| last_part(Cow::Owned(arn))))
                .or_else(|| own(on_behalf))
                .or_else(|| own(of_identity("invokedby")))
                .or_else(|| own(of_identity("principalid"))),
            principal: own(arn.or_else(|| of_identity("principalid"))),
            session: own(of_request("sessionid").or_else(|| of_response("sessionid"))),
            target: own(of_request("target").or_else(|| of_request("targetid"))),
            environment: own(of_request("environmentid").or_else(|| of_response("environmentid"))),
            request: self.request.as_deref().filter(|request| file_of(request).is_some()),
        }
    }
}

/// A member of an object by its key without case; empty strings and null are absent.
fn member(json: &str, wanted: &str) -> Option<String> {
    let (_, value) = members(json.as_bytes()).find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
    match string_of(value) {
        Some(text) => Some(text.into_owned()).filter(|text| !text.is_empty()),
        None if value == b"null" => None,
        None => Some(String::from_utf8_lossy(value).into_owned()),
    }
}

/// A cell as JSON: it is, or it is a struct as Athena writes it, `{key=value, key={…}}`.
fn as_json(cell: &str) -> String {
    let is_json =
        cell.trim_start().strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    if is_json {
        return cell.to_owned();
    }
    let mut pairs = serde_json::Map::new();
    let inner = cell.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    for pair in top_level_pairs(inner) {
        let Some((key, value)) = pair.split_once('=') else { continue };
        let (key, value) = (key.trim().to_owned(), value.trim());
        if value != "null" {
            pairs.insert(key, serde_json::Value::String(value.to_owned()));
        }
    }
    serde_json::Value::Object(pairs).to_string()
}

/// The pairs of a struct, cut at commas that stand in no inner braces or brackets.
fn top_level_pairs(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    text.split(move |c: char| {
        depth += i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'));
        c == ',' && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_athena_is_read_like_a_record() {
        let headers = ["eventname", "eventtime", "eventsource", "useridentity", "requestparameters"];
        let columns = Columns::of(headers.map(str::to_owned).to_vec());
        let cells = [
            "GetFileDownloadUrls",
            "2026-11-19T08:00:00Z",
            "cloudshell.amazonaws.com",
            "{type=AssumedRole, arn=arn:aws:sts::123456789012:assumed-role/Admin/jane, username=null}",
            r#"{"EnvironmentId":"e-1","FileDownloadPath":"a.csv"}"#,
        ]
        .map(str::to_owned);
        let row = parse_row(&columns, &cells);
        let record = row.record();
        assert_eq!(record.user.as_deref(), Some("jane"));
        assert_eq!(record.environment.as_deref(), Some("e-1"));
        assert_eq!(record.request.and_then(file_of).as_deref(), Some("a.csv"));
    }
}
