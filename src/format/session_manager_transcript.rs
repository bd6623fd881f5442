//! Session Manager transcripts: what a terminal showed, as plain text with a header and a footer that
//! `script` or PowerShell wrote. One file is one record.
//!
//! Source: aws/amazon-ssm-agent, `agent/session/shell` (Linux, macOS, Windows); util-linux `script`. The
//! agent runs `script` when the session has ended: both times are those of the end.

use crate::source::recorder::{DateMarks, FooterForm, Recorder, ScriptVersion};
use crate::source::script_line;
use crate::source::session_id::session_id_of_name;
use std::iter::Peekable;

/// The identifier that the summary has for it.
pub const ID: &str = "session-manager-transcript";

/// What the header and the footer of a transcript tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranscriptRecord {
    /// Session id: from the header, else the name of the file or log stream (R26).
    pub session: String,
    /// Instance that the header's path names.
    pub target: String,
    /// Time in the header, as written, where it has the same form in every language.
    pub start: Option<String>,
    /// What wrote the header, if there is one.
    pub recorder: Option<Recorder>,
    /// How the first line is written, if it has a date.
    pub dated: Option<DateMarks>,
    /// Whether the recorder failed: the text tells why, and nothing of the session.
    pub is_failure: bool,
}

/// Whether a text begins like a transcript; `is_all` says that no more of it will be looked at.
pub fn begins_transcript(head: &[u8], is_all: bool) -> Option<bool> {
    if matches!(head.first(), Some(b'{' | b'[' | b'"')) {
        return Some(false);
    }
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
        let is_header = match seen {
            1 => script_line::is_header(text) || (is_whole && is_failure(text)),
            2 => is_whole && POWERSHELL_HEADERS.contains(&text),
            _ => is_whole && powershell_time(text).is_some(),
        };
        if is_header {
            return Some(true);
        }
        if !is_whole {
            return None;
        }
        if seen == 3 || (seen == 1 && !is_stars(text)) {
            return Some(false);
        }
    }
}

// PowerShell speaks the language of the machine: these words are needed only where nothing else has come.
const POWERSHELL_HEADERS: [&[u8]; 2] =
    [b"Windows PowerShell transcript start", b"PowerShell transcript start"];
/// What the agent writes in place of a transcript, and what of it a log of the agent's own files holds.
const FAILURES: [&[u8]; 4] = [
    b"unable to generate log data: ",
    b"Failed to generate transcript with the following errors:",
    b"exec: \"script\": ",
    b"script: command not found",
];
/// Who says that there is no program of a name.
const SHELLS: [&[u8]; 7] = [b"sh", b"bash", b"ash", b"dash", b"ksh", b"zsh", b"busybox"];

/// Whether this line tells that there was no recorder.
fn is_failure(line: &[u8]) -> bool {
    FAILURES.iter().any(|words| line.starts_with(words)) || is_of_shell(line).is_some()
}

/// Whether a shell says in this line, in its own words, that it could not run `script`: its name, perhaps the line of its
/// input, the program, what is wrong. Only zsh puts the program last.
fn is_of_shell(line: &[u8]) -> Option<()> {
    let line = str::from_utf8(line).ok()?;
    let mut parts = line.split([':', '\u{ff1a}']).map(str::trim);
    let name = parts.next()?.rsplit('/').next()?.trim_start_matches('-');
    let is_shell = SHELLS.contains(&name.as_bytes());
    let is_number = |part: &&str| part.ends_with(|c: char| c.is_ascii_digit());
    let mut parts = parts.skip_while(is_number);
    let (program, rest) = (parts.next()?, parts.next()?);
    let is_script = |program: &str| program.rsplit('/').next() == Some("script");
    (is_shell && !rest.is_empty() && (is_script(program) || name == "zsh" && is_script(rest))).then_some(())
}

/// Whether this line is what PowerShell puts around its header and its footer.
fn is_stars(line: &[u8]) -> bool {
    line.len() >= 10 && line.iter().all(|byte| *byte == b'*')
}

/// The 14 digits at the end of a line of PowerShell's header or footer, after words that end in a colon or a blank.
fn powershell_time(line: &[u8]) -> Option<&[u8]> {
    let (words, time) = line.split_at(line.len().checked_sub(14)?);
    let is_apart = words.last().is_some_and(|byte| matches!(byte, b' ' | b':' | 0x80..));
    (is_apart && time.iter().all(u8::is_ascii_digit)).then_some(time)
}

/// What the last lines of a text tell, if they may be a footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// By what they are one.
    pub form: FooterForm,
    /// The time in it, as written.
    pub time: Option<String>,
}

/// Reads the header of a transcript; `path` is that of its file, or its log stream.
pub fn parse_transcript(text: &[u8], path: &str) -> TranscriptRecord {
    let lines = || text.split(|byte| *byte == b'\n').map(trim).filter(|line| !line.is_empty());
    let first = lines().next().unwrap_or_default();
    let mut record = TranscriptRecord { is_failure: is_failure(first), ..TranscriptRecord::default() };
    let (recorder, of_path) = if is_stars(first) {
        record.start = lines().nth(2).and_then(powershell_time).map(to_text);
        // The path stands behind the rest of the header.
        (Some(Recorder::PowerShell), lines().skip(1).skip_while(|line| !is_stars(line)).nth(1))
    } else {
        let version = script_line::version_of_header(first);
        record.start =
            script_line::iso_time(first).filter(|_| version == Some(ScriptVersion::New)).map(to_text);
        (version.map(Recorder::Script), Some(first))
    };
    if let Some((target, session)) = of_path.and_then(session_path) {
        (record.target, record.session) = (target, session);
    } else {
        // What the agent says of its recorder stands in a folder of the session.
        let names = path.rsplit('/').take(if record.is_failure { usize::MAX } else { 1 });
        record.session = names.filter_map(session_id_of_name).next().unwrap_or_default().to_owned();
    }
    record.recorder = recorder;
    record.dated = script_line::date_marks(first);
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

/// The footer that the last lines may be: what the terminal showed may look like one too, so which it is depends on what
/// wrote the header ([`FooterForm::ends`]).
pub fn parse_footer(text: &[u8]) -> Option<Footer> {
    let mut lines = text.rsplit(|byte| *byte == b'\n').map(trim).filter(|line| !line.is_empty()).peekable();
    let last = lines.peek().copied().unwrap_or_default();
    let of_script = script_line::footer(last);
    of_script
        .map(|(form, time)| Footer { form, time: time.map(to_text) })
        .or_else(|| powershell_footer(&mut lines))
}

/// The footer of PowerShell, whose lines come from the last one on.
fn powershell_footer<'a>(lines: &mut Peekable<impl Iterator<Item = &'a [u8]>>) -> Option<Footer> {
    lines.next_if(|line| is_stars(line));
    let end = powershell_time(lines.next()?)?;
    let is_footer = lines.nth(1).is_some_and(is_stars);
    is_footer.then(|| Footer { form: FooterForm::PowerShell, time: Some(to_text(end)) })
}

fn to_text(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
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
        let footer = parse_footer(text.as_bytes()).expect("a footer");
        assert_eq!(footer.time.as_deref(), Some("2025-09-29 16:58:04+00:00"));
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
        let footer = parse_footer(text.as_bytes()).expect("a footer");
        assert_eq!(footer.time.as_deref(), Some("20241003061608"));
    }

    #[test]
    fn a_header_is_seen_as_soon_as_it_is_there() {
        assert_eq!(begins_transcript(b"Script star", false), None);
        assert_eq!(begins_transcript(b"\n\nScript started on x", false), Some(true));
        assert_eq!(begins_transcript(b"Scripts", false), None);
        assert_eq!(begins_transcript(b"Scripts\nx\n", false), Some(false));
        assert_eq!(begins_transcript(b"", true), Some(false));
    }

    #[test]
    fn headers_and_footers_of_every_language_are_read() {
        for (header, footer, end) in [
            (
                "Skript gestartet auf 2026-11-20 19:00:00+09:00 [COMMAND=\"cat /var/lib/amazon/ssm/i-0abc/session/orchestration/dora-1/x\"]",
                "Skript beendet auf 2026-11-20 19:00:01+09:00 [COMMAND_EXIT_CODE=\"0\"]",
                Some("2026-11-20 19:00:01+09:00"),
            ),
            (
                "スクリプト開始: 2026年11月20日 19時00分00秒",
                "スクリプト終了: 2026年11月20日 19時00分01秒",
                None,
            ),
            (
                "**********************\nPowerShell-Aufzeichnung\nStartzeit: 20261120190000\n**********************\n\
                 Ausgabedatei C:\\InstanceData\\i-0abc\\session\\orchestration\\dora-1\\x.log",
                "**********************\nEnde\nEndzeit\u{ff1a}20261120190105\n**********************",
                Some("20261120190105"),
            ),
        ] {
            let text = format!("{header}\n$ id\n\n{footer}\n");
            let record = parse_transcript(text.as_bytes(), "dora-0a1b2c3d4e5f67890.log");
            let footer = parse_footer(text.as_bytes()).expect("a footer");
            assert!(footer.form.ends(record.recorder, record.dated), "{text}");
            assert_eq!(footer.time.as_deref(), end, "{text}");
            if end.is_some() {
                assert_eq!((record.target.as_str(), record.session.as_str()), ("i-0abc", "dora-1"));
                assert_eq!(begins_transcript(text.as_bytes(), false), Some(true));
            }
        }
    }

    #[test]
    fn what_the_terminal_showed_is_no_footer() {
        let new = "Script started on 2026-11-20 19:00:00+09:00 [COMMAND=\"cat /a\"]";
        let stars = "**********************\nWindows PowerShell transcript start\nStart time: 20261120190000\n**********************";
        for (header, last) in [
            (new, "Script done on 2026-11-20 19:00:01+09:00"),
            (new, "Script done on a whim"),
            ("Script started on Fri 20 Nov 2026 10:00:00 AM UTC", "Script done on a whim"),
            (
                new,
                "**********************\nWindows PowerShell transcript end\nEnd time: 20261120190105\n**********************",
            ),
            (stars, "Windows PowerShell transcript end\nEnd time: 20261120190105"),
            (stars, "Script done on 2026-11-20 19:00:01+09:00 [COMMAND_EXIT_CODE=\"0\"]"),
            (new, "Script done on 2026-11-20 19:00:01+09:00 [COMMAND_EXIT_CODE=\"0\"]\n$ ls"),
        ] {
            let text = format!("{header}\n$ echo\n{last}\n");
            let record = parse_transcript(text.as_bytes(), "");
            let footer = parse_footer(text.as_bytes());
            assert!(footer.is_none_or(|footer| !footer.form.ends(record.recorder, record.dated)), "{text}");
        }
    }

    #[test]
    fn where_the_recorder_failed_the_session_is_that_of_the_file_or_its_folder() {
        for (text, path) in [
            (
                "unable to generate log data: Failed\nexec: \"script\": executable file not found",
                "jane-0123456789abcdef0.log",
            ),
            ("sh: 1: script: not found\n", "logs/jane-0123456789abcdef0/Standard_Stream/stderr"),
            ("/bin/sh: line 1: script: command not found\n", "jane-0123456789abcdef0/ipcTempFile.log"),
            ("bash: script: Kommando nicht gefunden.\n", "jane-0123456789abcdef0/stderr"),
            ("bash: ligne 1: script : commande introuvable\n", "jane-0123456789abcdef0/stderr"),
            ("bash: script：未找到命令\n", "jane-0123456789abcdef0/stderr"),
            ("bash: 行 1: script: コマンドが見つかりません\n", "jane-0123456789abcdef0/stderr"),
            ("zsh:1: command not found: script\n", "jane-0123456789abcdef0/stderr"),
            ("bash: /usr/bin/script: Permission denied\n", "jane-0123456789abcdef0/stderr"),
        ] {
            assert_eq!(begins_transcript(text.as_bytes(), true), Some(true));
            let record = parse_transcript(text.as_bytes(), path);
            assert!(record.is_failure);
            assert_eq!(record.session, "jane-0123456789abcdef0");
        }
        for text in [
            "Script started on x\nscript: command not found",
            "bash: scripts: no\n",
            "deploy: script: done\n",
            "bash: script:",
        ] {
            assert!(!parse_transcript(text.as_bytes(), "").is_failure, "{text}");
        }
    }
}
