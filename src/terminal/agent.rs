//! Lines and beginnings of lines that no program wrote: what the agent adds to the output of a command that
//! was run without a terminal, with its two outputs kept apart.
//!
//! Source: aws/amazon-ssm-agent, `agent/session/shell/shell.go`: `EXIT_CODE: N` is written last and without a
//! line end before it; a marker that the session document names is written at the start of a piece of each
//! output. Nothing in a text proves that the agent wrote it: a program can print the same.

use super::answer::AgentWord;
use crate::source::limits::MAX_AGENT_MARKER_BYTES;

/// Part of the path in the header by which `script` tells what kind of session it was.
const NON_INTERACTIVE: &str = "/NonInteractiveCommands/";

const EXIT_CODE: &str = "EXIT_CODE: ";

/// Whether a header is that of a command that was run without a terminal.
pub(super) fn is_non_interactive(header: &str) -> bool {
    header.contains(NON_INTERACTIVE)
}

/// The exit code that the last line of such a command ends with.
pub(super) fn exit_code_in(line: &str) -> Option<i32> {
    let (_, code) = line.trim_end().rsplit_once(EXIT_CODE)?;
    code.parse().ok()
}

/// The output that a line's marker names. Session documents may name any marker: only one that says
/// *stdout* or *stderr* is told from what a program wrote.
pub(super) fn marker_of(line: &str) -> Option<AgentWord> {
    let end = line.find(':')?;
    let is_marker = end < MAX_AGENT_MARKER_BYTES
        && line[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let letters = || line[..end].bytes().filter(u8::is_ascii_alphanumeric);
    let is = |name: &str| is_marker && letters().map(|byte| byte.to_ascii_lowercase()).eq(name.bytes());
    if is("stdout") {
        Some(AgentWord::StandardOutput)
    } else if is("stderr") {
        Some(AgentWord::StandardError)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_agent_writes_is_taken_for_its_words() {
        for (line, expected) in [
            ("EXIT_CODE: 0", Some(0)),
            ("doneEXIT_CODE: -1 ", Some(-1)),
            ("EXIT_CODE: many", None),
            ("0", None),
        ] {
            assert_eq!(exit_code_in(line), expected, "{line}");
        }
        for (line, expected) in [
            ("STD_OUT:total 4", Some(AgentWord::StandardOutput)),
            ("stderr: no such file", Some(AgentWord::StandardError)),
            ("STD_ERR:", Some(AgentWord::StandardError)),
            ("my stderr: x", None),
            ("error: stderr:", None),
            ("stderr", None),
        ] {
            assert_eq!(marker_of(line), expected, "{line}");
        }
        assert!(is_non_interactive("Script started on … [COMMAND=\"cat /a/NonInteractiveCommands/b\"]"));
        assert!(!is_non_interactive("Script started on … [COMMAND=\"cat /a/Standard_Stream/b\"]"));
    }
}
