//! The table of sessions, one session, and what happened in it.
//!
//! A session is asked for by its id, for numbers of sessions change while files are read. So do ids that are
//! made of the first event (R20): one that a session had before still names it.

use super::audit::{AuditScope, findings_by_session};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{System, Window};
use crate::query::answer::{Page, SessionEvents, SessionField, SessionRow};
use crate::query::rows::event_page;
use crate::query::sessions::{session_page, session_row, sessions_in_order};
use crate::query::shell_calls::ShellCalls;
use crate::query::table_sort::TableSort;
use serde::{Deserialize, Serialize};

/// Rows of the table of sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPage {
    /// What it is sorted by.
    pub sort: TableSort<SessionField>,
    /// Of which findings it is sorted by their number. Without it that is not known, and all sessions have the same.
    pub findings: Option<AuditScope>,
    /// Which rows.
    pub window: Window,
}

impl Request for SessionPage {
    type Response = Page<SessionRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<SessionRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let SessionPage { sort, findings, window } = *self;
        let asked = findings.filter(|_| sort.column == SessionField::Findings);
        let order = scope.scoped.sessions.get((sort, asked.map(|it| (it.options, it.dismissals))), || {
            let found = asked.map(|asked| findings_by_session(snapshot.store, snapshot.cache, asked.options));
            sessions_in_order(&view, sort, found.as_deref().map(Vec::as_slice))
        });
        Ok(session_page(&view, &order, window))
    }
}

/// What the table says of one session; nothing where there is no such session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLookup {
    /// System of the session.
    pub system: System,
    /// Its id, or one that it had.
    pub id: String,
}

impl Request for SessionLookup {
    type Response = Option<SessionRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<SessionRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        Ok(view.index.session_named(self.system, &self.id).map(|number| session_row(&view, number)))
    }
}

/// What happened in a session, in time order, whatever the filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEventPage {
    /// System of the session.
    pub system: System,
    /// Its id, or one that it had.
    pub id: String,
    /// Which of its events.
    pub window: Window,
}

impl Request for SessionEventPage {
    type Response = SessionEvents;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<SessionEvents, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let calls = snapshot.cache.shell_calls.get_or_init(|| ShellCalls::find(view.store, view.index));
        let number = view.index.session_named(self.system, &self.id);
        let rows = number.map(|number| calls.events_of(view.store, view.index, number)).unwrap_or_default();
        let own = number.map_or(0, |number| view.index.rows_of(view.store, number).len());
        Ok(SessionEvents {
            events: event_page(&view, &rows, self.window, &[]),
            shell_calls: (rows.len() - own) as u32,
        })
    }
}
