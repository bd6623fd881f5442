//! The flow picture: places, and ribbons between them that filter for their transfers.

use super::Facts;
use crate::web::context::App;
use crate::web::memo::Memo;
use crate::web::widgets::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, chart_theme};
use crate::web::words::words;
use crate::web::words::{amount, number_of};
use leptos::prelude::*;
use sessionscope::chart::{EndpointLabel, FlowLabels, HitTarget, draw_flow};
use sessionscope::model::Endpoint;
use sessionscope::query::answer::Flow;
use sessionscope::say;
use sessionscope::state::{Action, Language};
use sessionscope::text::{endpoint_name, plural};
use std::sync::Arc;

const PLACES: [Endpoint; 6] = [
    Endpoint::Local,
    Endpoint::RemoteDisk,
    Endpoint::RemoteClipboard,
    Endpoint::Site,
    Endpoint::Printer,
    Endpoint::CloudShell,
];

/// Transfers from and to a place: how many.
fn around(flows: &[Flow], place: Endpoint) -> (u64, u64) {
    let count = |is_wanted: fn(&Flow, Endpoint) -> bool| {
        flows.iter().filter(|flow| is_wanted(flow, place)).map(|flow| flow.count).sum()
    };
    (count(|flow, place| flow.to == place), count(|flow, place| flow.from == place))
}

fn way(language: Language, from: Endpoint, to: Endpoint) -> String {
    let (from, to) = (endpoint_name(language, from.id()), endpoint_name(language, to.id()));
    say!(language, "transfers-way", from = from, to = to)
}

/// The picture.
#[component]
pub fn FlowPicture(facts: Memo<Arc<Facts>>, is_stale: Signal<bool>) -> impl IntoView {
    let app = App::get();
    let draw = move |width| {
        let (language, theme) = (app.language.get(), chart_theme(app));
        facts.with(|facts| {
            let label = |place: Endpoint| {
                let (to, from) = around(&facts.flows, place);
                let note = say!(language, "transfers-place-note", to = number_of(to), from = number_of(from));
                EndpointLabel { place, name: endpoint_name(language, place.id()), note }
            };
            let labels = FlowLabels {
                places: PLACES.map(label).into(),
                size_unknown: say!(language, "transfers-size-unknown"),
            };
            (!facts.flows.is_empty()).then(|| draw_flow(&facts.flows, width, theme, &labels))
        })
    };
    let tip = Callback::new(move |what| {
        let HitTarget::Flow { from, to } = what else { return Tip::default() };
        let language = app.language.get();
        let line = |name, value| TipLine { family: None, name, value };
        facts.with(|facts| {
            let flows = facts.flows.iter().filter(|flow| (flow.from, flow.to) == (from, to));
            let (count, bytes, unknown) = flows.fold((0, 0, 0), |(count, bytes, unknown), flow| {
                (count + flow.count, bytes + flow.bytes, unknown + flow.unsized_count)
            });
            let lines = vec![
                line(say!(language, "transfers-count"), number_of(count)),
                line(say!(language, "transfers-size"), amount(language, bytes, count, unknown)),
            ];
            Tip { head: way(language, from, to), lines }
        })
    });
    let pick = Callback::new(move |what| {
        if let HitTarget::Flow { from, to } = what {
            for (field, place) in [("from", from), ("to", to)] {
                let value = place.id().to_owned();
                app.act(Action::AddTerm { field: field.to_owned(), value, negated: false });
            }
        }
    });
    let summary = Signal::derive(move || {
        let language = app.language.get();
        facts.with(|facts| {
            let Some(most) = facts.flows.iter().max_by_key(|flow| (flow.bytes, flow.count)) else {
                return say!(language, "transfers-empty");
            };
            let count: u64 = facts.flows.iter().map(|flow| flow.count).sum();
            say!(
                language,
                "transfers-flow-summary",
                number = plural(u128::from(count)),
                count = number_of(count),
                way = way(language, most.from, most.to),
                bytes = amount(language, most.bytes, most.count, most.unsized_count)
            )
        })
    });
    let table = move || {
        let language = app.language.get();
        let columns = vec![
            say!(language, "transfers-from-to"),
            say!(language, "transfers-count"),
            say!(language, "transfers-bytes"),
            say!(language, "moved-unknown"),
        ];
        let row = |flow: &Flow| {
            vec![
                way(language, flow.from, flow.to),
                number_of(flow.count),
                sessionscope::text::units::grouped(flow.bytes),
                number_of(flow.unsized_count),
            ]
        };
        ChartTable { columns, rows: facts.with(|facts| facts.flows.iter().map(row).collect()) }
    };
    let title = words!(app.language, "transfers-flow");
    view! {
        <div class="transfers-flow">
            <ChartFigure title summary draw is_stale marks=Marks::Flows(pick) tip table />
            <p class="note">{words!(app.language, "transfers-legs-note")}</p>
            <p class="note">{words!(app.language, "transfers-unknown-note")}</p>
        </div>
    }
}
