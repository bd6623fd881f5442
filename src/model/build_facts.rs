//! Records that are no events to facts.

use super::fact::{Fact, LoggedEvents, Metric, SessionHistory, SessionLoggerSettings};
use super::time::parse_json_time;
use crate::format::inventory::SessionLoggerSettingsRecord;
use crate::format::metrics::{MetricPoint, WantedEvents, wanted_events};
use crate::format::session_manager_history::SessionHistoryRecord;
use std::borrow::Cow;

fn text(field: &Option<Cow<'_, str>>) -> String {
    field.as_deref().unwrap_or_default().to_owned()
}

/// The fact of an entry of `describe-sessions`.
pub fn session_history(record: &SessionHistoryRecord<'_>) -> Fact {
    Fact::SessionHistory(SessionHistory {
        session: text(&record.session),
        target: text(&record.target),
        status: text(&record.status),
        start: record.start.and_then(parse_json_time),
        end: record.end.and_then(parse_json_time),
        owner: text(&record.owner),
        reason: text(&record.reason),
    })
}

/// The fact of a data point.
pub fn metric(point: &MetricPoint<'_>) -> Fact {
    let number =
        |raw: Option<&[u8]>| raw.map(|raw| String::from_utf8_lossy(raw).into_owned()).unwrap_or_default();
    Fact::Metric(Metric {
        metric: text(&point.metric),
        portal: text(&point.portal),
        time: point.time.and_then(parse_json_time),
        sum: number(point.sum),
        samples: number(point.samples),
    })
}

/// The fact of a Session Logger's settings.
pub fn session_logger(record: &SessionLoggerSettingsRecord<'_>) -> Fact {
    Fact::SessionLoggerSettings(SessionLoggerSettings {
        arn: record.arn.clone(),
        name: record.name.clone(),
        events: match record.event_filter.map(wanted_events) {
            Some(Some(WantedEvents::All)) => LoggedEvents::All,
            Some(Some(WantedEvents::Only(names))) => LoggedEvents::Only(names),
            Some(None) | None => LoggedEvents::NotSaid,
        },
        destination: record.destination.clone(),
    })
}
