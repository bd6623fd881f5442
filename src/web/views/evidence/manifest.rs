//! The manifest: every input with its hash and the five numbers of the conservation law.

use super::FittedTable;
use crate::context::App;
use crate::leads::{Leads, focus_table};
use crate::widgets::copy::CopyButton;
use crate::widgets::path::Path;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{InputPage, InputPosition};
use sessionscope::query::answer::InputRow;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::progress::Phase;
use sessionscope::text::plural;
use sessionscope::text::units::grouped;
use std::sync::Arc;

/// The manifest.
#[component]
pub fn Manifest() -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let page = app.ask(move || Some(InputPage { window: scroll.window() })).page();
    let chosen = RwSignal::new(None::<(u32, String)>);
    let chosen_text = Memo::new(move |_| {
        let (_, path) = chosen.get()?;
        let row = page.with(|page| Some(page.as_ref()?.find(|row| row.path == path)?.1.clone()))?;
        // As `sha256sum` writes it, so that it can check it.
        Some(format!("{}  {}", row.sha256?, row.path))
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    // Whoever has been led to a file finds it chosen, and in sight.
    let led_to = Leads::get().file;
    app.ask_of_all_then(
        move || led_to.get().map(InputPosition),
        move |InputPosition(path), position| {
            led_to.set(None);
            chosen.set(position.map(|position| (position, path.clone())));
            request_animation_frame(|| focus_table("inputs"));
        },
    );
    let totals = move |key: &'static str| {
        let words = move || {
            app.status.with(|status| {
                let counts = &status.counts;
                let number = match key {
                    "path" => {
                        let files = u128::from(counts.files);
                        let (number, count) = (plural(files), grouped(files));
                        return say!(app.language.get(), "evidence-totals", number = number, count = count);
                    }
                    "bytes" => counts.bytes,
                    "records" => counts.records,
                    "events" => counts.events,
                    "duplicates" => counts.duplicates,
                    "rejected" => counts.rejected,
                    "skipped" => counts.skipped,
                    _ => return String::new(),
                };
                grouped(number.into())
            })
        };
        words.into_any()
    };
    view! {
        <div class="evidence-head">
            <h2>{words!(app.language, "evidence-inputs")}</h2>
            <Show when=move || chosen_text.with(Option::is_some)>
                <CopyButton
                    text=Signal::derive(move || chosen_text.get().unwrap_or_default())
                    label=words!(app.language, "evidence-copy-hash")
                />
            </Show>
        </div>
        <FittedTable total>
            <VirtualTable
                id="inputs"
                label=words!(app.language, "evidence-inputs")
                columns=move || columns(app)
                page=page
                scroll=scroll
                selected=Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|(index, _)| *index)))
                on_select=move |index, row: &InputRow| chosen.set(Some((index, row.path.clone())))
                footer=Arc::new(totals)
            />
        </FittedTable>
    }
}

fn columns(app: App) -> Vec<Column<InputRow>> {
    let words = move |words: fn(Language) -> String| move || words(app.language.get());
    vec![
        Column::new(
            "path",
            "minmax(208px, 2fr)",
            words(|language| say!(language, "evidence-column-path")),
            |row: &InputRow| view! { <Path path=row.path.clone() /> }.into_any(),
        ),
        number(app, "bytes", "124px", |language| say!(language, "evidence-column-bytes"), |row| row.bytes),
        Column::new(
            "sha256",
            "minmax(96px, 0.7fr)",
            words(|language| say!(language, "evidence-column-sha256")),
            move |row: &InputRow| match &row.sha256 {
                Some(hash) => {
                    view! { <span class="mono" title=hash.clone()>{hash.clone()}</span> }.into_any()
                }
                None => {
                    let language = app.language.get();
                    let words = if app.phase.get() == Phase::Reading {
                        say!(language, "evidence-hash-pending")
                    } else {
                        say!(language, "evidence-no-hash")
                    };
                    view! { <span class="faint">{words}</span> }.into_any()
                }
            },
        ),
        Column::new(
            "containers",
            "84px",
            words(|language| say!(language, "evidence-column-containers")),
            move |row: &InputRow| {
                if row.containers.is_empty() {
                    let words = say!(app.language.get(), "evidence-no-container");
                    return view! { <span class="faint">{words}</span> }.into_any();
                }
                row.containers.join(" › ").into_any()
            },
        ),
        Column::new(
            "format",
            "164px",
            words(|language| say!(language, "evidence-column-format")),
            |row: &InputRow| {
                let class = if row.format == "unknown" { "unknown" } else { "" };
                view! { <span class=class title=row.format.clone()>{row.format.clone()}</span> }.into_any()
            },
        ),
        number(app, "records", "92px", |l| say!(l, "evidence-column-records"), |row| row.records),
        number(app, "events", "92px", |l| say!(l, "evidence-column-events"), |row| row.events),
        number(app, "duplicates", "96px", |l| say!(l, "evidence-column-duplicates"), |row| row.duplicates),
        number(app, "rejected", "88px", |l| say!(l, "evidence-column-rejected"), |row| row.rejected),
        number(app, "skipped", "88px", |l| say!(l, "evidence-column-skipped"), |row| row.skipped),
        Column::new(
            "state",
            "78px",
            words(|language| say!(language, "evidence-column-state")),
            move |row: &InputRow| {
                let language = app.language.get();
                if row.is_complete {
                    let words = say!(language, "evidence-complete");
                    return view! { <span class="complete">{words}</span> }.into_any();
                }
                let words = if app.phase.get() == Phase::Reading {
                    say!(language, "evidence-in-progress")
                } else if row.bytes == 0 {
                    say!(language, "evidence-unread")
                } else {
                    say!(language, "evidence-incomplete")
                };
                view! { <span class="unknown">{words}</span> }.into_any()
            },
        ),
    ]
}

fn number(
    app: App,
    key: &'static str,
    width: &'static str,
    heading: fn(Language) -> String,
    value: fn(&InputRow) -> u64,
) -> Column<InputRow> {
    let cell = move |row: &InputRow| {
        let number = value(row);
        let class = match (key, number) {
            ("rejected", 1..) => "bad",
            ("duplicates" | "rejected" | "skipped", 0) => "faint",
            _ => "",
        };
        view! { <span class=class>{grouped(number.into())}</span> }.into_any()
    };
    Column::new(key, width, move || heading(app.language.get()), cell).numeric()
}
