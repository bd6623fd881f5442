//! Kinds of findings, as values of `found:`.

use super::Suggestion;
use sessionscope::engine::requests::FindingSummary;
use sessionscope::filter::{Field, Fragment};

/// The kinds of findings that hold what is written of one, with how many events they count, once that is known.
pub fn kinds_like(fragment: &Fragment, summary: Option<&FindingSummary>) -> Vec<Suggestion> {
    if fragment.field != Some(Field::Found) {
        return Vec::new();
    }
    let written = fragment.written.replace('*', "").to_lowercase();
    let events_of = |kind: &str| {
        let group = summary?.groups.iter().find(|group| group.kind == kind);
        Some(group.map_or(0, |group| group.events))
    };
    let kinds = Field::Found.known_values().unwrap_or_default().into_iter();
    let kinds = kinds.filter(|kind| kind.contains(&written));
    kinds.map(|kind| Suggestion::Value(Field::Found, kind.to_owned(), events_of(kind))).collect()
}
