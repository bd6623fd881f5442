//! The rooms whose speed counts.

#![warn(unreachable_pub)]

pub mod casefile;
pub mod container;
pub mod filter;
pub mod format;
pub mod mapping;
pub mod model;
pub mod query;
pub mod reader;
pub mod search;
pub mod source;
pub mod terminal;
