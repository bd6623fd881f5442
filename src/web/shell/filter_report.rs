//! Why the filter finds nothing, or cannot find part of what it asks for: under the line stand the terms that nothing
//! matches, with what is nearest to them, and where nothing passes, what each term does.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::FilterDiagnosis;
use sessionscope::filter::{CharSpan, Expression, Field};
use sessionscope::query::filter_report::{ClauseReport, DeadTerm, FilterReport, Likeness, NearestValue};
use sessionscope::say;
use sessionscope::source::limits::MAX_CHIPS;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{field_name, plural};
use std::sync::Arc;

/// What is said of the filter; nothing where all of it finds something.
#[component]
pub fn FilterWords() -> impl IntoView {
    let app = App::get();
    let has_filter = app.pick(|state| !state.filter.is_empty());
    // While files are read, what nothing matches may be about to come.
    // Nor is it told of each range that a brush passes over.
    let is_asked = Memo::new(move |_| {
        has_filter.get() && app.phase.get() != Phase::Reading && app.brushed.with(Option::is_none)
    });
    let answers = app.ask(move || is_asked.get().then_some(FilterDiagnosis));
    // What it says stands at places of a line: of another line it says nothing.
    let report = Memo::new(move |_| {
        answers.latest.with(|latest| {
            let latest = latest.as_ref().filter(|latest| latest.scope == app.scope.get());
            let mut report = latest.map(|latest| Arc::clone(&latest.response)).unwrap_or_default();
            // Of searches that have found nothing, or are not there, it is said beside it.
            if report.dead.iter().any(is_of_search) {
                Arc::make_mut(&mut report).dead.retain(|dead| !is_of_search(dead));
            }
            report
        })
    });
    let is_none = Memo::new(move |_| app.status.with(|status| status.matching == 0));
    let says_something = Memo::new(move |_| {
        let has_dead = report.with(|report| !report.dead.is_empty());
        is_asked.get() && report.with(|report| !report.clauses.is_empty()) && (has_dead || is_none.get())
    });
    let dead = move || {
        let language = app.language.get();
        let shown = report.with(|report| report.dead.iter().take(MAX_CHIPS).cloned().collect::<Vec<_>>());
        shown.into_iter().map(|dead| view! { <Dead dead language /> }).collect_view()
    };
    view! {
        <Show when=move || says_something.get()>
            <div class="filter-words" role="status">
                {dead}
                <Show when=move || is_none.get() && report.with(|report| report.dead.is_empty())>
                    <Clauses report />
                </Show>
            </div>
        </Show>
    }
}

fn is_of_search(dead: &DeadTerm) -> bool {
    dead.field == Some(Field::Deep)
}

/// A term that nothing matches, and what is nearest to it.
#[component]
fn Dead(dead: DeadTerm, language: Language) -> impl IntoView {
    let DeadTerm { span, field, written, nearest, .. } = dead;
    let written = cell_text(&written);
    let said = match field {
        Some(field) => {
            let field = field_name(language, field.name());
            say!(language, "filter-dead-value", field = field, value = written.as_str())
        }
        None => say!(language, "filter-dead-word", value = written.as_str()),
    };
    let (number, count) = (plural(nearest.total.into()), grouped(nearest.total.into()));
    let like = (nearest.total > 0).then(|| match nearest.likeness {
        Likeness::Begins => say!(language, "filter-nearest-begins", number = number, count = count),
        Likeness::Contains => say!(language, "filter-nearest-contains", number = number, count = count),
        Likeness::Similar => say!(language, "filter-nearest-similar", number = number, count = count),
    });
    let value = move |nearest: NearestValue| view! { <Nearest nearest span field language /> };
    view! {
        <p>
            <span class="filter-dead">{said}</span>
            " "
            {like}
            " "
            {nearest.values.into_iter().map(value).collect_view()}
        </p>
    }
}

/// A button that writes a value in place of one that nothing matches.
#[component]
fn Nearest(nearest: NearestValue, span: CharSpan, field: Option<Field>, language: Language) -> impl IntoView {
    let app = App::get();
    let NearestValue { field: of, value, events } = nearest;
    let shown = match field {
        Some(_) => cell_text(&value),
        None => format!("{}: {}", field_name(language, of.name()), cell_text(&value)),
    };
    let replace = move |_| {
        let Some(term) = Expression::exactly(of, &value).map(|term| term.to_string()) else { return };
        // Of a term only its value stands there.
        let name = format!("{}:", of.name());
        let text = if field.is_some() { term.strip_prefix(&name).unwrap_or(&term).to_owned() } else { term };
        app.act(Action::ReplaceTerm(span, text));
    };
    view! {
        <button type="button" class="nearest" on:click=replace>
            {shown}
            " "
            <span class="number">{grouped(events.into())}</span>
        </button>
    }
}

/// What each clause does, where nothing passes all of them.
#[component]
fn Clauses(report: Memo<Arc<FilterReport>>) -> impl IntoView {
    let app = App::get();
    let has_range = app.pick(|state| !state.ranges.is_empty());
    let filter = app.pick(|state| state.filter.clone());
    let clause = move |(index, clause): (usize, ClauseReport), text: String| {
        let language = app.language.get();
        let count = grouped(clause.alone.into());
        let without = say!(language, "filter-without", count = grouped(clause.others.into()));
        let label = say!(language, "filter-remove", term = text.as_str());
        view! {
            <li class:is-empty=clause.alone == 0>
                <code>{text}</code>
                " "
                <span class="number">{count}</span>
                <button type="button" class="nearest" aria-label=format!("{label}: {without}") on:click=move |_| {
                    app.act(Action::RemoveClause(index));
                }>{without.clone()}</button>
            </li>
        }
    };
    let clauses = move || {
        let texts = filter.with(|filter| {
            filter.clauses().iter().map(|clause| cell_text(&clause.to_string())).collect::<Vec<_>>()
        });
        let clauses = report.with(|report| report.clauses.clone());
        clauses
            .into_iter()
            .enumerate()
            .zip(texts)
            .take(MAX_CHIPS)
            .map(|(one, text)| clause(one, text))
            .collect_view()
    };
    let outside = move || {
        let passing = report.with(|report| report.passing);
        (has_range.get() && passing > 0).then(|| {
            let (number, count) = (plural(passing.into()), grouped(passing.into()));
            let words = say!(app.language.get(), "filter-outside", number = number, count = count);
            view! {
                <p>
                    {words}
                    " "
                    <button type="button" class="nearest" on:click=move |_| app.act(Action::PopRangesTo(0))>
                        {words!(app.language, "empty-state-all-time")}
                    </button>
                </p>
            }
        })
    };
    view! {
        <p>{words!(app.language, "filter-empty")}</p>
        <ul>{clauses}</ul>
        {outside}
    }
}
