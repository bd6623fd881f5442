//! Pieces that several views use.

pub mod bars;
pub mod copy;
pub mod figure;
pub mod glyph;
pub mod later;
pub mod moved;
pub mod nothing;
pub mod path;
pub mod picture;
pub mod rows;
pub mod screen;
pub mod show;
pub mod size;
pub mod value;
pub mod virtual_table;
