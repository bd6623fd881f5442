//! The views, one a tab. Each asks the engine one question at a time and shows its latest answer.

pub mod compare;
pub mod drawer;
pub mod events;
pub mod evidence;
pub mod findings;
pub mod overview;
pub mod sessions;
pub mod sites;
pub mod terminal;
pub mod timeline;
pub mod transfers;
