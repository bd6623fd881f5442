//! sessionscope: bytes become records, records become events, events answer questions, answers
//! become pictures and reports, and nothing ever flows back.

pub use sessionscope_core::{container, format, model, query, reader, sort, source};

pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod engine;
pub mod export;
pub mod sample;
pub mod state;
pub mod terminal;
pub mod text;
