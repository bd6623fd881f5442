//! The columns of the table of sites.

use crate::context::App;
use crate::widgets::cell::{SECOND_CHARS, text_cell, time_cell};
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::{Amount, TextField};
use sessionscope::query::answer::{SiteRow, SiteSort};
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::amount;
use sessionscope::text::units::number;

/// How the table is sorted, and which way round.
pub type Order = RwSignal<(SiteSort, bool)>;

/// The columns.
pub fn columns(app: App, order: Order) -> Vec<Column<SiteRow>> {
    let language = move || app.language.get();
    let zone = move || app.zone.get().label();
    let sort = move |by: SiteSort, most_first: bool| Sort::by(order, by, most_first);
    let count = move |key, width, by, heading: fn(Language) -> String, value: fn(&SiteRow) -> u64| {
        let cell = move |row: &SiteRow| match value(row) {
            0 => view! { <span class="faint">"0"</span> }.into_any(),
            count if key == "blocked" => view! { <span class="bad">{number(count)}</span> }.into_any(),
            count => number(count).into_any(),
        };
        Column::new(key, width, move || heading(language()), cell).numeric().sorted(sort(by, true))
    };
    let moved = move |key, by, heading: fn(Language) -> String, value: fn(&SiteRow) -> Amount| {
        let cell = move |row: &SiteRow| {
            let moved = value(row);
            if moved.is_none() {
                return view! { <span class="faint">"–"</span> }.into_any();
            }
            view! { <span class:unknown=(moved.unsized_count > 0)>{amount(language(), moved)}</span> }
                .into_any()
        };
        Column::new(key, "148px", move || heading(language()), cell).numeric().sorted(sort(by, true))
    };
    let time = move |key, by, heading: fn(Language, String) -> String, value: fn(&SiteRow) -> Option<i64>| {
        let cell =
            move |row: &SiteRow| time_cell(app, value(row), SECOND_CHARS, || say!(language(), "unknown"));
        Column::new(key, "145px", move || heading(language(), zone()), cell).sorted(sort(by, true))
    };
    vec![
        Column::new(
            "host",
            "minmax(180px, 2fr)",
            move || say!(language(), "sites-host"),
            |row: &SiteRow| text_cell(&row.host),
        )
        .sorted(sort(SiteSort::Host, false))
        .of_field(Field::Text(TextField::Host), |row| row.host.clone()),
        count("visits", "76px", SiteSort::Visits, |l| say!(l, "sites-visits"), |row| row.visits),
        count("users", "64px", SiteSort::Users, |l| say!(l, "sites-users"), |row| row.users),
        time("first", SiteSort::First, |l, zone| say!(l, "sites-first", zone = zone), |row| row.first_ms),
        time("last", SiteSort::Last, |l, zone| say!(l, "sites-last", zone = zone), |row| row.last_ms),
        count("pastes", "76px", SiteSort::Pastes, |l| say!(l, "sites-pastes"), |row| row.pastes),
        moved("uploads", SiteSort::Uploads, |l| say!(l, "sites-uploads"), |row| row.uploads),
        moved("downloads", SiteSort::Downloads, |l| say!(l, "sites-downloads"), |row| row.downloads),
        count("blocked", "88px", SiteSort::Blocked, |l| say!(l, "sites-blocked"), |row| row.blocked),
    ]
}
