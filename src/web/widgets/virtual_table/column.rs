//! The columns of a table: a heading, how wide it is, and what its cells show.

use crate::context::App;
use leptos::prelude::{AnyView, Get, GetUntracked, Memo};
use sessionscope::filter::Field;
use sessionscope::query::table_sort::TableSort;
use sessionscope::state::column_widths::ColumnWidths;
use sessionscope::state::{Action, TableId};
use std::sync::Arc;

type Words = Arc<dyn Fn() -> String + Send + Sync>;
/// The fields and values that a cell shows, as events have them; empty ones are left aside.
type ValuesOf<T> = Arc<dyn Fn(&T) -> Vec<(Field, String)> + Send + Sync>;
type Cell<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;

/// What stands at the bottom of a column, by the column's key.
pub(super) type FootCell = Arc<dyn Fn(&'static str) -> AnyView + Send + Sync>;

/// What the rows of a table can be: plain data.
pub trait TableRow: Clone + PartialEq + Send + Sync + 'static {}

impl<T: Clone + PartialEq + Send + Sync + 'static> TableRow for T {}

/// A column of a table of such rows.
pub struct Column<T> {
    key: &'static str,
    width: &'static str,
    is_numeric: bool,
    heading: Words,
    cell: Cell<T>,
    sort: Option<Sort>,
    values: Option<ValuesOf<T>>,
    is_fixed: bool,
}

/// What a table is sorted by, by the name of the column.
pub fn sort_of(app: App, table: TableId) -> Memo<TableSort<&'static str>> {
    app.pick(move |state| state.sorts.of(table))
}

/// How a column sorts the table. It holds no signal of its own: one that is made with the columns ends
/// when they are made anew, and what they have drawn may still read it then.
#[derive(Clone)]
pub struct Sort {
    order: Arc<dyn Fn() -> &'static str + Send + Sync>,
    on_click: Arc<dyn Fn() + Send + Sync>,
}

impl Sort {
    /// Sorts a table by one of its columns, by the column's name; `now` is what the table is sorted by. A click on what
    /// it is sorted by already turns it round.
    pub fn of_table(
        app: App,
        table: TableId,
        now: Memo<TableSort<&'static str>>,
        column: &'static str,
    ) -> Sort {
        let order = move || match now.get() {
            TableSort { column: other, .. } if other != column => "none",
            TableSort { descending: true, .. } => "descending",
            TableSort { .. } => "ascending",
        };
        let click = move || {
            let sort = now.get_untracked().after_click(column, table.is_most_first(column));
            app.act(Action::SortTable(table, sort));
        };
        Sort { order: Arc::new(order), on_click: Arc::new(click) }
    }

    /// The order as `aria-sort` has it.
    pub(super) fn order(&self) -> &'static str {
        (self.order)()
    }

    pub(super) fn click(&self) {
        (self.on_click)();
    }
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
        Column {
            key,
            width,
            is_numeric: false,
            heading: Arc::new(heading),
            cell: Arc::new(cell),
            sort: None,
            values: None,
            is_fixed: false,
        }
    }

    /// The column with its cells at the right.
    pub fn numeric(self) -> Column<T> {
        Column { is_numeric: true, ..self }
    }

    /// The column with a width that nobody changes, and a heading that is there for those who read by ear alone.
    pub fn fixed(self) -> Column<T> {
        Column { is_fixed: true, ..self }
    }

    /// The column with a heading that sorts.
    pub fn sorted(self, sort: Sort) -> Column<T> {
        Column { sort: Some(sort), ..self }
    }

    /// The column with cells that show a value of a field, which their menu is about.
    pub fn of_field(self, field: Field, value: impl Fn(&T) -> String + Send + Sync + 'static) -> Column<T> {
        self.of_values(move |row| vec![(field, value(row))])
    }

    /// The same with cells that show several of them.
    pub fn of_values(self, values: impl Fn(&T) -> Vec<(Field, String)> + Send + Sync + 'static) -> Column<T> {
        Column { values: Some(Arc::new(values)), ..self }
    }

    /// What it is called in code and style.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Whether nobody changes its width.
    pub(super) fn is_fixed(&self) -> bool {
        self.is_fixed
    }

    /// Whether it takes a share of what room is left.
    pub(super) fn is_flexible(&self) -> bool {
        self.width.contains("fr")
    }

    /// The least width in CSS pixels.
    pub(super) fn least_px(&self) -> u32 {
        let digits = self.width.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().unwrap_or_default()
    }

    /// The class names of its cells.
    pub(super) fn class(&self, base: &str) -> String {
        format!("{base} col-{}{}", self.key, if self.is_numeric { " numeric" } else { "" })
    }

    pub(super) fn heading(&self) -> Words {
        Arc::clone(&self.heading)
    }

    pub(super) fn cell(&self, row: &T) -> AnyView {
        (self.cell)(row)
    }

    /// The values that the cell of a row shows.
    pub(super) fn values(&self, row: &T) -> impl Iterator<Item = (Field, String)> {
        let values = self.values.as_ref().map(|values| values(row)).unwrap_or_default();
        values.into_iter().filter(|(_, value)| !value.is_empty())
    }

    pub(super) fn sort(&self) -> Option<Sort> {
        self.sort.clone()
    }
}

/// The tracks of the grid that a table is, and the least width of all in CSS pixels: each column as wide as somebody has
/// made it, else as it is by itself.
pub(super) fn tracks<T>(table: &str, columns: &[Column<T>], widths: &ColumnWidths) -> (String, u32) {
    let own = |column: &Column<T>| (column.width.to_owned(), column.least_px());
    let track = |column| match widths.get(table, Column::key(column)) {
        Some(px) => (format!("{px}px"), px),
        None => own(column),
    };
    let (tracks, least): (Vec<String>, Vec<u32>) = columns.iter().map(track).unzip();
    (tracks.join(" "), least.into_iter().sum())
}
