//! The rooms whose speed counts: those that read, keep and answer. They are a package of their own, `sessionscope-hot`,
//! because that is what the page can have compiled to be fast, where all else is compiled to be small (the `web` profile
//! of `Cargo.toml`). Their names are those of `lib.rs`, which hands them on.

#![warn(unreachable_pub)]

pub mod format;
pub mod mapping;
pub mod query;
pub mod reader;
pub mod terminal;

pub use sessionscope_base::{container, model, source};
pub use sessionscope_cold::{casefile, expression, filter, sigma};
