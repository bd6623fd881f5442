//! sessionscope: bytes become records, records become events, events answer questions, answers
//! become pictures and reports, and nothing ever flows back.

// Not for the page: of the items of a binary the compiler tells what is dead whether they are `pub` or not.
#![warn(unreachable_pub)]

pub mod audit;
pub mod casefile;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod container;
pub mod engine;
pub mod export;
pub mod expression;
pub mod filter;
pub mod format;
pub mod mapping;
pub mod model;
pub mod query;
pub mod reader;
pub mod sample;
pub mod search;
pub mod sigma;
pub mod source;
pub mod state;
pub mod terminal;
pub mod text;
