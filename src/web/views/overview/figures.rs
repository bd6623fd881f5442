//! The figures that one looks for first.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::model::Direction;
use sessionscope::query::overview::Overview;
use sessionscope::query::transfers::moved;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::amount;
use sessionscope::text::units::number;
use std::sync::Arc;

/// A row of figures; each leads to the view that has more of it.
#[component]
pub fn KeyFigures(overview: Memo<Arc<Overview>>) -> impl IntoView {
    let app = App::get();
    let figure = move |tab: Tab, name: String, value: String, note: Option<String>| {
        view! {
            <li>
                <button on:click=move |_| app.act(Action::SetTab(tab))>
                    <span class="figure-name">{name}</span>
                    <strong class="figure-value">{value}</strong>
                    <span class="figure-note">{note}</span>
                </button>
            </li>
        }
    };
    let figures = move || {
        let (language, zone, overview) = (app.language.get(), app.zone.get(), overview.get());
        let moved = |wanted| {
            let moved = moved(&overview.flows, wanted);
            (number(moved.count), (!moved.is_none()).then(|| amount(language, moved)))
        };
        let (incoming, incoming_note) = moved(Direction::In);
        let (outgoing, outgoing_note) = moved(Direction::Out);
        let undated = (overview.undated > 0)
            .then(|| say!(language, "overview-undated", count = number(overview.undated)));
        let time = format!("{} {}", super::shown_time(app), zone.label());
        view! {
            {figure(
                Tab::Events,
                say!(language, "overview-events"),
                number(overview.events),
                Some(undated.unwrap_or(time)),
            )}
            {figure(Tab::Sessions, say!(language, "overview-users"), number(overview.users.distinct), None)}
            {figure(Tab::Events, say!(language, "overview-hosts"), number(overview.hosts.distinct), None)}
            {figure(
                Tab::Sessions,
                say!(language, "overview-client-ips"),
                number(overview.client_ips.distinct),
                None,
            )}
            {figure(Tab::Transfers, say!(language, "moved-in"), incoming, incoming_note)}
            {figure(Tab::Transfers, say!(language, "moved-out"), outgoing, outgoing_note)}
        }
    };
    view! { <ul class="figures">{figures}</ul> }
}
