//! Answers to text that leaves the page: the summary, CSV, JSON Lines.

pub mod events;
pub mod fields;
pub mod summary;
