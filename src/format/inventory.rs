//! Answers of the AWS command line that say what should be there, and who is who.
//!
//! Source: botocore, `workspaces` (`DescribeWorkspaces`) and `workspaces-web` (`GetSessionLogger`,
//! `ListSessionLoggers`).

use crate::container::json::{Fields, Schema, Want};

const WORKSPACE_ID: u8 = 0;
const USER_NAME: u8 = 1;

/// The fields of an element of `Workspaces`.
pub const WORKSPACE: Schema =
    &[("WorkspaceId", Want::Slot(WORKSPACE_ID)), ("UserName", Want::Slot(USER_NAME))];

/// Id and user of a WorkSpace, if this is one.
pub fn parse_workspace<'a>(fields: &Fields<'a>) -> Option<(String, String)> {
    let id = fields.text(WORKSPACE_ID)?.into_owned();
    Some((id, fields.text(USER_NAME).unwrap_or_default().into_owned()))
}

const ARN: u8 = 0;
const NAME: u8 = 1;
const EVENT_FILTER: u8 = 2;
const BUCKET: u8 = 3;
const PREFIX: u8 = 4;

/// The fields of a Session Logger's settings.
pub const SESSION_LOGGER: Schema = &[
    ("sessionLoggerArn", Want::Slot(ARN)),
    ("displayName", Want::Slot(NAME)),
    ("eventFilter", Want::Slot(EVENT_FILTER)),
    (
        "logConfiguration",
        Want::Within(&[(
            "s3",
            Want::Within(&[("bucket", Want::Slot(BUCKET)), ("keyPrefix", Want::Slot(PREFIX))]),
        )]),
    ),
];

/// The settings of a Session Logger.
#[derive(Clone, Debug, Default)]
pub struct SessionLoggerSettingsRecord<'a> {
    /// `sessionLoggerArn`.
    pub arn: String,
    /// `displayName`.
    pub name: String,
    /// `eventFilter`: the JSON text.
    pub event_filter: Option<&'a [u8]>,
    /// `logConfiguration.s3`: bucket and prefix.
    pub destination: String,
}

/// The settings whose fields were cut out by [`SESSION_LOGGER`].
pub fn parse_session_logger_settings<'a>(fields: &Fields<'a>) -> SessionLoggerSettingsRecord<'a> {
    let text = |slot| fields.text(slot).unwrap_or_default().into_owned();
    let (bucket, prefix) = (text(BUCKET), text(PREFIX));
    SessionLoggerSettingsRecord {
        arn: text(ARN),
        name: text(NAME),
        event_filter: fields.raw(EVENT_FILTER),
        destination: if prefix.is_empty() { bucket } else { format!("{bucket}/{prefix}") },
    }
}
