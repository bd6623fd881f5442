//! What a person has added to the case: which events their marks are of, and the inputs that a case file names.

use crate::casefile::{Citation, InputId, SessionNote};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{RowId, Store, System, Window};
use crate::query::answer::{EventRow, InputComparison, MarkPlace};
use crate::query::rows::event_row;
use serde::{Deserialize, Serialize};

/// The place of the record of an event; nothing where there is no such row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCitation {
    /// The row of the event, or one that it had.
    pub row: RowId,
}

impl Request for EventCitation {
    type Response = Option<Citation>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<Citation>, Mistake> {
        let store = snapshot.store;
        Ok(store.event_at(self.row).map(|row| citation(store, row)))
    }
}

pub(super) fn citation(store: &Store, row: RowId) -> Citation {
    let input = &store.inputs()[store.columns().input(row) as usize];
    let span = store.columns().span(row);
    let id = InputId::of(input.sha256.as_deref());
    // Transcripts have none: they are told by their session and their place.
    let content = Some(store.content(row)).filter(|content| *content != 0);
    Citation { path: input.path.clone(), input: id, line: span.line, offset: span.offset, content }
}

/// Where the marks are, in the order of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkPlaces {
    /// Which state of the annotations is asked about.
    pub version: u64,
}

impl Request for MarkPlaces {
    type Response = Vec<MarkPlace>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<MarkPlace>, Mistake> {
        Ok(snapshot.cache.derived.annotated.get().places().to_vec())
    }
}

/// The events of some of the marks, in the order of the case; nothing for a mark whose event is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedEvents {
    /// Which state of the annotations is asked about.
    pub version: u64,
    /// Which of the marks.
    pub window: Window,
}

impl Request for MarkedEvents {
    type Response = Vec<Option<EventRow>>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<Option<EventRow>>, Mistake> {
        let scope = snapshot.in_scope()?;
        let annotated = snapshot.cache.derived.annotated.get();
        let places = annotated.places();
        let view = scope.view();
        let of_place = |place: &MarkPlace| place.rows.first().map(|row| event_row(&view, *row));
        let positions = self.window.positions(places.len() as u32);
        Ok(places[positions.start as usize..positions.end as usize].iter().map(of_place).collect())
    }
}

/// The ids that the sessions have now on which there are notes, in the order of the case: an id that is made up of the
/// first event is another one once an earlier event is read. Nothing where there is no such session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedSessions {
    /// Which state of the annotations is asked about.
    pub version: u64,
}

impl Request for NotedSessions {
    type Response = Vec<Option<String>>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<Option<String>>, Mistake> {
        let index = &snapshot.cache.derived.index;
        let id_now = |note: &SessionNote| {
            let system = System::ALL.into_iter().find(|system| system.id() == note.system)?;
            let session = index.session_named(system, &note.session)?;
            Some(index.sessions[session.index()].id.clone())
        };
        Ok(snapshot.annotations.session_notes.iter().map(id_now).collect())
    }
}

/// How the inputs that a case file names compare with those that were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInputs {
    /// Which opening of a case file is asked about.
    pub opened: u32,
}

impl Request for CaseInputs {
    type Response = InputComparison;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<InputComparison, Mistake> {
        Ok(snapshot.expected.compared(snapshot.store))
    }
}
