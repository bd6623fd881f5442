//! Comparing two parts of a case: what is in one and not in the other, and what is more or less, of all that tells
//! people and places apart.
//!
//! ```text
//!   counts here ─┐
//!                ├─ by value ──▶ new, gone, more, less: by its share, for one part may be much larger
//!   counts there ┘
//! ```

use super::answer::ValueCount;
use super::counts::counts_by_system;
use super::facets::facet_counts;
use super::field_counts::CountableField;
use super::range_counter::RangeCounter;
use super::transfers::flows;
use super::view::View;
use crate::model::{Amount, Family, InOut, TextField, Window};
use crate::source::network::AddressNetwork;
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is compared, from the coarse to the fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dimension {
    /// Values of a field.
    Field(CountableField),
    /// Networks of client addresses: /24 of IPv4, /48 of IPv6.
    Network,
}

impl Dimension {
    /// Every one that is compared.
    pub const ALL: [Dimension; 9] = [
        Dimension::Field(CountableField::Text(TextField::User)),
        Dimension::Field(CountableField::Text(TextField::ClientIp)),
        Dimension::Network,
        Dimension::Field(CountableField::Text(TextField::Host)),
        Dimension::Field(CountableField::Text(TextField::Activity)),
        Dimension::Field(CountableField::Text(TextField::Extension)),
        Dimension::Field(CountableField::Text(TextField::Target)),
        Dimension::Field(CountableField::Text(TextField::Error)),
        Dimension::Field(CountableField::System),
    ];
}

/// How many events have which values, in one part of a case.
#[derive(Clone, Debug, Default)]
pub struct PartCounts {
    /// Its events.
    pub events: u64,
    /// What moved in and out.
    pub moved: InOut,
    /// The counts, in the order of [`Dimension::ALL`].
    counts: Vec<HashMap<String, ValueCount>>,
}

impl PartCounts {
    /// Those of a view.
    pub fn of(view: &View<'_>, counter: &mut RangeCounter<'_>) -> PartCounts {
        const EVERY_VALUE: Window = Window::new(0, u32::MAX);
        let mut moved = InOut::default();
        for flow in flows(view, counter) {
            moved.add(flow.key.direction(), flow.amount);
        }
        let count = |dimension: Dimension| match dimension {
            Dimension::Field(CountableField::System) => counts_by_system(view, counter).top,
            Dimension::Field(field) => facet_counts(view, counter, field.field(), &|_| true, EVERY_VALUE).top,
            Dimension::Network => {
                let field = CountableField::Text(TextField::ClientIp);
                by_network(&facet_counts(view, counter, field.field(), &|_| true, EVERY_VALUE).top)
            }
        };
        let counts = Dimension::ALL.map(count).into_iter();
        let by_value =
            counts.map(|counts| counts.into_iter().map(|count| (count.value.clone(), count)).collect());
        PartCounts { events: view.selection.count(), moved, counts: by_value.collect() }
    }

    /// What of these is not in a part of them.
    #[must_use]
    pub fn without(&self, part: &PartCounts) -> PartCounts {
        let mut rest = self.clone();
        rest.events = self.events.saturating_sub(part.events);
        rest.moved = InOut {
            incoming: self.moved.incoming.since(part.moved.incoming),
            outgoing: self.moved.outgoing.since(part.moved.outgoing),
        };
        for (counts, part) in rest.counts.iter_mut().zip(&part.counts) {
            for (value, count) in counts.iter_mut() {
                let taken = part.get(value).map_or(0, |count| count.events);
                count.events = count.events.saturating_sub(taken);
            }
            counts.retain(|_, count| count.events > 0);
        }
        rest
    }
}

/// Events by the network of their client address; what is no address has none.
fn by_network(addresses: &[ValueCount]) -> Vec<ValueCount> {
    let mut networks: HashMap<String, u64> = HashMap::new();
    for address in addresses {
        if let Some(network) = AddressNetwork::of(&address.value) {
            *networks.entry(network.to_string()).or_default() += address.events;
        }
    }
    let count = |(value, events)| ValueCount { value, events, family: None, system: None };
    networks.into_iter().map(count).collect()
}

/// A value in both parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedValue {
    /// The value (untrusted text).
    pub value: String,
    /// The family of its events, where it is an activity and all are of one.
    pub family: Option<Family>,
    /// Its events here.
    pub here: u64,
    /// Its events there.
    pub there: u64,
}

/// The values of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedValues {
    /// Which.
    pub dimension: Dimension,
    /// Values that are here alone.
    pub only_here: u32,
    /// Values that are there alone.
    pub only_there: u32,
    /// Values in both.
    pub in_both: u32,
    /// Those whose share differs most, up to so many as were asked for.
    pub rows: Vec<ComparedValue>,
}

/// Two parts of a case beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparisonResult {
    /// Events here and there.
    pub events: (u64, u64),
    /// What moved in, here and there.
    pub incoming: (Amount, Amount),
    /// What moved out, here and there.
    pub outgoing: (Amount, Amount),
    /// By dimension; those without any value are left out.
    pub values: Vec<ComparedValues>,
}

/// Compares two parts; of each dimension so many values are given.
pub fn compare(here: &PartCounts, there: &PartCounts, most: usize) -> ComparisonResult {
    let pairs = here.counts.iter().zip(&there.counts).zip(Dimension::ALL);
    let totals = (here.events.max(1), there.events.max(1));
    let values = pairs.map(|((here, there), dimension)| compared(dimension, here, there, totals, most));
    ComparisonResult {
        events: (here.events, there.events),
        incoming: (here.moved.incoming, there.moved.incoming),
        outgoing: (here.moved.outgoing, there.moved.outgoing),
        values: values.filter(|values| !values.rows.is_empty()).collect(),
    }
}

fn compared(
    dimension: Dimension,
    here: &HashMap<String, ValueCount>,
    there: &HashMap<String, ValueCount>,
    totals: (u64, u64),
    most: usize,
) -> ComparedValues {
    let events =
        |counts: &HashMap<String, ValueCount>, value: &str| counts.get(value).map_or(0, |it| it.events);
    let of_here = here.values().map(|count| ComparedValue {
        value: count.value.clone(),
        family: count.family,
        here: count.events,
        there: events(there, &count.value),
    });
    let of_there = there.values().filter(|count| !here.contains_key(&count.value)).map(|count| {
        ComparedValue { value: count.value.clone(), family: count.family, here: 0, there: count.events }
    });
    let mut rows: Vec<ComparedValue> = of_here.chain(of_there).collect();
    let number = |holds: fn(&&ComparedValue) -> bool| rows.iter().filter(holds).count() as u32;
    let (only_here, only_there) = (number(|row| row.there == 0), number(|row| row.here == 0));
    let in_both = rows.len() as u32 - only_here - only_there;
    // How far apart the shares are, in a common unit: exact, and no rounding changes the order.
    let apart = |row: &ComparedValue| {
        let here = u128::from(row.here) * u128::from(totals.1);
        here.abs_diff(u128::from(row.there) * u128::from(totals.0))
    };
    order::sort_by(&mut rows, |a, b| (Reverse(apart(a)), &a.value).cmp(&(Reverse(apart(b)), &b.value)));
    rows.truncate(most);
    ComparedValues { dimension, only_here, only_there, in_both, rows }
}

/// What a value is here, beside there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is here alone.
    New,
    /// It is there alone.
    Gone,
    /// Its share is greater here.
    More,
    /// Its share is smaller here.
    Less,
    /// Its share is the same.
    Same,
}

impl ComparedValue {
    /// What it is here, where the parts have so many events.
    pub fn change(&self, (all_here, all_there): (u64, u64)) -> Change {
        let here = u128::from(self.here) * u128::from(all_there.max(1));
        let there = u128::from(self.there) * u128::from(all_here.max(1));
        match (self.here, self.there) {
            (_, 0) => Change::New,
            (0, _) => Change::Gone,
            _ if here > there => Change::More,
            _ if here < there => Change::Less,
            _ => Change::Same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(events: u64, hosts: &[(&str, u64)]) -> PartCounts {
        let count = |(value, events): &(&str, u64)| ValueCount {
            value: (*value).to_owned(),
            events: *events,
            family: None,
            system: None,
        };
        let mut counts = vec![HashMap::new(); Dimension::ALL.len()];
        counts[3] = hosts.iter().map(|host| (host.0.to_owned(), count(host))).collect();
        PartCounts { events, counts, ..PartCounts::default() }
    }

    #[test]
    fn values_are_told_by_their_shares_the_most_different_first() {
        let here = part(10, &[("a", 5), ("b", 4), ("new", 1)]);
        let there = part(100, &[("a", 50), ("b", 10), ("gone", 40)]);
        let compared = compare(&here, &there, 9);
        assert_eq!(compared.events, (10, 100));
        let [hosts] = compared.values.as_slice() else { panic!("hosts alone") };
        let told: Vec<(&str, Change)> =
            hosts.rows.iter().map(|row| (row.value.as_str(), row.change(compared.events))).collect();
        let expected =
            [("gone", Change::Gone), ("b", Change::More), ("new", Change::New), ("a", Change::Same)];
        assert_eq!(told, expected);
        assert_eq!((hosts.only_here, hosts.only_there, hosts.in_both), (1, 1, 2));
        assert_eq!(compare(&here, &there, 1).values[0].rows.len(), 1);
    }

    #[test]
    fn the_rest_is_what_is_not_in_a_part() {
        let (all, part) = (part(10, &[("a", 5), ("b", 5)]), part(6, &[("a", 2), ("b", 5)]));
        let rest = all.without(&part);
        assert_eq!((rest.events, rest.counts[3].len(), rest.counts[3]["a"].events), (4, 1, 3));
    }
}
