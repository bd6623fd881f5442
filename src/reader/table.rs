//! Tables: CSV as the consoles save it. Logs Insights has log events in it, CloudTrail's event history, Lake
//! and Athena have records, the console of CloudWatch has data points. Cells are the work of `csv_core`.

use super::record_context::{IdKind, RecordContext};
use super::record_router::RecordRouter;
use super::records::Target;
use crate::container::hash::{combine, hash_bytes};
use crate::container::rows::{Rows, is_blank_cell};
use crate::format::cloudtrail_table::{Columns, parse_row};
use crate::format::detect::normal_header;
use crate::format::metrics::MetricPoint;
use crate::format::{Format, Reason};
use crate::model::batch::{Batch, KnownCodes};
use crate::model::build_facts;
use crate::source::Span;
use std::borrow::Cow;

/// What a table holds, as its header tells.
enum Kind {
    /// Not yet known.
    Header,
    /// CloudWatch Logs Insights: places of message, stream and time.
    LogEvents { message: usize, stream: Option<usize>, time: Option<usize> },
    /// CloudTrail records.
    CloudTrail(Columns),
    /// The head of a file of metrics, and the names of its columns so far.
    MetricsHead(Vec<String>),
    /// Data points.
    Metrics(Vec<String>),
}

/// A table that is being read.
pub(super) struct Table {
    rows: Rows,
    kind: Kind,
    /// Whether nothing was found below the header.
    is_empty: bool,
}

impl Table {
    pub fn new() -> Table {
        Table { rows: Rows::default(), kind: Kind::Header, is_empty: true }
    }

    /// Takes in the next text and reads the rows that are whole.
    pub fn push(&mut self, text: &[u8], router: &mut RecordRouter, input: u32, batch: &mut Batch) {
        self.rows.push(text);
        self.read(router, input, batch);
    }

    /// Reads the last row.
    pub fn finish(&mut self, router: &mut RecordRouter, input: u32, batch: &mut Batch) {
        self.rows.end();
        self.read(router, input, batch);
        if self.is_empty && matches!(self.kind, Kind::MetricsHead(_) | Kind::Metrics(_)) {
            batch.inputs[input as usize].hint = Some(Format::Metrics);
        }
    }

    fn read(&mut self, router: &mut RecordRouter, input: u32, batch: &mut Batch) {
        while let Some((span, text, cells)) = self.rows.next_row() {
            router.note_invalid(span, &text);
            match cells {
                None => {
                    self.is_empty = false;
                    batch.push_notice(input, span, Reason::BadRow);
                }
                Some(cells) if cells.iter().all(|cell| is_blank_cell(cell)) => {}
                Some(cells) => self.read_row(span, &cells, router, input, batch),
            }
            router.look_at_limits(span.offset, &RecordContext::at(input, span), batch);
            if router.over().is_some() {
                return;
            }
        }
    }

    fn read_row(
        &mut self,
        span: Span,
        cells: &[String],
        router: &mut RecordRouter,
        input: u32,
        batch: &mut Batch,
    ) {
        match &mut self.kind {
            Kind::Header => {
                self.kind = kind_of(cells);
                if !matches!(self.kind, Kind::MetricsHead(_)) {
                    self.rows.width = cells.len();
                }
            }
            Kind::MetricsHead(names) if !is_date(&cells[0]) => {
                if normal_header(&cells[0]) == "label" || names.is_empty() {
                    *names = cells.to_vec();
                }
                if normal_header(&cells[0]) != "label" && names.len() < cells.len() {
                    *names = cells.to_vec();
                }
            }
            Kind::MetricsHead(names) => {
                self.kind = Kind::Metrics(std::mem::take(names));
                self.read_row(span, cells, router, input, batch);
            }
            Kind::Metrics(_) if !is_date(&cells[0]) => {
                self.is_empty = false;
                batch.push_notice(input, span, Reason::BadRow);
            }
            Kind::Metrics(names) => {
                self.is_empty &= !read_points(names, span, cells, input, batch);
            }
            Kind::LogEvents { message, stream, time } => {
                let time = time.map(|time| format!("\"{}\"", cells[time]));
                let stream = stream.map_or("", |stream| cells[stream].as_str());
                let time = time.as_ref().map(|time| time.as_bytes());
                let context = RecordContext { time, ..RecordContext::at(input, span) };
                router.read_message(Cow::Borrowed(&cells[*message]), None, stream, &context, batch);
            }
            Kind::CloudTrail(columns) => {
                let row = parse_row(columns, cells);
                let content = cells.iter().zip(columns.headers()).fold(
                    IdKind::CloudTrail as u64,
                    |sum, (cell, header)| {
                        sum.wrapping_add(combine(
                            hash_bytes(header.as_bytes(), 3),
                            hash_bytes(cell.as_bytes(), 1),
                        ))
                    },
                );
                let (codes, context) = (&mut KnownCodes::default(), &RecordContext::at(input, span));
                Target { codes, context, batch }.push_cloudtrail(Format::CloudTrail, content, &row);
            }
        }
    }
}

fn kind_of(header: &[String]) -> Kind {
    let names: Vec<String> = header.iter().map(|name| normal_header(name)).collect();
    let place = |name: &str| names.iter().position(|known| known == name);
    if let Some(message) = place("@message") {
        return Kind::LogEvents { message, stream: place("@logstream"), time: place("@timestamp") };
    }
    if names.first().is_some_and(|name| name == "fulllabel") {
        return Kind::MetricsHead(header.to_vec());
    }
    Kind::CloudTrail(Columns::of(names))
}

fn is_date(cell: &str) -> bool {
    let bytes = cell.trim_start_matches(' ').as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && [bytes[4], bytes[7]].iter().all(|byte| matches!(byte, b'-' | b'/'))
}

/// Reads the data points of a row; whether there are any.
fn read_points(names: &[String], span: Span, cells: &[String], input: u32, batch: &mut Batch) -> bool {
    let mut is_empty = true;
    let time = format!("\"{}\"", cells[0].trim().replace('/', "-"));
    for (place, cell) in cells.iter().enumerate().skip(1).filter(|(_, cell)| !is_blank_cell(cell)) {
        is_empty = false;
        let cell = cell.trim_matches(' ');
        // What stands for no number (`NaN`, `inf`) is none here.
        if cell.parse::<f64>().is_err() || cell.ends_with(|c: char| c.is_ascii_alphabetic()) {
            batch.push_notice(input, span, Reason::BadRow);
            continue;
        }
        let point = MetricPoint {
            metric: names.get(place).map(|name| Cow::Borrowed(name.as_str())),
            time: Some(time.as_bytes()),
            sum: Some(cell.as_bytes()),
            ..MetricPoint::default()
        };
        batch.push_skipped(input, Format::Metrics, Some(build_facts::metric(&point)));
    }
    !is_empty
}
