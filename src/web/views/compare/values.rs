//! The values of one dimension: what is new, gone, more and less. Each leads to its events.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::context_menu::{ContextMenu, MenuSubject};
use crate::widgets::glyph::Glyph;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::{Expression, Field, Pattern};
use sessionscope::model::{TextField, Zone};
use sessionscope::query::compare::{Change, ComparedValue, ComparedValues, Dimension};
use sessionscope::query::field_counts::CountableField;
use sessionscope::say;
use sessionscope::state::compare::OtherScope;
use sessionscope::state::{Action, Language};
use sessionscope::text::units::number;
use sessionscope::text::{field_name, system_name};
use web_sys::MouseEvent;

/// The values of a dimension.
#[component]
pub fn Values(
    values: ComparedValues,
    /// All events here and there.
    events: (u64, u64),
    /// The other part.
    part: Memo<Option<OtherScope>>,
) -> impl IntoView {
    let language = App::get().language;
    let ComparedValues { dimension, only_here, only_there, in_both, rows } = values;
    let title = move || dimension_name(language.get(), dimension);
    let left = u64::from(only_here + only_there + in_both).saturating_sub(rows.len() as u64);
    let summary = move || {
        let [new, gone, both] = [only_here, only_there, in_both].map(|count| number(u64::from(count)));
        say!(language.get(), "compare-values", new = new, gone = gone, both = both)
    };
    let more = (left > 0).then(|| {
        let words = move || say!(language.get(), "list-more", count = number(left));
        view! { <p class="list-part">{words}</p> }
    });
    let rows = rows.into_iter().map(|row| view! { <Row row dimension events part /> }).collect_view();
    view! {
        <section class="compare-part" aria-label=move || say!(language.get(), "compare-named", name = title())>
            <header>
                <h2>{title}</h2>
                <span class="second small">{summary}</span>
            </header>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words!(language, "compare-change")}</th>
                        <th scope="col">{title}</th>
                        <th scope="col" class="number">{words!(language, "compare-here")}</th>
                        <th scope="col" class="number">{words!(language, "compare-there")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        </section>
    }
}

#[component]
fn Row(
    row: ComparedValue,
    dimension: Dimension,
    events: (u64, u64),
    part: Memo<Option<OtherScope>>,
) -> impl IntoView {
    let (app, context_menu) = (App::get(), ContextMenu::get());
    let language = app.language;
    let change = row.change(events);
    let ComparedValue { value, family, here, there } = row;
    let field = dimension_field(dimension);
    let stored = StoredValue::new(value);
    let shown = move || match field {
        Field::System => system_name(language.get(), &stored.get_value()),
        _ => cell_text(&stored.get_value()),
    };
    // What is gone is not among what is shown: it leads to the other part.
    let choose = move |event: MouseEvent| {
        let Some(term) = term_of(dimension, &stored.get_value()) else { return };
        let shown = match part.get_untracked().filter(|_| change == Change::Gone) {
            Some(other) => other.line(&app.zone.get_untracked()),
            None => app.now(|state| state.line()),
        };
        let line = if event.alt_key() { shown.exclude(term) } else { shown.and(term) };
        app.act(Action::SetFilter(line.to_string()));
    };
    let count = move |count: u64, all: u64| {
        let share = format!("{:.1}%", count as f64 * 100.0 / all.max(1) as f64);
        view! {
            <td class="number">{number(count)} " " <span class="faint compare-share">{share}</span></td>
        }
    };
    view! {
        <tr data-change=change_id(change)>
            <td class="compare-change">{move || change_name(language.get(), change)}</td>
            <td class="compare-value">
                <button
                    type="button"
                    class="plain"
                    title=shown
                    on:click=choose
                    on:contextmenu=move |event| {
                        // The menu knows values, and a network is none.
                        if dimension != Dimension::Network {
                            context_menu.open(&event, MenuSubject::value(field, stored.get_value()));
                        }
                    }
                >
                    {family.map(|family| view! { <Glyph family /> })}
                    <span>{shown}</span>
                </button>
            </td>
            {count(here, events.0)}
            {count(there, events.1)}
        </tr>
    }
}

/// The term that asks for a value of a dimension.
fn term_of(dimension: Dimension, value: &str) -> Option<Expression> {
    match dimension {
        Dimension::Field(field) => Expression::exactly(field.field(), value),
        // As it is written: a network, and no address that holds a stroke.
        Dimension::Network => {
            Expression::any_of(dimension_field(dimension), vec![Pattern::literal(value)], &Zone::default())
                .ok()
        }
    }
}

/// The field that a value of a dimension is asked for by: a network is asked for as an address.
fn dimension_field(dimension: Dimension) -> Field {
    match dimension {
        Dimension::Field(field) => field.field(),
        Dimension::Network => CountableField::Text(TextField::ClientIp).field(),
    }
}

fn dimension_name(language: Language, dimension: Dimension) -> String {
    match dimension {
        Dimension::Field(field) => field_name(language, field.field().name()),
        Dimension::Network => say!(language, "compare-network"),
    }
}

fn change_id(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Gone => "gone",
        Change::More => "more",
        Change::Less => "less",
        Change::Same => "same",
    }
}

/// A sign and a word: never by colour alone.
fn change_name(language: Language, change: Change) -> String {
    match change {
        Change::New => say!(language, "compare-new"),
        Change::Gone => say!(language, "compare-gone"),
        Change::More => say!(language, "compare-more"),
        Change::Less => say!(language, "compare-less"),
        Change::Same => say!(language, "compare-same"),
    }
}
