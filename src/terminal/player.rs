//! A text while it is being shown to a terminal, a part at a time: whoever shows a long one can say how
//! far it is, and can stop.

use super::copy::SessionCopy;
use super::cost::cost_of;
use super::feed::{Feed, Sent};
use super::played_text::{PlayedText, terminal};
use super::prepare::{PreparedText, prepare};
use super::size::size_of;
use super::watch::Watch;
use crate::source::limits::{
    CHECKPOINT_BYTES, CHECKPOINT_COST, MAX_SCREEN, MAX_TERMINAL_COST, TERMINAL_STEP_BYTES,
};
use avt::Terminal;
use avt::parser::Function;

/// A text that is being shown to a terminal.
pub(super) struct Player {
    copy: SessionCopy,
    prepared: PreparedText,
    size: (usize, usize),
    terminal: Option<Terminal>,
    feed: Feed,
    watch: Watch,
    checkpoints: Vec<(usize, String)>,
    /// Offset behind what was shown.
    at: usize,
    next_checkpoint: usize,
    /// What it cost the terminal so far, and beyond which cost a state is kept.
    cost: u64,
    next_cost: u64,
}

impl Player {
    /// Makes a text of a session ready to be shown.
    pub(super) fn of(mut copy: SessionCopy, columns: Option<u32>) -> Player {
        // A long text need not be held beside what was made of it.
        let prepared = prepare(&std::mem::take(&mut copy.text), !copy.steps.is_empty());
        let told = size_of(&prepared.body);
        let set = columns.map(|columns| (columns as usize).clamp(1, MAX_SCREEN.0));
        let size = (set.unwrap_or(told.0), told.1);
        Player {
            terminal: terminal(size, &prepared),
            copy,
            prepared,
            size,
            feed: Feed::default(),
            watch: Watch::default(),
            checkpoints: Vec::new(),
            at: 0,
            next_checkpoint: CHECKPOINT_BYTES,
            cost: 0,
            next_cost: CHECKPOINT_COST,
        }
    }

    /// Shows the next part; whether there is more.
    pub(super) fn step(&mut self) -> bool {
        let Some(terminal) = &mut self.terminal else { return false };
        let body = self.prepared.body.as_str();
        let (start, start_cost) = (self.at, self.cost);
        while let Some((end, sent)) = self.feed.next(body, self.at, &mut self.watch.clusters) {
            self.at = end;
            self.watch.at = end as u32;
            self.watch.swallowed = self.feed.swallowed();
            match sent {
                Sent::Part => {}
                Sent::Print(shown) => {
                    self.cost += 1;
                    terminal.execute_with(Function::Print(shown), &mut self.watch);
                }
                Sent::Function(function) => {
                    self.cost += cost_of(&function, terminal.size());
                    terminal.execute_with(function, &mut self.watch);
                }
                Sent::Hidden(string) => {
                    for text in string.texts(body) {
                        self.watch.hide_string(terminal, string.kind(body), &text);
                    }
                }
            }
            let is_due = end >= self.next_checkpoint || self.cost >= self.next_cost;
            if is_due && self.feed.is_at_rest() {
                self.checkpoints.push((end, terminal.dump()));
                self.next_checkpoint = end + CHECKPOINT_BYTES;
                self.next_cost = self.cost + CHECKPOINT_COST;
            }
            self.watch.rows.is_cut |= self.cost > MAX_TERMINAL_COST;
            if self.watch.rows.is_cut {
                return false;
            }
            if end - start >= TERMINAL_STEP_BYTES || self.cost >= start_cost + CHECKPOINT_COST {
                break;
            }
        }
        self.at < body.len()
    }

    /// Bytes of text that were shown.
    pub(super) fn done(&self) -> usize {
        self.at
    }

    /// What was shown, once that is enough.
    pub(super) fn finish(self) -> PlayedText {
        let watch = match &self.terminal {
            Some(terminal) => self.watch.finish(terminal),
            None => self.watch,
        };
        let shown = if watch.rows.is_cut { self.at } else { self.prepared.body.len() };
        PlayedText::new(self.copy, self.prepared, self.size, watch, (shown, self.checkpoints))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::session_text::{SessionTexts, TextPiece};
    use crate::model::transcript::Transcript;
    use crate::terminal::copy::copies_of;

    /// A text that is shown to its end, or as far as it is.
    fn shown(text: &str) -> Player {
        let mut texts = SessionTexts::of(None);
        let transcript = Transcript { session: "a-1".to_owned(), ..Transcript::default() };
        texts.push_transcript("a", &transcript, vec![text.to_owned()]);
        let pieces: Vec<TextPiece> = texts.into_pieces();
        let copy = copies_of(pieces).into_values().flatten().next().expect("a text");
        let mut player = Player::of(copy, None);
        while player.step() {}
        player
    }

    #[test]
    fn states_are_kept_as_often_as_showing_them_costs() {
        // Two hundred rows of five hundred characters, filled and cleared: short to write, long in the making.
        let screen = "\u{1b}[200;500H\u{1b}#8\u{1b}[2J";
        let player = shown(&screen.repeat(500));
        assert!(player.prepared.body.len() < CHECKPOINT_BYTES);
        let expected = player.cost / CHECKPOINT_COST;
        assert!(expected > 2 && player.cost < MAX_TERMINAL_COST, "{}", player.cost);
        // Each is kept where a costly step has ended, somewhat later than it is due.
        assert!(player.checkpoints.len() as u64 + 1 >= expected, "{}", player.checkpoints.len());
    }
}
