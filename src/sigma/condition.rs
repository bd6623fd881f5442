//! The condition of a rule: which of its selections must be met.
//!
//! ```text
//!   or   = and ( "or" and )*          not  = "not" not | one
//!   and  = not ( "and" not )*         one  = "(" or ")" | ( number | "all" | "any" ) "of" ( "them" | pattern ) | name
//! ```

use super::mistake::{RuleProblem, Wrong};
use super::pattern::{Parts, Pattern};
use crate::source::limits::{MAX_RULE_DEPTH, MAX_RULE_MENTIONS};

/// Which selections must be met, by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Selection(usize),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    /// So many of these selections.
    AtLeast(usize, Vec<usize>),
}

/// Reads a condition over selections of these names; `mentions` counts how many are named.
///
/// # Errors
/// What cannot be read, and the old aggregations (`selection | count() > 5`, `a | near b`).
pub(super) fn read(
    text: &str,
    line: u32,
    selections: &[String],
    mentions: &mut usize,
) -> Result<Condition, Wrong> {
    if text.contains('|') {
        return Err(Wrong::new(line, RuleProblem::OldAggregation, text));
    }
    let tokens = tokens(text);
    let mut parser = Parser { text, line, tokens: &tokens, selections, depth: 0, mentions };
    let condition = parser.any()?;
    match parser.tokens {
        [] => Ok(condition),
        _ => Err(parser.wrong()),
    }
}

fn tokens(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    let parts = words.flat_map(|word| word.split_inclusive(['(', ')']));
    // A parenthesis that stands behind a word is a token of its own.
    let split = parts.flat_map(|part| {
        let word = part.trim_end_matches(['(', ')']);
        [word, &part[word.len()..]]
    });
    split.filter(|token| !token.is_empty()).collect()
}

struct Parser<'t> {
    text: &'t str,
    line: u32,
    tokens: &'t [&'t str],
    selections: &'t [String],
    depth: usize,
    /// Selections named, those of patterns each.
    mentions: &'t mut usize,
}

impl<'t> Parser<'t> {
    fn wrong(&self) -> Wrong {
        Wrong::new(self.line, RuleProblem::BadCondition, self.text)
    }

    fn next_is(&self, word: &str) -> bool {
        self.tokens.first().is_some_and(|token| token.eq_ignore_ascii_case(word))
    }

    fn take(&mut self) -> Option<&'t str> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn take_if(&mut self, word: &str) -> bool {
        let is_next = self.next_is(word);
        if is_next {
            self.take();
        }
        is_next
    }

    fn any(&mut self) -> Result<Condition, Wrong> {
        let mut parts = vec![self.all()?];
        while self.take_if("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    fn all(&mut self) -> Result<Condition, Wrong> {
        let mut parts = vec![self.not()?];
        while self.take_if("and") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn not(&mut self) -> Result<Condition, Wrong> {
        if !self.take_if("not") {
            return self.one();
        }
        self.deeper(|parser| Ok(Condition::Not(Box::new(parser.not()?))))
    }

    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Parser<'t>) -> Result<Condition, Wrong>,
    ) -> Result<Condition, Wrong> {
        self.depth += 1;
        if self.depth > MAX_RULE_DEPTH {
            return Err(Wrong::new(self.line, RuleProblem::TooDeep, ""));
        }
        let condition = read(self)?;
        self.depth -= 1;
        Ok(condition)
    }

    fn one(&mut self) -> Result<Condition, Wrong> {
        let first = self.take().ok_or_else(|| self.wrong())?;
        match first {
            "(" => self.deeper(|parser| {
                let inner = parser.any()?;
                if parser.take_if(")") { Ok(inner) } else { Err(parser.wrong()) }
            }),
            ")" => Err(self.wrong()),
            _ if self.take_if("of") => {
                let of = self.take().ok_or_else(|| self.wrong())?;
                self.quantified(first, of)
            }
            _ if ["and", "or", "not", "of"].iter().any(|word| first.eq_ignore_ascii_case(word)) => {
                Err(self.wrong())
            }
            name => {
                let place = self.selections.iter().position(|selection| selection == name);
                self.count(1)?;
                place
                    .map(Condition::Selection)
                    .ok_or_else(|| Wrong::new(self.line, RuleProblem::UnknownSelection, name))
            }
        }
    }

    fn quantified(&mut self, how_many: &str, of: &str) -> Result<Condition, Wrong> {
        let pattern = (!of.eq_ignore_ascii_case("them")).then(|| pattern(of));
        let is_meant = |name: &String| match &pattern {
            // By convention these are none of them.
            None => !name.starts_with('_'),
            Some(pattern) => pattern.matches(name),
        };
        let meant: Vec<usize> =
            (0..self.selections.len()).filter(|place| is_meant(&self.selections[*place])).collect();
        self.count(meant.len())?;
        let least = match how_many.to_ascii_lowercase().as_str() {
            "all" => meant.len(),
            "any" => 1,
            number => number.parse().ok().filter(|number| *number > 0).ok_or_else(|| self.wrong())?,
        };
        if meant.is_empty() || least > meant.len() {
            return Err(Wrong::new(self.line, RuleProblem::UnknownSelection, format!("{how_many} of {of}")));
        }
        Ok(match (least, meant.len()) {
            (1, 1) => Condition::Selection(meant[0]),
            (1, _) => Condition::Any(meant.into_iter().map(Condition::Selection).collect()),
            (least, all) if least == all => {
                Condition::All(meant.into_iter().map(Condition::Selection).collect())
            }
            _ => Condition::AtLeast(least, meant),
        })
    }

    fn count(&mut self, selections: usize) -> Result<(), Wrong> {
        *self.mentions += selections;
        match *self.mentions > MAX_RULE_MENTIONS {
            true => Err(Wrong::new(self.line, RuleProblem::TooManyValues, "")),
            false => Ok(()),
        }
    }
}

/// Whether a name is like a pattern, whose stars stand for anything.
fn pattern(text: &str) -> Pattern {
    let mut pieces = text.split('*').map(Parts::literal);
    let first = pieces.next().unwrap_or_default();
    pieces.fold(first, |all, piece| all.with_any_end().followed_by(piece)).pattern(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["selection_a", "selection_b", "filter_main", "_hidden", "all"];

    fn names() -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }

    /// What a condition says of selections that are met or not.
    fn holds(condition: &Condition, met: &[bool]) -> bool {
        match condition {
            Condition::Selection(place) => met[*place],
            Condition::Not(inner) => !holds(inner, met),
            Condition::All(all) => all.iter().all(|one| holds(one, met)),
            Condition::Any(any) => any.iter().any(|one| holds(one, met)),
            Condition::AtLeast(least, places) => places.iter().filter(|place| met[**place]).count() >= *least,
        }
    }

    #[test]
    fn conditions_hold_as_their_truth_tables_say() {
        type Table = fn([bool; 5]) -> bool;
        let cases: [(&str, Table); 14] = [
            ("selection_a", |[a, ..]| a),
            ("selection_a and not filter_main", |[a, _, f, ..]| a && !f),
            ("selection_a or selection_b and filter_main", |[a, b, f, ..]| a || b && f),
            ("(selection_a or selection_b) and filter_main", |[a, b, f, ..]| (a || b) && f),
            ("not selection_a and selection_b", |[a, b, ..]| !a && b),
            ("not (selection_a and selection_b)", |[a, b, ..]| !(a && b)),
            ("not not selection_a", |[a, ..]| a),
            ("1 of selection_*", |[a, b, ..]| a || b),
            ("all of selection_*", |[a, b, ..]| a && b),
            ("any of *_*", |[a, b, f, h, _]| a || b || f || h),
            ("2 of them", |[a, b, f, _, l]| [a, b, f, l].iter().filter(|met| **met).count() >= 2),
            ("all of them", |[a, b, f, _, l]| a && b && f && l),
            ("selection_a AND(NOT  selection_b)OR all", |[a, b, _, _, l]| a && !b || l),
            ("selection_b and not 1 of filter*", |[_, b, f, ..]| b && !f),
        ];
        for (text, table) in cases {
            let condition =
                read(text, 1, &names(), &mut 0).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
            for bits in 0..32u32 {
                let met: [bool; 5] = std::array::from_fn(|place| bits >> place & 1 == 1);
                assert_eq!(holds(&condition, &met), table(met), "{text} {met:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (text, problem) in [
            ("", RuleProblem::BadCondition),
            ("selection_a and", RuleProblem::BadCondition),
            ("selection_a selection_b", RuleProblem::BadCondition),
            ("(selection_a", RuleProblem::BadCondition),
            ("selection_a)", RuleProblem::BadCondition),
            ("()", RuleProblem::BadCondition),
            ("not", RuleProblem::BadCondition),
            ("1 of", RuleProblem::BadCondition),
            ("0 of them", RuleProblem::BadCondition),
            ("some of them", RuleProblem::BadCondition),
            ("selection_c", RuleProblem::UnknownSelection),
            ("1 of filter_x*", RuleProblem::UnknownSelection),
            ("3 of selection_*", RuleProblem::UnknownSelection),
            ("selection_a | count() > 5", RuleProblem::OldAggregation),
            ("selection_a | near selection_b", RuleProblem::OldAggregation),
        ] {
            assert_eq!(
                read(text, 7, &names(), &mut 0).map_err(|wrong| (wrong.line, wrong.problem)),
                Err((7, problem))
            );
        }
        let deep = |depth: usize| "(".repeat(depth) + "all" + &")".repeat(depth);
        assert!(read(&deep(MAX_RULE_DEPTH), 1, &names(), &mut 0).is_ok());
        for text in [deep(MAX_RULE_DEPTH + 1), "not ".repeat(100_000) + "all"] {
            assert_eq!(
                read(&text, 1, &names(), &mut 0).map_err(|wrong| wrong.problem),
                Err(RuleProblem::TooDeep)
            );
        }
        let long = ["all"; MAX_RULE_MENTIONS + 1].join(" or ");
        assert_eq!(
            read(&long, 1, &names(), &mut 0).map_err(|wrong| wrong.problem),
            Err(RuleProblem::TooManyValues)
        );
    }
}
