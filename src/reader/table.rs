//! Tables: CSV as the consoles save it. Logs Insights has log events in it, CloudTrail's event history, Lake
//! and Athena have records, the console of CloudWatch has data points; and maps of identities, which people write. Cells
//! are the work of `csv_core`.

use super::dated_rows::DatedRows;
use super::recoded_rows::RecodedRows;
use super::record_router::RecordRouter;
use crate::container::rows::is_blank_cell;
use crate::format::cloudtrail_table::RecordColumns;
use crate::format::header::normal_headers;
use crate::format::identity_map;
use crate::format::metrics;
use crate::format::metrics_table::{PointColumns, point_time};
use crate::format::table::{LogEventColumns, TableKind, detect_csv, names_separator};
use crate::mapping::context::RecordContext;
use crate::mapping::sink::InputSink;
use crate::mapping::{map_identity, map_metric_point};
use crate::model::Reason;
use crate::source::Span;

/// What the next row is.
enum RowKind {
    /// The headers.
    Headers,
    /// A log event, with message, stream and time in these columns.
    LogEvent(LogEventColumns),
    /// A record of CloudTrail.
    CloudTrail(DatedRows),
    /// Above the first data point: a row that names columns, or the first one of data points.
    MetricsHead(PointColumns),
    /// Data points.
    Metrics(PointColumns),
    /// A row of a map of identities.
    Identity,
}

/// Reads the rows of a table.
pub(super) struct TableReader {
    rows: RecodedRows,
    kind: RowKind,
    /// Whether nothing was found below the header.
    is_empty: bool,
}

impl TableReader {
    /// A table of which nothing has come yet, with what separates its cells.
    pub(super) fn new(separator: u8) -> TableReader {
        TableReader { rows: RecodedRows::separated_by(separator), kind: RowKind::Headers, is_empty: true }
    }

    /// Adds the next text and reads the rows that are whole.
    pub(super) fn push(&mut self, text: &[u8], router: &mut RecordRouter, sink: &mut InputSink<'_>) {
        self.rows.push(text);
        self.read(router, sink);
    }

    /// Reads the last row.
    pub(super) fn finish(&mut self, router: &mut RecordRouter, sink: &mut InputSink<'_>) {
        self.rows.end();
        self.read(router, sink);
        self.read_held(sink);
        if self.is_empty {
            match self.kind {
                RowKind::MetricsHead(_) | RowKind::Metrics(_) => sink.hint(metrics::ID),
                RowKind::Identity => sink.hint(identity_map::ID),
                RowKind::Headers | RowKind::LogEvent(_) | RowKind::CloudTrail(_) => {}
            }
        }
    }

    fn read(&mut self, router: &mut RecordRouter, sink: &mut InputSink<'_>) {
        while let Some((span, text, cells)) = self.rows.next_row() {
            router.note_invalid(span, &text);
            router.legacy = self.rows.legacy();
            match cells {
                None => {
                    self.is_empty = false;
                    sink.notice(span, Reason::BadRow);
                }
                Some(cells) if cells.iter().all(|cell| is_blank_cell(cell)) => {}
                Some(cells) => self.read_row(span, &cells, router, sink),
            }
            router.check_limits(span.offset, &RecordContext::at(span), sink);
            if router.exceeded().is_some() {
                return self.read_held(sink);
            }
        }
    }

    /// Reads the rows that had to wait for the others.
    fn read_held(&mut self, sink: &mut InputSink<'_>) {
        if let RowKind::CloudTrail(rows) = &mut self.kind {
            rows.read_held(sink);
        }
    }

    fn read_row(
        &mut self,
        span: Span,
        cells: &[String],
        router: &mut RecordRouter,
        sink: &mut InputSink<'_>,
    ) {
        match &mut self.kind {
            RowKind::Headers if names_separator(cells) => {}
            RowKind::Headers => {
                self.kind = kind_below(cells);
                let has_width = !matches!(self.kind, RowKind::MetricsHead(_));
                self.rows.begin_body(if has_width { cells.len() } else { 0 });
            }
            RowKind::MetricsHead(columns) if point_time(cells).is_none() => columns.note_head(cells),
            RowKind::MetricsHead(columns) => {
                self.kind = RowKind::Metrics(std::mem::take(columns));
                self.read_row(span, cells, router, sink);
            }
            RowKind::Metrics(columns) => self.is_empty &= !read_points(columns, span, cells, sink),
            RowKind::LogEvent(columns) => {
                router.read_log_row(*columns, cells, &RecordContext::at(span), sink)
            }
            RowKind::CloudTrail(rows) => rows.read(span, cells, sink),
            RowKind::Identity => match identity_map::parse_row(cells) {
                Some(row) => map_identity(&row, sink),
                None => sink.notice(span, Reason::BadRow),
            },
        }
    }
}

/// What the rows below these headers are.
fn kind_below(headers: &[String]) -> RowKind {
    match detect_csv(headers) {
        Some(TableKind::LogEvents(columns)) => RowKind::LogEvent(columns),
        Some(TableKind::Metrics) => RowKind::MetricsHead(PointColumns::new(headers)),
        Some(TableKind::IdentityMap) => RowKind::Identity,
        // It was known as a table by its first row; where that is broken, columns are taken as far as they are there.
        Some(TableKind::CloudTrail) | None => {
            let names = normal_headers(headers.iter().map(String::as_str));
            RowKind::CloudTrail(DatedRows::new(RecordColumns::of(names)))
        }
    }
}

/// Reads the data points of a row; whether there is anything in it.
fn read_points(columns: &PointColumns, span: Span, cells: &[String], sink: &mut InputSink<'_>) -> bool {
    let Some(time) = point_time(cells) else {
        sink.notice(span, Reason::BadRow);
        return true;
    };
    let mut is_empty = true;
    for point in columns.points(&time, cells) {
        is_empty = false;
        match point {
            Some(point) => map_metric_point(&point, sink),
            None => sink.notice(span, Reason::BadRow),
        }
    }
    !is_empty
}
