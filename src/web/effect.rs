//! What is done whenever a signal changes.

use super::node_ref::NodeRef;
use leptos::html::ElementType;
use leptos::prelude::{Effect, untrack};
use wasm_bindgen::JsCast;

/// Does something soon, and again whenever a signal that it reads has changed; it knows whether it was done
/// before. As the `Effect` of leptos, but what waits for the change is compiled once, not for each thing.
pub fn effect(mut run: impl FnMut(Option<()>) + 'static) {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |before| run(before));
    Effect::new(run);
}

/// Does something with the first element of a place, once it is there. As the `on_load` of leptos, but with
/// this effect.
pub fn on_load<E: ElementType>(element: NodeRef<E>, run: impl FnOnce(E::Output) + 'static)
where
    E::Output: JsCast + Clone + 'static,
{
    let mut run = Some(run);
    effect(move |_| {
        if let Some(element) = element.get()
            && let Some(run) = run.take()
        {
            untrack(|| run(element));
        }
    });
}
