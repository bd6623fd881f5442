//! Logs for properties: few different records in any packing, whole or damaged.

use crate::support::InputFile;
use crate::support::packings::{gzip, packings};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// A record; there are so few different ones that repeated ones are common.
pub fn record() -> impl Strategy<Value = Value> {
    let activity = select(vec![
        "SessionStart",
        "SessionEnd",
        "SessionDisconnect",
        "SessionConnect",
        "URLVisit",
        "printjobsubmitted",
        "FileTransferFromRemoteToLocalDisk",
        "Novelty",
    ]);
    let time = select(vec![
        json!("2026-11-19T08:00:00Z"),
        json!("2026-11-19T08:00:00.250Z"),
        json!(1_795_089_600_000_i64),
        json!("no time"),
        Value::Null,
    ]);
    let user = select(vec!["alice@example.com", "田中", ""]);
    let logger =
        (activity, time.clone(), user.clone(), 0..3u8).prop_map(|(activity, time, user, session)| {
            json!({
                "activity_name": activity, "category_name": "WorkSpacesSecureBrowser", "time": time,
                "session_detail": {"portal_id": "p", "session_id": format!("s{session}"), "username": user},
                "file": {"name": "a \"b\"\n.pdf", "size": 10},
            })
        });
    let access = (select(vec!["StartSession", "VisitPage", "EndSession", "Validation"]), time, user)
        .prop_map(|(kind, time, user)| {
            json!({"timestamp": time, "eventType": kind, "details": {"url": "https://www.example.com/é"},
                   "portalArn": "arn:aws:workspaces-web:eu-west-1:111122223333:portal/p", "userName": user})
        });
    let stranger = select(vec![json!({"hello": "world"}), json!({}), json!(7), json!("text"), json!(true)]);
    prop_oneof![6 => logger, 3 => access, 1 => stranger]
}

/// A file of records in one of the packings, as it should be.
pub fn whole_log() -> impl Strategy<Value = Vec<u8>> {
    (vec(record(), 0..8), any::<Index>()).prop_map(|(records, packing)| {
        let mut packed = packings(&records);
        let index = packing.index(packed.len());
        packed.swap_remove(index).1
    })
}

/// A log with bytes changed, lost, repeated or put in; perhaps packed afterwards.
pub fn damaged_log() -> impl Strategy<Value = Vec<u8>> {
    let odd = vec![
        &b"\n"[..],
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b",",
        b"\\",
        b" ",
        b"\r\n",
        b"0",
        b"x",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe7\x94",
        b"\x1f\x8b\x08",
        b"\0",
        b"{\"a\":1}\n",
        b"\n  {",
        b"nul",
    ];
    let change = (any::<Index>(), 0..5u8, 0..40usize, select(odd));
    (whole_log(), vec(change, 0..6), 0..8u8).prop_map(|(mut bytes, changes, packed)| {
        for (place, kind, len, odd) in changes {
            let at = place.index(bytes.len() + 1);
            let end = (at + len).min(bytes.len());
            match kind {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, odd.iter().copied())),
                2 => drop(bytes.splice(at..(at + 1).min(end), odd.iter().copied())),
                3 => {
                    let again = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
                _ => bytes.truncate(at.max(bytes.len() / 2)),
            }
        }
        if packed == 0 { gzip(&bytes) } else { bytes }
    })
}

/// Any input: damaged logs, whole ones, and bytes that are nothing.
pub fn any_input() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => damaged_log(),
        2 => whole_log(),
        1 => vec(any::<u8>(), 0..120),
        1 => vec(select(b"{}[]\",:\\ \n\r01eatrufls".to_vec()), 0..60),
    ]
}

/// Several inputs; one may bear the name of an object that is skipped.
pub fn inputs() -> impl Strategy<Value = Vec<InputFile>> {
    vec(any_input(), 1..5).prop_map(|files| {
        let names = ["b", "a/c.gz", "a", "x/_workspaces_secure_browser.tmp"];
        files.into_iter().zip(names).map(|(bytes, name)| InputFile::new(name, bytes)).collect()
    })
}
