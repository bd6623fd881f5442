//! Log events of CloudWatch Logs as lines of text: what stands before each message. A message goes on over the lines that
//! do not begin so.
//!
//! Sources: CloudWatch Logs user guide, "Exporting log data to Amazon S3"; aws-cli, `logs tail` and `--output text`;
//! awslogs, `get`.

use super::session_manager_transcript::begins_transcript;
use crate::source::limits::LOG_LINE_HEAD_BYTES;
use crate::source::session_id::session_id_of_name;

/// What the lines of a text have before their messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineForm {
    /// An export task: a time in UTC. The log stream is the folder that the file lies in.
    Export,
    /// `aws logs tail`: a time, and the log stream unless the form is `short`.
    Tail {
        /// Whether the log stream stands there.
        has_stream: bool,
    },
    /// `awslogs get`: this log group, the log stream, and perhaps a time.
    Awslogs(Vec<u8>),
    /// `awslogs get --no-group` or `--no-stream`: the log stream or the log group, and perhaps a time.
    Named,
    /// `aws logs filter-log-events` or `get-log-events` with `--output text`.
    TextOutput,
    /// The same with a `--query` for some of their values, and others that put tabs between a time, a name and a record.
    Cells,
}

/// A log event, of which the text goes up to where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLine<'a> {
    /// Its time, as it is written.
    pub time: Option<&'a [u8]>,
    /// Its log stream, where that stands before it.
    pub stream: Option<&'a [u8]>,
    /// Its id.
    pub id: Option<&'a [u8]>,
    /// Its message, with the line end behind it.
    pub message: &'a [u8],
}

impl LineForm {
    /// The log event that a text begins with; nothing where it begins otherwise.
    pub fn log_line<'a>(&self, text: &'a [u8]) -> Option<LogLine<'a>> {
        let line = LogLine { time: None, stream: None, id: None, message: text };
        match self {
            LineForm::Export => {
                let is_right = |time: &[u8]| time.ends_with(b"Z") && text.starts_with(time);
                let (time, message) = timed(text).filter(|(time, _)| is_right(time))?;
                Some(LogLine { time: Some(time), message, ..line })
            }
            LineForm::Tail { has_stream } => {
                let (time, message) = timed(text)?;
                let (stream, message) = if *has_stream {
                    let (stream, message) = word(message)?;
                    (Some(stream), message)
                } else {
                    (None, message)
                };
                Some(LogLine { time: Some(time), stream, message, ..line })
            }
            LineForm::Awslogs(group) => {
                let (_, rest) = word(text).filter(|(found, _)| *found == group.as_slice())?;
                let is_stream = |stream: &[u8]| {
                    stream[0].is_ascii_alphanumeric() && time_len(stream) != Some(stream.len())
                };
                let (stream, rest) = word(rest).filter(|(stream, _)| is_stream(stream))?;
                let (time, message) = times(rest);
                Some(LogLine { time, stream: Some(stream), message, ..line })
            }
            LineForm::Named => {
                let (name, rest) = word(text).filter(|(name, _)| is_name(name))?;
                let (time, message) = times(rest);
                // Each line may have another name: only those of sessions tell that one begins here.
                let stream = Some(name).filter(|name| is_session(name));
                let is_known = stream.is_some() || is_record(message) && !is_bracketed_word(message);
                is_known.then_some(LogLine { time, stream, message, ..line })
            }
            LineForm::TextOutput => text_output(text),
            LineForm::Cells => cells(text),
        }
    }
}

/// Whether a message is JSON, or begins a transcript.
fn is_record(message: &[u8]) -> bool {
    let begins = message.trim_ascii_start();
    let begins = begins.strip_prefix(b"\"").unwrap_or(begins);
    matches!(begins.first(), Some(b'{' | b'['))
        || begins_transcript(&message[..message.len().min(LOG_LINE_HEAD_BYTES)], true) == Some(true)
}

/// Whether what stands in brackets begins no list of JSON: `[UTC]`, `[INFO]`.
fn is_bracketed_word(message: &[u8]) -> bool {
    let list = message.trim_ascii_start().strip_prefix(b"[");
    list.is_some_and(|list| {
        !matches!(list.trim_ascii_start().first(), Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9'))
    })
}

/// Whether a log stream is that of a session.
fn is_session(stream: &[u8]) -> bool {
    str::from_utf8(stream).is_ok_and(|stream| session_id_of_name(stream).is_some())
}

/// Whether a word may be the name of a log group or a log stream.
fn is_name(word: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._/#-@=+,$[]".contains(byte);
    may_begin(word) && word.iter().all(is_of_name)
}

/// The time that a text begins with, if any, and what stands behind it, and behind the time of arrival if a record follows
/// that.
fn times(text: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let Some((time, rest)) = timed(text) else { return (None, text) };
    let arrival = timed(rest).filter(|(_, message)| is_record(message));
    (Some(time), arrival.map_or(rest, |(_, message)| message))
}

/// A line of cells between tabs: numbers, times and names, JSON, and perhaps a number or a name behind that.
fn cells(text: &[u8]) -> Option<LogLine<'_>> {
    let mut line = LogLine { time: None, stream: None, id: None, message: text };
    while !matches!(line.message.first()?, b'{' | b'[') {
        let tab = memchr::memchr2(b'\t', b'\n', line.message).filter(|tab| line.message[*tab] == b'\t')?;
        let (cell, rest) = (&line.message[..tab], &line.message[tab + 1..]);
        if cell.iter().all(u8::is_ascii_digit) || time_len(cell) == Some(cell.len()) {
            line.time = line.time.or(Some(cell));
        } else if is_name(cell) {
            line.stream = line.stream.or(Some(cell));
        } else {
            return None;
        }
        line.message = rest;
    }
    // JSON has no tab in a text, and none between its values where it stands in one line.
    if let Some(tab) = memchr::memchr2(b'\t', b'\n', line.message).filter(|tab| line.message[*tab] == b'\t')
        && matches!(line.message[..tab].last(), Some(b'}' | b']'))
    {
        line.message = &line.message[..tab];
    }
    (line.message.len() < text.len()).then_some(line)
}

/// A line of `--output text`: the values of a log event in the order of their keys, between tabs. Those of
/// `filter-log-events` are id, time of arrival, stream, message and time; `get-log-events` has neither id nor stream.
fn text_output(text: &[u8]) -> Option<LogLine<'_>> {
    let is_number = |cell: &[u8]| !cell.is_empty() && cell.iter().all(u8::is_ascii_digit);
    let cell = |text: &'_ [u8]| memchr::memchr2(b'\t', b'\n', text).filter(|at| text[*at] == b'\t');
    let rest = text.strip_prefix(b"EVENTS\t")?;
    let at = cell(rest).filter(|at| is_number(&rest[..*at]))?;
    let (first, rest) = (&rest[..at], &rest[at + 1..]);
    let line = LogLine { time: None, stream: None, id: None, message: rest };
    let line = match cell(rest).filter(|at| is_number(&rest[..*at])) {
        None => line,
        Some(at) => {
            let rest = &rest[at + 1..];
            let at = cell(rest)?;
            LogLine { id: Some(first), stream: Some(&rest[..at]), message: &rest[at + 1..], ..line }
        }
    };
    // The time stands behind the message, which may have tabs.
    let end = line.message.trim_ascii_end();
    let tab = memchr::memrchr(b'\t', end).filter(|tab| is_number(&end[tab + 1..]));
    Some(tab.map_or(line, |tab| LogLine {
        time: Some(&end[tab + 1..]),
        message: &line.message[..tab],
        ..line
    }))
}

/// The time that a text begins with, and what stands behind the blank after it.
fn timed(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = uncoloured(text);
    let (time, rest) = text.split_at(time_len(text)?);
    Some((time, uncoloured(rest).strip_prefix(b" ")?))
}

/// How long the time is that a text begins with: `YYYY-MM-DDTHH:MM:SS` with perhaps a fraction and a zone.
fn time_len(text: &[u8]) -> Option<usize> {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    const ZONE: &[u8] = b"+00:00";
    let is_like = |text: &[u8], form: &[u8]| {
        let is_right = |(byte, form): (&u8, &u8)| match form {
            b'0' => byte.is_ascii_digit(),
            b'+' => matches!(byte, b'+' | b'-'),
            form => byte == form,
        };
        text.len() >= form.len() && text.iter().zip(form).all(is_right)
    };
    if !is_like(text, FORM) {
        return None;
    }
    let mut end = FORM.len();
    if text.get(end) == Some(&b'.') {
        let digits = text[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        end += 1 + digits;
    }
    end += match text.get(end) {
        Some(b'Z') => 1,
        _ if is_like(&text[end..], ZONE) => ZONE.len(),
        _ => 0,
    };
    Some(end)
}

/// A text without the colours that it begins with: whoever asks for them gets them in a file, too.
fn uncoloured(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text.strip_prefix(b"\x1b[") {
        let len = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';')).unwrap_or(rest.len());
        match rest.get(len) {
            Some(b'm') => text = &rest[len + 1..],
            _ => break,
        }
    }
    text
}

/// The word that a text begins with, and what stands behind the blank after it.
fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = uncoloured(text);
    let blank = memchr::memchr2(b' ', b'\n', text).filter(|at| text[*at] == b' ')?;
    let (word, rest) = text.split_at(blank);
    let word = &word[..memchr::memchr(0x1b, word).unwrap_or(blank)];
    (!word.is_empty()).then_some((word, &rest[1..]))
}

/// In which form the lines of a text are, as far as its first one tells. Where the log stream is no session's, the message
/// must be JSON or begin a transcript: many other logs begin their lines with a time.
pub fn line_form(text: &[u8], is_all: bool, path: &str) -> Option<Option<LineForm>> {
    let is_whole = is_all || text.len() >= LOG_LINE_HEAD_BYTES;
    if !may_begin(text) {
        // It begins otherwise, whatever comes.
        return Some(None);
    }
    if !is_whole {
        return None;
    }
    let is_right = |form: &LineForm| form.log_line(text).is_some_and(|line| is_record(line.message));
    let is_session = session_id_of_name(folder_of(path)).is_some();
    if is_right(&LineForm::Export) || is_session && LineForm::Export.log_line(text).is_some() {
        return Some(Some(LineForm::Export));
    }
    let is_group = |group: &[u8]| {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._/#-".contains(byte);
        !group[0].is_ascii_digit() && group.iter().all(is_name)
    };
    let group =
        word(text).map(|(group, _)| group).filter(|group| is_group(group)).unwrap_or_default().to_vec();
    let others = [
        LineForm::Tail { has_stream: false },
        LineForm::Tail { has_stream: true },
        LineForm::TextOutput,
        LineForm::Awslogs(group),
        LineForm::Named,
        LineForm::Cells,
    ];
    Some(others.into_iter().find(is_right))
}

/// Whether a text may begin with a time, a log group, or what `--output text` has.
fn may_begin(text: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'.' | b'#');
    uncoloured(text).first().is_some_and(is_word)
}

/// Name of the folder that a file lies in; empty where there is none.
pub fn folder_of(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_lines_is_told_by_the_first_one() {
        let awslogs = || LineForm::Awslogs(b"/ssm/sessions".to_vec());
        for (text, form) in [
            ("/ssm/sessions {\"a\":1}", Some(LineForm::Named)),
            ("s-1 2026-11-20T10:00:01.137Z {\"a\":1}", Some(LineForm::Named)),
            ("1795168800000\t{\"a\":1}", Some(LineForm::Cells)),
            ("s-1\t1795168800000\t{\"a\":1}", Some(LineForm::Cells)),
            ("2026-11-20T10:00:01+00:00\taws\t{\"a\":1}\n", Some(LineForm::Cells)),
            (
                "\x1b[32m2026-11-20T10:00:01.1+00:00\x1b[0m \x1b[36ms-1\x1b[0m {\"a\":1}",
                Some(LineForm::Tail { has_stream: true }),
            ),
            ("two words\t{\"a\":1}", None),
            ("a \"b\": {", None),
            ("TimeGenerated [UTC],AwsEventId,EventName", None),
            ("2026-11-20T10:00:01.137Z {\"a\":1}", Some(LineForm::Export)),
            ("2026-11-20T10:00:01.137000+00:00 s-1 {\"a\":1}", Some(LineForm::Tail { has_stream: true })),
            ("2026-11-20T10:00:01 {\"a\":1}", Some(LineForm::Tail { has_stream: false })),
            ("/ssm/sessions s-1 {\"a\":1}", Some(awslogs())),
            ("/ssm/sessions s-1 2026-11-20T10:00:01.137Z {\"a\":1}", Some(awslogs())),
            ("EVENTS\t1\t2\ts-1\t{\"a\":1}\t3", Some(LineForm::TextOutput)),
            ("EVENTS\t2\t{\"a\":1}\t3", Some(LineForm::TextOutput)),
            ("2026-11-20T10:00:01 INFO it is text", None),
            ("some words {\"a\":1}", Some(LineForm::Awslogs(b"some".to_vec()))),
            ("EVENTS\tx\ty", None),
            ("# a title", None),
        ] {
            assert_eq!(line_form(text.as_bytes(), true, "a/b"), Some(form), "{text}");
        }
        let of_session = "alice-0a1b2c3d4e5f67890/000000.gz";
        assert_eq!(line_form(b"2026-11-20T10:00:01Z text", true, of_session), Some(Some(LineForm::Export)));
    }

    #[test]
    fn a_line_is_taken_apart() {
        let parts = |form: LineForm, text: &'static str| {
            let line = form.log_line(text.as_bytes()).expect("it begins so");
            let shown = |part: Option<&[u8]>| part.map(|part| String::from_utf8_lossy(part).into_owned());
            [shown(line.time), shown(line.stream), shown(line.id), shown(Some(line.message))]
                .map(Option::unwrap_or_default)
        };
        assert_eq!(parts(LineForm::TextOutput, "EVENTS\t1\t2\ts\ta\tb\t3\n"), ["3", "s", "1", "a\tb"]);
        assert_eq!(parts(LineForm::TextOutput, "EVENTS\t2\ta\t3\n"), ["3", "", "", "a"]);
        let tail = LineForm::Tail { has_stream: true };
        let text = "2026-11-20T10:00:01.5-08:00 s a\nb\n";
        assert_eq!(parts(tail, text), ["2026-11-20T10:00:01.5-08:00", "s", "", "a\nb\n"]);
        assert_eq!(parts(LineForm::Awslogs(b"g".to_vec()), "g s a\n"), ["", "s", "", "a\n"]);
        let (at, arrived) = ("2026-11-20T10:00:01.000Z", "2026-11-20T10:00:02.000Z");
        let times = format!("g s {at} {arrived} {{}}\n").leak();
        assert_eq!(parts(LineForm::Awslogs(b"g".to_vec()), times), [at, "s", "", "{}\n"]);
        let session = "alice-0a1b2c3d4e5f67890";
        assert_eq!(parts(LineForm::Named, "alice-0a1b2c3d4e5f67890 text\n"), ["", session, "", "text\n"]);
        assert_eq!(parts(LineForm::Named, "g {}\n"), ["", "", "", "{}\n"]);
        assert_eq!(LineForm::Named.log_line(b"g text\n"), None);
        assert_eq!(parts(LineForm::Cells, "7\ts\t{}\t8\n{}"), ["7", "s", "", "{}"]);
    }
}
