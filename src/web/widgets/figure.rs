//! Charts as the page shows them: a title, the drawing, a sentence and a table that say the same,
//! and marks laid over the drawing that can be pointed at.
//!
//! ```text
//!  ┌ title ─────────────── legend, switches ─ Show table ┐
//!  │ picture, with marks over it                         │
//!  │ one sentence                                        │
//!  └ table, if it is wanted ─────────────────────────────┘
//! ```

mod bin_marks;
mod bins;
mod hit_buttons;
mod tip;

pub use bins::bins_range;
pub use tip::{Tip, TipLine};

use super::picture::Picture;
use crate::context::App;
use crate::widgets::size::element_width;
use crate::widgets::visible_content::{VisibleContent, VisiblePicture};
use bin_marks::BinMarks;
use hit_buttons::HitButtons;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::{Drawing, HitTarget, Theme};
use sessionscope::say;
use std::sync::Arc;

/// The data of a chart as a table: the first column names the row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartTable {
    /// Titles of the columns.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// What can be pointed at in a chart.
#[derive(Clone, Copy)]
pub enum Marks {
    /// Bins of time: pointing tells, a click or a brush zooms. Start of the first and width of each.
    Bins(Memo<(i64, i64)>),
    /// The same, with marks over them: a click on one is told.
    MarkedBins(Memo<(i64, i64)>, Callback<HitTarget>),
    /// Ribbons between endpoints: a click is told.
    Flows(Callback<HitTarget>),
}

/// The palette that fits the page.
pub fn chart_theme(app: App) -> Theme {
    if app.is_dark.get() { Theme::Dark } else { Theme::Light }
}

/// A chart with all that belongs to it.
#[component]
pub fn ChartFigure(
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// The same in a sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// Draws it at a width in CSS pixels; nothing while there is nothing to draw.
    draw: impl Fn(u32) -> Option<Drawing> + Send + Sync + 'static,
    /// Whether the drawing answers an older question.
    #[prop(into)]
    is_stale: Signal<bool>,
    /// What can be pointed at.
    marks: Marks,
    /// What is told of a mark.
    tip: Callback<HitTarget, Tip>,
    /// The same as a table.
    table: impl Fn() -> ChartTable + Copy + Send + Sync + 'static,
    /// Legend and switches.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = App::get();
    let host = NodeRef::<Div>::new();
    let width = element_width(host);
    let drawing = Memo::new(move |_| {
        let width = width.get();
        (width > 0).then(|| draw(width)).flatten().map(Arc::new)
    });
    let content = VisibleContent::get();
    let picture = VisiblePicture {
        title,
        is_of_all_time: false,
        is_there: Signal::derive(move || drawing.with(Option::is_some)),
        drawing: drawing.into(),
    };
    content.add_picture(picture);
    let is_table_open = RwSignal::new(false);
    let label = move || {
        if is_table_open.get() {
            say!(app.language.get(), "chart-hide-table")
        } else {
            say!(app.language.get(), "chart-show-table")
        }
    };
    view! {
        <figure class="chart" aria-label=title on:click=move |_| content.prefer(picture)>
            <figcaption>
                <h2>{title}</h2>
                {children.map(|children| view! { <div class="chart-extras">{children()}</div> })}
                <button
                    class="chart-toggle"
                    aria-expanded=move || is_table_open.get().to_string()
                    on:click=move |_| is_table_open.update(|open| *open = !*open)
                >
                    {label}
                </button>
            </figcaption>
            <div class="chart-picture" class:stale=is_stale node_ref=host>
                <Picture drawing />
                {match marks {
                    Marks::Bins(bins) => view! { <BinMarks title drawing bins tip /> }.into_any(),
                    Marks::MarkedBins(bins, pick) => {
                        view! {
                            <BinMarks title drawing bins tip />
                            <HitButtons drawing pick tip />
                        }
                            .into_any()
                    }
                    Marks::Flows(pick) => view! { <HitButtons drawing pick tip /> }.into_any(),
                }}
            </div>
            <p class="chart-summary">{summary}</p>
            <Show when=move || is_table_open.get()>
                <Table title table />
            </Show>
        </figure>
    }
}

#[component]
fn Table(
    title: Signal<String>,
    table: impl Fn() -> ChartTable + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = App::get();
    let content = move || {
        let ChartTable { columns, rows } = table();
        let row = |mut cells: std::vec::IntoIter<String>| {
            let name = cells.next();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                </tr>
            }
        };
        view! {
            <thead>
                <tr>
                    {columns
                        .into_iter()
                        .map(|column| view! { <th scope="col">{column}</th> })
                        .collect_view()}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|cells| row(cells.into_iter())).collect_view()}</tbody>
        }
    };
    let label = move || say!(app.language.get(), "chart-table", title = title.get());
    view! {
        <div class="chart-table" role="region" aria-label=label tabindex="0">
            <table>{content}</table>
        </div>
    }
}
