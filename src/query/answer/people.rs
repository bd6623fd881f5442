//! What is told of people.

use crate::model::System;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

enum_table! {
    /// Why a user of a system is a person (E38).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum JoinReason =>
    /// Its name in the audit.
    pub fn id() -> &'static str {
        /// A map of identities says so.
        IdentityMap => "identity-map",
        /// `describe-workspaces` says that the WorkSpace is this user's.
        Workspace => "workspace",
        /// The names are addresses that are equal in lower case.
        SameAddress => "same-address",
    }
}

/// A user of a system, who is a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonUser {
    /// The system.
    pub system: System,
    /// The user, as its events have it (untrusted text); of a login to a WorkSpace, as that is described.
    pub user: String,
    /// Why.
    pub reason: JoinReason,
    /// Events of this user in this system.
    pub events: u64,
}

/// A person who is a user of several systems, or several users of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The name (untrusted text): what `person:` asks for.
    pub person: String,
    /// Events of all users of this person.
    pub events: u64,
    /// How many users there are.
    pub user_count: u32,
    /// The first of them, by system and user, and not all where there are very many.
    pub users: Vec<PersonUser>,
}
