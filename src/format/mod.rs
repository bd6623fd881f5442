//! Bytes to typed records, one file a format. What a record means for the viewer is the model's matter.

pub mod cloudtrail;
pub mod cloudtrail_ocsf;
pub mod cloudtrail_table;
pub mod detect;
pub mod envelope;
pub mod inventory;
pub mod metrics;
pub mod notice;
pub mod session_logger;
pub mod session_manager_history;
pub mod session_manager_stream;
pub mod transcript;
pub mod user_access;
pub mod workspaces_access;

pub use detect::Format;
pub use notice::{NoticeKind, Reason};
