//! Session Manager transcripts: what a terminal showed, as plain text with a header and a footer that
//! `script` or PowerShell wrote. One file is one record.
//!
//! Source: aws/amazon-ssm-agent, `agent/session/shell` (Linux, macOS, Windows); util-linux `script`. The
//! agent runs `script` when the session has ended: both times are those of the end.

use crate::source::session_id::session_id_of_name;

/// The identifier that the summary has for it.
pub const ID: &str = "session-manager-transcript";

/// What the header and the footer of a transcript tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranscriptRecord {
    /// Session id: from the header, else the name of the file or log stream (R26).
    pub session: String,
    /// Instance that the header's path names.
    pub target: String,
    /// Time in the footer, as written.
    pub end: Option<String>,
    /// Whether there is a footer: the session has ended.
    pub has_footer: bool,
}

/// Whether a text begins like a transcript; `is_all` says that no more of it will be looked at.
pub fn begins_transcript(head: &[u8], is_all: bool) -> Option<bool> {
    let mut lines = head.split_inclusive(|byte| *byte == b'\n');
    let mut seen = 0;
    loop {
        let Some(line) = lines.next() else { return is_all.then_some(false) };
        let is_whole = line.ends_with(b"\n") || is_all;
        let text = trim(line);
        if text.is_empty() {
            if is_whole {
                continue;
            } else {
                return None;
            };
        }
        seen += 1;
        let wanted: &[u8] = if seen == 1 { LINUX_HEADER } else { WINDOWS_HEADER };
        let is_stars = seen == 1 && text.iter().all(|byte| *byte == b'*');
        if text.starts_with(wanted) && (seen == 1 || (is_whole && text == wanted)) {
            return Some(true);
        }
        if !is_whole && (wanted.starts_with(text) || is_stars) {
            return None;
        }
        if seen == 2 {
            return Some(false);
        }
    }
}

const LINUX_HEADER: &[u8] = b"Script started on ";
const WINDOWS_HEADER: &[u8] = b"Windows PowerShell transcript start";

/// Reads header and footer of a whole transcript; `name` is that of its file or log stream.
pub fn parse_transcript(text: &[u8], name: &str) -> TranscriptRecord {
    let mut record = TranscriptRecord::default();
    let mut lines = text.split(|byte| *byte == b'\n').map(trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let path = if first.starts_with(LINUX_HEADER) {
        Some(first)
    } else {
        text.split(|byte| *byte == b'\n')
            .map(trim)
            .find(|line| line.starts_with(b"Transcript started, output file is "))
    };
    if let Some((target, session)) = path.and_then(session_path) {
        (record.target, record.session) = (target, session);
    } else {
        record.session = session_id_of_name(name).unwrap_or_default().to_owned();
    }
    read_footer(text, &mut record);
    record
}

/// Instance and session id of a path that the agent keeps a session under:
/// `…/<instance>/session/orchestration/<session>/…`, with either slash.
fn session_path(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let (at, session) = line.match_indices("orchestration").find_map(|(at, found)| {
        let rest = line[at + found.len()..].strip_prefix(is_slash)?;
        let end = rest.find(is_slash).filter(|end| *end > 0)?;
        Some((at, &rest[..end]))
    })?;
    let mut before = line[..at].trim_end_matches(is_slash).rsplit(is_slash);
    let target = match before.next() {
        Some("session") => before.next().unwrap_or_default(),
        _ => "",
    };
    Some((target.to_owned(), session.to_owned()))
}

fn read_footer(text: &[u8], record: &mut TranscriptRecord) {
    let mut lines = text
        .rsplit(|byte| *byte == b'\n')
        .map(trim)
        .filter(|line| !line.is_empty() && !line.iter().all(|byte| *byte == b'*'));
    let Some(last) = lines.next() else { return };
    if let Some(rest) = last.strip_prefix(b"Script done on ") {
        let time = rest.split(|byte| *byte == b'[').next().unwrap_or_default();
        record.has_footer = true;
        record.end = Some(String::from_utf8_lossy(time.trim_ascii()).into_owned());
    } else if let Some(time) = last.strip_prefix(b"End time:")
        && lines.next() == Some(b"Windows PowerShell transcript end")
    {
        record.has_footer = true;
        record.end = Some(String::from_utf8_lossy(time.trim_ascii()).into_owned());
    }
}

/// A line without its end, byte order mark and blanks at its ends.
fn trim(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    line.trim_ascii_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_footer_are_read() {
        let text = "Script started on 2025-09-29 16:58:03+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/i-0abc/\
                    session/orchestration/jane-ogucubv3f8zp6xxkdxv25lb3re/Standard_Stream/ipcTempFile.log\"]\n\
                    $ ls\r\r\n\nScript done on 2025-09-29 16:58:04+00:00 [COMMAND_EXIT_CODE=\"0\"]\n";
        let record = parse_transcript(text.as_bytes(), "renamed.txt");
        assert_eq!(record.session, "jane-ogucubv3f8zp6xxkdxv25lb3re");
        assert_eq!(record.target, "i-0abc");
        assert_eq!(record.end.as_deref(), Some("2025-09-29 16:58:04+00:00"));
    }

    #[test]
    fn the_footer_of_powershell_is_read() {
        let text = "\u{feff}**********************\r\nWindows PowerShell transcript start\r\nStart time: 20241003061502\r\n\
                    **********************\r\nTranscript started, output file is C:\\ProgramData\\Amazon\\SSM\\InstanceData\\\
                    i-0abc\\session\\orchestration\\Administrator-0c1d2e3f4a5b60718\\Standard_Stream\\x.log\r\nPS>\r\n\
                    **********************\r\nWindows PowerShell transcript end\r\nEnd time: 20241003061608\r\n**********************\r\n";
        assert_eq!(begins_transcript(text.as_bytes(), false), Some(true));
        let record = parse_transcript(text.as_bytes(), "");
        assert_eq!(record.session, "Administrator-0c1d2e3f4a5b60718");
        assert_eq!(record.target, "i-0abc");
        assert_eq!(record.end.as_deref(), Some("20241003061608"));
    }

    #[test]
    fn a_header_is_seen_as_soon_as_it_is_there() {
        assert_eq!(begins_transcript(b"Script star", false), None);
        assert_eq!(begins_transcript(b"\n\nScript started on x", false), Some(true));
        assert_eq!(begins_transcript(b"Scripts", false), None);
        assert_eq!(begins_transcript(b"Scripts\nx\n", false), Some(false));
        assert_eq!(begins_transcript(b"", true), Some(false));
    }
}
