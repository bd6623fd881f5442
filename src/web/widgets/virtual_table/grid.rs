//! The elements of a table, and how it scrolls and follows keys: the same for rows of every type.

use super::{AnyColumn, Columns, Foot, TableScroll};
use crate::web::any::AnyValue;
use crate::web::context::App;
use crate::web::effect::{effect, on_load};
use crate::web::handler::handler;
use crate::web::memo::Memo;
use crate::web::node_ref::NodeRef;
use crate::web::signal::RwSignal;
use crate::web::widgets::later::Later;
use crate::web::widgets::rows::Rows;
use crate::web::widgets::size::observe;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::say;
use sessionscope::state::scroll::{Extent, Position, ROW_PX};
use sessionscope::text::units::grouped;
use std::sync::Arc;
use std::time::Duration;
use web_sys::{HtmlElement, KeyboardEvent};

/// Height of the row of headings in pixels; the style sheet has the same.
const HEAD_PX: f64 = 28.0;

/// Rows that are drawn above and below of those in view.
const AROUND: u32 = 8;

/// After this long without scrolling the bar is put where the rows are.
const IDLE: Duration = Duration::from_millis(200);

/// The table of rows of any type.
pub struct Grid {
    pub id: &'static str,
    pub label: Signal<String>,
    pub columns: Memo<Columns>,
    pub page: Memo<Option<Page<AnyValue>>>,
    pub scroll: TableScroll,
    pub selected: Signal<Option<u32>>,
    pub on_select: Callback<(u32, AnyValue)>,
    pub selects_on_move: Signal<bool>,
    pub is_stale: Signal<bool>,
}

impl Grid {
    /// Its elements.
    pub fn view(self, footer: Option<Foot>) -> AnyView {
        let Grid { id, label, columns, page, scroll, selected, on_select, selects_on_move, is_stale } = self;
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
            // This is also called later, and by then the table may have gone.
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
            let (extent, position) = (extent.try_get_untracked(), scroll.position.try_get_untracked());
            if let (Some(extent), Some(position)) = (extent, position)
                && let Some(top) = extent.revealing(position, place)
            {
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
        effect(move |_| {
            // Before it is measured, a guess stands for the height of the view.
            extent.track();
            if let Some(place) = selected.get() {
                // Once what the place is in has been laid out.
                request_animation_frame(move || reveal(place));
            }
        });
        measure(frame, scroll.view_px, if footer.is_some() { HEAD_PX + ROW_PX } else { HEAD_PX });

        // What was chosen before its row has come; it is selected when that is here.
        let chosen = RwSignal::new(None::<u32>);
        let select = move |place: u32| {
            moved.set((Some(place), selected.get_untracked()));
            match untrack(|| row_at(place)) {
                Some(row) => {
                    chosen.set(None);
                    on_select.run((place, row));
                }
                None => chosen.set(Some(place)),
            }
        };
        effect(move |_| {
            if let Some(place) = chosen.get().filter(|place| row_at(*place).is_some()) {
                request_animation_frame(move || {
                    if chosen.try_get_untracked().flatten() == Some(place) {
                        select(place);
                    }
                });
            }
        });
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

        let places = Memo::new(move |_| {
            scroll.position.with(|position| extent.get().places_in_view(*position, AROUND))
        });
        let shift = move || {
            let first = places.with(|places| places.start);
            format!("translateY({}px)", extent.get().offset_of(scroll.position.get(), first))
        };
        let row_id = move |place: u32| format!("{id}-row-{place}");
        let waiting = || view! { <div role="gridcell" class="vt-cell vt-waiting"></div> };
        let row = move |place: u32| {
            let content = Memo::new(move |_| row_at(place));
            let cells = move || {
                let cell = |column: &AnyColumn| {
                    content.with(|content| {
                        let (class, cell) = match content {
                            Some(row) => ("vt-cell", Some((column.cell)(row))),
                            None => ("vt-cell vt-waiting", None),
                        };
                        view! { <div role="gridcell" class=column.class(class)>{cell}</div> }.into_any()
                    })
                };
                columns.with(|columns| columns.0.iter().map(cell).collect_view())
            };
            view! {
                <div
                    role="row"
                    class="vt-row"
                    id=row_id(place)
                    class:vt-odd=place % 2 == 1
                    class:vt-cursor=move || cursor.get() == Some(place)
                    aria-rowindex=(place + 2).to_string()
                    aria-selected=move || (selected.get() == Some(place)).to_string()
                    on:click=handler(move |_| select(place))
                >
                    <Later fallback=waiting>{move || cells()}</Later>
                </div>
            }
            .into_any()
        };
        let heading = move |column: &AnyColumn| {
            let words = Arc::clone(&column.heading);
            let (class, sort) = (column.class("vt-heading"), column.sort.clone());
            let order = sort.as_ref().map(|sort| Arc::clone(&sort.order));
            let order = move || order.as_ref().map(|order| order());
            let words = move || words();
            view! {
                <div role="columnheader" class=class aria-sort=move || order()>
                    {match sort {
                        Some(sort) => view! { <button on:click=handler(move |_| (sort.on_click)())>{move || words()}</button> }.into_any(),
                        None => words.into_any(),
                    }}
                </div>
            }
            .into_any()
        };
        let template = move || {
            columns.with(|columns| columns.0.iter().map(|column| column.width).collect::<Vec<_>>().join(" "))
        };
        let least = move || {
            let least_px = |columns: &Columns| columns.0.iter().map(AnyColumn::least_px).sum::<u32>();
            format!("{}px", columns.with(least_px))
        };
        let foot = footer.map(|footer| {
            let cells = move || {
                let footer = Arc::clone(&footer);
                let cell = move |column: &AnyColumn| {
                    view! { <div role="gridcell" class=column.class("vt-cell")>{footer(column.key)}</div> }
                        .into_any()
                };
                columns.with(|columns| columns.0.iter().map(cell).collect_view())
            };
            view! {
                <div role="row" class="vt-row vt-foot" aria-rowindex=move || (rows.get() + 2).to_string()>
                    {move || cells()}
                </div>
            }
            .into_any()
        });
        let more = u32::from(foot.is_some());
        let language = App::get().language;
        let printed = move || say!(language.get(), "table-printed", count = grouped(u128::from(rows.get())));
        view! {
        <div
            class="vt"
            id=format!("{id}-table")
            role="grid"
            tabindex="0"
            node_ref=frame
            class:is-stale=move || is_stale.get()
            class:vt-cut=move || extent.with(|extent| extent.height_px() > extent.view_px)
            aria-label=move || label.get()
            aria-rowcount=move || (rows.get() + 1 + more).to_string()
            aria-colcount=move || columns.with(|columns| columns.0.len().to_string())
            aria-activedescendant=move || cursor.get().filter(|place| places.get().contains(place)).map(row_id)
            style=("--vt-columns", template)
            style=("--vt-least", least)
            on:scroll=handler(on_scroll)
            on:keydown=handler(on_key)
        >
            <div class="vt-head" role="row" aria-rowindex="1">
                {move || columns.with(|columns| columns.0.iter().map(heading).collect_view())}
            </div>
            <div class="vt-body" role="rowgroup" style:height=move || format!("{}px", extent.get().height_px())>
                <div class="vt-layer" role="presentation" style:transform=move || shift()>
                    <Rows places row=Arc::new(row) />
                </div>
            </div>
            {foot}
            <p class="vt-printed">{move || printed()}</p>
        </div>
    }
    .into_any()
    }
}

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
    on_load(frame, move |frame| {
        let element: HtmlElement = frame.into();
        let own = element.clone();
        observe(&[&element], move || {
            let height = (f64::from(own.client_height()) - around_px).max(ROW_PX);
            if view_px.try_get_untracked().is_some_and(|before| before != height) {
                view_px.try_set(height);
            }
        });
    });
}
