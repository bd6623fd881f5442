//! Handlers of events, of which nothing is known but the event: what attaches one to an element is compiled
//! once for the elements and events of a kind, not once for each handler.

/// A handler for a `view!`: `on:click=handler(move |_| ...)`.
pub fn handler<E>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}
