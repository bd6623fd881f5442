//! Calls that change what is logged, as CloudTrail has them: the likely reason where something is missing. They stand
//! beside the coverage and are no part of the audit that other programs read.

use super::evidence::Evidence;
use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{RowId, System, TextField};
use crate::source::order;

/// The calls, by the service that is called (botocore: operations of `workspaces-web` and `cloudtrail`).
const CALLS: [(&str, &[&str]); 2] = [
    (
        "workspaces-web.amazonaws.com",
        &[
            "AssociateSessionLogger",
            "AssociateUserAccessLoggingSettings",
            "CreateSessionLogger",
            "DeleteSessionLogger",
            "DeleteUserAccessLoggingSettings",
            "DisassociateSessionLogger",
            "DisassociateUserAccessLoggingSettings",
            "ExpireSession",
            "UpdateSessionLogger",
            "UpdateUserAccessLoggingSettings",
        ],
    ),
    (
        "cloudtrail.amazonaws.com",
        &[
            "CreateTrail",
            "DeleteEventDataStore",
            "DeleteTrail",
            "PutEventSelectors",
            "StartLogging",
            "StopEventDataStoreIngestion",
            "StopLogging",
            "UpdateTrail",
        ],
    ),
];

/// The events of such calls that did not fail, in order of time; nothing where there is no record of CloudTrail at all, so
/// that nobody can say that there were none.
pub(super) fn logging_changes(evidence: &Evidence<'_>) -> Option<Vec<RowId>> {
    let store = evidence.view.store;
    let changes = |(service, names): (&str, &[&str])| {
        let Some(service) = store.dictionary(TextField::Service).code(service) else { return Vec::new() };
        evidence.rows_in_order(&evidence.wanted(names), |row, system| {
            system == System::CloudTrail
                && evidence.code(TextField::Service, row) == service
                && evidence.code(TextField::Error, row) == ABSENT
        })
    };
    store.has(System::CloudTrail).then(|| {
        let mut all = CALLS.map(changes).concat();
        order::sort_by(&mut all, |a, b| {
            // Undated ones come last, as everywhere.
            let when = |row: RowId| (evidence.time(row) == UNDATED, evidence.time(row));
            when(*a).cmp(&when(*b)).then_with(|| evidence.compare_places(*a, *b))
        });
        all
    })
}
