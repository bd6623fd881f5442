//! What the text of an input is: by its content, and by its name only where the content says nothing.

use super::log_lines::{LineForm, line_form};
use super::session_manager_transcript::begins_transcript;
use super::sigma_rule::is_rule_text;
use super::table::table_separator;
use crate::container::sniff::{SniffResult, sniff};
use crate::source::session_id::session_id_of_name;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// JSON values, in whatever packing.
    Json,
    /// A Session Manager transcript.
    Transcript,
    /// Log events as lines, in this form.
    LogLines(LineForm),
    /// CSV with a header that is known; what separates its cells.
    Table(u8),
    /// Sigma rules.
    Rules,
    /// Nothing but blanks.
    Blank,
    /// Something else.
    Unknown,
}

/// What a text is, told by its first bytes, and where they say nothing, by its path; nothing where more of
/// it must come first. `is_all` says that no more of it will be looked at.
pub fn detect_text(head: &[u8], is_all: bool, path: &str) -> Option<TextKind> {
    let sniffed = sniff(head, is_all);
    if sniffed == SniffResult::Blank {
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
    if let Some(form) = line_form(text, is_all, path)? {
        return Some(TextKind::LogLines(form));
    }
    if let Some(separator) = table_separator(text, is_all)? {
        return Some(TextKind::Table(separator));
    }
    match sniffed {
        SniffResult::Json => return Some(TextKind::Json),
        SniffResult::TooShort => return None,
        SniffResult::JsonLater | SniffResult::Unknown | SniffResult::Blank => {}
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    if session_id_of_name(name).is_some() && name.trim_end_matches(".gz").ends_with(".log") {
        return Some(TextKind::Transcript);
    }
    if !is_all {
        // A terminal's text may hold JSON: all that is looked at must be there to tell.
        return None;
    }
    // YAML has no escapes as they are: a terminal that shows a rule is a terminal.
    if memchr::memchr(0x1b, head).is_some() && memchr::memchr(0, head).is_none() {
        return Some(TextKind::Transcript);
    }
    if is_rule_text(text) {
        return Some(TextKind::Rules);
    }
    Some(if sniffed == SniffResult::JsonLater { TextKind::Json } else { TextKind::Unknown })
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
