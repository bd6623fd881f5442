//! When the client of a session was connected, as far as that can be drawn.

use super::track_query::TrackQuery;
use crate::model::activity::ConnectionChange;
use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{SessionNo, TextField, TimeRange};
use crate::query::answer::ConnectionSpan;
use crate::query::view::View;

/// When a client of a session was connected within the range, and when not; what is too short to be drawn is part of
/// what is beside it, so that there are no more than a line of the picture can show.
pub(super) fn connections(
    view: &View<'_>,
    number: SessionNo,
    span: TimeRange,
    query: &TrackQuery<'_>,
) -> Vec<ConnectionSpan> {
    let View { store, index, classification, .. } = view;
    let session = index.session(number);
    let columns = store.columns();
    let mut connections: Vec<ConnectionSpan> = Vec::new();
    let tells_connections = session.system.tells_connections();
    let (mut from, mut connected) = (span.start_ms, !tells_connections);
    for row in index.rows_of(store, number) {
        let time = columns.time(*row);
        if time == UNDATED {
            break;
        }
        if columns.code(TextField::Error, *row) != ABSENT {
            continue;
        }
        let change =
            classification.connection_change(session.system, columns.code(TextField::Activity, *row));
        let now = match change {
            Some(ConnectionChange::Start) if !tells_connections => true,
            Some(ConnectionChange::Connect) => true,
            Some(ConnectionChange::Disconnect | ConnectionChange::End) => false,
            _ => continue,
        };
        if now != connected {
            add_connection(&mut connections, TimeRange { start_ms: from, end_ms: time }, connected, query);
            (from, connected) = (time, now);
        }
    }
    add_connection(&mut connections, TimeRange { start_ms: from, end_ms: span.end_ms }, connected, query);
    connections
}

/// Adds the next part of a session, unless it is drawn as part of the one before or not at all. Time without a client
/// that is too short to be drawn is passed over, and what follows it is joined to what was before.
fn add_connection(
    connections: &mut Vec<ConnectionSpan>,
    range: TimeRange,
    connected: bool,
    query: &TrackQuery<'_>,
) {
    let is_seen = range.start_ms < query.range.end_ms && range.end_ms > query.range.start_ms;
    if range.start_ms >= range.end_ms || !is_seen {
        return;
    }
    match connections.last_mut() {
        Some(last) if last.connected => {
            if connected && range.start_ms.saturating_sub(last.range.end_ms) < query.merge_ms {
                last.range.end_ms = range.end_ms;
            } else if connected || range.length_ms() >= query.merge_ms {
                connections.push(ConnectionSpan { range, connected });
            }
        }
        _ => connections.push(ConnectionSpan { range, connected }),
    }
}
