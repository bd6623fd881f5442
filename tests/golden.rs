//! Golden fixtures: each folder `tests/fixtures/<format>/<case>/` is a test. Its `input/` is read, and
//! the summary is held against its `expected.json`, which was written by hand from the rules; so are the members of
//! the audit that are in `expected-audit.json`, where there is one.

mod support;

use serde_json::Value;
use sessionscope::model::System;
use std::collections::HashSet;
use support::cases::{Case, fixtures};
use support::diff::{differences, member_differences};
use support::{audit_text, read, summary, without_messages};

/// What is wrong with a case.
fn faults(case: &Case) -> Vec<String> {
    let about: toml::Table = match case.text("case.toml").parse() {
        Ok(about) => about,
        Err(error) => return vec![format!("case.toml: {error}")],
    };
    let mut faults: Vec<String> = ["title", "source"]
        .into_iter()
        .filter(|key| about.get(*key).and_then(toml::Value::as_str).is_none_or(str::is_empty))
        .map(|key| format!("case.toml: {key} is missing"))
        .collect();
    let expected: Value = match serde_json::from_str(&case.text("expected.json")) {
        Ok(expected) => expected,
        Err(error) => return vec![format!("expected.json: {error}")],
    };
    let store = read(&case.given());
    faults.extend(differences(&without_messages(expected), &summary(&store)));
    if let Some(audit) = case.text_if_there("expected-audit.json") {
        match serde_json::from_str::<Value>(&audit) {
            Ok(expected) => {
                let audit = serde_json::from_str(&audit_text(&store)).expect("the audit is JSON");
                faults.extend(
                    member_differences(&expected, &audit).into_iter().map(|fault| format!("audit {fault}")),
                );
            }
            Err(error) => faults.push(format!("expected-audit.json: {error}")),
        }
    }
    faults
}

#[test]
fn every_fixture_gives_the_summary_that_it_expects() {
    let cases = fixtures();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let faults = faults(case);
            (!faults.is_empty()).then(|| format!("{}\n  {}", case.name, faults.join("\n  ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} fixtures:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn some_fixtures_expect_an_audit() {
    let with_audit =
        fixtures().iter().filter(|case| case.text_if_there("expected-audit.json").is_some()).count();
    assert!(with_audit > 4, "{with_audit} of them");
}

#[test]
fn every_way_that_something_moves_is_in_a_fixture() {
    let mut ways = HashSet::new();
    for case in fixtures() {
        let expected: Value = serde_json::from_str(&case.text("expected.json")).expect("JSON");
        let transfers = expected["transfers"].as_array().expect("a list").iter();
        ways.extend(
            transfers.map(|it| ["system", "from", "to"].map(|key| it[key].as_str().map(str::to_owned))),
        );
    }
    for system in System::ALL {
        for activity in system.activities().known {
            let Some((from, to)) = activity.moves else { continue };
            let way = [system.id(), from.id(), to.id()];
            let is_there = ways.contains(&way.map(|id| Some(id.to_owned())));
            assert!(is_there, "no fixture has a transfer as of {}: {way:?}", activity.name);
        }
    }
}

#[test]
fn a_difference_is_told_with_its_place() {
    let expected = serde_json::json!({"a": [1, {"b": 2}], "c": 3});
    let actual = serde_json::json!({"a": [1, {"b": 4}, 5], "d": 3});
    assert_eq!(
        differences(&expected, &actual),
        [
            "/a/1/b: expected 2, got 4",
            "/a/2: expected nothing, got 5",
            "/c: expected 3, got nothing",
            "/d: expected nothing, got 3",
        ]
    );
    let (one, other) = (serde_json::json!({"a": 1, "b": 2}), serde_json::json!({"b": 2, "a": 1}));
    assert_eq!(differences(&one, &other).len(), 1, "the order of keys is part of the summary");
}
