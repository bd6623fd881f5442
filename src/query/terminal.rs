//! Which sessions have text, and in which inputs it stands: the store keeps none of it.

use super::view::View;
use crate::model::dictionary::ABSENT;
use crate::model::session_text::SessionKey;
use crate::model::{RowId, Store, System, TextField};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A session that has text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalSession {
    /// What its text is found by.
    pub key: SessionKey,
    /// User (untrusted text); empty where unknown.
    pub user: String,
    /// Instance (untrusted text); empty where unknown.
    pub target: String,
    /// Start of the session, in milliseconds since the epoch.
    pub start_ms: Option<i64>,
    /// Whether it was streamed.
    pub has_stream: bool,
    /// Whether it has a transcript.
    pub has_transcript: bool,
    /// Inputs that hold its text, by path (untrusted text).
    pub paths: Vec<String>,
    /// Whether any of its text is of an event in scope.
    pub is_in_scope: bool,
}

/// The text of a session in one input.
struct Part {
    /// Its first row.
    first: RowId,
    /// Its first row that names an instance.
    with_target: Option<RowId>,
    has_stream: bool,
    has_transcript: bool,
    is_in_scope: bool,
    /// The inputs that have pieces of its transcripts beside this one.
    others: Vec<u32>,
}

/// The sessions that have text, by start; those without a session id last, by path.
pub fn terminal_sessions(view: &View<'_>) -> Vec<TerminalSession> {
    let View { store, index, .. } = view;
    let mut sessions: BTreeMap<SessionKey, Vec<(&str, Part)>> = BTreeMap::new();
    for ((id, input), part) in parts(view) {
        let path = store.inputs()[input as usize].path.as_str();
        let key = SessionKey::new(store.dictionary(TextField::Session).get(id), path);
        sessions.entry(key).or_default().push((path, part));
    }
    let session = |(key, parts): (SessionKey, Vec<(&str, Part)>)| {
        let any = |is: fn(&Part) -> bool| parts.iter().any(|(_, part)| is(part));
        let first = parts.iter().map(|(_, part)| part.first).min();
        let known = first.and_then(|row| index.session_of(store, row)).map(|it| index.session(it));
        let target = parts.iter().filter_map(|(_, part)| part.with_target).min();
        let others = parts.iter().flat_map(|(_, part)| &part.others);
        let others = others.map(|input| store.inputs()[*input as usize].path.as_str());
        let mut paths: Vec<String> =
            parts.iter().map(|(path, _)| *path).chain(others).map(str::to_owned).collect();
        order::sort(&mut paths);
        paths.dedup();
        TerminalSession {
            key,
            user: known.map(|session| session.user.clone()).unwrap_or_default(),
            target: target.map(|row| store.text(TextField::Target, row).to_owned()).unwrap_or_default(),
            start_ms: known.and_then(|session| session.start),
            has_stream: any(|part| part.has_stream),
            has_transcript: any(|part| part.has_transcript),
            is_in_scope: any(|part| part.is_in_scope),
            paths,
        }
    };
    let mut sessions: Vec<TerminalSession> = sessions.into_iter().map(session).collect();
    order::sort_by(&mut sessions, |a, b| {
        let key =
            |entry: &TerminalSession| (entry.key.id.is_empty(), entry.start_ms.is_none(), entry.start_ms);
        key(a).cmp(&key(b)).then_with(|| a.key.cmp(&b.key))
    });
    sessions
}

/// The texts by code of the session id and number of the input: a stream has many messages, which make no
/// texts of their own.
fn parts(view: &View<'_>) -> BTreeMap<(u32, u32), Part> {
    let View { store, selection, .. } = view;
    let columns = store.columns();
    let mut parts: BTreeMap<(u32, u32), Part> = BTreeMap::new();
    for row in store.events() {
        let system = columns.system(row);
        let is_stream = system == System::SessionManagerStream;
        if !is_stream && system != System::SessionManagerTranscript {
            continue;
        }
        let key = (columns.code(TextField::Session, row), columns.input(row));
        let part = parts.entry(key).or_insert(Part {
            first: row,
            with_target: None,
            has_stream: false,
            has_transcript: false,
            is_in_scope: false,
            others: Vec::new(),
        });
        part.has_stream |= is_stream;
        part.has_transcript |= !is_stream;
        part.is_in_scope |= selection.contains(row);
        if part.with_target.is_none() && columns.code(TextField::Target, row) != ABSENT {
            part.with_target = Some(row);
        }
    }
    for (row, input) in store.other_inputs_of_transcripts() {
        let key = (columns.code(TextField::Session, row), columns.input(row));
        if let Some(part) = parts.get_mut(&key) {
            part.others.push(input);
        }
    }
    parts
}

/// Whether any session has text.
pub fn has_session_text(store: &Store) -> bool {
    store.inputs().iter().any(|input| input.has_session_text)
}
