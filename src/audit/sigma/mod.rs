//! Sigma rules over the original records: what they are, the pass that looks for what they describe, and what comes of
//! it as findings (E36). The language itself is in [`crate::sigma`].
//!
//! ```text
//!   rule files ─▶ sources ─▶ RuleSet ─▶ RulePass (in each worker) ─▶ RuleHits ─▶ RuleRun ─▶ findings
//!   built in ────┘             files ─▶ Reader ─▶ RecordTexts ──┘        by place           by event
//! ```

mod built_in;
mod found;
mod pass;
mod run;

pub use crate::sigma::RuleSet;
pub use built_in::BUILT_IN;
pub use found::rule_findings;
pub use pass::{RuleHit, RuleHits, RulePass, SERVICES};
pub use run::{RuleRun, RuleSource, rule_counts, rule_sources, rules_of};
