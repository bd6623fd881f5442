//! Answers of the AWS command line: lists of things that are no events.

use super::descriptor::{ListingDescriptor, enum_of_all};
use super::{cloudtrail_public_keys, metrics, session_logger_settings, session_manager_history, workspaces};

enum_of_all! {
    /// Such an answer, in the order in which their keys are looked for.
    pub enum Listing {
        /// `describe-sessions`.
        Sessions,
        /// `get-metric-statistics`.
        Datapoints,
        /// `get-metric-data`.
        MetricData,
        /// `describe-workspaces`.
        Workspaces,
        /// `list-session-loggers`.
        SessionLoggers,
        /// `get-session-logger`.
        SessionLogger,
        /// `list-public-keys` of CloudTrail.
        PublicKeys,
    }
}

impl Listing {
    /// What is known of it.
    pub const fn descriptor(self) -> &'static ListingDescriptor {
        match self {
            Listing::Sessions => &session_manager_history::LISTING,
            Listing::Datapoints => &metrics::DATAPOINTS,
            Listing::MetricData => &metrics::METRIC_DATA,
            Listing::Workspaces => &workspaces::LISTING,
            Listing::SessionLoggers => &session_logger_settings::LISTING,
            Listing::SessionLogger => &session_logger_settings::ONE,
            Listing::PublicKeys => &cloudtrail_public_keys::LISTING,
        }
    }
}
