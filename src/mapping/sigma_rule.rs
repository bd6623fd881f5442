//! Sigma rules: a file of them is a fact, and each of its documents a record that is no event (R29).

use super::sink::InputSink;
use crate::format::sigma_rule;
use crate::model::Reason;
use crate::model::fact::Fact;
use crate::sigma::{RuleMistake, RuleProblem, read_documents};
use crate::source::Span;

/// Adds the rules of a file. One that cannot be used is rejected, with the reason, and costs only itself.
pub fn map_rules(text: &[u8], input: &mut InputSink<'_>) {
    let text = String::from_utf8_lossy(text);
    let mut fact = Some(Fact::Rules { text: text.clone().into_owned() });
    for document in read_documents(&text) {
        match document {
            Ok(_) => input.skip(sigma_rule::ID, fact.take()),
            Err(mistake) => reject(&mistake, input),
        }
    }
}

fn reject(mistake: &RuleMistake, input: &mut InputSink<'_>) {
    let RuleMistake { title, line, problem, .. } = mistake;
    let span = Span { offset: 0, len: 0, line: *line };
    let said = if title.is_empty() { mistake.said() } else { format!("{title}: {}", mistake.said()) };
    input.detailed_notice(span, reason(*problem), said);
}

/// Why a rule with this problem is not used.
fn reason(problem: RuleProblem) -> Reason {
    match problem {
        RuleProblem::BadYaml
        | RuleProblem::DuplicateKey
        | RuleProblem::BadKey
        | RuleProblem::NoRule
        | RuleProblem::Missing
        | RuleProblem::BadValue
        | RuleProblem::BadModifier
        | RuleProblem::BadExpression
        | RuleProblem::BadNetwork
        | RuleProblem::BadNumber
        | RuleProblem::BadCondition
        | RuleProblem::UnknownSelection
        | RuleProblem::BadTimespan
        | RuleProblem::UnknownRule
        | RuleProblem::CircularRule
        | RuleProblem::DuplicateRule => Reason::UnreadableRule,
        RuleProblem::YamlAlias
        | RuleProblem::YamlTag
        | RuleProblem::OldCollection
        | RuleProblem::OldAggregation
        | RuleProblem::SigmaFilter
        | RuleProblem::OtherTaxonomy
        | RuleProblem::StatedUnsupported
        | RuleProblem::UnknownModifier
        | RuleProblem::UnknownKey
        | RuleProblem::Placeholder
        | RuleProblem::UnknownCorrelation => Reason::UnsupportedRule,
        RuleProblem::OtherLogs => Reason::RuleForOtherLogs,
        RuleProblem::TooLong
        | RuleProblem::TooDeep
        | RuleProblem::TooManyValues
        | RuleProblem::TooManyRules
        | RuleProblem::TooManyExpressions => Reason::RuleTooLarge,
    }
}
