//! The answer: what a reader must find in a sample, counted while the sample is made.
//!
//! Nothing here reads the bytes: the counts come from what the generator meant to write. Keys and
//! rules are those of the summary (schema `sessionscope.summary/1`), so that a test can compare the
//! two key by key.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SampleFile;
use super::event::{Moment, SessionDetails};
use super::plan::{Plan, Planned};

/// What a reader must find. Serialised, it is `answer.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Always `sessionscope.answer/1`.
    pub schema: &'static str,
    /// The sums over all files.
    pub totals: Totals,
    /// First and last event, RFC 3339.
    pub time_range: TimeRange,
    /// Events by format identifier.
    pub by_system: BTreeMap<String, u64>,
    /// Events by canonical activity name.
    pub by_activity: BTreeMap<String, u64>,
    /// Events by user.
    pub by_user: BTreeMap<String, u64>,
    /// What moved from where to where, sorted by system, from and to.
    pub transfers: Vec<TransferSum>,
    /// The sessions, by start and then by id.
    pub sessions: Vec<SessionFact>,
    /// The notices that a reader must give, without their wording.
    pub notices: Vec<NoticeFact>,
    /// What was put there for the audit to find; none at scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

/// The totals of a sample; `records = events + duplicates + rejected + skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The names are the summary's, which the contract explains.
pub struct Totals {
    pub inputs: u64,
    pub bytes: u64,
    pub records: u64,
    pub events: u64,
    pub duplicates: u64,
    pub rejected: u64,
    pub skipped: u64,
    pub sessions: u64,
    pub users: u64,
    pub undated: u64,
}

/// First and last time, RFC 3339 in UTC; `None` where there is no event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct TimeRange {
    pub start: Option<String>,
    pub end: Option<String>,
}

/// The transfers from one endpoint to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct TransferSum {
    pub system: String,
    pub from: String,
    pub to: String,
    pub count: u64,
    pub bytes: u64,
    /// How many have no size; `unsized` is a reserved word of the language.
    #[serde(rename = "unsized")]
    pub without_size: u64,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct SessionFact {
    pub system: String,
    pub id: String,
    pub user: String,
    pub start: String,
    pub end: String,
    pub events: u64,
    pub state: String,
}

/// One notice: where, and of which kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct NoticeFact {
    pub path: String,
    pub line: u64,
    pub offset: u64,
    pub kind: String,
}

/// What the generator tells of everything that it writes, so that the answer is known.
pub(super) trait AnswerSink {
    /// A file was written whole.
    fn input(&mut self, file: &SampleFile);

    /// A file was begun.
    fn file(&mut self);

    /// So many bytes were written.
    fn bytes(&mut self, bytes: u64);

    /// A Session Logger event. The events of a session come in the order of time.
    fn event(&mut self, details: &SessionDetails, moment: &Moment);

    /// An event of user access logging; `portal` is none for the record of a set-up.
    fn access(&mut self, name: &'static str, portal: Option<&str>, user: &str, at: i64);

    /// `count` events that were written before, byte for byte.
    fn duplicates(&mut self, count: u64);

    /// A record that nobody can read, with where it stands.
    fn rejected(&mut self, notice: NoticeFact);

    /// A record that is no event on purpose.
    fn skipped(&mut self);

    /// Something moved from one endpoint to another.
    fn moved(&mut self, system: &'static str, way: (&'static str, &'static str), size: Option<u64>);

    /// The event that was counted just now belongs to this session.
    fn in_session(&mut self, system: &'static str, id: &str, user: &str, at: i64);

    /// An end of this session was seen.
    fn ended(&mut self, id: &str);

    /// What the service itself says of a session, which no event need tell of.
    fn history(&mut self, system: &'static str, id: &str, owner: &str, start: i64, end: Option<i64>);

    /// An event of any system.
    fn record(&mut self, system: &'static str, name: &'static str, user: &str, at: i64);

    /// Something was put there for the audit.
    fn plan(&mut self, planned: &Planned<'_>);
}

/// Nobody wants to know: the page shows the sample without its answer, and carries nothing of it.
pub(super) struct NoAnswer;

impl AnswerSink for NoAnswer {
    fn input(&mut self, _: &SampleFile) {}
    fn file(&mut self) {}
    fn bytes(&mut self, _: u64) {}
    fn event(&mut self, _: &SessionDetails, _: &Moment) {}
    fn access(&mut self, _: &'static str, _: Option<&str>, _: &str, _: i64) {}
    fn duplicates(&mut self, _: u64) {}
    fn rejected(&mut self, _: NoticeFact) {}
    fn skipped(&mut self) {}
    fn moved(&mut self, _: &'static str, _: (&'static str, &'static str), _: Option<u64>) {}
    fn in_session(&mut self, _: &'static str, _: &str, _: &str, _: i64) {}
    fn ended(&mut self, _: &str) {}
    fn history(&mut self, _: &'static str, _: &str, _: &str, _: i64, _: Option<i64>) {}
    fn record(&mut self, _: &'static str, _: &'static str, _: &str, _: i64) {}
    fn plan(&mut self, _: &Planned<'_>) {}
}
