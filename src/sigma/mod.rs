//! Sigma: rules that others write about logs, read, matched against records, and correlated.

mod about;
mod mistake;
mod service;

pub use about::{About, Level};
pub use mistake::{RuleMistake, RuleProblem};
pub use service::Service;

use serde::{Deserialize, Serialize};

/// What a document of YAML has.
#[derive(Clone, Debug)]
pub enum Document {
    /// A rule about single records.
    Rule(Rule),
    /// A rule about matches of other rules.
    Correlation(Correlation),
}

/// A rule about single records.
#[derive(Clone, Debug)]
pub struct Rule {
    about: About,
}

/// A rule about matches of other rules.
#[derive(Clone, Debug)]
pub struct Correlation {
    about: About,
}

impl Document {
    /// What it says of itself.
    pub fn about(&self) -> &About {
        match self {
            Document::Rule(rule) => &rule.about,
            Document::Correlation(correlation) => &correlation.about,
        }
    }
}

/// Reads the documents of a text of YAML, in their order: each is a rule, a correlation, or a mistake. Empty ones are
/// passed over. A document that is broken takes nothing from the others.
pub fn read_documents(_text: &str) -> Vec<Result<Document, RuleMistake>> {
    Vec::new()
}

/// Which of the rules of a set, rules and correlations together, in the order in which they were given; those that were
/// refused have no number. The same documents in the same order give the same numbers, in any worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleNo(pub u32);

/// Rules that are made ready. It is made anew from the texts in each worker, and is no message.
#[derive(Debug)]
pub struct RuleSet {
    abouts: Vec<About>,
}

impl RuleSet {
    /// Makes rules ready, and tells which cannot be used together with the others: correlations of rules that are not
    /// there, ids that are there twice, more than may be.
    pub fn new(_documents: impl IntoIterator<Item = Document>) -> (RuleSet, Vec<(About, RuleMistake)>) {
        (RuleSet { abouts: Vec::new() }, Vec::new())
    }

    /// Of how many rules and correlations it consists.
    pub fn len(&self) -> usize {
        self.abouts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.abouts.is_empty()
    }

    /// What a rule says of itself.
    pub fn about(&self, rule: RuleNo) -> &About {
        &self.abouts[rule.0 as usize]
    }

    /// Whether a match of a rule, or a result of a correlation, is a finding of its own: not where a correlation refers
    /// to it without `generate`. Such matches are for [`correlate`] alone.
    pub fn is_reported(&self, _rule: RuleNo) -> bool {
        true
    }

    /// Whether there is a rule for these logs: where there is none, their records need not be read.
    pub fn has_rules_for(&self, _service: Service) -> bool {
        false
    }

    /// Whatever matches records against the rules; one for each thread.
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher { rules: self }
    }
}

/// Matches records against rules. It keeps what it has met of expressions, and room.
#[derive(Debug)]
pub struct Matcher<'r> {
    rules: &'r RuleSet,
}

impl Matcher<'_> {
    /// Adds the matches of a record to `found`, in the order of the rules, each rule once. `json` is one object of JSON
    /// that has been read before; of anything else there is no match.
    pub fn record(&mut self, _service: Service, _json: &[u8], _found: &mut Vec<Match>) {
        let _ = self.rules;
    }
}

/// A record matches a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The rule.
    pub rule: RuleNo,
    /// What correlations ask of the record; none where none refers to the rule.
    pub keys: Vec<CorrelationKey>,
}

/// What a correlation asks of a record, so that the record need not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrelationKey {
    /// The correlation.
    pub correlation: RuleNo,
    /// Which of the rules that it refers to this is, or leads to, from 0.
    pub place: u32,
    /// The values of its `group-by`, then those of the fields that it counts. A field with several has them all in one
    /// text. Where a field is not there, there is no key: the record has no part in the correlation.
    pub texts: Vec<String>,
}

/// A match of a record whose time is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedMatch {
    /// When, in milliseconds since 1970.
    pub time_ms: i64,
    /// Which event: its place in the order among events of one time.
    pub event: u32,
    /// What the record matched.
    pub matched: Match,
}

/// Events that a correlation joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correlated {
    /// The correlation.
    pub rule: RuleNo,
    /// The events, by time and then by number, each once.
    pub events: Vec<u32>,
    /// The time of the event with which the condition became true, in milliseconds since 1970.
    pub time_ms: i64,
}

/// What the correlations of a set find in all matches of a case, whatever order these are in. Results are in the order of
/// correlation, time and events; those of correlations that are not reported are left out.
pub fn correlate(_rules: &RuleSet, _matches: &[TimedMatch]) -> Vec<Correlated> {
    Vec::new()
}
