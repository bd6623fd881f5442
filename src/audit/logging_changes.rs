//! Calls that change what is logged, as CloudTrail has them: the likely reason where something is missing. They stand
//! beside the coverage and are no part of the audit that other programs read.

use crate::model::{RowId, System, TextField};
use crate::query::view::View;
use std::collections::HashSet;

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

/// The events of such calls, in order of time; nothing where there is no record of CloudTrail at all, so that nobody can
/// say that there were none.
pub fn logging_changes(view: &View<'_>) -> Option<Vec<RowId>> {
    let columns = view.store.columns();
    let is_trail = |row: RowId| columns.system(row) == System::CloudTrail;
    let of_name = |field: TextField, names: &[&str]| -> HashSet<u32> {
        names.iter().filter_map(|name| view.store.dictionary(field).code(name)).collect()
    };
    let calls = CALLS.map(|(service, names)| {
        (of_name(TextField::Service, &[service]), of_name(TextField::Activity, names))
    });
    let code = |field, row| columns.code(field, row);
    let is_change = |row: &RowId| {
        let mut both = calls.iter();
        both.any(|(service, names)| {
            names.contains(&code(TextField::Activity, *row))
                && service.contains(&code(TextField::Service, *row))
        }) && is_trail(*row)
    };
    let changes: Vec<RowId> = match calls.iter().all(|(_, names)| names.is_empty()) {
        true => Vec::new(),
        false => view.index.order.iter().copied().filter(is_change).collect(),
    };
    let has_trail = !changes.is_empty() || view.index.order.iter().any(|row| is_trail(*row));
    has_trail.then_some(changes)
}
