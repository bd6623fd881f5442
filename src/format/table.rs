//! Which tables are known, by the headers of their columns: what the consoles save as CSV.
//!
//! The columns are not documented as file formats; headers are compared without case and punctuation.

use super::cloudtrail_table::{TELLING_COLUMNS, TIME_COLUMNS};
use super::header::normal_header;
use crate::container::rows::CsvRows;

/// In which columns a log event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEventColumns {
    /// `@message`, or a whole record.
    pub message: usize,
    /// `@logStream`.
    pub stream: Option<usize>,
    /// `@timestamp`.
    pub time: Option<usize>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Log events, as CloudWatch Logs Insights saves them, or whole records.
    LogEvents(LogEventColumns),
    /// Data points of metrics, as the console of CloudWatch saves them.
    Metrics,
    /// Records of CloudTrail: event history, Lake and Athena.
    CloudTrail,
}

/// What the rows below these headers are, which are given as [`normal_header`] has them.
pub fn detect_table(headers: &[String]) -> Option<TableKind> {
    let column = |name: &str| headers.iter().position(|header| header == name);
    if let Some(message) = column("@message") {
        let (stream, time) = (column("@logstream"), column("@timestamp"));
        return Some(TableKind::LogEvents(LogEventColumns { message, stream, time }));
    }
    // One column of a query of Lake, or of a search of Splunk.
    if let Some(message) = column("eventjson").or_else(|| column("raw")) {
        return Some(TableKind::LogEvents(LogEventColumns { message, stream: None, time: None }));
    }
    // What the console of CloudWatch Logs saves.
    if let [time, message] = headers
        && time == "timestamp"
        && message == "message"
    {
        return Some(TableKind::LogEvents(LogEventColumns { message: 1, stream: None, time: Some(0) }));
    }
    if column("fulllabel") == Some(0) {
        return Some(TableKind::Metrics);
    }
    let has = |names: &[&str]| names.iter().any(|name| column(name).is_some());
    let is_record = column("eventtime").is_some() || has(&TIME_COLUMNS) && has(&TELLING_COLUMNS);
    (column("eventname").is_some() && is_record).then_some(TableKind::CloudTrail)
}

/// Whether a text begins with the header of a table that is known; `is_all` says that no more of it will be
/// looked at.
pub fn begins_table(text: &[u8], is_all: bool) -> Option<bool> {
    let text = text.trim_ascii_start();
    if matches!(text.first(), Some(b'{' | b'[')) {
        return Some(false);
    }
    let mut rows = CsvRows::default();
    rows.push(text);
    if is_all {
        rows.end();
    }
    let Some((_, _, cells)) = rows.next_row() else { return is_all.then_some(false) };
    let headers: Vec<String> = cells.unwrap_or_default().iter().map(|name| normal_header(name)).collect();
    Some(detect_table(&headers).is_some())
}
