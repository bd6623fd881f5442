//! Pieces that several views use.

pub mod virtual_table;
