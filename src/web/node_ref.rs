//! Where an element of the page is found.

use leptos::html::ElementType;
use leptos::prelude::{Get, GetUntracked, LocalStorage, RwSignal, Set};
use leptos::tachys::html::node_ref::NodeRefContainer;
use std::marker::PhantomData;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// As the `NodeRef` of leptos, but what keeps the element and follows it is compiled once, not for each kind of
/// element.
pub struct NodeRef<E> {
    element: RwSignal<Option<Element>, LocalStorage>,
    kind: PhantomData<fn() -> E>,
}

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> NodeRef<E> {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E: ElementType<Output: JsCast>> NodeRef<E> {
    /// The place of an element that is not there yet.
    pub fn new() -> NodeRef<E> {
        NodeRef { element: RwSignal::new_local(None), kind: PhantomData }
    }

    /// The element, followed.
    pub fn get(self) -> Option<E::Output> {
        self.element.get().map(JsCast::unchecked_into)
    }

    /// The element as it is now, not followed; nothing, too, once what it belongs to has gone.
    pub fn get_untracked(self) -> Option<E::Output> {
        self.element.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }
}

impl<E: ElementType + 'static> NodeRefContainer<E> for NodeRef<E> {
    fn load(self, element: &Element) {
        self.element.set(Some(element.clone()));
    }
}
