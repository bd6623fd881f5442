//! Which rules correlations refer to, and which correlations cannot be used for that.

use super::correlation::Correlation;
use super::document::Document;
use super::mistake::{RuleProblem, Wrong};
use crate::source::limits::{MAX_CORRELATED_RULES, MAX_PLACES_OF_A_RULE, MAX_TEXTS_OF_A_MATCH};
use crate::source::order;

/// What correlations refer to. Documents are told by their places, and each list has one entry for each of them.
#[derive(Debug)]
pub(super) struct References {
    /// Why it cannot be used, if it cannot.
    pub(super) refused: Vec<Option<Wrong>>,
    /// The correlations that can be used, each behind those that it refers to.
    pub(super) order: Vec<usize>,
    /// What a correlation refers to, in its order.
    pub(super) places: Vec<Vec<usize>>,
    /// The rules about records that a correlation rests on, if by way of others, in their order.
    pub(super) bases: Vec<Option<Vec<usize>>>,
}

impl References {
    /// Finds what each correlation of these documents refers to, by id or name.
    pub(super) fn of(documents: &[Document]) -> References {
        let names = documents.iter().enumerate().flat_map(|(place, document)| {
            let about = document.about();
            [(about.id.as_str(), place), (about.name.as_str(), place)]
        });
        let by_name = order::map_of(names.filter(|(name, _)| !name.is_empty()));
        let count = documents.len();
        let mut found = References {
            refused: (0..count).map(|_| None).collect(),
            order: Vec::new(),
            places: vec![Vec::new(); count],
            bases: vec![None; count],
        };
        let mut failed = Vec::new();
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); count];
        // How many correlations each waits for, of those whose rules are all there.
        let mut waits: Vec<Option<usize>> = vec![None; count];
        for (place, correlation) in correlations(documents) {
            let named = correlation.rules.iter().map(|name| by_name.get(name.as_str()).copied().ok_or(name));
            match named.collect::<Result<Vec<usize>, _>>() {
                Ok(places) => {
                    let others = || places.iter().filter(|of| is_correlation(&documents[**of]));
                    waits[place] = Some(others().count());
                    others().for_each(|of| dependents[*of].push(place));
                    found.places[place] = places;
                }
                Err(unknown) => {
                    found.refuse(place, correlation.rules_line, RuleProblem::UnknownRule, unknown);
                    failed.push(place);
                }
            }
        }
        let mut ready: Vec<usize> = (0..count).rev().filter(|place| waits[*place] == Some(0)).collect();
        let mut uses = vec![Uses::default(); count];
        while let Some(place) = ready.pop() {
            match found.rest_on(place, documents, &mut uses) {
                true => found.order.push(place),
                false => {
                    found.refuse(place, documents[place].about().line, RuleProblem::TooManyRules, "");
                    failed.push(place);
                    continue;
                }
            }
            for dependent in &dependents[place] {
                if let Some(waits) = &mut waits[*dependent] {
                    *waits -= 1;
                    if *waits == 0 {
                        ready.push(*dependent);
                    }
                }
            }
        }
        while let Some(place) = failed.pop() {
            let about = documents[place].about();
            let name = if about.name.is_empty() { &about.id } else { &about.name };
            for dependent in &dependents[place] {
                if found.refused[*dependent].is_none() {
                    let line = documents[*dependent].about().line;
                    found.refuse(*dependent, line, RuleProblem::UnknownRule, name);
                    failed.push(*dependent);
                }
            }
        }
        // What still waits waits for itself, or for one that does.
        for (place, correlation) in correlations(documents) {
            if found.refused[place].is_none() && found.bases[place].is_none() {
                found.refuse(place, correlation.rules_line, RuleProblem::CircularRule, "");
            }
        }
        found
    }

    fn refuse(&mut self, place: usize, line: u32, problem: RuleProblem, detail: &str) {
        self.refused[place] = Some(Wrong::new(line, problem, detail));
    }

    /// Notes what a correlation rests on; whether that is no more than may be. `uses` counts what is asked of each rule.
    fn rest_on(&mut self, place: usize, documents: &[Document], uses: &mut [Uses]) -> bool {
        let texts = match &documents[place] {
            Document::Correlation(correlation) => correlation.group_by.len() + correlation.counted.len(),
            Document::Rule(_) => 0,
        };
        let mut all: Vec<usize> = Vec::new();
        for of in &self.places[place] {
            match &self.bases[*of] {
                Some(bases) => all.extend(bases),
                None => all.push(*of),
            }
        }
        order::sort(&mut all);
        let added: Vec<(usize, usize)> =
            all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        let fits = added.len() <= MAX_CORRELATED_RULES
            && added.iter().all(|(base, more)| {
                uses[*base].places + more <= MAX_PLACES_OF_A_RULE
                    && uses[*base].texts + more * texts <= MAX_TEXTS_OF_A_MATCH
            });
        if fits {
            for (base, more) in &added {
                uses[*base].places += more;
                uses[*base].texts += more * texts;
            }
            self.bases[place] = Some(added.into_iter().map(|(base, _)| base).collect());
        }
        fits
    }
}

/// What correlations ask of the matches of a rule.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// How many places in them it has.
    places: usize,
    /// How many texts they want of each match.
    texts: usize,
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
