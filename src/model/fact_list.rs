//! The facts of a store, each with the input that it is from.

use super::fact::Fact;
use super::store::Store;

/// What is known from records that are no events, in the order of arrival.
#[derive(Default)]
pub(super) struct FactList {
    facts: Vec<Fact>,
    /// The number of the input of each.
    inputs: Vec<u32>,
    byte_count: usize,
}

impl FactList {
    pub(super) fn push(&mut self, input: u32, fact: Fact) {
        self.byte_count += fact.byte_count() + size_of::<u32>();
        self.facts.push(fact);
        self.inputs.push(input);
    }

    /// Memory that it takes in bytes.
    pub(super) fn byte_count(&self) -> usize {
        self.byte_count
    }
}

impl Store {
    /// What is known from records that are no events, in the order of arrival.
    pub fn facts(&self) -> &[Fact] {
        &self.facts.facts
    }

    /// The same by the path of their input and the place in it. Those of one input come in the order in which they stand.
    pub fn facts_by_place(&self) -> Vec<&Fact> {
        let FactList { facts, inputs, .. } = &self.facts;
        let mut numbers: Vec<usize> = (0..facts.len()).collect();
        numbers.sort_by_key(|number| &self.inputs()[inputs[*number] as usize].path);
        numbers.into_iter().map(|number| &facts[number]).collect()
    }
}
