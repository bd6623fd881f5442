//! The logs that rules can be for.

use super::mistake::{RuleProblem, Wrong};
use super::yaml::Node;
use crate::source::enum_table;

enum_table! {
    /// Logs that rules can be for, by the `service` of a log source whose `product` is `aws`. All but that of CloudTrail
    /// are our own names: Sigma has none for these logs.
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

impl Service {
    /// The logs that a rule is for.
    ///
    /// # Errors
    /// It is for others: a rule about other logs that happened to match here would mean nothing.
    pub(super) fn of_rule(rule: &Node) -> Result<Service, Wrong> {
        let source = rule.required("logsource")?;
        let of = |key| source.get(key).filter(|node| !node.is_null()).map(|node| node.text().unwrap_or("?"));
        let (category, product, service) = (of("category"), of("product"), of("service"));
        let service_id = service.unwrap_or_default().to_lowercase();
        let known = Service::ALL.into_iter().find(|service| service.id() == service_id);
        let is_of_aws = product.is_some_and(|product| product.eq_ignore_ascii_case("aws"));
        known.filter(|_| is_of_aws && category.is_none()).ok_or_else(|| {
            let named = [category, product, service].into_iter().flatten().collect::<Vec<_>>().join(" / ");
            Wrong::new(source.line, RuleProblem::OtherLogs, named)
        })
    }
}
