//! Which rules correlations refer to, and which correlations cannot be used for that.

use super::correlation::Correlation;
use super::document::Document;
use super::mistake::{RuleProblem, Wrong};
use crate::source::limits::{MAX_CORRELATED_RULES, MAX_PLACES_OF_A_RULE};
use crate::source::order;
use std::collections::{BTreeMap, BTreeSet};

/// What correlations refer to, documents told by their places.
#[derive(Debug, Default)]
pub(super) struct References {
    /// What cannot be used, and why.
    pub(super) refused: BTreeMap<usize, Wrong>,
    /// The correlations, each behind those that it refers to.
    pub(super) order: Vec<usize>,
    /// What each correlation refers to, in its order.
    pub(super) places: BTreeMap<usize, Vec<usize>>,
    /// The rules about records that each correlation rests on, if by way of others.
    pub(super) bases: BTreeMap<usize, BTreeSet<usize>>,
}

impl References {
    /// Finds what each correlation of these documents refers to, by id or name.
    pub(super) fn of(documents: &[Document]) -> References {
        let names = documents.iter().enumerate().flat_map(|(place, document)| {
            let about = document.about();
            [(about.id.as_str(), place), (about.name.as_str(), place)]
        });
        let by_name = order::map_of(names.filter(|(name, _)| !name.is_empty()));
        let mut found = References::default();
        let mut failed = Vec::new();
        let mut dependents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // How many correlations each waits for.
        let mut waits: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, correlation) in correlations(documents) {
            let named = correlation.rules.iter().map(|name| by_name.get(name.as_str()).copied().ok_or(name));
            match named.collect::<Result<Vec<usize>, _>>() {
                Ok(places) => {
                    let others = || places.iter().filter(|of| is_correlation(&documents[**of]));
                    waits.insert(place, others().count());
                    others().for_each(|of| dependents.entry(*of).or_default().push(place));
                    found.places.insert(place, places);
                }
                Err(unknown) => {
                    found.refuse(place, correlation.rules_line, RuleProblem::UnknownRule, unknown);
                    failed.push(place);
                }
            }
        }
        let mut ready: Vec<usize> =
            waits.iter().filter(|(_, waits)| **waits == 0).map(|(place, _)| *place).collect();
        ready.reverse();
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        while let Some(place) = ready.pop() {
            match found.rest_on(place, &mut uses) {
                true => found.order.push(place),
                false => {
                    found.refuse(place, documents[place].about().line, RuleProblem::TooManyRules, "");
                    failed.push(place);
                    continue;
                }
            }
            for dependent in dependents.get(&place).into_iter().flatten() {
                let waits = waits.entry(*dependent).or_default();
                *waits -= 1;
                if *waits == 0 {
                    ready.push(*dependent);
                }
            }
        }
        while let Some(place) = failed.pop() {
            let about = documents[place].about();
            let name = if about.name.is_empty() { &about.id } else { &about.name };
            for dependent in dependents.get(&place).into_iter().flatten() {
                if !found.refused.contains_key(dependent) {
                    let line = documents[*dependent].about().line;
                    found.refuse(*dependent, line, RuleProblem::UnknownRule, name);
                    failed.push(*dependent);
                }
            }
        }
        // What still waits waits for itself.
        for (place, correlation) in correlations(documents) {
            if !found.refused.contains_key(&place) && !found.bases.contains_key(&place) {
                found.refuse(place, correlation.rules_line, RuleProblem::CircularRule, "");
            }
        }
        found
    }

    fn refuse(&mut self, place: usize, line: u32, problem: RuleProblem, detail: &str) {
        self.refused.insert(place, Wrong::new(line, problem, detail));
    }

    /// Notes what a correlation rests on; whether that is no more than may be. `uses` counts the places of each rule.
    fn rest_on(&mut self, place: usize, uses: &mut BTreeMap<usize, usize>) -> bool {
        let mut added: BTreeMap<usize, usize> = BTreeMap::new();
        for of in &self.places[&place] {
            let alone = order::set_of([*of]);
            for base in self.bases.get(of).unwrap_or(&alone) {
                *added.entry(*base).or_default() += 1;
            }
        }
        let used = |base: &usize| uses.get(base).copied().unwrap_or(0);
        let fits = added.len() <= MAX_CORRELATED_RULES
            && added.iter().all(|(base, more)| used(base) + more <= MAX_PLACES_OF_A_RULE);
        if fits {
            added.iter().for_each(|(base, more)| *uses.entry(*base).or_default() += more);
            self.bases.insert(place, order::set_of(added.into_keys()));
        }
        fits
    }
}

fn is_correlation(document: &Document) -> bool {
    matches!(document, Document::Correlation(_))
}

fn correlations(documents: &[Document]) -> impl Iterator<Item = (usize, &Correlation)> {
    documents.iter().enumerate().filter_map(|(place, document)| match document {
        Document::Correlation(correlation) => Some((place, correlation)),
        Document::Rule(_) => None,
    })
}
