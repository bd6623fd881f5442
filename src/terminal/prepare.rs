//! A text before it is shown to a terminal: what `script` wrote around it is set apart, and what the second
//! terminal of the agent did to its line ends is undone.
//!
//! Source: aws/amazon-ssm-agent, `shell_unix.go`: when a session has ended the agent runs `script -c "cat …"`
//! over what it kept, so that every line feed passes a terminal twice and gets a CR each time.

use std::borrow::Cow;

/// A text that can be shown to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PreparedText {
    /// What the session's own terminal was sent.
    pub body: String,
    /// Bytes of the text as it was kept.
    pub bytes: u64,
    /// The line that `script` wrote above it.
    pub header: String,
    /// The line that `script` wrote below it.
    pub footer: String,
    /// Whether its lines end in LF alone, so that each must begin a new line at the left.
    pub has_bare_line_ends: bool,
}

/// Prepares a text; that of a stream has neither header nor footer.
pub(super) fn prepare(text: &str, is_stream: bool) -> PreparedText {
    let (mut header, mut footer) = ("", "");
    let mut body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !is_stream {
        (header, body) = cut_header(body);
        (footer, body) = cut_footer(body);
    }
    let body = if body.contains("\r\r\n") { Cow::Owned(undo_carriage(body)) } else { Cow::Borrowed(body) };
    PreparedText {
        has_bare_line_ends: !body.contains("\r\n"),
        body: body.into_owned(),
        bytes: text.len() as u64,
        header: header.to_owned(),
        footer: footer.to_owned(),
    }
}

fn cut_header(text: &str) -> (&str, &str) {
    let start = text.trim_start_matches(['\r', '\n']);
    if !start.starts_with("Script started on ") {
        return ("", text);
    }
    let end = start.find('\n').map_or(start.len(), |at| at + 1);
    (start[..end].trim_end(), &start[end..])
}

fn cut_footer(text: &str) -> (&str, &str) {
    let trimmed = text.trim_end_matches(['\r', '\n']);
    let start = trimmed.rfind('\n').map_or(0, |at| at + 1);
    if !trimmed[start..].starts_with("Script done on ") {
        return ("", text);
    }
    // `script` sets an empty line above its own.
    let body = &text[..start];
    (&trimmed[start..], body.strip_suffix("\r\n").or_else(|| body.strip_suffix('\n')).unwrap_or(body))
}

/// Takes one CR away before each LF.
fn undo_carriage(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line.strip_suffix('\r').unwrap_or(line));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_script_wrote_is_set_apart_and_line_ends_are_undone() {
        let prepared = prepare(
            "Script started on 2026-01-01 00:00:00+00:00\n$ ls\r\r\na\rb\r\n\r\r\n\nScript done on 2026-01-01 00:00:00+00:00\n",
            false,
        );
        assert_eq!(prepared.header, "Script started on 2026-01-01 00:00:00+00:00");
        assert_eq!(prepared.footer, "Script done on 2026-01-01 00:00:00+00:00");
        assert_eq!(prepared.body, "$ ls\r\na\rb\n\r\n");
        assert!(!prepared.has_bare_line_ends);
    }

    #[test]
    fn a_text_without_header_and_carriage_is_left_as_it_is() {
        let prepared = prepare("\u{feff}a\nScript done\n", false);
        assert_eq!((prepared.body.as_str(), prepared.header.as_str()), ("a\nScript done\n", ""));
        assert!(prepared.has_bare_line_ends);
        assert_eq!(prepare("Script started on x\r\n", true).body, "Script started on x\r\n");
    }
}
