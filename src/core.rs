//! The core of sessionscope: bytes become records, records become events, events answer questions. It
//! knows no thread, clock, file or browser.

pub mod container;
pub mod format;
pub mod model;
pub mod query;
pub mod reader;
pub mod sort;
pub mod source;
