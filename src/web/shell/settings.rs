//! What the whole page is set to, in the top bar: zone, language, theme; and the help beside it.

use super::environment::device_zone;
use super::{Landmarks, show};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Theme, Zone};

/// The zones that are offered: one that came with the address is among them.
fn offered(own: Zone, now: Zone) -> Vec<Zone> {
    let mut zones = vec![Zone::default()];
    for zone in [own, now] {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

/// The zone after the one that times are shown in.
pub fn next_zone(app: App) -> Zone {
    let now = app.zone.get_untracked();
    let zones = offered(device_zone(), now);
    let at = zones.iter().position(|zone| *zone == now).unwrap_or_default();
    zones[(at + 1) % zones.len()]
}

/// The zone of all times.
#[component]
pub fn ZoneMenu() -> impl IntoView {
    let app = App::get();
    let own = device_zone();
    let zones = move || offered(own, app.zone.get());
    let option = move |zone: Zone| {
        let words = move || {
            if zone == own {
                say!(app.language.get(), "zone-device", zone = zone.label())
            } else {
                zone.label()
            }
        };
        view! {
            <option value=zone.minutes.to_string() selected=move || app.zone.get() == zone>{words}</option>
        }
    };
    let choose = move |event| {
        if let Ok(minutes) = event_target_value(&event).parse() {
            app.act(Action::SetZone(Zone { minutes }));
        }
    };
    view! {
        <select
            class="plain"
            aria-label=words!(app.language, "zone")
            prop:value=move || app.zone.get().minutes.to_string()
            on:change=choose
        >
            {move || zones().into_iter().map(option).collect_view()}
        </select>
    }
}

/// The language of the page.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let app = App::get();
    let choose = move |event| {
        if let Some(language) = Language::from_id(&event_target_value(&event)) {
            app.act(Action::SetLanguage(language));
        }
    };
    let option = move |language: Language| {
        let is_chosen = move || app.language.get() == language;
        view! {
            <option value=language.id() lang=language.id() selected=is_chosen>{language.name()}</option>
        }
    };
    view! {
        <select
            class="plain"
            aria-label=words!(app.language, "language")
            prop:value=move || app.language.get().id()
            on:change=choose
        >
            {Language::ALL.map(option)}
        </select>
    }
}

/// Light, dark, or as the system has it: each click is the next of them.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let app = App::get();
    let theme = app.pick(|state| state.theme);
    let words = move || {
        let language = app.language.get();
        match theme.get() {
            Theme::System => say!(language, "theme-system"),
            Theme::Light => say!(language, "theme-light"),
            Theme::Dark => say!(language, "theme-dark"),
        }
    };
    let next = move |_| app.act(Action::SetTheme(theme.get_untracked().next()));
    let glyph = move || match theme.get() {
        Theme::System => "◐",
        Theme::Light => "○",
        Theme::Dark => "●",
    };
    view! {
        <button class="plain icon" aria-label=words title=words on:click=next>
            <span aria-hidden="true">{glyph}</span>
        </button>
    }
}

/// Opens the help.
#[component]
pub fn HelpButton() -> impl IntoView {
    let language = App::get().language;
    let landmarks = Landmarks::get();
    let words = words!(language, "help-title");
    view! {
        <button class="plain icon" aria-haspopup="dialog" aria-label=words title=words on:click=move |_| show(landmarks.help)>
            <span aria-hidden="true">"?"</span>
        </button>
    }
}
