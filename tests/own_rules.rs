//! The rules in `rules/`, which are part of the program: each is read without a mistake, says all that there is to say of
//! it, finds what it is for, and nothing where a part of that is lacking.
//!
//! `tests/fixtures/rules/<rule>.json` has the records: `fires` and `silent` are lists of cases, a case is the records that
//! are given together; `silent_because` says of each silent case what it lacks; `also` names rules that find something in
//! the same records.

mod support;

use serde::Deserialize;
use serde_json::Value;
use sessionscope::model::System;
use sessionscope::model::time::UNDATED;
use sessionscope::sigma::{About, Document, RuleSet, Service, TimedMatch, correlate, read_documents};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::{InputFile, read};

/// The records that a rule is tried on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    also: BTreeSet<String>,
    fires: Vec<Vec<Value>>,
    silent: Vec<Vec<Value>>,
    silent_because: Vec<String>,
}

/// A record, with what the reader makes of it.
struct DatedRecord {
    json: Vec<u8>,
    service: Service,
    time_ms: i64,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder with this ending, each by its name without it.
fn files(folder: &str, ending: &str) -> BTreeMap<String, PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let with_ending = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    let name = |path: &Path| path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
    with_ending.map(|path| (name(&path), path)).collect()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of each file of rules, by its name.
fn rule_texts() -> BTreeMap<String, String> {
    files("rules", "yml").into_iter().map(|(name, path)| (name, text(&path))).collect()
}

fn cases(rule: &str) -> Cases {
    let path = root().join(format!("tests/fixtures/rules/{rule}.json"));
    serde_json::from_str(&text(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents of a file that has no mistake.
fn documents(name: &str, text: &str) -> Vec<Document> {
    let read = read_documents(text).into_iter();
    read.map(|document| document.unwrap_or_else(|mistake| panic!("{name}: {mistake:?}"))).collect()
}

/// Rules of some files, and of which file each is that is reported.
struct Rules {
    set: RuleSet,
    file_of_id: BTreeMap<String, String>,
}

impl Rules {
    fn new<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Rules {
        let (mut all, mut file_of_id) = (Vec::new(), BTreeMap::new());
        for (name, text) in files {
            let found = documents(name, text);
            file_of_id.extend(found.iter().map(|document| (document.about().id.clone(), name.to_owned())));
            all.extend(found);
        }
        let (set, refused) = RuleSet::new(all);
        assert!(refused.is_empty(), "{refused:?}");
        Rules { set, file_of_id }
    }

    /// The files whose rules find something in these records.
    fn found_in(&self, records: &[DatedRecord]) -> BTreeSet<String> {
        let (mut matcher, mut timed, mut numbers) = (self.set.matcher(), Vec::new(), BTreeSet::new());
        for (event, record) in (0..).zip(records) {
            let mut matches = Vec::new();
            matcher.record(record.service, &record.json, &mut matches);
            numbers.extend(matches.iter().map(|found| found.rule).filter(|rule| self.set.is_reported(*rule)));
            timed.extend(matches.into_iter().map(|matched| TimedMatch {
                time_ms: record.time_ms,
                event,
                matched,
            }));
        }
        numbers.extend(correlate(&self.set, &timed).into_iter().map(|found| found.rule));
        numbers.into_iter().map(|rule| self.file_of_id[&self.set.about(rule).id].clone()).collect()
    }
}

/// The logs whose rules are asked about events of a system.
fn service(system: System) -> Service {
    match system {
        System::CloudTrail | System::CloudShell | System::SessionManager => Service::CloudTrail,
        System::SessionLogger => Service::SecureBrowser,
        System::UserAccess => Service::UserAccessLogging,
        System::SessionManagerStream | System::SessionManagerTranscript => Service::SessionManager,
        System::WorkspacesAccess => Service::WorkSpacesAccess,
    }
}

/// What the reader makes of the records of a case: each must be an event whose time is known.
fn dated(records: &[Value]) -> Vec<DatedRecord> {
    let event = |record: &Value| {
        let json = record.to_string().into_bytes();
        let store = read(&[InputFile::new("record.json", json.clone())]);
        let rows: Vec<_> = store.events().collect();
        let [row] = rows[..] else { panic!("{record} is {} events", rows.len()) };
        let time_ms = store.columns().time(row);
        assert!(time_ms != UNDATED, "{record} has no time");
        DatedRecord { json, service: service(store.columns().system(row)), time_ms }
    };
    records.iter().map(event).collect()
}

/// The rules of all files together, as the program has them.
fn all_rules(texts: &BTreeMap<String, String>) -> Rules {
    Rules::new(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// What all rules and correlations say of themselves, with the file and whether a match is reported.
fn abouts(texts: &BTreeMap<String, String>) -> Vec<(String, About, bool)> {
    let mut found = Vec::new();
    for (name, text) in texts {
        let documents = documents(name, text);
        // Rules that a correlation joins stand before it.
        let last = documents.len().checked_sub(1).unwrap_or_else(|| panic!("{name} has no rule"));
        let about = |(at, document): (usize, Document)| (name.clone(), document.about().clone(), at == last);
        found.extend(documents.into_iter().enumerate().map(about));
    }
    found
}

#[test]
fn the_rules_are_read_without_a_mistake_and_each_file_reports_one() {
    let texts = rule_texts();
    assert!(texts.len() >= 18, "only {} files", texts.len());
    for (name, text) in &texts {
        let rules = Rules::new([(name.as_str(), text.as_str())]);
        assert!(!rules.set.is_empty(), "{name} has no rule");
        let reported =
            abouts(&texts).into_iter().filter(|(file, _, is_reported)| file == name && *is_reported);
        assert_eq!(reported.count(), 1, "{name}");
    }
    // Together too: names and ids are nobody else's.
    let all = all_rules(&texts);
    assert_eq!(all.set.len(), abouts(&texts).len());
}

#[test]
fn each_rule_says_all_that_there_is_to_say_of_it() {
    let mut ids = BTreeSet::new();
    for (file, about, is_reported) in abouts(&rule_texts()) {
        let id = about.id.as_bytes();
        let is_version_4 = id.len() == 36 && id[14] == b'4' && matches!(id[19], b'8' | b'9' | b'a' | b'b');
        assert!(is_version_4, "{file}: {} is no UUID of version 4", about.id);
        assert!(ids.insert(about.id.clone()), "{file}: {} is there twice", about.id);
        assert!(!about.title.is_empty(), "{file} has no title");
        assert!(about.description.trim_end().ends_with('.'), "{file} has no description in sentences");
        assert!(["experimental", "test", "stable"].contains(&about.status.as_str()), "{file}");
        assert_eq!(about.author, "sessionscope", "{file}");
        assert_eq!(about.license, "MIT OR Apache-2.0", "{file}");
        assert!(about.date.len() == 10 && about.date.starts_with("20"), "{file}: {}", about.date);
        if is_reported {
            assert!(about.level.is_some(), "{file} has no level");
            assert!(!about.false_positives.is_empty(), "{file} does not say why it may be harmless");
            assert!(!about.references.is_empty(), "{file} has no source");
            assert!(about.references.iter().all(|source| source.starts_with("https://")), "{file}");
            let is_technique = |tag: &String| tag.strip_prefix("attack.t").is_some_and(|id| id.len() >= 4);
            assert!(about.tags.iter().any(is_technique), "{file} has no technique");
        }
    }
}

#[test]
fn there_are_rules_for_each_log_that_rules_can_be_for() {
    let rules = all_rules(&rule_texts());
    for service in Service::ALL {
        assert!(rules.set.has_rules_for(service), "{service:?}");
    }
}

#[test]
fn each_rule_has_its_records_and_there_are_no_others() {
    let rules: BTreeSet<String> = rule_texts().into_keys().collect();
    let fixtures: BTreeSet<String> = files("tests/fixtures/rules", "json").into_keys().collect();
    assert_eq!(rules, fixtures);
    for rule in &rules {
        let cases = cases(rule);
        assert!(!cases.fires.is_empty() && !cases.silent.is_empty(), "{rule}");
        assert_eq!(cases.silent.len(), cases.silent_because.len(), "{rule}");
        assert!(cases.also.is_subset(&rules) && !cases.also.contains(rule), "{rule}");
    }
}

#[test]
fn each_rule_finds_what_it_is_for_and_no_other_rule_does() {
    let texts = rule_texts();
    let rules = all_rules(&texts);
    for rule in texts.keys() {
        let cases = cases(rule);
        for (at, records) in cases.fires.iter().enumerate() {
            let mut found = rules.found_in(&dated(records));
            assert!(found.remove(rule), "{rule} does not find case {at}");
            assert!(found.is_subset(&cases.also), "case {at} of {rule} is found by {found:?} too");
        }
    }
}

#[test]
fn no_rule_finds_anything_in_a_near_miss() {
    let texts = rule_texts();
    let rules = all_rules(&texts);
    for rule in texts.keys() {
        let cases = cases(rule);
        for (records, because) in cases.silent.iter().zip(&cases.silent_because) {
            let found = rules.found_in(&dated(records));
            assert!(found.is_subset(&cases.also), "{rule}: {because}: found by {found:?}");
        }
    }
}

/// The text of a rule with one part changed at a time: a field that may be anything, another threshold, any time between
/// events, any order.
fn changed(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut changed = Vec::new();
    let mut replace = |from: usize, to: usize, by: &str| {
        changed.push([&lines[..from], &[by], &lines[to..]].concat().join("\n"));
    };
    let mut is_detection = false;
    for (at, line) in lines.iter().enumerate() {
        if indent(line) == 0 {
            is_detection = *line == "detection:";
        }
        let end =
            (at + 1..lines.len()).find(|next| indent(lines[*next]) <= indent(line)).unwrap_or(lines.len());
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            _ if is_detection && indent(line) == 8 => replace(at, end, "        no_such_field: null"),
            ["gte:", threshold] => {
                let threshold: u32 = threshold.parse().expect("a number");
                replace(at, end, &format!("        gte: {}", threshold + 1));
                replace(at, end, &format!("        gte: {}", threshold - 1));
            }
            ["timespan:", _] => replace(at, end, "    timespan: 365d"),
            ["type:", "temporal_ordered"] => replace(at, end, "    type: temporal"),
            _ => {}
        }
    }
    changed
}

#[test]
fn a_rule_in_which_any_part_is_changed_does_not_pass() {
    let mut count = 0;
    for (rule, text) in rule_texts() {
        let cases = cases(&rule);
        let dated_cases = |cases: &[Vec<Value>]| cases.iter().map(|case| dated(case)).collect::<Vec<_>>();
        let (fires, silent) = (dated_cases(&cases.fires), dated_cases(&cases.silent));
        for changed in changed(&text) {
            count += 1;
            let rules = Rules::new([(rule.as_str(), changed.as_str())]);
            let passes = fires.iter().all(|case| !rules.found_in(case).is_empty())
                && silent.iter().all(|case| rules.found_in(case).is_empty());
            assert!(!passes, "the cases of {rule} do not notice that this is another rule:\n{changed}");
        }
    }
    assert!(count > 100, "only {count} changes");
}

#[test]
fn the_page_of_rules_has_a_row_for_each_with_its_log_and_its_level() {
    let page = text(&root().join("rules/README.md"));
    let services: Vec<String> =
        Service::ALL.iter().map(|service| format!("| `{}` |", service.id())).collect();
    for (file, about, is_reported) in abouts(&rule_texts()) {
        if is_reported {
            let row = page.lines().find(|line| line.starts_with(&format!("| [`{file}`]({file}.yml) |")));
            let row = row.unwrap_or_else(|| panic!("rules/README.md has no row for {file}"));
            let level = about.level.expect("a level").id();
            assert!(row.ends_with(&format!("| {level} |")), "{file} is {level}");
            assert!(row.contains(&about.title), "{file} is titled {}", about.title);
            let text = text(&root().join(format!("rules/{file}.yml")));
            let is_its_log =
                |log: &&String| text.contains(&format!("service: {}\n", log.trim_matches(['|', ' ', '`'])));
            assert!(services.iter().filter(is_its_log).all(|log| row.contains(log.as_str())), "{file}");
        }
    }
}
