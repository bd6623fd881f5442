//! The frame of the page.

use super::case::Phase;
use super::context::App;
use super::views::{drawer, events, evidence, overview, sessions, timeline, transfers};
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, AppState, Tab};

/// The page.
#[component]
pub fn Root() -> impl IntoView {
    let cores = window().navigator().hardware_concurrency() as u32;
    let app = App::provide(AppState::default(), cores.saturating_sub(1).clamp(1, 8), RwSignal::new(false));
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-case", app.phase.get().id());
        }
    });
    let is_empty = move || app.phase.get() == Phase::Empty;
    view! {
        <main>
            <Show when=is_empty fallback=Workplace>
                <button on:click=move |_| app.case().add_sample()>"Try the sample case"</button>
            </Show>
        </main>
    }
}

/// Tabs, view and drawer.
#[component]
fn Workplace() -> impl IntoView {
    let app = App::get();
    let tab = move |tab: Tab| {
        let label = move || match tab {
            Tab::Overview => say!(app.language.get(), "tab-overview"),
            Tab::Timeline => say!(app.language.get(), "tab-timeline"),
            Tab::Sessions => say!(app.language.get(), "tab-sessions"),
            Tab::Transfers => say!(app.language.get(), "tab-transfers"),
            Tab::Events => say!(app.language.get(), "tab-events"),
            Tab::Evidence => say!(app.language.get(), "tab-evidence"),
        };
        view! {
            <button role="tab" data-tab=tab.id() on:click=move |_| app.act(Action::SetTab(tab))>
                {label}
            </button>
        }
    };
    view! {
        <div role="tablist">{Tab::ALL.map(tab).collect_view()}</div>
        {move || match app.tab.get() {
            Tab::Overview => overview::Overview().into_any(),
            Tab::Timeline => timeline::Timeline().into_any(),
            Tab::Sessions => sessions::Sessions().into_any(),
            Tab::Transfers => transfers::Transfers().into_any(),
            Tab::Events => events::Events().into_any(),
            Tab::Evidence => evidence::Evidence().into_any(),
        }}
        <drawer::Drawer />
    }
}
