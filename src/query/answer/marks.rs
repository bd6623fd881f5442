//! Answers about the marks of a case, and about the inputs that a case file names.

use crate::model::RowId;
use serde::{Deserialize, Serialize};

/// What has become of the event of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MarkFate {
    /// It is there.
    Found,
    /// Its input was read, and no event stands at its place: its record may count as a copy of one in another input.
    Gone,
    /// No input of its content was given, and none of its path.
    InputMissing,
    /// The input of its path has another content.
    InputChanged,
    /// The input of its path is not hashed yet.
    InputUnhashed,
    /// The case file does not say which content its input had.
    Unproven,
}

/// Where a mark is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkPlace {
    /// What has become of its event.
    pub fate: MarkFate,
    /// The rows of its record: several where one record holds several events.
    pub rows: Vec<RowId>,
    /// What its input hashes to, where the mark was made before that was known.
    pub sha256: Option<String>,
}

/// What has become of an input that a case file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CaseInputFate {
    /// The same content is there, under this path or another one.
    Same,
    /// Another content is there under this path.
    Changed,
    /// Neither is there.
    Missing,
    /// The input of this path is not hashed yet, or the case file does not say its hash.
    Unproven,
}

/// How the inputs that a case file names compare with those that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputComparison {
    /// How many are the same.
    pub same: u64,
    /// How many have another content.
    pub changed: u64,
    /// How many are missing.
    pub missing: u64,
    /// Of how many it is not known.
    pub unproven: u64,
    /// How many are there that the case file does not name.
    pub new: u64,
    /// Paths of those that are not the same, in their order, and not all where there are very many.
    pub named: Vec<(String, CaseInputFate)>,
}

impl InputComparison {
    /// How many inputs the case file names.
    pub fn expected(&self) -> u64 {
        self.same + self.changed + self.missing + self.unproven
    }
}
