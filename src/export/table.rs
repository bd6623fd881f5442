//! The table that a view shows, as CSV: exactly its rows in their order and its columns, after lines that say of what
//! it is a part. Names of columns and values are those of the filter language and of the other exports, whatever the
//! language of the page; times are in its zone.

use super::events::{defused, write_row};
use super::pieces::Pieces;
use super::provenance::{Question, provenance};
use super::{Export, Progress};
use crate::audit::flows::{Flows, InLeg, Origin, UnmatchedReason};
use crate::model::time::TimeMs;
use crate::model::{Amount, Endpoint, RowId, SessionNo, TextField};
use crate::query::answer::{SessionSort, SiteRow, SiteSort};
use crate::query::event_column::{EventColumn, EventSort};
use crate::query::event_field::{EventField, EventValue, EventValues};
use crate::query::event_order::events_in_order;
use crate::query::rows::{event_row, selected_of, transfers_in_order};
use crate::query::sessions::{client_ip_codes, session_row, sessions_in_order};
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
        /// Its columns, from left to right.
        columns: Vec<EventColumn>,
        /// What it is sorted by.
        sort: EventSort,
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
    /// Transfers.
    Transfers {
        /// What it is sorted by.
        sort: EventSort,
    },
}

impl ViewTable {
    /// What it shows.
    pub fn id(&self) -> &'static str {
        match self {
            ViewTable::Events { .. } => "events",
            ViewTable::Sessions { .. } => "sessions",
            ViewTable::Sites { .. } => "sites",
            ViewTable::Transfers { .. } => "transfers",
        }
    }
}

const TRANSFER_COLUMNS: [&str; 9] =
    ["time", "user", "activity", "moves", "file", "size", "came_from", "came_from_basis", "session"];
const SESSION_COLUMNS: [&str; 17] = [
    "user",
    "start",
    "length_s",
    "events",
    "events_in_scope",
    "in",
    "in_bytes",
    "out",
    "out_bytes",
    "state",
    "hosts",
    "client_ips",
    "system",
    "portal",
    "target",
    "session",
    "end",
];
const SITE_COLUMNS: [&str; 11] = [
    "host",
    "visits",
    "users",
    "first",
    "last",
    "pastes",
    "uploads",
    "upload_bytes",
    "downloads",
    "download_bytes",
    "blocked",
];

enum Rows {
    Events(Vec<RowId>, Vec<EventColumn>),
    /// With where each came from, and by what that is told, or why it is not.
    Transfers(Vec<RowId>, Vec<[String; 2]>),
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
    pub fn new(view: &View<'_>, table: &ViewTable, question: Question, flows: &Flows) -> TableExport {
        let in_order = |rows: Vec<RowId>, sort: EventSort| match sort == EventSort::default() {
            true => rows,
            false => events_in_order(view, &rows, sort),
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (columns, rows) = match table {
            ViewTable::Events { columns, sort } => {
                let rows = in_order(selected_of(&view.index.order, view.selection), *sort);
                let ids: Vec<&str> = columns.iter().map(|column| column.id()).collect();
                (names(&ids), Rows::Events(rows, columns.clone()))
            }
            ViewTable::Sessions { sort, descending } => {
                (names(&SESSION_COLUMNS), Rows::Sessions(sessions_in_order(view, *sort, *descending)))
            }
            ViewTable::Sites { sort, descending } => {
                (names(&SITE_COLUMNS), Rows::Sites(sites_in_order(view, *sort, *descending)))
            }
            ViewTable::Transfers { sort } => {
                let rows = in_order(selected_of(&transfers_in_order(view), view.selection), *sort);
                let origins = rows.iter().map(|row| origin_cells(view, flows.origin_of(*row))).collect();
                (names(&TRANSFER_COLUMNS), Rows::Transfers(rows, origins))
            }
        };
        TableExport { question, columns, rows, has_begun: false, next: 0 }
    }

    fn len(&self) -> usize {
        match &self.rows {
            Rows::Events(rows, _) | Rows::Transfers(rows, _) => rows.len(),
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
            time.map(|time| self.question.zone.time_with_offset(time)).unwrap_or_default()
        };
        match &self.rows {
            Rows::Events(rows, columns) => {
                let event = EventCells::new(view, rows[self.next], &time);
                columns.iter().map(|column| event.cell(*column)).collect()
            }
            Rows::Transfers(rows, origins) => {
                let event = EventCells::new(view, rows[self.next], &time);
                let [place, basis] = &origins[self.next];
                let cell = |column: &String| match column.as_str() {
                    "came_from" => place.clone(),
                    "came_from_basis" => basis.clone(),
                    column => EventColumn::from_id(column).map(|it| event.cell(it)).unwrap_or_default(),
                };
                self.columns.iter().map(cell).collect()
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

/// Where a transfer came from, and by what that is told; or why it is not.
fn origin_cells(view: &View<'_>, origin: Option<Origin>) -> [String; 2] {
    let place = |row: RowId, from: Endpoint| match view.store.text(TextField::Host, row) {
        "" => from.id().to_owned(),
        site => site.to_owned(),
    };
    match origin {
        None => [String::new(), String::new()],
        Some(Origin::InLeg(InLeg { row, from, basis })) => [place(row, from), basis.id().to_owned()],
        Some(Origin::OtherSize { row, from }) => {
            [place(row, from), UnmatchedReason::OtherSize.id().to_owned()]
        }
        Some(Origin::Unknown(reason)) => [String::new(), reason.id().to_owned()],
    }
}

type Time<'a> = &'a dyn Fn(Option<TimeMs>) -> String;

/// What stands in the columns of an event.
struct EventCells<'a> {
    view: &'a View<'a>,
    row: RowId,
    values: EventValues<'a>,
    time: Time<'a>,
}

impl<'a> EventCells<'a> {
    fn new(view: &'a View<'a>, row: RowId, time: Time<'a>) -> EventCells<'a> {
        EventCells { view, row, values: EventValues::new(view, row), time }
    }

    fn cell(&self, column: EventColumn) -> String {
        match column {
            EventColumn::Field(field) => match field.value(&self.values) {
                EventValue::Time(time) => (self.time)(Some(time)),
                value => value.to_string(),
            },
            EventColumn::What => {
                let event = event_row(self.view, self.row);
                let texts = [event_summary(&event), event.error].into_iter().filter(|text| !text.is_empty());
                texts.collect::<Vec<_>>().join(" · ")
            }
            EventColumn::Moves => {
                let ends = [EventField::From, EventField::To].map(|end| end.value(&self.values).to_string());
                if ends[0].is_empty() { String::new() } else { ends.join(" → ") }
            }
        }
    }
}

fn session_cells(view: &View<'_>, session: SessionNo, time: Time<'_>) -> Vec<String> {
    let row = session_row(view, session);
    let length = row.start_ms.zip(row.end_ms).map(|(start, end)| end.saturating_sub(start) / 1000);
    // All of them, though the page shows the first ones.
    let texts = view.store.dictionary(TextField::ClientIp);
    let addresses: Vec<&str> =
        client_ip_codes(view, session).into_iter().map(|code| texts.get(code)).collect();
    let [incoming, outgoing] = [row.moved.incoming, row.moved.outgoing].map(moved);
    let mut cells = vec![
        row.user,
        time(row.start_ms),
        length.map(|length| length.to_string()).unwrap_or_default(),
        row.events.to_string(),
        row.matching.to_string(),
    ];
    cells.extend(incoming.into_iter().chain(outgoing));
    cells.extend([
        row.state.id().to_owned(),
        row.hosts.to_string(),
        addresses.join(" "),
        row.system.id().to_owned(),
        row.portal,
        row.target,
        row.id,
        time(row.end_ms),
    ]);
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
