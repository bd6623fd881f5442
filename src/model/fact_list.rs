//! The facts of a store, each with the input that it is from.

use super::fact::Fact;
use super::input::Input;
use crate::source::order;
use std::ops::Deref;

/// What is known from records that are no events, in the order of arrival.
#[derive(Default)]
pub struct FactList {
    facts: Vec<Fact>,
    /// The number of the input of each.
    inputs: Vec<u32>,
    byte_count: usize,
}

impl Deref for FactList {
    type Target = [Fact];

    fn deref(&self) -> &[Fact] {
        &self.facts
    }
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

    /// The facts with the number of the input of each, in the order of arrival; those of one input as they stand in it.
    pub fn with_inputs(&self) -> impl Iterator<Item = (u32, &Fact)> {
        self.inputs.iter().copied().zip(&self.facts)
    }

    /// The wanted facts by the path of their input, which is one of these, and the place in it. Those of one input come
    /// in the order in which they stand.
    pub fn by_place(&self, inputs: &[Input], is_wanted: impl Fn(&Fact) -> bool) -> Vec<&Fact> {
        self.with_paths(inputs, is_wanted).into_iter().map(|(fact, _)| fact).collect()
    }

    /// The same, each with the path of its input.
    pub fn with_paths<'f, 'i>(
        &'f self,
        inputs: &'i [Input],
        is_wanted: impl Fn(&Fact) -> bool,
    ) -> Vec<(&'f Fact, &'i str)> {
        let is_wanted = |number: &usize| is_wanted(&self.facts[*number]);
        let mut numbers: Vec<usize> = (0..self.facts.len()).filter(is_wanted).collect();
        order::sort_by_key(&mut numbers, |number| &inputs[self.inputs[*number] as usize].path);
        let with_path =
            |number: usize| (&self.facts[number], inputs[self.inputs[number] as usize].path.as_str());
        numbers.into_iter().map(with_path).collect()
    }
}
