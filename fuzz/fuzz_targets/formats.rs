//! Records of each format and wrapper: the bytes follow a beginning that leads to one of them, so that the
//! search does not have to find it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope_fuzz::check;

/// What the bytes follow, and the name of the file.
const BEGINNINGS: [(&str, &str); 16] = [
    (r#"{"category_name":"WorkSpacesSecureBrowser","#, "a.jsonl"),
    (r#"{"eventType":"VisitPage","details":{},"portalArn":"p","#, "a.jsonl"),
    (r#"{"eventSource":"ssm.amazonaws.com","eventName":"StartSession","#, "a.json"),
    (r#"{"eventSource":"cloudshell.amazonaws.com","eventName":"GetFileDownloadUrls","#, "a.json"),
    (r#"{"metadata":{"product":{"name":"CloudTrail"}},"#, "a.json"),
    (r#"{"Records":[{"#, "a.json"),
    (r#"{"Events":[{"CloudTrailEvent":"{"#, "a.json"),
    (r#"{"events":[{"message":"#, "a.json"),
    (r#"{"messageType":"DATA_MESSAGE","logStream":"a-0123456789abcdef0","logEvents":[{"message":"#, "a.json"),
    (r#"{"detail-type":"WorkSpaces Access","detail":{"#, "a.json"),
    (r#"{"MetricDataResults":[{"Timestamps":["#, "a.json"),
    ("Script started on ", "a.log"),
    ("**********************\nWindows PowerShell transcript start\n", "a.txt"),
    ("2026-11-19T08:00:00.000Z {", "a-0123456789abcdef0/000000"),
    ("@timestamp,@message,@logStream\n", "a.csv"),
    ("eventTime,eventName,userIdentity,requestParameters\n", "a.csv"),
];

fuzz_target!(|input: &[u8]| {
    let [kind, chunk, bytes @ ..] = input else { return };
    let (beginning, name) = BEGINNINGS[usize::from(*kind) % BEGINNINGS.len()];
    check(name, &[beginning.as_bytes(), bytes].concat(), usize::from(*chunk) + 1);
});
