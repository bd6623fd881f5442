//! Matches records against the rules of a set.

use super::condition::Condition;
use super::item::{Check, Item};
use super::modifiers::Step;
use super::pattern::Pattern;
use super::record::{FieldNo, Leaf, LeafKind, LookedUp, Record};
use super::rule_set::{KeyQuery, ReadyRule, RuleNo, RuleSet};
use super::scalar::number;
use super::service::Service;
use crate::expression::ExpressionStates;
use crate::source::hash::hex;
use crate::source::limits::MAX_CORRELATION_TEXT_BYTES;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashSet;

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
    /// text, parted by U+001F; of a text that is very long there is the begin and a hash. Where a field is not there, or
    /// null, there is no key: the record has no part in the correlation.
    pub texts: Vec<String>,
}

/// Matches records against rules. It keeps what it has met of expressions, and room.
#[derive(Debug)]
pub struct Matcher<'r> {
    rules: &'r RuleSet,
    states: Vec<ExpressionStates>,
    looked_up: Vec<LookedUp>,
    /// How many records there were.
    records: u64,
    /// Rules that the record may match.
    candidates: Vec<u32>,
    /// Which selections of the rule the record meets, as far as that was asked.
    answers: Vec<Option<bool>>,
}

impl RuleSet {
    /// Whatever matches records against the rules; one for each thread.
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher::new(self)
    }
}

impl<'r> Matcher<'r> {
    fn new(rules: &'r RuleSet) -> Matcher<'r> {
        let states = rules.rules().flat_map(|rule| rule.expressions.iter().map(|it| it.states())).collect();
        let looked_up = vec![LookedUp::default(); rules.fields.len()];
        Matcher { rules, states, looked_up, records: 0, candidates: Vec::new(), answers: Vec::new() }
    }

    /// Adds the matches of a record to `found`, in the order of the rules, each rule once. `json` is one object of JSON
    /// that has been read before; of anything else there is no match.
    pub fn record(&mut self, service: Service, json: &[u8], found: &mut Vec<Match>) {
        let index = &self.rules.indexes[service as usize];
        if json.first() != Some(&b'{') || index.is_empty() {
            return;
        }
        self.records += 1;
        let record = Record::new(json, &self.rules.fields, &mut self.looked_up, self.records);
        let mut look = Look { record, states: &mut self.states, answers: &mut self.answers };
        self.candidates.clear();
        self.candidates.extend_from_slice(&index.always);
        for (field, by_text) in &index.by_field {
            let values = look.record.find(*field);
            for leaf in look.record.leaves(&values).iter().filter(|leaf| leaf.kind != LeafKind::Null) {
                for candidate in by_text.get(leaf.folded()).into_iter().flatten() {
                    if let Err(place) = self.candidates.binary_search(candidate) {
                        self.candidates.insert(place, *candidate);
                    }
                }
            }
        }
        for candidate in &self.candidates {
            let Some(rule) = self.rules.rule(*candidate) else { continue };
            look.answers.clear();
            look.answers.resize(rule.rule.selections.len(), None);
            if look.matches(rule, &rule.rule.condition) {
                let rule = RuleNo(*candidate);
                found.push(Match { rule, keys: look.keys(&self.rules.keys[*candidate as usize]) });
            }
        }
    }
}

/// A record under the eyes of rules.
struct Look<'j, 'm> {
    record: Record<'j, 'm>,
    states: &'m mut [ExpressionStates],
    answers: &'m mut Vec<Option<bool>>,
}

/// Whether a pattern lets the text of a leaf through: of one in which case does not count, as it is folded.
fn lets_through(pattern: &Pattern, leaf: &Leaf<'_>) -> bool {
    pattern.matches(if pattern.is_cased() { &leaf.text } else { leaf.folded() })
}

impl Look<'_, '_> {
    fn matches(&mut self, rule: &ReadyRule, condition: &Condition) -> bool {
        match condition {
            Condition::Selection(place) => {
                // A condition may name one again and again.
                self.answers[*place].unwrap_or_else(|| {
                    let any = &rule.rule.selections[*place].0;
                    let is_met = any.iter().any(|items| items.iter().all(|item| self.meets(rule, item)));
                    self.answers[*place] = Some(is_met);
                    is_met
                })
            }
            Condition::Not(inner) => !self.matches(rule, inner),
            Condition::All(all) => all.iter().all(|one| self.matches(rule, one)),
            Condition::Any(any) => any.iter().any(|one| self.matches(rule, one)),
            Condition::AtLeast(least, places) => {
                let met = places.iter().filter(|place| self.matches(rule, &Condition::Selection(**place)));
                met.take(*least).count() == *least
            }
        }
    }

    fn meets(&mut self, rule: &ReadyRule, item: &Item) -> bool {
        let field = rule.fields[item.field];
        let are_met = item.lists.iter().all(|list| list.iter().any(|check| self.passes(rule, field, check)));
        are_met != item.is_negated
    }

    fn passes(&mut self, rule: &ReadyRule, field: FieldNo, check: &Check) -> bool {
        let found = self.record.find(field);
        // Looked up before the leaves are lent.
        let other = match check {
            Check::Field { other, .. } => Some(self.record.find(rule.fields[*other])),
            _ => None,
        };
        let leaves = self.record.leaves(&found);
        let mut values = leaves.iter().filter(|leaf| leaf.kind != LeafKind::Null);
        match check {
            Check::Null => !found.is_there || leaves.iter().any(|leaf| leaf.kind == LeafKind::Null),
            Check::Exists(expected) => found.is_there == *expected,
            Check::Text(pattern) => values.any(|leaf| lets_through(pattern, leaf)),
            Check::OneOf(texts) => values.any(|leaf| texts.contains(leaf.folded())),
            Check::Number(expected, text) => values.any(|leaf| match leaf.kind {
                LeafKind::Number => number(&leaf.text).is_some_and(|value| value == *expected),
                _ => lets_through(text, leaf),
            }),
            Check::Comparison(comparison, bound) => {
                values.any(|leaf| number(&leaf.text).is_some_and(|value| comparison.holds(&value, bound)))
            }
            Check::Network(network) => values.any(|leaf| network.contains(&leaf.text)),
            Check::Expression(place) => {
                let states = &mut self.states[rule.first_states + place];
                values.any(|leaf| rule.expressions[*place].matches(&leaf.text, states))
            }
            Check::Field { place, is_cased, .. } => {
                let others = self.record.leaves(&other.unwrap_or_default());
                let shown = |leaf| -> &str { if *is_cased { Leaf::text(leaf) } else { Leaf::folded(leaf) } };
                let others = others.iter().filter(|leaf| leaf.kind != LeafKind::Null).map(shown);
                let Some(place) = place else {
                    // Both may have as many values as a record has.
                    let others: HashSet<&str> = others.collect();
                    return values.any(|leaf| others.contains(shown(leaf)));
                };
                let others: Vec<&str> = others.collect();
                values.map(shown).any(|text| {
                    others.iter().any(|other| match place {
                        Step::StartsWith => text.starts_with(other),
                        Step::EndsWith => text.ends_with(other),
                        _ => text.contains(other),
                    })
                })
            }
        }
    }

    fn keys(&mut self, queries: &[KeyQuery]) -> Vec<CorrelationKey> {
        let key = |query: &KeyQuery| {
            let texts = query.fields.iter().map(|field| self.text(*field)).collect::<Option<Vec<_>>>()?;
            Some(CorrelationKey { correlation: query.correlation, place: query.place, texts })
        };
        queries.iter().filter_map(key).collect()
    }

    /// The text by which a field is told apart from others.
    fn text(&mut self, field: FieldNo) -> Option<String> {
        let found = self.record.find(field);
        let leaves = self.record.leaves(&found);
        let mut values = leaves.iter().filter(|leaf| leaf.kind != LeafKind::Null).map(|leaf| &leaf.text);
        let mut all = Cow::Borrowed(values.next()?.as_ref());
        for value in values {
            let text = all.to_mut();
            text.push('\u{1f}');
            text.push_str(value);
        }
        if all.len() <= MAX_CORRELATION_TEXT_BYTES {
            return Some(all.into_owned());
        }
        let begin = &all[..all.floor_char_boundary(MAX_CORRELATION_TEXT_BYTES)];
        Some(format!("{begin}\u{1f}{}", hex(&Sha256::digest(all.as_bytes()))))
    }
}
