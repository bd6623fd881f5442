//! Events: what a mapping makes of a record, before its texts become codes.

use super::columns::ByteCount;
use super::system::System;
use super::text_field::TextField;
use super::time::{TimeMs, UNDATED};

/// One event. Its texts are borrowed from the record that it is made of.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Which system recorded it.
    pub system: System,
    /// When, or [`UNDATED`].
    pub time: TimeMs,
    /// Recorded size in bytes.
    pub size: Option<ByteCount>,
    texts: [&'a [u8]; TextField::ALL.len()],
}

impl<'a> Event<'a> {
    /// An event of a system that has no text yet.
    pub fn new(system: System, time: Option<TimeMs>) -> Event<'a> {
        Event { system, time: time.unwrap_or(UNDATED), size: None, texts: [b""; TextField::ALL.len()] }
    }

    /// Gives it a text; an empty one counts as absent. Bytes that are no text become U+FFFD in the dictionary.
    #[inline]
    pub fn set(&mut self, field: TextField, text: &'a [u8]) {
        self.texts[field as usize] = text;
    }

    /// One of its texts; empty where it is absent.
    pub fn text(&self, field: TextField) -> &'a [u8] {
        self.texts[field as usize]
    }

    /// Its texts, in the order of [`TextField::ALL`].
    pub fn texts(&self) -> &[&'a [u8]; TextField::ALL.len()] {
        &self.texts
    }
}
