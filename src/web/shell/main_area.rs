//! Tabs and view, between the facets and the drawer, whose widths can be chosen.

use super::edge::Edge;
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
use sessionscope::state::Tab;
use sessionscope::state::side_panel::SidePanel;

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
    let width = RwSignal::new(SidePanel::DRAWER.start_px);
    let facets = SidePanel::facets(window_width() as i32);
    let facets_width = RwSignal::new(facets.start_px);
    // Where there is little room they are there when they are wanted.
    let are_facets_shown = RwSignal::new(window_width() >= WIDE_PX);
    view! {
        <div
            class="work"
            style=("--drawer", move || format!("{}px", width.get()))
            style=("--facets", move || format!("{}px", facets_width.get()))
        >
            <Show when=move || are_facets_shown.get()><FacetColumn /></Show>
            <main class="main">
                <Show when=move || are_facets_shown.get()>
                    <Edge
                        class="edge-of-facets"
                        label=words!(app.language, "facets-width")
                        panel=facets
                        width=facets_width
                    />
                </Show>
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
                    <Edge
                        class="edge-of-drawer"
                        label=words!(app.language, "drawer-width")
                        panel=SidePanel::DRAWER
                        width
                    />
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
