//! What stands in a file that shows a part of the case: of what it is a part, so that whoever has the file and the logs
//! can make it again.

use crate::casefile::json::AuditJson;
use crate::model::audit_options::AuditOptions;
use crate::model::{Store, TimeRange, Zone};
use crate::query::view::View;
use crate::source::hash::hex;
use crate::source::order;
use sha2::{Digest, Sha256};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The filter line.
    pub filter: String,
    /// The zone in which times are written.
    pub zone: Zone,
    /// Events that the view hides: calls by which machines keep in touch.
    pub hidden: u64,
    /// Of which findings it tells, if of any.
    pub findings: Option<FindingsAsked>,
}

/// What findings depend on beside the logs.
#[derive(Clone, Debug)]
pub struct FindingsAsked {
    /// With what they were looked for.
    pub options: AuditOptions,
    /// How many were dismissed: these are not counted.
    pub dismissed: usize,
    /// How many Sigma rules had looked at the records; nothing where none had been run.
    pub rules: Option<u32>,
}

/// The lines, each a name and a value (untrusted texts among them).
pub fn provenance(view: &View<'_>, question: &Question) -> Vec<(&'static str, String)> {
    let Question { filter, zone, hidden, findings } = question;
    let findings = findings.as_ref();
    let time = |time_ms: i64| zone.time_with_offset(time_ms);
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
        ("zone", Some(zone.label())),
        ("hidden channel calls", Some(hidden.to_string()).filter(|_| *hidden > 0)),
        ("events in scope", Some(view.selection.count().to_string())),
        ("events in all", Some(view.store.event_count().to_string())),
        ("findings looked for with", findings.and_then(|asked| options_json(asked.options))),
        ("findings dismissed", findings.map(|asked| asked.dismissed.to_string())),
        ("Sigma rules run", findings.map(|asked| asked.rules.unwrap_or_default().to_string())),
        ("newest event", newest),
        ("inputs", Some(inputs.to_string())),
        // Until all is hashed there is none, and that is said by its absence.
        ("manifest SHA-256", manifest_sha256(view.store)),
    ];
    lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Options as a case file has them.
fn options_json(options: AuditOptions) -> Option<String> {
    serde_json::to_string(&AuditJson::from(options)).ok()
}

/// The hash of what was read: of lines as `sha256sum` writes them, a hash and a path each, sorted by their bytes.
/// Nothing while an input has no hash yet.
pub fn manifest_sha256(store: &Store) -> Option<String> {
    let inputs = store.inputs().iter().filter(|input| !input.is_archive());
    let line =
        |input: &crate::model::store::Input| Some(format!("{}  {}\n", input.sha256.as_ref()?, input.path));
    let mut lines = inputs.map(line).collect::<Option<Vec<String>>>()?;
    order::sort(&mut lines);
    let mut hash = Sha256::new();
    lines.iter().for_each(|line| hash.update(line));
    Some(hex(&hash.finalize()))
}
