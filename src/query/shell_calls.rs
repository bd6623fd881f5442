//! Calls that were made from within a CloudShell. No log says which commands ran there, but what they asked
//! of AWS is in CloudTrail, with the shell's mark in the user agent.

use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{Index, RowId, SessionNo, Store, System, TextField};
use crate::source::limits::CLOUDSHELL_IDLE_MS;
use crate::source::order;
use std::borrow::Cow;
use std::collections::HashMap;

/// What the environment of a CloudShell adds to the user agent (CloudTrail user guide, example records).
const MARK: &str = "exec-env/cloudshell";

/// The calls of each CloudShell session, by its number. They belong to no session in the summary.
#[derive(Default)]
pub struct ShellCalls(HashMap<SessionNo, Vec<RowId>>);

impl ShellCalls {
    /// Finds them: the same principal, while the session was under way; of several sessions the one that
    /// began last.
    pub fn find(store: &Store, index: &Index) -> ShellCalls {
        let columns = store.columns();
        let is_from_shell: Vec<bool> = store
            .dictionary(TextField::Agent)
            .iter()
            .map(|agent| agent.to_ascii_lowercase().contains(MARK))
            .collect();
        if !is_from_shell.contains(&true) {
            return ShellCalls::default();
        }
        let mut sessions: HashMap<u32, Vec<(SessionNo, i64, i64)>> = HashMap::new();
        for (number, session) in index.numbered_sessions() {
            let first = index.rows_of(store, number).first();
            if let (System::CloudShell, Some(row), Some((start, end))) =
                (session.system, first, session.start.zip(session.end))
            {
                let principal = columns.code(TextField::Principal, *row);
                sessions.entry(principal).or_default().push((number, start, end));
            }
        }
        let mut calls: HashMap<SessionNo, Vec<RowId>> = HashMap::new();
        columns.text(TextField::Agent).for_each(|row, agent| {
            let (time, principal) = (columns.time(row), columns.code(TextField::Principal, row));
            let is_call = is_from_shell[agent as usize]
                && store.is_event(row)
                && columns.system(row) != System::CloudShell
                && principal != ABSENT
                && time != UNDATED;
            if !is_call {
                return;
            }
            let under_way = sessions.get(&principal).into_iter().flatten().rev();
            let session = under_way
                .filter(|(_, start, end)| *start <= time && time < end.saturating_add(CLOUDSHELL_IDLE_MS))
                .max_by_key(|(_, start, _)| *start);
            if let Some((session, ..)) = session {
                calls.entry(*session).or_default().push(row);
            }
        });
        ShellCalls(calls)
    }

    /// The rows of a session with the calls from within it, in time order, undated ones last.
    pub fn events_of<'a>(&self, store: &Store, index: &'a Index, session: SessionNo) -> Cow<'a, [RowId]> {
        let own = index.rows_of(store, session);
        let Some(calls) = self.0.get(&session) else { return Cow::Borrowed(own) };
        let time = |row: RowId| store.columns().time(row);
        let mut rows: Vec<RowId> = own.iter().chain(calls).copied().collect();
        order::sort_by_key(&mut rows, |row| (time(*row) == UNDATED, time(*row)));
        Cow::Owned(rows)
    }
}
