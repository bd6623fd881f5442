//! The modifiers of a field (Sigma, appendix "Modifiers", 2.1.0): what is asked of its values, and how.

use super::mistake::{RuleProblem, Wrong};
use super::pattern::Parts;
use crate::expression::Mode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is asked of the values of a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    /// A text, wildcards and all, in one of its encodings.
    Text,
    /// That a regular expression matches in it.
    Expression(Mode),
    /// That it is an address of a network.
    Network,
    /// That it is a number on this side of one.
    Comparison(Comparison),
    /// That it is there, or is not.
    Existence,
    /// That it is what another field has.
    Field,
}

/// A side of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What becomes of a value before it is compared, in the order of the modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Contains,
    StartsWith,
    EndsWith,
    Windash,
    Base64,
    Base64Offset,
    Utf16 { is_big_endian: bool, has_mark: bool },
}

impl Step {
    /// Whether it says where in a text the value stands.
    pub(super) fn is_place(self) -> bool {
        matches!(self, Step::Contains | Step::StartsWith | Step::EndsWith)
    }
}

/// The modifiers of a field, read.
#[derive(Clone, Debug)]
pub(super) struct Modifiers {
    pub(super) asked: Asked,
    pub(super) steps: Vec<Step>,
    /// All values must be met, not one.
    pub(super) needs_all: bool,
    /// Case counts.
    pub(super) is_cased: bool,
    /// None must be met.
    pub(super) is_negated: bool,
}

impl Modifiers {
    /// Reads what stands behind the name of a field, between `|`.
    ///
    /// # Errors
    /// A modifier that is not known, or does not go with another one.
    pub(super) fn read<'k>(names: impl Iterator<Item = &'k str>, line: u32) -> Result<Modifiers, Wrong> {
        let mut read = Modifiers {
            asked: Asked::Text,
            steps: Vec::new(),
            needs_all: false,
            is_cased: false,
            is_negated: false,
        };
        for name in names {
            let wrong = |problem| Err(Wrong::new(line, problem, name));
            let asked = match name {
                "all" => {
                    read.needs_all = true;
                    continue;
                }
                "cased" => {
                    read.is_cased = true;
                    continue;
                }
                "neq" => {
                    read.is_negated = true;
                    continue;
                }
                "i" | "m" | "s" => {
                    let Asked::Expression(mode) = &mut read.asked else {
                        return wrong(RuleProblem::BadModifier);
                    };
                    match name {
                        "i" => mode.ignores_case = true,
                        "m" => mode.is_multi_line = true,
                        _ => mode.dot_is_all = true,
                    }
                    continue;
                }
                "re" => Asked::Expression(Mode::default()),
                "cidr" => Asked::Network,
                "lt" => Asked::Comparison(Comparison::Less),
                "lte" => Asked::Comparison(Comparison::LessOrEqual),
                "gt" => Asked::Comparison(Comparison::Greater),
                "gte" => Asked::Comparison(Comparison::GreaterOrEqual),
                "exists" => Asked::Existence,
                "fieldref" => Asked::Field,
                "expand" => return wrong(RuleProblem::Placeholder),
                _ => match step(name) {
                    // Twice it says nothing more, and what it makes of a text would grow each time.
                    Some(step) if read.steps.contains(&step) => return wrong(RuleProblem::BadModifier),
                    Some(step) => {
                        read.steps.push(step);
                        continue;
                    }
                    None => return wrong(RuleProblem::UnknownModifier),
                },
            };
            if !matches!(read.asked, Asked::Text) {
                return wrong(RuleProblem::BadModifier);
            }
            read.asked = asked;
        }
        match read.goes_together() {
            true => Ok(read),
            false => Err(Wrong::new(line, RuleProblem::BadModifier, "")),
        }
    }

    fn goes_together(&self) -> bool {
        match self.asked {
            Asked::Text => true,
            Asked::Field => self.steps.len() <= 1 && self.steps.iter().all(|step| step.is_place()),
            Asked::Expression(mode) => self.steps.is_empty() && !(self.is_cased && mode.ignores_case),
            Asked::Network => self.steps.is_empty() && !self.is_cased,
            Asked::Comparison(_) | Asked::Existence => {
                self.steps.is_empty() && !self.is_cased && !self.is_negated
            }
        }
    }
}

fn step(name: &str) -> Option<Step> {
    let utf16 = |is_big_endian, has_mark| Step::Utf16 { is_big_endian, has_mark };
    Some(match name {
        "contains" => Step::Contains,
        "startswith" => Step::StartsWith,
        "endswith" => Step::EndsWith,
        "windash" => Step::Windash,
        "base64" => Step::Base64,
        "base64offset" => Step::Base64Offset,
        "wide" | "utf16le" => utf16(false, false),
        "utf16be" => utf16(true, false),
        "utf16" => utf16(false, true),
        _ => return None,
    })
}

/// A value on its way through the steps.
enum Stage {
    Parts(Parts),
    Bytes(Vec<u8>),
}

/// What a value becomes: one of several, by `base64offset`. Nothing where a step cannot be done: wildcards have no bytes,
/// and bytes that are no text cannot be in a record.
pub(super) fn transformed(value: Parts, steps: &[Step]) -> Option<Vec<Parts>> {
    let mut stages = vec![Stage::Parts(value)];
    for step in steps {
        let advanced = stages.into_iter().map(|stage| advanced(stage, *step)).collect::<Option<Vec<_>>>()?;
        stages = advanced.into_iter().flatten().collect();
    }
    stages.into_iter().map(parts_of).collect()
}

fn parts_of(stage: Stage) -> Option<Parts> {
    match stage {
        Stage::Parts(parts) => Some(parts),
        Stage::Bytes(bytes) => Some(Parts::literal(std::str::from_utf8(&bytes).ok()?)),
    }
}

fn bytes_of(stage: Stage) -> Option<Vec<u8>> {
    match stage {
        Stage::Parts(parts) => Some(parts.as_literal()?.as_bytes().to_vec()),
        Stage::Bytes(bytes) => Some(bytes),
    }
}

fn advanced(stage: Stage, step: Step) -> Option<Vec<Stage>> {
    let one = |parts| Some(vec![Stage::Parts(parts)]);
    match step {
        Step::Contains => one(parts_of(stage)?.with_any_start().with_any_end()),
        Step::StartsWith => one(parts_of(stage)?.with_any_end()),
        Step::EndsWith => one(parts_of(stage)?.with_any_start()),
        Step::Windash => one(parts_of(stage)?.with_any_dashes()),
        Step::Base64 => one(Parts::literal(&STANDARD.encode(bytes_of(stage)?))),
        Step::Base64Offset => {
            let bytes = bytes_of(stage)?;
            let at_offsets = (0..3).map(|offset| {
                let text = base64_at_offset(&bytes, offset);
                // Nothing would be in every text.
                (!text.is_empty()).then(|| Stage::Parts(Parts::literal(&text)))
            });
            at_offsets.collect()
        }
        Step::Utf16 { is_big_endian, has_mark } => {
            let Stage::Parts(parts) = stage else { return None };
            let units = has_mark.then_some(0xfeff).into_iter().chain(parts.as_literal()?.encode_utf16());
            let bytes =
                units.flat_map(|unit| if is_big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() });
            Some(vec![Stage::Bytes(bytes.collect())])
        }
    }
}

/// What of the base64 of a longer text is always there where the text has these bytes so many bytes behind a multiple of
/// three: the letters that hold no bit of others.
fn base64_at_offset(bytes: &[u8], offset: usize) -> String {
    let mut padded = vec![0; offset];
    padded.extend_from_slice(bytes);
    let encoded = STANDARD.encode(&padded);
    let first = (offset * 8).div_ceil(6);
    let end = padded.len() * 8 / 6;
    encoded.get(first..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(key: &str) -> Result<Modifiers, Wrong> {
        Modifiers::read(key.split('|'), 1)
    }

    #[test]
    fn what_does_not_go_together_is_told() {
        for key in ["contains", "all|contains", "re|i|m|s", "re|cased", "cidr|neq", "fieldref|startswith|neq"]
        {
            assert!(names(key).is_ok(), "{key}");
        }
        for (key, problem, detail) in [
            ("expand", RuleProblem::Placeholder, "expand"),
            ("Contains", RuleProblem::UnknownModifier, "Contains"),
            ("minute", RuleProblem::UnknownModifier, "minute"),
            ("", RuleProblem::UnknownModifier, ""),
            ("i", RuleProblem::BadModifier, "i"),
            ("re|cidr", RuleProblem::BadModifier, "cidr"),
            ("re|contains", RuleProblem::BadModifier, ""),
            ("re|i|cased", RuleProblem::BadModifier, ""),
            ("gt|neq", RuleProblem::BadModifier, ""),
            ("exists|cased", RuleProblem::BadModifier, ""),
            ("fieldref|base64", RuleProblem::BadModifier, ""),
        ] {
            let wrong = names(key).expect_err(key);
            assert_eq!((wrong.problem, wrong.detail.as_str()), (problem, detail), "{key}");
        }
    }

    /// The examples of the specification and of pySigma.
    #[test]
    fn values_are_encoded() {
        let texts = |value: &str, steps: &[Step]| {
            let parts = transformed(Parts::of_value(value), steps)?;
            parts.iter().map(|parts| parts.as_literal().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        let wide = Step::Utf16 { is_big_endian: false, has_mark: false };
        let marked = Step::Utf16 { is_big_endian: false, has_mark: true };
        let big = Step::Utf16 { is_big_endian: true, has_mark: false };
        assert_eq!(texts("foobar", &[Step::Base64]), Some(vec!["Zm9vYmFy".to_owned()]));
        assert_eq!(
            texts("foobar", &[Step::Base64Offset]),
            Some(["Zm9vYmFy", "Zvb2Jhc", "mb29iYX"].map(str::to_owned).to_vec())
        );
        assert_eq!(texts("cmd", &[wide]), Some(vec!["c\0m\0d\0".to_owned()]));
        assert_eq!(texts("cmd", &[big]), Some(vec!["\0c\0m\0d".to_owned()]));
        assert_eq!(texts("cmd", &[wide, Step::Base64]), Some(vec!["YwBtAGQA".to_owned()]));
        assert_eq!(texts("cmd", &[marked, Step::Base64]), Some(vec!["//5jAG0AZAA=".to_owned()]));
        for (value, steps) in [
            ("cmd", &[marked][..]),
            ("日", &[wide]),
            ("a*", &[Step::Base64]),
            ("a", &[Step::Base64Offset]),
            ("-a", &[Step::Windash, Step::Base64]),
            ("a", &[wide, wide]),
        ] {
            assert_eq!(texts(value, steps), None, "{value} {steps:?}");
        }
    }

    /// Whatever stands before and behind, the text is found.
    #[test]
    fn a_text_is_found_in_base64_wherever_it_begins() {
        for before in ["", "x", "yz", "abc", "abcd"] {
            for behind in ["", "1", "23", "456"] {
                for text in ["secret", "secre", "secr"] {
                    let whole = STANDARD.encode(format!("{before}{text}{behind}"));
                    let variants = (0..3).map(|offset| base64_at_offset(text.as_bytes(), offset));
                    assert!(variants.into_iter().any(|variant| whole.contains(&variant)), "{before}{text}");
                }
            }
        }
    }
}
