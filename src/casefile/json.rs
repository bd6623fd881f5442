//! The case file as JSON, read and written by the same types.
//!
//! ```text
//!   { "schema": "sessionscope.case/1", "filter": "…", "range": { "start": "…", "end": "…" } | null, "zone": "UTC",
//!     "saved_filters": [ { "name", "filter", "zone" } ],
//!     "marks": [ { "path", "sha256", "line", "offset", "content", "tags": [ … ],
//!     "note" } ],
//!     "session_notes": [ { "system", "session", "note" } ], "range_notes": [ { "range", "note" } ],
//!     "inputs": [ { "path", "bytes", "sha256" } ], "inputs_not_listed": 0 }
//! ```

use super::annotations::{CaseInput, Mark, RangeNote, SavedFilter, SessionNote};
use super::citation::{Citation, InputId};
use crate::model::TimeRange;
use crate::model::Zone;
use crate::model::time::{parse_time, rfc3339};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// The whole file; whatever is not there is as if it were empty.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct FileJson {
    pub(super) inputs: Vec<Item<InputJson>>,
    pub(super) filter: String,
    pub(super) range: Option<RangeJson>,
    pub(super) zone: String,
    pub(super) saved_filters: Vec<Item<FilterJson>>,
    pub(super) marks: Vec<Item<MarkJson>>,
    pub(super) session_notes: Vec<Item<SessionNoteJson>>,
    pub(super) range_notes: Vec<Item<RangeNoteJson>>,
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
    path: String,
    sha256: Option<String>,
    #[serde(default)]
    line: u32,
    offset: u64,
    /// In hexadecimal, for not every reader of JSON has whole numbers of 64 bits.
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    note: String,
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
        let Citation { path, input, line, offset, content } = event;
        let content = content.map(|content| format!("{content:016x}"));
        MarkJson { path, sha256: input.sha256().map(str::to_owned), line, offset, content, tags, note }
    }
}

impl From<MarkJson> for Mark {
    fn from(MarkJson { path, sha256, line, offset, content, tags, note }: MarkJson) -> Mark {
        let input = sha256.as_deref().and_then(hash).map_or(InputId::Unknown, InputId::Sha256);
        let content = content
            .and_then(|content| u64::from_str_radix(&content, 16).ok())
            .filter(|content| *content != 0);
        Mark { event: Citation { path, input, line, offset, content }, tags, note }
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
