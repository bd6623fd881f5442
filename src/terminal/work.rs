//! Texts of sessions that are shown to terminals one after the other, a part at a time.

use super::copy::{SessionCopy, copies_of};
use super::played_text::PlayedText;
use super::player::Player;
use crate::model::session_text::{SessionKey, SessionTexts};
use std::collections::VecDeque;

/// Texts of sessions, shown or still to be shown.
#[derive(Default)]
pub struct Work {
    waiting: VecDeque<(SessionKey, SessionCopy)>,
    current: Option<(SessionKey, Player)>,
    shown: Vec<(SessionKey, Vec<PlayedText>)>,
    /// Bytes of the texts that are shown, and of all.
    bytes: (u64, u64),
    is_cut: bool,
    columns: Option<u32>,
}

impl Work {
    /// The texts of some inputs, put in order.
    pub fn of(texts: SessionTexts) -> Work {
        let is_cut = texts.is_cut();
        let sessions = copies_of(texts.into_pieces());
        let waiting: VecDeque<_> = sessions
            .into_iter()
            .flat_map(|(key, copies)| copies.into_iter().map(move |copy| (key.clone(), copy)))
            .collect();
        let all = waiting.iter().map(|(_, copy)| copy.text.len() as u64).sum();
        Work { waiting, is_cut, bytes: (0, all), ..Work::default() }
    }

    /// Shows the texts on a screen of so many columns, where somebody knows them; a text rarely tells.
    pub fn with_columns(self, columns: Option<u32>) -> Work {
        Work { columns, ..self }
    }

    /// Shows the next part; whether there is more to do.
    pub fn step(&mut self) -> bool {
        let columns = self.columns;
        if self.current.is_none() {
            self.current = self.waiting.pop_front().map(|(key, copy)| (key, Player::of(copy, columns)));
        }
        let Some((_, player)) = &mut self.current else { return false };
        if !player.step()
            && let Some((key, player)) = self.current.take()
        {
            let played = player.finish();
            self.bytes.0 += played.info().bytes;
            match self.shown.last_mut().filter(|(last, _)| *last == key) {
                Some((_, copies)) => copies.push(played),
                None => self.shown.push((key, vec![played])),
            }
        }
        true
    }

    /// Bytes of text that were shown, and of all texts.
    pub fn progress(&self) -> (u64, u64) {
        let of_current = self.current.as_ref().map_or(0, |(_, player)| player.done() as u64);
        (self.bytes.0 + of_current, self.bytes.1)
    }

    /// Shows the rest: the texts by session, and whether there was more than was kept.
    pub fn finish(mut self) -> (Vec<(SessionKey, Vec<PlayedText>)>, bool) {
        while self.step() {}
        (self.shown, self.is_cut)
    }
}
