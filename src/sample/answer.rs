//! The answer: what a reader must find in a sample, counted while the sample is made.
//!
//! Nothing here reads the bytes: the counts come from what the generator meant to write. Keys and
//! rules are those of the summary (schema `sessionscope.summary/1`), so that a test can compare the
//! two key by key.

use crate::source::order;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::SampleFile;
use super::act::Act;
use super::clock::rfc3339;
use super::event::{Moment, SessionDetails};

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
}

/// System, from and to of transfers.
type FlowKey = (&'static str, &'static str, &'static str);

/// Makes the answer while the generator writes.
#[derive(Default)]
pub(super) struct AnswerBuilder {
    totals: Totals,
    first_and_last: Option<(i64, i64)>,
    by_system: BTreeMap<&'static str, u64>,
    by_activity: BTreeMap<&'static str, u64>,
    by_user: BTreeMap<String, u64>,
    transfers: BTreeMap<FlowKey, TransferCount>,
    sessions: Vec<OpenSession>,
    session_of: HashMap<String, usize>,
    notices: Vec<NoticeFact>,
}

#[derive(Default)]
struct TransferCount {
    count: u64,
    bytes: u64,
    without_size: u64,
}

/// A session as far as it was written.
struct OpenSession {
    system: &'static str,
    id: String,
    user: String,
    start: i64,
    end: i64,
    events: u64,
    state: &'static str,
    /// Start and end as the service itself has them, which count for more than the events.
    own: (Option<i64>, Option<i64>),
}

impl AnswerSink for AnswerBuilder {
    fn input(&mut self, file: &SampleFile) {
        self.file();
        self.bytes(file.bytes.len() as u64);
    }

    fn file(&mut self) {
        self.totals.inputs += 1;
    }

    fn bytes(&mut self, bytes: u64) {
        self.totals.bytes += bytes;
    }

    fn event(&mut self, details: &SessionDetails, moment: &Moment) {
        let act = moment.act;
        self.record("session-logger", act.canonical(), &details.user, moment.at);
        if let Some(way) = act.way() {
            self.moved("session-logger", way, moment.file.as_ref().map(|file| file.size));
        }
        let session = match self.session_of.get(&details.session_id) {
            Some(&index) => index,
            None => self.open("session-logger", details.session_id.clone(), &details.user, moment.at),
        };
        self.touch(session, moment.at);
        let state = &mut self.sessions[session].state;
        match act {
            Act::End => *state = "ended",
            Act::Disconnect if *state != "ended" => *state = "disconnected",
            Act::Start | Act::Connect if *state != "ended" => *state = "open",
            _ => {}
        }
    }

    fn access(&mut self, name: &'static str, portal: Option<&str>, user: &str, at: i64) {
        const SYSTEM: &str = "user-access-logging";
        self.record(SYSTEM, name, user, at);
        let Some(portal) = portal else { return };
        let key = format!("{portal}/{user}");
        let session = match self.session_of.get(&key) {
            Some(&index) if name != "StartSession" => index,
            _ => {
                let index = self.open(SYSTEM, format!("{key}/{}", rfc3339(at)), user, at);
                self.session_of.insert(key.clone(), index);
                index
            }
        };
        self.touch(session, at);
        if name == "EndSession" {
            self.sessions[session].state = "ended";
            self.session_of.remove(&key);
        }
    }

    fn duplicates(&mut self, count: u64) {
        self.totals.records += count;
        self.totals.duplicates += count;
    }

    fn rejected(&mut self, notice: NoticeFact) {
        self.totals.records += 1;
        self.totals.rejected += 1;
        self.notices.push(notice);
    }

    fn skipped(&mut self) {
        self.totals.records += 1;
        self.totals.skipped += 1;
    }

    fn moved(&mut self, system: &'static str, (from, to): (&'static str, &'static str), size: Option<u64>) {
        let sum = self.transfers.entry((system, from, to)).or_default();
        sum.count += 1;
        match size {
            Some(size) => sum.bytes += size,
            None => sum.without_size += 1,
        }
    }

    fn in_session(&mut self, system: &'static str, id: &str, user: &str, at: i64) {
        let session = match self.session_of.get(id) {
            Some(&index) => index,
            None => self.open(system, id.to_owned(), user, at),
        };
        self.touch(session, at);
    }

    fn ended(&mut self, id: &str) {
        let session = self.session_of[id];
        self.sessions[session].state = "ended";
    }

    fn history(&mut self, system: &'static str, id: &str, owner: &str, start: i64, end: Option<i64>) {
        let session = match self.session_of.get(id) {
            Some(&index) => index,
            None => self.open(system, id.to_owned(), owner, start),
        };
        self.sessions[session].own = (Some(start), end);
        if end.is_some() {
            self.sessions[session].state = "ended";
        }
        self.skipped();
    }

    fn record(&mut self, system: &'static str, name: &'static str, user: &str, at: i64) {
        self.totals.records += 1;
        self.totals.events += 1;
        *self.by_system.entry(system).or_default() += 1;
        *self.by_activity.entry(name).or_default() += 1;
        match self.by_user.get_mut(user) {
            Some(count) => *count += 1,
            None => {
                self.by_user.insert(user.to_owned(), 1);
            }
        }
        let (first, last) = self.first_and_last.unwrap_or((at, at));
        self.first_and_last = Some((first.min(at), last.max(at)));
    }
}

impl AnswerBuilder {
    fn open(&mut self, system: &'static str, id: String, user: &str, at: i64) -> usize {
        let index = self.sessions.len();
        self.session_of.insert(id.clone(), index);
        self.sessions.push(OpenSession {
            system,
            id,
            user: user.to_owned(),
            start: at,
            end: at,
            events: 0,
            state: "open",
            own: (None, None),
        });
        index
    }

    fn touch(&mut self, session: usize, at: i64) {
        let session = &mut self.sessions[session];
        session.start = session.start.min(at);
        session.end = session.end.max(at);
        session.events += 1;
    }

    /// The answer, once all is written.
    pub(super) fn build(mut self) -> Answer {
        self.totals.sessions = self.sessions.len() as u64;
        self.totals.users = self.by_user.keys().filter(|user| !user.is_empty()).count() as u64;
        for session in &mut self.sessions {
            session.start = session.own.0.unwrap_or(session.start);
            session.end = session.own.1.unwrap_or(session.end);
        }
        order::sort_by(&mut self.sessions, |a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        order::sort_by(&mut self.notices, |a, b| (&a.path, a.offset).cmp(&(&b.path, b.offset)));
        Answer {
            schema: "sessionscope.answer/1",
            totals: self.totals,
            time_range: TimeRange {
                start: self.first_and_last.map(|(first, _)| rfc3339(first)),
                end: self.first_and_last.map(|(_, last)| rfc3339(last)),
            },
            by_system: owned(self.by_system),
            by_activity: owned(self.by_activity),
            by_user: self.by_user,
            transfers: self.transfers.into_iter().map(transfer_sum).collect(),
            sessions: self.sessions.into_iter().map(session_fact).collect(),
            notices: self.notices,
        }
    }
}

fn owned(counts: BTreeMap<&'static str, u64>) -> BTreeMap<String, u64> {
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

fn transfer_sum(((system, from, to), sum): (FlowKey, TransferCount)) -> TransferSum {
    TransferSum {
        system: system.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        count: sum.count,
        bytes: sum.bytes,
        without_size: sum.without_size,
    }
}

fn session_fact(session: OpenSession) -> SessionFact {
    SessionFact {
        system: session.system.to_owned(),
        id: session.id,
        user: session.user,
        start: rfc3339(session.start),
        end: rfc3339(session.end),
        events: session.events,
        state: session.state.to_owned(),
    }
}
