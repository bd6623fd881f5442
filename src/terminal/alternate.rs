//! What a full-screen program showed: its last screen, and what that hid before.

use super::answer::{Confidence, Hidden, HiddenKind};
use super::cluster::Clusters;
use super::command::prompt_of;
use crate::source::limits::MAX_HIDDEN_OF_ALTERNATE;
use crate::source::order;
use avt::Cell;
use std::collections::HashSet;

/// A screen of a full-screen program.
#[derive(Default)]
pub(super) struct AlternateScreen {
    /// Absolute number of the line of the main screen before which it stands.
    pub before: u64,
    /// Its lines when it ended.
    pub rows: Vec<Vec<Cell>>,
    /// Offset in the text of what it showed last.
    pub at: u32,
    /// Hidden texts in all, kept or not.
    pub hidden_count: u64,
    /// What it hid, each with when its row was last written to before.
    hidden: Vec<(u32, Hidden)>,
    /// Texts among them that were on the screen.
    seen: HashSet<String>,
    /// When each of its rows was last written to.
    written: Vec<u32>,
}

impl AlternateScreen {
    /// One that a program opens before a line of the main screen.
    pub(super) fn new(before: u64, at: u32) -> AlternateScreen {
        AlternateScreen { before, at, ..AlternateScreen::default() }
    }

    /// Notes that a row is written to.
    pub(super) fn note_written(&mut self, row: usize, at: u32) {
        if self.written.len() <= row {
            self.written.resize(row + 1, 0);
        }
        self.written[row] = at;
    }

    /// Whether a text of the screen is kept already.
    pub(super) fn has(&self, text: &str) -> bool {
        self.seen.contains(text)
    }

    /// Keeps a hidden text of a row if there is room for it: of many those with a prompt, which may be commands that
    /// were typed in `tmux` or `screen`. Whether it was kept.
    pub(super) fn keep(&mut self, row: usize, hidden: Hidden, has_room: bool) -> bool {
        self.hidden_count += 1;
        let is_prompt = || matches!(prompt_of(&hidden.text), Some((_, Confidence::Likely)));
        if !has_room || (self.hidden.len() >= MAX_HIDDEN_OF_ALTERNATE && !is_prompt()) {
            return false;
        }
        if hidden.kind == HiddenKind::Replaced {
            self.seen.insert(hidden.text.clone());
        }
        self.hidden.push((self.written.get(row).copied().unwrap_or_default(), hidden));
        true
    }

    /// Keeps its last screen: how many texts were hidden no more in the end.
    pub(super) fn close(&mut self, rows: Vec<Vec<Cell>>, clusters: &Clusters) -> usize {
        let shown: HashSet<String> = rows.iter().map(|cells| clusters.text_of(cells)).collect();
        let known = self.hidden.len();
        self.hidden.retain(|(_, it)| it.kind != HiddenKind::Replaced || !shown.contains(&it.text));
        // Programs clear their screen in any order: what they showed is told in the order in which they wrote it.
        order::sort_by_key(&mut self.hidden, |(at, _)| *at);
        let still_shown = known - self.hidden.len();
        self.hidden_count -= still_shown as u64;
        (self.rows, self.seen, self.written) = (rows, HashSet::new(), Vec::new());
        still_shown
    }

    /// What it hid, in the order in which it was written.
    pub(super) fn take_hidden(&mut self) -> Vec<Hidden> {
        std::mem::take(&mut self.hidden).into_iter().map(|(_, hidden)| hidden).collect()
    }
}
