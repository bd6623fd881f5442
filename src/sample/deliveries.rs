//! What Session Logger says of itself: how many events it delivered in each hour (CloudWatch metrics), and
//! what it was told to log.

use super::SampleFile;
use super::account::{ACCOUNT, REGIONS};
use super::answer::Count;
use super::clock::{FIRST_DAY, HOUR, rfc3339_seconds};
use super::story::PORTALS;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A file that Session Logger delivered.
pub(super) struct Delivery {
    pub(super) portal: usize,
    pub(super) at: i64,
    pub(super) events: usize,
}

/// The metrics of each portal, and its logger's settings.
pub(super) fn files(deliveries: &[Delivery], tally: &mut dyn Count) -> Vec<SampleFile> {
    let portals = 0..PORTALS.len();
    portals.flat_map(|portal| [metrics(portal, deliveries, tally), settings(portal, tally)]).collect()
}

/// `aws cloudwatch get-metric-data` with the events delivered in each hour, the newest first, and the errors,
/// of which there was none.
fn metrics(portal: usize, deliveries: &[Delivery], tally: &mut dyn Count) -> SampleFile {
    let mut hours: BTreeMap<i64, usize> = BTreeMap::new();
    for delivery in deliveries.iter().filter(|delivery| delivery.portal == portal) {
        *hours.entry(delivery.at - delivery.at.rem_euclid(HOUR)).or_default() += delivery.events;
    }
    hours.iter().for_each(|_| tally.skipped());
    let result = |id: &str, metric: &str, hours: &BTreeMap<i64, usize>| {
        json!({
            "Id": id,
            "Label": format!("{} {metric}", PORTALS[portal]),
            "Timestamps": hours.keys().rev().map(|hour| zoned(*hour)).collect::<Vec<_>>(),
            "Values": hours.values().rev().map(|events| *events as f64).collect::<Vec<_>>(),
            "StatusCode": "Complete",
        })
    };
    let answer = json!({
        "MetricDataResults": [
            result("delivered", "SessionLoggerEventDelivered", &hours),
            result("denied", "SessionLoggerAccessDeniedError", &BTreeMap::new()),
        ],
        "Messages": [],
    });
    SampleFile {
        path: format!("aws-cli/{}/get-metric-data.json", REGIONS[portal]),
        bytes: super::pretty(&answer),
    }
}

/// `2026-11-18T09:00:00+00:00`, as version 2 of the command line writes times.
pub(super) fn zoned(at: i64) -> String {
    rfc3339_seconds(at).replace('Z', "+00:00")
}

/// All that the logger of Tokyo was told to log: whoever set it up did not know of
/// `UrlBlockByContentFilter`, which is newer than the others.
const LOGGED_IN_TOKYO: [&str; 16] = [
    "WebsiteInteract",
    "FileDownloadFromSecureBrowserToRemoteDisk",
    "FileTransferFromRemoteToLocalDisk",
    "FileTransferFromLocalToRemoteDisk",
    "FileUploadFromRemoteDiskToSecureBrowser",
    "ContentPasteToWebsite",
    "ContentTransferFromLocalToRemoteClipboard",
    "ContentCopyFromWebsite",
    "UrlLoad",
    "TabOpen",
    "TabClose",
    "PrintJobSubmit",
    "SessionConnect",
    "SessionStart",
    "SessionDisconnect",
    "SessionEnd",
];

/// `aws workspaces-web get-session-logger`; the list of loggers does not have the filter.
fn settings(portal: usize, tally: &mut dyn Count) -> SampleFile {
    let region = REGIONS[portal];
    let arn = |kind: &str, id: &str| format!("arn:aws:workspaces-web:{region}:{ACCOUNT}:{kind}/{id}");
    let (name, id) = [
        ("europe", "c0a80a01-5d2e-4f7b-8a3c-6e9d1b4f7a20"),
        ("tokyo", "c0a80a02-7f1b-4e3d-9c5a-2b8e6d0f4c31"),
    ][portal];
    let filter: Value =
        if portal == 0 { json!({ "all": {} }) } else { json!({ "include": LOGGED_IN_TOKYO }) };
    tally.skipped();
    let answer = json!({
        "sessionLogger": {
            "sessionLoggerArn": arn("sessionLogger", id),
            "eventFilter": filter,
            "logConfiguration": {
                "s3": {
                    "bucket": "example-session-logs",
                    "keyPrefix": "secure-browser",
                    "bucketOwner": ACCOUNT,
                    "logFileFormat": "JSONLines",
                    "folderStructure": "NestedByDate",
                },
            },
            "associatedPortalArns": [arn("portal", PORTALS[portal])],
            "displayName": name,
            "creationDate": zoned(FIRST_DAY - 200 * 24 * HOUR),
        },
    });
    SampleFile { path: format!("aws-cli/{region}/get-session-logger.json"), bytes: super::pretty(&answer) }
}
