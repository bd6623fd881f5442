//! The notes on ranges of time and on sessions.

use super::parts::{RemoveButton, title};
use crate::context::App;
use crate::marks::Marks;
use crate::shell::Landmarks;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::widgets::long_text::LongText;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, Annotations, RangeNote, SessionNote};
use sessionscope::filter::{Expression, Field, Filter};
use sessionscope::model::TextField;
use sessionscope::say;
use sessionscope::source::limits::VALUE_CHARS;
use sessionscope::state::list_part::PartLimits;
use sessionscope::state::{Action, Tab};
use sessionscope::text::units::number;
use sessionscope::text::{system_name, time_range, visible, visible_lines};

/// How much of a note is shown.
const SHOWN: PartLimits = PartLimits { start: VALUE_CHARS.0, step: VALUE_CHARS.1, most: usize::MAX };

/// The note on the range in force, and those on others.
#[component]
pub fn RangeNotes() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let range = app.pick(|state| state.range());
    let annotations = Marks::get().annotations;
    let written =
        Memo::new(move |_| range.get().map(|range| annotations.with(|all| all.range_note(range).to_owned())));
    let write = move |note: String| {
        if let Some(range) = range.get_untracked() {
            app.act(Action::Annotate(AnnotationEdit::WriteRangeNote(range, note)));
        }
    };
    let entry = move |RangeNote { range, note }: RangeNote| {
        let go = move |_| {
            landmarks.close_case();
            app.act(Action::PickRange(range));
        };
        let remove = AnnotationEdit::WriteRangeNote(range, String::new());
        let name = Signal::derive(move || time_range(&app.zone.get(), range));
        view! { <Entry name note remove on_go=Callback::new(go) /> }.into_any()
    };
    let count = Memo::new(move |_| annotations.with(|all| all.range_notes.len()));
    view! {
        <Show when=move || range.get().is_some() || count.get() != 0>
            <section class="case-part" data-part="ranges">
                {move || title(&say!(language.get(), "case-range-notes"), count.get())}
                <Show when=move || range.get().is_some()>
                    <label>
                        <span>{words!(language, "case-range-note")}</span>
                        <textarea
                            rows="2"
                            prop:value=move || written.get().unwrap_or_default()
                            on:change:target=move |event| write(event.target().value())
                        ></textarea>
                    </label>
                </Show>
                <Entries all=|all| &all.range_notes entry />
            </section>
        </Show>
    }
}

/// The notes on sessions, each with the way to its events.
#[component]
pub fn SessionNotes() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let annotations = Marks::get().annotations;
    let entry = move |SessionNote { system, session, note }: SessionNote| {
        let (system_id, id) = (system.clone(), visible(&session).into_owned());
        let name = Signal::derive(move || format!("{} · {id}", system_name(language.get(), &system_id)));
        let remove = AnnotationEdit::WriteSessionNote {
            system: system.clone(),
            session: session.clone(),
            note: String::new(),
        };
        let go = move |_| {
            landmarks.close_case();
            app.act(Action::SetTab(Tab::Sessions));
            if let Some(line) = line_of(&session) {
                app.act(Action::SetFilter(line));
            }
        };
        view! { <Entry name note remove on_go=Callback::new(go) /> }.into_any()
    };
    let count = Memo::new(move |_| annotations.with(|all| all.session_notes.len()));
    view! {
        <Show when=move || count.get() != 0>
            <section class="case-part" data-part="sessions">
                {move || title(&say!(language.get(), "case-session-notes"), count.get())}
                <Entries all=|all| &all.session_notes entry />
            </section>
        </Show>
    }
}

/// The line that finds the events of a session, whatever was asked before.
fn line_of(session: &str) -> Option<String> {
    let term = Expression::exactly(Field::Text(TextField::Session), session)?;
    Some(Filter::from(term).to_string())
}

/// A list of notes.
#[component]
fn Entries<T: Clone + PartialEq + Send + Sync + 'static>(
    /// All of them.
    all: fn(&Annotations) -> &Vec<T>,
    /// One of them.
    entry: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = App::get().language;
    let annotations = Marks::get().annotations;
    let part = short_list();
    let total = Memo::new(move |_| annotations.with(|annotations| all(annotations).len()));
    let drawn = Memo::new(move |_| {
        annotations.with(|annotations| all(annotations)[part.get().of(total.get())].to_vec())
    });
    let more = move |left: usize| say!(language.get(), "list-more", count = number(left as u64));
    view! {
        <ul class="case-list">{move || drawn.get().into_iter().map(entry).collect_view()}</ul>
        <PartButtons part total more />
    }
}

/// A note: what it is on, and the way there; and the way to take it away.
#[component]
fn Entry(name: Signal<String>, note: String, remove: AnnotationEdit, on_go: Callback<()>) -> impl IntoView {
    let label = words!(App::get().language, "case-remove-note");
    view! {
        <li>
            <div class="case-row">
                <button type="button" class="plain case-target" on:click=move |_| on_go.run(())>{name}</button>
                <RemoveButton label edit=remove />
            </div>
            <div class="case-note">
                <LongText text=Signal::stored(note) limits=SHOWN show=|text| visible_lines(text).into_any() />
            </div>
        </li>
    }
}
