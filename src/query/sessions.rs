//! Sessions as the table shows them.

use super::answer::{Moved, Page, SessionRow, SessionSort, saturated};
use super::filter::Selection;
use crate::model::dictionary::ABSENT;
use crate::model::transfer::Meanings;
use crate::model::{Direction, Index, Store, TextField, direction};
use std::collections::HashSet;

/// A stretch of a list of sessions.
pub fn session_page(
    store: &Store,
    index: &Index,
    meanings: &Meanings,
    selection: &Selection,
    order: &[u32],
    (first, count): (u32, u32),
) -> Page<SessionRow> {
    let numbers = order.iter().skip(first as usize).take(count as usize);
    let rows = numbers.map(|session| session_row(store, index, meanings, selection, *session)).collect();
    let total = order.len() as u32;
    Page { total, first: first.min(total), rows }
}

/// The sessions that have a selected event, in an order; all sessions if everything is selected.
pub fn sessions_in_order(
    store: &Store,
    index: &Index,
    meanings: &Meanings,
    selection: &Selection,
    sort: SessionSort,
    descending: bool,
) -> Vec<u32> {
    let mut rows: Vec<SessionRow> = (0..index.sessions.len() as u32)
        .map(|session| session_row(store, index, meanings, selection, session))
        .filter(|row| row.matching > 0)
        .collect();
    rows.sort_by(|a, b| {
        let ordering = match sort {
            SessionSort::Start => (a.start_ms.is_none(), a.start_ms).cmp(&(b.start_ms.is_none(), b.start_ms)),
            SessionSort::End => (a.end_ms.is_none(), a.end_ms).cmp(&(b.end_ms.is_none(), b.end_ms)),
            SessionSort::User => a.user.cmp(&b.user),
            SessionSort::Id => a.id.cmp(&b.id),
            SessionSort::Portal => a.portal.cmp(&b.portal),
            // Most addresses are what is looked for; among equals those that are the same stand together.
            SessionSort::ClientIps => {
                (a.client_ips.len(), &a.client_ips).cmp(&(b.client_ips.len(), &b.client_ips))
            }
            SessionSort::Length => length(a).cmp(&length(b)),
            SessionSort::Events => a.events.cmp(&b.events),
            SessionSort::Hosts => a.hosts.cmp(&b.hosts),
            SessionSort::In => a.moved_in.cmp(&b.moved_in),
            SessionSort::Out => a.moved_out.cmp(&b.moved_out),
            SessionSort::State => a.state.cmp(&b.state),
        };
        let ordering = if descending { ordering.reverse() } else { ordering };
        ordering.then(a.session.cmp(&b.session))
    });
    rows.iter().map(|row| row.session).collect()
}

fn length(row: &SessionRow) -> Option<i64> {
    Some(row.end_ms? - row.start_ms?)
}

fn session_row(
    store: &Store,
    index: &Index,
    meanings: &Meanings,
    selection: &Selection,
    number: u32,
) -> SessionRow {
    let session = &index.sessions[number as usize];
    let columns = store.columns();
    let mut row = SessionRow {
        session: number,
        system: session.system.id().to_owned(),
        id: session.id.clone(),
        user: session.user.clone(),
        portal: String::new(),
        client_ips: client_ips(store, index, number),
        start_ms: session.start,
        end_ms: session.end,
        events: session.events,
        matching: 0,
        hosts: 0,
        moved_in: Moved::default(),
        moved_out: Moved::default(),
        state: session.state,
    };
    let mut hosts = HashSet::new();
    for event in index.rows_of(number).iter().copied() {
        row.matching += u64::from(selection.contains(event));
        let host = columns.text(TextField::Host).get(event);
        if host != ABSENT {
            hosts.insert(host);
        }
        if row.portal.is_empty() {
            store.text(TextField::Portal, event).clone_into(&mut row.portal);
        }
        let Some((from, to)) = meanings.of_row(store, event).moves else { continue };
        let size = store.sizes().get(event);
        let moved = match direction(from, to) {
            Direction::In => &mut row.moved_in,
            Direction::Out => &mut row.moved_out,
            Direction::Within => continue,
        };
        moved.bytes = moved.bytes.saturating_add(size.map_or(0, saturated));
        moved.count += 1;
        moved.unsized_count += u64::from(size.is_none());
    }
    row.hosts = hosts.len() as u64;
    row
}

/// The client addresses of a session, first seen first.
pub fn client_ips(store: &Store, index: &Index, session: u32) -> Vec<String> {
    let codes = store.columns().text(TextField::ClientIp);
    let mut seen: Vec<u32> = Vec::new();
    for row in index.rows_of(session) {
        let code = codes.get(*row);
        if code != ABSENT && !seen.contains(&code) {
            seen.push(code);
        }
    }
    seen.into_iter().map(|code| store.dictionary(TextField::ClientIp).get(code).to_owned()).collect()
}
