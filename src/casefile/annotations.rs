//! What a person has added.

use super::citation::Citation;
use super::dismissal::Dismissal;
use crate::model::TimeRange;
use crate::model::audit_options::AuditOptions;
use crate::source::order;
use serde::{Deserialize, Serialize};

/// An input, as a case file names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInput {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal; nothing where it was not known when the case was saved.
    pub sha256: Option<String>,
}

/// An event that a person has marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which.
    pub event: Citation,
    /// Tags, in the order in which they were added; none twice.
    pub tags: Vec<String>,
    /// A note; may be empty.
    pub note: String,
}

/// A note on a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionNote {
    /// The system of the session, by its id.
    pub system: String,
    /// The id of the session.
    pub session: String,
    /// The note.
    pub note: String,
}

/// A note on a range of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeNote {
    /// The range.
    pub range: TimeRange,
    /// The note.
    pub note: String,
}

/// A filter that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// What it is called.
    pub name: String,
    /// Its line.
    pub line: String,
    /// The name of the zone in which times in it are meant that say none.
    pub zone: String,
}

impl SavedFilter {
    /// Whether both ask for the same: a time that says no zone means another one in another zone.
    pub fn is_same(&self, other: &SavedFilter) -> bool {
        self.line == other.line && self.zone == other.zone
    }
}

/// What a person has added to a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotations {
    /// In the order in which they were made.
    pub marks: Vec<Mark>,
    /// In the order in which they were made; one a session.
    pub session_notes: Vec<SessionNote>,
    /// In the order in which they were made; one a range.
    pub range_notes: Vec<RangeNote>,
    /// In the order in which they were kept; one of a line in a zone.
    pub saved_filters: Vec<SavedFilter>,
    /// In the order in which they were dismissed; one a finding.
    pub dismissals: Vec<Dismissal>,
    /// With what findings are looked for.
    pub audit: AuditOptions,
}

impl Annotations {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Annotations::default()
    }

    /// How many marks, notes, filters and dismissed findings there are.
    pub fn count(&self) -> usize {
        self.marks.len()
            + self.session_notes.len()
            + self.range_notes.len()
            + self.saved_filters.len()
            + self.dismissals.len()
    }

    /// How many bytes of text there are in all.
    pub fn text_bytes(&self) -> usize {
        let of_mark = |mark: &Mark| {
            mark.event.path.len() + mark.note.len() + mark.tags.iter().map(String::len).sum::<usize>()
        };
        let marks: usize = self.marks.iter().map(of_mark).sum();
        let sessions: usize = self.session_notes.iter().map(|it| it.session.len() + it.note.len()).sum();
        let ranges: usize = self.range_notes.iter().map(|it| it.note.len()).sum();
        let filters: usize = self.saved_filters.iter().map(|it| it.name.len() + it.line.len()).sum();
        let dismissals: usize = self.dismissals.iter().map(Dismissal::text_bytes).sum();
        marks + sessions + ranges + filters + dismissals
    }

    /// Where the records stand that marks and dismissed findings name.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let of_findings = self.dismissals.iter().flat_map(|it| &it.finding.events);
        self.marks.iter().map(|mark| &mark.event).chain(of_findings)
    }

    /// The same, to be changed.
    pub(super) fn citations_mut(&mut self) -> impl Iterator<Item = &mut Citation> {
        let of_findings = self.dismissals.iter_mut().flat_map(|it| &mut it.finding.events);
        self.marks.iter_mut().map(|mark| &mut mark.event).chain(of_findings)
    }

    /// The mark of a record.
    pub fn mark_of(&self, event: &Citation) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.event.is_same(event))
    }

    /// The note on a session; empty where there is none.
    pub fn session_note(&self, system: &str, session: &str) -> &str {
        let of_it = |note: &&SessionNote| note.system == system && note.session == session;
        self.session_notes.iter().find(of_it).map_or("", |note| &note.note)
    }

    /// The note on a range of time; empty where there is none.
    pub fn range_note(&self, range: TimeRange) -> &str {
        self.range_notes.iter().find(|note| note.range == range).map_or("", |note| &note.note)
    }

    /// Every tag, in the order of the alphabet.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.marks.iter().flat_map(|mark| &mark.tags).map(String::as_str).collect();
        order::sort(&mut tags);
        tags.dedup();
        tags
    }
}
