//! The table that a view shows, as CSV: exactly its rows in their order and its columns, after lines that say of what
//! it is a part. Names of columns and values are those of the filter language and of the other exports, whatever the
//! language of the page; times are in its zone.

use super::events::{defused, write_row};
use super::pieces::Pieces;
use super::provenance::{Question, provenance, time_in_zone};
use super::{Export, Progress};
use crate::model::time::TimeMs;
use crate::model::{Amount, RowId, SessionNo};
use crate::query::answer::{EventRow, SessionSort, SiteRow, SiteSort};
use crate::query::rows::{event_row, selected_of, transfers_in_order};
use crate::query::sessions::{session_row, sessions_in_order};
use crate::query::sites::sites_in_order;
use crate::query::view::View;
use crate::text::event_summary;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

/// A table, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ViewTable {
    /// Events.
    Events {
        /// The names of the columns, from left to right.
        columns: Vec<String>,
        /// Latest first.
        latest_first: bool,
    },
    /// Sessions.
    Sessions {
        /// What it is sorted by.
        sort: SessionSort,
        /// The other way round.
        descending: bool,
    },
    /// Sites.
    Sites {
        /// What it is sorted by.
        sort: SiteSort,
        /// The other way round.
        descending: bool,
    },
    /// Transfers, in order of time.
    Transfers,
}

impl ViewTable {
    /// What it shows.
    pub fn id(&self) -> &'static str {
        match self {
            ViewTable::Events { .. } => "events",
            ViewTable::Sessions { .. } => "sessions",
            ViewTable::Sites { .. } => "sites",
            ViewTable::Transfers => "transfers",
        }
    }
}

const TRANSFER_COLUMNS: [&str; 7] = ["time", "user", "activity", "moves", "file", "size", "session"];
const SESSION_COLUMNS: [&str; 17] = [
    "user",
    "system",
    "session",
    "portal",
    "target",
    "client_ips",
    "start",
    "end",
    "length_s",
    "events",
    "events_in_scope",
    "hosts",
    "in",
    "in_bytes",
    "out",
    "out_bytes",
    "state",
];
const SITE_COLUMNS: [&str; 12] = [
    "host",
    "visits",
    "users",
    "first",
    "last",
    "pastes",
    "copies",
    "uploads",
    "upload_bytes",
    "downloads",
    "download_bytes",
    "blocked",
];

enum Rows {
    Events(Vec<RowId>),
    Sessions(Vec<SessionNo>),
    Sites(Vec<SiteRow>),
}

/// A table that is written.
pub struct TableExport {
    question: Question,
    columns: Vec<String>,
    rows: Rows,
    has_begun: bool,
    next: usize,
}

impl TableExport {
    /// The table of a view.
    pub fn new(view: &View<'_>, table: &ViewTable, question: Question) -> TableExport {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (columns, rows) = match table {
            ViewTable::Events { columns, latest_first } => {
                let mut rows = selected_of(&view.index.order, view.selection);
                if *latest_first {
                    rows.reverse();
                }
                (columns.clone(), Rows::Events(rows))
            }
            ViewTable::Sessions { sort, descending } => {
                (names(&SESSION_COLUMNS), Rows::Sessions(sessions_in_order(view, *sort, *descending)))
            }
            ViewTable::Sites { sort, descending } => {
                (names(&SITE_COLUMNS), Rows::Sites(sites_in_order(view, *sort, *descending)))
            }
            ViewTable::Transfers => {
                let rows = selected_of(&transfers_in_order(view), view.selection);
                (names(&TRANSFER_COLUMNS), Rows::Events(rows))
            }
        };
        TableExport { question, columns, rows, has_begun: false, next: 0 }
    }

    fn len(&self) -> usize {
        match &self.rows {
            Rows::Events(rows) => rows.len(),
            Rows::Sessions(rows) => rows.len(),
            Rows::Sites(rows) => rows.len(),
        }
    }

    fn write_head(&self, view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
        for (name, value) in provenance(view, &self.question) {
            write_row([Cow::from(format!("# {name}: {value}"))].into_iter(), out)?;
        }
        write_row(self.columns.iter().map(|column| defused(column)), out)
    }

    fn cells(&self, view: &View<'_>) -> Vec<String> {
        let time = |time: Option<TimeMs>| {
            time.map(|time| time_in_zone(time, self.question.zone_minutes)).unwrap_or_default()
        };
        match &self.rows {
            Rows::Events(rows) => {
                let event = event_row(view, rows[self.next]);
                self.columns.iter().map(|column| event_cell(&event, column, &time)).collect()
            }
            Rows::Sessions(rows) => session_cells(view, rows[self.next], &time),
            Rows::Sites(rows) => site_cells(&rows[self.next], &time),
        }
    }
}

impl Export for TableExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        if !self.has_begun {
            self.has_begun = true;
            self.write_head(view, out)?;
        }
        if self.next < self.len() {
            write_row(self.cells(view).iter().map(|cell| defused(cell)), out)?;
            self.next += 1;
        }
        Ok(self.next < self.len())
    }

    fn progress(&self) -> Progress {
        Progress { done: self.next as u64, total: self.len() as u64 }
    }
}

type Time<'a> = &'a dyn Fn(Option<TimeMs>) -> String;

/// What stands in a column of an event.
fn event_cell(event: &EventRow, column: &str, time: Time<'_>) -> String {
    let text = match column {
        "time" => return time(event.time_ms),
        "system" => event.system.id(),
        "family" => event.family.id(),
        "what" => return event_summary(event),
        "size" => return event.size.map(|size| size.to_string()).unwrap_or_default(),
        "moves" => {
            return event.moves.map(|(from, to)| format!("{} → {}", from.id(), to.id())).unwrap_or_default();
        }
        "activity" => &event.activity,
        "user" => &event.user,
        "session" => &event.session,
        "client_ip" => &event.client_ip,
        "host" => &event.host,
        "url" => &event.url,
        "file" => &event.file,
        "target" => &event.target,
        "service" => &event.service,
        "agent" => &event.agent,
        "error" => &event.error,
        _ => "",
    };
    text.to_owned()
}

fn session_cells(view: &View<'_>, session: SessionNo, time: Time<'_>) -> Vec<String> {
    let row = session_row(view, session);
    let length = row.start_ms.zip(row.end_ms).map(|(start, end)| end.saturating_sub(start) / 1000);
    let [incoming, outgoing] = [row.moved.incoming, row.moved.outgoing].map(moved);
    let mut cells = vec![
        row.user,
        row.system.id().to_owned(),
        row.id,
        row.portal,
        row.target,
        row.client_ips.first.join(" "),
        time(row.start_ms),
        time(row.end_ms),
        length.map(|length| length.to_string()).unwrap_or_default(),
        row.events.to_string(),
        row.matching.to_string(),
        row.hosts.to_string(),
    ];
    cells.extend(incoming.into_iter().chain(outgoing));
    cells.push(row.state.id().to_owned());
    cells
}

fn site_cells(row: &SiteRow, time: Time<'_>) -> Vec<String> {
    let mut cells = vec![
        row.host.clone(),
        row.visits.to_string(),
        row.users.to_string(),
        time(row.first_ms),
        time(row.last_ms),
        row.pastes.to_string(),
        row.copies.to_string(),
    ];
    cells.extend(moved(row.uploads).into_iter().chain(moved(row.downloads)));
    cells.push(row.blocked.to_string());
    cells
}

/// How many transfers, and their bytes: nothing where no size of them is known, for that is not 0.
fn moved(amount: Amount) -> [String; 2] {
    let is_unknown = amount.count > 0 && amount.unsized_count >= amount.count;
    [amount.count.to_string(), if is_unknown { String::new() } else { amount.bytes.to_string() }]
}
