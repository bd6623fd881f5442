//! sessionscope: bytes become records, records become events, events answer questions, answers
//! become pictures and reports, and nothing ever flows back.

// Not for the page: of the items of a binary the compiler tells what is dead whether they are `pub` or not.
#![warn(unreachable_pub)]

pub mod audit;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod engine;
pub mod export;
pub mod sample;
pub mod state;
pub mod text;

// The rooms whose speed counts are a package of their own, and have their names here like the others.
pub use sessionscope_hot::{
    casefile, container, expression, filter, format, mapping, model, query, reader, search, sigma, source, terminal,
};
