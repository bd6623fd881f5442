//! State and URL hash: the hash is read at the start and when somebody changes it, and follows the state.
//! It names the selected event by its location in its file.

use super::environment::preferred_language;
use crate::context::App;
use leptos::ev;
use leptos::prelude::*;
use sessionscope::state::hash::to_hash;
use sessionscope::state::{Action, AppState, apply};
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
}

fn read() -> String {
    window().location().hash().unwrap_or_default()
}
