//! What is told of sites.

use crate::model::Amount;
use serde::{Deserialize, Serialize};

/// A site: a host that events name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRow {
    /// Its host (untrusted text).
    pub host: String,
    /// Events in scope that name it.
    pub events: u64,
    /// Those of them that are visits.
    pub visits: u64,
    /// Users who have any of them.
    pub users: u64,
    /// The first of them that has a time.
    pub first_ms: Option<i64>,
    /// The last of them that has a time.
    pub last_ms: Option<i64>,
    /// Pastes into it.
    pub pastes: u64,
    /// Copies from it.
    pub copies: u64,
    /// Files that were moved to it.
    pub uploads: Amount,
    /// Files that were moved from it.
    pub downloads: Amount,
    /// Visits and other things that were blocked.
    pub blocked: u64,
}

/// Users of the first sites: how often each was there, in what the sites are sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteMatrix {
    /// The sites (untrusted texts), in their order.
    pub hosts: Vec<String>,
    /// The users with most of it (untrusted texts; empty where events name none).
    pub users: Vec<String>,
    /// Users who are not among them.
    pub other_users: u32,
    /// A row a site, with a number a user.
    pub counts: Vec<Vec<u64>>,
    /// Whether what is blocked is counted, or else all events.
    pub of_blocked: bool,
}

/// A user of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteUser {
    /// The user (untrusted text); empty where events name none.
    pub user: String,
    /// Events in scope of both.
    pub events: u64,
    /// Those of them that were blocked.
    pub blocked: u64,
    /// The first of them that has a time.
    pub first_ms: Option<i64>,
    /// The last of them that has a time.
    pub last_ms: Option<i64>,
}
