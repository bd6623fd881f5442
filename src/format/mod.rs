//! Bytes to typed records, one file a format. What a record means for the viewer is the model's matter.

pub mod detect;
pub mod notice;
pub mod session_logger;
pub mod user_access;

pub use detect::Format;
pub use notice::{NoticeKind, Reason};
