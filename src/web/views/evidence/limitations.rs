//! What the inputs cannot show, each in a sentence: what is not in them is not therefore something that did not happen.

use super::told_rows::ToldRows;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::path::Path;
use crate::widgets::virtual_table::{Column, TableScroll};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::LimitationPage;
use sessionscope::query::answer::LimitationRow;
use sessionscope::say;
use sessionscope::text::limitation_explained;
use sessionscope::text::units::grouped;

/// The list of it; nothing where there is none.
#[component]
pub fn Limitations() -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let page = app.ask(move || Some(LimitationPage { window: scroll.window() })).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    view! {
        <Show when=move || total.get() != 0>
            <div class="evidence-head">
                <h2>{words!(app.language, "evidence-limitations")}</h2>
                <span class="second">{move || grouped(total.get().into())}</span>
            </div>
            <p class="second facts-words">{words!(app.language, "evidence-limitations-words")}</p>
            <ToldRows
                id="limitations"
                label=words!(app.language, "evidence-limitations")
                columns
                page
                scroll
                total
                told=|language, row: &LimitationRow| {
                    format!("{}: {}", cell_text(&row.path), limitation_explained(language, row.limitation))
                }
            />
        </Show>
    }
}

fn columns(app: App) -> Vec<Column<LimitationRow>> {
    vec![
        Column::new(
            "path",
            "minmax(208px, 1fr)",
            move || say!(app.language.get(), "evidence-column-path"),
            |row: &LimitationRow| view! { <Path path=row.path.clone() /> }.into_any(),
        ),
        Column::new(
            "limitation",
            "minmax(320px, 3fr)",
            move || say!(app.language.get(), "evidence-column-limitation"),
            move |row: &LimitationRow| {
                let words = limitation_explained(app.language.get(), row.limitation);
                view! { <span title=words.clone()>{words.clone()}</span> }.into_any()
            },
        ),
    ]
}
