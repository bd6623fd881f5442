//! A text shown to a terminal: its lines, and the screen at any offset of it. Offsets in a text are
//! in bytes; every so often the state of the terminal is kept, so that a screen is not made from the start.

use super::agent::{exit_code_in, is_non_interactive, marker_of};
use super::answer::{
    AgentWord, Command, Confidence, CopyInfo, Cursor, RowKind, ScreenMoment, ScreenState, TextRow, TextRows,
};
use super::cluster::Clusters;
use super::command::Prompts;
use super::copy::SessionCopy;
use super::feed::Feed;
use super::prepare::PreparedText;
use super::rows::{Rows, runs_of};
use super::watch::Watch;
use crate::model::Window;
use crate::source::limits::MAX_LISTED;
use avt::{Line, ScreenKind, Terminal};

/// Lines end in LF alone: a terminal in this mode begins each at the left.
const NEW_LINE_MODE: &str = "\u{1b}[20h";

/// A text that was shown to a terminal.
pub struct PlayedText {
    prepared: PreparedText,
    size: (usize, usize),
    rows: Rows,
    clusters: Clusters,
    /// How far the text was shown: all of it, unless it asked for too much.
    shown: usize,
    /// Offsets in the text, and what puts a terminal into the state that it had there.
    checkpoints: Vec<(usize, String)>,
    info: CopyInfo,
}

/// A terminal of a size, made ready for a text.
pub(super) fn terminal(size: (usize, usize), prepared: &PreparedText) -> Option<Terminal> {
    let mut terminal = Terminal::new(size.0, size.1).ok()?;
    if prepared.has_bare_line_ends {
        terminal.feed(NEW_LINE_MODE);
    }
    Some(terminal)
}

impl PlayedText {
    /// What a terminal made of a text: all that `watch` has seen of it, how far that was, and the states on
    /// the way.
    pub(super) fn new(
        copy: SessionCopy,
        prepared: PreparedText,
        size: (usize, usize),
        watch: Watch,
        (shown, checkpoints): (usize, Vec<(usize, String)>),
    ) -> PlayedText {
        let (commands, command_count) = commands_in(&watch.rows);
        let rows = watch.rows.len();
        let is_non_interactive = is_non_interactive(&prepared.header);
        let last = rows.checked_sub(1).filter(|_| is_non_interactive);
        let info = CopyInfo {
            is_stream: !copy.steps.is_empty(),
            paths: copy.paths,
            bytes: prepared.bytes,
            header: prepared.header.clone(),
            footer: prepared.footer.clone(),
            is_non_interactive,
            exit_code: last.and_then(|last| exit_code_in(watch.rows.text(last))),
            rows,
            size: (size.0 as u32, size.1 as u32),
            commands,
            command_count,
            hidden: watch.rows.hidden_texts(MAX_LISTED),
            hidden_count: watch.hidden_count + watch.rows.swallowed_count(),
            alternates: (0..rows)
                .filter(|row| matches!(watch.rows.kind(*row), RowKind::AlternateHead(_)))
                .collect(),
            replaced: prepared.body.matches('\u{fffd}').count() as u64,
            steps: copy.steps,
            is_cut: watch.rows.is_cut,
        };
        PlayedText { prepared, size, rows: watch.rows, clusters: watch.clusters, shown, checkpoints, info }
    }

    /// What is known of the text.
    pub fn info(&self) -> &CopyInfo {
        &self.info
    }

    /// Its lines.
    pub fn rows(&self, window: Window) -> TextRows {
        TextRows {
            total: self.rows.len(),
            first: window.first,
            rows: window
                .positions(self.rows.len())
                .map(|row| TextRow { agent: self.agent_word(row), ..self.rows.row(row) })
                .collect(),
        }
    }

    /// What the agent wrote into a line. Only with an exit code were the outputs kept apart, and marked.
    fn agent_word(&self, row: u32) -> Option<AgentWord> {
        self.info.exit_code?;
        if row + 1 == self.rows.len() {
            return Some(AgentWord::ExitCode);
        }
        marker_of(self.rows.text(row))
    }

    /// The lines alone, for searches.
    pub(super) fn into_rows(self) -> Rows {
        self.rows
    }

    /// The screen at a moment.
    pub fn screen(&self, moment: ScreenMoment) -> ScreenState {
        let at = match moment {
            ScreenMoment::End => u32::MAX,
            ScreenMoment::Row(row) => self.rows.row(row).at,
            ScreenMoment::At(at) => at,
        };
        let body = &self.prepared.body;
        let mut end = (at as usize).min(self.shown);
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        let known = self.checkpoints.partition_point(|(offset, _)| *offset <= end);
        let from = known.checked_sub(1).and_then(|index| self.checkpoints.get(index));
        let Some(mut terminal) = terminal(self.size, &self.prepared) else { return ScreenState::default() };
        let (mut at, mut feed, mut clusters) = (0, Feed::default(), self.clusters.clone());
        if let Some((offset, state)) = from {
            terminal.feed(state.as_str());
            (at, feed) = (*offset, Feed::behind(state));
        }
        while let Some((behind, sent)) = feed.next(&body[..end], at, &mut clusters) {
            at = behind;
            if let Some(function) = sent.function() {
                terminal.execute(function);
            }
        }
        ScreenState {
            at: end as u32,
            rows: terminal.screen().visible_lines().map(|line| runs_of(line.cells(), &clusters)).collect(),
            cursor: cursor_of(&terminal, &clusters),
            is_alternate: terminal.active_screen_kind() == ScreenKind::Alternate,
        }
    }
}

/// Where the cursor stands, if it is shown. Behind the last column it stands on that.
fn cursor_of(terminal: &Terminal, clusters: &Clusters) -> Option<Cursor> {
    let cursor = terminal.cursor();
    let cells = terminal.screen().line(cursor.row).map_or(&[][..], Line::cells);
    let column = cursor.col.min(terminal.size().0.saturating_sub(1));
    let before = cells.get(..column).unwrap_or(cells);
    let mut text = String::new();
    before.iter().filter(|cell| cell.width() > 0).for_each(|cell| clusters.push(cell.char(), &mut text));
    cursor.visible.then(|| Cursor {
        row: cursor.row as u32,
        column: column as u32,
        character: text.chars().count() as u32,
    })
}

/// The commands of a session. Those in a full-screen program (`tmux`, `screen`) stand at its head, as their lines are
/// gone; it may as well have shown a file with such lines, so only what names a shell or a folder counts there.
fn commands_in(rows: &Rows) -> (Vec<Command>, u32) {
    let is_on_main = |row| !matches!(rows.kind(row), RowKind::Alternate | RowKind::AlternateHead(_));
    let mut prompts = Prompts::default();
    (0..rows.len()).filter(|row| is_on_main(*row)).for_each(|row| prompts.note(rows.text(row)));
    let (mut commands, mut count) = (Vec::new(), 0);
    let mut push = |row: u32, text: &str, confidence| {
        count += 1;
        if commands.len() < MAX_LISTED {
            commands.push(Command { row, text: text.to_owned(), confidence });
        }
    };
    for row in 0..rows.len() {
        if is_on_main(row) {
            let line = rows.text(row);
            if let Some((at, confidence)) = prompts.command_in(line) {
                push(row, &line[at..], confidence);
            }
            continue;
        }
        let hidden = rows.hidden(row).map(|hidden| hidden.text.as_str());
        for line in hidden.chain(std::iter::once(rows.text(row))) {
            if let Some((at, Confidence::Likely)) = prompts.command_in(line) {
                push(row, &line[at..], Confidence::Probable);
            }
        }
    }
    (commands, count)
}
