//! Which format a record has: by its content, never by the name of its file.

use super::transcript::{begins_transcript, session_id_of_name};
use super::{
    cloudtrail, cloudtrail_ocsf, metrics, session_logger, session_manager_history, session_manager_stream,
    user_access, workspaces_access,
};
use crate::container::json::{Fields, Schema, Want, joined};
use crate::container::rows::Rows;
use crate::container::sniff::{Sniffed, sniff};
use crate::source::limits::EXPORT_HEAD_BYTES;
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

    /// Whether an object that [`Format::recognises`] is surely of no format that is tried earlier, so that
    /// those need not be tried.
    pub fn is_sure(self, fields: &Fields<'_>) -> bool {
        fields.raw(EARLIER).is_none()
    }
}

/// Slot of the keys by which an object may be of a format that is tried before that of the schema.
pub const EARLIER: u8 = 31;

/// The keys by which objects are told, each format's behind those of the formats that are tried before it.
const TELLING_KEYS: Schema = &[
    ("category_name", Want::Slot(EARLIER)),
    ("activity_name", Want::Slot(EARLIER)),
    ("metadata", Want::Slot(EARLIER)),
    ("eventType", Want::Slot(EARLIER)),
    ("eventSource", Want::Slot(EARLIER)),
    ("sessionData", Want::Slot(EARLIER)),
    ("detail-type", Want::Slot(EARLIER)),
    ("digestS3Object", Want::Slot(EARLIER)),
];

/// Those of Session Logger: it is tried before user access logging.
pub const BEFORE_USER_ACCESS: Schema = TELLING_KEYS.split_at(3).0;

/// Those of the formats that are tried before the streamed messages of Session Manager.
pub const BEFORE_STREAM: Schema = TELLING_KEYS.split_at(5).0;

/// Those of the formats that are tried before WorkSpaces Access.
pub const BEFORE_WORKSPACES_ACCESS: Schema = TELLING_KEYS.split_at(6).0;

/// Those of the formats that are tried before a digest.
const BEFORE_DIGEST: Schema = TELLING_KEYS.split_at(7).0;

/// Those of the formats that are tried before metrics.
pub const BEFORE_METRICS: Schema = TELLING_KEYS;

/// A digest file of CloudTrail (CloudTrail user guide, "digest file structure").
const DIGEST: Schema =
    &joined::<{ 1 + BEFORE_DIGEST.len() }>(&[("digestS3Object", Want::Slot(0))], BEFORE_DIGEST);

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
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if text.first() == Some(&b'{') {
        return Some(TextKind::Json);
    }
    if begins_transcript(head, is_all)? {
        return Some(TextKind::Transcript);
    }
    let text = &text[first_line(text, is_all)?..];
    if is_export(text, is_all, path)? {
        return Some(TextKind::ExportLines);
    }
    if is_known_table(text, is_all)? {
        return Some(TextKind::Table);
    }
    match sniffed {
        Sniffed::Json => return Some(TextKind::Json),
        Sniffed::TooShort => return None,
        _ => {}
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
    Some(if sniffed == Sniffed::JsonLater { TextKind::Json } else { TextKind::Unknown })
}

/// Where the first line begins that is not blank.
fn first_line(text: &[u8], is_all: bool) -> Option<usize> {
    let mut start = 0;
    loop {
        let line = &text[start..];
        match line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) {
            Some(len) if line[len] == b'\n' => start += len + 1,
            Some(_) => return Some(start),
            None => return is_all.then_some(start),
        }
    }
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
    let is_end = line.get(end) == Some(&b'Z') && line.get(end + 1) == Some(&b' ');
    is_end.then(|| &line[..=end])
}

/// Whether a text begins like the lines of an export task. Where the log stream is no session's, the message
/// must be JSON or begin a transcript: many other logs begin their lines with a time.
fn is_export(text: &[u8], is_all: bool, path: &str) -> Option<bool> {
    if !is_all && text.len() < EXPORT_HEAD_BYTES {
        // It begins otherwise, whatever comes.
        return if text.first().is_some_and(u8::is_ascii_digit) { None } else { Some(false) };
    }
    let Some(time) = export_time(text) else { return Some(false) };
    let message = &text[(time.len() + 1).min(text.len())..];
    let begins = message.trim_ascii_start();
    let begins = begins.strip_prefix(b"\"").unwrap_or(begins);
    Some(
        matches!(begins.first(), Some(b'{' | b'['))
            || session_id_of_name(folder_of(path)).is_some()
            || begins_transcript(&message[..message.len().min(EXPORT_HEAD_BYTES)], true) == Some(true),
    )
}

/// Name of the folder that a file lies in; empty where there is none.
pub fn folder_of(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

/// A header of a table without case and punctuation. What is outside ASCII stays, but for blanks and the
/// byte order mark: no known header has such characters.
pub fn normal_header(name: &str) -> String {
    let is_kept = |c: &char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || *c == '@'
        } else {
            !c.is_whitespace() && *c != '\u{feff}'
        }
    };
    name.chars().filter(is_kept).collect::<String>().to_lowercase()
}

/// Whether a text begins with the header of a table that is known.
fn is_known_table(text: &[u8], is_all: bool) -> Option<bool> {
    let text = text.trim_ascii_start();
    if matches!(text.first(), Some(b'{' | b'[')) {
        return Some(false);
    }
    let mut rows = Rows::default();
    rows.push(text);
    if is_all {
        rows.end();
    }
    let Some((_, _, cells)) = rows.next_row() else { return is_all.then_some(false) };
    let names: Vec<String> = cells.unwrap_or_default().iter().map(|name| normal_header(name)).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    Some(
        has("@message")
            || (has("eventname") && has("eventtime"))
            || names.first().is_some_and(|name| name == "fulllabel"),
    )
}
