//! Counts as bars: the most frequent values of a field, each a button that filters for it.

use super::glyph::Glyph;
use crate::web::context::App;
use crate::web::widgets::deferred::Deferred;
use crate::web::words::{number_of, words};
use leptos::prelude::*;
use sessionscope::engine::requests::TopValues;
use sessionscope::filter::Field;
use sessionscope::query::answer::{ValueCount, ValueCounts};
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
    counts: Memo<ValueCounts>,
    /// The field in the filter language.
    field: &'static str,
    /// Whether they answer an older question.
    #[prop(into)]
    is_stale: Signal<bool>,
) -> impl IntoView {
    let app = App::get();
    let first = counts;
    let counted = Field::from_name(field);
    // How many more than the first ones are wanted.
    let more_wanted = RwSignal::new(0u32);
    let answers = app.ask(move || {
        let more = more_wanted.get();
        let top = first.with(|counts| counts.top.len() as u32) + more;
        counted.filter(|_| more > 0).map(|field| TopValues { field, top })
    });
    let counts = Memo::new(move |_| {
        if more_wanted.get() == 0 {
            return first.get();
        }
        answers.with(ValueCounts::clone).unwrap_or_else(|| first.get())
    });
    let distinct = move || number_of(counts.with(|counts| counts.distinct));
    let list = move || {
        app.language.track();
        let counts = counts.get();
        let most = counts.top.first().map_or(1, |count| count.events).max(1);
        counts.top.into_iter().map(|count| view! { <CountBar count most field /> }).collect_view()
    };
    // The longer list answers a question of its own.
    let is_stale =
        Memo::new(move |_| if more_wanted.get() == 0 { is_stale.get() } else { answers.is_stale.get() });
    let is_none = Memo::new(move |_| counts.with(|counts| counts.distinct == 0));
    let rest = Memo::new(move |_| {
        let language = app.language.get();
        counts.with(|counts| {
            let more = counts.distinct.saturating_sub(counts.top.len() as u64);
            let (more, events) = ((more > 0).then(|| number_of(more))?, number_of(counts.others));
            Some(say!(language, "bars-rest", more = more, events = events))
        })
    });
    view! {
        <section class="bars" class:stale=move || is_stale.get() aria-label=title>
            <header>
                <h2>{title}</h2>
                <span class="bars-distinct">{distinct}</span>
            </header>
            <ol class:is-long=move || more_wanted.get() != 0><Deferred>{list}</Deferred></ol>
            <Show when=move || is_none.get()>
                <p class="bars-rest">{words!(app.language, "bars-none")}</p>
            </Show>
            <Rest rest more_wanted />
        </section>
    }
}

/// What is left out of a list, as a button that shows more of it, and one that takes that back.
#[component]
pub fn Rest(
    /// How much is left out, in words; nothing where nothing is.
    rest: Memo<Option<String>>,
    /// How many more than at first are wanted.
    more_wanted: RwSignal<u32>,
) -> impl IntoView {
    let app = App::get();
    let has_rest = Memo::new(move |_| rest.with(Option::is_some));
    view! {
        <p class="bars-rest">
            <Show when=move || has_rest.get()>
                <button class="link" on:click=move |_| more_wanted.update(|more| *more += MORE)>
                    {move || rest.get()}
                </button>
            </Show>
            <Show when=move || more_wanted.get() != 0>
                <button class="link" on:click=move |_| more_wanted.set(0)>
                    {words!(app.language, "bars-fewer")}
                </button>
            </Show>
        </p>
    }
}

/// How many more values a click shows: as many as one scrolls through.
const MORE: u32 = 100;

/// Names of so many characters may be cut off.
const LONG: usize = 24;

#[component]
fn CountBar(count: ValueCount, most: u64, field: &'static str) -> impl IntoView {
    let app = App::get();
    let ValueCount { value, events, family, system } = count;
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
