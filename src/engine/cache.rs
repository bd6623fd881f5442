//! Caches: values that are derived once for a key. A cached value is shared, so whoever holds it keeps it
//! whole while the cache moves on.

use std::cell::RefCell;
use std::rc::Rc;

/// The value of the key that was asked for last.
pub(crate) struct Slot<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K, V> Default for Slot<K, V> {
    fn default() -> Self {
        Slot(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Slot<K, V> {
    /// The value of a key, which is made where another key was asked for last.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> V) -> Rc<V> {
        if let Some((known, value)) = &*self.0.borrow()
            && *known == key
        {
            return Rc::clone(value);
        }
        let value = Rc::new(make());
        *self.0.borrow_mut() = Some((key, Rc::clone(&value)));
        value
    }

    /// Forgets it: something else that it is made of has changed.
    pub(crate) fn forget(&self) {
        self.0.take();
    }
}

/// The values of the few keys that were asked for last, the latest first.
pub(crate) struct Lru<K, V> {
    entries: Vec<(K, Rc<V>)>,
    capacity: usize,
}

impl<K: PartialEq, V> Lru<K, V> {
    /// A cache of at most so many values.
    pub(crate) fn new(capacity: usize) -> Lru<K, V> {
        Lru { entries: Vec::new(), capacity }
    }

    /// The value of a key, which is now the latest.
    pub(crate) fn get(&mut self, key: &K) -> Option<Rc<V>> {
        let index = self.entries.iter().position(|(known, _)| known == key)?;
        self.entries[..=index].rotate_right(1);
        Some(Rc::clone(&self.entries[0].1))
    }

    /// Keeps a value as the latest; the one that was asked for longest ago goes where there are too many.
    pub(crate) fn insert(&mut self, key: K, value: Rc<V>) {
        self.entries.retain(|(known, _)| *known != key);
        self.entries.insert(0, (key, value));
        self.entries.truncate(self.capacity);
    }

    /// Takes all values out.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = (K, Rc<V>)> {
        self.entries.drain(..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_makes_its_value_once_for_a_key() {
        let slot = Slot::default();
        let mut made = 0;
        for (key, expected) in [(1, 1), (1, 1), (2, 2), (1, 3)] {
            slot.get(key, || made += 1);
            assert_eq!(made, expected, "{key}");
        }
    }

    #[test]
    fn the_values_that_were_asked_for_last_are_kept() {
        let mut cache = Lru::new(2);
        cache.insert("a", Rc::new(1));
        cache.insert("b", Rc::new(2));
        assert_eq!(cache.get(&"a").as_deref(), Some(&1));
        cache.insert("c", Rc::new(3));
        assert_eq!(
            [cache.get(&"a"), cache.get(&"b"), cache.get(&"c")].map(|it| it.is_some()),
            [true, false, true]
        );
        cache.insert("c", Rc::new(4));
        assert_eq!(cache.get(&"c").as_deref(), Some(&4));
        assert!(cache.get(&"a").is_some(), "a new value of a key takes the place of the old one");
    }
}
