//! Single keys that work anywhere on the page, but never while somebody types.

use super::settings::next_zone;
use super::tabs::is_blank;
use super::{Landmarks, show};
use crate::context::App;
use crate::marks::Marks;
use leptos::ev;
use leptos::prelude::*;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, Tab};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Whether the target of an event takes text, or has its own use for keys.
pub fn is_typing(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.closest("input, textarea, select, [contenteditable]").is_ok_and(|found| found.is_some())
    })
}

/// Whether a dialog or menu is open: it takes Esc for itself, and hides what keys would act on.
fn is_covered() -> bool {
    document().query_selector("dialog[open], :popover-open").is_ok_and(|found| found.is_some())
}

/// Listens as long as the page lives.
pub fn listen(app: App, landmarks: Landmarks, marks: Marks) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let is_palette =
            (event.ctrl_key() || event.meta_key()) && event.shift_key() && event.code() == "KeyP";
        if is_palette && app.phase.get_untracked() != Phase::Empty && !is_covered() {
            show(landmarks.palette);
            return event.prevent_default();
        }
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing());
        let is_free = is_plain && !event.default_prevented() && landmarks.has_keys.get_untracked();
        if !is_free || is_typing(event.target()) || is_covered() {
            return;
        }
        let key = event.key();
        let is_used = match key.as_str() {
            "/" => landmarks.search.get_untracked().is_some_and(|search| {
                search.select();
                search.focus().is_ok()
            }),
            "?" => {
                show(landmarks.help);
                true
            }
            "Escape" => go_back(app),
            "q" | "Q" => {
                toggle_drawer(app);
                true
            }
            "m" | "M" => {
                // Nothing is done to an event that is not in sight.
                let row = app.now(|state| state.selected.filter(|_| state.is_drawer_open));
                row.inspect(|row| marks.toggle(*row)).is_some()
            }
            "t" | "T" => marks.ask_for_tag(),
            "u" | "U" => {
                next_zone(app);
                true
            }
            _ => go_to_tab(app, &key),
        };
        if is_used {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Goes to the tab of a number; whether there is one, and something in it.
fn go_to_tab(app: App, key: &str) -> bool {
    let tab = Tab::numbered(key).filter(|tab| !is_blank(app, *tab));
    tab.inspect(|tab| app.act(Action::SetTab(*tab))).is_some()
}

/// One step back; whether there was one.
fn go_back(app: App) -> bool {
    let back = app.now(|state| state.step_back());
    back.inspect(|back| app.act(back.clone())).is_some()
}

/// Shows the drawer, or hides it.
pub fn toggle_drawer(app: App) {
    let is_open = app.now(|state| state.is_drawer_open);
    app.act(Action::SetDrawer(!is_open));
}
