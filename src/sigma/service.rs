//! The logs that rules can be for.

use crate::source::enum_table;

enum_table! {
    /// Logs that rules can be for, by the `service` of a log source whose `product` is `aws`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Service =>
    /// As a rule spells it.
    pub fn id() -> &'static str {
        /// Records of CloudTrail.
        CloudTrail => "cloudtrail",
        /// Events of Session Logger.
        SecureBrowser => "workspaces-secure-browser",
        /// Events that Session Manager streams, and sessions of its history.
        SessionManager => "session-manager",
        /// Logins to WorkSpaces, from EventBridge.
        WorkSpacesAccess => "workspaces-access",
        /// Events of user access logging.
        UserAccessLogging => "user-access-logging",
    }
}
