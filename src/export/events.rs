//! Normalised events, one a line: JSON Lines and CSV.

use crate::model::classify::Classification;
use crate::model::time::{UNDATED, rfc3339};
use crate::model::{ByteCount, Index, Store, TextField};
use crate::query::filter::Selection;
use serde::Serialize;
use std::io::{self, Write};

/// One event as it is written. Absent facts are left out of JSON and empty in CSV.
#[derive(Serialize)]
struct EventLine<'a> {
    #[serde(skip_serializing_if = "String::is_empty")]
    time: String,
    system: &'a str,
    activity: &'a str,
    family: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    user: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    session: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    portal: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    client_ip: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    host: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    ext: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<ByteCount>,
    #[serde(skip_serializing_if = "str::is_empty")]
    from: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    to: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    target: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    region: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    service: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    error: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    agent: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    principal: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'a str,
    path: &'a str,
    line: u32,
    offset: u64,
    length: u32,
}

const CSV_HEADER: [&str; 26] = [
    "time",
    "system",
    "activity",
    "family",
    "user",
    "session",
    "portal",
    "client_ip",
    "host",
    "url",
    "file",
    "ext",
    "size",
    "from",
    "to",
    "target",
    "region",
    "service",
    "error",
    "agent",
    "principal",
    "id",
    "path",
    "line",
    "offset",
    "length",
];

fn event_line<'a>(
    store: &'a Store,
    index: &'a Index,
    classification: &Classification,
    row: u32,
) -> EventLine<'a> {
    let columns = store.columns();
    let span = columns.span(row);
    let meaning = classification.of_row(store, row);
    let session = match index.session_of(store, row) {
        Some(number) => index.sessions[number as usize].id.as_str(),
        None => store.text(TextField::Session, row),
    };
    EventLine {
        time: Some(columns.time(row)).filter(|time| *time != UNDATED).map(rfc3339).unwrap_or_default(),
        system: columns.system(row).id(),
        activity: store.text(TextField::Activity, row),
        family: meaning.family.id(),
        user: store.text(TextField::User, row),
        session,
        portal: store.text(TextField::Portal, row),
        client_ip: store.text(TextField::ClientIp, row),
        host: store.text(TextField::Host, row),
        url: store.text(TextField::Url, row),
        file: store.text(TextField::File, row),
        ext: store.text(TextField::Extension, row),
        size: columns.size(row),
        from: meaning.moves.map_or("", |(from, _)| from.id()),
        to: meaning.moves.map_or("", |(_, to)| to.id()),
        target: store.text(TextField::Target, row),
        region: store.text(TextField::Region, row),
        service: store.text(TextField::Service, row),
        error: store.text(TextField::Error, row),
        agent: store.text(TextField::Agent, row),
        principal: store.text(TextField::Principal, row),
        id: store.text(TextField::EventId, row),
        path: &store.inputs()[columns.input(row) as usize].path,
        line: span.line,
        offset: span.offset,
        length: span.len,
    }
}

/// Writes the selected events in time order as JSON Lines.
///
/// # Errors
/// Those of the writer.
pub fn write_jsonl(
    store: &Store,
    index: &Index,
    selection: &Selection,
    out: &mut impl Write,
) -> io::Result<()> {
    let classification = Classification::of(store);
    for row in index.order.iter().copied().filter(|row| selection.contains(*row)) {
        serde_json::to_writer(&mut *out, &event_line(store, index, &classification, row))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes the selected events in time order as CSV (RFC 4180), with formulas defused.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(
    store: &Store,
    index: &Index,
    selection: &Selection,
    out: &mut impl Write,
) -> io::Result<()> {
    let classification = Classification::of(store);
    let (mut csv, mut text) = (csv_core::Writer::new(), Vec::new());
    put_row(&mut csv, &CSV_HEADER, &mut text);
    out.write_all(&text)?;
    for row in index.order.iter().copied().filter(|row| selection.contains(*row)) {
        let line = event_line(store, index, &classification, row);
        let size = line.size.map(|size| size.to_string()).unwrap_or_default();
        let cells = [
            &line.time,
            line.system,
            line.activity,
            line.family,
            line.user,
            line.session,
            line.portal,
            line.client_ip,
            line.host,
            line.url,
            line.file,
            line.ext,
            &size,
            line.from,
            line.to,
            line.target,
            line.region,
            line.service,
            line.error,
            line.agent,
            line.principal,
            line.id,
            line.path,
            &line.line.to_string(),
            &line.offset.to_string(),
            &line.length.to_string(),
        ]
        .map(defused);
        put_row(&mut csv, &cells, &mut text);
        out.write_all(&text)?;
    }
    Ok(())
}

/// Makes a text of these cells, a row of CSV.
fn put_row(csv: &mut csv_core::Writer, cells: &[impl AsRef<[u8]>], text: &mut Vec<u8>) {
    // There is always room: at most each byte of a cell is a quote and stands twice; quotes are around it, and
    // a comma or the line's end behind.
    text.clear();
    text.resize(cells.iter().map(|cell| 2 * cell.as_ref().len() + 3).sum(), 0);
    let mut at = 0;
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            at += csv.delimiter(&mut text[at..]).1;
        }
        at += csv.field(cell.as_ref(), &mut text[at..]).2;
    }
    at += csv.terminator(&mut text[at..]).1;
    text.truncate(at);
}

/// A cell that no spreadsheet takes for a formula: those are given a leading apostrophe.
fn defused(cell: &str) -> Vec<u8> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{cell}").into_bytes() } else { cell.as_bytes().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        assert_eq!(defused("=1+1"), b"'=1+1");
        assert_eq!(defused("@SUM(A1)"), b"'@SUM(A1)");
        assert_eq!(defused("\tx"), b"'\tx");
        assert_eq!(defused("a=1"), b"a=1");
        assert_eq!(defused(""), b"");
    }

    #[test]
    fn rows_are_those_that_the_csv_crate_writes() {
        let cells = ["", "a", "\"", "\"\"", "a,b", "a\nb", "a\r", " ", "é"];
        let mut rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec![*cell]).collect();
        rows.extend(cells.iter().flat_map(|a| cells.iter().map(move |b| vec![*a, *b, *a])));
        let (mut ours, mut text) = (csv_core::Writer::new(), Vec::new());
        for row in rows {
            let mut theirs = csv::Writer::from_writer(Vec::new());
            theirs.write_record(&row).expect("to memory");
            put_row(&mut ours, &row, &mut text);
            assert_eq!(text, theirs.into_inner().expect("to memory"), "{row:?}");
        }
    }
}
