//! A folder of logs that are not of this project's making: `SESSIONSCOPE_CORPUS`, or the samples beside
//! the repository. All of it must be read, as what it is.

mod support;

use std::fs;
use support::cases::{NO_CORPUS, corpus, files_below};
use support::not_run::not_run;
use support::{read, summary};

/// What the logs of a folder of the samples are; its index says so (`INDEX.md`).
const FORMATS: [(&str, &str); 12] = [
    ("cloudshell/", "cloudtrail"),
    ("cloudtrail/", "cloudtrail"),
    ("cloudwatch-metrics/", "cloudwatch-metrics"),
    ("ocsf/", "cloudtrail"),
    ("ssm-session-manager/cloudwatch-stream/", "session-manager-stream"),
    ("ssm-session-manager/cloudwatch-upload/", "session-manager-transcript"),
    ("ssm-session-manager/describe-sessions/", "session-manager-history"),
    ("ssm-session-manager/s3-transcripts/", "session-manager-transcript"),
    ("workspaces-access/doc-signin", "cloudtrail"),
    ("workspaces-access/", "workspaces-access"),
    ("workspaces-web/user-access", "user-access-logging"),
    ("workspaces-web/", "session-logger"),
];

/// What an index says of each file: path, bytes, and records or lines.
fn indexed(index: &str) -> impl Iterator<Item = (&str, u64, u64)> {
    index.lines().filter_map(|line| {
        let (path, rest) = line.strip_prefix("- `")?.split_once("` — ")?;
        let (bytes, rest) = rest.split_once(" bytes, ")?;
        Some((path, bytes.parse().ok()?, rest.split(' ').next()?.parse().ok()?))
    })
}

#[test]
fn every_log_of_the_corpus_is_read_as_what_it_is() {
    let Some(folder) = corpus() else {
        return not_run("every_log_of_the_corpus_is_read_as_what_it_is", NO_CORPUS);
    };
    let mut given = files_below(&folder);
    given.retain(|input| !input.path.ends_with(".md"));
    let index = fs::read_to_string(folder.join("INDEX.md")).unwrap_or_default();
    let store = read(&given);
    let summary = summary(&store);
    let mut faults: Vec<String> = indexed(&index)
        .filter(|(path, ..)| given.iter().all(|input| input.path != *path))
        .map(|(path, ..)| format!("{path}: in the index, and not there"))
        .collect();
    for input in summary["inputs"].as_array().expect("a list") {
        let path = input["path"].as_str().expect("a path");
        let known = FORMATS.iter().find(|(start, _)| path.starts_with(start));
        // Of another folder it is only known that it holds logs.
        let is_right = match known {
            Some((_, format)) => input["format"] == *format,
            None => input["format"] != "unknown",
        };
        if !is_right || input["rejected"] != 0 {
            faults.push(format!("{path}: {}, rejected {}", input["format"], input["rejected"]));
        }
        if input["records"] == 0 {
            faults.push(format!("{path}: no record"));
        }
        // A transcript is one record, in however many lines or pieces it came.
        let is_transcript = input["format"] == "session-manager-transcript";
        if let Some((_, bytes, records)) = indexed(&index).find(|(known, ..)| *known == path)
            && (input["bytes"] != bytes || !(is_transcript || input["records"] == records))
        {
            faults.push(format!("{path}: {} records, its index says {records}", input["records"]));
        }
    }
    faults.extend(summary["notices"].as_array().expect("a list").iter().map(ToString::to_string));
    assert!(faults.is_empty(), "{}:\n{}", folder.display(), faults.join("\n"));
    let counts = store.counts();
    println!("{} files, {} records, {} events", counts.files, counts.records, counts.events);
}
