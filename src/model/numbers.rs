//! Vectors of numbers on their way from worker to worker: their bytes as they lie in the memory, for
//! `#[serde(with = "numbers")]`. Both ends are the same program on the same machine.

use bytemuck::allocation::pod_collect_to_vec;
use bytemuck::{AnyBitPattern, NoUninit, cast_slice};
use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Writes numbers as one piece of bytes.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: NoUninit, S: Serializer>(numbers: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(cast_slice(numbers))
}

/// Reads what [`serialize`] wrote.
///
/// # Errors
/// Those of the deserializer, and where the bytes are no whole numbers.
pub fn deserialize<'de, T: NoUninit + AnyBitPattern, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct Numbers<T>(PhantomData<T>);
    impl<T: NoUninit + AnyBitPattern> Visitor<'_> for Numbers<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("the bytes of numbers")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
            if bytes.len().is_multiple_of(size_of::<T>()) {
                Ok(pod_collect_to_vec(bytes))
            } else {
                Err(E::invalid_length(bytes.len(), &self))
            }
        }
    }
    deserializer.deserialize_bytes(Numbers(PhantomData))
}
