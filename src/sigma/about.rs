//! What a rule says of itself.

use crate::source::enum_table;

enum_table! {
    /// How much a rule's author makes of a match.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Level =>
    /// As Sigma spells it.
    pub fn id() -> &'static str {
        /// Not to be looked at by itself.
        Informational => "informational",
        /// Rarely an incident.
        Low => "low",
        /// To be reviewed more often.
        Medium => "medium",
        /// To be reviewed soon.
        High => "high",
        /// To be reviewed at once.
        Critical => "critical",
    }
}

/// What a rule or a correlation says of itself, as it is written; `""` and empty lists where it says nothing. The licence
/// of SigmaHQ's rules (DRL 1.1) asks that the author is named wherever matches are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it finds, in a few words.
    pub title: String,
    /// Usually a UUID.
    pub id: String,
    /// By which correlations may refer to it instead of the id.
    pub name: String,
    /// How much its author makes of it.
    pub level: Option<Level>,
    /// `stable`, `test`, `experimental`, `deprecated`.
    pub status: String,
    /// Who wrote it; several are parted by commas.
    pub author: String,
    /// An identifier of SPDX.
    pub license: String,
    /// What it rests on.
    pub references: Vec<String>,
    /// Why a match may be harmless.
    pub false_positives: Vec<String>,
    /// What it finds, in sentences.
    pub description: String,
    /// When it was written.
    pub date: String,
    /// When it was changed last.
    pub modified: String,
    /// Such as `attack.t1078`.
    pub tags: Vec<String>,
    /// The line of its text that it begins in, from 1.
    pub line: u32,
}
