//! `blocked-then-reached` (E31): a site that was blocked is reached after all, in the same session of Session Logger.
//!
//! Somebody may have found a way around the filter. Harmless where only a part of the site is blocked, or where the
//! filter was changed because somebody asked.
//!
//! Source: AWS admin guide, Session Logger: `UrlBlockByContentFilter` and `UrlVisit`.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::audit::tally::activity_set;
use crate::model::audit_options::Threshold;
use crate::model::dictionary::ABSENT;
use crate::model::time::{SECOND_MS, TimeMs};
use crate::model::{RowId, TextField};
use std::collections::{HashMap, HashSet};

const BLOCK: &str = "UrlBlockByContentFilter";
const VISIT: &str = "UrlVisit";
/// How much later the visit must be at least: a visit that is blocked is itself logged in the same moment.
const MIN_DISTANCE_MS: TimeMs = SECOND_MS;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let (Some(block), Some(visit)) = (evidence.activity(BLOCK), evidence.activity(VISIT)) else {
        return Vec::new();
    };
    let most = evidence.options.thresholds.ms(Threshold::BlockedMinutes);
    let both = activity_set(&[BLOCK, VISIT]);
    let mut found = Vec::new();
    for (number, _) in evidence.logger_sessions() {
        if evidence.tally.session(number).activities & both != both {
            continue;
        }
        let mut blocks: HashMap<u32, Vec<(TimeMs, RowId)>> = HashMap::new();
        let mut told: HashSet<u32> = HashSet::new();
        for row in evidence.dated_rows(number).iter().copied() {
            let activity = evidence.code(TextField::Activity, row);
            if activity != block && activity != visit {
                continue;
            }
            let (host, time) = (evidence.code(TextField::Host, row), evidence.time(row));
            if host == ABSENT || told.contains(&host) {
                continue;
            }
            if activity == block {
                blocks.entry(host).or_default().push((time, row));
                continue;
            }
            let Some(blocks) = blocks.get(&host) else { continue };
            let count = blocks.partition_point(|(blocked, _)| *blocked <= time - MIN_DISTANCE_MS);
            let last = count.checked_sub(1).map(|index| blocks[index]);
            if let Some((_, blocked)) = last.filter(|(blocked, _)| time - blocked <= most) {
                told.insert(host);
                let detail = Detail::BlockedThenReached;
                let events = vec![blocked, row];
                found.push(Finding::at(FindingKind::BlockedThenReached, (row, time), detail, events));
            }
        }
    }
    found
}
