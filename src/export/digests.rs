//! The member `digests` of the audit, and the findings about digests: keys, digests and log files, as the contract has
//! them.

use super::json_outline::JsonOutline;
use crate::audit::digests::{DigestFinding, DigestReport, DigestRow, KeyRow, LogRow};
use crate::audit::finding::Finding;
use crate::model::time::rfc3339;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Key<'a> {
    fingerprint: &'a str,
    path: &'a str,
    sha256: Option<&'a str>,
    state: &'static str,
}

#[derive(Serialize)]
struct Digest<'a> {
    key: &'a str,
    path: Option<&'a str>,
    account: &'a str,
    region: &'a str,
    start: Option<String>,
    end: Option<String>,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Log<'a> {
    key: &'a str,
    path: Option<&'a str>,
    listed_by: Option<&'a str>,
    verdict: &'static str,
}

/// A finding about a digest or a log file: of no time, no user, no session, and no events (E45).
#[derive(Serialize)]
pub(super) struct WrittenDigestFinding<'a> {
    kind: &'static str,
    time: Option<&'static str>,
    user: &'static str,
    session: &'static str,
    detail: DigestDetail<'a>,
    events: [(); 0],
    event_count: usize,
}

#[derive(Serialize)]
struct DigestDetail<'a> {
    key: &'a str,
    verdict: &'static str,
}

/// A finding as it is written.
pub(super) fn written(finding: &DigestFinding) -> WrittenDigestFinding<'_> {
    let detail = DigestDetail { key: &finding.key, verdict: finding.verdict };
    WrittenDigestFinding {
        kind: DigestFinding::KIND,
        time: None,
        user: "",
        session: "",
        detail,
        events: [],
        event_count: 0,
    }
}

/// How many of the other findings, which are in order, come before those about digests: all that have a time, and of those
/// without one the kinds that come before.
pub(super) fn findings_before(others: &[Finding]) -> usize {
    others.partition_point(|other| (other.time.is_none(), other.kind.id()) < (true, DigestFinding::KIND))
}

/// How many lists there are.
pub(super) const LISTS: usize = 3;

/// Writes one of the lists into the map that is open.
pub(super) fn write_list(
    report: &DigestReport,
    number: usize,
    json: &mut JsonOutline,
    out: &mut impl Write,
) -> io::Result<()> {
    match number {
        0 => json.item(out, Some("keys"), &report.keys.iter().map(key).collect::<Vec<_>>()),
        1 => json.item(out, Some("digests"), &report.digests.iter().map(digest).collect::<Vec<_>>()),
        _ => json.item(out, Some("logs"), &report.logs.iter().map(log).collect::<Vec<_>>()),
    }
}

fn key(row: &KeyRow) -> Key<'_> {
    Key {
        fingerprint: &row.fingerprint,
        path: &row.path,
        sha256: row.sha256.as_deref(),
        state: if row.is_altered() { "altered" } else { "good" },
    }
}

fn digest(row: &DigestRow) -> Digest<'_> {
    Digest {
        key: &row.key,
        path: row.path.as_deref(),
        account: &row.account,
        region: &row.region,
        start: row.start.map(rfc3339),
        end: row.end.map(rfc3339),
        verdict: row.verdict.id(),
    }
}

fn log(row: &LogRow) -> Log<'_> {
    Log {
        key: &row.key,
        path: row.path.as_deref(),
        listed_by: row.listed_by.as_deref(),
        verdict: row.verdict.id(),
    }
}
