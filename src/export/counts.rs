//! Counts, schema `sessionscope.counts/1` of the contract: how many events have which values of some fields.

use super::events::{cell, write_row};
use super::fields::EventValue;
use super::json_outline::{JsonOutline, ListKind};
use super::pieces::Pieces;
use super::{Export, Progress};
use crate::model::time::rfc3339;
use crate::query::field_counts::{CountedValue, FieldCounts};
use crate::query::view::View;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

enum_table! {
    /// How counts are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum CountsFormat =>
    /// Its name on the command line, and how names of its files end.
    pub fn id() -> &'static str {
        /// A JSON object.
        Json => "json",
        /// CSV (RFC 4180) with line feeds, a column for each field. No cell can become a formula.
        Csv => "csv",
    }
}

/// A value of JSON with its counts.
#[derive(Serialize)]
struct CountedGroup<'a> {
    value: Vec<EventValue<'a>>,
    events: u64,
    first: Option<String>,
    last: Option<String>,
}

/// The counts of a view: most events first, then by value.
pub struct CountsExport {
    counts: FieldCounts,
    format: CountsFormat,
    json: JsonOutline,
    has_begun: bool,
    next: usize,
}

impl CountsExport {
    /// What was counted of the view that it is then written of.
    pub fn new(counts: FieldCounts, format: CountsFormat) -> CountsExport {
        CountsExport { counts, format, json: JsonOutline::default(), has_begun: false, next: 0 }
    }

    fn write_head(&mut self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            CountsFormat::Json => {
                self.json.member(out, "schema", &"sessionscope.counts/1")?;
                self.json.member(out, "by", &self.counts.names())?;
                self.json.member(out, "events", &self.counts.events())?;
                self.json.begin_list(out, "values", ListKind::Array)
            }
            CountsFormat::Csv => {
                let names = self.counts.names().iter().copied().chain(["events", "first", "last"]);
                write_row(names.map(Cow::from), out)
            }
        }
    }

    fn write_value(&mut self, view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
        let group = self.counts.group(self.next);
        let values = self.counts.values(view, self.next).map(|value| match value {
            CountedValue::Text(text) => EventValue::Text(text),
            CountedValue::Size(size) => size.map_or(EventValue::Absent, EventValue::Number),
        });
        match self.format {
            CountsFormat::Json => {
                let (events, first, last) = (group.events, group.first.map(rfc3339), group.last.map(rfc3339));
                self.json.item(out, None, &CountedGroup { value: values.collect(), events, first, last })
            }
            CountsFormat::Csv => {
                let time = |time: Option<i64>| time.map_or(EventValue::Absent, EventValue::Time);
                let counted = [EventValue::Number(group.events.into()), time(group.first), time(group.last)];
                write_row(values.chain(counted).map(cell), out)
            }
        }
    }

    fn write_end(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.format == CountsFormat::Json {
            self.json.end_list(out)?;
            self.json.end(out)?;
        }
        Ok(())
    }
}

impl Export for CountsExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        if !self.has_begun {
            self.has_begun = true;
            self.write_head(out)?;
        }
        if self.next < self.counts.len() {
            self.write_value(view, out)?;
            self.next += 1;
            return Ok(true);
        }
        self.write_end(out)?;
        Ok(false)
    }

    fn progress(&self) -> Progress {
        Progress { done: self.next as u64, total: self.counts.len() as u64 }
    }
}
