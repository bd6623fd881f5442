//! The tabs, with the arrow keys that tabs have everywhere.

use crate::context::App;
use crate::found::Found;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::grouped;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What a tab is called.
pub fn name(language: Language, tab: Tab) -> String {
    match tab {
        Tab::Overview => say!(language, "tab-overview"),
        Tab::Timeline => say!(language, "tab-timeline"),
        Tab::Sessions => say!(language, "tab-sessions"),
        Tab::Transfers => say!(language, "tab-transfers"),
        Tab::Sites => say!(language, "tab-sites"),
        Tab::Events => say!(language, "tab-events"),
        Tab::Terminal => say!(language, "tab-terminal"),
        Tab::Findings => say!(language, "tab-findings"),
        Tab::Evidence => say!(language, "tab-evidence"),
        Tab::Compare => say!(language, "tab-compare"),
    }
}

/// Id of a tab's button.
pub fn id(tab: Tab) -> String {
    format!("tab-{}", tab.id())
}

/// Whether a tab has nothing to show: the terminal where no session has text, which is so in most cases.
pub fn is_blank(app: App, tab: Tab) -> bool {
    tab == Tab::Terminal && !app.status.with(|status| status.has_session_text)
}

/// The row of tabs.
#[component]
pub fn Tabs() -> impl IntoView {
    let app = App::get();
    let summary = Found::get().summary;
    let found = Memo::new(move |_| {
        let summary = summary.get()?;
        Some(summary.groups.iter().map(|group| u128::from(group.count)).sum::<u128>())
            .filter(|found| *found > 0)
    });
    let count = move |tab| {
        let found = found.get().filter(|_| tab == Tab::Findings)?;
        Some(view! { " " <span class="tab-count">{grouped(found)}</span> })
    };
    let on_key = move |event: KeyboardEvent| {
        let beside = |is_right| app.tab.get_untracked().beside(is_right, |tab| is_blank(app, tab));
        let next = match event.key().as_str() {
            "ArrowRight" => beside(true),
            "ArrowLeft" => beside(false),
            "Home" => Tab::Overview,
            "End" => Tab::Compare,
            _ => return,
        };
        event.prevent_default();
        app.act(Action::SetTab(next));
        let button = document().get_element_by_id(&id(next));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            let _ = button.focus();
        }
    };
    let why_blank = move |tab: Tab| is_blank(app, tab).then(|| say!(app.language.get(), "tab-terminal-none"));
    let tab = move |tab: Tab| {
        let is_selected = move || app.tab.get() == tab;
        view! {
            <button
                role="tab"
                id=id(tab)
                data-tab=tab.id()
                aria-controls="view"
                aria-selected=move || is_selected().to_string()
                tabindex=move || if is_selected() { "0" } else { "-1" }
                aria-disabled=move || is_blank(app, tab).then_some("true")
                title=move || why_blank(tab)
                on:click=move |_| if !is_blank(app, tab) { app.act(Action::SetTab(tab)) }
            >
                {move || name(app.language.get(), tab)} {move || count(tab)}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=words!(app.language, "views") on:keydown=on_key>
            {Tab::ALL.into_iter().map(tab).collect_view()}
        </div>
    }
}
