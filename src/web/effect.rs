//! What is done whenever a signal changes.

use leptos::prelude::Effect;

/// Does something soon, and again whenever a signal that it reads has changed; it knows whether it was done
/// before. As the `Effect` of leptos, but what waits for the change is compiled once, not for each thing.
pub fn effect(mut run: impl FnMut(Option<()>) + 'static) {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |before| run(before));
    Effect::new(run);
}
