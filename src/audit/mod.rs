//! What the evidence says of itself: what the digests prove, where what left came from, who moved how much, who is the
//! same, and what no log can show. It is about everything that was read, whatever the filter (`docs/ARCHITECTURE.md`; schema
//! `sessionscope.audit/1`).
//!
//! It says what is there, event by event, so that whoever reads it can look each of them up; how that is written is said
//! in `export`.

pub mod addresses;
pub mod answer;
pub mod cannot_show;
pub mod collected;
pub mod coverage;
pub mod deliveries;
pub mod digests;
pub mod evidence;
pub mod finding;
pub mod flows;
pub mod leg;
pub mod logging_changes;
pub mod logging_gaps;
pub mod moved;
pub mod results;
pub mod rules;
pub mod sigma;
pub mod tally;
pub mod transfer_order;
