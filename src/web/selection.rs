//! What is known of the selected event: asked once, for all that show it.

use super::answers::Answers;
use super::context::App;
use leptos::prelude::*;
use sessionscope::engine::requests::{EventDetails, EventLookup};
use sessionscope::model::RowId;
use sessionscope::query::answer::EventDetail;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, EventLocation};

/// What is known of the selected event. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct EventSelection {
    /// Its row, once it is known.
    pub row: Memo<Option<RowId>>,
    /// All that is known of it. The event before stays until the next one is there, so that nothing blinks.
    pub detail: Memo<Option<EventDetail>>,
    /// Where it should stand, once reading has ended and it is not there.
    pub missing: Memo<Option<EventLocation>>,
}

impl EventSelection {
    /// Makes the handle known to all components below, and keeps row and location of the selected event together:
    /// both are others once an earlier copy of the event has been read.
    pub fn provide(app: App) -> EventSelection {
        let row = app.pick(|state| state.selected);
        let details = app.ask_then(
            move || row.get().map(|row| EventDetails { row }),
            move |asked, detail| {
                if let Some(detail) = detail {
                    app.act(located(asked.row, detail));
                }
            },
        );
        let unknown = app.pick(|state| state.location.clone().filter(|_| state.selected.is_none()));
        let lookup = app.ask_then(
            move || unknown.get().map(|EventLocation { path, offset }| EventLookup { path, offset }),
            move |EventLookup { path, offset }, row| {
                if let Some(row) = *row {
                    app.act(Action::Locate(row, EventLocation { path: path.clone(), offset: *offset }));
                }
            },
        );
        let selection =
            EventSelection { row, detail: detail(app, row, details), missing: missing(app, unknown, lookup) };
        provide_context(selection);
        selection
    }

    /// The handle, in a component.
    pub fn get() -> EventSelection {
        expect_context()
    }

    /// A part of what is known of the event that is selected now.
    pub fn with<T>(self, read: impl FnOnce(&EventDetail) -> T) -> Option<T> {
        let row = self.row.get()?;
        self.detail.with(|detail| detail.as_ref().filter(|detail| detail.event.row == row).map(read))
    }
}

/// What the details of an asked row tell of where the event stands.
fn located(asked: RowId, detail: &EventDetail) -> Action {
    let (now, offset) = (detail.event.row, detail.span.offset);
    let location = EventLocation { path: detail.path.clone(), offset };
    if now == asked { Action::Locate(asked, location) } else { Action::Renumber(asked, now, location) }
}

fn detail(app: App, row: Memo<Option<RowId>>, details: Answers<EventDetails>) -> Memo<Option<EventDetail>> {
    Memo::new(move |before: Option<&Option<EventDetail>>| {
        let (row, engine) = (row.get()?, app.version.get().engine);
        let now = details.latest.with(|latest| {
            let latest = latest.as_ref()?;
            let is_now = (latest.request.row, latest.version.engine) == (row, engine);
            is_now.then(|| Option::clone(&latest.response))
        });
        now.unwrap_or_else(|| before.cloned().flatten())
    })
}

fn missing(
    app: App,
    unknown: Memo<Option<EventLocation>>,
    lookup: Answers<EventLookup>,
) -> Memo<Option<EventLocation>> {
    Memo::new(move |_| {
        let (location, version) = (unknown.get()?, app.version.get());
        let has_ended = matches!(app.phase.get(), Phase::Ready | Phase::Partial);
        let is_missing = lookup.latest.with(|latest| {
            latest.as_ref().is_some_and(|latest| {
                let EventLookup { path, offset } = &latest.request;
                let is_now =
                    latest.version == version && (path, *offset) == (&location.path, location.offset);
                is_now && latest.response.is_none()
            })
        });
        (has_ended && is_missing).then_some(location)
    })
}
