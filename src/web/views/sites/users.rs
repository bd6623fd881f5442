//! Who was at a site: its users with their events, each of which leads to exactly these.

use crate::context::App;
use crate::widgets::cell::{SECOND_CHARS, text_cell, time_cell};
use crate::widgets::value::{Value, name_of};
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SiteUsers;
use sessionscope::query::answer::SiteUser;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::units::number;
use sessionscope::text::visible;

/// The users of a site.
#[component]
pub fn Users(host: String, on_close: Callback<()>) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let host = StoredValue::new(host);
    let scroll = TableScroll::new();
    let answers = app.ask(move || Some(SiteUsers { host: host.get_value(), window: scroll.window() }));
    let shown = visible(&host.get_value()).into_owned();
    let title = Signal::derive(move || {
        say!(language.get(), "sites-users-of", host = visible(&host.get_value()).into_owned())
    });
    let go = move |_, row: &SiteUser| {
        app.filter_for("host", &host.get_value());
        app.filter_for("user", &row.user);
        app.act(Action::SetTab(Tab::Events));
    };
    view! {
        <section class="site-users" aria-label=title>
            <header>
                <h2>{words!(language, "sites-users-of-this")}</h2>
                <Value shown value=host.get_value() field="host".to_owned() name=name_of(app, "host") />
                <button class="icon" type="button" aria-label=words!(language, "close") on:click=move |_| on_close.run(())>
                    "✕"
                </button>
            </header>
            <p class="second">{words!(language, "sites-users-hint")}</p>
            <VirtualTable
                id="site-users"
                label=title
                columns=move || columns(app)
                page=answers.page()
                scroll
                selected=Signal::derive(|| None)
                on_select=go
                is_stale=answers.is_stale
            />
        </section>
    }
}

fn columns(app: App) -> Vec<Column<SiteUser>> {
    let language = move || app.language.get();
    let zone = move || app.zone.get().label();
    let time = move |time| time_cell(app, time, SECOND_CHARS, || say!(language(), "unknown"));
    vec![
        Column::new(
            "user",
            "minmax(160px, 2fr)",
            move || say!(language(), "sessions-user"),
            move |row: &SiteUser| {
                if row.user.is_empty() {
                    return view! { <span class="unknown">{say!(language(), "nobody")}</span> }.into_any();
                }
                text_cell(&row.user)
            },
        ),
        Column::new(
            "events",
            "90px",
            move || say!(language(), "sessions-events"),
            |row: &SiteUser| number(row.events).into_any(),
        )
        .numeric(),
        Column::new(
            "blocked",
            "90px",
            move || say!(language(), "sites-blocked"),
            |row: &SiteUser| number(row.blocked).into_any(),
        )
        .numeric(),
        Column::new(
            "first",
            "150px",
            move || say!(language(), "sites-first", zone = zone()),
            move |row: &SiteUser| time(row.first_ms),
        ),
        Column::new(
            "last",
            "150px",
            move || say!(language(), "sites-last", zone = zone()),
            move |row: &SiteUser| time(row.last_ms),
        ),
    ]
}
