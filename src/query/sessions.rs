//! Sessions as the table shows them.

use super::answer::{ClientIps, Page, SessionField, SessionRow};
use super::eventless::{passes_eventless, was_under_way};
use super::table_sort::TableSort;
use super::view::{DerivedData, View};
use crate::filter::Filter;
use crate::model::activity::ConnectionChange;
use crate::model::dictionary::ABSENT;
use crate::model::fact::SessionHistory;
use crate::model::{Amount, InOut, SessionNo, Store, TextField, TimeRange, Tunnel, Window, direction};
use crate::source::limits::MAX_SESSION_IPS;
use crate::source::order;
use std::cmp::Ordering;
use std::collections::HashSet;

/// The sessions in scope that have no event: those that Session Manager's history alone knows, as far as
/// what it says of them passes the filter, and were under way in the range.
pub fn eventless_sessions(
    store: &Store,
    derived: &DerivedData,
    filter: &Filter,
    range: Option<TimeRange>,
) -> HashSet<SessionNo> {
    let DerivedData { index, histories, .. } = derived;
    let no_history = SessionHistory::default();
    index
        .numbered_sessions()
        .filter(|(_, session)| session.events == 0)
        .filter(|(_, session)| range.is_none_or(|range| was_under_way(session, range)))
        .filter(|(_, session)| {
            passes_eventless(filter, session, histories.of(store, &session.id).unwrap_or(&no_history))
        })
        .map(|(number, _)| number)
        .collect()
}

/// Some of a list of sessions.
pub fn session_page(view: &View<'_>, order: &[SessionNo], window: Window) -> Page<SessionRow> {
    Page::of(order, window, |session| session_row(view, *session))
}

/// Whether a session is in scope, of whose events so many are selected: it has any, or was under way, or is one
/// without events that passes.
pub(super) fn is_in_scope(view: &View<'_>, number: SessionNo, selected: u64) -> bool {
    selected > 0 || view.eventless.contains(&number) || is_under_way(view, number)
}

/// Whether a session was under way in the range of the scope, though nothing happened in it then: some event of it
/// passes the filter, before the range or behind it.
fn is_under_way(view: &View<'_>, number: SessionNo) -> bool {
    let View { store, index, passing, .. } = view;
    view.range.is_some_and(|range| was_under_way(index.session(number), range))
        && index.rows_of(store, number).iter().any(|row| passing.contains(*row))
}

/// The sessions that have a selected event or were under way in the range, and those without events that are in scope,
/// in an order; those of which it is the same by when they began. How many findings each session has is given by their
/// numbers, where that is known; those behind the last that is told have none.
pub fn sessions_in_order(
    view: &View<'_>,
    sort: TableSort<SessionField>,
    findings: Option<&[u32]>,
) -> Vec<SessionNo> {
    let found = |row: &SessionRow| findings?.get(row.session.0 as usize).copied().filter(|count| *count > 0);
    let mut rows: Vec<SessionRow> = view
        .index
        .numbered_sessions()
        .map(|(number, _)| session_row(view, number))
        .filter(|row| is_in_scope(view, row.session, row.matching))
        .collect();
    order::sort_by(&mut rows, |a, b| {
        let ordering = match sort.column {
            SessionField::Start => by_start(a, b),
            SessionField::End => (a.end_ms.is_none(), a.end_ms).cmp(&(b.end_ms.is_none(), b.end_ms)),
            SessionField::System => a.system.id().cmp(b.system.id()),
            SessionField::User => a.user.cmp(&b.user),
            SessionField::Id => a.id.cmp(&b.id),
            SessionField::Portal => (&a.portal, &a.target).cmp(&(&b.portal, &b.target)),
            // Most addresses are what is looked for; among equals those that are the same stand together.
            SessionField::ClientIps => {
                (a.client_ips.total, &a.client_ips.first).cmp(&(b.client_ips.total, &b.client_ips.first))
            }
            SessionField::Length => length(a).cmp(&length(b)),
            SessionField::Events => a.events.cmp(&b.events),
            SessionField::Hosts => a.hosts.cmp(&b.hosts),
            SessionField::In => a.moved.incoming.cmp(&b.moved.incoming),
            SessionField::Out => a.moved.outgoing.cmp(&b.moved.outgoing),
            SessionField::State => a.state.cmp(&b.state),
            SessionField::Findings => found(a).cmp(&found(b)),
        };
        // Sessions are numbered by when they began, or were seen first.
        sort.directed(ordering).then_with(|| by_start(a, b)).then(a.session.cmp(&b.session))
    });
    rows.iter().map(|row| row.session).collect()
}

/// By when they began; those of which that is not known come last.
fn by_start(a: &SessionRow, b: &SessionRow) -> Ordering {
    (a.start_ms.is_none(), a.start_ms).cmp(&(b.start_ms.is_none(), b.start_ms))
}

fn length(row: &SessionRow) -> Option<i64> {
    Some(row.end_ms? - row.start_ms?)
}

/// A session as a row of the table.
pub fn session_row(view: &View<'_>, number: SessionNo) -> SessionRow {
    let View { store, index, classification, histories, selection, .. } = view;
    let session = index.session(number);
    let columns = store.columns();
    let mut row = SessionRow {
        session: number,
        system: session.system,
        id: session.id.clone(),
        user: session.user.clone(),
        portal: String::new(),
        target: String::new(),
        client_ips: client_ips(view, number, MAX_SESSION_IPS),
        start_ms: session.start,
        end_ms: session.end,
        events: session.events,
        matching: 0,
        hosts: 0,
        moved: InOut::default(),
        state: session.state,
        history: session
            .system
            .is_session_manager()
            .then(|| histories.of(store, &session.id).cloned())
            .flatten(),
        tunnel: None,
    };
    let mut hosts = HashSet::new();
    let (mut has_begun, mut has_ended) = (false, false);
    for event in index.rows_of(store, number).iter().copied() {
        let activity = columns.code(TextField::Activity, event);
        match classification.connection_change(columns.system(event), activity) {
            Some(ConnectionChange::Start | ConnectionChange::Connect) => has_begun = true,
            Some(ConnectionChange::End) => has_ended = true,
            _ => {}
        }
        row.matching += u64::from(selection.contains(event));
        let host = columns.code(TextField::Host, event);
        if host != ABSENT {
            hosts.insert(host);
        }
        if row.tunnel.is_none() && session.system.is_session_manager() {
            let tunnel = Tunnel::of_url(store.text(TextField::Url, event));
            row.tunnel = tunnel.map(|(tunnel, place)| (tunnel, place.to_owned()));
        }
        if row.portal.is_empty() {
            store.text(TextField::Portal, event).clone_into(&mut row.portal);
        }
        if row.target.is_empty() {
            store.text(TextField::Target, event).clone_into(&mut row.target);
        }
        if let Some((from, to)) = classification.of_row(store, event).moves {
            row.moved.add(direction(from, to), Amount::of(columns.size(event)));
        }
    }
    row.hosts = hosts.len() as u64;
    // Of a session whose end alone is known nobody knows how long it was.
    let has_own_start = row.history.as_ref().is_some_and(|history| history.start.is_some());
    if has_ended && !has_begun && !has_own_start && row.start_ms == row.end_ms {
        row.start_ms = None;
    }
    if let (None, Some(history)) = (&row.tunnel, &row.history) {
        let tunnel = Tunnel::of_document(history.document.as_bytes());
        row.tunnel = tunnel.map(|tunnel| (tunnel, String::new()));
    }
    if let (true, Some(history)) = (row.target.is_empty(), &row.history) {
        row.target.clone_from(&history.target);
    }
    row
}

/// The client addresses of a session, at most so many of them by name.
pub fn client_ips(view: &View<'_>, session: SessionNo, most: usize) -> ClientIps {
    let codes = client_ip_codes(view, session);
    let texts = view.store.dictionary(TextField::ClientIp);
    let first = codes.iter().take(most).map(|code| texts.get(*code).to_owned()).collect();
    ClientIps { first, total: codes.len() as u32 }
}

/// The codes of the client addresses of a session, first seen first.
pub fn client_ip_codes(view: &View<'_>, session: SessionNo) -> Vec<u32> {
    let View { store, index, .. } = view;
    let codes =
        index.rows_of(store, session).iter().map(|row| store.columns().code(TextField::ClientIp, *row));
    let (mut seen, mut last) = (HashSet::new(), ABSENT);
    // Neighbours mostly have the same.
    codes
        .filter(|code| *code != ABSENT && std::mem::replace(&mut last, *code) != *code && seen.insert(*code))
        .collect()
}
