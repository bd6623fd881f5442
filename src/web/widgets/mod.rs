//! Pieces that several views use.

pub mod copy;
pub mod glyph;
pub mod picture;
pub mod value;
pub mod virtual_table;
