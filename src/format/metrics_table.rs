//! Data points of metrics as rows of a table, as the console of CloudWatch saves them: some rows that name the
//! columns, then a row for each time.
//!
//! The file is not documented.

use super::header::normal_header;
use super::metrics::MetricPoint;
use crate::container::rows::is_blank_cell;
use std::borrow::Cow;

/// The names of the columns, which stand in one of the rows above the first time.
#[derive(Debug, Default)]
pub struct PointColumns(Vec<String>);

impl PointColumns {
    /// The columns by the first row of the table.
    pub fn new(cells: &[String]) -> PointColumns {
        PointColumns(cells.to_vec())
    }

    /// Notes one more row above the first time: the one of labels counts, else the longest.
    pub fn note_head(&mut self, cells: &[String]) {
        let is_labels = cells.first().is_some_and(|first| normal_header(first) == "label");
        if is_labels || self.0.len() < cells.len() {
            self.0 = cells.to_vec();
        }
    }

    /// The data points of a row; nothing in place of what is no number. `time` is that of the row, as
    /// [`point_time`] has it.
    pub fn points<'r>(
        &'r self,
        time: &'r str,
        cells: &'r [String],
    ) -> impl Iterator<Item = Option<MetricPoint<'r>>> {
        let values = cells.iter().enumerate().skip(1).filter(|(_, cell)| !is_blank_cell(cell));
        values.map(move |(column, cell)| {
            let cell = cell.trim_matches(' ');
            // What stands for no number (`NaN`, `inf`) is none here.
            if cell.parse::<f64>().is_err() || cell.ends_with(|c: char| c.is_ascii_alphabetic()) {
                return None;
            }
            Some(MetricPoint {
                metric: self.0.get(column).map(|name| Cow::Borrowed(name.as_str())),
                time: Some(time.as_bytes()),
                sum: Some(cell.as_bytes()),
                ..MetricPoint::default()
            })
        })
    }
}

/// The JSON text of the time that the first cell of a row of data points names; nothing where the row has none.
pub fn point_time(cells: &[String]) -> Option<String> {
    let first = cells.first()?;
    let bytes = first.trim_start_matches(' ').as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let is_date = digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && [bytes[4], bytes[7]].iter().all(|byte| matches!(byte, b'-' | b'/'));
    is_date.then(|| format!("\"{}\"", first.trim().replace('/', "-")))
}
