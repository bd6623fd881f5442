//! The edge between a view and the panel at a side of it, moved by pointer and by keys.

use leptos::prelude::*;
use sessionscope::state::side_panel::SidePanel;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// The edge.
#[component]
pub fn Edge(
    /// Where it stands, as the style sheet has it.
    class: &'static str,
    /// What it is called.
    label: Signal<String>,
    /// Of which panel it is.
    panel: SidePanel,
    /// How wide that is, in CSS pixels.
    width: RwSignal<i32>,
) -> impl IntoView {
    let is_dragged = StoredValue::new(false);
    let down = move |event: PointerEvent| {
        if let Some(edge) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = edge.set_pointer_capture(event.pointer_id());
            is_dragged.set_value(true);
            event.prevent_default();
        }
    };
    let moved = move |event: PointerEvent| {
        if is_dragged.get_value() {
            let page = document().document_element().map_or(0, |root| root.client_width());
            width.set(panel.width_at(event.client_x(), page));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some(moved) = panel.width_after_key(width.get_untracked(), &event.key()) {
            event.prevent_default();
            width.set(moved);
        }
    };
    view! {
        <div
            class=format!("edge {class}")
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=label
            aria-valuemin=panel.least_px.to_string()
            aria-valuemax=panel.most_px.to_string()
            aria-valuenow=move || width.get().to_string()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| is_dragged.set_value(false)
            on:pointercancel=move |_| is_dragged.set_value(false)
            on:dblclick=move |_| width.set(panel.start_px)
            on:keydown=on_key
        ></div>
    }
}
