//! `out-without-in` (E26): a file leaves for the user's machine that never came to the remote disk.
//!
//! What leaves came from somewhere: a site, or the machine itself. Where neither is logged though it would be, a
//! delivery is missing, or the file was made on the remote disk, as by saving a page. Not told of a session whose start
//! is not here, nor of a portal whose settings leave out what would show it.
//!
//! Source: AWS admin guide, Session Logger: the events of transfers.

use crate::audit::coverage::SESSION_BEGINS;
use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::audit::flows::{Origin, UnmatchedReason};
use crate::audit::tally::activity_set;
use crate::model::{Endpoint, TextField};
use std::collections::HashMap;

/// The events with which something comes to the remote disk.
const IN_LEGS: [&str; 2] = ["FileDownloadFromSecureBrowserToRemoteDisk", "FileTransferFromLocalToRemoteDisk"];

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let (view, begins) = (&evidence.view, activity_set(&SESSION_BEGINS));
    let portals = view.store.dictionary(TextField::Portal);
    // Whether in legs of a portal would be here, by its code.
    let mut would_show: HashMap<u32, bool> = HashMap::new();
    let mut found = Vec::new();
    for leg in evidence.flows.legs() {
        let is_meant =
            leg.to == Endpoint::Local && leg.origin == Origin::Unknown(UnmatchedReason::NoEarlierInLeg);
        let Some(session) = is_meant.then(|| view.index.session_of(view.store, leg.row)).flatten() else {
            continue;
        };
        if evidence.tally.session(session).activities & begins == 0 {
            continue;
        }
        let portal = evidence.tally.portal_of(view, session);
        let shows = would_show.entry(portal).or_insert_with(|| {
            let collected = evidence.settings.of_portal(portals.get(portal));
            IN_LEGS.iter().all(|leg| collected.may_have_any(&[*leg]))
        });
        if *shows {
            let at = (leg.row, evidence.time(leg.row));
            found.push(Finding::at(FindingKind::OutWithoutIn, at, Detail::OutWithoutIn, vec![leg.row]));
        }
    }
    found
}
