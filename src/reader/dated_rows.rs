//! The rows of a table whose times may be those of a spreadsheet: where dates can be read in two orders, their rows wait
//! until all of the table has come, for another row may show which it is.

use crate::format::cloudtrail_table::RecordColumns;
use crate::format::sheet_time::{DateOrder, SheetTime};
use crate::mapping::context::RecordContext;
use crate::mapping::map_cloudtrail_row;
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::source::Span;
use crate::source::limits::{HELD_CELL_BYTES, MAX_HELD_ROW_BYTES};

/// Records as rows of a table.
pub(super) struct DatedRows {
    columns: RecordColumns,
    /// Rows with a date that can be read in two orders, and how many bytes they have.
    held: Vec<(Span, Vec<String>)>,
    held_bytes: usize,
    /// Whether there was a date with the day first, and one with the month first.
    orders: [bool; 2],
    is_told: bool,
}

impl DatedRows {
    /// A table with these columns.
    pub(super) fn new(columns: RecordColumns) -> DatedRows {
        DatedRows { columns, held: Vec::new(), held_bytes: 0, orders: [false; 2], is_told: false }
    }

    /// Reads a row, or keeps it.
    pub(super) fn read(&mut self, span: Span, cells: &[String], sink: &mut InputSink<'_>) {
        match self.columns.time(cells).and_then(SheetTime::parse) {
            Some(SheetTime::Either { .. }) => {
                self.held_bytes += cells.iter().map(|cell| cell.len() + HELD_CELL_BYTES).sum::<usize>();
                self.held.push((span, cells.to_vec()));
                if self.held_bytes > MAX_HELD_ROW_BYTES {
                    self.read_held(sink);
                }
                return;
            }
            Some(SheetTime::Known(_, Some(DateOrder::DayFirst))) => self.orders[0] = true,
            Some(SheetTime::Known(_, Some(DateOrder::MonthFirst))) => self.orders[1] = true,
            Some(SheetTime::Known(_, None)) | None => {}
        }
        map_cloudtrail_row(&self.columns, cells, None, &RecordContext::at(span), sink);
    }

    /// Reads the rows that have been kept.
    pub(super) fn read_held(&mut self, sink: &mut InputSink<'_>) {
        self.held_bytes = 0;
        // Where both orders occur, either may be that of the others.
        let order = match self.orders {
            [true, false] => Some(DateOrder::DayFirst),
            [false, true] => Some(DateOrder::MonthFirst),
            _ => None,
        };
        let held = std::mem::take(&mut self.held);
        if order.is_none() && !held.is_empty() && !std::mem::replace(&mut self.is_told, true) {
            sink.notice(Span::default(), Reason::AmbiguousDates);
            sink.part().times.are_told = true;
        }
        for (span, cells) in held {
            map_cloudtrail_row(&self.columns, &cells, order, &RecordContext::at(span), sink);
        }
    }
}
