//! Bytes to typed records, one file a format, and the list of them. What a record means for the viewer is
//! said in `mapping/`, which has a file of the same name for each.
//!
//! A format whose records are JSON objects is a module and a line in the list. All that depends on which
//! formats there are is computed from the list (`registry.rs`, `envelope.rs`), and `mapping/` does not compile
//! without a mapping for each.

pub mod call_object;
pub mod call_table;
pub mod carrier;
pub mod cloudtrail;
pub mod cloudtrail_digest;
pub mod cloudtrail_identity;
pub mod cloudtrail_ocsf;
pub mod cloudtrail_public_keys;
pub mod cloudtrail_table;
pub mod descriptor;
pub mod detect;
pub mod envelope;
pub mod flat_object;
pub mod header;
pub mod identity_map;
pub mod json_row;
pub mod listing;
pub mod log_event;
pub mod log_lines;
pub mod metric_stream;
pub mod metrics;
pub mod metrics_table;
pub mod probe;
pub mod registry;
pub mod s3_object_metadata;
pub mod session_logger;
pub mod session_logger_settings;
pub mod session_manager_history;
pub mod session_manager_stream;
pub mod session_manager_transcript;
pub mod sheet_time;
pub mod sigma_rule;
pub mod struct_text;
pub mod table;
pub mod user_access;
pub mod workspaces;
pub mod workspaces_access;

pub use listing::Listing;

use crate::source::enum_table;
use descriptor::Descriptor;

enum_table! {
    /// The formats whose records are JSON objects, in the order in which they are tried on an object.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[repr(u8)]
    pub enum Format =>
    /// What the format says of itself.
    pub fn descriptor() -> &'static Descriptor {
        /// WorkSpaces Secure Browser Session Logger.
        SessionLogger => &session_logger::FORMAT,
        /// WorkSpaces Secure Browser user access logging.
        UserAccess => &user_access::FORMAT,
        /// CloudTrail.
        CloudTrail => &cloudtrail::FORMAT,
        /// CloudTrail in the form of OCSF.
        CloudTrailOcsf => &cloudtrail_ocsf::FORMAT,
        /// Lines of a Session Manager session, streamed.
        SessionManagerStream => &session_manager_stream::FORMAT,
        /// WorkSpaces Access.
        WorkspacesAccess => &workspaces_access::FORMAT,
        /// A digest of CloudTrail: hashes of log files, no events.
        CloudTrailDigest => &cloudtrail_digest::FORMAT,
        /// CloudWatch metrics, streamed: data points, no events.
        MetricStream => &metric_stream::FORMAT,
        /// Metadata of an S3 object: the signature of a digest, no events.
        S3ObjectMetadata => &s3_object_metadata::FORMAT,
    }
}
