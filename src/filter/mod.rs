//! The filter language: what a person asks of events, read from a line, written again, and changed. It is the
//! only place that knows the grammar; what the events say to it is asked in `query`.
//!
//! ```text
//!   user:alice* (family:transfer OR size:>10MB) -host:*.example.com "quarterly report"
//!   └─ clause ┘ └─────────── clause ──────────┘ └───── clause ────┘ └──── clause ────┘
//!
//!   filter = all ( "OR" all )*
//!   all    = term ( ["AND"] term )*
//!   term   = ( "-" | "NOT" )* ( "(" filter ")" | field ":" value | field ":(" value ( "OR" value )* ")" | word )
//! ```

mod complete;
mod edit;
mod expression;
mod facet;
mod field;
mod lexer;
mod mistake;
mod moment;
mod parse;
mod pattern;
mod print;
mod size;
mod span;
mod time_range;
mod values;

pub use complete::Fragment;
pub use expression::{Expression, ExpressionKind, Filter, Term};
pub use facet::Chosen;
pub use field::{Field, MARKED};
pub use mistake::{Mistake, Operator, Problem};
pub use moment::TimeLiteral;
pub use pattern::{Matcher, Pattern, folded};
pub use size::SizeRange;
pub use span::CharSpan;
pub use values::{Test, Value};
