//! What the parts of the dialog share.

use crate::shell::Landmarks;
use leptos::prelude::*;
use sessionscope::text::units::grouped;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Gives the focus to what stands first in the dialog: the button that took something away is gone.
pub fn focus_after_removal(landmarks: Landmarks) {
    request_animation_frame(move || {
        let first = landmarks.case.get_untracked().and_then(|dialog| {
            dialog
                .query_selector(".case-remove, .modal-body button")
                .ok()
                .flatten()?
                .dyn_into::<HtmlElement>()
                .ok()
        });
        if let Some(first) = first {
            let _ = first.focus();
        }
    });
}

/// A part of the dialog: its title, and how many things are in it.
pub fn title(name: &str, count: usize) -> AnyView {
    view! {
        <h3>
            {name.to_owned()} " " <span class="faint">{grouped(count as u128)}</span>
        </h3>
    }
    .into_any()
}
