//! What can be asked, about what, and what comes back.

use crate::filter::Mistake;
use crate::model::TimeRange;
use crate::model::fact::Fact;
use crate::model::store::ConservationCounts;
use crate::model::{System, TextField};
use crate::query::answer::{
    Counts, EventDetail, EventRow, Histogram, InputRow, Lanes, NoticeRow, Overview, Page, SessionRow,
    SessionSort, Story, Transfers,
};
use crate::query::facts::FactKind;
use crate::query::terminal::TerminalSession;
use serde::{Deserialize, Serialize};

/// What a question is asked about: the events that pass the filter, within the range if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The filter line.
    pub filter: String,
    /// The committed range of time; events without a time are outside of every range.
    pub range: Option<TimeRange>,
    /// Times in the filter that say no zone are so many minutes east of UTC.
    pub zone_minutes: i32,
    /// Leaves out the calls by which machines keep in touch with Session Manager: they are counted in
    /// [`Status::hidden`], and exports have them.
    pub without_channels: bool,
}

/// A question about what was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Where the reading stands.
    Status,
    /// Events over the whole time by family: the strip above the views. The range is left aside.
    Strip {
        /// At most so many bins.
        bins: u32,
    },
    /// The overview.
    Overview {
        /// At most so many bins in each series.
        bins: u32,
        /// How many top values of each field.
        top: u32,
    },
    /// The most frequent values of one field.
    Counts {
        /// The field; the systems where there is none.
        field: Option<TextField>,
        /// How many values.
        top: u32,
    },
    /// A stretch of the timeline's rows.
    Lanes {
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
        /// The time that is shown; all that is in scope where there is none.
        view: Option<TimeRange>,
        /// How many marks of a family fit beside each other over the view.
        columns: u32,
        /// Users whose sessions are folded away.
        folded: Vec<String>,
    },
    /// A stretch of the sessions table.
    Sessions {
        /// What it is sorted by.
        sort: SessionSort,
        /// The other way round.
        descending: bool,
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// Charts and totals of transfers.
    Transfers {
        /// At most so many bins.
        bins: u32,
    },
    /// A stretch of the table of transfers, in time order.
    TransferRows {
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// A stretch of the table of events, in time order.
    Events {
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
        /// Latest first.
        newest_first: bool,
    },
    /// At which place of the table of events the event of a row stands.
    PlaceOf {
        /// The row.
        row: u32,
        /// Latest first.
        newest_first: bool,
    },
    /// Which row the event has that stands at a place.
    RowAt {
        /// Path of its input.
        path: String,
        /// Where its record begins.
        offset: u64,
    },
    /// All that is known of one event, with the row that it has now: another one than before where an earlier
    /// copy of it has come in.
    Event {
        /// Its row.
        row: u32,
    },
    /// What is known of one session. It is asked for by its id, for numbers of sessions change while files are
    /// read. So do ids that are made of the first event (R20): one that a session had before still names it.
    Session {
        /// System of the session.
        system: System,
        /// Its id, or one that it had.
        id: String,
    },
    /// What happened in a session, in time order.
    Story {
        /// System of the session.
        system: System,
        /// Its id, or one that it had.
        id: String,
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// A stretch of the manifest, by path.
    Inputs {
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// A stretch of the notices.
    Notices {
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// A stretch of what is known from records that are no events.
    Facts {
        /// Which of them.
        kind: FactKind,
        /// First row.
        first: u32,
        /// How many rows.
        count: u32,
    },
    /// The sessions that have text, and where.
    TerminalSessions,
    /// A file to be saved.
    Export(ExportKind),
}

/// What can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportKind {
    /// The summary of everything, whatever the filter.
    Summary,
    /// The events in scope as CSV.
    EventsCsv,
    /// The events in scope as JSON Lines.
    EventsJsonl,
}

impl ExportKind {
    /// Name of the saved file.
    pub const fn file_name(self) -> &'static str {
        match self {
            ExportKind::Summary => "sessionscope-summary.json",
            ExportKind::EventsCsv => "sessionscope-events.csv",
            ExportKind::EventsJsonl => "sessionscope-events.jsonl",
        }
    }
}

/// Where the reading stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The numbers of the conservation law.
    pub tally: ConservationCounts,
    /// Inputs that were read to their end.
    pub files_done: u64,
    /// From the first event to just after the last, whatever the filter.
    pub time_range: Option<TimeRange>,
    /// Events in scope.
    pub matching: u64,
    /// Events that pass filter and range, and are left out for [`Scope::without_channels`].
    pub hidden: u64,
    /// Events without a time.
    pub undated: u64,
    /// Sessions in all.
    pub sessions: u64,
    /// Whether any session has text.
    pub has_session_text: bool,
    /// Changes with every batch.
    pub version: u64,
    /// Whether some input was not read to its end because it was cancelled.
    pub is_partial: bool,
    /// Memory that everything takes that was read, in bytes.
    pub memory_bytes: u64,
}

/// What a question gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each answers the question of its name.
pub enum Answer {
    Status(Status),
    Strip(Histogram),
    Overview(Box<Overview>),
    Counts(Counts),
    Lanes(Lanes),
    Sessions(Page<SessionRow>),
    Transfers(Transfers),
    Events(Page<EventRow>),
    Place(Option<u32>),
    Event(Option<Box<EventDetail>>),
    Session(Option<Box<SessionRow>>),
    Story(Story),
    Inputs(Page<InputRow>),
    Notices(Page<NoticeRow>),
    Facts(Page<Fact>),
    TerminalSessions(Vec<TerminalSession>),
    Export(Vec<u8>),
    /// The filter cannot be read.
    BadFilter(Mistake),
}
