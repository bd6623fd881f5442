//! Counts as bars: the most frequent values of a field, each a button that filters for it.

use super::glyph::Glyph;
use crate::web::context::App;
use crate::web::words::number_of;
use leptos::prelude::*;
use sessionscope::query::answer::{Count, Counts};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::{activity_explained, system_name, visible};

/// The most frequent values of a field, and how many more there are.
#[component]
pub fn CountBars(
    /// What is counted.
    #[prop(into)]
    title: Signal<String>,
    /// The counts.
    #[prop(into)]
    counts: Signal<Counts>,
    /// The field in the filter language.
    field: &'static str,
    /// Whether they answer an older question.
    #[prop(into)]
    is_stale: Signal<bool>,
) -> impl IntoView {
    let app = App::get();
    let distinct = move || number_of(counts.with(|counts| counts.distinct));
    let list = move || {
        app.language.track();
        let counts = counts.get();
        let most = counts.top.first().map_or(1, |count| count.events).max(1);
        counts.top.into_iter().map(|count| view! { <CountBar count most field /> }).collect_view()
    };
    let rest = move || {
        let counts = counts.get();
        let more = counts.distinct.saturating_sub(counts.top.len() as u64);
        let language = app.language.get();
        if counts.distinct == 0 {
            Some(say!(language, "bars-none"))
        } else if more > 0 {
            Some(say!(language, "bars-rest", more = number_of(more), events = number_of(counts.others)))
        } else {
            None
        }
    };
    view! {
        <section class="bars" class:stale=is_stale aria-label=title>
            <header>
                <h2>{title}</h2>
                <span class="bars-distinct">{distinct}</span>
            </header>
            <ol>{list}</ol>
            {move || rest().map(|rest| view! { <p class="bars-rest">{rest}</p> })}
        </section>
    }
}

/// Names of so many characters may be cut off.
const LONG: usize = 24;

#[component]
fn CountBar(count: Count, most: u64, field: &'static str) -> impl IntoView {
    let app = App::get();
    let Count { value, events, family, system } = count;
    // The list is made anew when the language changes.
    let language = app.language.get_untracked();
    let shown = match field {
        "system" => system_name(language, &value),
        _ => visible(&value).into_owned(),
    };
    let explained = match (field, system) {
        ("activity", Some(system)) => activity_explained(language, system, &value),
        _ => None,
    };
    // A name that may not fit is seen whole in the tip.
    let tip = (explained.is_some() || shown.chars().count() > LONG).then(|| {
        view! {
            <span class="bar-tip" aria-hidden="true">
                <strong>{shown.clone()}</strong>
                {explained.clone()}
            </span>
        }
    });
    view! {
        <li>
            <button
                aria-description=explained
                on:click=move |_| {
                    app.act(Action::AddTerm {
                        field: field.to_owned(),
                        value: value.clone(),
                        negated: false,
                    })
                }
            >
                {family.map(|family| view! { <Glyph family /> })}
                <span class="bar-rail">
                    <span
                        class="bar-length"
                        aria-hidden="true"
                        data-family=family.map(|family| family.id())
                        style:width=format!("{:.2}%", events as f64 * 100.0 / most as f64)
                    ></span>
                    <span class="bar-name">{shown}</span>
                </span>
                <span class="number">{number_of(events)}</span>
            </button>
            {tip}
        </li>
    }
}
