//! The table that a view shows, as CSV: exactly its rows in their order, with its columns or with all that it can have,
//! after lines that say of what it is a part. Names of columns and values are those of the filter language and of the
//! other exports, whatever the language of the page; times are in its zone.

use super::events::{defused, write_row};
use super::pieces::Pieces;
use super::provenance::{Question, provenance};
use super::{Export, Progress};
use crate::audit::flows::{Flows, InLeg, Origin, UnmatchedReason};
use crate::audit::transfer_order::{place_of_origin, transfers_by};
use crate::model::time::TimeMs;
use crate::model::{Amount, Endpoint, RowId, SessionNo, TextField};
use crate::query::answer::{SessionField, SessionRow, SiteField, SiteRow};
use crate::query::event_column::{EventColumn, EventSort};
use crate::query::event_field::{EventField, EventValue, EventValues};
use crate::query::event_order::events_in_order;
use crate::query::rows::{event_row, selected_of, transfers_in_order};
use crate::query::sessions::{client_ip_codes, session_row, sessions_in_order};
use crate::query::sites::sites_in_order;
use crate::query::table_sort::TableSort;
use crate::query::transfer_column::TransferColumn;
use crate::query::view::View;
use crate::text::event_summary;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};
use std::rc::Rc;

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
        /// Its columns, from left to right.
        columns: Vec<SessionField>,
        /// What it is sorted by.
        sort: TableSort<SessionField>,
    },
    /// Sites.
    Sites {
        /// Its columns, from left to right.
        columns: Vec<SiteField>,
        /// What it is sorted by.
        sort: TableSort<SiteField>,
    },
    /// Transfers.
    Transfers {
        /// Its columns, from left to right.
        columns: Vec<TransferColumn>,
        /// What it is sorted by.
        sort: TableSort<TransferColumn>,
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

    /// Whether it depends on which findings there are, with all columns that it can have or with those that it shows.
    pub fn tells_findings(&self, all_columns: bool) -> bool {
        let ViewTable::Sessions { columns, sort } = self else { return false };
        all_columns || columns.contains(&SessionField::Findings) || sort.column == SessionField::Findings
    }
}

enum Rows {
    Events(Vec<RowId>, Vec<EventColumn>),
    /// With where each came from, and by what that is told, or why it is not.
    Transfers(Vec<RowId>, Vec<TransferColumn>, Vec<[String; 2]>),
    /// With how many findings each session has, where that is known.
    Sessions(Vec<SessionNo>, Vec<SessionField>, Option<Rc<FindingCounts>>),
    Sites(Vec<SiteRow>, Vec<SiteField>),
}

/// How many findings sessions have, by their numbers; none of them behind the last one that is told.
pub type FindingCounts = Vec<u32>;

/// What is known of everything that was read, and stands in tables.
pub struct TableFacts<'a> {
    /// Where what left came from.
    pub flows: &'a Flows,
    /// The findings of sessions; nothing where no column tells them, and as long as not everything has been read.
    pub findings: Option<Rc<FindingCounts>>,
}

/// A table that is written.
pub struct TableExport {
    question: Question,
    columns: Vec<&'static str>,
    rows: Rows,
    has_begun: bool,
    next: usize,
}

impl TableExport {
    /// The table of a view, with all columns that it can have or with those that it shows.
    pub fn new(
        view: &View<'_>,
        table: &ViewTable,
        all_columns: bool,
        question: Question,
        facts: TableFacts<'_>,
    ) -> TableExport {
        let (columns, rows) = match table {
            ViewTable::Events { columns, sort } => {
                let rows = selected_of(&view.index.order, view.selection);
                let rows =
                    if *sort == EventSort::default() { rows } else { events_in_order(view, &rows, *sort) };
                let columns = if all_columns { EventColumn::all().collect() } else { columns.clone() };
                (columns.iter().map(|it| it.id()).collect(), Rows::Events(rows, columns))
            }
            ViewTable::Sessions { columns, sort } => {
                let found = facts.findings.as_deref().map(Vec::as_slice);
                let rows = sessions_in_order(view, *sort, found);
                let columns = if all_columns { SessionField::ALL.to_vec() } else { columns.clone() };
                let mut names = Vec::new();
                columns.iter().for_each(|it| names.extend_from_slice(it.saved_as()));
                (names, Rows::Sessions(rows, columns, facts.findings))
            }
            ViewTable::Sites { columns, sort } => {
                let rows = sites_in_order(view, *sort);
                let columns = if all_columns { SiteField::ALL.to_vec() } else { columns.clone() };
                let mut names = Vec::new();
                columns.iter().for_each(|it| names.extend_from_slice(it.saved_as()));
                (names, Rows::Sites(rows, columns))
            }
            ViewTable::Transfers { columns, sort } => {
                let rows = selected_of(&transfers_in_order(view), view.selection);
                let rows = transfers_by(view, facts.flows, &rows, *sort);
                let columns = if all_columns { TransferColumn::all().collect() } else { columns.clone() };
                let tells_origins = columns.contains(&TransferColumn::CameFrom);
                let origin = |row: &RowId| origin_cells(view, facts.flows.origin_of(*row));
                let origins = if tells_origins { rows.iter().map(origin).collect() } else { Vec::new() };
                let names = columns.iter().flat_map(|it| it.saved_as()).collect();
                (names, Rows::Transfers(rows, columns, origins))
            }
        };
        TableExport { question, columns, rows, has_begun: false, next: 0 }
    }

    fn len(&self) -> usize {
        match &self.rows {
            Rows::Events(rows, _) | Rows::Transfers(rows, ..) => rows.len(),
            Rows::Sessions(rows, ..) => rows.len(),
            Rows::Sites(rows, _) => rows.len(),
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
            Rows::Transfers(rows, columns, origins) => {
                let event = EventCells::new(view, rows[self.next], &time);
                let mut cells = Vec::new();
                for column in columns {
                    match column {
                        TransferColumn::Event(column) => cells.push(event.cell(*column)),
                        TransferColumn::CameFrom => cells.extend_from_slice(&origins[self.next]),
                        TransferColumn::Around => {}
                    }
                }
                cells
            }
            Rows::Sessions(rows, columns, findings) => {
                let session = rows[self.next];
                let (row, mut cells) = (session_row(view, session), Vec::new());
                let number = session.0 as usize;
                let found = findings.as_ref().map(|all| all.get(number).copied().unwrap_or_default());
                columns.iter().for_each(|it| push_of_session(view, &row, found, *it, &time, &mut cells));
                cells
            }
            Rows::Sites(rows, columns) => {
                let mut cells = Vec::new();
                columns.iter().for_each(|it| push_of_site(&rows[self.next], *it, &time, &mut cells));
                cells
            }
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
    let place = |row: RowId, from: Endpoint| place_of_origin(view, row, from).to_owned();
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

/// Pushes what stands in the columns that are saved for what the table tells of a session.
fn push_of_session(
    view: &View<'_>,
    row: &SessionRow,
    findings: Option<u32>,
    field: SessionField,
    time: Time<'_>,
    cells: &mut Vec<String>,
) {
    let last = match field {
        SessionField::User => row.user.clone(),
        SessionField::Start => time(row.start_ms),
        SessionField::Length => {
            let ends = row.start_ms.zip(row.end_ms);
            let length = ends.map(|(start, end)| end.saturating_sub(start) / 1000);
            length.map(|length| length.to_string()).unwrap_or_default()
        }
        SessionField::Events => {
            cells.push(row.events.to_string());
            row.matching.to_string()
        }
        SessionField::In => moved(row.moved.incoming, cells),
        SessionField::Out => moved(row.moved.outgoing, cells),
        SessionField::State => row.state.id().to_owned(),
        SessionField::Findings => findings.map(|count| count.to_string()).unwrap_or_default(),
        SessionField::Hosts => row.hosts.to_string(),
        SessionField::ClientIps => {
            // All of them, though the page shows the first ones.
            let texts = view.store.dictionary(TextField::ClientIp);
            let codes = client_ip_codes(view, row.session);
            codes.into_iter().map(|code| texts.get(code)).collect::<Vec<_>>().join(" ")
        }
        SessionField::System => row.system.id().to_owned(),
        SessionField::Portal => {
            cells.push(row.portal.clone());
            row.target.clone()
        }
        SessionField::Id => row.id.clone(),
        SessionField::End => time(row.end_ms),
    };
    cells.push(last);
}

/// The same of a site.
fn push_of_site(row: &SiteRow, field: SiteField, time: Time<'_>, cells: &mut Vec<String>) {
    let last = match field {
        SiteField::Host => row.host.clone(),
        SiteField::Visits => row.visits.to_string(),
        SiteField::Users => row.users.to_string(),
        SiteField::First => time(row.first_ms),
        SiteField::Last => time(row.last_ms),
        SiteField::Pastes => row.pastes.to_string(),
        SiteField::Uploads => moved(row.uploads, cells),
        SiteField::Downloads => moved(row.downloads, cells),
        SiteField::Blocked => row.blocked.to_string(),
    };
    cells.push(last);
}

/// Pushes how many transfers there were, and tells their bytes: nothing where no size of them is known, for that is not 0.
fn moved(amount: Amount, cells: &mut Vec<String>) -> String {
    let is_unknown = amount.count > 0 && amount.unsized_count >= amount.count;
    cells.push(amount.count.to_string());
    if is_unknown { String::new() } else { amount.bytes.to_string() }
}
