//! State and URL hash: the hash is read at the start and when somebody changes it, and follows the state.
//! It names the selected event by its location in its file. Each step that a person takes is an entry of the browser's
//! history, so that *back* is back.

use super::Landmarks;
use super::environment::preferred_language;
use super::remember::kept_settings;
use crate::context::{App, zone_to_learn};
use crate::zones::zone_named;
use leptos::ev;
use leptos::prelude::*;
use sessionscope::state::hash::{to_address, to_hash};
use sessionscope::state::history::HistoryEntry;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, AppState, CaseLink, apply, remembered};
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::PopStateEvent;

/// The state to start with.
pub fn first_state() -> AppState {
    let mut state = AppState { language: preferred_language(), ..AppState::default() };
    let action = Action::Navigate(read());
    if let Some(zone) = zone_to_learn(&state, &action) {
        apply(&mut state, Action::LearnZone(zone));
    }
    apply(&mut state, action);
    if let Some(text) = kept_settings() {
        if let Some(zone) = remembered::zone_of(&text).and_then(|name| zone_named(&name)) {
            apply(&mut state, Action::LearnZone(zone));
        }
        remembered::restore(&mut state, &text, !read().trim_start_matches('#').is_empty());
    }
    state
}

/// How often the address is written at most: browsers bear a few dozen changes a second, and no more.
const WRITE_EVERY: Duration = Duration::from_millis(100);

/// Keeps state and hash the same.
pub fn keep(app: App, landmarks: Landmarks) {
    // What was read is told once reading has ended; until then what the link asked for.
    let wanted = app.pick(|state| state.wanted.clone());
    let link = Memo::new(move |_| {
        let read = app.status.with(|status| CaseLink {
            files: status.counts.files,
            systems: status.systems.clone(),
            time: status.time_range,
        });
        let is_read = matches!(app.phase.get(), Phase::Ready | Phase::Partial) && read.files > 0;
        if is_read { Some(read) } else { wanted.get() }
    });
    // All that was chosen, and what of it the address shows: names can be left out there.
    let chosen = app.pick(|state| (to_hash(state), to_address(state)));
    let hash = Memo::new(move |_| {
        let link = link.with(|link| link.as_ref().map(CaseLink::to_hash).unwrap_or_default());
        chosen.with(|(all, shown)| (format!("{all}{link}"), format!("{shown}{link}")))
    });
    let entry = move || {
        app.now(|state| {
            let typed = landmarks.typed.get_value().filter(|(_, line)| state.is_in_force(line));
            HistoryEntry::of(state, typed.map(|(time, _)| time))
        })
    };
    // An entry that the page has made bears what was chosen, by which it is told from an address that somebody has changed.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::from_str(&read()), "", None);
    }
    let written = StoredValue::new(entry());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let write = move || {
        let (latest, shown) = hash.get_untracked();
        let is_written = || kept(&history_state()).is_some_and(|kept| kept == latest) && shown == read();
        let Some(entry) = entry().filter(|_| !is_written()) else { return };
        let Ok(history) = window().history() else { return };
        let is_step =
            written.with_value(|before| before.as_ref().is_none_or(|before| entry.is_step_from(before)));
        let _ = if is_step {
            history.push_state_with_url(&latest.into(), "", Some(&shown))
        } else {
            history.replace_state_with_url(&latest.into(), "", Some(&shown))
        };
        written.set_value(Some(entry));
    };
    let write_later = move || {
        timer.set_value(None);
        write();
    };
    Effect::new(move |before: Option<()>| {
        // It is read, for a memo that nobody reads does not notice any change.
        let (latest, shown) = hash.get();
        let is_written = || shown == read() && kept(&history_state()).is_some_and(|kept| kept == latest);
        // The first run would only write what was just read.
        if before.is_some() && timer.with_value(Option::is_none) && !is_written() {
            write();
            timer.set_value(set_timeout_with_handle(write_later, WRITE_EVERY).ok());
        }
    });
    let listener = window_event_listener(ev::popstate, move |event: PopStateEvent| {
        let own = kept(&event.state());
        let is_own = own.is_some();
        let latest = own.unwrap_or_else(read);
        if latest != hash.get_untracked().0 {
            app.act(if is_own { Action::Revisit(latest) } else { Action::Navigate(latest) });
            written.set_value(entry());
        }
    });
    on_cleanup(move || listener.remove());
}

/// Asks before the page is left with files in it: they would have to be read anew.
pub fn ask_before_leaving(app: App) {
    let listener = window_event_listener(ev::beforeunload, move |event| {
        if app.phase.get_untracked() != Phase::Empty {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// What an entry of the history that the page has made says was chosen.
fn kept(state: &JsValue) -> Option<String> {
    state.as_string()
}

fn history_state() -> JsValue {
    window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL)
}

fn read() -> String {
    window().location().hash().unwrap_or_default()
}
