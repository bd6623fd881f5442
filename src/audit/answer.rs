//! What is told of the audit where somebody asks for a part of it: rows in words, of a bounded size, which are drawn alike
//! whatever they are about.

mod changes;
mod findings;
mod portals;

pub use changes::{AuditChange, change_groups};
pub use findings::rule_words;
pub use portals::losses;

use crate::model::ByteCount;
use crate::model::time::TimeMs;
use crate::query::answer::{DeliveryCourse, EventRow, Lead};
use serde::{Deserialize, Serialize};

/// Most values of a field to which a count leads together: a line that names more is none that anybody can read or keep.
const MAX_LED_TO: usize = 100;

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordsValue {
    /// A text (untrusted).
    Text(String),
    /// The user of a WorkSpace (untrusted), of an event that names none.
    WorkspaceUser(String),
    /// An id (untrusted), of which the part is shown that tells it from others.
    Id(String),
    /// Messages by their keys.
    Messages(Vec<String>),
    /// A number.
    Count(u64),
    /// A size, where it is known.
    Size(Option<ByteCount>),
    /// An instant.
    Time(TimeMs),
    /// A length of time, in milliseconds.
    Length(TimeMs),
    /// A day of UTC, by its first instant.
    Day(TimeMs),
}

/// What something says: a message, and its values by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditWords {
    /// Key of the message.
    pub key: String,
    /// The values.
    pub values: Vec<(String, WordsValue)>,
}

impl AuditWords {
    // One for all, and not as fast as can be: it is short of what else is done for a row.
    #[inline(never)]
    fn new(key: &str, values: Vec<(&'static str, WordsValue)>) -> AuditWords {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        AuditWords { key: key.to_owned(), values }
    }
}

fn message(key: &str) -> WordsValue {
    WordsValue::Messages(vec![key.to_owned()])
}

/// Something that is named, and leads on where there is anything to lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditItem {
    /// What it is called.
    pub words: AuditWords,
    /// How many events it has, where that is told.
    pub count: Option<u64>,
    /// Where it leads.
    pub lead: Option<Lead>,
}

impl AuditItem {
    #[inline(never)]
    fn new(value: WordsValue, lead: Option<Lead>) -> AuditItem {
        AuditItem { words: AuditWords::new("audit-text", vec![("text", value)]), count: None, lead }
    }
}

/// A line in a table about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Key of what it is called.
    pub label: String,
    /// What stands before the items; where there are none and this says nothing, that there are none is said.
    pub words: Option<AuditWords>,
    /// Where these words lead.
    pub lead: Option<Lead>,
    /// Some items.
    pub items: Vec<AuditItem>,
    /// How many more there are.
    pub others: u64,
}

impl AuditLine {
    fn new(label: &str, words: Option<AuditWords>, items: Vec<AuditItem>) -> AuditLine {
        AuditLine { label: label.to_owned(), words, lead: None, items, others: 0 }
    }
}

/// A finding, what there is of a portal, or what was delivered of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// The portal (untrusted text); empty for none, and of a finding.
    pub portal: String,
    /// What it says first.
    pub title: AuditWords,
    /// Where that leads.
    pub lead: Option<Lead>,
    /// What it says then.
    pub words: Vec<AuditWords>,
    /// Whether the first of that says that something is missing.
    pub is_lacking: bool,
    /// What is told of it in a table.
    pub lines: Vec<AuditLine>,
    /// What was delivered over time, where it is about that.
    pub course: Option<DeliveryCourse>,
    /// The first of the events that it rests on.
    pub events: Vec<EventRow>,
    /// How many there are.
    pub event_count: u64,
    /// Calls that changed the logging of it, by time: the first of them, or those in the time of the course.
    pub changes: Vec<AuditChange>,
    /// How many there are.
    pub change_count: u64,
}

impl AuditRow {
    /// One that has nothing yet but what it says first.
    fn new(portal: &str, title: AuditWords) -> AuditRow {
        AuditRow {
            portal: portal.to_owned(),
            title,
            lead: None,
            words: Vec::new(),
            is_lacking: false,
            lines: Vec::new(),
            course: None,
            events: Vec::new(),
            event_count: 0,
            changes: Vec::new(),
            change_count: 0,
        }
    }
}

/// What is asked for of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditPart {
    /// Findings of a kind.
    Findings {
        /// Its name in the audit.
        kind: String,
        /// Those that a person has dismissed, or the others.
        dismissed: bool,
    },
    /// What there is of each portal.
    Coverage,
    /// Changes of the logging that stand beside no portal there.
    OtherChanges,
    /// What was delivered, against what is here.
    Deliveries,
}

/// How many findings of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingGroup {
    /// The name of the kind in the audit.
    pub kind: String,
    /// How many that nobody has dismissed.
    pub count: u32,
    /// How many that a person has dismissed.
    pub dismissed: u32,
    /// How many events all of them count.
    pub events: u64,
    /// When something is one, with the thresholds.
    pub rule: AuditWords,
}

/// How many Sigma rules there are, of those that can be in force together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCounts {
    /// How many rules are built in.
    pub built_in: u32,
    /// How many stand in files that were given.
    pub given: u32,
}

/// What came of a run of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRunReport {
    /// How many rules there were.
    pub rules: u32,
    /// How many records were shown to them.
    pub records: u64,
    /// Whether all files were read to their ends.
    pub is_whole: bool,
    /// Whether files have come since, or other rules.
    pub is_stale: bool,
    /// Titles of rules (untrusted text) that could not be used beside the others, and why.
    pub refused: Vec<(String, String)>,
    /// Titles of rules (untrusted text) that have found more than is kept, with how much, and how much may be.
    pub too_many: Vec<(String, u64, u64)>,
}
