//! The switch by which a person has the settings kept between visits, and where they are kept: in the storage that the
//! browser has for this page. Off, it leaves nothing there.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, remembered};
use web_sys::{Event, HtmlInputElement, Storage};

/// The one thing that is kept.
const KEY: &str = "sessionscope.settings";

/// The storage of this page, where the browser has one for it: of a page that is a file it need not.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept.
pub fn kept_settings() -> Option<String> {
    storage()?.get_item(KEY).ok().flatten()
}

/// Keeps the settings, or nothing; whether that could be done.
fn keep(text: Option<&str>) -> bool {
    let Some(storage) = storage() else { return false };
    match text {
        Some(text) => storage.set_item(KEY, text).is_ok(),
        None => storage.remove_item(KEY).is_ok(),
    }
}

/// Keeps what is kept the same as the settings, for as long as the person wants it. What a page opens with is not kept
/// anew: a link that somebody follows changes nothing.
pub fn follow(app: App) {
    let wanted = app.pick(|state| state.remembers.then(|| remembered::to_text(state)));
    Effect::new(move |before: Option<()>| {
        if let Some(text) = wanted.get().filter(|_| before.is_some()) {
            keep(Some(&text));
        }
    });
}

/// The switches: of names in the address, and of what is kept.
#[component]
pub fn PrivacySwitches() -> impl IntoView {
    let app = App::get();
    let remembers = app.pick(|state| state.remembers);
    let has_failed = RwSignal::new(false);
    let switch = move |event: Event| {
        let box_of = event_target::<HtmlInputElement>(&event);
        let wanted = box_of.checked();
        let done = match wanted {
            true => keep(Some(&app.now(remembered::to_text))),
            false => keep(None),
        };
        has_failed.set(wanted && !done);
        // The state is what it was, so nothing else turns the switch back.
        box_of.set_checked(wanted && done);
        app.act(Action::Remember(wanted && done));
    };
    let omits_names = app.pick(|state| state.omits_names);
    let omit = move |event| app.act(Action::OmitNames(event_target_checked(&event)));
    view! {
        <label class="switch">
            <input type="checkbox" prop:checked=move || omits_names.get() on:change=omit />
            {words!(app.language, "omit-names")}
        </label>
        <p class="second">{words!(app.language, "omit-names-what")}</p>
        <label class="switch">
            <input type="checkbox" prop:checked=move || remembers.get() on:change=switch />
            {words!(app.language, "remember")}
        </label>
        <p class="second">{words!(app.language, "remember-what")}</p>
        <p role="status" class="caution">
            {move || has_failed.get().then(|| say!(app.language.get(), "remember-failed"))}
        </p>
    }
}
