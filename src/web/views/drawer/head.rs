//! The head of the drawer: what happened and when, and the way to the events before and after.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::glyph::Glyph;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::model::RowId;
use sessionscope::query::answer::EventDetail;
use sessionscope::say;
use sessionscope::state::{Action, Language, Zone};
use sessionscope::text::{activity_explained, family_name, time_in, words_of_name};

/// The head. It stays when the event changes,
/// so that a button keeps the focus.
#[component]
pub fn Head(detail: Memo<Option<EventDetail>>) -> impl IntoView {
    let app = App::get();
    let of = move |part: &dyn Fn(&EventDetail) -> String| {
        detail.with(|detail| detail.as_ref().map(part).unwrap_or_default())
    };
    let family = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|it| it.event.family)));
    let time = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|it| it.event.time_ms)));
    let when = move || {
        let zone = app.zone.get();
        let told =
            |zone: Zone, time| view! { <span>{format!("{} {}", time_in(&zone, time), zone.label())}</span> };
        match time.get() {
            Some(time) => {
                let utc = (!zone.is_utc()).then(|| view! { " · " {told(Zone::default(), time)} });
                view! { {told(zone, time)} {utc} }.into_any()
            }
            None => say!(app.language.get(), "events-undated").into_any(),
        }
    };
    let meaning = move || {
        let language = app.language.get();
        of(&|detail| {
            activity_explained(language, detail.event.system, &detail.event.activity)
                .unwrap_or_else(|| family_name(language, detail.event.family.id()))
        })
    };
    let step = move |to: fn(&EventDetail) -> Option<RowId>, words: fn(Language) -> String| {
        let to = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(&to)));
        let go = move |_| {
            if let Some(row) = to.get_untracked() {
                app.act(Action::Select(Some(row)));
            }
        };
        // Not `disabled`: a button that has the focus must not lose it at the end of the session.
        view! {
            <button type="button" aria-disabled=move || to.get().is_none().to_string() on:click=go>
                {move || words(app.language.get())}
            </button>
        }
    };
    let has_session = move || detail.with(|it| it.as_ref().is_some_and(|it| it.session_number.is_some()));
    view! {
        <header class="drawer-head">
            <h2>
                {move || family.get().map(|family| view! { <Glyph family=family /> })}
                <span>{move || breakable(&of(&|detail| cell_text(&detail.event.activity)))}</span>
            </h2>
            <CloseButton />
        </header>
        <p class="second drawer-time">{when}</p>
        <p class="drawer-meaning">{meaning}</p>
        <Show when=has_session>
            <div class="drawer-steps">
                {step(|detail| detail.before, |language| say!(language, "drawer-before"))}
                {step(|detail| detail.after, |language| say!(language, "drawer-after"))}
            </div>
        </Show>
    }
}

/// The button that closes the drawer.
#[component]
pub fn CloseButton() -> impl IntoView {
    let app = App::get();
    let close = words!(app.language, "drawer-close");
    view! {
        <button
            type="button"
            class="plain drawer-close"
            aria-label=close
            title=close
            on:click=move |_| app.act(Action::SetDrawer(false))
        >
            "✕"
        </button>
    }
}

/// A name that may be broken where a new word of it begins.
fn breakable(name: &str) -> AnyView {
    let words = words_of_name(name).into_iter().map(str::to_owned);
    words.map(|word| view! { {word} <wbr /> }.into_any()).collect_view().into_any()
}
