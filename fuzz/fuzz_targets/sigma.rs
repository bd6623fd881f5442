//! Sigma rules: any text is read, or told wrong at a line of it; what is read is matched against any record, sound or not,
//! and correlated whatever the times.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::container::json::walk;
use sessionscope::sigma::{RuleSet, Service, TimedMatch, correlate, read_documents};

// A text of rules, and behind a byte of zero a record.
fuzz_target!(|input: &str| {
    let (text, record) = input.split_once('\0').unwrap_or((input, "{}"));
    // One line more: what is missing at the end is told there.
    let lines = text.split(['\n', '\r']).count() as u32 + 1;
    let mut documents = Vec::new();
    for document in read_documents(text) {
        match document {
            Ok(document) => documents.push(document),
            Err(mistake) => assert!((1..=lines).contains(&mistake.line), "{mistake:?}"),
        }
    }
    let count = documents.len();
    let (set, refused) = RuleSet::new(documents);
    assert_eq!(set.len() + refused.len(), count);
    let mut matcher = set.matcher();
    let mut matches = Vec::new();
    for service in Service::ALL {
        let mut found = Vec::new();
        matcher.record(service, record.as_bytes(), &mut found);
        if !walk(record.as_bytes(), &[]).is_ok_and(|walked| walked.extent.len == record.len()) {
            continue;
        }
        // The same record twice finds the same.
        let mut again = Vec::new();
        matcher.record(service, record.as_bytes(), &mut again);
        assert_eq!(found, again);
        matches.append(&mut found);
    }
    let timed: Vec<TimedMatch> = matches
        .into_iter()
        .zip(0..)
        .map(|(matched, event)| TimedMatch { time_ms: i64::from(event) * 1_000, event, matched })
        .collect();
    let found = correlate(&set, &timed);
    assert!(found.iter().all(|one| !one.events.is_empty() && one.events.is_sorted()));
    let reversed: Vec<TimedMatch> = timed.into_iter().rev().collect();
    assert_eq!(correlate(&set, &reversed), found);
});
