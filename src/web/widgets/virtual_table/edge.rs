//! The edge of a heading: dragged by pointer or moved by keys, it makes its column wider or narrower.

use super::column::{Column, TableRow};
use crate::context::App;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::column_widths::{LEAST_PX, MOST_PX, width_after_key};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// Of which column an edge is.
#[derive(Clone, Copy)]
pub(super) struct EdgeOf {
    /// The id of the table.
    pub(super) table: &'static str,
    /// Which of its columns, counted from 0.
    pub(super) index: usize,
    /// What the column is called.
    pub(super) key: &'static str,
    /// The least width that it has by itself, in CSS pixels.
    pub(super) least_px: u32,
}

/// Where a drag began, and how wide the column was then.
#[derive(Clone, Copy)]
struct Drag {
    x: i32,
    px: u32,
}

/// The edge.
#[component]
pub(super) fn Edge<T: TableRow>(
    of: EdgeOf,
    columns: Memo<Vec<Column<T>>>,
    /// What the column is called.
    name: Signal<String>,
    /// Whether the Tab key leads to it.
    tab_index: Signal<&'static str>,
) -> impl IntoView {
    let app = App::get();
    let EdgeOf { table, index, key, least_px } = of;
    let chosen = app.pick(move |state| state.widths.get(table, key));
    // How wide it is where nobody has chosen that: known once somebody comes to the edge.
    let measured = RwSignal::new(least_px);
    let now = move || chosen.get().unwrap_or(measured.get());
    let drag = StoredValue::new(None::<Drag>);

    // What stands before the edge keeps its place while the column changes: else what shares the room that is left would
    // move under the pointer.
    let set = move |heading: &Element, px: Option<u32>| {
        let flexible = columns.with_untracked(|columns| {
            let before = columns.iter().take(index).enumerate();
            let flexible = before.filter(|(_, column)| column.is_flexible());
            flexible.map(|(place, column)| (place, column.key())).collect::<Vec<_>>()
        });
        let unset = |key| app.now(|state| state.widths.get(table, key).is_none());
        let headings = heading.parent_element().map(|row| row.children());
        let width = |place: usize| headings.as_ref()?.item(place as u32).map(|it| width_px(&it));
        let before = flexible.into_iter().filter(|(_, key)| px.is_some() && unset(key));
        let fixed = before.filter_map(|(place, key)| Some((key, Some(width(place)?))));
        app.act(Action::SetColumnWidths(table, fixed.chain([(key, px)]).collect()));
    };
    let down = move |event: PointerEvent| {
        let Some((edge, heading)) = edge_and_heading(&event) else { return };
        if event.button() != 0 {
            return;
        }
        let _ = edge.set_pointer_capture(event.pointer_id());
        measured.set(width_px(&heading));
        drag.set_value(Some(Drag { x: event.client_x(), px: width_px(&heading) }));
    };
    let moved = move |event: PointerEvent| {
        let Some((Drag { x, px }, (_, heading))) = drag.get_value().zip(edge_and_heading(&event)) else {
            return;
        };
        let wanted = i64::from(px) + i64::from(event.client_x() - x);
        let wanted = wanted.clamp(LEAST_PX.into(), MOST_PX.into()) as u32;
        if wanted != width_px(&heading) {
            set(&heading, Some(wanted));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some((_, heading)) = edge_and_heading(&event) else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let before = app.now(|state| state.widths.get(table, key)).unwrap_or(measured.get_untracked());
        if let Some(px) = width_after_key(before, &event.key(), event.shift_key()) {
            event.prevent_default();
            event.stop_propagation();
            set(&heading, px);
            if px.is_none() {
                // Its own width is known once it has been laid out.
                request_animation_frame(move || {
                    measured.try_set(width_px(&heading));
                });
            }
        }
    };
    view! {
        <div
            class="vt-edge"
            role="separator"
            tabindex=tab_index
            aria-orientation="vertical"
            aria-label=move || say!(app.language.get(), "table-column-width", column = name.get())
            aria-valuemin=LEAST_PX.to_string()
            aria-valuemax=MOST_PX.to_string()
            aria-valuenow=move || now().to_string()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
            on:focus=move |event| {
                if let Some((_, heading)) = edge_and_heading(&event) {
                    measured.set(width_px(&heading));
                }
            }
            on:dblclick=move |event| {
                if let Some((_, heading)) = edge_and_heading(&event) {
                    set(&heading, None);
                }
            }
            on:keydown=on_key
        ></div>
    }
}

/// The edge that an event is at, and its heading.
fn edge_and_heading(event: &web_sys::Event) -> Option<(Element, Element)> {
    let edge = event.current_target()?.dyn_into::<Element>().ok()?;
    let heading = edge.parent_element()?;
    Some((edge, heading))
}

fn width_px(element: &Element) -> u32 {
    element.get_bounding_client_rect().width().round() as u32
}
