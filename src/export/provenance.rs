//! What stands in a file that shows a part of the case: of what it is a part, so that whoever has the file and the logs
//! can make it again.

use crate::model::time::{MINUTE_MS, TimeMs, rfc3339};
use crate::model::{Store, TimeRange};
use crate::query::view::View;
use sha2::{Digest, Sha256};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The filter line.
    pub filter: String,
    /// Times are written so many minutes east of UTC.
    pub zone_minutes: i32,
    /// Events that the view hides: calls by which machines keep in touch.
    pub hidden: u64,
}

/// The lines, each a name and a value (untrusted texts among them).
pub fn provenance(view: &View<'_>, question: &Question) -> Vec<(&'static str, String)> {
    let Question { filter, zone_minutes, hidden } = question;
    let time = |time_ms| time_in_zone(time_ms, *zone_minutes);
    let range = |range: TimeRange| {
        let start = if range.has_start() { time(range.start_ms) } else { String::new() };
        let end = if range.has_end() { time(range.end_ms) } else { String::new() };
        format!("{start}..{end}")
    };
    let newest = view.index.time_range(view.store).map(|all| time(all.end_ms - 1));
    let inputs = view.store.inputs().iter().filter(|input| !input.is_archive()).count();
    let lines = [
        ("filter", Some(filter.clone()).filter(|filter| !filter.is_empty())),
        ("range", view.range.map(range)),
        ("hidden channel calls", Some(hidden.to_string()).filter(|_| *hidden > 0)),
        ("events in scope", Some(view.selection.count().to_string())),
        ("events in all", Some(view.store.event_count().to_string())),
        ("newest event", newest),
        ("inputs", Some(inputs.to_string())),
        // Until all is hashed there is none, and that is said by its absence.
        ("manifest SHA-256", manifest_sha256(view.store)),
    ];
    lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The hash of what was read: of lines as `sha256sum` writes them, a hash and a path each, sorted by their bytes.
/// Nothing while an input has no hash yet.
pub fn manifest_sha256(store: &Store) -> Option<String> {
    let inputs = store.inputs().iter().filter(|input| !input.is_archive());
    let line =
        |input: &crate::model::store::Input| Some(format!("{}  {}\n", input.sha256.as_ref()?, input.path));
    let mut lines = inputs.map(line).collect::<Option<Vec<String>>>()?;
    lines.sort();
    let mut hash = Sha256::new();
    lines.iter().for_each(|line| hash.update(line));
    Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// An instant with its offset: `2026-11-18T18:15:31.004+09:00`.
pub fn time_in_zone(time_ms: TimeMs, zone_minutes: i32) -> String {
    let text = rfc3339(time_ms.saturating_add(i64::from(zone_minutes) * MINUTE_MS));
    if zone_minutes == 0 {
        return text;
    }
    let (sign, minutes) = (if zone_minutes < 0 { '-' } else { '+' }, zone_minutes.unsigned_abs());
    format!("{}{sign}{:02}:{:02}", text.trim_end_matches('Z'), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_its_offset() {
        assert_eq!(time_in_zone(4, 0), "1970-01-01T00:00:00.004Z");
        assert_eq!(time_in_zone(4, 540), "1970-01-01T09:00:00.004+09:00");
        assert_eq!(time_in_zone(4, -210), "1969-12-31T20:30:00.004-03:30");
    }
}
