//! The entries of the menu: what can be done with a value, and with an event.

use super::around::look_around;
use crate::context::App;
use crate::marks::Marks;
use crate::widgets::cell::cell_text;
use crate::widgets::copy::copy_text;
use leptos::prelude::*;
use sessionscope::engine::requests::EventJson;
use sessionscope::filter::{Chosen, Field};
use sessionscope::model::time::TimeMs;
use sessionscope::model::{RowId, TimeRange};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::{field_name, time_window};

/// How many minutes before and after an event are looked at.
const MINUTES_AROUND: [i64; 3] = [1, 5, 30];

/// What can be done with a value, by its name. Of many values none is copied.
pub fn value_entries(app: App, field: Field, value: String, is_copied: bool) -> AnyView {
    let language = app.language.get();
    let name = field_name(language, field.name());
    let shown = if value.is_empty() { say!(language, "facet-none") } else { cell_text(&value) };
    let value = StoredValue::new(value);
    let choose = move |how| move |_| app.act(Action::ChooseValue { field, value: value.get_value(), how });
    let copy = move |_| copy_text(value.get_value(), |_| {});
    let title = format!("{name}: {shown}");
    // The time of an event is a range by itself.
    let can_exclude = field != Field::Time;
    view! {
        <p class="menu-title" role="presentation">{title}</p>
        <button role="menuitem" type="button" on:click=choose(Chosen::Included)>
            {say!(language, "menu-filter-for")}
        </button>
        {can_exclude.then(|| view! {
            <button role="menuitem" type="button" on:click=choose(Chosen::Excluded)>
                {say!(language, "menu-filter-out")}
            </button>
        })}
        {is_copied.then(|| view! {
            <button role="menuitem" type="button" on:click=copy>{say!(language, "menu-copy")}</button>
        })}
    }
    .into_any()
}

/// What can be done with the time of something.
pub fn range_entries(app: App, range: TimeRange) -> AnyView {
    let language = app.language.get();
    view! {
        <p class="menu-title" role="presentation">{time_window(&app.zone.get(), range)}</p>
        <button role="menuitem" type="button" on:click=move |_| app.act(Action::PickRange(range))>
            {say!(language, "menu-range")}
        </button>
    }
    .into_any()
}

/// What can be done with an event.
pub fn event_entries(app: App, row: RowId, time_ms: Option<TimeMs>) -> AnyView {
    let language = app.language.get();
    let marks = Marks::get();
    let is_marked = untrack(|| marks.is_marked(row));
    let around = move |time_ms: TimeMs, minutes: i64| {
        let look = move |_| look_around(app, row, time_ms, minutes);
        view! {
            <button role="menuitem" type="button" on:click=look>
                {say!(language, "menu-around", minutes = minutes)}
            </button>
        }
    };
    let all_around =
        time_ms.map(|time_ms| MINUTES_AROUND.map(|minutes| around(time_ms, minutes)).collect_view());
    let copy = move |_| {
        app.ask_once(EventJson { row }, |answer| {
            if let Ok(Some(json)) = answer {
                copy_text(json, |_| {});
            }
        });
    };
    view! {
        <p class="menu-title" role="presentation">{say!(language, "menu-event")}</p>
        {all_around}
        <button role="menuitem" type="button" on:click=move |_| marks.toggle(row)>
            {if is_marked { say!(language, "menu-unmark") } else { say!(language, "menu-mark") }}
        </button>
        <button role="menuitem" type="button" on:click=copy>{say!(language, "menu-copy-json")}</button>
    }
    .into_any()
}
