//! A value of which nothing is known but that it can be compared: what handles such values is compiled
//! once, not for each of their types.

use super::followed::Erased;
use std::any::Any;
use std::sync::Arc;

/// A shared value of any type.
#[derive(Clone)]
pub struct AnyValue(Arc<dyn Value>);

trait Value: Any + Send + Sync {
    fn is_same(&self, other: &dyn Value) -> bool;
}

impl<T: Any + PartialEq + Send + Sync> Value for T {
    fn is_same(&self, other: &dyn Value) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

impl AnyValue {
    /// A value, its type forgotten.
    pub fn new(value: impl Any + PartialEq + Send + Sync) -> AnyValue {
        AnyValue(Arc::new(value))
    }

    /// The value, if it is of this type.
    pub fn get<T: Any>(&self) -> Option<&T> {
        (&*self.0 as &dyn Any).downcast_ref()
    }
}

impl PartialEq for AnyValue {
    fn eq(&self, other: &AnyValue) -> bool {
        self.0.is_same(&*other.0)
    }
}

impl Erased for AnyValue {
    fn held<T: Any>(&self) -> Option<&T> {
        self.get()
    }
}
