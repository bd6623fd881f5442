//! The chain of CloudTrail's digests: the cases of `digests/` beside the repository have their right verdicts, however they
//! are packed and named; and each rule on chains that are signed here.

mod maker;
#[path = "../support/mod.rs"]
mod support;

use maker::{
    KEYS, Log, TRAIL, Trail, all_keys, file, fingerprint, listed_key, md5_of, public_forms, public_keys,
};
use serde_json::{Value, json};
use sessionscope::audit::answer::AuditPart;
use sessionscope::audit::digests::{DigestReport, wanted_contents};
use sessionscope::casefile::{AnnotationEdit, Annotations};
use sessionscope::engine::requests::{AuditPage, AuditScope, EventPage, KeyPage};
use sessionscope::engine::{Command, Engine, Scope};
use sessionscope::model::Window;
use sessionscope::model::time::rfc3339;
use sessionscope::query::answer::Lead;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::cases::files_below;
use support::not_run::not_run;
use support::packings::{gzip, tar_member, zip};
use support::random::Random;
use support::{InputFile, audit_text, read, read_batches, read_scattered};
use tar::EntryType;

/// The member `digests` of the audit.
fn digests(given: &[InputFile]) -> Value {
    let audit: Value = serde_json::from_str(&audit_text(&read(given))).expect("JSON");
    audit["digests"].clone()
}

/// The verdicts in a list by key.
fn verdicts(list: &Value) -> BTreeMap<String, String> {
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| (text(row, "key"), text(row, "verdict"))).collect()
}

/// Verdicts of digests and logs together, those that are `valid` left out, by the last part of the key.
fn shortcomings(given: &[InputFile]) -> Vec<(String, String)> {
    let report = digests(given);
    let all = ["digests", "logs"].into_iter().flat_map(|part| verdicts(&report[part]));
    let wrong = all.filter(|(_, verdict)| verdict != "valid");
    wrong.map(|(key, verdict)| (key.rsplit('/').next().expect("a name").to_owned(), verdict)).collect()
}

#[track_caller]
fn check(given: &[InputFile], expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(key, verdict)| ((*key).to_owned(), (*verdict).to_owned())).collect();
    assert_eq!(shortcomings(given), expected);
}

fn name(key: &str) -> &str {
    key.rsplit('/').next().expect("a name")
}

fn digest_name(hour: usize) -> String {
    name(&TRAIL.digest_key(hour)).to_owned()
}

fn log_name(hour: usize) -> String {
    name(&TRAIL.log(hour).key).to_owned()
}

/// A sound chain of three hours with the keys.
fn sound() -> Vec<InputFile> {
    let mut given = TRAIL.chain(3);
    given.push(all_keys());
    given
}

fn at<'g>(given: &'g mut [InputFile], name: &str) -> &'g mut InputFile {
    let mut files = given.iter_mut();
    files.find(|file| file.path.ends_with(name)).unwrap_or_else(|| panic!("there is {name}"))
}

fn cases() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/digests");
    let folders = fs::read_dir(folder).ok()?.map(|entry| entry.expect("it can be read").path());
    Some(folders.filter(|path| path.is_dir()).collect())
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(bytes), &mut out).expect("a gzip");
    out
}

type Packing = fn(&[InputFile]) -> Vec<InputFile>;

/// Ways in which the files of a case may be given, and whether they keep the folders of the bucket.
const PACKINGS: [(&str, Packing, bool); 6] = [
    ("as they are", <[InputFile]>::to_vec, true),
    ("in a zip", |files| vec![InputFile::new("case.zip", zip(&members(files)))], true),
    ("in a tar.gz", |files| vec![InputFile::new("case.tar.gz", gzip(&long_tar(files)))], true),
    ("packed anew", |files| renewed(files, |path| path.to_owned(), |bytes| gzip(&unpacked(bytes))), true),
    ("without folders", |files| renewed(files, |path| name(path).to_owned(), <[u8]>::to_vec), false),
    ("unpacked, without folders", |files| renewed(files, |path| name(path).to_owned(), unpacked), false),
];

fn members(files: &[InputFile]) -> Vec<(&str, &[u8])> {
    files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
}

/// A tar whose names may be long.
fn long_tar(files: &[InputFile]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for file in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, &file.path, file.bytes.as_slice()).expect("to memory");
    }
    tar.into_inner().expect("to memory")
}

/// The files of the bucket under other names and in other bytes.
fn renewed(files: &[InputFile], path: fn(&str) -> String, bytes: fn(&[u8]) -> Vec<u8>) -> Vec<InputFile> {
    let renew = |file: &InputFile| match file.path.starts_with("bucket/") {
        true => InputFile::new(&path(&file.path), bytes(&file.bytes)),
        false => file.clone(),
    };
    files.iter().map(renew).collect()
}

#[test]
fn every_case_has_its_verdicts_however_it_is_packed_and_named() {
    let Some(cases) = cases() else {
        return not_run("every_case_has_its_verdicts_however_it_is_packed_and_named", "there are no cases");
    };
    assert!(cases.len() >= 12, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let title = name(&case.to_string_lossy()).to_owned();
        let mut files = files_below(&case);
        let answer = files.iter().position(|file| file.path == "answer.json").expect("an answer");
        let answer: Value = serde_json::from_slice(&files.remove(answer).bytes).expect("JSON");
        for (mode, has_heads) in [("with_heads", true), ("without_heads", false)] {
            let given: Vec<InputFile> = files
                .iter()
                .filter(|file| has_heads || !file.path.starts_with("head-object"))
                .cloned()
                .collect();
            for (packing, pack, keeps_folders) in PACKINGS {
                let found = digests(&pack(&given));
                for part in ["digests", "logs"] {
                    let expected = answer[part].as_object().expect("a map").iter().map(|(key, verdict)| {
                        // What lies in no folder has not been moved, and its key is known by its name alone.
                        let verdict = verdict[mode].as_str().expect("a verdict");
                        let key = if verdict == "unlisted" && !keeps_folders { name(key) } else { key };
                        (
                            key.to_owned(),
                            if keeps_folders { verdict } else { verdict.trim_start_matches("moved") },
                        )
                    });
                    let expected: BTreeMap<String, String> = expected
                        .map(|(key, verdict)| {
                            (key, if verdict.is_empty() { "valid" } else { verdict }.to_owned())
                        })
                        .collect();
                    let found = verdicts(&found[part]);
                    if found != expected {
                        wrong
                            .push(format!("{title}, {mode}, {packing}: {part}\n  {found:?}\n  {expected:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sound_chain_is_valid_and_its_rows_say_all() {
    let report = digests(&sound());
    check(&sound(), &[]);
    assert_eq!(report["digests"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        report["digests"][0],
        json!({
            "key": TRAIL.digest_key(2), "path": format!("bucket/{}", TRAIL.digest_key(2)), "account": maker::ACCOUNT,
            "region": "us-east-1", "start": "2026-11-19T01:01:31.000Z", "end": "2026-11-19T02:01:31.000Z", "verdict": "valid",
        })
    );
    let log = TRAIL.log(4);
    assert_eq!(
        report["logs"][2],
        json!({"key": log.key, "path": format!("bucket/{}", log.key), "listed_by": TRAIL.digest_key(4), "verdict": "valid"})
    );
    let sha256 = support::sha256(&all_keys().bytes);
    let mut keys: Vec<_> = KEYS.map(fingerprint).to_vec();
    keys.sort();
    let keys: Vec<_> = keys
        .iter()
        .map(|key| json!({"fingerprint": key, "path": "list-public-keys.json", "sha256": sha256, "state": "good"}))
        .collect();
    assert_eq!(report["keys"], json!(keys));
}

#[test]
fn without_a_digest_nothing_is_said() {
    let given = [all_keys(), file(&TRAIL.log(2))];
    assert_eq!(digests(&given), json!({"keys": [], "digests": [], "logs": []}));
    assert_eq!(wanted_contents(&read(&given)).count(), 0);
}

#[test]
fn nothing_is_said_before_contents_are_hashed() {
    let mut store = sessionscope::model::Store::default();
    read_batches(&sound()).iter().for_each(|batch| store.append(batch));
    assert_eq!(wanted_contents(&store).count(), 6);
    assert!(DigestReport::of(&store).is_none());
    let audit: Value = serde_json::from_str(&audit_text(&store)).expect("JSON");
    assert!(audit.get("digests").is_none() && audit.get("flows").is_some());
}

#[test]
fn what_follows_the_content_of_a_log_is_told() {
    for more in [&gzip(b"{\"Records\":[]}")[..], b"junk", b"\0"] {
        let mut given = sound();
        at(&mut given, &log_name(3)).bytes.extend_from_slice(more);
        check(&given, &[(&log_name(3), "trailing-data")]);
        // Under any name.
        at(&mut given, &log_name(3)).path = "x/1.gz".to_owned();
        check(&given, &[(&log_name(3), "trailing-data")]);
    }
}

#[test]
fn a_log_is_found_by_its_key_then_by_its_name_then_by_its_hash() {
    let log = TRAIL.log(3);
    let path_of = |given: &[InputFile]| {
        let report = digests(given);
        report["logs"].as_array().expect("a list").iter().find(|row| row["key"] == *log.key).expect("its row")
            ["path"]
            .clone()
    };
    let other = InputFile::new(&format!("a/{}", log_name(3)), gzip(b"{\"Records\":[]}"));
    let mut given = sound();
    given.insert(0, other.clone());
    // The one beside it is not what it should be, and nothing lists it.
    assert_eq!(path_of(&given), json!(format!("bucket/{}", log.key)));
    check(&given, &[(&log_name(3), "unlisted")]);
    at(&mut given, &log.key).path = "renamed".to_owned();
    assert_eq!(path_of(&given), json!(other.path));
    check(&given, &[(&log_name(3), "changed")]);
    given.remove(0);
    assert_eq!(path_of(&given), json!("renamed"));
    check(&given, &[]);
    // The bytes themselves, where they are not packed.
    at(&mut given, "renamed").bytes = log.content.clone();
    check(&given, &[]);
    at(&mut given, "renamed").bytes.push(b'\n');
    check(&given, &[(&log_name(3), "missing"), ("renamed", "unlisted")]);
}

#[test]
fn an_unlisted_log_counts_where_a_digest_of_its_account_and_region_is_here() {
    let content = b"{\n \"Records\": []}".to_vec();
    let unlisted = |path: &str| {
        let mut given = sound();
        given.push(InputFile::new(path, gzip(&content)));
        let report = digests(&given);
        let rows = report["logs"].as_array().expect("a list").iter();
        let rows: Vec<_> = rows.filter(|row| row["verdict"] == "unlisted").cloned().collect();
        rows.first().map(|row| {
            assert_eq!((rows.len(), &row["path"], &row["listed_by"]), (1, &json!(path), &Value::Null));
            row["key"].as_str().expect("a key").to_owned()
        })
    };
    let here = TRAIL.log_key("planted");
    let there = Trail { region: "eu-west-1", ..TRAIL }.log_key("planted");
    assert_eq!(unlisted(&format!("case/{here}")), Some(here.clone()));
    assert_eq!(unlisted(name(&here)), Some(name(&here).to_owned()));
    assert_eq!(unlisted("case/x.json.gz"), Some("case/x.json.gz".to_owned()));
    assert_eq!(unlisted(&there), None);
    assert_eq!(unlisted(name(&there)), None);
    assert_eq!(unlisted(&here.replace(maker::ACCOUNT, "444455556666")), None);
    // What is no log file is nobody's business.
    let mut given = sound();
    given.push(InputFile::new("a.json", "[{\"Records\":[]}]"));
    given.push(InputFile::new("b.json", "{\"a\":1,\"Records\":[]}"));
    check(&given, &[]);
}

#[test]
fn a_digest_that_lacks_what_is_signed_has_a_bad_format() {
    let alterations: [fn(&mut Value); 4] = [
        |digest| drop(digest.as_object_mut().expect("an object").shift_remove("previousDigestSignature")),
        |digest| drop(digest.as_object_mut().expect("an object").shift_remove("digestEndTime")),
        |digest| digest["digestS3Bucket"] = json!(7),
        |digest| digest["digestS3Object"] = json!(""),
    ];
    for alter in alterations {
        let log = TRAIL.log(2);
        let digest = TRAIL.digest(2, None, std::slice::from_ref(&log), alter);
        let given = [file(&log), digest.file(), digest.head(), all_keys()];
        // A digest that does not say its key has what its path has of it.
        check(&given, &[(&digest_name(2), "bad-format"), (&log_name(2), "unproven")]);
    }
}

#[test]
fn keys_are_found_by_fingerprint_in_every_form_and_altered_ones_hold_nothing() {
    let [pkcs1, wrapped] = public_forms(KEYS[0]);
    let own = fingerprint(KEYS[0]);
    let with = |keys: InputFile| {
        let mut given = TRAIL.chain(2);
        given.push(keys);
        let states = digests(&given)["keys"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| row["state"].clone())
            .collect();
        (
            Value::Array(states),
            shortcomings(&given).into_iter().map(|(_, verdict)| verdict).collect::<Vec<_>>(),
        )
    };
    let none: [&str; 0] = [];
    assert_eq!(
        with(public_keys(&[listed_key(&wrapped, &own)])),
        (json!(["good"]), none.map(str::to_owned).to_vec())
    );
    let documented =
        json!({"publicKeyList": [listed_key(&pkcs1, &own), listed_key(&pkcs1, &own)]}).to_string();
    assert_eq!(with(InputFile::new("keys", documented)), (json!(["good"]), Vec::new()));
    let all =
        |verdict: [&str; 2]| [verdict[0], verdict[0], verdict[1], verdict[1]].map(str::to_owned).to_vec();
    // Another key under its fingerprint, no key at all, and the key under another fingerprint.
    for value in [&public_forms(KEYS[1])[0][..], b"", b"no key"] {
        assert_eq!(
            with(public_keys(&[listed_key(value, &own)])),
            (json!(["altered"]), all(["bad-signature", "unproven"]))
        );
    }
    let other = fingerprint(KEYS[1]);
    assert_eq!(
        with(public_keys(&[listed_key(&pkcs1, &other)])),
        (json!(["altered"]), all(["no-key", "unproven"]))
    );
    assert_eq!(with(public_keys(&[])), (json!([]), all(["no-key", "unproven"])));
    // A sound one beside an altered one holds.
    let both = [listed_key(b"", &own), listed_key(&pkcs1, &own)];
    assert_eq!(with(public_keys(&both)).1, Vec::<String>::new());
}

#[test]
fn holes_make_what_they_carried_orphans_in_their_own_chain_alone() {
    let without = |given: &[InputFile], names: &[String]| {
        let is_left = |file: &&InputFile| !names.iter().any(|name| file.path.ends_with(name));
        given.iter().filter(is_left).cloned().collect::<Vec<_>>()
    };
    let mut given = TRAIL.chain(5);
    given.push(all_keys());
    let (hole, behind) = (digest_name(4), digest_name(3));
    // The log of the hour that is gone is still here, and no digest lists it.
    check(
        &without(&given, std::slice::from_ref(&hole)),
        &[(&behind, "orphaned"), (&hole, "missing"), (&log_name(3), "unproven"), (&log_name(4), "unlisted")],
    );
    // Of two in a row the chain can name one alone.
    check(
        &without(&given, &[hole.clone(), behind, log_name(3), log_name(4)]),
        &[(&digest_name(2), "orphaned"), (&hole, "missing"), (&log_name(2), "unproven")],
    );
    // The oldest names one before it that was not given; what comes before a hole is not orphaned by it.
    check(&without(&given, &[digest_name(2), log_name(2)]), &[(&digest_name(2), "missing")]);
    // A hole among late digests is none of the others.
    let late = Trail { suffix: "_backfill", ..TRAIL };
    let mut both: Vec<InputFile> =
        given.iter().filter(|file| !file.path.starts_with("head/")).cloned().collect();
    both.extend(without(
        &late.chain(6),
        &[name(&late.digest_key(6)).to_owned(), name(&late.log(6).key).to_owned()],
    ));
    check(
        &both,
        &[
            (name(&late.digest_key(5)), "orphaned"),
            (&digest_name(6), "no-signature"),
            (name(&late.digest_key(6)), "missing"),
            (name(&late.log(5).key), "unproven"),
            (&log_name(6), "unproven"),
        ],
    );
}

#[test]
fn of_two_digests_that_list_a_log_a_valid_one_counts() {
    let (log, other) = (TRAIL.log(2), TRAIL.log(3));
    let first = TRAIL.digest(2, None, &[Log { content: b"other".to_vec(), ..log.clone() }], |_| {});
    let second = TRAIL.digest(3, Some(&first), &[log.clone(), other.clone()], |_| {});
    let listed_by = |given: &[InputFile]| digests(given)["logs"][0]["listed_by"].clone();
    let mut given = vec![file(&log), file(&other), first.file(), second.file(), second.head(), all_keys()];
    // Both are valid: the bytewise first.
    check(&given, &[(&log_name(2), "changed")]);
    assert_eq!(listed_by(&given), json!(first.key));
    at(&mut given, &digest_name(2)).bytes = gzip(&[&first.content[..], b" "].concat());
    check(&given, &[(&digest_name(2), "bad-signature")]);
    assert_eq!(listed_by(&given), json!(second.key));
}

#[test]
fn a_digest_under_another_key_is_moved_where_it_lies_in_the_folders_of_a_bucket() {
    let moved = |path: &str| {
        let mut given = sound();
        at(&mut given, &digest_name(3)).path = path.to_owned();
        digests(&given)["digests"][1]["verdict"].clone()
    };
    let key = TRAIL.digest_key(3);
    for (path, expected) in [
        (key.clone(), "valid"),
        (format!("other/prefix/{key}"), "valid"),
        ("x/3.gz".to_owned(), "valid"),
        (key.replace("us-east-1/2026", "us-east-2/2026"), "moved"),
        ("AWSLogs/3.gz".to_owned(), "moved"),
    ] {
        assert_eq!(moved(&path), json!(expected), "{path}");
    }
    // With a prefix of the trail, wherever the copy begins.
    let trail = Trail { prefix: "logs/prod/", ..TRAIL };
    let mut given = trail.chain(2);
    given.push(all_keys());
    check(&given, &[]);
    given.iter_mut().for_each(|file| file.path = file.path.replace("logs/prod/", ""));
    check(&given, &[]);
}

#[test]
fn the_findings_are_what_was_changed_what_was_added_and_holes() {
    let mut given = TRAIL.chain(6);
    given.push(all_keys());
    given.push(InputFile::new(&TRAIL.log_key("planted"), gzip(b"{\"Records\":[]}")));
    given.retain(|file| !file.path.ends_with(&digest_name(5)) && !file.path.ends_with(&log_name(3)));
    at(&mut given, &log_name(2)).bytes = gzip(b"{\"Records\":[] }");
    at(&mut given, &log_name(7)).bytes.push(0);
    let bytes = unpacked(&at(&mut given, &digest_name(6)).bytes);
    at(&mut given, &digest_name(6)).bytes = gzip(&[&bytes[..], b"\n"].concat());
    let store = read(&given);
    let report = DigestReport::of(&store).expect("contents are hashed");
    let found: Vec<_> =
        report.findings().iter().map(|finding| (name(&finding.key).to_owned(), finding.verdict)).collect();
    let planted = TRAIL.log_key("planted");
    let expected = [
        (digest_name(5), "missing"),
        (digest_name(6), "bad-signature"),
        (log_name(2), "changed"),
        (log_name(5), "unlisted"),
        (log_name(7), "trailing-data"),
        (name(&planted).to_owned(), "unlisted"),
    ];
    assert_eq!(found, expected);
    let audit: Value = serde_json::from_str(&audit_text(&store)).expect("JSON");
    let first = json!({
        "kind": "digest", "time": null, "user": "", "session": "",
        "detail": {"key": TRAIL.digest_key(5), "verdict": "missing"}, "events": [], "event_count": 0,
    });
    assert_eq!(
        (audit["findings"].as_array().map(Vec::len), &audit["findings"][0]),
        (Some(expected.len()), &first)
    );
}

/// An engine that has read these, contents hashed.
fn engine_of(given: &[InputFile]) -> Engine {
    let store = read(given);
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    let contents = store.inputs().iter().filter_map(|input| Some((input.path.clone(), input.content?)));
    engine.execute(&Command::SetContents(contents.collect()));
    engine
}

#[test]
fn beside_the_fingerprint_that_is_given_stands_that_of_the_key_itself() {
    let [pkcs1, wrapped] = public_forms(KEYS[0]);
    let [own, other] = KEYS.map(fingerprint);
    let of_wrapped = md5_of(&wrapped);
    let keys = [
        listed_key(&pkcs1, &own),
        listed_key(&wrapped, &own.to_uppercase()),
        listed_key(&wrapped, &of_wrapped),
        listed_key(&pkcs1, &other),
        listed_key(b"no key", "anything"),
    ];
    let mut given = TRAIL.chain(2);
    given.push(public_keys(&keys));
    let page = engine_of(&given).ask(&Scope::default(), &KeyPage { window: Window::new(0, 10) });
    let page = page.expect("no filter");
    let told: Vec<_> =
        page.rows.iter().map(|row| (&row.fingerprint[..], &row.computed[..], row.is_altered)).collect();
    let of_no_key = md5_of(b"no key");
    let mut expected = vec![
        (&own[..], &own[..], false),
        (&own.to_uppercase()[..], &own, false),
        (&of_wrapped, &of_wrapped, false),
        (&other, &own, true),
        ("anything", &of_no_key, true),
    ]
    .into_iter()
    .map(|(given, computed, altered)| (given.to_owned(), computed.to_owned(), altered))
    .collect::<Vec<_>>();
    expected.sort();
    let told: Vec<_> =
        told.into_iter().map(|(a, b, altered)| (a.to_owned(), b.to_owned(), altered)).collect();
    assert_eq!(told, expected);
    assert!(page.rows.iter().all(|row| row.path == "list-public-keys.json"));
}

#[test]
fn a_finding_about_a_digest_leads_to_its_file_and_to_the_events_that_rest_on_it() {
    let mut given = TRAIL.chain(5);
    given.push(all_keys());
    given.retain(|file| !file.path.ends_with(&digest_name(3)));
    // The log of an hour is another one; the digest of a later hour is no longer what was signed.
    at(&mut given, &log_name(2)).bytes = gzip(&[&TRAIL.log(2).content[..], b" "].concat());
    let bytes = unpacked(&at(&mut given, &digest_name(5)).bytes);
    at(&mut given, &digest_name(5)).bytes = gzip(&[&bytes[..], b"\n"].concat());
    // A log that was merely packed again is the reason of nothing.
    let content = unpacked(&at(&mut given, &log_name(6)).bytes);
    at(&mut given, &log_name(6)).bytes = content;
    let mut engine = engine_of(&given);
    let part = AuditPart::Findings { kind: "digest".to_owned(), dismissed: false };
    let page = AuditPage { part, scope: AuditScope::default(), window: Window::new(0, 10) };
    let page = engine.ask(&Scope::default(), &page).expect("no filter");
    let mut told = Vec::new();
    for told_row in page.rows {
        let row = told_row.row;
        let verdict = row.title.key.trim_start_matches("finding-digest-").to_owned();
        let lead = |label: &str| row.lines.iter().find(|line| line.label == label);
        let file = lead("finding-digest-file").map(|line| match &line.items[0].lead {
            Some(Lead::File(path)) => name(path).to_owned(),
            other => panic!("{other:?}"),
        });
        let events = lead("finding-digest-read").or(lead("finding-digest-listed"));
        let events = events.map(|line| {
            let line = line.lead.as_ref().and_then(Lead::line).expect("a lead to events");
            let scope = Scope { filter: line, ..Scope::default() };
            let asked = EventPage { window: Window::new(0, 10), ..EventPage::default() };
            let page = engine.ask(&scope, &asked).expect("a right filter");
            page.rows.iter().map(|row| rfc3339(row.time_ms.expect("a time"))[11..13].to_owned()).collect()
        });
        told.push((verdict, file, events));
    }
    let hour = |hour: &str| Some(vec![hour.to_owned()]);
    let row =
        |verdict: &str, file: Option<String>, events: Option<Vec<String>>| (verdict.to_owned(), file, events);
    assert_eq!(
        told,
        [
            row("missing", None, None),
            row("bad-signature", Some(digest_name(5)), hour("05")),
            row("changed", Some(log_name(2)), hour("02")),
            // The digest that listed it is the one that is gone.
            row("unlisted", Some(log_name(3)), hour("03")),
        ]
    );
}

#[test]
fn a_dismissed_digest_finding_is_another_one_where_the_file_has_another_content() {
    let engine_of = |content: &[u8]| {
        let mut given = sound();
        at(&mut given, &log_name(2)).bytes = gzip(content);
        engine_of(&given)
    };
    let told = |engine: &mut Engine, dismissals| {
        let scope = AuditScope { dismissals, ..AuditScope::default() };
        let part = AuditPart::Findings { kind: "digest".to_owned(), dismissed: dismissals != 0 };
        let page = AuditPage { part, scope, window: Window::new(0, 10) };
        let page = engine.ask(&Scope::default(), &page).expect("no filter");
        page.rows.into_iter().map(|row| row.finding.expect("it is one")).collect::<Vec<_>>()
    };
    let mut engine = engine_of(b"{\"Records\":[] }");
    let [finding] = &told(&mut engine, 0)[..] else { panic!("one log file was changed") };
    let mut annotations = Annotations::default();
    assert!(annotations.edit(AnnotationEdit::Dismiss(finding.key.clone(), "a known blank".to_owned())));
    let is_dismissed = |mut engine: Engine| {
        engine.execute(&Command::Annotate { version: 1, annotations: annotations.clone() });
        told(&mut engine, 1).len() == 1
    };
    assert!(is_dismissed(engine));
    assert!(is_dismissed(engine_of(b"{\"Records\":[] }")));
    assert!(!is_dismissed(engine_of(b"{\"Records\":[]  }")));
}

#[test]
fn the_answer_is_the_same_in_any_order_and_pieces() {
    let eu = Trail { region: "eu-west-1", key: KEYS[1], ..TRAIL };
    let mut given = [TRAIL.chain(4), eu.chain(3)].concat();
    given.push(all_keys());
    given.push(InputFile::new("copy/x.json.gz", gzip(b"{\"Records\":[]}")));
    let twice = at(&mut given, &log_name(3)).bytes.clone();
    given.push(InputFile::new("copy.zip", zip(&[("again.gz", &twice)])));
    at(&mut given, &log_name(4)).bytes.extend_from_slice(&gzip(b"more"));
    given.retain(|file| !file.path.ends_with(name(&eu.digest_key(3))));
    let expected = audit_text(&read(&given));
    let wrong = shortcomings(&given).len();
    assert!(wrong >= 5, "{wrong}");
    for seed in 0..12 {
        let mut random = Random::new(seed);
        let chunk = [1, 7, 64, 4096][seed as usize % 4];
        let found = audit_text(&read_scattered(&given, chunk, 1 + seed as usize % 3, &mut random));
        assert!(found == expected, "seed {seed}, chunks of {chunk}");
    }
}

#[test]
fn what_could_not_be_read_hides_no_verdict() {
    let mut given = sound();
    let name = log_name(2);
    at(&mut given, &name).bytes = gzip(b"{\"Records\":[]}");
    // A link has no content, whatever it is called: there is nothing of it to be hashed.
    let link = tar_member(&name, EntryType::Link, b"");
    given.push(InputFile::new("copies.tar", [link, vec![0; 1024]].concat()));
    let store = read(&given);
    assert!(store.inputs().iter().any(|input| input.path == format!("copies.tar/{name}")));
    assert_eq!(wanted_contents(&store).count(), 0);
    assert!(shortcomings(&given).contains(&(name, "changed".to_owned())));
}
