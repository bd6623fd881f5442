//! Which tables are known, by the headers of their columns: what the consoles save as CSV, and maps of identities.
//!
//! The columns are not documented as file formats; headers are compared without case and punctuation.

use super::cloudtrail_table::{TELLING_COLUMNS, TIME_COLUMNS};
use super::header::normal_headers;
use super::identity_map;
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
    /// A map of identities.
    IdentityMap,
}

/// What the rows of CSV below these headers are.
pub fn detect_csv(headers: &[String]) -> Option<TableKind> {
    if identity_map::is_header(headers) {
        return Some(TableKind::IdentityMap);
    }
    let headers = normal_headers(headers.iter().map(String::as_str));
    detect_table(&headers).or_else(|| detect_messages(&headers))
}

/// What the rows below these headers are, which are given as [`normal_header`] has them, whatever the rows are written
/// as.
pub fn detect_table(headers: &[String]) -> Option<TableKind> {
    let column = |name: &str| headers.iter().position(|header| header == name);
    if let Some(message) = column("@message") {
        let (stream, time) = (column("@logstream"), column("@timestamp"));
        return Some(TableKind::LogEvents(LogEventColumns { message, stream, time }));
    }
    // One column of a query of Lake, of a search of Splunk, or of Kibana.
    if let Some(message) = ["eventjson", "raw", "eventoriginal"].into_iter().find_map(column) {
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

/// What log viewers save (R46): a message with its time and whatever else, or what is called `_source` among what else
/// Elasticsearch says of it. Objects of JSON with such keys carry more than these, so this is for CSV alone.
fn detect_messages(headers: &[String]) -> Option<TableKind> {
    const OF_HIT: [&str; 7] = ["id", "index", "score", "type", "version", "@timestamp", "source"];
    let column = |name: &str| headers.iter().position(|header| header == name);
    let time = column("@timestamp").or_else(|| column("timestamp"));
    let is_hit = || headers.iter().all(|header| OF_HIT.contains(&header.as_str()));
    let message = time.and_then(|_| column("message")).or_else(|| column("source").filter(|_| is_hit()))?;
    let stream = column("logstreamname").or_else(|| column("logstream"));
    Some(TableKind::LogEvents(LogEventColumns { message, stream, time }))
}

/// What may stand between two cells, in the order in which they are tried: spreadsheets save again with what the
/// system separates lists by, or with tabs.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// By what the cells of a table are separated, if a text begins with the header of one that is known; `is_all` says that
/// no more of it will be looked at.
pub fn table_separator(text: &[u8], is_all: bool) -> Option<Option<u8>> {
    let text = text.trim_ascii_start();
    if matches!(text.first(), Some(b'{' | b'[')) {
        return Some(None);
    }
    let mut is_short = false;
    for separator in SEPARATORS {
        let mut rows = CsvRows::separated_by(separator);
        rows.push(text);
        if is_all {
            rows.end();
        }
        let mut headers = || loop {
            let (_, _, cells) = rows.next_row()?;
            let cells = cells.unwrap_or_default();
            if !names_separator(&cells) {
                return Some(cells);
            }
        };
        let Some(headers) = headers() else {
            is_short = true;
            continue;
        };
        if detect_csv(&headers).is_some() {
            return Some(Some(separator));
        }
    }
    (is_all || !is_short).then_some(None)
}

/// Whether a row is none, but says by what cells are separated, as spreadsheets are told it.
pub fn names_separator(cells: &[String]) -> bool {
    let is_named =
        |cell: &String| cell.len() <= "sep=;".len() && cell.to_ascii_lowercase().starts_with("sep=");
    cells.first().is_some_and(is_named) && cells[1..].iter().all(String::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_the_cells_of_a_table_is_told_by_its_header() {
        let header = "Event name,Event time,User name\n";
        for (text, separator) in [
            (header.to_owned(), Some(b',')),
            (header.replace(',', ";"), Some(b';')),
            (header.replace(',', "\t"), Some(b'\t')),
            (format!("sep=;\r\n{}", header.replace(',', ";")), Some(b';')),
            (format!("sep=,\r\n{header}"), Some(b',')),
            ("Person;System;User\n".to_owned(), Some(b';')),
            ("name;time\n".to_owned(), None),
        ] {
            assert_eq!(table_separator(text.as_bytes(), false), Some(separator), "{text}");
        }
        assert_eq!(table_separator(b"Event name;Ev", false), None);
        assert_eq!(table_separator(b"Event name;Ev", true), Some(None));
    }
}
