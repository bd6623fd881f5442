//! The rooms that read rules and expressions that others wrote, and match with them. They stand below the rooms whose
//! speed counts, which read files of rules too, and are a package of their own, `sessionscope-rules`, so that the page
//! can have them compiled to be small: a rule is asked only of the few records that have what it requires.

#![warn(unreachable_pub)]

pub mod expression;
pub mod sigma;

pub use sessionscope_bytes::{container, source};
