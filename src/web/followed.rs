//! How values are read that others follow: of memos and of signals alike.

use leptos::prelude::{Get, GetUntracked, Signal, Track};
use std::any::Any;
use std::marker::PhantomData;

/// Something of leptos that keeps a value and knows who follows it, compiled once, not for each type of value.
/// Reading it shares the value: nothing is locked meanwhile.
pub struct Followed<S, T> {
    pub(super) any: S,
    value: PhantomData<fn() -> T>,
}

/// A value whose type is forgotten.
pub trait Erased {
    /// The value, if it is of this type.
    fn held<T: Any>(&self) -> Option<&T>;
}

impl<S, T> Followed<S, T> {
    /// What keeps only values of this type.
    pub(super) fn of(any: S) -> Followed<S, T> {
        Followed { any, value: PhantomData }
    }
}

impl<S: Copy, T> Clone for Followed<S, T> {
    fn clone(&self) -> Followed<S, T> {
        *self
    }
}

impl<S: Copy, T> Copy for Followed<S, T> {}

impl<S: Get<Value = V> + GetUntracked<Value = V> + Track, V: Erased, T: Any> Followed<S, T> {
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

/// Looks at a value whose type is known.
pub(super) fn seen<T: Any, R>(value: &impl Erased, look: impl FnOnce(&T) -> R) -> R {
    look(value.held().expect("what is followed only ever holds values of its type"))
}

impl<S, V, T> From<Followed<S, T>> for Signal<T>
where
    S: Copy + Get<Value = V> + GetUntracked<Value = V> + Track + Send + Sync + 'static,
    V: Erased,
    T: Any + Clone + Send + Sync,
{
    fn from(followed: Followed<S, T>) -> Signal<T> {
        Signal::derive(move || followed.get())
    }
}
