//! The page: what stands where.

use super::context::App;
use super::deep::DeepSearching;
use super::found::Found;
use super::leads::Leads;
use super::marks::Marks;
use super::rules::RuleRuns;
use super::scheduler::Scheduler;
use super::selection::EventSelection;
use super::shell::{
    Landmarks, add_files, address,
    case_dialog::{CaseButton, CaseDialog, CaseFull},
    deep_dialog::{DeepButton, DeepDialog},
    deep_notes::DeepNotes,
    deep_progress::DeepProgress,
    environment,
    export::{ExportMenu, ExportProgress, Exports},
    filter_line::FilterLine,
    filter_report::FilterWords,
    focus,
    found_note::FoundNote,
    help::HelpDialog,
    keys,
    main_area::MainArea,
    minimap::Minimap,
    palette::Palette,
    reading, remember,
    sealed::SealedDialog,
    shortcomings::Shortcomings,
    start_page::StartPage,
    top_bar::TopBar,
};
use crate::widgets::context_menu::ContextMenu;
use crate::widgets::visible_content::VisibleContent;
use leptos::prelude::*;
use sessionscope::state::progress::Phase;

/// The page.
#[component]
pub fn Root(scheduler: Scheduler) -> impl IntoView {
    let (processors, budget) =
        (window().navigator().hardware_concurrency() as u32, environment::memory_budget());
    let app = App::provide(address::first_state(), processors, budget, environment::system_is_dark());
    // Only while events come in is there so much to show that it is spread over time slices.
    Effect::new(move |_| scheduler.spread(app.phase.get() == Phase::Reading));
    let landmarks = Landmarks::provide();
    environment::mark_root(app);
    address::keep(app, landmarks);
    remember::follow(app);
    address::ask_before_leaving(app);
    EventSelection::provide(app);
    let marks = Marks::provide(app);
    Found::provide(app);
    DeepSearching::provide(app);
    Leads::provide(app);
    RuleRuns::provide(app);
    ContextMenu::provide();
    VisibleContent::provide();
    keys::listen(app, landmarks, marks);
    focus::keep();
    let is_empty = Memo::new(move |_| app.phase.get() == Phase::Empty);
    view! {
        <add_files::Inputs />
        <div class="page">
            <TopBar />
            <Show when=move || is_empty.get() fallback=Case>
                <StartPage />
            </Show>
        </div>
        <reading::ReadAloud />
        <add_files::DropSheet />
        <add_files::PasteDialog />
        <SealedDialog />
        <HelpDialog />
    }
}

/// All that is there once something was given.
#[component]
fn Case() -> impl IntoView {
    // What was pressed to give the files is gone, and the focus with it: it goes to the tabs.
    request_animation_frame(focus::focus_tabs_if_lost);
    let exports = Exports::new(App::get());
    view! {
        <reading::Reading />
        <DeepProgress />
        <Shortcomings />
        <ExportProgress exports />
        <CaseFull />
        <search class="search-row">
            <FilterLine />
            <DeepButton />
            <CaseButton />
            <ExportMenu exports />
        </search>
        <FilterWords />
        <DeepNotes />
        <FoundNote />
        <Minimap />
        <MainArea />
        <Palette exports />
        <CaseDialog exports />
        <DeepDialog />
    }
}
