//! The view of the compare tab: what is in scope beside another part of the case, by all that tells people and places
//! apart.

mod choice;
mod values;

use crate::context::App;
use crate::widgets::empty_state::EmptyState;
use crate::words::words;
use choice::Choice;
use leptos::prelude::*;
use sessionscope::engine::requests::{Comparison, OtherPart};
use sessionscope::model::{Amount, Zone};
use sessionscope::query::compare::ComparisonResult;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::compare::OtherScope;
use sessionscope::text::count_and_amount;
use sessionscope::text::units::number;
use std::sync::Arc;
use values::Values;

/// How many values of each dimension are compared at once.
const MOST_VALUES: u32 = 12;

/// The compare view.
#[component]
pub fn Compare() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let asked = app.pick(|state| (state.compare.clone(), state.filter.clone(), state.zone.clone()));
    // The range that is being brushed counts, as it does for what is shown.
    let range = Memo::new(move |_| app.scope.with(|scope| scope.range));
    let part = Memo::new(move |_| asked.with(|(with, filter, zone)| with.part(filter, range.get(), zone)));
    let answers = app.ask(move || {
        let with = match part.get()? {
            OtherScope::Rest => OtherPart::Rest,
            OtherScope::Scope(filter, range) => {
                let zone = if filter.depends_on_zone() { app.zone.get() } else { Zone::default() };
                OtherPart::Scope { filter: filter.to_string(), range, zone }
            }
        };
        Some(Comparison { with, most: MOST_VALUES })
    });
    let compared = Memo::new(move |_| {
        let latest = answers.latest.with(|latest| latest.as_ref().map(|latest| Arc::clone(&latest.response)));
        latest.filter(|_| part.with(Option::is_some))
    });
    // What is in scope may be everything, and then there is nothing beside it.
    let is_one_sided = Memo::new(move |_| {
        compared.with(|compared| compared.as_ref().is_some_and(|it| it.events.0 == 0 || it.events.1 == 0))
    });
    let shown = move || {
        compared.get().map(|compared| {
            let events = compared.events;
            // Where everything is shown, no value is new or gone: there is nothing that it could be held against.
            let is_rest_of_all = events.1 == 0 && part.with(|part| *part == Some(OtherScope::Rest));
            let all =
                compared.values.iter().map(|values| view! { <Values values=values.clone() events part /> });
            let values = (!is_rest_of_all).then(|| {
                view! { <div class="compare-values" class:stale=answers.is_stale>{all.collect_view()}</div> }
            });
            view! {
                <Totals compared=Arc::clone(&compared) />
                {values}
            }
        })
    };
    view! {
        <section class="compare" aria-label=words!(language, "tab-compare")>
            <Choice />
            <Show when=move || part.with(Option::is_none)>
                <EmptyState words=words!(language, "compare-no-part") />
            </Show>
            <Show when=move || is_one_sided.get()>
                <p class="compare-note">{words!(language, "compare-one-sided")}</p>
            </Show>
            {shown}
        </section>
    }
}

/// Events and bytes of both parts.
#[component]
fn Totals(compared: Arc<ComparisonResult>) -> impl IntoView {
    let language = App::get().language;
    let amounts = move |amounts: (Amount, Amount)| {
        let words = move |amount: Amount| match amount.is_none() {
            true => "–".to_owned(),
            false => count_and_amount(language.get(), amount),
        };
        (words(amounts.0), words(amounts.1))
    };
    let rows = move || {
        let events = (number(compared.events.0), number(compared.events.1));
        [
            (say!(language.get(), "compare-events"), events),
            (say!(language.get(), "compare-in"), amounts(compared.incoming)),
            (say!(language.get(), "compare-out"), amounts(compared.outgoing)),
        ]
        .map(|(name, (here, there))| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{here}</td>
                    <td class="number">{there}</td>
                </tr>
            }
        })
        .collect_view()
    };
    let heading = move |words: fn(Language) -> String| view! { <th scope="col" class="number">{move || words(language.get())}</th> };
    view! {
        <table class="compare-totals">
            <thead>
                <tr>
                    <td></td>
                    {heading(|language| say!(language, "compare-here"))}
                    {heading(|language| say!(language, "compare-there"))}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
