//! By what tracks are told apart: the value of an event, and that of a session as a whole.

use super::super::people::Person;
use crate::model::{RowId, SessionNo, System, TextField};
use crate::query::answer::TrackGrouping;
use crate::query::view::View;

/// What a track is of, as a number of each event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrackValue {
    /// The code of a text.
    Text(TextField),
    /// The number of a person.
    Person,
    /// The number of a system.
    System,
}

impl TrackValue {
    /// That of a grouping.
    pub(super) fn of(grouping: TrackGrouping) -> TrackValue {
        match grouping {
            TrackGrouping::User => TrackValue::Text(TextField::User),
            TrackGrouping::Person => TrackValue::Person,
            TrackGrouping::Portal => TrackValue::Text(TextField::Portal),
            TrackGrouping::Target => TrackValue::Text(TextField::Target),
            TrackGrouping::ClientIp => TrackValue::Text(TextField::ClientIp),
            TrackGrouping::System => TrackValue::System,
        }
    }

    /// The field that parts a session; nothing where it belongs to one track as a whole, whatever its events say.
    pub(super) fn parting_field(self) -> Option<TextField> {
        match self {
            TrackValue::Text(TextField::User) | TrackValue::Person | TrackValue::System => None,
            TrackValue::Text(field) => Some(field),
        }
    }

    /// How many numbers there are.
    pub(super) fn count(self, view: &View<'_>) -> usize {
        match self {
            TrackValue::Text(field) => view.store.dictionary(field).len(),
            TrackValue::Person => view.people().all().len() + 1,
            TrackValue::System => System::ALL.len(),
        }
    }

    /// That of an event.
    pub(super) fn of_event(self, view: &View<'_>, row: RowId) -> u32 {
        let columns = view.store.columns();
        match self {
            TrackValue::Text(field) => columns.code(field, row),
            TrackValue::Person => view.people().number_of(view.store, row),
            TrackValue::System => columns.system(row) as u32,
        }
    }

    /// The name of a number (untrusted text); empty for none.
    pub(super) fn name<'a>(self, view: &View<'a>, number: u32) -> &'a str {
        match self {
            TrackValue::Text(field) => view.store.dictionary(field).get(number),
            TrackValue::Person => view.people().name(number),
            TrackValue::System => System::from_index(number as u8).id(),
        }
    }

    /// The name of a session that belongs to one track as a whole.
    pub(super) fn name_of_session<'a>(self, view: &View<'a>, number: SessionNo) -> &'a str {
        let session = view.index.session(number);
        match self {
            TrackValue::Text(_) => &session.user,
            TrackValue::Person => person_of(view, number).unwrap_or(&session.user),
            TrackValue::System => session.system.id(),
        }
    }
}

/// The person of a session: that of the first of its events which are of anybody, else of its user.
fn person_of<'a>(view: &View<'a>, number: SessionNo) -> Option<&'a str> {
    let people = view.people();
    let rows = view.index.rows_of(view.store, number).iter();
    let mut numbers = rows.map(|row| people.number_of(view.store, *row));
    if let Some(number) = numbers.find(|number| *number != 0) {
        return Some(people.name(number));
    }
    let session = view.index.session(number);
    let is_it = |person: &&Person| {
        let rule = session.system.session_rule();
        person.users.iter().any(|user| user.user == session.user && user.system.session_rule() == rule)
    };
    people.all().iter().find(is_it).map(|person| &*person.name)
}
