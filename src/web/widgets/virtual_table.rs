//! A table of any number of rows, of which only those in view are elements. It asks for a window of rows as
//! one scrolls; it knows neither the request nor the engine.
//!
//! ```ignore
//! let scroll = TableScroll::new();
//! let page = app.ask(move || Some(InputPage { window: scroll.window() })).page();
//! view! { <VirtualTable id="inputs" label columns page scroll selected on_select /> }
//! ```
//!
//! Its rows are one stop of the Tab key: arrows, `j` `k`, Page Up and Down, Home, End, `g` and `G` move a cursor, Enter
//! selects the row under it. Its headings are another one, with the edge of the heading as the next: arrows move from
//! heading to heading, and on an edge they make the column wider or narrower.

mod column;
mod cursor;
mod edge;
mod head;
mod parts;
mod scroll;

pub use column::{Column, Sort, TableRow, sort_of};
pub use scroll::TableScroll;

use super::context_menu::{ContextMenu, MenuSubject};
use crate::context::App;
use crate::marks::Marks;
use crate::shell::Landmarks;
use column::{FootCell, tracks};
use cursor::TableCursor;
use head::Head;
use leptos::html::Div;
use leptos::prelude::*;
use parts::{Foot, Row};
use scroll::HEAD_PX;
use sessionscope::model::RowId;
use sessionscope::model::time::TimeMs;
use sessionscope::query::answer::Page;
use sessionscope::say;
use sessionscope::state::scroll::{Extent, ROW_PX};
use sessionscope::text::units::grouped;
use web_sys::{KeyboardEvent, MouseEvent};

/// Rows that are elements above and below of those in view.
const OVERSCAN_ROWS: u32 = 8;

/// The event that a row is, and when it happened.
type EventOf<T> = fn(&T) -> (RowId, Option<TimeMs>);

/// The table.
#[component]
pub fn VirtualTable<T: TableRow>(
    /// Begins the ids of its elements.
    id: &'static str,
    /// What a screen reader calls it.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns; asked for again when a signal that they read changes.
    columns: impl Fn() -> Vec<Column<T>> + Send + Sync + 'static,
    /// The latest window of rows.
    #[prop(into)]
    page: Signal<Option<Page<T>>>,
    /// Where it is scrolled to.
    scroll: TableScroll,
    /// The index of the selected row; it is kept in view when it changes.
    #[prop(into)]
    selected: Signal<Option<u32>>,
    /// Called with a row and its index when somebody selects it.
    on_select: impl Fn(u32, &T) + Send + Sync + 'static,
    /// Whether moving the cursor selects at once.
    #[prop(into, optional)]
    selects_on_move: Signal<bool>,
    /// Whether the rows are those of an older request.
    #[prop(into, optional)]
    is_stale: Signal<bool>,
    /// The event that a row is, and when it happened, for its menu.
    #[prop(optional)]
    event_of: Option<EventOf<T>>,
    /// A row that stays at the bottom: one cell a column, in their order.
    #[prop(optional)]
    footer: Option<FootCell>,
) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let widths = app.pick(|state| state.widths.clone());
    let frame = NodeRef::<Div>::new();
    // Columns hold functions, which cannot be compared: columns made anew are always others.
    let columns = Memo::new_with_compare(move |_| columns(), |_, _| true);
    let rows = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let extent = Memo::new(move |_| Extent { rows: rows.get(), view_px: scroll.view_px.get() });
    let scroll = scroll.of(frame, extent);
    let on_select = Callback::new(move |(index, row): (u32, T)| on_select(index, &row));
    let cursor = TableCursor::new(page, scroll, selected, on_select, selects_on_move);
    scroll.measure(if footer.is_some() { HEAD_PX + ROW_PX } else { HEAD_PX });
    Effect::new(move |_| {
        // Before the table is measured, a guess stands for the height of its view.
        extent.track();
        if let Some(index) = selected.get() {
            // Once the rows around it have been laid out.
            request_animation_frame(move || scroll.reveal(index));
        }
    });

    let context_menu = ContextMenu::get();
    // Of a cell the menu is about what it shows, of a row about all that its cells show.
    let menu = Callback::new(move |(event, row, cell): (MouseEvent, T, Option<usize>)| {
        let values = columns.with_untracked(|columns| match cell {
            Some(index) => columns.get(index).into_iter().flat_map(|column| column.values(&row)).collect(),
            None => columns.iter().flat_map(|column| column.values(&row)).collect(),
        });
        context_menu.open(
            &event,
            MenuSubject { values, event: event_of.map(|event_of| event_of(&row)), range: None },
        );
    });
    let on_menu_key = move |event: MouseEvent| {
        let row = cursor.index.get_untracked();
        let row = row.and_then(|index| page.with_untracked(|page| page.as_ref()?.row(index).cloned()));
        if let Some(row) = row.filter(|_| event.target() == event.current_target()) {
            menu.run((event, row, None));
        }
    };

    // Of the row that keys have come to, whichever is selected.
    let (marks, landmarks) = (Marks::get(), Landmarks::get());
    let on_mark_key = move |event: &KeyboardEvent| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing());
        let is_ours =
            is_plain && event.target() == event.current_target() && landmarks.has_keys.get_untracked();
        let Some((index, event_of)) = cursor.index.get_untracked().zip(event_of).filter(|_| is_ours) else {
            return false;
        };
        let row = page.with_untracked(|page| page.as_ref()?.row(index).map(|row| event_of(row).0));
        match (event.key().as_str(), row) {
            ("m" | "M", Some(row)) => marks.toggle(row),
            ("t" | "T", Some(_)) => {
                cursor.select(index);
                marks.ask_for_tag();
            }
            // The row is on its way: nothing is done to another one.
            ("m" | "M" | "t" | "T", None) => {}
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    };

    let indices = Memo::new(move |_| extent.get().indices_in_view(scroll.position.get(), OVERSCAN_ROWS));
    let shift = move || {
        let first = indices.with(|indices| indices.start);
        format!("translateY({}px)", extent.get().offset_of(scroll.position.get(), first))
    };
    let row_id = move |index: u32| format!("{id}-row-{index}");
    let tracks = move || columns.with(|columns| widths.with(|widths| tracks(id, columns, widths)));
    let (template, least_width) = (move || tracks().0, move || format!("{}px", tracks().1));
    let foot_rows = u32::from(footer.is_some());
    view! {
        <div
            class="vt"
            id=format!("{id}-table")
            role="grid"
            tabindex="0"
            node_ref=frame
            class:is-stale=is_stale
            class:vt-cut=move || extent.with(|extent| extent.height_px() > extent.view_px)
            aria-label=label
            aria-rowcount=move || (rows.get() + 1 + foot_rows).to_string()
            aria-colcount=move || columns.with(Vec::len).to_string()
            aria-activedescendant=move || cursor.index.get().filter(|index| indices.get().contains(index)).map(row_id)
            style=("--vt-columns", template)
            style=("--vt-least", least_width)
            on:scroll=move |_| scroll.on_scroll()
            on:keydown=move |event| {
                if !on_mark_key(&event) {
                    cursor.on_key(&event);
                }
            }
            on:contextmenu=on_menu_key
        >
            <Head table=id columns />
            <div class="vt-body" role="rowgroup" style:height=move || format!("{}px", extent.get().height_px())>
                <div class="vt-layer" role="presentation" style:transform=shift>
                    <For each=move || indices.get() key=|index| *index let:index>
                        <Row id=row_id(index) index columns page cursor selected menu />
                    </For>
                </div>
            </div>
            {footer.map(|cell| view! { <Foot columns cell rows /> })}
            <p class="vt-printed">
                {move || say!(language.get(), "table-printed", count = grouped(u128::from(rows.get())))}
            </p>
        </div>
    }
}
