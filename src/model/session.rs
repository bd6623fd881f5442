//! Sessions: which events belong together, and how far the evidence shows their end (R20 to R25).

use super::synthetic_id::synthetic_id;
use super::system::System;
use super::time::TimeMs;
use serde::{Deserialize, Serialize};

/// Stands for "no session" where rows have a session's number.
pub const NO_SESSION: u32 = u32::MAX;

/// How far the evidence shows the end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionState {
    /// An end was seen.
    Ended,
    /// The last thing seen of its connection is a disconnection.
    Disconnected,
    /// No end was seen.
    Open,
}

impl SessionState {
    /// The name in the summary.
    pub const fn id(self) -> &'static str {
        match self {
            SessionState::Ended => "ended",
            SessionState::Disconnected => "disconnected",
            SessionState::Open => "open",
        }
    }
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The system that it belongs to.
    pub system: System,
    /// Its id, or what is made of its first event where the format has none (R20).
    pub id: String,
    /// Who (R25); empty where no event names anybody.
    pub user: String,
    /// Time of its first event, if any of them has a time.
    pub start: Option<TimeMs>,
    /// Time of its last event.
    pub end: Option<TimeMs>,
    /// How many events it has, undated ones included.
    pub events: u64,
    /// Whether its end was seen.
    pub state: SessionState,
}

impl Session {
    /// Its id when the event of this time was the first one of it that had been read; nothing where it has an
    /// id of its own, or was not under way then.
    pub fn id_from(&self, time: TimeMs) -> Option<String> {
        let is_within = self.start? <= time && time <= self.end?;
        let owner = self.id.rsplit_once('/')?.0;
        (is_within && !self.system.has_session_ids()).then(|| synthetic_id(owner, time))
    }
}
