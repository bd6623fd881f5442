//! A value of an event, with what can be done with it: filter for it, filter it out, copy it.

use super::context_menu::{ContextMenu, MenuSubject};
use super::copy::CopyButton;
use super::long_text::LongText;
use crate::context::App;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::say;
use sessionscope::source::limits::{MAX_TEXT_CHARS, VALUE_CHARS};
use sessionscope::state::Action;
use sessionscope::state::list_part::PartLimits;
use sessionscope::text::{clipped, field_name, visible};
use web_sys::MouseEvent;

/// How much of a value is shown.
const SHOWN: PartLimits = PartLimits { start: VALUE_CHARS.0, step: VALUE_CHARS.1, most: MAX_TEXT_CHARS };

/// Characters of a value in the label of a button: enough to tell which it is.
const MAX_LABEL_CHARS: usize = 200;

/// A value, and its buttons. `field` is its name in the filter language; without one it can only be copied.
#[component]
pub fn Value(
    /// What is shown.
    #[prop(into)]
    shown: Signal<String>,
    /// The value as it is: what is filtered for and copied.
    value: String,
    /// Field of the filter language.
    #[prop(optional)]
    field: Option<String>,
    /// What the value is called, for its buttons.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let seen = StoredValue::new(visible(&clipped(&value, MAX_LABEL_CHARS)).into_owned());
    let stored = StoredValue::new(value);
    let filter_button = move |field: String, negated: bool| {
        let label = move || {
            let (field, value) = (name.get(), seen.get_value());
            if negated {
                say!(app.language.get(), "drawer-filter-out", field = field, value = value)
            } else {
                say!(app.language.get(), "drawer-filter-for", field = field, value = value)
            }
        };
        let act = move |_| {
            app.act(Action::AddTerm { field: field.clone(), value: stored.get_value(), negated });
        };
        // A lens with a plus or a minus.
        let sign = if negated { "M4.5 7h5M10.6 10.6L14 14" } else { "M7 4.5v5M4.5 7h5M10.6 10.6L14 14" };
        view! {
            <button class="sign" type="button" aria-label=label title=label on:click=act>
                <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="5" /><path d=sign /></svg>
            </button>
        }
    };
    let context_menu = ContextMenu::get();
    let of = field.as_deref().and_then(Field::from_name);
    let open_menu = move |event: MouseEvent| {
        // A text that somebody has marked is for the browser's own menu.
        let has_marked = window().get_selection().ok().flatten().is_some_and(|marked| !marked.is_collapsed());
        if let Some(field) = of.filter(|_| !has_marked) {
            context_menu.open(&event, MenuSubject::value(field, stored.get_value()));
        }
    };
    let filters = field.map(|field| (filter_button(field.clone(), false), filter_button(field, true)));
    let copy_label =
        move || say!(app.language.get(), "drawer-copy", field = name.get(), value = seen.get_value());
    view! {
        <span class="value" on:contextmenu=open_menu>
            <LongText text=shown limits=SHOWN show=|part| part.to_owned().into_any() />
        </span>
        <span class="signs">
            {filters}
            <CopyButton text=Signal::derive(move || stored.get_value()) label=Signal::derive(copy_label) />
        </span>
    }
}

/// The name of a field, followed.
pub fn name_of(app: App, field: &str) -> Signal<String> {
    let field = field.to_owned();
    Signal::derive(move || field_name(app.language.get(), &field))
}
