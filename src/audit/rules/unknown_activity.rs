//! `unknown-activity` (E35): an activity that is not known of Session Logger.
//!
//! AWS may have added one, and then this program does not know what it means; or a record was made by somebody else.
//!
//! Source: botocore `workspaces-web`, enum `Event`; AWS admin guide, Session Logger.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, Subject};
use crate::audit::tally::known_activity;
use crate::model::time::UNDATED;
use crate::model::{RowId, System, TextField};
use std::collections::HashMap;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let names = evidence.view.store.dictionary(TextField::Activity);
    let mut wanted = vec![false; names.len()];
    let of_portals = evidence.tally.portals.values().flat_map(|portal| portal.activities.keys());
    for code in of_portals.filter(|code| known_activity(names.get(**code)) == 0) {
        wanted[*code as usize] = true;
    }
    if !wanted.contains(&true) {
        return Vec::new();
    }
    let mut groups: HashMap<(u32, u32), Vec<RowId>> = HashMap::new();
    for row in evidence.rows_in_order(&wanted, |_, system| system == System::SessionLogger) {
        let key = (evidence.code(TextField::Activity, row), evidence.code(TextField::Portal, row));
        groups.entry(key).or_default().push(row);
    }
    let finding = |events: Vec<RowId>| Finding {
        kind: FindingKind::UnknownActivity,
        time: Some(evidence.time(events[0])).filter(|time| *time != UNDATED),
        subject: Subject::Nobody,
        detail: Detail::UnknownActivity,
        events,
    };
    groups.into_values().map(finding).collect()
}
