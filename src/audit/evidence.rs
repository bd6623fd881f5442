//! What rules look at: everything that was read, and what was counted of it once for all of them.

use super::addresses::AddressKeys;
use super::collected::PortalSettings;
use super::flows::Flows;
use super::tally::LoggerTally;
use crate::model::audit_options::AuditOptions;
use crate::model::packed::BLOCK_ROWS;
use crate::model::session::Session;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{RowId, SessionNo, System, TextField};
use crate::query::view::View;
use std::cmp::Ordering;

/// What rules look at.
pub struct Evidence<'a> {
    /// Everything that was read.
    pub view: View<'a>,
    /// Where what left came from.
    pub flows: &'a Flows,
    /// What there is of Session Logger.
    pub tally: &'a LoggerTally,
    /// What is collected of its portals.
    pub settings: &'a PortalSettings,
    /// What is asked for.
    pub options: AuditOptions,
    /// The client addresses.
    pub addresses: AddressKeys,
}

impl<'a> Evidence<'a> {
    /// The code of a text of an event.
    pub fn code(&self, field: TextField, row: RowId) -> u32 {
        self.view.store.columns().code(field, row)
    }

    /// The time of an event, or `UNDATED`.
    pub fn time(&self, row: RowId) -> TimeMs {
        self.view.store.columns().time(row)
    }

    /// The sessions of Session Logger, in the order of the summary.
    pub fn logger_sessions(&self) -> impl Iterator<Item = (SessionNo, &'a Session)> {
        let index = self.view.index;
        index.numbered_sessions().filter(|(_, session)| session.system == System::SessionLogger)
    }

    /// The dated events of a session, in order.
    pub fn dated_rows(&self, session: SessionNo) -> &'a [RowId] {
        let rows = self.view.index.rows_of(self.view.store, session);
        &rows[..rows.partition_point(|row| self.time(*row) != UNDATED)]
    }

    /// The order of two events of one time: by path, offset, and place in a log event.
    pub fn compare_places(&self, a: RowId, b: RowId) -> Ordering {
        self.compare_citations(a, b).then(a.cmp(&b))
    }

    /// The order of the citations of two events: by path and offset. What one log event holds has one citation.
    pub fn compare_citations(&self, a: RowId, b: RowId) -> Ordering {
        let (store, columns) = (self.view.store, self.view.store.columns());
        let path = |row: RowId| &store.inputs()[columns.input(row) as usize].path;
        path(a).cmp(path(b)).then_with(|| columns.offset(a).cmp(&columns.offset(b)))
    }

    /// The order of two events with one citation (E2): by time, undated ones last, and place in a log event.
    pub fn compare_within_citation(&self, a: RowId, b: RowId) -> Ordering {
        let key = |row: RowId| (self.time(row) == UNDATED, self.time(row), row);
        key(a).cmp(&key(b))
    }

    /// The code of an activity, if anything has it.
    pub fn activity(&self, name: &str) -> Option<u32> {
        self.view.store.dictionary(TextField::Activity).code(name)
    }

    /// The events whose activity has one of these codes and for which the test holds, in order, undated ones last.
    pub fn rows_in_order(&self, is_wanted: &[bool], test: impl Fn(RowId, System) -> bool) -> Vec<RowId> {
        let store = self.view.store;
        let columns = store.columns();
        let mut marked = vec![0u64; (store.row_count() as usize).div_ceil(64)];
        let [mut of_activities, mut of_systems] = [[0; BLOCK_ROWS]; 2];
        let mut count = 0;
        for block in 0..columns.times().block_count() {
            let activities = columns.text(TextField::Activity).read(block, &mut of_activities);
            let systems = columns.systems().read(block, &mut of_systems);
            for (index, (activity, system)) in activities.iter().zip(systems).enumerate() {
                let row = RowId((block * BLOCK_ROWS + index) as u32);
                if is_wanted[*activity as usize]
                    && store.is_event(row)
                    && test(row, System::from_index(*system as u8))
                {
                    marked[row.index() / 64] |= 1 << (row.0 % 64);
                    count += 1;
                }
            }
        }
        if count == 0 {
            return Vec::new();
        }
        let is_marked = |row: &RowId| marked[row.index() / 64] >> (row.0 % 64) & 1 == 1;
        self.view.index.order.iter().copied().filter(is_marked).collect()
    }

    /// Of the codes of all activities, which are of these.
    pub fn wanted(&self, names: &[&str]) -> Vec<bool> {
        let mut wanted = vec![false; self.view.store.dictionary(TextField::Activity).len()];
        for code in names.iter().filter_map(|name| self.activity(name)) {
            wanted[code as usize] = true;
        }
        wanted
    }
}
