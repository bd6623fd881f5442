//! The case file as JSON, read and written by the same types.
//!
//! ```text
//!   { "schema": "sessionscope.case/1", "filter": "…", "range": { "start": "…", "end": "…" } | null, "zone": "UTC",
//!     "audit": { "hours": "08:00-18:00" | null, "days": "mon-sun", "zone": "UTC", "thresholds": { … } },
//!     "saved_filters": [ { "name", "filter", "zone" } ],
//!     "marks": [ { "path", "sha256", "line", "offset", "content", "tags": [ … ],
//!     "note" } ],
//!     "session_notes": [ { "system", "session", "note" } ], "range_notes": [ { "range", "note" } ],
//!     "dismissed": [ { "kind", "subject", "events": [ { "path", "sha256", "line", "offset", "content" } ], "event_count",
//!     "reason" } ],
//!     "inputs": [ { "path", "bytes", "sha256" } ], "inputs_not_listed": 0 }
//! ```

use super::annotations::{CaseInput, Mark, RangeNote, SavedFilter, SessionNote};
use super::citation::{Citation, InputId};
use super::dismissal::{Dismissal, FindingKey};
use crate::model::TimeRange;
use crate::model::Zone;
use crate::model::audit_options::{AuditOptions, Hours, Threshold, Weekdays, zone_minutes};
use crate::model::time::{parse_time, rfc3339, zone_label};
use crate::source::order;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole file; whatever is not there is as if it were empty.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct FileJson {
    pub(super) inputs: Vec<Item<InputJson>>,
    pub(super) filter: String,
    pub(super) range: Option<RangeJson>,
    pub(super) zone: String,
    pub(super) audit: Option<Item<AuditJson>>,
    pub(super) saved_filters: Vec<Item<FilterJson>>,
    pub(super) marks: Vec<Item<MarkJson>>,
    pub(super) session_notes: Vec<Item<SessionNoteJson>>,
    pub(super) range_notes: Vec<Item<RangeNoteJson>>,
    pub(super) dismissed: Vec<Item<DismissalJson>>,
    pub(super) inputs_not_listed: usize,
}

/// An item of a list, or something else that stands in its place.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Item<T> {
    Is(T),
    Other(IgnoredAny),
}

/// The items of a list, at most so many of them, and how many others there are.
pub(super) fn items<T>(list: Vec<Item<T>>, most: usize) -> (Vec<T>, usize) {
    let all = list.len();
    let is = |item| match item {
        Item::Is(item) => Some(item),
        Item::Other(_) => None,
    };
    let items: Vec<T> = list.into_iter().filter_map(is).take(most).collect();
    let others = all - items.len();
    (items, others)
}

/// The schema alone: whatever else is in a file of another one, that is told first.
#[derive(Deserialize)]
pub(super) struct SchemaJson {
    pub(super) schema: String,
}

/// An input.
#[derive(Serialize, Deserialize)]
pub struct InputJson {
    path: String,
    bytes: u64,
    sha256: Option<String>,
}

/// A range; without a start or an end it has none.
#[derive(Serialize, Deserialize)]
pub struct RangeJson {
    start: Option<String>,
    end: Option<String>,
}

/// A saved filter; its zone as the page names it.
#[derive(Serialize, Deserialize)]
pub struct FilterJson {
    name: String,
    filter: String,
    #[serde(default)]
    zone: String,
}

/// A mark.
#[derive(Serialize, Deserialize)]
pub struct MarkJson {
    #[serde(flatten)]
    event: CitationJson,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    note: String,
}

/// Where a record stands.
#[derive(Serialize, Deserialize)]
pub struct CitationJson {
    path: String,
    sha256: Option<String>,
    #[serde(default)]
    line: u32,
    offset: u64,
    /// In hexadecimal, for not every reader of JSON has whole numbers of 64 bits.
    #[serde(default)]
    content: Option<String>,
}

/// A finding that was dismissed.
#[derive(Serialize, Deserialize)]
pub struct DismissalJson {
    kind: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    events: Vec<CitationJson>,
    #[serde(default)]
    event_count: u64,
    reason: String,
}

/// With what findings are looked for.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct AuditJson {
    hours: Option<String>,
    days: String,
    zone: String,
    thresholds: BTreeMap<String, Option<u64>>,
}

/// A note on a session.
#[derive(Serialize, Deserialize)]
pub struct SessionNoteJson {
    system: String,
    session: String,
    note: String,
}

/// A note on a range.
#[derive(Serialize, Deserialize)]
pub struct RangeNoteJson {
    range: RangeJson,
    note: String,
}

impl From<CaseInput> for InputJson {
    fn from(CaseInput { path, bytes, sha256 }: CaseInput) -> InputJson {
        InputJson { path, bytes, sha256 }
    }
}

impl From<InputJson> for CaseInput {
    fn from(InputJson { path, bytes, sha256 }: InputJson) -> CaseInput {
        CaseInput { path, bytes, sha256: sha256.as_deref().and_then(hash) }
    }
}

impl From<TimeRange> for RangeJson {
    fn from(range: TimeRange) -> RangeJson {
        RangeJson {
            start: range.has_start().then(|| rfc3339(range.start_ms)),
            end: range.has_end().then(|| rfc3339(range.end_ms)),
        }
    }
}

impl RangeJson {
    /// The range; nothing where a time of it is none, or where it ends before it begins.
    pub(super) fn read(self) -> Option<TimeRange> {
        let time = |text: Option<String>, without: i64| text.map_or(Some(without), parse_time);
        let start_ms = time(self.start, TimeRange::ALL.start_ms)?;
        let end_ms = time(self.end, TimeRange::ALL.end_ms)?;
        (start_ms < end_ms).then_some(TimeRange { start_ms, end_ms })
    }
}

impl From<SavedFilter> for FilterJson {
    fn from(SavedFilter { name, line, zone }: SavedFilter) -> FilterJson {
        FilterJson { name, filter: line, zone }
    }
}

impl From<FilterJson> for SavedFilter {
    fn from(FilterJson { name, filter, zone }: FilterJson) -> SavedFilter {
        SavedFilter { name, line: filter, zone: zone_name(zone) }
    }
}

impl From<Mark> for MarkJson {
    fn from(Mark { event, tags, note }: Mark) -> MarkJson {
        MarkJson { event: event.into(), tags, note }
    }
}

impl From<MarkJson> for Mark {
    fn from(MarkJson { event, tags, note }: MarkJson) -> Mark {
        Mark { event: event.into(), tags, note }
    }
}

impl From<Citation> for CitationJson {
    fn from(Citation { path, input, line, offset, content }: Citation) -> CitationJson {
        let content = content.map(|content| format!("{content:016x}"));
        CitationJson { path, sha256: input.sha256().map(str::to_owned), line, offset, content }
    }
}

impl From<CitationJson> for Citation {
    fn from(CitationJson { path, sha256, line, offset, content }: CitationJson) -> Citation {
        let input = sha256.as_deref().and_then(hash).map_or(InputId::Unknown, InputId::Sha256);
        let content = content
            .and_then(|content| u64::from_str_radix(&content, 16).ok())
            .filter(|content| *content != 0);
        Citation { path, input, line, offset, content }
    }
}

impl From<Dismissal> for DismissalJson {
    fn from(Dismissal { finding, reason }: Dismissal) -> DismissalJson {
        let FindingKey { kind, subject, events, event_count } = finding;
        let events = events.into_iter().map(Into::into).collect();
        DismissalJson { kind, subject, events, event_count, reason }
    }
}

impl From<DismissalJson> for Dismissal {
    fn from(DismissalJson { kind, subject, events, event_count, reason }: DismissalJson) -> Dismissal {
        let events = events.into_iter().map(Into::into).collect();
        Dismissal { finding: FindingKey { kind, subject, events, event_count }, reason }
    }
}

impl Default for AuditJson {
    fn default() -> AuditJson {
        AuditOptions::default().into()
    }
}

impl From<AuditOptions> for AuditJson {
    fn from(AuditOptions { hours, days, zone_minutes, thresholds }: AuditOptions) -> AuditJson {
        AuditJson {
            hours: hours.map(|hours| hours.to_string()),
            days: days.to_string(),
            zone: zone_label(zone_minutes),
            thresholds: order::map_of(thresholds.by_id().map(|(id, value)| (id.to_owned(), Some(value)))),
        }
    }
}

impl AuditJson {
    /// The options, and how many of them have no sense; in place of these stand those that hold without anybody's choice.
    pub(super) fn read(self) -> (AuditOptions, usize) {
        let mut options = AuditOptions::default();
        let mut left_out = 0;
        let hours = self.hours.as_deref().map(Hours::parse);
        match (hours, Weekdays::parse(&self.days), zone_minutes(&self.zone)) {
            (None | Some(Some(_)), Some(days), Some(zone_minutes)) => {
                options = AuditOptions { hours: hours.flatten(), days, zone_minutes, ..options };
            }
            _ => left_out += 1,
        }
        for (id, value) in self.thresholds {
            let known = Threshold::ALL.into_iter().find(|known| known.info().id == id);
            let is_set = known.zip(value).is_some_and(|(known, value)| options.thresholds.set(known, value));
            left_out += usize::from(!is_set);
        }
        (options, left_out)
    }
}

impl From<SessionNote> for SessionNoteJson {
    fn from(SessionNote { system, session, note }: SessionNote) -> SessionNoteJson {
        SessionNoteJson { system, session, note }
    }
}

impl From<SessionNoteJson> for SessionNote {
    fn from(SessionNoteJson { system, session, note }: SessionNoteJson) -> SessionNote {
        SessionNote { system, session, note }
    }
}

impl From<RangeNote> for RangeNoteJson {
    fn from(RangeNote { range, note }: RangeNote) -> RangeNoteJson {
        RangeNoteJson { range: range.into(), note }
    }
}

impl RangeNoteJson {
    /// The note; nothing where its range is none.
    pub(super) fn read(self) -> Option<RangeNote> {
        Some(RangeNote { range: self.range.read()?, note: self.note })
    }
}

/// The name of a zone as the page has it: `UTC`, `UTC+09:00`, `Europe/Berlin`; UTC where none can have it.
pub(super) fn zone_name(zone: String) -> String {
    if Zone::may_have_name(&zone) { zone } else { Zone::default().label() }
}

/// A hash as it is written here; nothing where it is none.
fn hash(text: &str) -> Option<String> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| text.to_ascii_lowercase())
}
