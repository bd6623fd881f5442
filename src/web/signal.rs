//! Values that are set, and followed by what reads them.

use leptos::prelude::{self, Get, GetUntracked, Set, Signal, Track, Update};
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// As the `RwSignal` of leptos, but what keeps the values and who follows them is compiled once, not for
/// each type of value. Reading it shares the value: nothing is locked meanwhile.
pub struct RwSignal<T> {
    any: prelude::RwSignal<Shared>,
    value: PhantomData<fn() -> T>,
}

type Shared = Arc<dyn Any + Send + Sync>;

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> RwSignal<T> {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: Any + Default + Send + Sync> Default for RwSignal<T> {
    fn default() -> RwSignal<T> {
        RwSignal::new(T::default())
    }
}

impl<T: Any + Send + Sync> RwSignal<T> {
    /// A signal that has this value until another is set.
    pub fn new(value: T) -> RwSignal<T> {
        let any: Shared = Arc::new(value);
        RwSignal { any: prelude::RwSignal::new(any), value: PhantomData }
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

    /// Looks at the value, and follows it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        seen(&self.any.get(), look)
    }

    /// The value, followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Looks at the value as it is, not followed.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        seen(&self.any.get_untracked(), look)
    }

    /// The value as it is, not followed.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// The same, and nothing once what it belongs to has gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.any.try_get_untracked().map(|value| seen(&value, T::clone))
    }

    /// Follows the value without a look at it.
    pub fn track(self) {
        self.any.track();
    }
}

fn seen<T: Any, R>(value: &Shared, look: impl FnOnce(&T) -> R) -> R {
    look((**value).downcast_ref().expect("a signal only ever holds what was set"))
}

impl<T: Any + Clone + Send + Sync> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Signal<T> {
        Signal::derive(move || signal.get())
    }
}
