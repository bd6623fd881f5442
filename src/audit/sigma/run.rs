//! A run of rules over the original records of a case: which rules, and what was found so far.

use super::built_in::BUILT_IN;
use super::pass::{RuleHit, RuleHits};
use crate::audit::answer::{RuleCounts, RuleRunReport};
use crate::model::Store;
use crate::model::fact::Fact;
use crate::sigma::{About, Document, RuleMistake, RuleNo, RuleSet, read_documents};
use crate::source::limits::{MAX_RULE_HITS, MAX_RULE_HITS_AND_TEXTS};
use crate::source::order;
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
    ready(sources).0
}

/// How many rules there are. To count them is to read them all.
pub fn rule_counts(store: &Store) -> RuleCounts {
    let count = |with_built_in| rules_of(&rule_sources(store, with_built_in)).len() as u32;
    let given = count(false);
    RuleCounts { built_in: count(true) - given, given }
}

/// The rules of some texts, with the titles of those that cannot be used beside the others, and why.
fn ready(sources: &[RuleSource]) -> (RuleSet, Vec<(About, RuleMistake)>) {
    let mut known = HashSet::new();
    let mut is_new = |document: &Document| {
        let id = &document.about().id;
        id.is_empty() || known.insert(id.to_lowercase())
    };
    let documents = sources.iter().flat_map(|source| read_documents(&source.text));
    RuleSet::new(documents.filter_map(Result::ok).filter(|document| is_new(document)))
}

/// A run of rules.
#[derive(Debug)]
pub struct RuleRun {
    /// Which it is: what is found by one that was ended comes late.
    number: u32,
    rules: RuleSet,
    /// Titles of rules that cannot be used beside the others, and why.
    refused: Vec<(String, String)>,
    hits: BTreeMap<String, Vec<RuleHit>>,
    /// How often each rule has found something.
    counts: BTreeMap<RuleNo, u64>,
    /// What is kept of all rules together, each match with the texts of it, as long as that is within the limit.
    kept: Option<u64>,
    records: u64,
    /// Inputs that there were when it began: what comes later it does not look at.
    inputs: usize,
    /// Whether all files were read to their ends; nothing as long as it is under way.
    is_whole: Option<bool>,
}

impl Default for RuleRun {
    fn default() -> RuleRun {
        RuleRun::of(0, &[], 0)
    }
}

impl RuleRun {
    /// A run of these rules that has found nothing yet.
    fn of(number: u32, sources: &[RuleSource], inputs: usize) -> RuleRun {
        let (rules, refused) = ready(sources);
        let refused = refused.iter().map(|(about, mistake)| (about.title.clone(), mistake.said())).collect();
        let (hits, counts) = (BTreeMap::new(), BTreeMap::new());
        RuleRun { number, rules, refused, hits, counts, kept: Some(0), records: 0, inputs, is_whole: None }
    }

    /// Begins anew with these rules, over so many inputs.
    pub fn begin(&mut self, number: u32, sources: &[RuleSource], inputs: usize) {
        *self = RuleRun::of(number, sources, inputs);
    }

    /// Takes in what a part of the pass has found; of another run, or once it has ended, nothing.
    pub fn note(&mut self, number: u32, hits: &RuleHits) {
        if number != self.number || self.is_whole.is_some() {
            return;
        }
        for (path, found) in &hits.of_inputs {
            for hit in found {
                let (rule, most) = (hit.found.rule, self.most_of(hit.found.rule));
                let count = self.counts.entry(rule).or_default();
                *count += 1;
                if *count > most {
                    continue;
                }
                self.hits.entry(path.clone()).or_default().push(hit.clone());
                self.kept = self.kept.map(|kept| kept + self.weight_of(rule));
                if self.kept.is_some_and(|kept| kept > MAX_RULE_HITS_AND_TEXTS) {
                    self.kept = None;
                    self.drop_too_many();
                }
            }
        }
        self.records += hits.records;
    }

    /// What a match of a rule counts for: itself, and the keys and texts that correlations ask of it.
    fn weight_of(&self, rule: RuleNo) -> u64 {
        1 + self.rules.keys_and_texts_of(rule) as u64
    }

    /// Most matches of a rule that are kept. What all rules find together decides whether each has but a share: so it is
    /// the same whoever is faster.
    fn most_of(&self, rule: RuleNo) -> u64 {
        match self.kept {
            Some(_) => MAX_RULE_HITS,
            None => {
                let share = MAX_RULE_HITS_AND_TEXTS / self.rules.len().max(1) as u64;
                MAX_RULE_HITS.min(share / self.weight_of(rule))
            }
        }
    }

    /// Keeps nothing of a rule that finds too many: which of them came first depends on who was faster.
    fn drop_too_many(&mut self) {
        let too_many = order::set_of(self.too_many().map(|(rule, ..)| rule));
        let is_kept = |hit: &RuleHit| !too_many.contains(&hit.found.rule);
        self.hits.values_mut().for_each(|hits| hits.retain(is_kept));
    }

    /// The rules that find too many, how many, and how many they may.
    fn too_many(&self) -> impl Iterator<Item = (RuleNo, u64, u64)> {
        let all = self.counts.iter().map(|(rule, count)| (*rule, *count, self.most_of(*rule)));
        all.filter(|(_, count, most)| count > most)
    }

    /// The pass has ended; whether all files were read to their ends.
    pub fn end(&mut self, number: u32, is_whole: bool) {
        if number != self.number {
            return;
        }
        self.is_whole = Some(is_whole);
        self.drop_too_many();
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// What was found, by the path of the input; nothing as long as the pass is under way.
    pub fn hits(&self) -> impl Iterator<Item = (&str, &[RuleHit])> {
        let hits = self.hits.iter().filter(|_| self.is_whole.is_some());
        hits.map(|(path, hits)| (path.as_str(), hits.as_slice()))
    }

    /// What came of it, beside a store as it is now; nothing as long as it is under way.
    pub fn report(&self, store: &Store) -> Option<RuleRunReport> {
        let title = |rule: RuleNo| self.rules.about(rule).title.clone();
        self.is_whole.map(|is_whole| RuleRunReport {
            rules: self.rules.len() as u32,
            records: self.records,
            is_whole,
            refused: self.refused.clone(),
            is_stale: self.inputs != store.inputs().len(),
            too_many: self.too_many().map(|(rule, count, most)| (title(rule), count, most)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sigma::Match;

    const RULES: &str = "title: Any call\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  a:\n    eventName: '*'\n  condition: a\n";

    fn source(text: &str) -> RuleSource {
        RuleSource { path: "a.yml".to_owned(), text: text.to_owned() }
    }

    fn hits(offsets: std::ops::Range<u64>) -> RuleHits {
        let hit = |offset| RuleHit { offset, content: 0, found: Match { rule: RuleNo(0), keys: Vec::new() } };
        let records = offsets.end - offsets.start;
        RuleHits { of_inputs: vec![("a.jsonl".to_owned(), offsets.map(hit).collect())], records }
    }

    #[test]
    fn of_a_rule_that_finds_too_much_nothing_is_kept_and_its_name_is_told() {
        for (more, kept) in [(0, MAX_RULE_HITS), (1, 0)] {
            let mut run = RuleRun::default();
            run.begin(1, &[source(RULES)], 0);
            run.note(1, &hits(0..10));
            run.note(1, &hits(10..MAX_RULE_HITS + more));
            assert_eq!(run.hits().count(), 0, "it has not ended");
            run.end(1, true);
            assert_eq!(run.hits().map(|(_, hits)| hits.len() as u64).sum::<u64>(), kept);
            let report = run.report(&Store::default()).expect("it has ended");
            let told = if more == 0 {
                Vec::new()
            } else {
                vec![("Any call".to_owned(), MAX_RULE_HITS + 1, MAX_RULE_HITS)]
            };
            assert_eq!((report.records, report.too_many), (MAX_RULE_HITS + more, told));
        }
    }

    #[test]
    fn where_all_rules_together_find_too_much_each_has_its_share_whoever_comes_first() {
        let texts: Vec<RuleSource> =
            (0..40).map(|number| source(&RULES.replace("Any call", &format!("Rule {number}")))).collect();
        let found = |rule, count| {
            let hit = |offset| RuleHit {
                offset,
                content: 0,
                found: Match { rule: RuleNo(rule), keys: Vec::new() },
            };
            RuleHits {
                of_inputs: vec![("a.jsonl".to_owned(), (0..count).map(hit).collect())],
                records: count,
            }
        };
        // One finds few, all others more than the share of 50,000.
        let of_rule = |rule| found(rule, if rule == 7 { 10 } else { 52_000 });
        for order in [(0..40).collect::<Vec<u32>>(), (0..40).rev().collect()] {
            let mut run = RuleRun::default();
            run.begin(1, &texts, 0);
            order.into_iter().for_each(|rule| run.note(1, &of_rule(rule)));
            run.end(1, true);
            let kept: Vec<u32> = run.hits().flat_map(|(_, hits)| hits).map(|hit| hit.found.rule.0).collect();
            assert_eq!(kept, [7; 10]);
            let told = run.report(&Store::default()).expect("it has ended").too_many;
            assert_eq!(told.len(), 39);
            assert!(told.iter().all(|(_, count, most)| (*count, *most) == (52_000, 50_000)));
        }
    }

    #[test]
    fn what_comes_late_or_of_another_run_is_not_taken_in_and_files_that_came_meanwhile_are_told() {
        let count = |run: &RuleRun| run.hits().map(|(_, hits)| hits.len()).sum::<usize>();
        let mut run = RuleRun::default();
        run.begin(1, &[source(RULES)], 0);
        run.note(1, &hits(0..2));
        run.begin(2, &[source(RULES)], 3);
        run.note(1, &hits(2..9));
        run.end(1, true);
        assert!(run.report(&Store::default()).is_none(), "the second is under way");
        run.note(2, &hits(9..10));
        run.end(2, false);
        run.note(2, &hits(10..20));
        assert_eq!(count(&run), 1);
        let report = run.report(&Store::default()).expect("it has ended");
        assert!(report.is_stale && !report.is_whole, "there were three inputs when it began");
    }

    #[test]
    fn of_rules_with_one_id_the_first_is_in_force() {
        let with = |title: &str, id: &str| RULES.replace("Any call", title) + "id: " + id + "\n";
        let same =
            [source(&with("One", "AAAA")), source(&with("Two", "aaaa")), source(&with("Three", "bbbb"))];
        let rules = rules_of(&same);
        let titles: Vec<&str> =
            (0..rules.len()).map(|rule| rules.about(RuleNo(rule as u32)).title.as_str()).collect();
        assert_eq!(titles, ["One", "Three"]);
    }
}
