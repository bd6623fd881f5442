//! Where the focus is among the chips.

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Puts the focus on the chip of an index, or the last one; on the line where there is none.
pub fn focus_chip(index: usize, search: NodeRef<Input>) {
    let Ok(chips) = document().query_selector_all(".chip-text") else { return };
    let at = (index as u32).min(chips.length().saturating_sub(1));
    let chip = chips.item(at).and_then(|chip| chip.dyn_into::<HtmlElement>().ok());
    let _ = match (chip, search.try_get_untracked().flatten()) {
        (Some(chip), _) => chip.focus(),
        (None, Some(search)) => search.focus(),
        (None, None) => Ok(()),
    };
}

/// Moves the focus among the chips and their buttons.
pub fn step(event: KeyboardEvent) {
    let Some(list) = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let Ok(buttons) = list.query_selector_all("button:not([hidden])") else { return };
    let focused = document().active_element();
    let button = |index: u32| buttons.item(index).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let is_focused = |index: &u32| {
        focused
            .as_ref()
            .is_some_and(|focused| button(*index).is_some_and(|it| it.is_same_node(Some(focused))))
    };
    let Some(at) = (0..buttons.length()).find(is_focused) else { return };
    let next = match event.key().as_str() {
        "ArrowLeft" => at.checked_sub(1),
        "ArrowRight" => Some(at + 1),
        "Home" => Some(0),
        "End" => buttons.length().checked_sub(1),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(next) = next.and_then(button) {
        let _ = next.focus();
    }
}
