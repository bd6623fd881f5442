//! What a rule says of itself.

use super::mistake::{RuleProblem, Wrong};
use super::yaml::Node;
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

impl About {
    /// Reads what a document says of itself.
    ///
    /// # Errors
    /// It has no title, or something that is no text.
    pub(super) fn read(document: &Node) -> Result<About, Wrong> {
        let texts = |key: &str| document.get(key).map_or(Ok(Vec::new()), |node| node.texts(key));
        let text = |key: &str| texts(key).map(|texts| texts.join(", "));
        let title = document.required("title")?;
        let level = match document.get("level").filter(|node| !node.is_null()) {
            Some(node) => {
                let id = node.text().unwrap_or_default().to_lowercase();
                let level = Level::ALL.into_iter().find(|level| level.id() == id);
                let wrong = || Wrong::new(node.line, RuleProblem::BadValue, format!("level: {id}"));
                Some(level.ok_or_else(wrong)?)
            }
            None => None,
        };
        Ok(About {
            title: title.texts("title")?.join(", "),
            id: text("id")?,
            name: text("name")?,
            level,
            status: text("status")?,
            author: text("author")?,
            license: text("license")?,
            references: texts("references")?,
            false_positives: texts("falsepositives")?,
            description: text("description")?,
            date: text("date")?,
            modified: text("modified")?,
            tags: texts("tags")?,
            line: document.line,
        })
    }
}
