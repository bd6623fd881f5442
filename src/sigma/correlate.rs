//! What correlations find in all matches of a case (Sigma correlation rules, 2.1.0; docs/EVIDENCE.md has it in words).
//!
//! A correlation looks at the events of the rules that it refers to, group by group, in the order of time, then of number.
//! The *window* of an event has the events of its group up to it that lie at most the time span before it. Where what the
//! window holds meets the condition, the event is a *hit*. A hit whose window shares an event with that of the hit before
//! belongs to the same result; else a new result begins. The events of a result are those of its windows.
//!
//! ```text
//!   time span 10, gte 3    a  b    c   d            e  f  g
//!   hits                           └───┴            ┊     └
//!   results                a  b    c   d            e  f  g
//! ```
//!
//! A result counts for other correlations as an event at its first hit.

use super::correlation::CorrelationKind;
use super::matcher::Match;
use super::rule_set::{ReadyCorrelation, RuleNo, RuleSet};
use crate::source::order;
use std::collections::BTreeMap;

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

/// When an event happened, and which it is: the order of events.
type Moment = (i64, u32);

/// What a correlation found, with what others need that refer to it.
struct Found {
    hit: Moment,
    /// One of the matches of the event that was the first hit.
    matched: usize,
    events: Vec<Moment>,
}

/// Something that a correlation looks at: a match, or a result of another correlation.
struct Entry<'m> {
    group: &'m [String],
    moment: Moment,
    /// Which result of another correlation it is, from 1; 0 for a match.
    result: usize,
    /// Which of the rules referred to.
    place: usize,
    counted: &'m [String],
    matched: usize,
}

/// What the correlations of a set find in all matches of a case, whatever order these are in. Results are in the order of
/// correlation, time and events; those of correlations that are not reported are left out.
pub fn correlate(rules: &RuleSet, matches: &[TimedMatch]) -> Vec<Correlated> {
    let mut by_rule: BTreeMap<RuleNo, Vec<usize>> = BTreeMap::new();
    for (at, timed) in matches.iter().enumerate() {
        by_rule.entry(timed.matched.rule).or_default().push(at);
    }
    let mut found: BTreeMap<RuleNo, Vec<Found>> = BTreeMap::new();
    for number in &rules.order {
        let Some(ready) = rules.correlation(*number) else { continue };
        let results = results(*number, ready, matches, &by_rule, &found);
        found.insert(*number, results);
    }
    let reported = found.into_iter().filter(|(number, _)| rules.is_reported(*number));
    let mut all: Vec<Correlated> = reported
        .flat_map(|(rule, results)| {
            results.into_iter().map(move |result| Correlated {
                rule,
                events: result.events.into_iter().map(|(_, event)| event).collect(),
                time_ms: result.hit.0,
            })
        })
        .collect();
    order::sort_by(&mut all, |one, other| {
        (one.rule, one.time_ms).cmp(&(other.rule, other.time_ms)).then_with(|| one.events.cmp(&other.events))
    });
    all
}

/// What one correlation finds.
fn results(
    number: RuleNo,
    ready: &ReadyCorrelation,
    matches: &[TimedMatch],
    by_rule: &BTreeMap<RuleNo, Vec<usize>>,
    found: &BTreeMap<RuleNo, Vec<Found>>,
) -> Vec<Found> {
    let mut entries = Vec::new();
    // Results of others, as these are numbered here: one that is referred to twice has its results once.
    let mut others: Vec<&Found> = Vec::new();
    let mut begins: Vec<(RuleNo, usize)> = Vec::new();
    for (place, of) in ready.places.iter().enumerate() {
        let mut add = |matched: usize, moment, result| {
            let keys = &matches[matched].matched.keys;
            let key = keys.iter().find(|key| key.correlation == number && key.place as usize == place);
            let Some(key) = key else { return };
            let Some((group, counted)) = key.texts.split_at_checked(ready.correlation.group_by.len()) else {
                return;
            };
            entries.push(Entry { group, moment, result, place, counted, matched });
        };
        let of_it = found.get(of).map_or(&[][..], Vec::as_slice);
        let known = begins.iter().find(|(known, _)| known == of).map(|(_, begin)| *begin);
        let begin = known.unwrap_or_else(|| {
            begins.push((*of, others.len()));
            others.extend(of_it);
            others.len() - of_it.len()
        });
        for (number, result) in (begin + 1..).zip(of_it) {
            add(result.matched, result.hit, number);
        }
        for at in by_rule.get(of).into_iter().flatten() {
            add(*at, (matches[*at].time_ms, matches[*at].event), 0);
        }
    }
    order::sort_by(&mut entries, |one, other| {
        let of = |entry: &Entry<'_>| (entry.moment, entry.result, entry.place);
        one.group.cmp(other.group).then_with(|| of(one).cmp(&of(other)))
    });
    let groups = entries.chunk_by(|one, other| one.group == other.group);
    groups.flat_map(|group| of_group(ready, group, &others)).collect()
}

/// What it finds among the entries of one group, which are in order.
fn of_group(ready: &ReadyCorrelation, entries: &[Entry<'_>], others: &[&Found]) -> Vec<Found> {
    // Entries of one event are one step.
    let is_same =
        |one: &Entry<'_>, other: &Entry<'_>| (one.moment, one.result) == (other.moment, other.result);
    let steps: Vec<&[Entry<'_>]> = entries.chunk_by(is_same).collect();
    let mut window = Window::new(ready);
    // First step, last step and first hit of each result.
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let mut first = 0;
    for (at, step) in steps.iter().enumerate() {
        window.add(at, step);
        let start = step[0].moment.0.saturating_sub(ready.correlation.timespan_ms);
        while steps[first][0].moment.0 < start {
            window.remove(steps[first]);
            first += 1;
        }
        if !window.is_hit(first, at) {
            continue;
        }
        match runs.last_mut() {
            Some((_, last, _)) if first <= *last => *last = at,
            _ => runs.push((first, at, at)),
        }
    }
    let found = runs.into_iter().map(|(first, last, hit)| {
        let mut events: Vec<Moment> = Vec::new();
        for step in &steps[first..=last] {
            match step[0].result.checked_sub(1) {
                Some(result) => events.extend_from_slice(&others[result].events),
                None => events.push(step[0].moment),
            }
        }
        order::sort(&mut events);
        events.dedup();
        let hit = &steps[hit][0];
        Found { hit: hit.moment, matched: hit.matched, events }
    });
    found.collect()
}

/// What is in the window.
struct Window<'m, 'r> {
    ready: &'r ReadyCorrelation,
    /// Which rules, numbered from 0, the places refer to: a rule may be there twice.
    rules: Vec<usize>,
    /// How many entries there are of each rule.
    of_rule: Vec<u64>,
    /// How many of each value.
    of_value: BTreeMap<&'m [String], u64>,
    /// For each place the last step with which a sequence can begin that has come as far as that place.
    begins: Vec<Option<usize>>,
}

impl<'m, 'r> Window<'m, 'r> {
    fn new(ready: &'r ReadyCorrelation) -> Window<'m, 'r> {
        let rules = ready.places.iter();
        let rules = rules.map(|of| ready.places.iter().position(|other| other == of).unwrap_or_default());
        Window {
            ready,
            rules: rules.collect(),
            of_rule: vec![0; ready.places.len()],
            of_value: BTreeMap::new(),
            begins: vec![None; ready.places.len()],
        }
    }

    fn add(&mut self, at: usize, step: &[Entry<'m>]) {
        match self.ready.correlation.kind {
            CorrelationKind::EventCount => {}
            CorrelationKind::ValueCount => {
                step.iter().for_each(|entry| *self.of_value.entry(entry.counted).or_default() += 1);
            }
            CorrelationKind::Temporal => {
                step.iter().for_each(|entry| self.of_rule[self.rules[entry.place]] += 1);
            }
            // From the last place on, so that one event is not taken for two.
            CorrelationKind::TemporalOrdered => {
                for entry in step.iter().rev() {
                    let begin = match entry.place.checked_sub(1) {
                        Some(before) => self.begins[before],
                        None => Some(at),
                    };
                    self.begins[entry.place] = begin.or(self.begins[entry.place]);
                }
            }
        }
    }

    fn remove(&mut self, step: &[Entry<'m>]) {
        match self.ready.correlation.kind {
            CorrelationKind::ValueCount => {
                for entry in step {
                    if let Some(count) = self.of_value.get_mut(entry.counted) {
                        *count -= 1;
                        if *count == 0 {
                            self.of_value.remove(entry.counted);
                        }
                    }
                }
            }
            CorrelationKind::Temporal => {
                step.iter().for_each(|entry| self.of_rule[self.rules[entry.place]] -= 1);
            }
            // Sequences that have begun too early are told by their step.
            CorrelationKind::EventCount | CorrelationKind::TemporalOrdered => {}
        }
    }

    /// Whether the steps from the first to this one meet the condition.
    fn is_hit(&self, first: usize, at: usize) -> bool {
        let count = match self.ready.correlation.kind {
            CorrelationKind::EventCount => (at - first + 1) as u64,
            CorrelationKind::ValueCount => self.of_value.len() as u64,
            CorrelationKind::Temporal => self.of_rule.iter().filter(|count| **count > 0).count() as u64,
            CorrelationKind::TemporalOrdered => {
                return self.begins.last().is_some_and(|begin| begin.is_some_and(|begin| begin >= first));
            }
        };
        self.ready.correlation.bounds.iter().all(|bound| bound.holds(count))
    }
}
