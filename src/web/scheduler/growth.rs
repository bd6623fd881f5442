//! How many elements come into the page while something is done.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord};

/// Counts the elements that come into the page, from its making on.
pub struct Growth {
    observer: MutationObserver,
    /// What is observed is taken, never told.
    _told: Closure<dyn Fn()>,
}

impl Growth {
    /// Nothing where the page cannot be observed.
    pub fn begin() -> Option<Growth> {
        let told = Closure::<dyn Fn()>::new(|| ());
        let observer = MutationObserver::new(told.as_ref().unchecked_ref()).ok()?;
        let changes = MutationObserverInit::new();
        changes.set_child_list(true);
        changes.set_subtree(true);
        observer.observe_with_options(&document(), &changes).ok()?;
        Some(Growth { observer, _told: told })
    }

    /// How many elements have come since this was asked before.
    pub fn take(&self) -> u32 {
        let records = self.observer.take_records();
        let added =
            records.iter().filter_map(|record| Some(record.dyn_into::<MutationRecord>().ok()?.added_nodes()));
        let nodes = added.flat_map(|nodes| (0..nodes.length()).filter_map(move |index| nodes.get(index)));
        let elements = nodes.filter_map(|node| node.dyn_into::<Element>().ok());
        elements.map(|element| 1 + element.get_elements_by_tag_name("*").length()).sum()
    }
}

impl Drop for Growth {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
