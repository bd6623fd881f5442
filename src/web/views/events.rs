//! The view of the events tab: the table of all events in scope.

use crate::web::context::App;
use crate::web::widgets::cell::{cell_text, id_cell, text_cell};
use crate::web::widgets::empty_state::EmptyState;
use crate::web::widgets::glyph::Glyph;
use crate::web::widgets::virtual_table::{Column, Sort, TableScroll, VirtualTable};
use crate::web::words::what;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::Scope;
use sessionscope::engine::requests::{EventPage, PositionOf};
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::{bytes_in_full, endpoint_name, family_name, field_name, plural, time_in};
use std::cell::Cell;

/// The columns that can be hidden, by their keys; time and activity always stay.
const OPTIONAL: [&str; 6] = ["user", "session", "client_ip", "what", "size", "moves"];

/// What was chosen for the table. It outlives the view, so that a look at another tab costs nothing.
#[derive(Clone, Copy, PartialEq)]
struct Choice {
    latest_first: bool,
    shown: [bool; OPTIONAL.len()],
}

/// What decides which row has which place.
type Order = (Scope, bool, u64);

thread_local! {
    static CHOICE: Cell<Choice> = const { Cell::new(Choice { latest_first: false, shown: [true; OPTIONAL.len()] }) };
}

/// The events view.
#[component]
pub fn Events() -> impl IntoView {
    let app = App::get();
    let choice = RwSignal::new(CHOICE.get());
    let choose = move |change: &dyn Fn(&mut Choice)| {
        choice.update(|choice| change(choice));
        CHOICE.set(choice.get_untracked());
    };
    let latest_first = Memo::new(move |_| choice.get().latest_first);
    let turn = move || choose(&|choice| choice.latest_first = !choice.latest_first);

    let scroll = TableScroll::new();
    let answers =
        app.ask(move || Some(EventPage { window: scroll.window(), latest_first: latest_first.get() }));
    let page = answers.page();
    // Rows of another window are still right; rows of another scope or order are not.
    let is_stale = Memo::new(move |_| {
        answers.latest.with(|latest| {
            latest.as_ref().is_some_and(|latest| {
                let is_turned = latest.request.latest_first != latest_first.get();
                is_turned || latest.scope != app.scope.get()
            })
        })
    });
    // What was selected here stands where it was; of what was selected elsewhere the engine knows the place.
    let selected_row = app.pick(|state| state.selected);
    let known = RwSignal::new(None::<(u32, u32, Order)>);
    let order = Memo::new(move |_| (app.scope.get(), latest_first.get(), app.version.get()));
    let known_place = Memo::new(move |_| {
        let (row, place, then) = known.get()?;
        (Some(row) == selected_row.get() && then == order.get()).then_some(place)
    });
    let place = app.ask(move || {
        let latest_first = latest_first.get();
        let row = selected_row.get().filter(|_| known_place.get().is_none());
        row.map(|row| PositionOf { row, latest_first })
    });
    let selected = Memo::new(move |_| {
        let row = selected_row.get()?;
        if let Some(place) = known_place.get() {
            return Some(place);
        }
        place.latest.with(|latest| {
            let latest = latest.as_ref()?;
            latest.response.filter(|_| latest.request.row == row)
        })
    });
    let select = move |place, row: &EventRow| {
        known.set(Some((row.row, place, order.get_untracked())));
        app.act(Action::Select(Some(row.row)));
    };
    let is_drawer_open = app.pick(|state| state.is_drawer_open);
    let columns = move || {
        let shown = choice.get().shown;
        let is_shown = |column: &Column<EventRow>| {
            OPTIONAL.iter().position(|key| *key == column.key()).is_none_or(|index| shown[index])
        };
        let sort = Sort::new(move || if latest_first.get() { "descending" } else { "ascending" }, turn);
        columns(app, sort).into_iter().filter(is_shown).collect::<Vec<_>>()
    };
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let count = move || {
        let number = u128::from(total.get().unwrap_or_default());
        say!(app.language.get(), "events-count", number = plural(number), count = units::grouped(number))
    };
    let chooser = OPTIONAL.iter().enumerate().map(|(index, key)| {
        let label = move || optional_name(app, key);
        let toggle = move |_| choose(&move |choice| choice.shown[index] = !choice.shown[index]);
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=move || choice.get().shown[index] on:change=toggle />
                {label}
            </label>
        }
    });
    view! {
        <section class="events" aria-label=words!(app.language, "events-label")>
            <div class="view-bar">
                <p class="second" role="status">{count}</p>
                <div class="view-bar-end">
                    <button
                        type="button"
                        class="plain"
                        aria-pressed=move || latest_first.get().to_string()
                        on:click=move |_| turn()
                    >
                        {words!(app.language, "events-newest-first")}
                    </button>
                    <button type="button" class="plain" popovertarget="events-columns">
                        {words!(app.language, "events-columns")}
                        " ▾"
                    </button>
                    <fieldset id="events-columns" class="choices" popover="auto">
                        <legend class="unseen">{words!(app.language, "events-columns")}</legend>
                        {chooser.collect_view()}
                    </fieldset>
                </div>
            </div>
            <Show
                when=move || total.get() != Some(0)
                fallback=move || view! { <EmptyState words=words!(app.language, "events-none") /> }
            >
                <VirtualTable
                    id="events"
                    label=words!(app.language, "events-label")
                    columns=columns
                    page=page
                    scroll=scroll
                    selected=selected
                    selects_on_move=is_drawer_open
                    is_stale=is_stale
                    on_select=select
                />
            </Show>
        </section>
    }
}

fn optional_name(app: App, key: &str) -> String {
    let language = app.language.get();
    match key {
        "what" => say!(language, "events-column-what"),
        "moves" => say!(language, "events-column-moves"),
        field => field_name(language, field),
    }
}

fn columns(app: App, sort: Sort) -> Vec<Column<EventRow>> {
    let named = move |key: &'static str| move || optional_name(app, key);
    vec![
        Column::new(
            "time",
            "188px",
            move || say!(app.language.get(), "events-column-time", zone = app.zone.get().label()),
            move |row: &EventRow| match row.time_ms {
                Some(time) => time_in(app.zone.get(), time).into_any(),
                None => {
                    let words = say!(app.language.get(), "events-undated");
                    view! { <span class="unknown">{words}</span> }.into_any()
                }
            },
        )
        .sorted(sort),
        Column::new("activity", "minmax(208px, 1.1fr)", named("activity"), move |row: &EventRow| {
            let family = family_name(app.language.get(), row.family.id());
            let title = format!("{family} · {}", cell_text(&row.activity));
            view! {
                <span title=title>
                    <Glyph family=row.family />
                    <span class="unseen">{family}" "</span>
                    {cell_text(&row.activity)}
                </span>
            }
            .into_any()
        }),
        Column::new("user", "minmax(96px, 0.8fr)", named("user"), move |row: &EventRow| {
            if row.user.is_empty() {
                let words = say!(app.language.get(), "nobody");
                return view! { <span class="faint">{words}</span> }.into_any();
            }
            text_cell(&row.user)
        }),
        Column::new("session", "84px", named("session"), |row: &EventRow| id_cell(&row.session)),
        Column::new("client_ip", "108px", named("client_ip"), |row: &EventRow| text_cell(&row.client_ip)),
        Column::new("what", "minmax(200px, 2fr)", named("what"), |row: &EventRow| {
            let what = what(row);
            let error = (!row.error.is_empty()).then(|| {
                let gap = (!what.is_empty()).then_some(" · ");
                view! { {gap} <span class="bad">{cell_text(&row.error)}</span> }
            });
            view! { <span title=what.clone()>{what.clone()} {error}</span> }.into_any()
        }),
        Column::new("size", "80px", named("size"), move |row: &EventRow| match (row.size, row.moves) {
            (Some(size), _) => {
                let exact = bytes_in_full(app.language.get(), size.into());
                view! { <span title=exact>{units::bytes(size.into())}</span> }.into_any()
            }
            (None, Some(_)) => {
                view! { <span class="unknown">{say!(app.language.get(), "unknown")}</span> }.into_any()
            }
            (None, None) => ().into_any(),
        })
        .numeric(),
        Column::new("moves", "minmax(132px, 0.8fr)", named("moves"), move |row: &EventRow| {
            let language = app.language.get();
            row.moves.map_or_else(
                || ().into_any(),
                |(from, to)| {
                    let words = format!(
                        "{} → {}",
                        endpoint_name(language, from.id()),
                        endpoint_name(language, to.id())
                    );
                    view! { <span title=words.clone()>{words.clone()}</span> }.into_any()
                },
            )
        }),
    ]
}
