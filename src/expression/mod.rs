//! Regular expressions: whether a text has a match, in linear time and bounded memory. They are read by `regex-syntax`
//! and searched for by the lazy automaton of `regex-automata`; what stands between the two is ours, without the tables
//! of Unicode that come with theirs (docs/ARCHITECTURE.md).

mod automaton;
mod character_class;
mod meaning;
mod mistake;

pub use automaton::{Expression, ExpressionSize, ExpressionStates};
pub use meaning::Mode;
pub use mistake::{ExpressionMistake, ExpressionProblem};
