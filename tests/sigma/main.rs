//! Sigma rules: each feature with a record that matches and one that does not, mistakes with their lines, correlations
//! beside a plain search of all windows, and all of it held against another engine (`rsigma-eval`), on rules and records of
//! others too where those are there.

#[path = "../support/not_run.rs"]
mod not_run;
#[path = "../support/random.rs"]
mod random;

mod correlation;
mod features;
mod limits;
mod mistakes;
mod others;

use rsigma_eval::Engine;
use rsigma_eval::event::JsonEvent;
use serde_json::Value;
use sessionscope::sigma::{Document, Match, RuleSet, Service, read_documents};

/// The documents of a text in which nothing is wrong.
fn documents(text: &str) -> Vec<Document> {
    let read = read_documents(text).into_iter();
    read.map(|document| document.unwrap_or_else(|mistake| panic!("{mistake:?}\n{text}"))).collect()
}

/// A set of rules in which nothing is wrong.
fn rule_set(text: &str) -> RuleSet {
    let (set, refused) = RuleSet::new(documents(text));
    assert_eq!(refused, [], "{text}");
    set
}

/// The matches of a record of CloudTrail.
fn matches(set: &RuleSet, record: &str) -> Vec<Match> {
    let mut found = Vec::new();
    set.matcher().record(Service::CloudTrail, record.as_bytes(), &mut found);
    found
}

/// The titles of the rules that a record matches.
fn titles(set: &RuleSet, record: &str) -> Vec<String> {
    matches(set, record).iter().map(|found| set.about(found.rule).title.clone()).collect()
}

/// A rule with this detection.
fn rule(detection: &str) -> String {
    let detection: String = detection.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "title: A rule\nlogsource:\n    product: aws\n    service: cloudtrail\ndetection:\n{detection}level: low\n"
    )
}

/// The other engine with these rules.
fn other_engine(text: &str) -> Engine {
    let collection = rsigma_parser::parse_sigma_yaml(text).expect("rules");
    assert_eq!(collection.errors, [""; 0], "{text}");
    let mut engine = Engine::new();
    engine.add_collection(&collection).expect("rules");
    engine
}

/// The titles of the rules that a record matches by the other engine.
fn other_titles(engine: &Engine, record: &Value) -> Vec<String> {
    let results = engine.evaluate(&JsonEvent::borrow(record));
    let mut titles: Vec<String> = results.iter().map(|result| result.header.rule_title.clone()).collect();
    titles.sort();
    titles
}
