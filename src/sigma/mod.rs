//! Sigma: rules that others write about logs, read, matched against records, and correlated.
//!
//! ```text
//!   text ──read_documents──▶ Document ──RuleSet::new──▶ RuleSet ──matcher──▶ Matcher
//!                                                          │  record ──▶ Match, with what correlations ask of it
//!                                                          └─ all matches, with their times ──correlate──▶ Correlated
//! ```
//!
//! Sources: the specification of SigmaHQ (rules 2.1.0, modifiers 2.1.0, correlation rules 2.1.0). Where it leaves open
//! what a record is, this holds:
//!
//! - A field is a path with dots through objects; of arrays on the way each element counts, and one suffices. A key may
//!   have dots itself. Where the path ends in an object or an array, each text, number and boolean within is a value of the
//!   field: `requestParameters|contains: x` looks into all parameters.
//! - Numbers and booleans are compared with texts by how they are written, numbers with numbers by their value.
//! - `null` is met by a field that is not there, and by one that is null.
//! - A keyword (a selection that is a list of texts) is looked for in each value of the record.
//!
//! What is not supported is a mistake of the whole rule, named with its line: placeholders (`expand`), modifiers of time,
//! the old aggregations in conditions, `value_sum` and its like, Sigma's filters.

mod about;
mod condition;
mod correlate;
mod correlation;
mod document;
mod item;
mod matcher;
mod mistake;
mod modifiers;
mod pattern;
mod record;
mod references;
mod rule;
mod rule_set;
mod scalar;
mod service;
mod yaml;

pub use about::{About, Level};
pub use correlate::{Correlated, TimedMatch, correlate};
pub use correlation::{Correlation, CorrelationKind};
pub use document::{Document, read_documents};
pub use matcher::{CorrelationKey, Match, Matcher};
pub use mistake::{RuleMistake, RuleProblem};
pub use rule::Rule;
pub use rule_set::{RuleNo, RuleSet};
pub use service::Service;
