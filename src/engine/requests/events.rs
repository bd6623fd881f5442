//! The table of events, and one event.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::export::events::event_json;
use crate::filter::Mistake;
use crate::model::{RowId, Window};
use crate::query::answer::{EventDetail, EventRow, Page};
use crate::query::event_column::EventSort;
use crate::query::event_field::EventField;
use crate::query::rows::{event_detail, event_page, row_at};
use serde::{Deserialize, Serialize};

/// Rows of the table of events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPage {
    /// Which rows.
    pub window: Window,
    /// In which order.
    pub sort: EventSort,
    /// What is told of each event beside what every row has.
    pub fields: Vec<EventField>,
}

impl Request for EventPage {
    type Response = Page<EventRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<EventRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let page = |rows: &[RowId]| event_page(&scope.view(), rows, self.window, &self.fields);
        Ok(scope.with_events(self.sort, page))
    }
}

/// At which position of the table of events an event stands; nothing where it is not in scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPosition {
    /// The row of the event, or one that it had.
    pub row: RowId,
    /// How the table is sorted.
    pub sort: EventSort,
}

impl Request for EventPosition {
    type Response = Option<u32>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<u32>, Mistake> {
        let scope = snapshot.in_scope()?;
        let row = snapshot.store.event_at(self.row);
        let position = |rows: &[RowId]| rows.iter().position(|other| Some(*other) == row);
        Ok(scope.with_events(self.sort, position).map(|position| position as u32))
    }
}

/// Which row the event has whose record begins at this offset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLookup {
    /// Path of its input.
    pub path: String,
    /// Where its record begins in the decoded text, in bytes.
    pub offset: u64,
}

impl Request for EventLookup {
    type Response = Option<RowId>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<RowId>, Mistake> {
        Ok(row_at(snapshot.store, &self.path, self.offset))
    }
}

/// All that is known of one event, with the row that it has now: another one than before where an earlier copy
/// of it has come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDetails {
    /// The row of the event, or one that it had.
    pub row: RowId,
}

impl Request for EventDetails {
    type Response = Option<EventDetail>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<EventDetail>, Mistake> {
        Ok(event_detail(&snapshot.in_scope()?.view(), self.row))
    }
}

/// One event as a line of JSON, as exports have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventJson {
    /// The row of the event, or one that it had.
    pub row: RowId,
}

impl Request for EventJson {
    type Response = Option<String>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<String>, Mistake> {
        let scope = snapshot.in_scope()?;
        Ok(snapshot.store.event_at(self.row).map(|row| event_json(&scope.view(), row)))
    }
}
