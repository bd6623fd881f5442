//! Findings: what deserves a look, each with the events that it rests on, so that whoever reads it can look at them.

use super::addresses::AddressKey;
pub use crate::model::finding_kind::{FindingKind, KindSet};
use crate::model::time::TimeMs;
use crate::model::{ByteCount, Endpoint, RowId, SessionNo};
use crate::query::view::View;
use crate::sigma::About;
use crate::source::order;
use std::rc::Rc;

use super::flows::MatchBasis;

/// Whom a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The user and the session of an event.
    Event(RowId),
    /// A session, and its user.
    Session(SessionNo),
    /// The user of an event, in no session.
    User(RowId),
    /// Nobody.
    Nobody,
}

/// What a finding says beside its events. What the events themselves say is not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// When the session had ended.
    ActivityAfterEnd {
        /// The time of its last end.
        ended: TimeMs,
    },
    /// From the first address of the two events to the second.
    AddressChanged,
    /// From the first user of the two events to the second.
    UserChanged,
    /// What was under way at once.
    SessionsAtOnce {
        /// The others, by id.
        sessions: Vec<SessionNo>,
        /// The codes of all their addresses, and of those of the session itself, in the order of their texts.
        addresses: Vec<u32>,
    },
    /// The event has all.
    OutWithoutIn,
    /// The sizes are those of the two events, in and out.
    SizeChanged,
    /// Where the file went, and why that is told.
    LeftAfterDownload {
        /// How it came.
        in_leg: RowId,
        /// How it left.
        out_leg: RowId,
        /// Where it went.
        to: Endpoint,
        /// By what it is taken for the same file.
        basis: MatchBasis,
        /// Whether its size is a sign.
        is_large: bool,
        /// The findings that are signs.
        signs: KindSet,
    },
    /// The network is that of the event.
    FirstSeenNetwork {
        /// How many sessions of the user came before it from a network that is known.
        sessions_before: u64,
    },
    /// What left on the day.
    BulkOut {
        /// The day, counted from the epoch, in the zone that was given.
        day: i64,
        /// How many bytes left.
        bytes: ByteCount,
        /// The median of the other days.
        median: ByteCount,
    },
    /// The events have all.
    BlockedThenReached,
    /// The events have all.
    SecretThenDownload,
    /// The person; the events have the rest.
    TwoPlaces {
        /// One more than the number of the person.
        person: u32,
    },
    /// The events have all.
    OutOfHours,
    /// The events have all.
    UnknownActivity,
    /// The rule that has found the events.
    Rule(Rc<About>),
}

impl Detail {
    /// Why a finding is told that has signs: `size`, or the kinds of the findings that are signs, sorted.
    pub fn signs(&self) -> Vec<&'static str> {
        let Detail::LeftAfterDownload { is_large, signs, .. } = self else { return Vec::new() };
        let kinds = FindingKind::ALL.into_iter().filter(|kind| signs & kind.bit() != 0);
        let mut all: Vec<&str> = kinds.map(FindingKind::id).collect();
        all.extend(is_large.then_some("size"));
        order::sort(&mut all);
        all
    }
}

/// Something that deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// When; nothing where that is not known.
    pub time: Option<TimeMs>,
    /// Whom it is about.
    pub subject: Subject,
    /// What it says.
    pub detail: Detail,
    /// All events that it counts, in the order in which they are cited.
    pub events: Vec<RowId>,
}

impl Finding {
    /// A finding about the user and the session of an event, at its time, which is known.
    pub fn at(
        kind: FindingKind,
        (row, time): (RowId, TimeMs),
        detail: Detail,
        events: Vec<RowId>,
    ) -> Finding {
        Finding { kind, time: Some(time), subject: Subject::Event(row), detail, events }
    }

    /// The session that it is about.
    pub fn session(&self, view: &View<'_>) -> Option<SessionNo> {
        match self.subject {
            Subject::Event(row) => view.index.session_of(view.store, row),
            Subject::Session(session) => Some(session),
            Subject::User(_) | Subject::Nobody => None,
        }
    }
}

/// How many events of a finding are cited at most (E3); a count beside them has all.
pub const MAX_CITATIONS: usize = 20;

/// Whether two sets of addresses, each sorted, have one in common.
pub fn share_address(one: &[AddressKey], other: &[AddressKey]) -> bool {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().any(|address| many.binary_search(address).is_ok())
}
