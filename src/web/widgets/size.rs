//! Following how large elements are.

use crate::scheduler::after_frame;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

/// Calls `changed` when one of these elements has another size, and once at first, for as long as the owner lives.
pub fn observe(elements: &[&Element], changed: impl FnMut() + 'static) {
    let changed = Closure::<dyn FnMut()>::new(changed);
    let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) else { return };
    elements.iter().for_each(|element| observer.observe(element));
    let kept = StoredValue::new_local((observer, changed));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// The width of an element in pixels; 0 before it is there.
pub fn element_width(host: NodeRef<Div>) -> Signal<u32> {
    let size = element_size(host);
    Memo::new(move |_| size.get().0).into()
}

/// The width and the height of an element in pixels, without its edges; 0 before it is there.
pub fn element_size(host: NodeRef<Div>) -> RwSignal<(u32, u32)> {
    let size = RwSignal::new((0, 0));
    host.on_load(move |element| {
        let own = element.clone();
        observe(&[&element], move || {
            let latest = (own.client_width() as u32, own.client_height() as u32);
            after_frame(move || {
                size.try_set(latest);
            });
        });
    });
    size
}
