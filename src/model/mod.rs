//! The one internal model: event columns, sessions, transfers, activities. It is not any format's own
//! shape, and it holds no original text.

pub mod activity;
pub mod family;
pub mod place;
pub mod time;

pub use family::Family;
pub use place::{Direction, Place, direction};
