//! Rules and records of others (`sigma/` and `samples/` beside the repository), held against the other engine.

use super::not_run::not_run;
use super::{documents, other_engine, other_titles, titles};
use serde_json::Value;
use sessionscope::sigma::{RuleProblem, RuleSet, read_documents};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A folder beside the repository.
fn beside(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    folder.is_dir().then_some(folder)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let all = WalkDir::new(folder).sort_by_file_name().into_iter();
    let all = all.map(|entry| entry.expect("it can be read").into_path());
    all.filter(|path| path.extension().is_some_and(|its| its == extension)).collect()
}

/// Rules by the names of their files.
fn rules(folder: &Path) -> BTreeMap<String, String> {
    let name = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files(folder, "yml").iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

/// All rules as one set, and for the other engine.
fn sets(rules: &BTreeMap<String, String>) -> (RuleSet, rsigma_eval::Engine) {
    let (set, refused) = RuleSet::new(rules.values().flat_map(|text| documents(text)));
    assert_eq!(refused, []);
    (set, other_engine(&rules.values().map(String::as_str).collect::<Vec<_>>().join("\n---\n")))
}

/// Two records look for a text in an object, where the other engine does not look.
const NOT_BY_THE_OTHER: [&str; 2] =
    ["aws_disable_bucket_versioning", "aws_iam_s3browser_templated_s3_bucket_policy_creation"];

#[test]
fn each_rule_fires_on_the_record_made_for_it() {
    let Some(folder) = beside("sigma") else {
        return not_run("each_rule_fires_on_the_record_made_for_it", "there is no folder of rules");
    };
    let rules = rules(&folder.join("rules"));
    let (set, other) = sets(&rules);
    let title = |name: &str| documents(&rules[name])[0].about().title.clone();
    let mut fired = BTreeSet::new();
    for line in fs::read_to_string(folder.join("firing.ndjson")).expect("text").lines() {
        let record: Value = serde_json::from_str(line).expect("JSON");
        let name = record["eventID"].as_str().expect("a name");
        let mut found = titles(&set, line);
        found.sort();
        let mut expected = other_titles(&other, &record);
        if NOT_BY_THE_OTHER.contains(&name) {
            expected.push(title(name));
            expected.sort();
        }
        assert!(found.contains(&title(name)), "{name} does not fire");
        assert_eq!(found, expected, "{name}");
        fired.insert(name.to_owned());
    }
    assert_eq!(fired.len(), 57);
    assert_eq!(fired, rules.into_keys().collect());
}

/// The records of a file of a trail.
fn records(path: &Path) -> Vec<Value> {
    let text: Value = serde_json::from_slice(&fs::read(path).expect("bytes")).expect("JSON");
    let list = if text.is_array() { &text } else { &text["Records"] };
    list.as_array().expect("a list").clone()
}

#[test]
fn real_trails_match_as_by_the_other_engine() {
    let name = "real_trails_match_as_by_the_other_engine";
    let (Some(rules_folder), Some(samples)) = (beside("sigma"), beside("samples/cloudtrail")) else {
        return not_run(name, "there is no folder of rules and records");
    };
    let (set, other) = sets(&rules(&rules_folder.join("rules")));
    let (mut count, mut matched) = (0, 0);
    for folder in ["invictus-aws_dataset", "stratus-red-team"] {
        for record in files(&samples.join(folder), "json").iter().flat_map(|path| records(path)) {
            let mut found = titles(&set, &record.to_string());
            found.sort();
            assert_eq!(found, other_titles(&other, &record), "{record}");
            count += 1;
            matched += found.len();
        }
    }
    assert!(count > 1_300 && matched > 100, "{matched} in {count}");
}

#[test]
fn what_is_not_supported_is_named_and_not_read_in_part() {
    let Some(folder) = beside("sigma") else {
        return not_run("what_is_not_supported_is_named_and_not_read_in_part", "there is no folder of rules");
    };
    let unsupported = rules(&folder.join("unsupported"));
    assert_eq!(unsupported.len(), 8);
    for (name, text) in unsupported.iter().chain(&rules(&folder.join("rules-placeholder"))) {
        let read = read_documents(text);
        assert_eq!(read.len(), 1, "{name}");
        let mistake = read[0].as_ref().expect_err(name);
        let expected = if unsupported.contains_key(name) {
            RuleProblem::OldAggregation
        } else {
            RuleProblem::Placeholder
        };
        assert_eq!(mistake.problem, expected, "{name}");
        let line = text.lines().nth(mistake.line as usize - 1).expect("a line");
        assert!(line.contains(&mistake.detail) || line.contains('|'), "{name}: {line}");
        assert!(!mistake.title.is_empty());
    }
}
