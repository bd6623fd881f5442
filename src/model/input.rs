//! One input of the store: what was read of it, and how often.

use super::batch::{EndReason, InputEnd, InputPart};
use super::content_hash::ContentHash;
use super::format_id::FormatId;
use super::limitation::FormNotes;
use super::notice::Reason;
use super::system::System;
use super::transcripts::Fate;

/// One input, as far as it was read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Path as in the summary.
    pub path: String,
    /// Bytes read so far.
    pub bytes_read: u64,
    /// Records by format, rejected ones left out.
    pub records: Vec<(FormatId, u64)>,
    /// Events that are in the store.
    pub events: u64,
    /// Events that were seen before.
    pub duplicates: u64,
    /// Records that could not be understood.
    pub rejected: u64,
    /// Records that are no events on purpose.
    pub skipped: u64,
    /// The format that an empty wrapper names, for an input without a record.
    pub hint: Option<FormatId>,
    /// Whether it holds text of terminal sessions.
    pub has_session_text: bool,
    /// What is known of its form.
    pub form: FormNotes,
    /// SHA-256 of the input as given, in lower-case hexadecimal, once it is known.
    pub sha256: Option<String>,
    /// What its content hashes to, where that was asked for.
    pub content: Option<ContentHash>,
    /// Whether there is something in it that was left unread.
    pub is_cut: bool,
    /// Set when reading it has ended, whether at its end or before.
    pub end: Option<InputEnd>,
    /// Notices of it, facts and rows, as many as were read.
    notices: u64,
    facts: u64,
    rows: u64,
    /// Pieces of transcripts among the skipped: what they are changes with what is read of other inputs.
    skipped_pieces: u64,
    /// Which reading of it this is, counted from 0.
    attempt: u32,
    /// What a later reading is still to repeat of the ones before.
    repeats: Option<Box<Repeats>>,
}

/// What was read of an input before it was begun anew. Reading gives the same records in the same order each time,
/// so as many of each kind are passed over before anything of the new reading counts.
#[derive(Clone, Debug, Default)]
struct Repeats {
    bytes: u64,
    rows: u64,
    skipped: u64,
    notices: u64,
    facts: u64,
    records: Vec<(FormatId, u64)>,
}

/// How many of `count` are new, where so many are still to be repeated.
fn beyond(repeated: &mut u64, count: u64) -> u64 {
    let known = count.min(*repeated);
    *repeated -= known;
    count - known
}

/// How many records of a format there are.
fn count_of<'c>(records: &'c mut Vec<(FormatId, u64)>, format: &FormatId) -> &'c mut u64 {
    let number = records.iter().position(|(known, _)| known == format).unwrap_or_else(|| {
        records.push((format.clone(), 0));
        records.len() - 1
    });
    &mut records[number].1
}

impl Input {
    /// An input of which nothing has been read.
    pub(super) fn new(path: &str, sha256: Option<String>) -> Input {
        Input { path: path.to_owned(), sha256, ..Input::default() }
    }

    /// Whether all that is in it was read.
    pub fn is_complete(&self) -> bool {
        !self.is_cut && self.is_at_its_end()
    }

    /// Whether no more will come of it.
    pub fn is_at_its_end(&self) -> bool {
        self.end.as_ref().is_some_and(|end| end.ended == EndReason::AtItsEnd)
    }

    /// Whether it is a zip: its members are inputs, and itself is none (R4).
    pub fn is_archive(&self) -> bool {
        self.end.as_ref().is_some_and(|end| end.is_archive)
    }

    /// Records of every fate (the conservation law).
    pub fn record_count(&self) -> u64 {
        self.events + self.duplicates + self.rejected + self.skipped
    }

    /// What the summary calls it where it was not read whole (R30).
    pub fn incomplete(&self) -> Option<&'static str> {
        self.end.as_ref().and_then(|end| end.ended.incomplete())
    }

    /// Whether a part begins another reading of it.
    pub(super) fn is_begun_anew_by(&self, part: &InputPart) -> bool {
        part.attempt > self.attempt
    }

    /// Adds what a part of a batch tells; whether it counts. What comes of a reading that was broken off after the
    /// next was begun is no longer wanted.
    pub(super) fn add(&mut self, part: &InputPart) -> bool {
        if part.attempt < self.attempt {
            return false;
        }
        if self.is_begun_anew_by(part) {
            self.attempt = part.attempt;
            self.end = None;
            self.repeats = Some(Box::new(Repeats {
                bytes: self.bytes_read,
                rows: self.rows,
                skipped: self.skipped - self.skipped_pieces,
                notices: self.notices,
                facts: self.facts,
                records: self.records.clone(),
            }));
        }
        let mut none = Repeats::default();
        let repeats = self.repeats.as_deref_mut().unwrap_or(&mut none);
        self.bytes_read += beyond(&mut repeats.bytes, part.bytes_read);
        self.skipped += beyond(&mut repeats.skipped, part.skipped);
        self.has_session_text |= part.has_session_text;
        self.form.add(&part.form);
        self.hint = self.hint.take().or_else(|| part.hint.clone());
        for (format, count) in &part.records {
            let repeated = repeats.records.iter_mut().find(|(known, _)| known == format);
            let count = repeated.map_or(*count, |(_, repeated)| beyond(repeated, *count));
            *count_of(&mut self.records, format) += count;
        }
        if let Some(end) = &part.end {
            if end.sha256.is_some() || end.ended != EndReason::AtItsEnd {
                self.sha256.clone_from(&end.sha256);
            }
            self.end = Some(end.clone());
        }
        true
    }

    /// Whether the next row of it is a new one.
    #[inline]
    pub(super) fn counts_row(&mut self) -> bool {
        let is_new = self.repeats.as_deref_mut().is_none_or(|repeats| beyond(&mut repeats.rows, 1) == 1);
        self.rows += u64::from(is_new);
        is_new
    }

    /// Counts what has become of a transcript or of pieces of one, in so many messages.
    pub(super) fn change_fate(&mut self, earlier: Option<Fate>, fate: Fate, messages: u64) {
        for (fate, is_added) in earlier.map(|fate| (fate, false)).into_iter().chain([(fate, true)]) {
            let change = |count: &mut u64, by: u64| *count = if is_added { *count + by } else { *count - by };
            match fate {
                Fate::Event(_) => change(&mut self.events, 1),
                Fate::Duplicate => change(&mut self.duplicates, 1),
                Fate::Skipped => {
                    change(&mut self.skipped, 1);
                    change(&mut self.skipped_pieces, 1);
                }
                Fate::Rejected => change(&mut self.rejected, messages),
            }
            if fate != Fate::Rejected {
                change(count_of(&mut self.records, &FormatId::new(System::SessionManagerTranscript.id())), 1);
            }
        }
    }

    /// Whether the next fact of it is a new one; if so, it counts.
    pub(super) fn counts_fact(&mut self) -> bool {
        let new = self.repeats.as_deref_mut().map_or(1, |repeats| beyond(&mut repeats.facts, 1));
        self.facts += new;
        new == 1
    }

    /// Whether the next notice of it is a new one; if so, it counts.
    pub(super) fn counts_notice(&mut self, reason: Reason) -> bool {
        // It is about one reading: where that ended is no position that the next one comes by.
        if reason == Reason::Unreadable {
            return true;
        }
        let new = self.repeats.as_deref_mut().map_or(1, |repeats| beyond(&mut repeats.notices, 1));
        self.notices += new;
        self.rejected += if reason.kind().is_rejection() { new } else { 0 };
        self.is_cut |= reason.leaves_unread();
        new == 1
    }

    /// Reading it goes no further; what was read of it is kept.
    pub(super) fn stop(&mut self, ended: EndReason) {
        let containers = self.end.take().map(|end| end.containers).unwrap_or_default();
        self.sha256 = None;
        self.end =
            Some(InputEnd { containers, bytes: self.bytes_read, ended, sha256: None, is_archive: false });
    }

    /// The format that most of its records have; a tie goes to the bytewise first name (R5).
    pub fn format_id(&self) -> &str {
        self.records
            .iter()
            .filter(|(_, count)| *count > 0)
            .max_by(|(a, a_count), (b, b_count)| a_count.cmp(b_count).then_with(|| b.cmp(a)))
            .map(|(format, _)| format)
            .or(self.hint.as_ref())
            .map_or("unknown", FormatId::as_str)
    }
}
