//! Rules that are made ready together: which are there, which fields they look at, and which a record can match at all.

use super::about::About;
use super::correlation::Correlation;
use super::document::Document;
use super::item;
use super::mistake::{RuleMistake, RuleProblem, Wrong};
use super::record::FieldNo;
use super::references::References;
use super::rule::Rule;
use super::service::Service;
use crate::expression::Expression;
use crate::source::limits::{MAX_RULE_EXPRESSIONS, MAX_RULES};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which of the rules of a set, rules and correlations together, in the order in which they were given; those that were
/// refused have no number. The same documents in the same order give the same numbers, in any worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleNo(pub u32);

/// Rules that are made ready. It is made anew from the texts in each worker, and is no message.
#[derive(Debug)]
pub struct RuleSet {
    documents: Vec<Ready>,
    /// Whether each has findings of its own.
    is_reported: Vec<bool>,
    /// The fields that any of them looks at.
    pub(super) fields: Vec<String>,
    /// By service.
    pub(super) indexes: Vec<Index>,
    /// What correlations ask of each rule's matches.
    pub(super) keys: Vec<Vec<KeyQuery>>,
    /// The correlations, each behind those that it refers to.
    pub(super) order: Vec<RuleNo>,
}

#[derive(Debug)]
enum Ready {
    Rule(Box<ReadyRule>),
    Correlation(Box<ReadyCorrelation>),
}

/// A rule about records with what it needs of the set.
#[derive(Debug)]
pub(super) struct ReadyRule {
    pub(super) rule: Rule,
    pub(super) fields: Vec<FieldNo>,
    pub(super) expressions: Vec<Expression>,
    /// Where the states of its expressions begin among those of all.
    pub(super) first_states: usize,
}

/// A correlation with what it refers to.
#[derive(Debug)]
pub(super) struct ReadyCorrelation {
    pub(super) correlation: Correlation,
    pub(super) places: Vec<RuleNo>,
}

/// What a correlation asks of a match.
#[derive(Debug)]
pub(super) struct KeyQuery {
    pub(super) correlation: RuleNo,
    pub(super) place: u32,
    pub(super) fields: Vec<FieldNo>,
}

/// Which rules the records of a service can match.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Rules by a text that they require of a field.
    pub(super) by_field: Vec<(FieldNo, BTreeMap<String, Vec<u32>>)>,
    /// Rules that require none.
    pub(super) always: Vec<u32>,
}

impl Index {
    /// Whether there is no rule.
    pub(super) fn is_empty(&self) -> bool {
        self.by_field.is_empty() && self.always.is_empty()
    }

    /// Puts each rule under the field that tells most rules apart, of those by which it can be told: so records are
    /// looked at for few fields.
    fn of<'d>(rules: impl Iterator<Item = (u32, &'d ReadyRule)>) -> Index {
        let required: Vec<(u32, BTreeMap<FieldNo, BTreeSet<String>>)> = rules
            .map(|(number, rule)| {
                let texts = rule.rule.required_texts().into_iter();
                (number, order::map_of(texts.map(|(field, texts)| (rule.fields[field], texts))))
            })
            .collect();
        let mut told_apart: BTreeMap<FieldNo, BTreeSet<&str>> = BTreeMap::new();
        for (field, texts) in required.iter().flat_map(|(_, required)| required) {
            told_apart.entry(*field).or_default().extend(texts.iter().map(String::as_str));
        }
        let (mut by_field, mut always) = (BTreeMap::<_, BTreeMap<String, Vec<u32>>>::new(), Vec::new());
        for (number, fields) in &required {
            match fields.iter().max_by_key(|(field, _)| told_apart[field].len()) {
                Some((field, texts)) => {
                    let by_text = by_field.entry(*field).or_default();
                    texts.iter().for_each(|text| by_text.entry(text.clone()).or_default().push(*number));
                }
                None => always.push(*number),
            }
        }
        Index { by_field: by_field.into_iter().collect(), always }
    }
}

impl RuleSet {
    /// Makes rules ready, and tells which cannot be used together with the others: correlations of rules that are not
    /// there, ids and names that are there twice, more than may be.
    pub fn new(documents: impl IntoIterator<Item = Document>) -> (RuleSet, Vec<(About, RuleMistake)>) {
        let mut refused = Vec::new();
        let documents = told_apart(documents, &mut refused);
        let mut references = References::of(&documents);
        // Of the documents that are used, the numbers.
        let mut count = 0;
        let numbers: Vec<RuleNo> = references
            .refused
            .iter()
            .map(|refused| {
                let number = RuleNo(count);
                count += u32::from(refused.is_none());
                number
            })
            .collect();
        let count = count as usize;
        // Of each number, what a correlation rests on.
        let is_used = references.refused.iter().map(Option::is_none);
        let used = references.bases.iter().zip(is_used).filter(|(_, is_used)| *is_used);
        let numbered = |bases: &Vec<usize>| bases.iter().map(|base| numbers[*base]).collect();
        let bases: Vec<Option<Vec<RuleNo>>> = used.map(|(bases, _)| bases.as_ref().map(numbered)).collect();
        let mut set = RuleSet {
            documents: Vec::with_capacity(count),
            is_reported: vec![true; count],
            fields: Vec::new(),
            indexes: Vec::new(),
            keys: (0..count).map(|_| Vec::new()).collect(),
            order: references.order.iter().map(|place| numbers[*place]).collect(),
        };
        let (mut fields, mut states) = (FieldNumbers::default(), 0);
        for (place, document) in documents.into_iter().enumerate() {
            if let Some(wrong) = references.refused[place].take() {
                refused.push(refusal(document, wrong));
                continue;
            }
            let ready = match document {
                Document::Rule(rule) => Ready::Rule(Box::new(ready_rule(rule, &mut fields, &mut states))),
                Document::Correlation(correlation) => {
                    let places = std::mem::take(&mut references.places[place]);
                    let places = places.iter().map(|of| numbers[*of]).collect();
                    Ready::Correlation(Box::new(ReadyCorrelation { correlation, places }))
                }
            };
            set.documents.push(ready);
        }
        set.refer(&bases, &mut fields);
        set.fields = fields.names;
        let of_service = |service: Service| {
            let rules = set.documents.iter().zip(0..).filter_map(|(ready, number)| match ready {
                Ready::Rule(rule) if rule.rule.service == service => Some((number, &**rule)),
                _ => None,
            });
            Index::of(rules)
        };
        set.indexes = Service::ALL.into_iter().map(of_service).collect();
        (set, refused)
    }

    /// Notes what correlations ask of matches, and which rules they keep from having findings of their own.
    fn refer(&mut self, bases: &[Option<Vec<RuleNo>>], fields: &mut FieldNumbers) {
        let mut generated = Vec::new();
        for number in &self.order {
            let Some(Ready::Correlation(ready)) = self.documents.get(number.0 as usize) else { continue };
            let ReadyCorrelation { correlation, places } = &**ready;
            for (place, (of, name)) in places.iter().zip(&correlation.rules).enumerate() {
                match correlation.generates {
                    true => generated.push(*of),
                    false => self.is_reported[of.0 as usize] = false,
                }
                // An alias may call the rule by its other name.
                let about = self.about(*of);
                let name = [name, &about.name, &about.id];
                let asked = correlation.group_by.iter().chain(&correlation.counted);
                let asked = asked.map(|field| {
                    let named = name.iter().map(|name| correlation.field(field, name));
                    fields.number(named.into_iter().find(|named| *named != field).unwrap_or(field))
                });
                let asked: Vec<FieldNo> = asked.collect();
                let alone = vec![*of];
                for base in bases[of.0 as usize].as_ref().unwrap_or(&alone) {
                    let query = KeyQuery { correlation: *number, place: place as u32, fields: asked.clone() };
                    self.keys[base.0 as usize].push(query);
                }
            }
        }
        generated.iter().for_each(|of| self.is_reported[of.0 as usize] = true);
    }

    /// Of how many rules and correlations it consists.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// How many keys correlations ask of a match of a rule, and texts in these, at most.
    pub fn keys_and_texts_of(&self, rule: RuleNo) -> usize {
        self.keys[rule.0 as usize].iter().map(|query| 1 + query.fields.len()).sum()
    }

    /// What a rule says of itself.
    pub fn about(&self, rule: RuleNo) -> &About {
        match &self.documents[rule.0 as usize] {
            Ready::Rule(ready) => &ready.rule.about,
            Ready::Correlation(ready) => &ready.correlation.about,
        }
    }

    /// Whether a match of a rule, or a result of a correlation, is a finding of its own: not where a correlation refers
    /// to it without `generate`. Such matches are for [`correlate`](super::correlate) alone.
    pub fn is_reported(&self, rule: RuleNo) -> bool {
        self.is_reported[rule.0 as usize]
    }

    /// Whether there is a rule for these logs: where there is none, their records need not be read.
    pub fn has_rules_for(&self, service: Service) -> bool {
        !self.indexes[service as usize].is_empty()
    }

    /// The rules about records, in their order.
    pub(super) fn rules(&self) -> impl Iterator<Item = &ReadyRule> {
        self.documents.iter().filter_map(|ready| match ready {
            Ready::Rule(rule) => Some(&**rule),
            Ready::Correlation(_) => None,
        })
    }

    /// A rule about records.
    pub(super) fn rule(&self, number: u32) -> Option<&ReadyRule> {
        match self.documents.get(number as usize) {
            Some(Ready::Rule(rule)) => Some(rule),
            _ => None,
        }
    }

    /// A correlation.
    pub(super) fn correlation(&self, number: RuleNo) -> Option<&ReadyCorrelation> {
        match self.documents.get(number.0 as usize) {
            Some(Ready::Correlation(correlation)) => Some(correlation),
            _ => None,
        }
    }
}

/// Numbers of fields, given as they are named.
#[derive(Debug, Default)]
struct FieldNumbers {
    names: Vec<String>,
    by_name: BTreeMap<String, FieldNo>,
}

impl FieldNumbers {
    fn number(&mut self, name: &str) -> FieldNo {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let number = self.names.len() as FieldNo;
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), number);
        number
    }
}

fn ready_rule(rule: Rule, fields: &mut FieldNumbers, states: &mut usize) -> ReadyRule {
    let made = rule.expressions.iter().map(|(text, mode)| item::expression(text, *mode));
    let expressions: Vec<Expression> =
        made.map(|made| made.expect("it was tried when it was read")).collect();
    let first_states = *states;
    *states += expressions.len();
    let fields = rule.fields.iter().map(|name| fields.number(name)).collect();
    ReadyRule { rule, fields, expressions, first_states }
}

fn refusal(document: Document, wrong: Wrong) -> (About, RuleMistake) {
    let about = document.about().clone();
    let mistake = wrong.in_rule(&about.title);
    (about, mistake)
}

/// Documents of which no two have the same id or name, and no more than may be.
fn told_apart(
    documents: impl IntoIterator<Item = Document>,
    refused: &mut Vec<(About, RuleMistake)>,
) -> Vec<Document> {
    let (mut kept, mut names, mut expressions) = (Vec::new(), BTreeSet::new(), 0);
    for document in documents {
        let About { id, name, line, .. } = document.about().clone();
        let more = if let Document::Rule(rule) = &document { rule.expressions.len() } else { 0 };
        let mut own: Vec<String> = vec![id, name];
        own.retain(|name| !name.is_empty());
        let known = own.iter().find(|name| names.contains(*name)).cloned();
        let wrong = match known {
            Some(known) => Some((RuleProblem::DuplicateRule, known)),
            None if kept.len() >= MAX_RULES => Some((RuleProblem::TooManyRules, String::new())),
            None if expressions + more > MAX_RULE_EXPRESSIONS => {
                Some((RuleProblem::TooManyExpressions, String::new()))
            }
            None => None,
        };
        match wrong {
            Some((problem, detail)) => refused.push(refusal(document, Wrong::new(line, problem, detail))),
            None => {
                expressions += more;
                names.extend(own);
                kept.push(document);
            }
        }
    }
    kept
}
