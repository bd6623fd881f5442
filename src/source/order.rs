//! Sorts of what is not large or not asked for often.
//!
//! The standard library compiles its sorts anew for each type and each order, several kilobytes each; for the many orders
//! of this program they were a tenth of the page. Here positions are sorted, so there is one sort for all of them, and
//! what remains for each type is to move its items to where they belong. What is hot sorts by itself
//! (`tests/architecture.rs` says where).

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by an order; what is equal in it stays as it was among itself.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    move_items(items, order);
}

/// Sorts by a key, which is made for each comparison; what has equal keys stays as it was among itself.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// A map of these pairs; of those with one key the last counts. To collect them is to sort them first, by a sort that is
/// compiled for each type.
pub fn map_of<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// A set of these items, made in the same way.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// For each place the position of the item that belongs there, of at most `u32::MAX` items that two positions compare.
#[inline(never)]
pub fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|a, b| compare(*a as usize, *b as usize));
    order
}

/// Moves each item to its place, along the circles of the order.
fn move_items<T>(items: &mut [T], mut order: Vec<u32>) {
    for first in 0..order.len() {
        let mut place = first;
        loop {
            let from = std::mem::replace(&mut order[place], place as u32) as usize;
            if from == first || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_by_key};

    #[test]
    fn all_orders_of_some_items_are_sorted_as_the_standard_library_does() {
        let mut seed = 1_u32;
        for length in 0..40 {
            for _ in 0..50 {
                let items: Vec<(u32, usize)> = (0..length)
                    .map(|position| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 28, position)
                    })
                    .collect();
                let (mut ours, mut expected) = (items.clone(), items.clone());
                sort_by_key(&mut ours, |(key, _)| *key);
                expected.sort_by_key(|(key, _)| *key);
                assert_eq!(ours, expected);
                let mut shuffled: Vec<String> = items.iter().map(|(key, _)| key.to_string()).collect();
                let mut expected = shuffled.clone();
                sort(&mut shuffled);
                expected.sort();
                assert_eq!(shuffled, expected);
            }
        }
    }
}
