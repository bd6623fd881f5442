//! Makes the answer while the generator writes: counts, sessions, and what was planned.

use super::SampleFile;
use super::act::Act;
use super::answer::{Answer, AnswerSink, NoticeFact, SessionFact, TimeRange, Totals, TransferSum};
use super::clock::rfc3339;
use super::event::{Moment, SessionDetails};
use super::plan::{Plan, Planned};
use crate::source::order;
use std::collections::{BTreeMap, HashMap};

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
    plan: Option<Plan>,
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

    fn plan(&mut self, planned: &Planned<'_>) {
        self.plan.get_or_insert_with(Plan::default).add(planned);
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
            plan: self.plan,
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
