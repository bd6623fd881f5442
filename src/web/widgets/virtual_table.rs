//! A table of any number of rows, of which only those in view are elements. It asks for a stretch of
//! rows as one scrolls; it knows neither the question nor the engine.
//!
//! ```ignore
//! let scroll = TableScroll::new();
//! let answers = app.answers(move || { let (first, count) = scroll.window(); Some(Question::Inputs { first, count }) });
//! let page = page_of(answers, |answer| match answer { Answer::Inputs(page) => Some(page), _ => None });
//! view! { <VirtualTable id="inputs" label columns page scroll selected on_select /> }
//! ```
//!
//! One stop of the Tab key: arrows, `j` `k`, Page Up and Down, Home, End, `g` and `G` move a cursor, Enter
//! selects the row under it.

use crate::web::client::Answers;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::engine::Answer;
use sessionscope::query::answer::Page;
use sessionscope::state::scroll::{Extent, Position, ROW_PX, window_at};
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, KeyboardEvent, ResizeObserver};

/// Height of the row of headings in pixels; the style sheet has the same.
const HEAD_PX: f64 = 28.0;

/// Rows that are drawn above and below of those in view.
const AROUND: u32 = 8;

/// After this long without scrolling the bar is put where the rows are.
const IDLE: Duration = Duration::from_millis(200);

type Cell<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;
type Words = Arc<dyn Fn() -> String + Send + Sync>;

/// A column of a table.
pub struct Column<T> {
    key: &'static str,
    width: &'static str,
    is_numeric: bool,
    heading: Words,
    cell: Cell<T>,
    sort: Option<Sort>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        let (heading, cell) = (Arc::clone(&self.heading), Arc::clone(&self.cell));
        Column { heading, cell, ..*self }
    }
}

/// How a column sorts the table.
#[derive(Clone, Copy)]
pub struct Sort {
    /// `ascending`, `descending` or `none`.
    pub order: Signal<&'static str>,
    /// What a click on the heading does.
    pub on_click: Callback<()>,
}

impl<T> Column<T> {
    /// A column; `width` is a track of a CSS grid whose first number is its least width (`96px`,
    /// `minmax(120px, 1fr)`). Heading and cells are made anew when a signal that they read changes.
    pub fn new(
        key: &'static str,
        width: &'static str,
        heading: impl Fn() -> String + Send + Sync + 'static,
        cell: impl Fn(&T) -> AnyView + Send + Sync + 'static,
    ) -> Column<T> {
        Column { key, width, is_numeric: false, heading: Arc::new(heading), cell: Arc::new(cell), sort: None }
    }

    /// The column with its cells at the right.
    pub fn numeric(self) -> Column<T> {
        Column { is_numeric: true, ..self }
    }

    /// The column with a heading that sorts.
    pub fn sorted(self, sort: Sort) -> Column<T> {
        Column { sort: Some(sort), ..self }
    }

    /// What it is called in code and style.
    pub fn key(&self) -> &'static str {
        self.key
    }

    fn least_px(&self) -> u32 {
        let digits = self.width.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().unwrap_or_default()
    }

    /// The class names of its cells.
    fn class(&self, base: &str) -> String {
        format!("{base} col-{}{}", self.key, if self.is_numeric { " numeric" } else { "" })
    }
}

/// Where a table is scrolled to.
#[derive(Clone, Copy)]
pub struct TableScroll {
    position: RwSignal<Position>,
    view_px: RwSignal<f64>,
    /// The exact position that the next scroll event stands for, where the page itself has scrolled.
    expected: StoredValue<Option<Position>>,
}

impl TableScroll {
    /// At the top.
    pub fn new() -> TableScroll {
        // Until the view has been measured, a guess that is rather too much.
        let view_px = RwSignal::new(800.0);
        TableScroll { position: RwSignal::default(), view_px, expected: StoredValue::default() }
    }

    /// The rows to ask for: the first one, and how many.
    pub fn window(self) -> (u32, u32) {
        window_at(self.position.get(), self.view_px.get())
    }
}

/// The page of rows of the newest answer, if it is one.
pub fn page_of<T: Clone + PartialEq + Send + Sync + 'static>(
    answers: Answers,
    page: impl Fn(&Answer) -> Option<&Page<T>> + Send + Sync + 'static,
) -> Signal<Option<Arc<Page<T>>>> {
    let page = Memo::new(move |_| {
        answers
            .newest
            .with(|newest| newest.as_ref().and_then(|newest| page(&newest.answer).cloned().map(Arc::new)))
    });
    page.into()
}

/// The table.
#[component]
pub fn VirtualTable<T: Clone + PartialEq + Send + Sync + 'static>(
    /// Begins the ids of its elements.
    id: &'static str,
    /// What a screen reader calls it.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Vec<Column<T>>>,
    /// The newest stretch of rows.
    page: Signal<Option<Arc<Page<T>>>>,
    /// Where it is scrolled to.
    scroll: TableScroll,
    /// The place of the selected row; it is kept in view when it changes.
    #[prop(into)]
    selected: Signal<Option<u32>>,
    /// Called with a row and its place when somebody selects it.
    #[prop(into)]
    on_select: Callback<(u32, T)>,
    /// Whether moving the cursor selects at once.
    #[prop(into, optional)]
    selects_on_move: Signal<bool>,
    /// Whether the rows are those of an older question.
    #[prop(into, optional)]
    is_stale: Signal<bool>,
    /// A row that stays at the bottom: one cell a column, in their order.
    #[prop(optional)]
    footer: Option<Cell<&'static str>>,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let rows = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let extent = Memo::new(move |_| Extent { rows: rows.get(), view_px: scroll.view_px.get() });
    // Where the keys have moved the cursor to, and what was selected then: a selection that comes later,
    // from elsewhere, takes the cursor with it.
    let moved = RwSignal::new((None::<u32>, None::<u32>));
    let cursor = Memo::new(move |_| {
        let (place, then) = moved.get();
        let selected = selected.get();
        if then == selected { place.or(selected) } else { selected }
    });
    let row_at = move |place: u32| {
        page.with(|page| {
            let page = page.as_ref()?;
            page.rows.get(place.checked_sub(page.first)? as usize).cloned()
        })
    };

    let go_to = move |position: Position| {
        if let Some(frame) = frame.get_untracked() {
            scroll.expected.set_value(Some(position));
            frame.set_scroll_top(position.bar.round() as i32);
            // The browser says nothing of a bar that is there already.
            if let Ok(event) = web_sys::Event::new("scroll") {
                let _ = frame.dispatch_event(&event);
            }
        }
    };
    let reveal = move |place: u32| {
        let extent = extent.get_untracked();
        if let Some(top) = extent.revealing(scroll.position.get_untracked(), place) {
            go_to(extent.at(top));
        }
    };
    let rest = StoredValue::new(None::<TimeoutHandle>);
    let on_scroll = move |_| {
        let Some(frame) = frame.get_untracked() else { return };
        let (bar, extent) = (f64::from(frame.scroll_top()), extent.get_untracked());
        let position = match scroll.expected.get_value() {
            Some(expected) if (expected.bar - bar).abs() <= 1.0 => Position { bar, ..expected },
            _ => extent.scrolled(scroll.position.get_untracked(), bar),
        };
        scroll.expected.set_value(None);
        if scroll.position.get_untracked() != position {
            scroll.position.set(position);
        }
        if let Some(handle) = rest.get_value() {
            handle.clear();
        }
        let at_rest = extent.at(position.top);
        if extent.is_scaled() && (at_rest.bar - bar).abs() > 1.0 {
            rest.set_value(set_timeout_with_handle(move || go_to(at_rest), IDLE).ok());
        }
    };
    on_cleanup(move || {
        if let Some(handle) = rest.try_get_value().flatten() {
            handle.clear();
        }
    });
    Effect::new(move |_| {
        // Before it is measured, a guess stands for the height of the view.
        extent.track();
        if let Some(place) = selected.get() {
            // Once what the place is in has been laid out.
            request_animation_frame(move || reveal(place));
        }
    });
    measure(frame, scroll.view_px, if footer.is_some() { HEAD_PX + ROW_PX } else { HEAD_PX });

    let select = move |place: u32| {
        moved.set((Some(place), selected.get_untracked()));
        if let Some(row) = row_at(place) {
            on_select.run((place, row));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // Keys on the buttons within are theirs.
        if event.target() != event.current_target() || event.is_composing() {
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        let place = cursor.get_untracked();
        if matches!(key.as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            place.into_iter().for_each(select);
            return;
        }
        let Some(next) = after_key(&key, place, extent.get_untracked()) else { return };
        event.prevent_default();
        event.stop_propagation();
        reveal(next);
        if selects_on_move.get_untracked() {
            select(next);
        } else {
            moved.set((Some(next), selected.get_untracked()));
        }
    };

    let places =
        Memo::new(move |_| scroll.position.with(|position| extent.get().places_in_view(*position, AROUND)));
    let shift = move || {
        let first = places.with(|places| places.start);
        format!("translateY({}px)", extent.get().offset_of(scroll.position.get(), first))
    };
    let row_id = move |place: u32| format!("{id}-row-{place}");
    let row = move |place: u32| {
        let content = Memo::new(move |_| row_at(place).map(Same));
        let cells = move || {
            let columns = columns.get();
            content.with(|content| match content {
                Some(Same(row)) => columns
                    .iter()
                    .map(|column| {
                        view! { <div role="gridcell" class=column.class("vt-cell")>{(column.cell)(row)}</div> }
                    })
                    .collect_view()
                    .into_any(),
                None => columns
                    .iter()
                    .map(|column| view! { <div role="gridcell" class=column.class("vt-cell vt-waiting")></div> })
                    .collect_view()
                    .into_any(),
            })
        };
        view! {
            <div
                role="row"
                class="vt-row"
                id=row_id(place)
                class:vt-odd=place % 2 == 1
                class:vt-cursor=move || cursor.get() == Some(place)
                aria-rowindex=place + 2
                aria-selected=move || (selected.get() == Some(place)).to_string()
                on:click=move |_| select(place)
            >
                {cells}
            </div>
        }
    };
    let heading = move |column: &Column<T>| {
        let words = Arc::clone(&column.heading);
        let (class, sort) = (column.class("vt-heading"), column.sort);
        let order = move || sort.map(|sort| sort.order.get());
        let words = move || words();
        view! {
            <div role="columnheader" class=class aria-sort=order>
                {match sort {
                    Some(sort) => view! { <button on:click=move |_| sort.on_click.run(())>{words}</button> }.into_any(),
                    None => words.into_any(),
                }}
            </div>
        }
    };
    let template = move || {
        columns.with(|columns| columns.iter().map(|column| column.width).collect::<Vec<_>>().join(" "))
    };
    let least = move || {
        columns.with(|columns| format!("{}px", columns.iter().map(|column| column.least_px()).sum::<u32>()))
    };
    let foot = footer.map(|footer| {
        let cells = move || {
            let footer = Arc::clone(&footer);
            let cell = move |column: &Column<T>| {
                view! { <div role="gridcell" class=column.class("vt-cell")>{footer(&column.key)}</div> }
            };
            columns.with(|columns| columns.iter().map(cell).collect_view())
        };
        view! { <div role="row" class="vt-row vt-foot" aria-rowindex=move || rows.get() + 2>{cells}</div> }
    });
    let more = u32::from(foot.is_some());
    view! {
        <div
            class="vt"
            id=format!("{id}-table")
            role="grid"
            tabindex="0"
            node_ref=frame
            class:is-stale=move || is_stale.get()
            aria-label=move || label.get()
            aria-rowcount=move || rows.get() + 1 + more
            aria-colcount=move || columns.with(Vec::len)
            aria-activedescendant=move || cursor.get().filter(|place| places.get().contains(place)).map(row_id)
            style=("--vt-columns", template)
            style=("--vt-least", least)
            on:scroll=on_scroll
            on:keydown=on_key
        >
            <div class="vt-head" role="row" aria-rowindex="1">
                {move || columns.with(|columns| columns.iter().map(heading).collect_view())}
            </div>
            <div class="vt-body" role="rowgroup" style:height=move || format!("{}px", extent.get().height_px())>
                <div class="vt-layer" role="presentation" style:transform=shift>
                    <For each=move || places.get() key=|place| *place children=row />
                </div>
            </div>
            {foot}
        </div>
    }
}

/// A row as the content of a memo.
#[derive(Clone, PartialEq)]
struct Same<T>(T);

/// Where a key moves the cursor to.
fn after_key(key: &str, place: Option<u32>, extent: Extent) -> Option<u32> {
    let last = extent.rows.checked_sub(1)?;
    let stretch = ((extent.view_px / ROW_PX) as u32).saturating_sub(1).max(1);
    let moved = match (key, place) {
        ("ArrowDown" | "j" | "ArrowUp" | "k" | "PageDown" | "PageUp", None) => 0,
        ("ArrowDown" | "j", Some(place)) => place.saturating_add(1),
        ("ArrowUp" | "k", Some(place)) => place.saturating_sub(1),
        ("PageDown", Some(place)) => place.saturating_add(stretch),
        ("PageUp", Some(place)) => place.saturating_sub(stretch),
        ("Home" | "g", _) => 0,
        ("End" | "G", _) => last,
        _ => return None,
    };
    Some(moved.min(last))
}

/// Keeps the height of the part in which rows are seen.
fn measure(frame: NodeRef<Div>, view_px: RwSignal<f64>, around_px: f64) {
    frame.on_load(move |frame| {
        let element: HtmlElement = frame.into();
        let own = element.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || {
            let height = (f64::from(own.client_height()) - around_px).max(ROW_PX);
            if view_px.try_get_untracked().is_some_and(|before| before != height) {
                view_px.try_set(height);
            }
        });
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, on_resize));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}
