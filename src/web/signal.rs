//! Values that are set, and followed by what reads them.

use super::followed::{Erased, Followed, seen};
use leptos::prelude::{self, Set, Update};
use std::any::Any;
use std::sync::Arc;

/// As the `RwSignal` of leptos, but what keeps the values and who follows them is compiled once.
pub type RwSignal<T> = Followed<prelude::RwSignal<Shared>, T>;

/// A value that a signal holds.
pub type Shared = Arc<dyn Any + Send + Sync>;

impl Erased for Shared {
    fn held<T: Any>(&self) -> Option<&T> {
        (**self).downcast_ref()
    }
}

impl<T: Any + Default + Send + Sync> Default for RwSignal<T> {
    fn default() -> RwSignal<T> {
        RwSignal::new(T::default())
    }
}

impl<T: Any + Send + Sync> RwSignal<T> {
    /// A signal that has this value until another is set.
    pub fn new(value: T) -> RwSignal<T> {
        let any: Shared = Arc::new(value);
        Followed::of(prelude::RwSignal::new(any))
    }

    /// Replaces the value. What follows it is told, even if the new value equals the old one.
    pub fn set(self, value: T) {
        self.any.set(Arc::new(value));
    }

    /// The same, and nothing once what it belongs to has gone: whether it was set.
    pub fn try_set(self, value: T) -> bool {
        self.any.try_set(Arc::new(value)).is_none()
    }

    /// Changes the value, and tells what follows it. The change must not read this signal itself.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        self.any.update(|any| {
            // In place where nobody holds it: a list that grows is not to be copied for each entry.
            if let Some(value) = Arc::get_mut(any).and_then(|value| value.downcast_mut()) {
                return change(value);
            }
            let mut value = seen(any, T::clone);
            change(&mut value);
            *any = Arc::new(value);
        });
    }
}
