//! What a person has added to the selected event: its mark, its tags, its note.

use crate::context::App;
use crate::marks::Marks;
use crate::selection::EventSelection;
use crate::widgets::flag::Flag;
use crate::words::words;
use leptos::html::Input;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, Citation};
use sessionscope::say;
use sessionscope::source::limits::MAX_TAG_CHARS;
use sessionscope::text::visible;
use web_sys::KeyboardEvent;

/// Id of the list of all tags.
const TAGS: &str = "known-tags";

/// The part of the drawer. It stays when the event changes, so that a field keeps the focus; what is done in it is done
/// to the event that is shown.
#[component]
pub fn MarkSection() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let marks = Marks::get();
    let field = NodeRef::<Input>::new();
    let selection = EventSelection::get();
    // Of the event that is selected now: while another one is still shown, nothing is done to it.
    let row = Memo::new(move |_| selection.with(|detail| detail.event.row));
    let mark = Memo::new(move |_| marks.mark(row.get()?));
    let edit = move |edit: Box<dyn FnOnce(Citation) -> AnnotationEdit>| {
        if let Some(row) = row.get_untracked() {
            marks.edit_event(row, edit);
        }
    };
    let is_marked = Memo::new(move |_| mark.with(Option::is_some));
    let note =
        Memo::new(move |_| mark.with(|mark| mark.as_ref().map(|it| it.note.clone())).unwrap_or_default());
    let tags = move || {
        let of_mark = mark.with(|mark| mark.as_ref().map(|mark| mark.tags.clone())).unwrap_or_default();
        let chip = move |tag: String| {
            let shown = visible(&tag).into_owned();
            let label = say!(language.get(), "mark-remove-tag", tag = shown.clone());
            let remove = move |_| {
                let tag = tag.clone();
                edit(Box::new(|event| AnnotationEdit::RemoveTag(event, tag)));
                // Its button is gone.
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                }
            };
            view! {
                <li class="tag">
                    {shown}
                    <button type="button" class="plain" aria-label=label.clone() title=label on:click=remove>"✕"</button>
                </li>
            }
        };
        of_mark.into_iter().map(chip).collect_view()
    };
    Effect::new(move |_| {
        marks.tag_asked.track();
        let awaited = marks.is_tag_awaited;
        if let Some(field) = field.get()
            && row.get().is_some()
            && awaited.get_value()
        {
            awaited.set_value(false);
            let _ = field.focus();
        }
    });
    let add_tag = move || {
        let Some(field) = field.get_untracked() else { return };
        let tag = field.value();
        // One that is too long stays, to be shortened.
        let has_room = tag.trim().chars().count() <= MAX_TAG_CHARS;
        if has_room && row.get_untracked().is_some() {
            field.set_value("");
        }
        edit(Box::new(|event| AnnotationEdit::AddTag(event, tag)));
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add_tag();
        }
    };
    let known = move || {
        let tags =
            marks.annotations.with(|all| all.tags().into_iter().map(str::to_owned).collect::<Vec<_>>());
        tags.into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()
    };
    view! {
        <section class="mark" aria-label=words!(language, "mark-label")>
            <div class="mark-row">
                <button
                    type="button"
                    class="mark-toggle"
                    aria-pressed=move || is_marked.get().to_string()
                    on:click=move |_| edit(Box::new(AnnotationEdit::ToggleMark))
                >
                    <Flag />
                    {move || {
                        let language = language.get();
                        if is_marked.get() { say!(language, "mark-marked") } else { say!(language, "mark-event") }
                    }}
                </button>
                <ul class="tags" aria-label=words!(language, "mark-tags")>{tags}</ul>
                <input
                    type="text"
                    class="tag-field"
                    list=TAGS
                    autocomplete="off"
                    node_ref=field
                    aria-label=words!(language, "mark-add-tag")
                    placeholder=words!(language, "mark-add-tag")
                    on:keydown=on_key
                    on:change=move |_| add_tag()
                />
                <datalist id=TAGS>{known}</datalist>
            </div>
            <textarea
                rows="2"
                aria-label=words!(language, "mark-note")
                placeholder=words!(language, "mark-note")
                prop:value=move || {
                    // Of another event too where both have none: what was typed belongs to the one before.
                    row.track();
                    note.get()
                }
                on:change:target=move |changed| {
                    let note = changed.target().value();
                    edit(Box::new(|event| AnnotationEdit::WriteNote(event, note)));
                }
            ></textarea>
        </section>
    }
}
