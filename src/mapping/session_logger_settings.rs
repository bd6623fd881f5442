//! Settings of a Session Logger: a fact.

use crate::container::json::Fields;
use crate::format::session_logger_settings::{WantedEvents, parse_session_logger_settings, wanted_events};
use crate::model::fact::{Fact, LoggedEvents, SessionLoggerSettings};

/// The fact of settings, if they are an object.
pub(super) fn map(fields: &Fields<'_>) -> Option<Fact> {
    if !fields.whole().starts_with(b"{") {
        return None;
    }
    let record = parse_session_logger_settings(fields);
    Some(Fact::SessionLoggerSettings(SessionLoggerSettings {
        arn: record.arn,
        name: record.name,
        events: match record.event_filter.and_then(wanted_events) {
            Some(WantedEvents::All) => LoggedEvents::All,
            Some(WantedEvents::Only(names)) => LoggedEvents::Only(names),
            None => LoggedEvents::NotSaid,
        },
        destination: record.destination,
        portals: record.portals,
    }))
}
