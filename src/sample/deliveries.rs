//! What Session Logger says of itself: how many events it delivered in each hour (CloudWatch metrics), and
//! what it was told to log.

use super::SampleFile;
use super::account::{ACCOUNT, REGIONS};
use super::answer::Count;
use super::clock::{FIRST_DAY, HOUR, rfc3339_seconds};
use super::story::PORTALS;
use super::template::Template::Pretty;
use super::template::string;
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
    let times: Vec<String> = hours.keys().rev().map(|hour| string(&zoned(*hour))).collect();
    let counts: Vec<String> = hours.values().rev().map(|events| format!("{events}.0")).collect();
    SampleFile {
        path: format!("aws-cli/{}/get-metric-data.json", REGIONS[portal]),
        bytes: Pretty(METRICS)
            .fill(&[
                ("portal", PORTALS[portal]),
                ("times", &times.join(",\n        ")),
                ("counts", &counts.join(",\n        ")),
            ])
            .into_bytes(),
    }
}

const METRICS: &str = r#"{
  "MetricDataResults": [
    {
      "Id": "delivered",
      "Label": "$portal SessionLoggerEventDelivered",
      "Timestamps": [
        $times
      ],
      "Values": [
        $counts
      ],
      "StatusCode": "Complete"
    },
    {
      "Id": "denied",
      "Label": "$portal SessionLoggerAccessDeniedError",
      "Timestamps": [],
      "Values": [],
      "StatusCode": "Complete"
    }
  ],
  "Messages": []
}
"#;

/// `2026-11-18T09:00:00+00:00`, as version 2 of the command line writes times.
pub(super) fn zoned(at: i64) -> String {
    rfc3339_seconds(at).replace('Z', "+00:00")
}

/// `aws workspaces-web get-session-logger`; the list of loggers does not have the filter.
fn settings(portal: usize, tally: &mut dyn Count) -> SampleFile {
    tally.skipped();
    let (name, id, filter) = [
        ("europe", "c0a80a01-5d2e-4f7b-8a3c-6e9d1b4f7a20", LOGGED_IN_EUROPE),
        ("tokyo", "c0a80a02-7f1b-4e3d-9c5a-2b8e6d0f4c31", LOGGED_IN_TOKYO),
    ][portal];
    SampleFile {
        path: format!("aws-cli/{}/get-session-logger.json", REGIONS[portal]),
        bytes: Pretty(SETTINGS)
            .fill(&[
                ("region", REGIONS[portal]),
                ("account", ACCOUNT),
                ("id", id),
                ("filter", filter),
                ("portal", PORTALS[portal]),
                ("name", name),
                ("created", &zoned(FIRST_DAY - 200 * 24 * HOUR)),
            ])
            .into_bytes(),
    }
}

const SETTINGS: &str = r#"{
  "sessionLogger": {
    "sessionLoggerArn": "arn:aws:workspaces-web:$region:$account:sessionLogger/$id",
    "eventFilter": {
      $filter
    },
    "logConfiguration": {
      "s3": {
        "bucket": "example-session-logs",
        "keyPrefix": "secure-browser",
        "bucketOwner": "$account",
        "logFileFormat": "JSONLines",
        "folderStructure": "NestedByDate"
      }
    },
    "associatedPortalArns": [
      "arn:aws:workspaces-web:$region:$account:portal/$portal"
    ],
    "displayName": "$name",
    "creationDate": "$created"
  }
}
"#;

const LOGGED_IN_EUROPE: &str = r#""all": {}"#;

/// All that the logger of Tokyo was told to log: whoever set it up did not know of
/// `UrlBlockByContentFilter`, which is newer than the others.
const LOGGED_IN_TOKYO: &str = r#""include": [
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
        "SessionEnd"
      ]"#;
