//! The questions and answers that the views still ask, as typed requests. It goes once they ask those.

use super::requests::*;
use super::{Engine, Scope, StreamRequest};
use crate::export::events::EventFormat;
use crate::model::fact::Fact;
use crate::model::{System, TextField, TimeRange};
use crate::query::answer::{
    EventDetail, EventRow, Histogram, InputRow, Lanes, NoticeRow, Overview, Page, SessionEvents as Story,
    SessionRow, SessionSort, Transfers, ValueCounts as Counts, Window,
};
use crate::query::facts::FactKind;
use crate::query::filter::FilterError;
use crate::query::terminal::TerminalSession;
use serde::{Deserialize, Serialize};

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
    BadFilter(FilterError),
}

impl Engine {
    /// Answers a question.
    pub fn ask_question(&mut self, scope: &Scope, question: &Question) -> Answer {
        match self.answer_to(scope, question.clone()) {
            Ok(answer) => answer,
            Err(error) => Answer::BadFilter(error),
        }
    }

    fn answer_to(&mut self, scope: &Scope, question: Question) -> Result<Answer, FilterError> {
        let window = |first, count| Window { first, count };
        Ok(match question {
            Question::Status => Answer::Status(self.ask(scope, &CaseStatus)?),
            Question::Strip { bins } => Answer::Strip(self.ask(scope, &Minimap { bins })?),
            Question::Overview { bins, top } => {
                Answer::Overview(Box::new(self.ask(scope, &OverviewPanels { bins, top })?))
            }
            Question::Counts { field, top } => Answer::Counts(self.ask(scope, &TopValues { field, top })?),
            Question::Lanes { first, count, view, columns, folded } => {
                let window = window(first, count);
                Answer::Lanes(self.ask(scope, &LanesIn { window, view, columns, folded })?)
            }
            Question::Sessions { sort, descending, first, count } => {
                let window = window(first, count);
                Answer::Sessions(self.ask(scope, &SessionPage { sort, descending, window })?)
            }
            Question::Transfers { bins } => Answer::Transfers(self.ask(scope, &TransferPanels { bins })?),
            Question::TransferRows { first, count } => {
                Answer::Events(self.ask(scope, &TransferPage { window: window(first, count) })?)
            }
            Question::Events { first, count, newest_first } => {
                let window = window(first, count);
                Answer::Events(self.ask(scope, &EventPage { window, latest_first: newest_first })?)
            }
            Question::PlaceOf { row, newest_first } => {
                Answer::Place(self.ask(scope, &PositionOf { row, latest_first: newest_first })?)
            }
            Question::RowAt { path, offset } => Answer::Place(self.ask(scope, &RowAt { path, offset })?),
            Question::Event { row } => Answer::Event(self.ask(scope, &EventDetails { row })?.map(Box::new)),
            Question::Session { system, id } => {
                Answer::Session(self.ask(scope, &SessionNamed { system, id })?.map(Box::new))
            }
            Question::Story { system, id, first, count } => {
                let window = window(first, count);
                Answer::Story(self.ask(scope, &SessionEventPage { system, id, window })?)
            }
            Question::Inputs { first, count } => {
                Answer::Inputs(self.ask(scope, &InputPage { window: window(first, count) })?)
            }
            Question::Notices { first, count } => {
                Answer::Notices(self.ask(scope, &NoticePage { window: window(first, count) })?)
            }
            Question::Facts { kind, first, count } => {
                Answer::Facts(self.ask(scope, &FactPage { kind, window: window(first, count) })?)
            }
            Question::TerminalSessions => Answer::TerminalSessions(self.ask(scope, &TerminalSessions)?),
            Question::Export(kind) => {
                let request = match kind {
                    ExportKind::Summary => StreamRequest::Summary,
                    ExportKind::EventsCsv => StreamRequest::Events(EventFormat::Csv),
                    ExportKind::EventsJsonl => StreamRequest::Events(EventFormat::JsonLines),
                };
                let (mut stream, mut bytes) = (self.stream(scope, &request)?, Vec::new());
                loop {
                    let piece = self.next_piece(&mut stream);
                    bytes.extend(piece.bytes);
                    if piece.is_last {
                        break Answer::Export(bytes);
                    }
                }
            }
        })
    }
}
