//! WorkSpaces and their users, as `aws workspaces describe-workspaces` gives them: who is who.
//!
//! Source: botocore, `workspaces` (`DescribeWorkspaces`).

use super::descriptor::ListingDescriptor;
use crate::container::json::{Fields, Want};

const WORKSPACE_ID: u8 = 0;
const USER_NAME: u8 = 1;

/// `describe-workspaces`.
pub const LISTING: ListingDescriptor = ListingDescriptor {
    id: "describe-workspaces",
    key: "Workspaces",
    is_list: true,
    schema: &[("WorkspaceId", Want::Slot(WORKSPACE_ID)), ("UserName", Want::Slot(USER_NAME))],
};

/// Id and user of a WorkSpace, if this is one.
pub fn parse_workspace(fields: &Fields<'_>) -> Option<(String, String)> {
    let id = fields.text(WORKSPACE_ID)?.into_owned();
    Some((id, fields.text(USER_NAME).unwrap_or_default().into_owned()))
}
