//! Answers to text that leaves the page: the summary, the audit, the case file, counts, CSV, JSON Lines.
//!
//! Each export writes itself step by step, a step being one event, session, notice or value. So whoever wants
//! it takes it in pieces, and none needs to be in memory as a whole.

pub mod audit;
pub mod case_file;
pub mod counts;
mod digests;
pub mod events;
pub mod fields;
mod json_outline;
pub mod pieces;
pub mod provenance;
pub mod summary;
pub mod table;

use crate::query::view::View;
use pieces::Pieces;
use std::io;

/// How far an export is, in steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// Steps that were done.
    pub done: u64,
    /// Steps in all.
    pub total: u64,
}

/// A text that is written step by step, always of the same view.
pub trait Export {
    /// Writes the next step; whether another one comes after it.
    ///
    /// # Errors
    /// Those of the writer.
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool>;

    /// How far it is.
    fn progress(&self) -> Progress;
}
