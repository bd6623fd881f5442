//! What a selection asks of a field: a key with its modifiers, and values.

use super::mistake::{RuleProblem, Wrong};
use super::modifiers::{Asked, Comparison, Modifiers, Step, transformed};
use super::pattern::{Parts, Pattern};
use super::scalar::{Scalar, compare, number};
use super::yaml::{Node, Value};
use crate::container::json_text::Decimal;
use crate::expression::{Expression, ExpressionMistake, ExpressionSize, Mode};
use crate::source::cidr::Network;
use crate::source::limits::{MAX_RULE_VALUE_CHARS, RULE_EXPRESSION_BYTES, RULE_EXPRESSION_CACHE_BYTES};
use crate::source::order;
use std::collections::BTreeSet;

/// What is asked of a field. A list of checks is met by one of them, the item by all lists.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The field, by its place among those of the rule.
    pub(super) field: usize,
    pub(super) lists: Vec<Vec<Check>>,
    /// It is met where it would not be.
    pub(super) is_negated: bool,
}

/// What a value of a field is checked for.
#[derive(Clone, Debug)]
pub(super) enum Check {
    /// It is not there, or null.
    Null,
    /// It is there, or is not.
    Exists(bool),
    /// Its text.
    Text(Pattern),
    /// One of these texts, folded.
    OneOf(BTreeSet<String>),
    /// It is this number, or this text.
    Number(Decimal, Pattern),
    /// It is a number on this side of one.
    Comparison(Comparison, Decimal),
    /// It is an address.
    Network(Network),
    /// An expression matches in it, by its place among those of the rule.
    Expression(usize),
    /// What another field has, by its place among those of the rule.
    Field { other: usize, place: Option<Step>, is_cased: bool },
}

impl Comparison {
    /// Whether a number lies on this side of another one.
    pub(super) fn holds(self, value: &Decimal, bound: &Decimal) -> bool {
        let order = compare(value, bound);
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// The name that stands for all of a record, where keywords are looked for.
pub(super) const WHOLE_RECORD: &str = "";

/// Values from so many on are looked up, not compared one by one.
const LOOKED_UP: usize = 4;

/// Makes an expression of a rule ready.
///
/// # Errors
/// What is wrong with it.
pub(super) fn expression(text: &str, mode: Mode) -> Result<Expression, ExpressionMistake> {
    let size = ExpressionSize { most_bytes: RULE_EXPRESSION_BYTES, cache_bytes: RULE_EXPRESSION_CACHE_BYTES };
    Expression::new(text, mode, size)
}

/// What a rule's items name, gathered while they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) fields: Vec<String>,
    /// Expressions with their flags. They were tried, and are made ready once it is known which rules are used: that
    /// takes memory.
    pub(super) expressions: Vec<(String, Mode)>,
    /// How many more there may be.
    pub(super) expressions_left: usize,
}

impl Names {
    fn field(&mut self, name: &str) -> usize {
        let known = self.fields.iter().position(|field| field == name);
        known.unwrap_or_else(|| {
            self.fields.push(name.to_owned());
            self.fields.len() - 1
        })
    }

    /// Reads a key with its value.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(super) fn item(&mut self, key: &str, line: u32, node: &Node) -> Result<Item, Wrong> {
        let mut parts = key.split('|');
        let field = parts.next().unwrap_or_default();
        let mut modifiers = Modifiers::read(parts, line)?;
        if field == WHOLE_RECORD {
            if !matches!(modifiers.asked, Asked::Text | Asked::Expression(_)) {
                return Err(Wrong::new(line, RuleProblem::BadModifier, key));
            }
            // A keyword stands anywhere in a text, unless it says where.
            if matches!(modifiers.asked, Asked::Text) && !modifiers.steps.iter().any(|step| step.is_place()) {
                modifiers.steps.push(Step::Contains);
            }
        }
        self.checks(field, &modifiers, node)
    }

    /// A keyword by itself.
    pub(super) fn keyword(&mut self, node: &Node) -> Result<Item, Wrong> {
        self.item(WHOLE_RECORD, node.line, node)
    }

    fn checks(&mut self, field: &str, modifiers: &Modifiers, node: &Node) -> Result<Item, Wrong> {
        let values = match &node.value {
            Value::List(values) if !values.is_empty() => &values[..],
            Value::Scalar { .. } => std::slice::from_ref(node),
            Value::List(_) | Value::Map(_) => {
                return Err(Wrong::new(node.line, RuleProblem::BadValue, field));
            }
        };
        let place = self.field(field);
        let mut lists = Vec::with_capacity(if modifiers.needs_all { values.len() } else { 1 });
        for value in values {
            let checks = self.check(field, modifiers, value)?;
            match lists.last_mut() {
                Some(all) if !modifiers.needs_all => Vec::extend(all, checks),
                _ => lists.push(checks),
            }
        }
        lists.iter_mut().for_each(gather_texts);
        Ok(Item { field: place, lists, is_negated: modifiers.is_negated })
    }

    /// What one value asks for: one of these.
    fn check(&mut self, field: &str, modifiers: &Modifiers, node: &Node) -> Result<Vec<Check>, Wrong> {
        let wrong = |problem, detail: &str| Err(Wrong::new(node.line, problem, detail));
        let Some(scalar) = Scalar::of(node) else { return wrong(RuleProblem::BadValue, field) };
        let text = scalar.text();
        if text.chars().count() > MAX_RULE_VALUE_CHARS {
            return wrong(RuleProblem::TooLong, field);
        }
        let one = match (modifiers.asked, &scalar) {
            (Asked::Text, Scalar::Null) if field != WHOLE_RECORD && modifiers.steps.is_empty() => Check::Null,
            (Asked::Existence, Scalar::Bool(value)) => Check::Exists(*value),
            (Asked::Existence, _) | (_, Scalar::Null) => return wrong(RuleProblem::BadModifier, text),
            (Asked::Text, Scalar::Number(number, text)) if modifiers.steps.is_empty() => {
                Check::Number(number.clone(), Parts::literal(text).pattern(modifiers.is_cased))
            }
            (Asked::Text, _) => {
                let parts = transformed(Parts::of_value(text), &modifiers.steps);
                let Some(parts) = parts else { return wrong(RuleProblem::BadModifier, text) };
                let patterns = parts.into_iter().map(|parts| parts.pattern(modifiers.is_cased));
                return Ok(patterns.map(Check::Text).collect());
            }
            (Asked::Expression(mode), _) => {
                let Some(left) = self.expressions_left.checked_sub(1) else {
                    return wrong(RuleProblem::TooManyExpressions, "");
                };
                self.expressions_left = left;
                expression(text, mode).map_err(|mistake| Wrong {
                    expression: Some(mistake.problem),
                    ..Wrong::new(node.line, RuleProblem::BadExpression, text)
                })?;
                self.expressions.push((text.to_owned(), mode));
                Check::Expression(self.expressions.len() - 1)
            }
            (Asked::Network, _) => match Network::of_network(text).or_else(|| Network::of_address(text)) {
                Some(network) => Check::Network(network),
                None => return wrong(RuleProblem::BadNetwork, text),
            },
            (Asked::Comparison(comparison), Scalar::Number(number, _)) => {
                Check::Comparison(comparison, number.clone())
            }
            (Asked::Comparison(comparison), _) => match number(text) {
                Some(number) => Check::Comparison(comparison, number),
                None => return wrong(RuleProblem::BadNumber, text),
            },
            (Asked::Field, _) if text == WHOLE_RECORD => return wrong(RuleProblem::BadValue, field),
            (Asked::Field, _) => {
                let place = modifiers.steps.first().copied();
                Check::Field { other: self.field(text), place, is_cased: modifiers.is_cased }
            }
        };
        Ok(vec![one])
    }
}

/// Makes one check of all that ask for one text each.
fn gather_texts(checks: &mut Vec<Check>) {
    let only = |check: &Check| match check {
        Check::Text(pattern) if !pattern.is_cased() => pattern.only().map(str::to_owned),
        _ => None,
    };
    if checks.iter().filter_map(only).count() < LOOKED_UP {
        return;
    }
    let texts = order::set_of(checks.iter().filter_map(only));
    checks.retain(|check| only(check).is_none());
    checks.push(Check::OneOf(texts));
}

impl Item {
    /// The texts, folded, of which the field has one wherever the item is met: each item that can say it gives a list.
    pub(super) fn required_texts(&self) -> Option<BTreeSet<String>> {
        use super::pattern::folded;
        if self.is_negated {
            return None;
        }
        let of_check = |check: &Check| match check {
            Check::Text(pattern) => Some(order::set_of([folded(pattern.only()?).into_owned()])),
            Check::OneOf(texts) => Some(texts.clone()),
            _ => None,
        };
        let of_list = |list: &Vec<Check>| {
            list.iter().try_fold(BTreeSet::new(), |mut all, check| {
                all.extend(of_check(check)?);
                Some(all)
            })
        };
        self.lists.iter().filter_map(of_list).min_by_key(BTreeSet::len)
    }
}
