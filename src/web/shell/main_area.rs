//! Tabs and view, and beside them the drawer, whose width can be dragged.

use super::facets::FacetColumn;
use super::tabs::{Tabs, id};
use crate::context::App;
use crate::views::{
    compare, drawer, events, evidence, findings, overview, sessions, sites, terminal, timeline, transfers,
};
use crate::widgets::context_menu::ContextMenuView;
use crate::widgets::deferred::Deferred;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::state::{Tab, drawer as drawer_width};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// A window of so many pixels has room for the facets beside a view.
const WIDE_PX: f64 = 1200.0;

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(WIDE_PX)
}

/// Everything below the minimap.
#[component]
pub fn MainArea() -> impl IntoView {
    let app = App::get();
    let is_drawer_shown = drawer::is_shown(app);
    let width = RwSignal::new(drawer_width::START_PX);
    // Where there is little room they are there when they are wanted.
    let are_facets_shown = RwSignal::new(window_width() >= WIDE_PX);
    view! {
        <div class="work" style=("--drawer", move || format!("{}px", width.get()))>
            <Show when=move || are_facets_shown.get()><FacetColumn /></Show>
            <main class="main">
                <div class="tabs-row">
                    <button
                        class="facets-switch"
                        type="button"
                        aria-expanded=move || are_facets_shown.get().to_string()
                        aria-controls="facets"
                        aria-label=words!(app.language, "facets")
                        title=words!(app.language, "facets")
                        on:click=move |_| are_facets_shown.update(|shown| *shown = !*shown)
                    >
                        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M4 8h8M6.5 12h3" /></svg>
                    </button>
                    <Tabs />
                </div>
                <div
                    class="view"
                    id="view"
                    role="tabpanel"
                    tabindex="0"
                    aria-labelledby=move || id(app.tab.get())
                    data-view=move || app.tab.get().id()
                >
                    <Deferred>
                        {move || match app.tab.get() {
                            Tab::Overview => overview::Overview().into_any(),
                            Tab::Timeline => timeline::Timeline().into_any(),
                            Tab::Sessions => sessions::Sessions().into_any(),
                            Tab::Transfers => transfers::Transfers().into_any(),
                            Tab::Sites => sites::Sites().into_any(),
                            Tab::Events => events::Events().into_any(),
                            Tab::Terminal => terminal::Terminal().into_any(),
                            Tab::Findings => findings::Findings().into_any(),
                            Tab::Evidence => evidence::Evidence().into_any(),
                            Tab::Compare => compare::Compare().into_any(),
                        }}
                    </Deferred>
                </div>
                <Show when=move || is_drawer_shown.get()>
                    <Edge width=width />
                </Show>
                // Here it is within a landmark, whatever it was opened in.
                <ContextMenuView />
            </main>
            <Show when=move || is_drawer_shown.get()>
                <div class="drawer-place" style:width=move || format!("{}px", width.get())>
                    <drawer::Drawer />
                </div>
            </Show>
        </div>
    }
}

/// The edge between view and drawer, moved by pointer and by keys.
#[component]
fn Edge(width: RwSignal<i32>) -> impl IntoView {
    let app = App::get();
    let is_dragged = StoredValue::new(false);
    let down = move |event: PointerEvent| {
        if let Some(edge) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = edge.set_pointer_capture(event.pointer_id());
            is_dragged.set_value(true);
            event.prevent_default();
        }
    };
    let moved = move |event: PointerEvent| {
        if is_dragged.get_value() {
            let right = document().document_element().map_or(0, |root| root.client_width());
            width.set(drawer_width::width(right - event.client_x()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some(moved) = drawer_width::width_after_key(width.get_untracked(), &event.key()) {
            event.prevent_default();
            width.set(moved);
        }
    };
    view! {
        <div
            class="edge"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=words!(app.language, "drawer-width")
            aria-valuemin=drawer_width::LEAST_PX.to_string()
            aria-valuemax=drawer_width::MOST_PX.to_string()
            aria-valuenow=move || width.get().to_string()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| is_dragged.set_value(false)
            on:pointercancel=move |_| is_dragged.set_value(false)
            on:keydown=on_key
        ></div>
    }
}
