//! WorkSpaces and their users: each is a fact.

use crate::container::json::Fields;
use crate::format::workspaces::parse_workspace;
use crate::model::fact::Fact;

/// The fact of a WorkSpace, if it has an id.
pub(super) fn map(fields: &Fields<'_>) -> Option<Fact> {
    parse_workspace(fields).map(|(id, user)| Fact::Workspace { id, user })
}
