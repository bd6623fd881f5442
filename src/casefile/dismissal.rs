//! Findings that a person has looked at and dismissed, each with the reason.

use super::citation::Citation;
use serde::{Deserialize, Serialize};

/// What tells a finding from others, whatever is read and in which order: its kind, and the records of its events. With
/// more events, or other signs, it is another finding, at which nobody has looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKey {
    /// Its kind, by its name in the audit.
    pub kind: String,
    /// What it is about beside its events: the id of a rule; the signs of one that has some; a digest or a log file, and
    /// what is wrong with it. Mostly empty.
    pub subject: String,
    /// The first of its events.
    pub events: Vec<Citation>,
    /// How many events it has.
    pub event_count: u64,
}

impl FindingKey {
    /// Whether both are of one finding. Events of one time may stand in another order where their files have other names.
    pub fn is_same(&self, other: &FindingKey) -> bool {
        // What one log event holds has one place, and is told apart by what it says.
        let says_same = |one: &Citation, other: &Citation| match (one.content, other.content) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let is_one = |one: &Citation, other: &Citation| one.is_same(other) && says_same(one, other);
        (&self.kind, &self.subject, self.event_count) == (&other.kind, &other.subject, other.event_count)
            && self.events.len() == other.events.len()
            && self.events.iter().all(|event| other.events.iter().any(|known| is_one(event, known)))
    }
}

/// A finding that a person has dismissed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// Which.
    pub finding: FindingKey,
    /// Why: never empty.
    pub reason: String,
}

impl Dismissal {
    /// How many bytes of text it has.
    pub(super) fn text_bytes(&self) -> usize {
        let FindingKey { kind, subject, events, .. } = &self.finding;
        let events: usize = events.iter().map(|event| event.path.len()).sum();
        kind.len() + subject.len() + events + self.reason.len()
    }
}
