//! Session Manager's own list of sessions: each entry is a fact.

use super::time::parse_json_time;
use crate::container::json::{Fields, string_of};
use crate::format::session_manager_history::parse_session_history;
use crate::model::fact::{Fact, SessionHistory};
use crate::model::time::{TimeMs, parse_time};
use std::borrow::Cow;

/// The fact of an entry, if it names a session.
pub(super) fn map(fields: &Fields<'_>) -> Option<Fact> {
    let record = parse_session_history(fields);
    let text = |field: Option<Cow<'_, str>>| field.map(Cow::into_owned).unwrap_or_default();
    Some(Fact::SessionHistory(SessionHistory {
        session: record.session?.into_owned(),
        target: text(record.target),
        status: text(record.status),
        start: record.start.and_then(parse_session_time),
        end: record.end.and_then(parse_session_time),
        owner: text(record.owner),
        document: text(record.document),
        reason: text(record.reason),
    }))
}

/// The instant that a JSON value names; Windows PowerShell writes `/Date(milliseconds)/`.
fn parse_session_time(raw: &[u8]) -> Option<TimeMs> {
    let text = string_of(raw);
    let inner = text.as_deref().and_then(|text| text.strip_prefix("/Date(")?.strip_suffix(")/"));
    match inner {
        // A zone behind the number says where it was written, not when.
        Some(number) => parse_time(number.split(['+', '-']).next()?),
        None => parse_json_time(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dates_of_powershell_are_read() {
        for date in [
            r#""\/Date(1763632800000)\/""#,
            r#""/Date(1763632800000+0100)/""#,
            "1763632800",
            r#""2025-11-20T10:00:00Z""#,
        ] {
            assert_eq!(parse_session_time(date.as_bytes()), Some(1_763_632_800_000), "{date}");
        }
        assert_eq!(parse_session_time(br#""/Date(x)/""#), None);
    }
}
