//! The view of the transfers tab: what moved between which endpoints, when, by whom, and each transfer.

mod columns;
mod flow;
mod rows;
mod totals;

use crate::context::App;
use crate::widgets::empty_state::EmptyState;
use crate::widgets::transfers_over_time::TransfersOverTime;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::TransferPanels;
use sessionscope::model::TextField;

/// The transfers view.
#[component]
pub fn Transfers() -> impl IntoView {
    let app = App::get();
    let answers = app.ask(|| Some(TransferPanels { bins: super::overview::BINS }));
    let transfers = answers.or_default();
    let is_stale: Signal<bool> = answers.is_stale.into();
    let is_here = Memo::new(move |_| answers.is_here());
    let is_empty = Memo::new(move |_| transfers.with(|transfers| transfers.flows.is_empty()));
    let series = Memo::new(move |_| transfers.with(|transfers| transfers.series.clone()));
    let user = words!(app.language, "transfers-by-user");
    let extension = words!(app.language, "transfers-by-extension");
    let site = words!(app.language, "transfers-by-site");
    let user_column = words!(app.language, "transfers-user");
    let type_column = words!(app.language, "transfers-type");
    let site_column = words!(app.language, "transfers-site");
    let nobody = words!(app.language, "nobody");
    let nothing = words!(app.language, "transfers-no-extension");
    let nowhere = words!(app.language, "transfers-no-site");
    view! {
        <div class="transfers">
            <Show when=move || is_here.get()>
                <Show
                    when=move || !is_empty.get()
                    fallback=move || view! { <EmptyState words=words!(app.language, "transfers-empty") /> }
                >
                    <div class="transfers-grid">
                        <flow::FlowPicture transfers is_stale />
                        <TransfersOverTime series is_stale />
                        <div class="transfers-totals">
                            <totals::Totals title=user column=user_column field=TextField::User absent=nobody />
                            <totals::Totals
                                title=extension
                                column=type_column
                                field=TextField::Extension
                                absent=nothing
                            />
                            <totals::Totals title=site column=site_column field=TextField::Host absent=nowhere />
                        </div>
                        <rows::TransferTable />
                    </div>
                </Show>
            </Show>
        </div>
    }
}
