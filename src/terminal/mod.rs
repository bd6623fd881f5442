//! Terminal sessions as a person reads them: the texts of a session put in order, shown to a terminal, and
//! what that terminal showed, line by line. It never strips escapes by patterns, and it reads no file.
//!
//! ```text
//!   pieces ─▶ copies ─▶ prepared text ─▶ a terminal (avt) ─▶ rows, hidden texts, full-screen programs
//!             ordered,  header off,         watched          commands (echoed after a prompt)
//!             joined    line ends undone
//! ```

mod agent;
mod alternate;
pub mod answer;
mod cluster;
pub mod colour;
mod command;
mod control_string;
mod copy;
mod cost;
mod feed;
mod overprint;
mod played_text;
mod player;
mod prepare;
mod rows;
mod runs;
mod size;
mod transcripts;
mod watch;
mod work;

pub use answer::{TerminalRequest, TerminalResponse};
pub use transcripts::{Search, Transcripts};
pub use work::Work;
