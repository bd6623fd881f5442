//! A rule about matches of other rules, read from its document (Sigma correlation rules, 2.1.0).

use super::about::About;
use super::mistake::{RuleProblem, Wrong};
use super::yaml::{Node, Value};
use crate::source::enum_table;
use crate::source::limits::MAX_CORRELATED_RULES;
use crate::source::order;
use std::collections::BTreeMap;

/// A rule about matches of other rules.
#[derive(Clone, Debug)]
pub struct Correlation {
    pub(super) about: About,
    pub(super) kind: CorrelationKind,
    /// The rules that it refers to, by id or name, in order.
    pub(super) rules: Vec<String>,
    /// Where they stand.
    pub(super) rules_line: u32,
    /// The fields whose values must be the same.
    pub(super) group_by: Vec<String>,
    /// Fields by alias, then by the id or name of the rule.
    pub(super) aliases: BTreeMap<String, BTreeMap<String, String>>,
    /// Milliseconds.
    pub(super) timespan_ms: i64,
    pub(super) bounds: Vec<Bound>,
    /// The fields whose values are counted.
    pub(super) counted: Vec<String>,
    /// Whether the rules that it refers to have findings of their own.
    pub(super) generates: bool,
}

enum_table! {
    /// What is counted.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CorrelationKind =>
    /// As a rule spells it.
    pub fn id() -> &'static str {
        /// Events.
        EventCount => "event_count",
        /// Values of a field.
        ValueCount => "value_count",
        /// Rules.
        Temporal => "temporal",
        /// Rules, one after the other.
        TemporalOrdered => "temporal_ordered",
    }
}

/// What a count must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    MoreThan(u64),
    AtLeast(u64),
    LessThan(u64),
    AtMost(u64),
    Equal(u64),
    Other(u64),
}

impl Bound {
    /// Whether a count is that.
    pub(super) fn holds(self, count: u64) -> bool {
        match self {
            Bound::MoreThan(bound) => count > bound,
            Bound::AtLeast(bound) => count >= bound,
            Bound::LessThan(bound) => count < bound,
            Bound::AtMost(bound) => count <= bound,
            Bound::Equal(bound) => count == bound,
            Bound::Other(bound) => count != bound,
        }
    }
}

/// Units of a time span, in seconds. Months and years are those of the Gregorian calendar on average, as pySigma has them.
const UNITS: [(char, i64); 7] =
    [('s', 1), ('m', 60), ('h', 3_600), ('d', 86_400), ('w', 604_800), ('M', 2_629_746), ('y', 31_556_952)];

/// The keys of the section. Each says something of what is found, so none is passed over.
const KEYS: [&str; 7] = ["type", "rules", "group-by", "timespan", "condition", "aliases", "generate"];

impl Correlation {
    /// Reads a document.
    pub(super) fn read(document: &Node, about: About) -> Result<Correlation, Wrong> {
        let node = document.required("correlation")?;
        if let Some(entry) = node.entries().iter().find(|entry| !KEYS.contains(&entry.key.as_str())) {
            return Err(Wrong::new(entry.line, RuleProblem::UnknownKey, &entry.key));
        }
        let type_node = node.required("type")?;
        let id = type_node.text().unwrap_or_default();
        let kind = CorrelationKind::ALL.into_iter().find(|kind| kind.id() == id);
        let kind = kind.ok_or_else(|| Wrong::new(type_node.line, RuleProblem::UnknownCorrelation, id))?;
        let listed = |key: &str| {
            let texts = node.get(key).map_or(Ok(Vec::new()), |list| list.texts(key))?;
            if texts.len() > MAX_CORRELATED_RULES {
                return Err(Wrong::new(node.line, RuleProblem::TooManyValues, key));
            }
            // Without a name a field would be the whole record.
            match texts.iter().any(String::is_empty) {
                true => Err(Wrong::new(node.line, RuleProblem::BadValue, key)),
                false => Ok(texts),
            }
        };
        let rules = listed("rules")?;
        if rules.is_empty() {
            return Err(Wrong::new(node.line, RuleProblem::Missing, "rules"));
        }
        let (bounds, counted) = condition(node, kind, &rules)?;
        let generate = [document, node].into_iter().find_map(|node| node.get("generate"));
        Ok(Correlation {
            about,
            kind,
            group_by: listed("group-by")?,
            aliases: aliases(node)?,
            timespan_ms: timespan(node.required("timespan")?)?,
            bounds,
            counted,
            generates: generate.map_or(Ok(false), boolean)?,
            rules_line: node.get("rules").map_or(node.line, |list| list.line),
            rules,
        })
    }

    /// The name of a field for events of the rule at a place.
    pub(super) fn field<'c>(&'c self, name: &'c str, rule: &str) -> &'c str {
        self.aliases.get(name).and_then(|fields| fields.get(rule)).map_or(name, String::as_str)
    }
}

fn boolean(node: &Node) -> Result<bool, Wrong> {
    match super::scalar::Scalar::of(node) {
        Some(super::scalar::Scalar::Bool(value)) => Ok(value),
        _ => Err(Wrong::new(node.line, RuleProblem::BadValue, "generate")),
    }
}

fn timespan(node: &Node) -> Result<i64, Wrong> {
    let text = node.text().unwrap_or_default();
    let read = || {
        let unit = text.chars().next_back()?;
        let (_, seconds) = UNITS.into_iter().find(|(known, _)| *known == unit)?;
        let digits = &text[..text.len() - unit.len_utf8()];
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: i64 = is_number.then(|| digits.parse().ok()).flatten()?;
        number.checked_mul(seconds)?.checked_mul(1_000)
    };
    read().ok_or_else(|| Wrong::new(node.line, RuleProblem::BadTimespan, text))
}

/// What the count must be, and whose values are counted.
fn condition(
    node: &Node,
    kind: CorrelationKind,
    rules: &[String],
) -> Result<(Vec<Bound>, Vec<String>), Wrong> {
    let is_temporal = matches!(kind, CorrelationKind::Temporal | CorrelationKind::TemporalOrdered);
    let mut distinct: Vec<&String> = rules.iter().collect();
    order::sort(&mut distinct);
    distinct.dedup();
    // All rules, but in a given order also those that are to occur twice.
    let all = if kind == CorrelationKind::Temporal { distinct.len() } else { rules.len() } as u64;
    let Some(given) = node.get("condition").filter(|given| !given.is_null()) else {
        return match is_temporal {
            true => Ok((vec![Bound::AtLeast(all)], Vec::new())),
            false => Err(Wrong::new(node.line, RuleProblem::Missing, "condition")),
        };
    };
    if !matches!(given.value, Value::Map(_)) {
        return Err(Wrong::new(given.line, RuleProblem::BadCondition, given.text().unwrap_or_default()));
    }
    let (mut bounds, mut counted) = (Vec::new(), Vec::new());
    for entry in given.entries() {
        let bound = match entry.key.as_str() {
            "field" if kind == CorrelationKind::ValueCount => {
                counted = entry.node.texts("field")?;
                if counted.iter().any(String::is_empty) {
                    return Err(Wrong::new(entry.line, RuleProblem::BadValue, "field"));
                }
                continue;
            }
            "gt" => Bound::MoreThan,
            "gte" => Bound::AtLeast,
            "lt" => Bound::LessThan,
            "lte" => Bound::AtMost,
            "eq" => Bound::Equal,
            "neq" => Bound::Other,
            _ => return Err(Wrong::new(entry.line, RuleProblem::UnknownKey, &entry.key)),
        };
        let text = entry.node.text().unwrap_or_default();
        let number = text.parse().map_err(|_| Wrong::new(entry.line, RuleProblem::BadNumber, text))?;
        bounds.push(bound(number));
    }
    if bounds.is_empty() {
        return Err(Wrong::new(given.line, RuleProblem::Missing, "gte"));
    }
    if kind == CorrelationKind::ValueCount && counted.is_empty() {
        return Err(Wrong::new(given.line, RuleProblem::Missing, "field"));
    }
    if counted.len() > MAX_CORRELATED_RULES {
        return Err(Wrong::new(given.line, RuleProblem::TooManyValues, "field"));
    }
    // Which of the rules may be left out of an order, nothing says.
    let holds = |count| bounds.iter().all(|bound| bound.holds(count));
    if kind == CorrelationKind::TemporalOrdered && (0..=all).any(|count| holds(count) != (count == all)) {
        return Err(Wrong::new(given.line, RuleProblem::BadCondition, "temporal_ordered"));
    }
    Ok((bounds, counted))
}

fn aliases(node: &Node) -> Result<BTreeMap<String, BTreeMap<String, String>>, Wrong> {
    let Some(given) = node.get("aliases").filter(|given| !given.is_null()) else {
        return Ok(BTreeMap::new());
    };
    let wrong = |node: &Node| Wrong::new(node.line, RuleProblem::BadValue, "aliases");
    let is_map = |node: &Node| matches!(node.value, Value::Map(_));
    if !is_map(given) {
        return Err(wrong(given));
    }
    let mut aliases = BTreeMap::new();
    for alias in given.entries() {
        if !is_map(&alias.node) {
            return Err(wrong(&alias.node));
        }
        let mut fields = BTreeMap::new();
        for field in alias.node.entries() {
            let name = field.node.text().ok_or_else(|| wrong(&field.node))?;
            fields.insert(field.key.clone(), name.to_owned());
        }
        aliases.insert(alias.key.clone(), fields);
    }
    Ok(aliases)
}
