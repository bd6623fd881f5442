//! Values that are computed from signals, and known until one of them changes.

use super::any::AnyValue;
use super::followed::Followed;
use leptos::prelude;
use std::any::Any;

/// As the `Memo` of leptos, but what keeps the values and follows the signals is compiled once.
pub type Memo<T> = Followed<prelude::Memo<AnyValue>, T>;

/// A computation. A `dyn Fn` brings more functions of each: it could be called once, too.
trait Compute: Send + Sync {
    fn value(&self, before: Option<&AnyValue>) -> AnyValue;
}

impl<F: Fn(Option<&AnyValue>) -> AnyValue + Send + Sync> Compute for F {
    fn value(&self, before: Option<&AnyValue>) -> AnyValue {
        self(before)
    }
}

impl<T: Any + PartialEq + Send + Sync> Memo<T> {
    /// What a computation gives, which knows what it gave before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T> {
        let any = any_memo(Box::new(move |before: Option<&AnyValue>| {
            AnyValue::new(compute(before.and_then(AnyValue::get)))
        }));
        Followed::of(any)
    }
}

fn any_memo(compute: Box<dyn Compute>) -> prelude::Memo<AnyValue> {
    prelude::Memo::new(move |before| compute.value(before))
}
