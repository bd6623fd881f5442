//! `bulk-out` (E30): much more leaves on a day than on the other days of the same user.
//!
//! Who leaves, or is not who he says, takes much at once. Harmless at the end of a project or a quarter; so it is told
//! by what is usual for the user, and only where there are enough other days to say that.
//!
//! Source: AWS admin guide, Session Logger: transfers have the size of the file.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, Subject};
use crate::model::audit_options::Threshold;
use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{ByteCount, Endpoint, RowId, TextField};
use crate::source::order;
use std::collections::{BTreeMap, HashMap};

/// How many other days there must be on which something left: of fewer it cannot be said what is usual.
pub const MIN_OTHER_DAYS: usize = 3;

/// What left on a day.
#[derive(Default)]
struct Day {
    bytes: ByteCount,
    legs: Vec<RowId>,
}

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let columns = evidence.view.store.columns();
    let thresholds = &evidence.options.thresholds;
    let [least, factor] =
        [Threshold::BulkBytes, Threshold::BulkFactor].map(|it| ByteCount::from(thresholds.get(it)));
    let mut of_users: HashMap<u32, BTreeMap<i64, Day>> = HashMap::new();
    for leg in evidence.flows.legs() {
        let (user, time) = (evidence.code(TextField::User, leg.row), evidence.time(leg.row));
        if user == ABSENT || time == UNDATED || !matches!(leg.to, Endpoint::Local | Endpoint::Printer) {
            continue;
        }
        let day = of_users.entry(user).or_default().entry(evidence.options.day(time)).or_default();
        day.bytes = day.bytes.saturating_add(columns.size(leg.row).unwrap_or_default());
        day.legs.push(leg.row);
    }
    let mut found = Vec::new();
    for days in of_users.into_values() {
        let mut amounts: Vec<ByteCount> =
            days.values().map(|day| day.bytes).filter(|bytes| *bytes > 0).collect();
        order::sort(&mut amounts);
        if amounts.len() <= MIN_OTHER_DAYS {
            continue;
        }
        for (day, Day { bytes, legs }) in days {
            let median = median_of_others(&amounts, bytes);
            if bytes < least || bytes <= median.saturating_mul(factor) {
                continue;
            }
            found.push(Finding {
                kind: FindingKind::BulkOut,
                time: Some(evidence.time(legs[0])),
                subject: Subject::User(legs[0]),
                detail: Detail::BulkOut { day, bytes, median },
                events: legs,
            });
        }
    }
    found
}

/// The median of sorted amounts but one of this size, the lower middle of an even number.
fn median_of_others(amounts: &[ByteCount], own: ByteCount) -> ByteCount {
    let middle = (amounts.len() - 2) / 2;
    let place = amounts.partition_point(|amount| *amount < own);
    amounts[if middle < place { middle } else { middle + 1 }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_the_others_is_that_of_what_is_left_without_one() {
        for amounts in
            [vec![1, 2, 3, 4], vec![1, 1, 1, 9, 9], vec![5, 5, 5, 5, 5, 5], vec![1, 2, 3, 4, 5, 6, 7]]
        {
            for own in &amounts {
                let mut others = amounts.clone();
                others.remove(others.iter().position(|amount| amount == own).expect("it is there"));
                assert_eq!(
                    median_of_others(&amounts, *own),
                    others[(others.len() - 1) / 2],
                    "{amounts:?} {own}"
                );
            }
        }
    }
}
