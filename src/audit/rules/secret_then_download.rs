//! `secret-then-download` (E32): a secret is read, and then a file is downloaded from a CloudShell by the same principal.
//!
//! What a CloudShell holds leaves by a download, and no log has its content. Harmless where a script read the secret
//! that it needs, and somebody fetched its result.
//!
//! Source: CloudShell user guide, "Logging with CloudTrail" (`GetFileDownloadUrls`); Secrets Manager and Systems Manager
//! API references for the calls that give secrets away.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::audit_options::Threshold;
use crate::model::dictionary::ABSENT;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{RowId, System, TextField};
use std::collections::HashMap;

const DOWNLOAD: &str = "GetFileDownloadUrls";
const READS: [&str; 5] =
    ["GetSecretValue", "BatchGetSecretValue", "GetParameter", "GetParameters", "GetParametersByPath"];

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(download) = evidence.activity(DOWNLOAD) else { return Vec::new() };
    let most = evidence.options.thresholds.ms(Threshold::SecretMinutes);
    let mut wanted = evidence.wanted(&READS);
    wanted[download as usize] = true;
    let rows = evidence.rows_in_order(&wanted, |row, system| {
        let is_download = evidence.code(TextField::Activity, row) == download;
        (!is_download || system == System::CloudShell)
            && evidence.code(TextField::Error, row) == ABSENT
            && evidence.code(TextField::Principal, row) != ABSENT
            && evidence.time(row) != UNDATED
    });
    let mut last_reads: HashMap<u32, (TimeMs, RowId)> = HashMap::new();
    let mut found = Vec::new();
    for row in rows {
        let (principal, time) = (evidence.code(TextField::Principal, row), evidence.time(row));
        if evidence.code(TextField::Activity, row) != download {
            last_reads.insert(principal, (time, row));
            continue;
        }
        let last = last_reads.get(&principal).filter(|(read, _)| time - read <= most);
        if let Some((_, read)) = last {
            let detail = Detail::SecretThenDownload;
            found.push(Finding::at(FindingKind::SecretThenDownload, (row, time), detail, vec![*read, row]));
        }
    }
    found
}
