//! How the inputs that a case file names compare with those that were read.

use super::answer::{CaseInputFate, InputComparison};
use crate::casefile::CaseInput;
use crate::model::Store;
use crate::source::limits::MAX_NAMED_CASE_INPUTS;
use std::collections::{HashMap, HashSet};

/// The comparison.
pub fn compared_inputs(store: &Store, expected: &[CaseInput]) -> InputComparison {
    let inputs = || store.inputs().iter().filter(|input| !input.is_archive());
    let hashes: HashSet<&str> = inputs().filter_map(|input| input.sha256.as_deref()).collect();
    let by_path: HashMap<&str, Option<&str>> =
        inputs().map(|input| (input.path.as_str(), input.sha256.as_deref())).collect();
    let fate = |input: &CaseInput| match (&input.sha256, by_path.get(input.path.as_str())) {
        (Some(sha256), _) if hashes.contains(sha256.as_str()) => CaseInputFate::Same,
        (_, None) => CaseInputFate::Missing,
        (None, Some(_)) | (_, Some(None)) => CaseInputFate::Unproven,
        (Some(_), Some(Some(_))) => CaseInputFate::Changed,
    };
    let mut compared = InputComparison::default();
    for input in expected {
        let fate = fate(input);
        *match fate {
            CaseInputFate::Same => &mut compared.same,
            CaseInputFate::Changed => &mut compared.changed,
            CaseInputFate::Missing => &mut compared.missing,
            CaseInputFate::Unproven => &mut compared.unproven,
        } += 1;
        if fate != CaseInputFate::Same && compared.named.len() < MAX_NAMED_CASE_INPUTS {
            compared.named.push((input.path.clone(), fate));
        }
    }
    let known: HashSet<&str> = expected.iter().filter_map(|input| input.sha256.as_deref()).collect();
    // A path that is told of as something else is not told of twice.
    let is_told =
        |input: &&CaseInput| matches!(fate(input), CaseInputFate::Changed | CaseInputFate::Unproven);
    let told: HashSet<&str> = expected.iter().filter(is_told).map(|input| input.path.as_str()).collect();
    let is_new = |path: &str, sha256: Option<&str>| {
        !told.contains(path) && !sha256.is_some_and(|sha256| known.contains(sha256))
    };
    compared.new = inputs().filter(|input| is_new(&input.path, input.sha256.as_deref())).count() as u64;
    compared
}
