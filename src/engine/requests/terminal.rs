//! The sessions that have text.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::query::terminal::{TerminalSession, terminal_sessions};
use serde::{Deserialize, Serialize};

/// The sessions that have text, and in which inputs it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalSessions;

impl Request for TerminalSessions {
    type Response = Vec<TerminalSession>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<TerminalSession>, Mistake> {
        Ok(terminal_sessions(&snapshot.in_scope()?.view()))
    }
}
