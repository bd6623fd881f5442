//! What the parts of the dialog share.

use crate::context::App;
use crate::shell::Landmarks;
use leptos::prelude::*;
use sessionscope::casefile::AnnotationEdit;
use sessionscope::state::Action;
use sessionscope::text::units::grouped;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// What takes something away.
const REMOVES: &str = ".case-remove";

/// The button that takes away something that a person has added.
#[component]
pub fn RemoveButton(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// How that is taken away.
    edit: AnnotationEdit,
) -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let remove = move |event: MouseEvent| {
        app.act(Action::Annotate(edit.clone()));
        focus_after_removal(landmarks, &event);
    };
    view! {
        <button type="button" class="plain case-remove" aria-label=label title=label on:click=remove>"✕"</button>
    }
}

/// Gives the focus, after something was taken away, to what stands in its place then: the button of the next one of its
/// list, or the last; else to that of another list, or to the first button of the dialog.
fn focus_after_removal(landmarks: Landmarks, event: &MouseEvent) {
    let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let name = |button: &Element| Some(button.closest("section").ok()??.get_attribute("data-part"));
    let part = button.as_ref().and_then(name).flatten().unwrap_or_default();
    let at = button.as_ref().map_or(0, |button| {
        let all = all_of(landmarks, &format!("[data-part={part}] {REMOVES}"));
        all.iter().position(|other| other.is_same_node(Some(button))).unwrap_or_default()
    });
    request_animation_frame(move || {
        let beside = all_of(landmarks, &format!("[data-part={part}] {REMOVES}"));
        let next = beside.get(at).or(beside.last()).cloned();
        let next = next.or_else(|| all_of(landmarks, REMOVES).first().cloned());
        let next = next.or_else(|| all_of(landmarks, ".modal-body button").first().cloned());
        if let Some(next) = next {
            let _ = next.focus();
        }
    });
}

fn all_of(landmarks: Landmarks, selector: &str) -> Vec<HtmlElement> {
    let Some(dialog) = landmarks.case.get_untracked() else { return Vec::new() };
    let Ok(found) = dialog.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The title of a part, and how many things are in it.
pub fn title(name: &str, count: usize) -> AnyView {
    view! {
        <h3>
            {name.to_owned()} " " <span class="faint">{grouped(count as u128)}</span>
        </h3>
    }
    .into_any()
}
