//! Counts as bars: the most frequent values of a field, each a button that filters for it.

use super::cell::cell_text;
use super::context_menu::{ContextMenu, MenuSubject};
use super::glyph::Glyph;
use super::list_part::{PartButtons, list_of};
use crate::context::App;
use crate::widgets::deferred::Deferred;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::TopValues;
use sessionscope::filter::{Chosen, Field};
use sessionscope::model::Window;
use sessionscope::query::answer::{ValueCount, ValueCounts};
use sessionscope::query::field_counts::CountableField;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::number;
use sessionscope::text::{activity_explained, system_name};
use web_sys::MouseEvent;

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
    /// How many values are drawn at first.
    start: usize,
    /// Whether they answer an older question.
    #[prop(into)]
    is_stale: Signal<bool>,
) -> impl IntoView {
    let app = App::get();
    let first = counts;
    let counted = CountableField::from_name(field);
    let part = list_of(start);
    let has_enough =
        Memo::new(move |_| first.with(|counts| part.get().of(total(counts)).end <= counts.top.len()));
    let answers = app.ask(move || {
        let drawn = part.get().of(first.with(total));
        let window = Window::new(drawn.start as u32, drawn.len() as u32);
        counted.filter(|_| !has_enough.get()).map(|field| TopValues { field, window })
    });
    let counts = Memo::new(move |_| {
        if has_enough.get() {
            return first.get();
        }
        answers.with(ValueCounts::clone).unwrap_or_else(|| first.get())
    });
    let distinct = move || number(counts.with(|counts| counts.distinct));
    let list = move || {
        app.language.track();
        let part = part.get();
        counts.with(|counts| {
            let most = first.with(|first| most(first).max(most(counts))).max(1);
            let drawn = part.of(total(counts));
            let drawn = with_positions(counts).filter(|(position, _)| drawn.contains(position));
            drawn
                .map(|(_, count)| count.clone())
                .map(|count| view! { <CountBar count most field /> })
                .collect_view()
        })
    };
    // The longer list answers a question of its own.
    let is_stale = Memo::new(move |_| if has_enough.get() { is_stale.get() } else { answers.is_stale.get() });
    let is_none = Memo::new(move |_| counts.with(|counts| counts.distinct == 0));
    let more = move |left: usize| {
        let events = counts.with(|counts| {
            let end = part.get().of(total(counts)).end;
            let known = with_positions(counts).filter(|(position, _)| *position >= end);
            counts.others + known.map(|(_, count)| count.events).sum::<u64>()
        });
        say!(app.language.get(), "bars-rest", more = number(left as u64), events = number(events))
    };
    view! {
        <section class="bars" class:stale=is_stale aria-label=title>
            <header>
                <h2>{title}</h2>
                <span class="bars-distinct">{distinct}</span>
            </header>
            <ol class:is-long=move || !part.get().is_start()><Deferred>{list}</Deferred></ol>
            <Show when=move || is_none.get()>
                <p class="list-part">{words!(app.language, "bars-none")}</p>
            </Show>
            <PartButtons part total=Signal::derive(move || counts.with(total)) more />
        </section>
    }
}

/// How many values there are, drawn or not.
fn total(counts: &ValueCounts) -> usize {
    usize::try_from(counts.distinct).unwrap_or(usize::MAX)
}

/// The values that are known, and which of all each is.
fn with_positions(counts: &ValueCounts) -> impl Iterator<Item = (usize, &ValueCount)> {
    (counts.first as usize..).zip(&counts.top)
}

/// How many events have the first of the values that are known.
fn most(counts: &ValueCounts) -> u64 {
    counts.top.first().map_or(0, |count| count.events)
}

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
        _ => cell_text(&value),
    };
    let explained = match (field, system) {
        ("activity", Some(system)) => activity_explained(language, system, &value),
        _ => None,
    };
    let of = Field::from_name(field);
    let stored = StoredValue::new(value);
    let is_chosen = app.pick(move |state| {
        of.is_some_and(|of| state.filter.chosen(of, &stored.get_value()) == Some(Chosen::Included))
    });
    // With Alt a click leaves out, and a second one takes back, as everywhere.
    let choose = move |event: MouseEvent| {
        let how = if event.alt_key() { Chosen::Excluded } else { Chosen::Included };
        if let Some(field) = of {
            app.act(Action::ChooseValue { field, value: stored.get_value(), how });
        }
    };
    let context_menu = ContextMenu::get();
    let open_menu = move |event: MouseEvent| {
        if let Some(field) = of {
            context_menu.open(&event, MenuSubject::value(field, stored.get_value()));
        }
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
                aria-pressed=move || is_chosen.get().to_string()
                on:click=choose
                on:contextmenu=open_menu
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
                <span class="number">{number(events)}</span>
            </button>
            {tip}
        </li>
    }
}
