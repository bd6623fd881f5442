//! Which format a record has: by its content, never by the name of its file.

use super::transcript::{begins_transcript, session_id_of_name};
use super::{
    cloudtrail, cloudtrail_ocsf, metrics, session_logger, session_manager_history, session_manager_stream,
    user_access, workspaces_access,
};
use crate::container::json::{Fields, Schema, Want};
use crate::container::sniff::{Sniffed, begins_at_once, sniff};
use serde::{Deserialize, Serialize};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Format {
    /// WorkSpaces Secure Browser Session Logger.
    SessionLogger,
    /// WorkSpaces Secure Browser user access logging.
    UserAccess,
    /// CloudTrail.
    CloudTrail,
    /// CloudTrail in the form of OCSF.
    CloudTrailOcsf,
    /// Lines of a Session Manager session, streamed.
    SessionManagerStream,
    /// WorkSpaces Access.
    WorkspacesAccess,
    /// A digest of CloudTrail: hashes of log files, no events.
    CloudTrailDigest,
    /// An anomaly that CloudTrail Insights found.
    CloudTrailInsight,
    /// CloudWatch metrics: data points.
    Metrics,
    /// A transcript of a Session Manager session.
    SessionManagerTranscript,
    /// An entry of `describe-sessions`.
    SessionManagerHistory,
    /// An entry of `describe-workspaces`.
    Workspaces,
    /// Settings of a Session Logger.
    SessionLoggerSettings,
}

impl Format {
    /// The formats that a single JSON object can have, in the order in which they are tried.
    pub const OF_OBJECTS: [Format; 8] = [
        Format::SessionLogger,
        Format::UserAccess,
        Format::CloudTrail,
        Format::CloudTrailOcsf,
        Format::SessionManagerStream,
        Format::WorkspacesAccess,
        Format::CloudTrailDigest,
        Format::Metrics,
    ];

    /// The identifier of the contract (`inputs[].format`).
    pub const fn id(self) -> &'static str {
        match self {
            Format::SessionLogger => "session-logger",
            Format::UserAccess => "user-access-logging",
            Format::CloudTrail | Format::CloudTrailOcsf => "cloudtrail",
            Format::SessionManagerStream => "session-manager-stream",
            Format::WorkspacesAccess => "workspaces-access",
            Format::CloudTrailDigest => "cloudtrail-digest",
            Format::CloudTrailInsight => "cloudtrail-insight",
            Format::Metrics => "cloudwatch-metrics",
            Format::SessionManagerTranscript => "session-manager-transcript",
            Format::SessionManagerHistory => "session-manager-history",
            Format::Workspaces => "describe-workspaces",
            Format::SessionLoggerSettings => "session-logger-settings",
        }
    }

    /// The fields that its reader wants of an object.
    pub const fn schema(self) -> Schema {
        match self {
            Format::SessionLogger => session_logger::SCHEMA,
            Format::UserAccess => user_access::SCHEMA,
            Format::CloudTrail | Format::CloudTrailInsight => cloudtrail::SCHEMA,
            Format::CloudTrailOcsf => cloudtrail_ocsf::SCHEMA,
            Format::SessionManagerStream => session_manager_stream::SCHEMA,
            Format::WorkspacesAccess => workspaces_access::SCHEMA,
            Format::CloudTrailDigest => DIGEST,
            Format::Metrics => metrics::SCHEMA,
            Format::SessionManagerHistory => session_manager_history::SCHEMA,
            Format::SessionManagerTranscript | Format::Workspaces | Format::SessionLoggerSettings => &[],
        }
    }

    /// Whether an object whose fields were cut out by [`Format::schema`] is a record of this format.
    pub fn recognises(self, fields: &Fields<'_>) -> bool {
        match self {
            Format::SessionLogger => session_logger::is_session_logger(fields),
            Format::UserAccess => user_access::is_user_access(fields),
            Format::CloudTrail => cloudtrail::is_cloudtrail(fields),
            Format::CloudTrailOcsf => cloudtrail_ocsf::is_cloudtrail_ocsf(fields),
            Format::SessionManagerStream => session_manager_stream::is_session_manager_stream(fields),
            Format::WorkspacesAccess => workspaces_access::is_workspaces_access(fields),
            Format::CloudTrailDigest => fields.raw(0).is_some(),
            Format::Metrics => metrics::is_metric_stream(fields),
            _ => false,
        }
    }
}

/// A digest file of CloudTrail (CloudTrail user guide, "digest file structure").
const DIGEST: Schema = &[("digestS3Object", Want::Slot(0))];

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// JSON values, in whatever packing.
    Json,
    /// A Session Manager transcript.
    Transcript,
    /// Lines of a CloudWatch Logs export task.
    ExportLines,
    /// CSV with a header that is known.
    Table,
    /// Nothing but blanks.
    Blank,
    /// Something else.
    Unknown,
}

/// What a text is, told by its first bytes, and where they say nothing, by its path; nothing where more of
/// it must come first. `is_all` says that no more of it will be looked at.
pub fn detect_text(head: &[u8], is_all: bool, path: &str) -> Option<TextKind> {
    let sniffed = sniff(head, is_all);
    if sniffed == Sniffed::Blank {
        return Some(TextKind::Blank);
    }
    if is_object(head) {
        return Some(TextKind::Json);
    }
    if begins_transcript(head, is_all)? {
        return Some(TextKind::Transcript);
    }
    let (first, is_whole) = first_line(head);
    if !is_whole && !is_all && sniffed == Sniffed::TooShort {
        return None;
    }
    if is_export_line(first, path) {
        return Some(TextKind::ExportLines);
    }
    if is_known_header(first) {
        return Some(TextKind::Table);
    }
    if begins_at_once(head, is_all)? {
        return Some(TextKind::Json);
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    if session_id_of_name(name).is_some() && name.trim_end_matches(".gz").ends_with(".log") {
        return Some(TextKind::Transcript);
    }
    if !is_all {
        // A terminal's text may hold JSON: all that is looked at must be there to tell.
        return None;
    }
    if memchr::memchr(0x1b, head).is_some() && memchr::memchr(0, head).is_none() {
        return Some(TextKind::Transcript);
    }
    Some(if sniffed == Sniffed::Json { TextKind::Json } else { TextKind::Unknown })
}

/// The first line that is not blank, and whether its end has come.
fn first_line(head: &[u8]) -> (&[u8], bool) {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace();
    let head = &head[head.iter().take_while(|byte| is_blank(byte)).count()..];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match memchr::memchr(b'\n', head) {
        Some(len) => (&head[..len], true),
        None => (head, false),
    }
}

fn first_sign(head: &[u8]) -> Option<u8> {
    let mut rest = head;
    loop {
        rest = match rest {
            [b' ' | b'\t' | b'\r' | b'\n' | b',', tail @ ..] | [0xef, 0xbb, 0xbf, tail @ ..] => tail,
            [first, ..] => return Some(*first),
            [] => return None,
        };
    }
}

fn is_object(head: &[u8]) -> bool {
    first_sign(head) == Some(b'{')
}

/// The time that a line of an export task begins with: `YYYY-MM-DDTHH:MM:SS`, perhaps a fraction, `Z`; a
/// blank or the end of the line must follow.
pub fn export_time(line: &[u8]) -> Option<&[u8]> {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    let is_like = |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
    if line.len() <= FORM.len() || !line.iter().zip(FORM).all(is_like) {
        return None;
    }
    let mut end = FORM.len();
    if line[end] == b'.' {
        let digits = line[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        end += 1 + digits;
    }
    let is_end =
        line.get(end) == Some(&b'Z') && matches!(line.get(end + 1), None | Some(b' ' | b'\n' | b'\r'));
    is_end.then(|| &line[..=end])
}

fn is_export_line(line: &[u8], path: &str) -> bool {
    let Some(time) = export_time(line) else { return false };
    let message = line[time.len()..].strip_prefix(b" ").unwrap_or_default();
    matches!(message.first(), Some(b'{' | b'['))
        || message.starts_with(b"Script started on ")
        || session_id_of_name(folder_of(path)).is_some()
}

/// Name of the folder that a file lies in; empty where there is none.
pub fn folder_of(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

/// A header of a table without case and punctuation.
pub fn normal_header(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '@').flat_map(char::to_lowercase).collect()
}

fn is_known_header(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    let names: Vec<String> = line.split(',').map(normal_header).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("@message")
        || (has("eventname") && has("eventtime"))
        || names.first().is_some_and(|name| name == "fulllabel")
}
