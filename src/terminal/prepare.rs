//! A text before it is shown to a terminal: what `script` wrote around it is set apart, and what the second
//! terminal of the agent did to its line ends is undone.
//!
//! Source: aws/amazon-ssm-agent, `shell_unix.go`: when a session has ended the agent runs `script -c "cat …"`
//! over what it kept, so that every line feed passes a terminal twice and gets a CR each time.

use crate::source::recorder::Recorder;
use crate::source::script_line;
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
        (header, body, footer) = cut_header_and_footer(body);
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

/// Header, body and footer; what is not there is empty.
fn cut_header_and_footer(text: &str) -> (&str, &str, &str) {
    let start = text.trim_start_matches(['\r', '\n']);
    let first_end = start.find('\n').map_or(start.len(), |at| at + 1);
    let end = text.trim_end_matches(['\r', '\n']);
    let last_start = end.rfind('\n').map_or(0, |at| at + 1);
    let (header, footer) = (start[..first_end].trim_end(), &end[last_start..]);
    let version = script_line::version_of_header(header.as_bytes());
    let dated = script_line::date_marks(header.as_bytes());
    let has_footer = script_line::footer(footer.as_bytes())
        .is_some_and(|(form, _)| form.ends(version.map(Recorder::Script), dated));
    let has_header = script_line::is_header(header.as_bytes()) || version.is_some() && has_footer;
    let body_start = if has_header { text.len() - start.len() + first_end } else { 0 };
    if !has_footer || body_start > last_start {
        return (if has_header { header } else { "" }, &text[body_start..], "");
    }
    // `script` sets an empty line above its own.
    let body = &text[body_start..last_start];
    let body = body.strip_suffix("\r\n").or_else(|| body.strip_suffix('\n')).unwrap_or(body);
    (if has_header { header } else { "" }, body, footer)
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
