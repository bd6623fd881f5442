//! Lines of a CloudWatch Logs export task: a time, a blank, and a message, which goes on over the lines that
//! have no time.
//!
//! Source: CloudWatch Logs user guide, "Exporting log data to Amazon S3".

use super::session_manager_transcript::begins_transcript;
use crate::source::limits::EXPORT_HEAD_BYTES;
use crate::source::session_id::session_id_of_name;

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
pub fn begins_export(text: &[u8], is_all: bool, path: &str) -> Option<bool> {
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
