//! The flow picture: endpoints, and ribbons between them that filter for their transfers.

use crate::context::App;
use crate::widgets::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, chart_theme};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::{EndpointLabel, FlowLabels, HitTarget, draw_flow};
use sessionscope::model::{Amount, Endpoint};
use sessionscope::query::answer::{Flow, Transfers};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::number;
use sessionscope::text::{amount, endpoint_name, plural, way_name};
use std::sync::Arc;

/// Transfers from and to an endpoint: how many.
fn transfer_counts(flows: &[Flow], endpoint: Endpoint) -> (u64, u64) {
    let count = |is_wanted: fn(&Flow, Endpoint) -> bool| {
        flows.iter().filter(|flow| is_wanted(flow, endpoint)).map(|flow| flow.amount.count).sum()
    };
    (count(|flow, endpoint| flow.key.to == endpoint), count(|flow, endpoint| flow.key.from == endpoint))
}

/// The picture.
#[component]
pub fn FlowPicture(transfers: Memo<Arc<Transfers>>, is_stale: Signal<bool>) -> impl IntoView {
    let app = App::get();
    let draw = move |width| {
        let (language, theme) = (app.language.get(), chart_theme(app));
        transfers.with(|transfers| {
            let label = |endpoint: Endpoint| {
                let (to, from) = transfer_counts(&transfers.flows, endpoint);
                let note = say!(language, "transfers-place-note", to = number(to), from = number(from));
                EndpointLabel { endpoint, name: endpoint_name(language, endpoint.id()), note }
            };
            let labels = FlowLabels {
                endpoints: Endpoint::ALL.map(label).into(),
                size_unknown: say!(language, "transfers-size-unknown"),
            };
            (!transfers.flows.is_empty()).then(|| draw_flow(&transfers.flows, width, theme, &labels))
        })
    };
    let tip = Callback::new(move |what| {
        let HitTarget::Flow { from, to } = what else { return Tip::default() };
        let language = app.language.get();
        let line = |name, value| TipLine { family: None, name, value };
        transfers.with(|transfers| {
            let flows = transfers.flows.iter().filter(|flow| (flow.key.from, flow.key.to) == (from, to));
            let moved: Amount = flows.map(|flow| flow.amount).sum();
            let lines = vec![
                line(say!(language, "transfers-count"), number(moved.count)),
                line(say!(language, "transfers-size"), amount(language, moved)),
            ];
            Tip { head: way_name(language, (from, to)), lines }
        })
    });
    let pick = Callback::new(move |what| {
        if let HitTarget::Flow { from, to } = what {
            for (field, endpoint) in [("from", from), ("to", to)] {
                let value = endpoint.id().to_owned();
                app.act(Action::AddTerm { field: field.to_owned(), value, negated: false });
            }
        }
    });
    let summary = Signal::derive(move || {
        let language = app.language.get();
        transfers.with(|transfers| {
            let Some(most) = transfers.flows.iter().max_by_key(|flow| (flow.amount.bytes, flow.amount.count))
            else {
                return say!(language, "transfers-empty");
            };
            let count: u64 = transfers.flows.iter().map(|flow| flow.amount.count).sum();
            say!(
                language,
                "transfers-flow-summary",
                number = plural(u128::from(count)),
                count = number(count),
                way = way_name(language, (most.key.from, most.key.to)),
                bytes = amount(language, most.amount)
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
                way_name(language, (flow.key.from, flow.key.to)),
                number(flow.amount.count),
                sessionscope::text::units::grouped(flow.amount.bytes),
                number(flow.amount.unsized_count),
            ]
        };
        ChartTable { columns, rows: transfers.with(|transfers| transfers.flows.iter().map(row).collect()) }
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
