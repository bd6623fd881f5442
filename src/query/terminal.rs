//! Which sessions have text, and in which inputs it stands: the store keeps none of it.

use super::filter::Selection;
use crate::model::session_text::SessionKey;
use crate::model::{Index, Store, System, TextField};
use crate::sort::{sort, sort_by};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A session that has text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalSession {
    /// What its text is found by.
    pub key: SessionKey,
    /// Number of the session, where the text tells one.
    pub session: Option<u32>,
    /// User (untrusted text); empty where unknown.
    pub user: String,
    /// Instance (untrusted text); empty where unknown.
    pub target: String,
    /// Start of the session, in milliseconds since the epoch.
    pub start_ms: Option<i64>,
    /// End of the session, in milliseconds since the epoch.
    pub end_ms: Option<i64>,
    /// Messages of its stream.
    pub messages: u64,
    /// Its transcripts.
    pub transcripts: u64,
    /// Inputs that hold its text, by path (untrusted text).
    pub paths: Vec<String>,
    /// Whether any of its text is of an event in scope.
    pub is_in_scope: bool,
}

/// The sessions that have text, by start; those without a session id last, by path.
pub fn terminal_sessions(store: &Store, index: &Index, selection: &Selection) -> Vec<TerminalSession> {
    let columns = store.columns();
    let mut found: BTreeMap<SessionKey, TerminalSession> = BTreeMap::new();
    for row in store.events() {
        let system = System::from_index(columns.system[row as usize]);
        let is_stream = match system {
            System::SessionManagerStream => true,
            System::SessionManagerTranscript => false,
            _ => continue,
        };
        let path = &store.inputs()[columns.input[row as usize] as usize].path;
        let key = SessionKey::new(store.text(TextField::Session, row), path);
        let entry = found.entry(key.clone()).or_insert_with(|| TerminalSession {
            key,
            session: index.session_of(row),
            ..TerminalSession::default()
        });
        if is_stream {
            entry.messages += 1;
        } else {
            entry.transcripts += 1;
        }
        entry.is_in_scope |= selection.contains(row);
        if entry.target.is_empty() {
            store.text(TextField::Target, row).clone_into(&mut entry.target);
        }
        if !entry.paths.contains(path) {
            entry.paths.push(path.clone());
        }
    }
    let mut sessions: Vec<TerminalSession> = found.into_values().collect();
    for entry in &mut sessions {
        sort(&mut entry.paths);
        if let Some(session) = entry.session.and_then(|number| index.sessions.get(number as usize)) {
            session.user.clone_into(&mut entry.user);
            (entry.start_ms, entry.end_ms) = (session.start, session.end);
        }
    }
    sort_by(&mut sessions, |a, b| {
        let key =
            |entry: &TerminalSession| (entry.key.id.is_empty(), entry.start_ms.is_none(), entry.start_ms);
        key(a).cmp(&key(b)).then_with(|| a.key.cmp(&b.key))
    });
    sessions
}

/// Whether any session has text.
pub fn has_session_text(store: &Store) -> bool {
    use crate::format::Format;
    let is_text =
        |format: &Format| matches!(format, Format::SessionManagerStream | Format::SessionManagerTranscript);
    store.inputs().iter().any(|input| input.records.iter().any(|(format, _)| is_text(format)))
}
