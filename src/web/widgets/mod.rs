//! Pieces that several views use.

pub mod audit_rows;
pub mod bars;
pub mod canvas;
pub mod cell;
pub mod column_chooser;
pub mod context_menu;
pub mod copy;
pub mod deferred;
pub mod delivery_course;
pub mod dismissal;
pub mod empty_state;
pub mod event_cell;
pub mod event_column;
pub mod figure;
pub mod finding_sign;
pub mod flag;
pub mod glyph;
pub mod list_part;
pub mod long_text;
pub mod path;
pub mod picture;
pub mod size;
pub mod transfers_over_time;
pub mod value;
pub mod virtual_table;
pub mod visible_content;
