//! A run of rules over the original records of a case: which rules, and what was found so far.

use super::built_in::BUILT_IN;
use super::pass::{RuleHit, RuleHits};
use crate::model::Store;
use crate::model::fact::Fact;
use crate::sigma::{Document, RuleSet, read_documents};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// A text of rules in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSource {
    /// Path of its file (untrusted text), or the name of a rule that is built in.
    pub path: String,
    /// YAML, of one document or several.
    pub text: String,
}

/// The texts of all rules that are in force: those that are built in, if they are wanted, then those of files, in the
/// order of their paths.
pub fn rule_sources(store: &Store, with_built_in: bool) -> Vec<RuleSource> {
    let built_in = BUILT_IN.iter().filter(|_| with_built_in);
    let built_in = built_in.map(|(path, text)| RuleSource { path: (*path).into(), text: (*text).into() });
    let given = store.facts().with_paths(store.inputs(), |fact| matches!(fact, Fact::Rules { .. }));
    let given = given.into_iter().filter_map(|(fact, path)| match fact {
        Fact::Rules { text } => Some(RuleSource { path: path.to_owned(), text: text.clone() }),
        _ => None,
    });
    built_in.chain(given).collect()
}

/// The rules of some texts. Of those that have one id the first is in force: rules are often given twice.
pub fn rules_of(sources: &[RuleSource]) -> RuleSet {
    let mut known = HashSet::new();
    let mut is_new = |document: &Document| {
        let id = &document.about().id;
        id.is_empty() || known.insert(id.to_lowercase())
    };
    let documents = sources.iter().flat_map(|source| read_documents(&source.text));
    RuleSet::new(documents.filter_map(Result::ok).filter(|document| is_new(document))).0
}

/// A run of rules.
#[derive(Debug, Default)]
pub struct RuleRun {
    rules: RuleSet,
    hits: BTreeMap<String, Vec<RuleHit>>,
    records: u64,
    is_whole: Option<bool>,
    version: u64,
}

impl RuleRun {
    /// Begins anew with these rules.
    pub fn begin(&mut self, sources: &[RuleSource]) {
        *self = RuleRun { rules: rules_of(sources), version: self.version + 1, ..RuleRun::default() };
    }

    /// Takes in what a part of the pass has found.
    pub fn note(&mut self, hits: &RuleHits) {
        for (path, found) in &hits.of_inputs {
            self.hits.entry(path.clone()).or_default().extend_from_slice(found);
        }
        self.records += hits.records;
        self.version += 1;
    }

    /// The pass has ended; whether all files were read to their ends.
    pub fn end(&mut self, is_whole: bool) {
        self.is_whole = Some(is_whole);
        self.version += 1;
    }

    /// Which state of it this is: another number for each.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// What was found, by the path of the input.
    pub fn hits(&self) -> &BTreeMap<String, Vec<RuleHit>> {
        &self.hits
    }

    /// How many records were shown to the rules.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Whether all files were read to their ends, once it has ended.
    pub fn is_whole(&self) -> Option<bool> {
        self.is_whole
    }
}
