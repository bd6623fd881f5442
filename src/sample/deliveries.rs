//! What Session Logger says of itself: how many events it delivered in each hour (CloudWatch metrics), and
//! what it was told to log.

use super::SampleFile;
use super::account::{ACCOUNT, PORTALS, REGIONS};
use super::answer::AnswerSink;
use super::clock::{DAYS, FIRST_DAY, HOUR, rfc3339_seconds};
use super::template::Template::Pretty;
use super::template::string;

/// A file that Session Logger delivered.
pub(super) struct Delivery {
    pub(super) portal: usize,
    pub(super) at: i64,
    pub(super) events: usize,
}

/// The metrics of each portal, and its logger's settings.
pub(super) fn files(deliveries: &[Delivery], answer: &mut dyn AnswerSink) -> Vec<SampleFile> {
    let mut files = Vec::new();
    for portal in 0..PORTALS.len() {
        files.push(metrics(portal, deliveries, answer));
        files.push(settings(portal, answer));
    }
    files
}

/// `aws cloudwatch get-metric-data` with the events delivered in each hour, the newest first, and the errors,
/// of which there was none.
fn metrics(portal: usize, deliveries: &[Delivery], answer: &mut dyn AnswerSink) -> SampleFile {
    let (mut times, mut counts) = (Vec::new(), Vec::new());
    for hour in (0..DAYS * 24).rev().map(|hour| FIRST_DAY + hour * HOUR) {
        let in_hour = |it: &&Delivery| it.portal == portal && (hour..hour + HOUR).contains(&it.at);
        let events: usize = deliveries.iter().filter(in_hour).map(|it| it.events).sum();
        if events > 0 {
            answer.skipped();
            times.push(string(&zoned(hour)));
            counts.push(format!("{events}.0"));
        }
    }
    let text = Pretty(METRICS).fill(&[
        ("portal", PORTALS[portal]),
        ("times", &times.join(",\n        ")),
        ("counts", &counts.join(",\n        ")),
    ]);
    SampleFile { path: format!("aws-cli/{}/get-metric-data.json", REGIONS[portal]), bytes: text.into_bytes() }
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
fn settings(portal: usize, answer: &mut dyn AnswerSink) -> SampleFile {
    answer.skipped();
    let (name, id, filter) = [
        ("europe", "c0a80a01-5d2e-4f7b-8a3c-6e9d1b4f7a20", LOGGED_IN_EUROPE),
        ("tokyo", "c0a80a02-7f1b-4e3d-9c5a-2b8e6d0f4c31", LOGGED_IN_TOKYO),
    ][portal];
    let text = Pretty(SETTINGS).fill(&[
        ("region", REGIONS[portal]),
        ("account", ACCOUNT),
        ("id", id),
        ("filter", filter),
        ("portal", PORTALS[portal]),
        ("name", name),
        ("created", &zoned(FIRST_DAY - 200 * 24 * HOUR)),
    ]);
    SampleFile {
        path: format!("aws-cli/{}/get-session-logger.json", REGIONS[portal]),
        bytes: text.into_bytes(),
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
