//! Rows of tables that are written as JSON: what the same query gives as CSV, one object a row, or one list of fields
//! (R39).
//!
//! Sources: the answers of `aws logs get-query-results` and `aws cloudtrail get-query-results` (botocore), the consoles'
//! downloads as JSON, Athena UNLOAD, Steampipe and Tailpipe.

use super::cloudtrail::is_service;
use super::cloudtrail_table::TELLING_COLUMNS;
use super::header::normal_headers;
use super::table::{TableKind, detect_table};
use crate::container::json::{bytes_of, string_of};
use crate::container::json_text::as_text;
use crate::container::parts::{elements, members};
use std::borrow::Cow;

/// A row.
pub struct JsonRow {
    /// What it is.
    pub kind: TableKind,
    /// Its headers, as [`normal_header`] has them.
    pub headers: Vec<String>,
    /// Its cells: strings as they are, anything else as JSON, empty where it is null.
    pub cells: Vec<String>,
}

impl JsonRow {
    fn of<'a>(fields: impl Iterator<Item = (String, &'a [u8])>) -> Option<JsonRow> {
        let (names, cells): (Vec<String>, Vec<String>) =
            fields.map(|(header, value)| (header, cell_of(value))).unzip();
        let headers = normal_headers(names.iter().map(String::as_str));
        let kind = detect_table(&headers)?;
        let row = JsonRow { kind, headers, cells };
        row.is_right().then_some(row)
    }

    /// Whether it is what its headers say: other things than calls have names and times, too (R38).
    fn is_right(&self) -> bool {
        let cell =
            |name: &str| self.headers.iter().position(|header| header == name).map(|at| &self.cells[at]);
        match self.kind {
            TableKind::LogEvents(_) => true,
            TableKind::Metrics | TableKind::IdentityMap => false,
            TableKind::CloudTrail => {
                let is_call = cell("eventsource").is_none_or(|source| is_service(source.as_bytes()));
                is_call && TELLING_COLUMNS.iter().any(|name| cell(name).is_some())
            }
        }
    }
}

/// An object as a row, if it is one.
pub fn json_row(object: &[u8]) -> Option<JsonRow> {
    JsonRow::of(members(object).map(|(key, value)| (as_text(&key).into_owned(), value)))
}

/// The rows of a table whose columns are named beside them, each a list of cells: what the APIs of Splunk (`fields`) and of
/// Elasticsearch's SQL (`columns`) answer.
pub struct NamedRows<'a> {
    names: Vec<String>,
    /// The JSON text of the rows.
    pub rows: &'a [u8],
}

impl<'a> NamedRows<'a> {
    /// An object as such a table, if it is one.
    pub fn of(object: &'a [u8]) -> Option<NamedRows<'a>> {
        let list = |wanted: &[&[u8]]| {
            let found = members(object).filter(|(key, _)| wanted.contains(&&**key)).last();
            found.map(|(_, value)| value).filter(|value| value.starts_with(b"["))
        };
        let rows = list(&[b"rows"]).filter(|rows| elements(rows).all(|row| row.starts_with(b"[")))?;
        let name_of = |column: &[u8]| {
            let own = members(column).find(|(key, _)| **key == *b"name").map(|(_, name)| name);
            string_of(own.unwrap_or(column)).map(Cow::into_owned)
        };
        let names: Vec<String> =
            elements(list(&[b"fields", b"columns"])?).map(name_of).collect::<Option<_>>()?;
        detect_table(&normal_headers(names.iter().map(String::as_str)))?;
        Some(NamedRows { names, rows })
    }

    /// A row of it, if it has as many cells as there are names.
    pub fn row(&self, list: &[u8]) -> Option<JsonRow> {
        let cells: Vec<&[u8]> = elements(list).collect();
        let is_whole = cells.len() == self.names.len();
        is_whole.then(|| JsonRow::of(self.names.iter().cloned().zip(cells)))?
    }
}

/// The rows of the answer to a query: the JSON text of each.
pub fn result_rows(object: &[u8]) -> Option<&[u8]> {
    let is_list = |value: &&[u8]| elements(value).all(|row| row.starts_with(b"[")) && value.starts_with(b"[");
    let rows = members(object).filter(|(key, _)| matches!(&**key, b"results" | b"QueryResultRows"));
    rows.map(|(_, value)| value).filter(is_list).last()
}

/// Whether the answer to a query says that it had not come to its end.
pub fn is_unfinished(object: &[u8]) -> bool {
    members(object)
        .filter(|(key, _)| matches!(&**key, b"status" | b"QueryStatus"))
        .filter_map(|(_, value)| string_of(value))
        .any(|status| !matches!(&*status, "Complete" | "FINISHED"))
}

/// A list of fields as a row, if it is one: each field has its name and its value under two keys, or is an object of
/// its own.
pub fn field_list_row(list: &[u8]) -> Option<JsonRow> {
    JsonRow::of(elements(list).flat_map(|field| {
        let value_of =
            |wanted: &[u8]| members(field).find(|(key, _)| **key == *wanted).map(|(_, value)| value);
        match (value_of(b"field").and_then(string_of), value_of(b"value")) {
            (Some(name), Some(value)) => vec![(name.into_owned(), value)],
            _ => members(field).map(|(key, value)| (as_text(&key).into_owned(), value)).collect(),
        }
    }))
}

fn cell_of(value: &[u8]) -> String {
    match bytes_of(value) {
        Some(text) => as_text(&text).into_owned(),
        None if value == b"null" => String::new(),
        None => as_text(value).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_lists_of_fields_are_rows() {
        let row = json_row(br#"{"event_name":"A","event_time":"t","user_identity":{"arn":"x"},"b":null}"#);
        let row = row.expect("a row");
        assert_eq!(row.headers, ["eventname", "eventtime", "useridentity", "b"]);
        assert_eq!(row.cells, ["A", "t", r#"{"arn":"x"}"#, ""]);
        let object = br#"{"status":"Complete","results":[[{"field":"@message","value":"{}"},{"field":"@ptr","value":"x"}]]}"#;
        let rows: Vec<_> = elements(result_rows(object).expect("rows")).filter_map(field_list_row).collect();
        assert_eq!((rows.len(), rows[0].cells[0].as_str()), (1, "{}"));
        let object = br#"{"QueryResultRows":[[{"eventName":"A"},{"eventTime":"t"},{"awsRegion":"r"}]]}"#;
        let rows: Vec<_> = elements(result_rows(object).expect("rows")).filter_map(field_list_row).collect();
        assert_eq!((rows.len(), rows[0].kind), (1, TableKind::CloudTrail));
    }

    #[test]
    fn what_is_no_call_is_no_row() {
        for object in [
            &br#"{"eventName":"ObjectCreated:Put","eventTime":"t","eventSource":"aws:s3","awsRegion":"r"}"#[..],
            br#"{"eventName":"A","eventTime":"t"}"#,
            br#"{"name":"A"}"#,
        ] {
            assert!(json_row(object).is_none());
        }
    }
}
