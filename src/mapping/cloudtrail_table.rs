//! CloudTrail as rows of a table: the same events.

use super::cloudtrail::map_call;
use super::context::{IdKind, RecordContext};
use super::sink::{InputSink, RecordSink};
use crate::container::json::walk;
use crate::format::cloudtrail::{self, is_omitted};
use crate::format::cloudtrail_table::{OtherKind, RecordColumns, parse_row};
use crate::format::sheet_time::DateOrder;
use crate::model::batch::KnownCodes;
use crate::source::hash::{combine, hash_bytes};

/// Hash of a cell: of its value, where it holds an object or a list as JSON.
fn cell_hash(cell: &str) -> u64 {
    let json = cell.trim();
    let walked = if json.starts_with(['{', '[']) { walk(json.as_bytes(), &[]).ok() } else { None };
    match walked.filter(|walked| walked.extent.len == json.len()) {
        Some(walked) => walked.extent.content,
        None => hash_bytes(cell.as_bytes(), 1),
    }
}

/// Adds the event of a row, in a table with dates in this order, if one is known.
pub fn map_cloudtrail_row(
    columns: &RecordColumns,
    cells: &[String],
    order: Option<DateOrder>,
    context: &RecordContext<'_>,
    input: &mut InputSink<'_>,
) {
    match columns.other_kind(cells) {
        Some(OtherKind::Insight) => return input.skip(cloudtrail::INSIGHT_ID, None),
        Some(OtherKind::Addendum) => return input.skip(cloudtrail::FORMAT.id, None),
        None => {}
    }
    let mut content = IdKind::CloudTrail as u64;
    for (cell, header) in cells.iter().zip(columns.headers()) {
        let cell = combine(hash_bytes(header.as_bytes(), 3), cell_hash(cell));
        content = content.wrapping_add(cell);
    }
    let form = input.form();
    form.note_row(columns.have_parameters());
    form.has_omitted |= columns.parameters(cells).any(|cell| is_omitted(cell.as_bytes()));
    form.has_omitted |= columns.say_omitted(cells);
    let mut codes = KnownCodes::default();
    let mut sink = RecordSink::new((cloudtrail::FORMAT.id, content), &mut codes, context, input);
    map_call(&parse_row(columns, cells, order), &mut sink);
}
