//! The rooms that know bytes alone, whatever they mean. All rooms stand on them and most of the time is theirs, so they
//! are a package of their own, `sessionscope-bytes`, that the page has compiled to be fast.

#![warn(unreachable_pub)]

pub mod container;
pub mod source;
