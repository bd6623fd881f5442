//! Dismissed findings: which of the findings that there are a person has dismissed. A finding is told by its kind and the
//! records of its events, so it is known again whatever else is read.

use super::annotated::places_of;
use crate::casefile::{Citation, Dismissal, FindingKey, InputId};
use crate::model::{RowId, Store};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The dismissed findings of a case, of one store in one version.
#[derive(Debug, Default)]
pub struct DismissedFindings {
    /// In the order of the case.
    findings: Vec<DismissedFinding>,
    /// How many events they have: a finding of another number is none of them, and need not be looked through.
    event_counts: HashSet<u64>,
    /// Which of them have which row among their events.
    by_row: HashMap<RowId, Vec<u32>>,
    /// What inputs hash to whose findings were dismissed before that was known.
    hashes: Vec<(String, String)>,
}

#[derive(Debug)]
struct DismissedFinding {
    key: FindingKey,
    /// The rows of each record that is named of it.
    rows: Vec<Vec<RowId>>,
}

impl DismissedFindings {
    /// Looks for the events of all of them, in one pass over the rows.
    pub fn of(store: &Store, dismissals: &[Dismissal]) -> DismissedFindings {
        let events: Vec<&Citation> = dismissals.iter().flat_map(|it| &it.finding.events).collect();
        let mut places = places_of(store, &events).into_iter();
        let mut all = DismissedFindings::default();
        for (number, Dismissal { finding, .. }) in (0..).zip(dismissals) {
            let mut rows_of_each = Vec::with_capacity(finding.events.len());
            for (event, place) in finding.events.iter().zip(&mut places) {
                if let Some(sha256) = place.sha256.filter(|_| event.input == InputId::ReadNow) {
                    all.hashes.push((event.path.clone(), sha256));
                }
                let rows = those_that_say(store, event.content, place.rows);
                for row in &rows {
                    all.by_row.entry(*row).or_default().push(number);
                }
                rows_of_each.push(rows);
            }
            all.event_counts.insert(finding.event_count);
            all.findings.push(DismissedFinding { key: finding.clone(), rows: rows_of_each });
        }
        all
    }

    /// The position in the case of the dismissal of a finding: of this kind, about this subject, and of all these events.
    pub fn position(&self, kind: &str, subject: &str, rows: &[RowId]) -> Option<u32> {
        if !self.event_counts.contains(&(rows.len() as u64)) {
            return None;
        }
        let events: HashSet<RowId> = rows.iter().copied().collect();
        let is_it = |number: &u32| {
            let DismissedFinding { key, rows: rows_of_each } = &self.findings[*number as usize];
            (key.kind.as_str(), key.subject.as_str(), key.event_count) == (kind, subject, rows.len() as u64)
                && rows_of_each.iter().all(|of_one| of_one.iter().any(|row| events.contains(row)))
        };
        if rows.is_empty() {
            return (0..self.findings.len() as u32).find(is_it);
        }
        // Each is compared once, however many events it shares with this one.
        let near: BTreeSet<u32> =
            rows.iter().filter_map(|row| self.by_row.get(row)).flatten().copied().collect();
        near.into_iter().find(is_it)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Paths and hashes of inputs whose findings were dismissed before the hash was known.
    pub fn hashes(&self) -> &[(String, String)] {
        &self.hashes
    }
}

/// Of the rows of a record those that say what was said when it was named: what one log event holds has one place.
fn those_that_say(store: &Store, content: Option<u64>, rows: Vec<RowId>) -> Vec<RowId> {
    let says_it = |row: &RowId| content == Some(store.content(*row));
    match rows.iter().any(says_it) {
        true => rows.into_iter().filter(says_it).collect(),
        false => rows,
    }
}
