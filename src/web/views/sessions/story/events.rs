//! What happened in a session, in time order.

use crate::context::App;
use crate::widgets::cell::{cell_text, time_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SessionEventPage;
use sessionscope::model::System;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::units::number;
use sessionscope::text::{activity_explained, event_summary, family_name, plural};

/// The table of its events.
#[component]
pub fn Events(system: System, id: StoredValue<String>) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let scroll = TableScroll::new();
    let answers =
        app.ask(move || Some(SessionEventPage { system, id: id.get_value(), window: scroll.window() }));
    let page = Memo::new(move |_| answers.with(|it| it.events.clone()));
    let row = app.pick(|state| state.selected);
    let selected = Memo::new(move |_| {
        let row = row.get()?;
        page.with(|page| page.as_ref()?.find(|event| event.row == row).map(|(index, _)| index))
    });
    let calls = Memo::new(move |_| answers.with(|it| it.shell_calls).unwrap_or_default());
    let calls = move || {
        let count = u64::from(calls.get());
        (count > 0).then(|| {
            let number_of = plural(u128::from(count));
            say!(language.get(), "sessions-shell-calls", number = number_of, count = number(count))
        })
    };
    // In the story of a shell all but its own events are calls from within it.
    let is_from_shell = move |event: &EventRow| system == System::CloudShell && event.system != system;
    let zone = move || app.zone.get().label();
    let columns = move || {
        vec![
            Column::new(
                "time",
                "184px",
                move || say!(language.get(), "sessions-time", zone = zone()),
                move |event: &EventRow| {
                    time_cell(app, event.time_ms, usize::MAX, || say!(language.get(), "unknown"))
                },
            ),
            Column::new(
                "activity",
                "minmax(200px, 300px)",
                move || say!(language.get(), "sessions-activity"),
                move |event: &EventRow| {
                    let title = activity_explained(language.get(), event.system, &event.activity)
                        .unwrap_or_else(|| family_name(language.get(), event.family.id()));
                    view! {
                        <span title=title>
                            <Glyph family=event.family />
                            {cell_text(&event.activity)}
                        </span>
                    }
                    .into_any()
                },
            ),
            Column::new(
                "what",
                "minmax(160px, 1fr)",
                move || say!(language.get(), "sessions-what"),
                move |event: &EventRow| {
                    // Which target it is stands above.
                    let is_known = event.system.is_session_manager() && system == System::SessionManager;
                    let text = if is_known { String::new() } else { event_summary(event) };
                    let size = match event.size {
                        Some(size) => Some(units::bytes(u128::from(size))),
                        None => event.moves.map(|_| say!(language.get(), "sessions-size-unknown")),
                    };
                    let error = (!event.error.is_empty()).then(|| {
                        view! { <span class="bad">{cell_text(&event.error)}</span> }
                    });
                    let from = is_from_shell(event).then(|| {
                        view! { <span class="story-from">{say!(language.get(), "sessions-from-shell")}</span> }
                    });
                    if text.is_empty() && size.is_none() && error.is_none() && from.is_none() {
                        let meaning = activity_explained(language.get(), event.system, &event.activity);
                        return view! { <span class="faint" title=meaning.clone()>{meaning.clone()}</span> }
                            .into_any();
                    }
                    view! {
                        {from}
                        <span title=text.clone()>{text.clone()}</span>
                        {(!text.is_empty() && (size.is_some() || error.is_some())).then_some(" · ")}
                        {error}
                        {size.map(|size| view! { <span class="story-size">{size}</span> }.into_any())}
                    }
                    .into_any()
                },
            ),
        ]
    };
    view! {
        {move || calls().map(|calls| view! { <p class="story-note" role="status">{calls}</p> })}
        <VirtualTable
            id="story"
            label=words!(language, "sessions-story-events")
            columns
            page
            scroll
            selected
            event_of=|row: &EventRow| (row.row, row.time_ms)
            on_select=move |_, event: &EventRow| app.act(Action::Select(Some(event.row)))
            is_stale=answers.is_stale
        />
    }
}
