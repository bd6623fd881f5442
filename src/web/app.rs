//! The page: what stands where.

use super::case::Phase;
use super::context::App;
use super::shell::{
    Frame, address, empty::Empty, export::ExportMenu, filter_line::FilterLine, give, help::HelpDialog, keys,
    reading, sealed::SealedDialog, strip::Strip, surroundings, tabs, top_bar::TopBar, workplace::Workplace,
};
use crate::web::memo::Memo;
use crate::web::widgets::show::Show;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Root() -> impl IntoView {
    let (processors, room) = (window().navigator().hardware_concurrency() as u32, surroundings::room_bytes());
    let app = App::provide(address::first_state(), processors, room, surroundings::system_is_dark());
    let frame = Frame::provide();
    surroundings::tell_root(app);
    address::keep(app);
    keys::listen(app, frame);
    let is_empty = Memo::new(move |_| app.phase.get() == Phase::Empty);
    view! {
        <give::Inputs />
        <div class="page">
            <TopBar />
            <Show when=move || is_empty.get() fallback=Case>
                <Empty />
            </Show>
        </div>
        <reading::ReadAloud />
        <give::DropSheet />
        <give::PasteDialog />
        <SealedDialog />
        <HelpDialog />
    }
}

/// All that is there once something was given.
#[component]
fn Case() -> impl IntoView {
    // What was pressed to give the files is gone, and the focus with it: it goes to the tabs.
    request_animation_frame(tabs::focus_if_lost);
    view! {
        <reading::Reading />
        <reading::Shortcomings />
        <search class="search-row">
            <FilterLine />
            <ExportMenu />
        </search>
        <Strip />
        <Workplace />
    }
}
