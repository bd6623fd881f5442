//! Why a rule cannot be used, and where that stands. It is said in English in every language, as the words of Sigma are.

use crate::expression::ExpressionProblem;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// A rule that is not used, and why. Nothing is read in part: what one part of a rule asks for may turn the whole around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleMistake {
    /// The title of the rule, as far as it was read; `""` where it has none.
    pub title: String,
    /// The line of the text that it stands in, from 1.
    pub line: u32,
    /// What is wrong.
    pub problem: RuleProblem,
    /// What the rule has there: the modifier, the name, the value; `""` where there is nothing to show.
    pub detail: String,
    /// Of [`RuleProblem::BadExpression`]: what is wrong with the expression.
    pub expression: Option<ExpressionProblem>,
}

impl RuleMistake {
    /// What is wrong, in words: `unknown rule: refused`.
    pub fn said(&self) -> String {
        let problem = self.problem.id().replace('-', " ");
        if self.detail.is_empty() { problem } else { format!("{problem}: {}", self.detail) }
    }
}

enum_table! {
    /// What is wrong with a rule, or what it uses that is not supported.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum RuleProblem =>
    /// A short name that does not change, for messages and exports.
    pub fn id() -> &'static str {
        /// It is no YAML; the detail is what the reader of YAML says, in English.
        BadYaml => "bad-yaml",
        /// The text, or one of its documents, is longer than any rule.
        TooLong => "too-long",
        /// Values within values, or parentheses, too deep.
        TooDeep => "too-deep",
        /// More values, selections or parts of one than a rule may have.
        TooManyValues => "too-many-values",
        /// More rules than are used at once.
        TooManyRules => "too-many-rules",
        /// More regular expressions than are used at once.
        TooManyExpressions => "too-many-expressions",
        /// A YAML alias or merge key (`*name`, `<<`), by which a small text can stand for an endless one.
        YamlAlias => "yaml-alias",
        /// A YAML tag (`!name`), which says that a value is something else than it looks like.
        YamlTag => "yaml-tag",
        /// A key that is there twice.
        DuplicateKey => "duplicate-key",
        /// A key that is no text.
        BadKey => "bad-key",
        /// A document that is neither a rule nor a correlation.
        NoRule => "no-rule",
        /// A key that must be there is not; the detail names it.
        Missing => "missing",
        /// A value of a kind that does not go there, such as a map for a title.
        BadValue => "bad-value",
        /// A key that is not known where every key has a meaning.
        UnknownKey => "unknown-key",
        /// It is for logs of which none are read here; the detail is its log source.
        OtherLogs => "other-logs",
        /// Rules of several documents by `action`, which Sigma has given up.
        OldCollection => "old-collection",
        /// An aggregation in a condition (`| count() > 5`) or a time frame, which Sigma has given up for correlations.
        OldAggregation => "old-aggregation",
        /// A filter to be added to other rules.
        SigmaFilter => "sigma-filter",
        /// Names of fields that are not those of the logs.
        OtherTaxonomy => "other-taxonomy",
        /// Its author says that it cannot be used as it is (`status: unsupported`).
        StatedUnsupported => "stated-unsupported",
        /// A modifier that is not known here.
        UnknownModifier => "unknown-modifier",
        /// A placeholder (`|expand`), whose values are not known here.
        Placeholder => "placeholder",
        /// Modifiers that cannot be used together, or a value that a modifier cannot be used on.
        BadModifier => "bad-modifier",
        /// A regular expression that cannot be used.
        BadExpression => "bad-expression",
        /// A network that is none.
        BadNetwork => "bad-network",
        /// A value that should be a number.
        BadNumber => "bad-number",
        /// A condition that cannot be read.
        BadCondition => "bad-condition",
        /// A condition that names a selection which is not there, or asks for more of them than there are.
        UnknownSelection => "unknown-selection",
        /// A type of correlation that is not known here.
        UnknownCorrelation => "unknown-correlation",
        /// A span of time that cannot be read.
        BadTimespan => "bad-timespan",
        /// A correlation of a rule that is not there.
        UnknownRule => "unknown-rule",
        /// A correlation that refers to itself, if by way of others.
        CircularRule => "circular-rule",
        /// An id or a name that another rule has.
        DuplicateRule => "duplicate-rule",
    }
}

/// What is wrong at a line of a document, before it is known which rule that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) line: u32,
    pub(super) problem: RuleProblem,
    pub(super) detail: String,
    pub(super) expression: Option<ExpressionProblem>,
}

impl Wrong {
    pub(super) fn new(line: u32, problem: RuleProblem, detail: impl Into<String>) -> Wrong {
        Wrong { line, problem, detail: detail.into(), expression: None }
    }

    /// It is wrong in the rule of this title.
    pub(super) fn in_rule(self, title: &str) -> RuleMistake {
        let Wrong { line, problem, detail, expression } = self;
        RuleMistake { title: title.to_owned(), line, problem, detail, expression }
    }
}
