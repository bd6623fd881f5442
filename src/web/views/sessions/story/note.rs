//! The note that a person has written on a session.

use crate::context::App;
use crate::marks::Marks;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::casefile::AnnotationEdit;
use sessionscope::model::System;

/// The note, in a field.
#[component]
pub fn StoryNote(
    system: System,
    /// The id of the session as it is now.
    id: Memo<String>,
) -> impl IntoView {
    let language = App::get().language;
    let marks = Marks::get();
    // Where the session had another id when the note was written, that is the one by which it is kept.
    let kept = Memo::new(move |_| id.with(|id| marks.noted_session(system, id)));
    let note = Memo::new(move |_| {
        kept.with(|kept| marks.annotations.with(|all| all.session_note(system.id(), kept).to_owned()))
    });
    let write = move |note: String| {
        let (system, session) = (system.id().to_owned(), kept.get_untracked());
        if !session.is_empty() {
            marks.edit(AnnotationEdit::WriteSessionNote { system, session, note });
        }
    };
    view! {
        <label class="story-own-note">
            <span class="story-field">{words!(language, "sessions-note")}</span>
            <textarea
                rows="1"
                prop:value=move || note.get()
                on:change:target=move |event| write(event.target().value())
            ></textarea>
        </label>
    }
}
