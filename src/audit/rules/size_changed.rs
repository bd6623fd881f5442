//! `size-changed` (E27): a file leaves for the user's machine in another size than it came.
//!
//! Something was put into it, or taken out, or another file has its name. Harmless where somebody has worked on the
//! file, which is what a remote disk is for. A print is a new PDF, so it is not told.
//!
//! Source: AWS admin guide, Session Logger: transfers have name and size of the file.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::audit::flows::Origin;
use crate::model::Endpoint;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let finding = |leg: &crate::audit::flows::OutLeg| match (leg.to, leg.origin) {
        (Endpoint::Local, Origin::OtherSize { row, .. }) => {
            let at = (leg.row, evidence.time(leg.row));
            Some(Finding::at(FindingKind::SizeChanged, at, Detail::SizeChanged, vec![row, leg.row]))
        }
        _ => None,
    };
    evidence.flows.legs().iter().filter_map(finding).collect()
}
