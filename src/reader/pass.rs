//! Why a file is gone through: to be read, or for something to be searched for in its records.

use super::scan::Scan;
use std::rc::Rc;

/// A pass over a file, and over all that is in it.
#[derive(Clone, Default)]
pub(super) struct Pass {
    /// Which reading of the file this is, counted from 0.
    pub attempt: u32,
    /// What is searched for, where nothing is read.
    pub scan: Option<Rc<Scan>>,
}

impl Pass {
    /// A reading of the file, counted from 0.
    pub(super) fn reading(attempt: u32) -> Pass {
        Pass { attempt, scan: None }
    }
}
