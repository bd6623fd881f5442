//! Terminal sessions as a person reads them: the texts of a session put in order, shown to a terminal, and
//! what that terminal showed, line by line. It never strips escapes by patterns, and it reads no file.
//!
//! ```text
//!   pieces ─▶ copies ─▶ prepared text ─▶ a terminal (avt) ─▶ rows, hidden texts, full-screen programs
//!             ordered,  header off,         watched          commands (echoed after a prompt)
//!             joined    line ends undone
//! ```

pub mod agent;
pub mod answer;
pub mod colour;
pub mod command;
pub mod copy;
mod cost;
pub mod desk;
pub mod play;
mod playing;
pub mod prepare;
mod rows;
pub mod size;
mod watch;
pub mod work;

pub use answer::{TerminalAnswer, TerminalQuestion};
pub use desk::{Desk, Search};
pub use work::Work;
