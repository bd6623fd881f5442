//! Session Manager's own list of sessions: each entry is a fact.

use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::session_manager_history::parse_session_history;
use crate::model::fact::{Fact, SessionHistory};
use std::borrow::Cow;

/// The fact of an entry, if it names a session.
pub(super) fn map(fields: &Fields<'_>) -> Option<Fact> {
    let record = parse_session_history(fields);
    let text = |field: Option<Cow<'_, str>>| field.map(Cow::into_owned).unwrap_or_default();
    Some(Fact::SessionHistory(SessionHistory {
        session: record.session?.into_owned(),
        target: text(record.target),
        status: text(record.status),
        start: record.start.and_then(parse_json_time),
        end: record.end.and_then(parse_json_time),
        owner: text(record.owner),
        reason: text(record.reason),
    }))
}
