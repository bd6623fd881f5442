//! State and URL hash: the hash is read at the start and when somebody changes it, and follows the state.
//! It names the selected event by its location in its file; the engine tells which row that is.

use super::environment::preferred_language;
use crate::context::App;
use leptos::ev;
use leptos::prelude::*;
use sessionscope::engine::requests::{EventDetails, EventLookup};
use sessionscope::state::hash::to_hash;
use sessionscope::state::{Action, AppState, EventLocation, apply};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// The state to start with.
pub fn first_state() -> AppState {
    let mut state = AppState { language: preferred_language(), ..AppState::default() };
    apply(&mut state, Action::Navigate(read()));
    state
}

/// How often the address is written at most: browsers bear a few dozen changes a second, and no more.
const WRITE_EVERY: Duration = Duration::from_millis(100);

/// Keeps state and hash the same.
pub fn keep(app: App) {
    let hash = app.pick(to_hash);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let write = move || {
        let hash = hash.get_untracked();
        if hash != read() {
            let history = window().history();
            let _ = history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&hash)));
        }
    };
    let write_later = move || {
        timer.set_value(None);
        write();
    };
    Effect::new(move |before: Option<()>| {
        // It is read, for a memo that nobody reads does not notice any change.
        let hash = hash.get();
        // The first run would only write what was just read.
        if before.is_some() && hash != read() && timer.with_value(Option::is_none) {
            write();
            timer.set_value(set_timeout_with_handle(write_later, WRITE_EVERY).ok());
        }
    });
    let listener = window_event_listener(ev::hashchange, move |_| {
        let latest = read();
        if latest != hash.get_untracked() {
            app.act(Action::Navigate(latest));
        }
    });
    on_cleanup(move || listener.remove());
    locate(app);
}

/// Learns the location of the selected event where its row is known, and its row where its location is. Both are
/// others once an earlier copy of the event has been read.
fn locate(app: App) {
    let selected = app.pick(|state| state.selected);
    let unknown = app.pick(|state| state.location.clone().filter(|_| state.selected.is_none()));
    Effect::new(move |_| {
        app.version.track();
        let Some(row) = selected.get() else { return };
        app.ask_once(EventDetails { row }, move |response| {
            let Ok(Some(detail)) = response else { return };
            let (now, offset) = (detail.event.row, detail.span.offset);
            let location = EventLocation { path: detail.path, offset };
            let is_same = now == row;
            app.act(if is_same {
                Action::Locate(row, location)
            } else {
                Action::Renumber(row, now, location)
            });
        });
    });
    Effect::new(move |_| {
        if let Some(location) = unknown.get() {
            app.version.track();
            let request = EventLookup { path: location.path.clone(), offset: location.offset };
            app.ask_once(request, move |response| {
                if let Ok(Some(row)) = response {
                    app.act(Action::Locate(row, location));
                }
            });
        }
    });
}

fn read() -> String {
    window().location().hash().unwrap_or_default()
}
