//! What the whole page is set to, in the top bar: zone, language, theme; and the help beside it.

use super::{Landmarks, show};
use crate::context::App;
use crate::words::words;
use crate::zones::{all_zones, device_zone, zone_named};
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Theme, Zone};

/// The names of the zones that are offered first, with that of this device where it has been asked for: one that came
/// with the address is among them.
fn offered(app: App, own: Option<String>) -> Vec<String> {
    let mut names = vec![Zone::default().label()];
    for name in own.into_iter().chain([app.zone.get_untracked().label()]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Shows times in the zone of a name, if the browser knows it.
fn set_zone(app: App, name: &str) {
    if let Some(zone) = app.now(|state| state.zone_named(name)).or_else(|| zone_named(name)) {
        app.act(Action::SetZone(zone));
    }
}

/// Shows times in the zone after the one that they are shown in.
pub fn next_zone(app: App) {
    let (now, names) = (app.zone.get_untracked().label(), offered(app, Some(device_zone())));
    let at = names.iter().position(|name| *name == now).unwrap_or_default();
    set_zone(app, &names[(at + 1) % names.len()]);
}

/// The zone of all times.
#[component]
pub fn ZoneMenu() -> impl IntoView {
    let app = App::get();
    // A browser loads all that it knows of times to tell its own zone, 20 ms of the start, and there are hundreds of
    // others: they are listed once somebody comes to the menu.
    let is_visited = RwSignal::new(false);
    let own = Memo::new(move |_| is_visited.get().then(device_zone));
    let option = move |name: String| {
        let (value, shown, chosen) = (name.clone(), name.clone(), name);
        let words = move || match own.with(|own| own.as_ref() == Some(&shown)) {
            true => say!(app.language.get(), "zone-device", zone = shown.clone()),
            false => shown.clone(),
        };
        let is_chosen = move || app.zone.with(|zone| zone.name() == chosen);
        view! { <option value=value selected=is_chosen>{words}</option> }
    };
    let others = Memo::new(move |_| if is_visited.get() { all_zones() } else { Vec::new() });
    let visit = move || {
        if !is_visited.get_untracked() {
            is_visited.set(true);
        }
    };
    let first = Memo::new(move |_| {
        app.zone.track();
        offered(app, own.get())
    });
    let other_options = move || {
        let names = others.get().into_iter().filter(|name| first.with(|first| !first.contains(name)));
        names.map(option).collect_view()
    };
    view! {
        <select
            class="plain zone-menu"
            aria-label=words!(app.language, "zone")
            prop:value=move || {
                others.track();
                first.track();
                app.zone.with(|zone| zone.label())
            }
            on:pointerenter=move |_| visit()
            on:focus=move |_| visit()
            on:change=move |event| set_zone(app, &event_target_value(&event))
        >
            {move || first.get().into_iter().map(option).collect_view()}
            <Show when=move || others.with(|others| !others.is_empty())>
                <optgroup label=words!(app.language, "zone-others")>{other_options}</optgroup>
            </Show>
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
