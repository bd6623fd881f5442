//! What an expression means to the automaton that searches for it. The reader of expressions is that of the `regex` crate;
//! what stands here in place of its translator needs none of the tables of Unicode that come with that one, for the
//! standard library has those that matter: case, letters, blanks.
//!
//! It differs in this: boundaries of words (`\b`) are told by ASCII, since what Unicode calls a word cannot be told byte
//! by byte; `\d` has the digits of ASCII and their wide forms; there are no classes of Unicode (`\p{…}`).

use super::character_class::{Folding, ascii, perl};
use super::mistake::{ExpressionMistake, ExpressionProblem};
use regex_syntax::ast::{
    AssertionKind, Ast, ClassBracketed, ClassSet, ClassSetBinaryOpKind, ClassSetItem, Flag, Flags, GroupKind,
    Repetition, RepetitionKind, RepetitionRange, Span,
};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition as Repeated};

/// What flags are set, from the start or by the expression itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mode {
    /// Letters match whatever their case (`i`).
    pub ignores_case: bool,
    /// `^` and `$` are the ends of lines too (`m`).
    pub is_multi_line: bool,
    /// A dot is also the end of a line (`s`).
    pub dot_is_all: bool,
}

/// Tells what an expression means.
pub(super) struct Translator<'t> {
    text: &'t str,
    folding: Option<Folding>,
}

impl<'t> Translator<'t> {
    /// For an expression that was read of this text.
    pub(super) fn new(text: &'t str) -> Translator<'t> {
        Translator { text, folding: None }
    }

    /// What it means.
    ///
    /// # Errors
    /// What it has that is not understood here.
    pub(super) fn translate(mut self, expression: &Ast, mut mode: Mode) -> Result<Hir, ExpressionMistake> {
        self.expression(expression, &mut mode)
    }

    fn mistake(&self, span: &Span, problem: ExpressionProblem) -> ExpressionMistake {
        ExpressionMistake::at(self.text, (span.start.offset, span.end.offset), problem)
    }

    fn expression(&mut self, expression: &Ast, mode: &mut Mode) -> Result<Hir, ExpressionMistake> {
        Ok(match expression {
            Ast::Empty(_) => Hir::empty(),
            Ast::Flags(set) => {
                self.set(&set.flags, mode)?;
                Hir::empty()
            }
            Ast::Literal(literal) => self.character(literal.c, *mode),
            Ast::Dot(_) => {
                let mut all = ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]);
                if !mode.dot_is_all {
                    all.difference(&ClassUnicode::new([ClassUnicodeRange::new('\n', '\n')]));
                }
                Hir::class(Class::Unicode(all))
            }
            Ast::Assertion(assertion) => Hir::look(look(&assertion.kind, *mode)),
            Ast::ClassUnicode(class) => {
                return Err(self.mistake(&class.span, ExpressionProblem::UnknownClass));
            }
            Ast::ClassPerl(class) => Hir::class(Class::Unicode(perl(&class.kind, class.negated))),
            Ast::ClassBracketed(class) => Hir::class(Class::Unicode(self.bracketed(class, *mode)?)),
            Ast::Repetition(repetition) => {
                let inner = self.expression(&repetition.ast, mode)?;
                repeated(repetition, inner)
            }
            // Nobody asks what groups match. Flags in one hold up to its end.
            Ast::Group(group) => {
                let mut inner = *mode;
                if let GroupKind::NonCapturing(flags) = &group.kind {
                    self.set(flags, &mut inner)?;
                }
                self.expression(&group.ast, &mut inner)?
            }
            Ast::Alternation(all) => Hir::alternation(self.all(&all.asts, mode)?),
            Ast::Concat(all) => Hir::concat(self.all(&all.asts, mode)?),
        })
    }

    fn all(&mut self, expressions: &[Ast], mode: &mut Mode) -> Result<Vec<Hir>, ExpressionMistake> {
        expressions.iter().map(|expression| self.expression(expression, mode)).collect()
    }

    fn set(&self, flags: &Flags, mode: &mut Mode) -> Result<(), ExpressionMistake> {
        for (flag, place) in [
            (Flag::CaseInsensitive, &mut mode.ignores_case),
            (Flag::MultiLine, &mut mode.is_multi_line),
            (Flag::DotMatchesNewLine, &mut mode.dot_is_all),
        ] {
            *place = flags.flag_state(flag).unwrap_or(*place);
        }
        // Bytes that are no text are not searched, and lines end in a line feed. (Blanks and comments the reader has
        // left out, and how greedy a repetition is makes no difference here.)
        let is_bytes = flags.flag_state(Flag::Unicode) == Some(false);
        let has_other_lines = flags.flag_state(Flag::CRLF) == Some(true);
        match is_bytes || has_other_lines {
            true => Err(self.mistake(&flags.span, ExpressionProblem::BadFlag)),
            false => Ok(()),
        }
    }

    /// A character, or all that are the same as it in another case.
    fn character(&mut self, character: char, mode: Mode) -> Hir {
        if mode.ignores_case {
            return self.class(ClassUnicode::new([ClassUnicodeRange::new(character, character)]), mode);
        }
        Hir::literal(character.encode_utf8(&mut [0; 4]).as_bytes())
    }

    fn class(&mut self, class: ClassUnicode, mode: Mode) -> Hir {
        Hir::class(Class::Unicode(self.folded(class, mode)))
    }

    fn folded(&mut self, class: ClassUnicode, mode: Mode) -> ClassUnicode {
        if mode.ignores_case { self.folding.get_or_insert_with(Folding::new).folded(class) } else { class }
    }

    fn bracketed(&mut self, class: &ClassBracketed, mode: Mode) -> Result<ClassUnicode, ExpressionMistake> {
        let mut found = self.set_of(&class.kind, mode)?;
        if class.negated {
            found.negate();
        }
        Ok(found)
    }

    fn set_of(&mut self, set: &ClassSet, mode: Mode) -> Result<ClassUnicode, ExpressionMistake> {
        match set {
            ClassSet::Item(item) => self.item(item, mode),
            ClassSet::BinaryOp(operation) => {
                let mut left = self.set_of(&operation.lhs, mode)?;
                let right = self.set_of(&operation.rhs, mode)?;
                match operation.kind {
                    ClassSetBinaryOpKind::Intersection => left.intersect(&right),
                    ClassSetBinaryOpKind::Difference => left.difference(&right),
                    ClassSetBinaryOpKind::SymmetricDifference => left.symmetric_difference(&right),
                }
                Ok(left)
            }
        }
    }

    fn item(&mut self, item: &ClassSetItem, mode: Mode) -> Result<ClassUnicode, ExpressionMistake> {
        let class = match item {
            ClassSetItem::Empty(_) => ClassUnicode::empty(),
            ClassSetItem::Literal(literal) => {
                ClassUnicode::new([ClassUnicodeRange::new(literal.c, literal.c)])
            }
            ClassSetItem::Range(range) => {
                ClassUnicode::new([ClassUnicodeRange::new(range.start.c, range.end.c)])
            }
            ClassSetItem::Ascii(class) => return Ok(self.negated(ascii(&class.kind), class.negated, mode)),
            ClassSetItem::Unicode(class) => {
                return Err(self.mistake(&class.span, ExpressionProblem::UnknownClass));
            }
            ClassSetItem::Perl(class) => return Ok(perl(&class.kind, class.negated)),
            ClassSetItem::Bracketed(class) => return self.bracketed(class, mode),
            ClassSetItem::Union(all) => {
                let mut union = ClassUnicode::empty();
                for item in &all.items {
                    union.union(&self.item(item, mode)?);
                }
                return Ok(union);
            }
        };
        Ok(self.folded(class, mode))
    }

    fn negated(&mut self, class: ClassUnicode, is_negated: bool, mode: Mode) -> ClassUnicode {
        let mut class = self.folded(class, mode);
        if is_negated {
            class.negate();
        }
        class
    }
}

fn look(kind: &AssertionKind, mode: Mode) -> Look {
    match kind {
        AssertionKind::StartLine if mode.is_multi_line => Look::StartLF,
        AssertionKind::EndLine if mode.is_multi_line => Look::EndLF,
        AssertionKind::StartLine | AssertionKind::StartText => Look::Start,
        AssertionKind::EndLine | AssertionKind::EndText => Look::End,
        AssertionKind::WordBoundary => Look::WordAscii,
        AssertionKind::NotWordBoundary => Look::WordAsciiNegate,
        AssertionKind::WordBoundaryStart | AssertionKind::WordBoundaryStartAngle => Look::WordStartAscii,
        AssertionKind::WordBoundaryEnd | AssertionKind::WordBoundaryEndAngle => Look::WordEndAscii,
        AssertionKind::WordBoundaryStartHalf => Look::WordStartHalfAscii,
        AssertionKind::WordBoundaryEndHalf => Look::WordEndHalfAscii,
    }
}

fn repeated(repetition: &Repetition, inner: Hir) -> Hir {
    let (min, max) = match repetition.op.kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(count)) => (count, Some(count)),
        RepetitionKind::Range(RepetitionRange::AtLeast(min)) => (min, None),
        RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => (min, Some(max)),
    };
    Hir::repetition(Repeated { min, max, greedy: true, sub: Box::new(inner) })
}
