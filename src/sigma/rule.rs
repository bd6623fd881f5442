//! A rule about single records: its selections and its condition, read from its document.

use super::about::About;
use super::condition::{self, Condition};
use super::item::{Item, Names};
use super::mistake::{RuleProblem, Wrong};
use super::service::Service;
use super::yaml::{Node, Value};
use crate::expression::Mode;
use crate::source::order;
use std::collections::{BTreeMap, BTreeSet};

/// A rule about single records.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(super) about: About,
    pub(super) service: Service,
    /// The names of its fields: paths with dots, or nothing for a whole record.
    pub(super) fields: Vec<String>,
    pub(super) expressions: Vec<(String, Mode)>,
    pub(super) selections: Vec<Selection>,
    pub(super) condition: Condition,
}

/// What a selection asks for: one of several, each all of its items.
#[derive(Clone, Debug)]
pub(super) struct Selection(pub(super) Vec<Vec<Item>>);

impl Rule {
    /// Reads a document. `expressions_left` is how many expressions the text may have from here on.
    pub(super) fn read(node: &Node, about: About, expressions_left: &mut usize) -> Result<Rule, Wrong> {
        let service = Service::of_rule(node)?;
        let detection = node.required("detection")?;
        if !matches!(detection.value, Value::Map(_)) {
            return Err(Wrong::new(detection.line, RuleProblem::BadValue, "detection"));
        }
        // What was to be counted in a time frame would mean another thing without it.
        if let Some(frame) = detection.entries().iter().find(|entry| entry.key == "timeframe") {
            return Err(Wrong::new(frame.line, RuleProblem::OldAggregation, "timeframe"));
        }
        let condition = detection.required("condition")?;
        let entries = || detection.entries().iter().filter(|entry| entry.key != "condition");
        let names: Vec<String> = entries().map(|entry| entry.key.clone()).collect();
        // The condition comes first: a rule that is of the old kind is called that, whatever else it has.
        let condition = conditions(condition, &names)?;
        let mut found = Names { expressions_left: *expressions_left, ..Names::default() };
        let selections = entries().map(|entry| selection(&mut found, &entry.key, &entry.node));
        let selections = selections.collect::<Result<Vec<_>, Wrong>>();
        // Those of a rule that cannot be used were tried too, which took its time.
        *expressions_left = found.expressions_left;
        let selections = selections?;
        let Names { fields, expressions, .. } = found;
        Ok(Rule { about, service, fields, expressions, selections, condition })
    }

    /// Fields, by their places, each with texts (folded) of which it has one in each record that matches.
    pub(super) fn required_texts(&self) -> BTreeMap<usize, BTreeSet<String>> {
        self.required_by(&self.condition)
    }

    fn required_by(&self, condition: &Condition) -> BTreeMap<usize, BTreeSet<String>> {
        match condition {
            Condition::Selection(place) => any_of(self.selections[*place].0.iter().map(|items| {
                all_of(items.iter().filter_map(|item| {
                    item.required_texts().map(|texts| order::map_of([(item.field, texts)]))
                }))
            })),
            Condition::Not(_) => BTreeMap::new(),
            Condition::All(all) => all_of(all.iter().map(|one| self.required_by(one))),
            Condition::Any(any) => any_of(any.iter().map(|one| self.required_by(one))),
            Condition::AtLeast(_, places) => {
                any_of(places.iter().map(|place| self.required_by(&Condition::Selection(*place))))
            }
        }
    }
}

type Texts = BTreeMap<usize, BTreeSet<String>>;

/// What is required where all of these are: of each field the fewest texts.
fn all_of(parts: impl Iterator<Item = Texts>) -> Texts {
    parts.fold(Texts::new(), |mut all, part| {
        for (field, texts) in part {
            match all.get(&field).is_some_and(|known| known.len() <= texts.len()) {
                true => continue,
                false => all.insert(field, texts),
            };
        }
        all
    })
}

/// What is required where one of these is: of the fields that all of them require the texts of each.
fn any_of(mut parts: impl Iterator<Item = Texts>) -> Texts {
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |mut any, mut part| {
        any.retain(|field, texts| {
            part.remove(field).is_some_and(|more| {
                texts.extend(more);
                true
            })
        });
        any
    })
}

/// A condition, or a list of them, of which one must hold.
fn conditions(node: &Node, names: &[String]) -> Result<Condition, Wrong> {
    let mut mentions = 0;
    let mut one = |node: &Node| match node.text() {
        Some(text) => condition::read(text, node.line, names, &mut mentions),
        None => Err(Wrong::new(node.line, RuleProblem::BadValue, "condition")),
    };
    match &node.value {
        Value::List(all) if !all.is_empty() => {
            Ok(Condition::Any(all.iter().map(&mut one).collect::<Result<_, Wrong>>()?))
        }
        _ => one(node),
    }
}

fn selection(names: &mut Names, key: &str, node: &Node) -> Result<Selection, Wrong> {
    let mut map = |node: &Node| -> Result<Vec<Item>, Wrong> {
        if node.entries().is_empty() {
            return Err(Wrong::new(node.line, RuleProblem::BadValue, key));
        }
        node.entries().iter().map(|entry| names.item(&entry.key, entry.line, &entry.node)).collect()
    };
    match &node.value {
        Value::Map(_) => Ok(Selection(vec![map(node)?])),
        Value::List(all) if !all.is_empty() => {
            let one = |node: &Node| match &node.value {
                Value::Map(_) => map(node),
                Value::Scalar { .. } => Ok(Vec::new()),
                Value::List(_) => Err(Wrong::new(node.line, RuleProblem::BadValue, key)),
            };
            let mut any = all.iter().map(one).collect::<Result<Vec<_>, Wrong>>()?;
            for (items, node) in any.iter_mut().zip(all).filter(|(items, _)| items.is_empty()) {
                items.push(names.keyword(node)?);
            }
            Ok(Selection(any))
        }
        Value::Scalar { .. } if !node.is_null() => Ok(Selection(vec![vec![names.keyword(node)?]])),
        _ => Err(Wrong::new(node.line, RuleProblem::BadValue, key)),
    }
}
