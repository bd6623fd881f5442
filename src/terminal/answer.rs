//! What can be asked of the texts of terminal sessions, and what comes back: plain data for a page.

use crate::model::Window;
use crate::model::session_text::SessionKey;
use crate::model::time::TimeMs;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A colour as a text asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Colour {
    /// One of the palette of 256.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How characters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // The names are those of terminals.
pub struct Style {
    pub foreground: Option<Colour>,
    pub background: Option<Colour>,
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strikethrough: bool,
    pub inverse: bool,
}

/// Characters that look alike (untrusted text).
pub type Run = (String, Style);

/// Runs before a character, that character, and the runs behind it. A line that ends before is filled up with
/// blanks, and so is what is behind its end.
pub fn split_at(runs: &[Run], character: usize) -> (Vec<Run>, String, Vec<Run>) {
    let (mut before, mut under, mut behind) = (Vec::new(), String::new(), Vec::new());
    let mut left = character;
    for (text, style) in runs {
        let count = text.chars().count();
        if !under.is_empty() {
            behind.push((text.clone(), *style));
        } else if count <= left {
            before.push((text.clone(), *style));
            left -= count;
        } else {
            let mut chars = text.chars();
            let head: String = chars.by_ref().take(left).collect();
            under = chars.by_ref().take(1).collect();
            before.push((head, *style));
            behind.push((chars.collect(), *style));
        }
    }
    if under.is_empty() {
        before.push((" ".repeat(left), Style::default()));
        under = " ".to_owned();
    }
    for runs in [&mut before, &mut behind] {
        runs.retain(|(text, _)| !text.is_empty());
    }
    (before, under, behind)
}

/// The runs of which at most so many have a look of their own: what follows them is one run that has none. And how
/// many have lost theirs.
pub fn with_at_most(runs: &[Run], most: usize) -> (Cow<'_, [Run]>, usize) {
    let has_look = |(_, style): &Run| *style != Style::default();
    let looks = runs.iter().filter(|run| has_look(run)).count();
    if looks <= most {
        return (runs.into(), 0);
    }
    let first = runs.iter().enumerate().filter(|(_, run)| has_look(run)).nth(most).map_or(0, |(at, _)| at);
    let mut bounded = runs[..first].to_vec();
    bounded.push((runs[first..].iter().map(|(text, _)| text.as_str()).collect(), Style::default()));
    (bounded.into(), looks - most)
}

/// The same for the lines of a screen, all of them together.
pub fn bounded_rows(rows: &[Vec<Run>], most: usize) -> (Vec<Cow<'_, [Run]>>, usize) {
    let (mut left, mut lost) = (most, 0);
    let bounded = rows.iter().map(|runs| {
        let (bounded, lost_here) = with_at_most(runs, left);
        let kept = bounded.iter().filter(|(_, style)| *style != Style::default()).count();
        left -= kept;
        lost += lost_here;
        bounded
    });
    (bounded.collect(), lost)
}

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A line of the scroll-back.
    #[default]
    Text,
    /// A line of the scroll-back that was cleared from the screen.
    Cleared,
    /// Above what a full-screen program showed: how many lines follow.
    AlternateHead(u32),
    /// A line of what a full-screen program showed last.
    Alternate,
}

/// What the agent wrote into a line, beside what a program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgentWord {
    /// The line ends with the exit code of the command.
    ExitCode,
    /// The line begins with the marker of the standard output.
    StandardOutput,
    /// The line begins with the marker of the standard error output.
    StandardError,
}

/// A line of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRow {
    /// What it is.
    pub kind: RowKind,
    /// What is written there.
    pub runs: Vec<Run>,
    /// What was written there before, and was erased or overwritten (untrusted text).
    pub hidden: Vec<String>,
    /// Offset in the text just behind its end: the screen at this line.
    pub at: u32,
    /// What the agent wrote into it.
    pub agent: Option<AgentWord>,
}

/// Some lines of a session, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRows {
    /// How many there are in all.
    pub total: u32,
    /// Number of the first one given.
    pub first: u32,
    /// The lines.
    pub rows: Vec<TextRow>,
}

/// How sure it is that a line shows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidence {
    /// The prompt names a shell, a user or a folder.
    Likely,
    /// The prompt is a bare sign, which output can look like too.
    Probable,
}

/// What was probably a command: echoed after a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Number of its line.
    pub row: u32,
    /// What stands behind the prompt (untrusted text).
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A text that the screen later hid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenText {
    /// Number of the line that it stood on.
    pub row: u32,
    /// The text (untrusted text).
    pub text: String,
}

/// A moment of a streamed session: a message that was uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadStep {
    /// When it was uploaded, if that can be read.
    pub uploaded: Option<TimeMs>,
    /// Offset in the text just behind it.
    pub end: u32,
}

/// One text of a session: the stream, or one of its transcripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyInfo {
    /// Whether it was streamed; else it is a transcript.
    pub is_stream: bool,
    /// Inputs that it was read from (untrusted text).
    pub paths: Vec<String>,
    /// Bytes of text.
    pub bytes: u64,
    /// The line that `script` wrote above it (untrusted text).
    pub header: String,
    /// The line that `script` wrote below it (untrusted text).
    pub footer: String,
    /// Whether its header says that a command was run without a terminal.
    pub is_non_interactive: bool,
    /// The exit code of that command, where the agent wrote it.
    pub exit_code: Option<i32>,
    /// Lines in all.
    pub rows: u32,
    /// Columns and rows of the screen that it was shown on: a transcript does not record them.
    pub size: (u32, u32),
    /// Probable commands, first ones first.
    pub commands: Vec<Command>,
    /// How many commands there are in all.
    pub command_count: u32,
    /// Texts that the screen later hid, first ones first; not all where there are very many.
    pub hidden: Vec<HiddenText>,
    /// How many texts were hidden, those included that were not kept.
    pub hidden_count: u64,
    /// Numbers of the lines above full-screen programs.
    pub alternates: Vec<u32>,
    /// Characters that did not survive the way here (U+FFFD).
    pub replaced: u64,
    /// The messages, where it was streamed.
    pub steps: Vec<UploadStep>,
    /// Whether there is more than was kept.
    pub is_cut: bool,
}

/// Where the cursor of a screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Characters before it: fewer than its column where some of them are two columns wide.
    pub character: u32,
}

/// A screen at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenState {
    /// Offset in the text.
    pub at: u32,
    /// Its lines.
    pub rows: Vec<Vec<Run>>,
    /// The cursor, where it is shown.
    pub cursor: Option<Cursor>,
    /// Whether it is the alternate screen: that of a full-screen program.
    pub is_alternate: bool,
}

/// A line that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Its session.
    pub key: SessionKey,
    /// Number of the text among those of the session.
    pub copy: u32,
    /// Number of the line.
    pub row: u32,
    /// What stands before the match (untrusted text), as far as it helps.
    pub before: String,
    /// What was found, as it is written there.
    pub hit: String,
    /// What stands behind it, as far as it helps.
    pub behind: String,
    /// Whether it was found in what the screen later hid.
    pub is_hidden: bool,
}

/// What a search over all sessions found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The lines, by session, text and line.
    pub matches: Vec<Match>,
    /// How many lines there are in all.
    pub total: u64,
    /// Sessions that were searched.
    pub sessions: u32,
    /// Whether not all of the text could be searched.
    pub is_cut: bool,
}

/// A moment of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScreenMoment {
    /// When all of it was shown.
    #[default]
    End,
    /// When this line was last written to.
    Row(u32),
    /// When it was shown up to this offset.
    At(u32),
}

/// How far the work on a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextProgress {
    /// Inputs are read again.
    Reading {
        /// Number of the input, from 1.
        input: u32,
        /// How many there are.
        inputs: u32,
        /// Thousandths of all that are read.
        thousandths: u32,
    },
    /// Texts are shown to terminals.
    Showing {
        /// Bytes that were shown.
        bytes: u64,
        /// Bytes of all texts.
        all: u64,
    },
}

/// A request about texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TerminalRequest {
    /// The texts of a session: they are read, interpreted and kept.
    Transcript(SessionKey),
    /// Lines of the session that is kept.
    Rows {
        /// The session.
        key: SessionKey,
        /// Number of the text.
        copy: u32,
        /// Which lines.
        window: Window,
    },
    /// The screen at a moment of the session that is kept.
    Screen {
        /// The session.
        key: SessionKey,
        /// Number of the text.
        copy: u32,
        /// When.
        moment: ScreenMoment,
    },
    /// A search through the texts of all sessions.
    Search(String),
}

/// What a request gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each is the response to the request of its name.
pub enum TerminalResponse {
    Transcript(Vec<CopyInfo>),
    Rows(TextRows),
    Screen(ScreenState),
    Search(SearchResults),
    /// To a request that was cancelled before there was another one.
    Cancelled,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_which_each_character_has_a_colour_keeps_its_text_and_some_of_them() {
        let coloured = |n: u8| Style { foreground: Some(Colour::Indexed(n)), ..Style::default() };
        let runs: Vec<Run> =
            (0..200u8).map(|n| (char::from(b'a' + n % 26).to_string(), coloured(n))).collect();
        let text = |runs: &[Run]| runs.iter().map(|(text, _)| text.as_str()).collect::<String>();
        let (bounded, lost) = with_at_most(&runs, 50);
        assert_eq!((bounded.len(), lost), (51, 150));
        assert_eq!(text(&bounded), text(&runs), "no character is lost");
        assert_eq!(bounded[..50], runs[..50]);
        assert_eq!(bounded[50].1, Style::default());
        assert_eq!(with_at_most(&runs, 200).1, 0);
        assert!(matches!(with_at_most(&runs, 200).0, Cow::Borrowed(_)));
        assert_eq!(with_at_most(&runs, 0).0.len(), 1);
        let rows = [runs.clone(), runs.clone(), vec![]];
        let (bounded, lost) = bounded_rows(&rows, 250);
        assert_eq!(
            (bounded.iter().map(|runs| runs.len()).collect::<Vec<_>>(), lost),
            (vec![200, 51, 0], 150)
        );
        assert_eq!(bounded_rows(&rows, usize::MAX).1, 0);
        let plain = [("a".to_owned(), Style::default()), ("b".to_owned(), coloured(1))];
        assert_eq!(with_at_most(&plain, 1).1, 0, "what has no look costs none");
    }

    #[test]
    fn a_line_is_parted_at_the_cursor() {
        let bold = Style { bold: true, ..Style::default() };
        let runs = [("a日".to_owned(), Style::default()), ("bc".to_owned(), bold)];
        let parts = |character| {
            let (before, under, behind) = split_at(&runs, character);
            let join = |runs: Vec<Run>| runs.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("|");
            (join(before), under, join(behind))
        };
        for (character, before, under, behind) in [
            (0, "", "a", "日|bc"),
            (1, "a", "日", "bc"),
            (3, "a日|b", "c", ""),
            (4, "a日|bc", " ", ""),
            (6, "a日|bc|  ", " ", ""),
        ] {
            assert_eq!(
                parts(character),
                (before.to_owned(), under.to_owned(), behind.to_owned()),
                "{character}"
            );
        }
    }
}
