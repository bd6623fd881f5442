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
pub mod search;
pub mod state;
pub mod text;

// The rooms below them are packages of their own, for the compiler is told by package what is to be fast and what small.
// Their names are here like those of the others.
pub use sessionscope_base::{container, model, source};
pub use sessionscope_cold::{casefile, expression, filter, sigma};
pub use sessionscope_hot::{format, mapping, query, reader, terminal};
