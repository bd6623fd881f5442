//! Changes of the logging in words: what each did, and where it stands beside what is missing.

use super::{AuditRow, AuditWords, WordsValue};
use crate::audit::finding::MAX_CITATIONS;
use crate::audit::logging_changes::{ChangeSubject, LoggingChange};
use crate::audit::logging_gaps::{GapKind, GapSide, LoggingGap, nearest};
use crate::audit::results::AuditResults;
use crate::model::LoggingEffect;
use crate::model::time::UNDATED;
use crate::query::answer::EventRow;
use crate::query::rows::event_row;
use crate::query::view::View;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most changes that are marked in a picture: more could not be told apart.
const MAX_MARKS: usize = 200;

/// A call that changed what is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditChange {
    /// Its event.
    pub event: EventRow,
    /// What it did.
    pub effect: LoggingEffect,
    /// Whose logging it changed, and where it stands beside what is missing.
    pub words: Vec<AuditWords>,
}

impl AuditRow {
    /// The same with the changes of the logging of its portal, in a list.
    pub(super) fn with_changes(
        self,
        view: &View<'_>,
        changes: &[&LoggingChange],
        gaps: &[LoggingGap<'_>],
    ) -> AuditRow {
        let told = |change: &&LoggingChange| AuditChange {
            event: event_row(view, change.row),
            effect: change.effect,
            words: vec![place_words(view, change, gaps)],
        };
        AuditRow {
            changes: changes.iter().take(MAX_CITATIONS).map(told).collect(),
            change_count: changes.len() as u64,
            ..self
        }
    }

    /// The same with the changes that may be of the logging of its portal, for the picture of its course.
    pub(super) fn with_marks(self, view: &View<'_>, changes: &[LoggingChange]) -> AuditRow {
        let Some(course) = &self.course else { return self };
        let range = course.range();
        let all: Vec<_> = changes.iter().filter(|change| change.may_concern(&self.portal)).collect();
        let is_within = |change: &&&LoggingChange| {
            let time = view.store.columns().time(change.row);
            range.start_ms <= time && time < range.end_ms
        };
        let told = |change: &&LoggingChange| AuditChange {
            event: event_row(view, change.row),
            effect: change.effect,
            words: vec![subject_words(change)],
        };
        AuditRow {
            changes: all.iter().filter(is_within).take(MAX_MARKS).map(told).collect(),
            change_count: all.len() as u64,
            ..self
        }
    }
}

/// Changes of the logging that stand beside no portal of the coverage.
pub struct ChangeGroup<'a> {
    /// Whose logging they changed.
    pub title: AuditWords,
    /// What must be known of them.
    pub words: Option<AuditWords>,
    /// They, by time.
    pub changes: Vec<&'a LoggingChange>,
}

/// Such changes by whose logging it is: portals by id, then of a portal that is not known, then CloudTrail's own.
pub fn change_groups(results: &AuditResults) -> Vec<ChangeGroup<'_>> {
    let is_covered = |portal: &str| results.coverage.iter().any(|it| it.portal == portal);
    let mut of_portals: BTreeMap<&str, Vec<&LoggingChange>> = BTreeMap::new();
    let [mut of_unknown, mut of_trails] = [const { Vec::new() }; 2];
    for change in results.changes.iter().flatten() {
        match &change.subject {
            ChangeSubject::Portals(portals) => {
                for portal in portals.iter().filter(|portal| !is_covered(portal)) {
                    of_portals.entry(portal).or_default().push(change);
                }
            }
            ChangeSubject::UnknownPortal => of_unknown.push(change),
            ChangeSubject::Trail => of_trails.push(change),
        }
    }
    let of_portal = |(portal, changes): (&str, _)| {
        let portal = vec![("portal", WordsValue::Text(portal.to_owned()))];
        ChangeGroup { title: AuditWords::new("coverage-portal", portal), words: None, changes }
    };
    let of_others = |title, words, changes| ChangeGroup {
        title: AuditWords::new(title, Vec::new()),
        words: Some(AuditWords::new(words, Vec::new())),
        changes,
    };
    let others = [
        of_others("changes-of-unknown", "changes-of-unknown-words", of_unknown),
        of_others("changes-of-trails", "changes-of-trails-words", of_trails),
    ];
    let others = others.into_iter().filter(|group| !group.changes.is_empty());
    of_portals.into_iter().map(of_portal).chain(others).collect()
}

/// Whose logging a change was of, for a picture of one portal.
fn subject_words(change: &LoggingChange) -> AuditWords {
    let key = match change.subject {
        ChangeSubject::Portals(_) => "change-of-this-portal",
        ChangeSubject::UnknownPortal => "changes-of-unknown",
        ChangeSubject::Trail => "changes-of-trails",
    };
    AuditWords::new(key, Vec::new())
}

/// Where a change stands beside the nearest of these gaps.
fn place_words(view: &View<'_>, change: &LoggingChange, gaps: &[LoggingGap<'_>]) -> AuditWords {
    let time = view.store.columns().time(change.row);
    if time == UNDATED {
        return AuditWords::new("change-undated", Vec::new());
    }
    let Some((gap, side, distance)) = nearest(gaps, time) else {
        return AuditWords::new("change-no-gap", Vec::new());
    };
    let key = match (side, gap.kind) {
        (GapSide::Before, GapKind::Delivery) => "change-before-loss",
        (GapSide::Within, GapKind::Delivery) => "change-within-loss",
        (GapSide::After, GapKind::Delivery) => "change-after-loss",
        (GapSide::Before, GapKind::Silence) => "change-before-silence",
        (GapSide::Within, GapKind::Silence) => "change-within-silence",
        (GapSide::After, GapKind::Silence) => "change-after-silence",
    };
    let values = vec![
        ("length", WordsValue::Length(distance)),
        ("from", WordsValue::Time(gap.from)),
        ("to", WordsValue::Time(gap.to)),
        ("portal", WordsValue::Text(gap.portal.to_owned())),
    ];
    AuditWords::new(key, values)
}
