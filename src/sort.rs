//! Stable sorting by one routine for items of every type. The standard library's is compiled anew for
//! each type and each comparison, four kilobytes every time; where no time is lost by it, the core sorts
//! the places of the items, and moves the items to where they belong.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorts by a comparison; what is equal stays in its order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let compare = |a: usize, b: usize| compare(&items[a], &items[b]);
    let mut from = sorted_places(items.len(), &compare);
    // Each circle of moves is gone round once: an item that has come to its place says so.
    for start in 0..items.len() {
        let mut place = start;
        while from[place] != start {
            let next = std::mem::replace(&mut from[place], place);
            items.swap(place, next);
            place = next;
        }
        from[place] = place;
    }
}

/// Sorts by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// A map of these items. `collect` would sort them first, by a routine that is compiled anew for each type.
pub fn map_of<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

/// From which place each item comes.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        // Keys that repeat, beside the place at first: what is equal must stay in its order.
        for (count, factor, keys) in
            [(0, 1, 1), (1, 1, 1), (2, 1, 2), (9, 1, 1), (97, 31, 7), (1000, 377, 101)]
        {
            let mut items: Vec<(usize, usize)> =
                (0..count).map(|place| (keys - place * factor % keys, place)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            assert_eq!(items, expected);
            items.reverse();
            sort(&mut items);
            expected.sort();
            assert_eq!(items, expected);
        }
    }
}
