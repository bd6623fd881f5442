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

mod grid;
mod page;

pub use page::{PageOf, page_of};

use crate::web::any::AnyValue;
use crate::web::memo::Memo;
use crate::web::signal::RwSignal;
use grid::Grid;
use leptos::prelude::*;
use sessionscope::state::scroll::{Position, window_at};
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

type Words = Arc<dyn Fn() -> String + Send + Sync>;
type Cell = Arc<dyn Fn(&AnyValue) -> AnyView + Send + Sync>;
/// What stands at the bottom of a column, by the column's key.
type Foot = Arc<dyn Fn(&'static str) -> AnyView + Send + Sync>;

/// A column of a table of such rows.
pub struct Column<T> {
    any: AnyColumn,
    rows: PhantomData<fn() -> T>,
}

/// A column, whatever the rows are.
struct AnyColumn {
    key: &'static str,
    width: &'static str,
    is_numeric: bool,
    heading: Words,
    cell: Cell,
    sort: Option<Sort>,
}

/// The columns of a table. They hold functions, which cannot be compared: made anew they are others.
struct Columns(Vec<AnyColumn>);

impl PartialEq for Columns {
    fn eq(&self, _: &Columns) -> bool {
        false
    }
}

/// How a column sorts the table. It holds no signal of its own: one that is made with the columns ends
/// when they are made anew, and what they have drawn may still read it then.
#[derive(Clone)]
pub struct Sort {
    order: Arc<dyn Fn() -> &'static str + Send + Sync>,
    on_click: Arc<dyn Fn() + Send + Sync>,
}

impl Sort {
    /// The order is `ascending`, `descending` or `none`; `on_click` is what a click on the heading does.
    pub fn new(
        order: impl Fn() -> &'static str + Send + Sync + 'static,
        on_click: impl Fn() + Send + Sync + 'static,
    ) -> Sort {
        Sort { order: Arc::new(order), on_click: Arc::new(on_click) }
    }
}

impl<T: Any> Column<T> {
    /// A column; `width` is a track of a CSS grid whose first number is its least width (`96px`,
    /// `minmax(120px, 1fr)`). Heading and cells are made anew when a signal that they read changes.
    pub fn new(
        key: &'static str,
        width: &'static str,
        heading: impl Fn() -> String + Send + Sync + 'static,
        cell: impl Fn(&T) -> AnyView + Send + Sync + 'static,
    ) -> Column<T> {
        let cell: Cell = Arc::new(move |row| row.get().map(&cell).into_any());
        let any = AnyColumn { key, width, is_numeric: false, heading: Arc::new(heading), cell, sort: None };
        Column { any, rows: PhantomData }
    }

    /// The column with its cells at the right.
    pub fn numeric(mut self) -> Column<T> {
        self.any.is_numeric = true;
        self
    }

    /// The column with a heading that sorts.
    pub fn sorted(mut self, sort: Sort) -> Column<T> {
        self.any.sort = Some(sort);
        self
    }

    /// What it is called in code and style.
    pub fn key(&self) -> &'static str {
        self.any.key
    }
}

impl AnyColumn {
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

/// The table.
#[component]
pub fn VirtualTable<T: Any>(
    /// Begins the ids of its elements.
    id: &'static str,
    /// What a screen reader calls it.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns; asked for again when a signal that they read changes.
    columns: impl Fn() -> Vec<Column<T>> + Send + Sync + 'static,
    /// The newest stretch of rows.
    page: PageOf<T>,
    /// Where it is scrolled to.
    scroll: TableScroll,
    /// The place of the selected row; it is kept in view when it changes.
    #[prop(into)]
    selected: Signal<Option<u32>>,
    /// Called with a row and its place when somebody selects it.
    on_select: impl Fn(u32, &T) + Send + Sync + 'static,
    /// Whether moving the cursor selects at once.
    #[prop(into, optional)]
    selects_on_move: Signal<bool>,
    /// Whether the rows are those of an older question.
    #[prop(into, optional)]
    is_stale: Signal<bool>,
    /// A row that stays at the bottom: one cell a column, in their order.
    #[prop(optional)]
    footer: Option<Foot>,
) -> impl IntoView {
    // All that depends on the type of the rows ends here.
    let columns = Memo::new(move |_| Columns(columns().into_iter().map(|column| column.any).collect()));
    let on_select =
        move |(place, row): (u32, AnyValue)| row.get().into_iter().for_each(|row| on_select(place, row));
    Grid {
        id,
        label,
        columns,
        page: page.page,
        scroll,
        selected,
        on_select: Callback::new(on_select),
        selects_on_move,
        is_stale,
    }
    .view(footer)
}
