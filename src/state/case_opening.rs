//! What came of opening a case file.

use crate::casefile::{CaseFileError, LeftOut};

/// What came of opening a case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseOpening {
    /// It is open; this much of it was not taken.
    Open {
        /// Its name.
        name: String,
        /// Whether findings are looked for with other hours or thresholds since: those that it has.
        sets_options: bool,
        /// What it did not bring.
        left_out: LeftOut,
    },
    /// It is none, or cannot be read.
    Failed {
        /// Its name.
        name: String,
        /// Why, where its content is the reason.
        error: Option<CaseFileError>,
    },
}
