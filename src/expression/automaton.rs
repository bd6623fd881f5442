//! A regular expression, searched for in time in proportion to the text: as a deterministic automaton whose states are
//! made as they are met. It is the engine of the `regex` crate without those of its parts that only tell where a match
//! lies, which nobody asks here: they are as large again.

use super::meaning::{Mode, Translator};
use super::mistake::{ExpressionMistake, ExpressionProblem};
use crate::source::limits::MAX_EXPRESSION_DEPTH;
use memchr::memmem::Finder;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, Compiler, WhichCaptures};
use regex_automata::{Anchored, Input};
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

/// An expression that is made ready.
#[derive(Clone, Debug)]
pub struct Expression {
    automaton: DFA,
    /// What stands in each text that matches, if it was found out: it is looked for first.
    required: Option<Finder<'static>>,
}

/// The states of an expression that were met. Who searches has one for each expression.
#[derive(Clone, Debug)]
pub struct ExpressionStates(Cache);

/// What an expression may take.
#[derive(Clone, Copy, Debug)]
pub struct ExpressionSize {
    /// Bytes that it takes when it is made ready.
    pub most_bytes: usize,
    /// Bytes of its states that are kept. What does not find room is made again.
    pub cache_bytes: usize,
}

impl Expression {
    /// Reads an expression, with flags that hold from its start.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(text: &str, mode: Mode, size: ExpressionSize) -> Result<Expression, ExpressionMistake> {
        let read = ParserBuilder::new().nest_limit(MAX_EXPRESSION_DEPTH).build().parse(text);
        let read = read.map_err(|error| ExpressionMistake::of_expression(text, &error))?;
        let meant = Translator::new(text).translate(&read, mode)?;
        let too_large = || ExpressionMistake::of_whole(text, ExpressionProblem::TooLarge);
        let settings =
            thompson::Config::new().which_captures(WhichCaptures::None).nfa_size_limit(Some(size.most_bytes));
        let states = Compiler::new().configure(settings).build_from_hir(&meant).map_err(|_| too_large())?;
        let settings = DFA::config().cache_capacity(size.cache_bytes).skip_cache_capacity_check(true);
        let automaton = DFA::builder().configure(settings).build_from_nfa(states).map_err(|_| too_large())?;
        let required = required(&meant).map(|literal| Finder::new(literal).into_owned());
        Ok(Expression { automaton, required })
    }

    /// Room for the states that are met while it is searched for.
    pub fn states(&self) -> ExpressionStates {
        ExpressionStates(self.automaton.create_cache())
    }

    /// Whether a text has a match in it; `states` are those of this expression.
    pub fn matches(&self, text: &str, states: &mut ExpressionStates) -> bool {
        if self.required.as_ref().is_some_and(|required| required.find(text.as_bytes()).is_none()) {
            return false;
        }
        let input = Input::new(text).anchored(Anchored::No).earliest(true);
        // It never gives up: nothing told it when to.
        self.automaton.try_search_fwd(&mut states.0, &input).is_ok_and(|found| found.is_some())
    }
}

/// The longest text that stands in all that matches, as far as that is plain to see.
fn required(meant: &Hir) -> Option<&[u8]> {
    match meant.kind() {
        HirKind::Literal(literal) => Some(&literal.0),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(members) => members.iter().filter_map(required).max_by_key(|literal| literal.len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: ExpressionSize = ExpressionSize { most_bytes: 2_000_000, cache_bytes: 4_000_000 };

    fn expression(text: &str) -> Result<Expression, ExpressionMistake> {
        Expression::new(text, Mode::default(), SIZE)
    }

    fn matches(text: &str, searched: &str) -> bool {
        let read = expression(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
        read.matches(searched, &mut read.states())
    }

    #[test]
    fn flags_from_the_start_hold_until_the_expression_says_otherwise() {
        let matches = |text: &str, mode: Mode, searched: &str| {
            let read = Expression::new(text, mode, SIZE).expect("an expression");
            read.matches(searched, &mut read.states())
        };
        let ignoring_case = Mode { ignores_case: true, ..Mode::default() };
        assert!(matches("^abc$", ignoring_case, "ABC"));
        assert!(!matches("^(?-i)abc$", ignoring_case, "ABC"));
        assert!(matches("^b$", Mode { is_multi_line: true, ..Mode::default() }, "a\nb"));
        assert!(matches("a.b", Mode { dot_is_all: true, ..Mode::default() }, "a\nb"));
    }

    #[test]
    fn expressions_match_within_a_text() {
        for (expression, text, expected) in [
            ("b+c", "abbbc", true),
            ("b{4}c", "abbbc", false),
            ("^abc$", "abc", true),
            ("^abc$", "abc\n", false),
            ("(?m)^b$", "a\nb\nc", true),
            ("a.c", "a日c", true),
            ("a.c", "a\nc", false),
            ("(?s)a.c", "a\nc", true),
            ("[日月]本", "日本", true),
            ("[日月]本", "月曜", false),
            ("(?i)straße ÄÖÜ", "STRAßE äöü", true),
            ("straße", "STRASSE", false),
            (r"\d+ \w+", "12 日本", true),
            (r"\bfoo\b", "a foo.", true),
            (r"\bfoo\b", "afoo", false),
            (r"\bfoo\b", "日foo本", true),
            ("(a|b)(c|d)", "xbdx", true),
            ("(?:error|denied).*alice", "AccessDenied denied: alice", true),
            ("", "", true),
        ] {
            assert_eq!(matches(expression, text), expected, "{expression} in {text}");
        }
    }

    #[test]
    fn what_must_be_there_is_seen() {
        let required = |text: &str| {
            let read = ParserBuilder::new().build().parse(text).expect("an expression");
            let meant = Translator::new(text).translate(&read, Mode::default()).expect("an expression");
            required(&meant).map(|literal| String::from_utf8_lossy(literal).into_owned())
        };
        assert_eq!(required("a.*longer[xy]b").as_deref(), Some("longer"));
        assert_eq!(required("(abc)+d?").as_deref(), Some("abc"));
        assert_eq!(required("(abc)*"), None);
        assert_eq!(required("abc|abd|x"), None);
        assert_eq!(required("(?i)abc"), None);
    }

    #[test]
    fn a_mistake_is_told_at_its_place() {
        for (expression, start, end, problem) in [
            ("日(b", 1, 2, ExpressionProblem::OpenGroup),
            ("a)b", 1, 2, ExpressionProblem::UnopenedGroup),
            ("[a", 0, 1, ExpressionProblem::OpenClass),
            ("a[z-a]", 2, 5, ExpressionProblem::BadRange),
            ("*a", 0, 1, ExpressionProblem::NothingToRepeat),
            (r"a\q", 1, 3, ExpressionProblem::BadEscape),
            (r"(a)\1", 3, 5, ExpressionProblem::Backreference),
            ("(?=a)", 0, 3, ExpressionProblem::LookAround),
            ("(?z)a", 2, 3, ExpressionProblem::BadFlag),
            ("(?P<>a)", 3, 4, ExpressionProblem::BadGroupName),
            ("a{2,1}", 1, 6, ExpressionProblem::BadCount),
            (r"a\p{Han}", 1, 8, ExpressionProblem::UnknownClass),
        ] {
            let mistake = super::tests::expression(expression).err();
            let ExpressionMistake { chars, problem: told } =
                mistake.unwrap_or_else(|| panic!("{expression} is read"));
            assert_eq!((chars, told), (start..end, problem), "{expression}");
        }
    }

    #[test]
    fn what_would_take_too_much_is_refused() {
        let problem = |text: &str| expression(text).err().map(|mistake| mistake.problem);
        assert_eq!(problem("(?:(?:x{100}){100}){100}"), Some(ExpressionProblem::TooLarge));
        let depth = MAX_EXPRESSION_DEPTH as usize + 5;
        let nested = "(".repeat(depth) + "a" + &")".repeat(depth);
        assert_eq!(problem(&nested), Some(ExpressionProblem::TooDeep));
    }

    /// Each byte is looked at once: an expression that others take all time for takes as long for each byte of a text
    /// that is ten times as long. States are counted, not time.
    #[test]
    fn an_expression_made_to_be_slow_is_not() {
        let expression = expression("(a*)*(a*)*(a|aa)+$b").expect("an expression");
        let mut states = expression.states();
        assert!(!expression.matches(&"a".repeat(100_000), &mut states));
        assert!(states.0.memory_usage() < SIZE.cache_bytes);
    }

    /// Expressions of any shape, in any text, held against the `regex` crate.
    #[test]
    fn what_matches_is_what_matches_in_the_regex_crate() {
        let atoms = [
            "a",
            "b",
            "B",
            "日",
            "本",
            ".",
            "[ab]",
            "[^a]",
            "[a-c&&[^b]]",
            "[日-本]",
            "[^日]",
            r"\s",
            r"\S",
            "[[:upper:]]",
            "[[:^alpha:]]",
            r"\n",
            "^",
            "$",
            r"\A",
            r"\z",
            "ß",
            "Σ",
            "k",
            "[K-ſ]",
            r"\x41",
            r"\u{e4}",
            "[a-z--b]",
            "[a-c~~b-d]",
            "é",
            r"[\s\S]",
        ];
        let texts = [
            "a", "b", "B", "A", "日", "本", "月", "\n", " ", "ß", "ẞ", "ς", "Σ", "K", "K", "ſ", "Ä", "é",
            "É", "x",
        ];
        let mut state = 11u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        let (mut tried, mut matched) = (0, 0);
        for _ in 0..4_000 {
            let mut expression = String::new();
            let mut open = 0;
            for _ in 0..1 + below(7) {
                match below(12) {
                    0 => {
                        expression += ["(", "(?:", "(?i:", "(?s:", "(?m:", "(?-i:"][below(6)];
                        open += 1;
                    }
                    1 => expression += "|",
                    2 => expression += ["(?i)", "(?m)", "(?s)", "(?-i)", "(?x)  # all\n"][below(5)],
                    3 if open > 0 => {
                        expression += ")";
                        open -= 1;
                    }
                    _ => {
                        expression += atoms[below(atoms.len())];
                        expression += ["", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"][below(10)];
                    }
                }
            }
            expression += &")".repeat(open);
            let theirs = regex::Regex::new(&expression);
            let own = super::tests::expression(&expression);
            assert_eq!(own.is_ok(), theirs.is_ok(), "{expression}");
            let (Ok(own), Ok(theirs)) = (own, theirs) else { continue };
            let mut states = own.states();
            for _ in 0..8 {
                let text: String = (0..below(7)).map(|_| texts[below(texts.len())]).collect();
                assert_eq!(
                    own.matches(&text, &mut states),
                    theirs.is_match(&text),
                    "{expression} in {text:?}"
                );
                tried += 1;
                matched += u32::from(theirs.is_match(&text));
            }
        }
        assert!(tried > 10_000 && matched > 1_000 && matched < tried - 1_000, "{matched} of {tried}");
    }
}
