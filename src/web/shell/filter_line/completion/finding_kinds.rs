//! Kinds of findings, as values of `found:`.

use sessionscope::engine::requests::FindingSummary;
use sessionscope::filter::{Field, Fragment};

/// The kinds that hold what is written of one, with how many events they count, once that is known.
pub fn kinds_like(fragment: &Fragment, summary: Option<&FindingSummary>) -> Vec<(String, Option<u64>)> {
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
    kinds.map(|kind| (kind.to_owned(), events_of(kind))).collect()
}
