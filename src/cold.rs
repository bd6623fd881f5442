//! The rooms that read what people write, and say whether a text is meant by it: filters, case files, rules, expressions.
//! They stand below the rooms whose speed counts, which use them, and are a package of their own, `sessionscope-cold`, so
//! that the page can have them compiled to be small. Filters are asked about each distinct text once, and rules about the
//! few records that have what they require: the time goes elsewhere.

#![warn(unreachable_pub)]

pub mod casefile;
pub mod expression;
pub mod filter;
pub mod sigma;

pub use sessionscope_base::{container, model, source};
