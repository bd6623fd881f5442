//! The rooms on which all others stand: bytes, whatever they mean, and what is made of them and kept. Most of the time is
//! theirs, so they are a package of their own, `sessionscope-base`, that the page has compiled to be fast.

#![warn(unreachable_pub)]

pub mod container;
pub mod model;
pub mod source;
