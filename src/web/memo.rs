//! Values that are computed from signals, and known until one of them changes.

use super::any::AnyValue;
use leptos::prelude::{self, Get, GetUntracked, Signal, Track};
use std::any::Any;
use std::marker::PhantomData;

/// As the `Memo` of leptos, but what keeps the values and follows the signals is compiled once, not for
/// each type of value. Reading it shares the value: nothing is locked meanwhile.
pub struct Memo<T> {
    any: prelude::Memo<AnyValue>,
    value: PhantomData<fn() -> T>,
}

/// A computation. A `dyn Fn` brings more functions of each: it could be called once, too.
trait Compute: Send + Sync {
    fn value(&self, before: Option<&AnyValue>) -> AnyValue;
}

impl<F: Fn(Option<&AnyValue>) -> AnyValue + Send + Sync> Compute for F {
    fn value(&self, before: Option<&AnyValue>) -> AnyValue {
        self(before)
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Memo<T> {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: Any + PartialEq + Send + Sync> Memo<T> {
    /// What a computation gives, which knows what it gave before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T> {
        let any = any_memo(Box::new(move |before: Option<&AnyValue>| {
            AnyValue::new(compute(before.and_then(AnyValue::get)))
        }));
        Memo { any, value: PhantomData }
    }
}

impl<T: Any> Memo<T> {
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

fn any_memo(compute: Box<dyn Compute>) -> prelude::Memo<AnyValue> {
    prelude::Memo::new(move |before| compute.value(before))
}

fn seen<T: Any, R>(value: &AnyValue, look: impl FnOnce(&T) -> R) -> R {
    look(value.get().expect("a memo only ever holds what it computes"))
}

impl<T: Any + Clone + Send + Sync> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Signal<T> {
        Signal::derive(move || memo.get())
    }
}
