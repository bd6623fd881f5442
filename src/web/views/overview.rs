//! The view of the overview tab: what happened, how often, by whom, where, and what moved.

mod events;
mod figures;
mod look;

use crate::context::App;
use crate::widgets::bars::CountBars;
use crate::widgets::deferred::Deferred;
use crate::widgets::empty_state::EmptyState;
use crate::widgets::transfers_over_time::TransfersOverTime;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::OverviewPanels;
use sessionscope::query::answer::ValueCounts;
use sessionscope::query::overview::Overview as Answer;
use sessionscope::source::limits::MAX_LIST_ROWS;
use sessionscope::state::Language;
use sessionscope::{say, text};

/// Enough for a bar every few pixels of a wide chart.
pub const BINS: u32 = 160;

/// Values of a field that fit beside a chart.
const TOP: u32 = 8;

/// The time that the view covers.
fn shown_time(app: App) -> String {
    let whole = app.status.with(|status| status.time_range);
    text::shown_time(&app.zone.get(), app.scope.with(|scope| scope.range), whole).unwrap_or_default()
}

/// The overview view.
#[component]
pub fn Overview() -> impl IntoView {
    let app = App::get();
    let answers = app.ask(|| Some(OverviewPanels { bins: BINS, top: TOP }));
    let overview = answers.or_default();
    let is_stale: Signal<bool> = answers.is_stale.into();
    let is_here = Memo::new(move |_| answers.is_here());
    let is_empty = Memo::new(move |_| overview.with(|overview| overview.events == 0));
    let bars =
        move |field: &'static str, title: fn(Language) -> String, part: fn(&Answer) -> &ValueCounts| {
            let title = Signal::derive(move || title(app.language.get()));
            let counts = Memo::new(move |_| overview.with(|overview| part(overview).clone()));
            // CloudTrail has hundreds of activities: that list shows all of them, as far as they can be drawn.
            let start = if field == "activity" { MAX_LIST_ROWS } else { TOP as usize };
            view! { <CountBars title counts field start is_stale /> }
        };
    // Where nothing was called and all is of one system, such lists would say nothing.
    let has_services = Memo::new(move |_| overview.with(|overview| overview.services.distinct > 0));
    let has_systems = Memo::new(move |_| overview.with(|overview| overview.systems.distinct > 1));
    let series = Memo::new(move |_| overview.with(|overview| overview.transfers.clone()));
    view! {
        <div class="overview">
            <look::DeservesLook />
            <Show when=move || is_here.get()>
                <Show
                    when=move || !is_empty.get()
                    fallback=move || view! { <EmptyState words=words!(app.language, "overview-empty") /> }
                >
                    <figures::KeyFigures overview />
                    <div class="overview-grid">
                        <div class="overview-charts">
                            <Deferred>
                                <events::EventsOverTime overview is_stale />
                            </Deferred>
                            <Deferred>
                                <TransfersOverTime series is_stale />
                            </Deferred>
                        </div>
                        {bars("activity", |language| say!(language, "overview-activities"), |overview| &overview.activities)}
                        <div class="overview-tops">
                            {bars("user", |language| say!(language, "overview-users"), |overview| &overview.users)}
                            {bars("host", |language| say!(language, "overview-hosts"), |overview| &overview.hosts)}
                            {bars("client_ip", |language| say!(language, "overview-client-ips"), |overview| &overview.client_ips)}
                            <Show when=move || has_services.get()>
                                {bars("service", |language| say!(language, "overview-services"), |overview| &overview.services)}
                            </Show>
                            <Show when=move || has_systems.get()>
                                {bars("system", |language| say!(language, "overview-systems"), |overview| &overview.systems)}
                            </Show>
                        </div>
                    </div>
                </Show>
            </Show>
        </div>
    }
}
