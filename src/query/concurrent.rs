//! Sessions of one user that were under way at once, from different addresses: one person is rarely in two places.

use super::answer::ConcurrentAddresses;
use crate::model::{SessionNo, TimeRange};
use crate::source::limits::MAX_COMPARED_ADDRESSES;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

/// When a session was under way, and from which addresses.
pub struct SessionPlaces {
    /// The session.
    pub session: SessionNo,
    /// When.
    pub span: TimeRange,
    /// The codes of its addresses, each once.
    pub addresses: Vec<u32>,
}

/// A set of addresses that sessions under way have.
struct ActiveSet {
    addresses: Vec<u32>,
    /// The session of it that lasts longest.
    session: SessionNo,
    end: i64,
}

/// The sets of addresses of the sessions that are under way, by a number that grows.
#[derive(Default)]
struct ActiveSets {
    sets: BTreeMap<u32, ActiveSet>,
    numbers: HashMap<Vec<u32>, u32>,
    next: u32,
    /// When sets end; those that have since been found to end later are still here.
    ends: BinaryHeap<Reverse<(i64, u32)>>,
    /// How many sets have an address.
    counts: HashMap<u32, usize>,
}

/// Two sessions (given by their start) that were under way at once and share no address. Sessions without an address
/// say nothing.
pub fn concurrent_addresses(sessions: impl Iterator<Item = SessionPlaces>) -> ConcurrentAddresses {
    let mut active = ActiveSets::default();
    let mut compared = 0;
    for place in sessions.filter(|place| !place.addresses.is_empty()) {
        active.end_before(place.span.start_ms);
        // Mostly there is an address that all have, and then nothing is to be compared.
        if !active.share_one(&place.addresses) {
            let own: HashSet<u32> = place.addresses.iter().copied().collect();
            for set in active.sets.values() {
                compared += set.addresses.len();
                if compared > MAX_COMPARED_ADDRESSES {
                    return ConcurrentAddresses::TooMany;
                }
                if !set.addresses.iter().any(|address| own.contains(address)) {
                    // Those who come later begin later: the set's session was under way when this one began.
                    let at_once =
                        TimeRange { start_ms: place.span.start_ms, end_ms: set.end.min(place.span.end_ms) };
                    return ConcurrentAddresses::Seen { sessions: (set.session, place.session), at_once };
                }
            }
        }
        active.add(place);
    }
    ConcurrentAddresses::NotSeen
}

impl ActiveSets {
    /// Leaves out what ended before this time.
    fn end_before(&mut self, time: i64) {
        while let Some(Reverse((_, number))) =
            self.ends.peek().copied().filter(|Reverse((end, _))| *end <= time)
        {
            self.ends.pop();
            if self.sets.get(&number).is_none_or(|set| set.end > time) {
                continue;
            }
            let Some(set) = self.sets.remove(&number) else { continue };
            self.numbers.remove(&set.addresses);
            for address in set.addresses {
                if let Some(count) = self.counts.get_mut(&address) {
                    *count -= 1;
                }
            }
        }
    }

    /// Whether all sets have one of these addresses in common.
    fn share_one(&self, addresses: &[u32]) -> bool {
        addresses.iter().any(|address| self.counts.get(address) == Some(&self.sets.len()))
    }

    fn add(&mut self, place: SessionPlaces) {
        let SessionPlaces { session, span, addresses } = place;
        let number = *self.numbers.entry(addresses).or_insert_with_key(|addresses| {
            addresses.iter().for_each(|address| *self.counts.entry(*address).or_default() += 1);
            self.next += 1;
            let set = ActiveSet { addresses: addresses.clone(), session, end: i64::MIN };
            self.sets.insert(self.next, set);
            self.next
        });
        if let Some(set) = self.sets.get_mut(&number).filter(|set| set.end < span.end_ms) {
            (set.session, set.end) = (session, span.end_ms);
            self.ends.push(Reverse((set.end, number)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(session: u32, start_ms: i64, length: i64, addresses: &[u32]) -> SessionPlaces {
        let span = TimeRange { start_ms, end_ms: start_ms + length };
        SessionPlaces { session: SessionNo(session), span, addresses: addresses.to_vec() }
    }

    fn are_apart(one: &SessionPlaces, other: &SessionPlaces) -> bool {
        let is_shared = |address: &u32| other.addresses.contains(address);
        let is_at_once = one.span.start_ms < other.span.end_ms && other.span.start_ms < one.span.end_ms;
        let is_known = !one.addresses.is_empty() && !other.addresses.is_empty();
        is_known && is_at_once && !one.addresses.iter().any(is_shared)
    }

    #[test]
    fn two_places_at_once_are_seen_where_comparing_each_with_each_sees_them() {
        let mut random = 1_u64;
        let mut below = |limit: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % limit
        };
        let mut seen = 0;
        for _ in 0..2_000 {
            let mut start = 0;
            let sessions: Vec<SessionPlaces> = (0..below(8) as u32)
                .map(|number| {
                    start += below(4) as i64;
                    let (first, count) = (below(5) as u32, below(4) as u32);
                    let addresses: Vec<u32> = (first..first + count).map(|address| address % 5).collect();
                    place(number, start, 1 + below(9) as i64, &addresses)
                })
                .collect();
            let pairs = sessions.iter().flat_map(|one| sessions.iter().map(move |other| (one, other)));
            let is_expected = pairs.clone().any(|(one, other)| are_apart(one, other));
            let copies = sessions.iter().map(|it| SessionPlaces { addresses: it.addresses.clone(), ..*it });
            match concurrent_addresses(copies) {
                ConcurrentAddresses::Seen { sessions: (one, other), at_once } => {
                    let [one, other] = [one, other].map(|number| &sessions[number.index()]);
                    assert!(are_apart(one, other));
                    let [starts, ends] =
                        [[one.span.start_ms, other.span.start_ms], [one.span.end_ms, other.span.end_ms]];
                    let range = TimeRange {
                        start_ms: *starts.iter().max().expect("two"),
                        end_ms: *ends.iter().min().expect("two"),
                    };
                    assert_eq!(at_once, range);
                    assert!(at_once.length_ms() > 0);
                    seen += 1;
                }
                other => assert_eq!((other, is_expected), (ConcurrentAddresses::NotSeen, false)),
            }
        }
        assert!((500..1_500).contains(&seen), "{seen} of them");
    }

    #[test]
    fn what_would_take_too_long_to_compare_is_said_to_be_too_many() {
        // Each two share an address, and no address is of all.
        let sets = [[1, 2], [2, 3], [1, 3]];
        let sessions = |count: u32| {
            (0..count).map(move |number| {
                place(number, 0, 1, &[&sets[number as usize % 3][..], &[10 + number]].concat())
            })
        };
        assert_eq!(concurrent_addresses(sessions(300)), ConcurrentAddresses::NotSeen);
        assert_eq!(concurrent_addresses(sessions(30_000)), ConcurrentAddresses::TooMany);
    }
}
