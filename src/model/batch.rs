//! Batches: what an ingest worker hands to the engine, a piece of one or several inputs.

use super::build::Part;
use super::columns::{ByteCount, Columns, FieldSet, Row, TextField};
use super::dictionary::{ABSENT, Dictionary};
use super::fact::Fact;
use super::numbers;
use super::session_text::SessionTexts;
use super::system::System;
use crate::container::json::SlotSet;
use crate::format::{Format, Reason};
use crate::source::Span;
use crate::source::limits::{BATCH_BYTES, BATCH_ROWS, MAX_FACT_BYTES};
use serde::{Deserialize, Serialize};

/// A notice on its way: its input is a number in the table of the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalNotice {
    /// Number of the input in the table of the batch.
    pub input: u32,
    /// Where.
    pub span: Span,
    /// Why.
    pub reason: Reason,
}

/// A fact on its way: its input is a number in the table of the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalFact {
    /// Number of the input in the table of the batch.
    pub input: u32,
    /// What is known.
    pub fact: Fact,
}

/// What a batch tells of one input: counts since the batch before, not totals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputPart {
    /// Path as in the summary.
    pub path: String,
    /// Which reading of the input this is, counted from 0: one that was broken off is begun anew.
    pub attempt: u32,
    /// Bytes of the input as given, read since the part before.
    pub bytes_read: u64,
    /// Records by format, rejected ones left out.
    pub records: Vec<(Format, u64)>,
    /// Records that were understood and are no events on purpose.
    pub skipped: u64,
    /// The format that an empty wrapper names, for an input without a record (R5).
    pub hint: Option<Format>,
    /// Set with the last part.
    pub end: Option<InputEnd>,
    /// Bytes of the facts of the input, those of the parts before included.
    #[serde(skip)]
    pub fact_bytes: usize,
    /// Rejected records of the input, those of the parts before included.
    #[serde(skip)]
    pub rejected: u64,
}

/// What is known of an input when it has been read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEnd {
    /// Containers from the outside in.
    pub containers: Vec<String>,
    /// Size of the input as given, in bytes.
    pub bytes: u64,
    /// Why reading ended.
    pub ended: Ended,
    /// SHA-256 of an input that is a member of a zip; that of a file is told apart.
    pub sha256: Option<String>,
    /// Whether it was a zip: its members are inputs, and itself is none (R4).
    pub is_archive: bool,
}

/// Why the reading of an input ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ended {
    /// There was no more to read.
    AtItsEnd,
    /// The user cancelled, or the worker that read it came to an end.
    Cancelled,
    /// There was no memory for more.
    NoRoom,
    /// The browser could not read it any further: it was moved or changed after it had been given.
    Changed,
    /// Its bytes could not be read any further.
    Failed,
}

impl Ended {
    /// What the summary calls it where an input was not read whole (R30). It says nothing of files that the command
    /// line cannot read: these have a notice.
    pub const fn incomplete(self) -> Option<&'static str> {
        match self {
            Ended::Cancelled => Some("cancelled"),
            Ended::NoRoom => Some("no-room"),
            Ended::Changed => Some("changed"),
            Ended::AtItsEnd | Ended::Failed => None,
        }
    }
}

/// A piece of what was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Batch {
    /// The inputs that the batch tells of.
    pub inputs: Vec<InputPart>,
    /// The events.
    pub columns: Columns,
    /// Content hash of each event's record.
    #[serde(with = "numbers")]
    pub content: Vec<u64>,
    /// A dictionary for each text field.
    pub dictionaries: [Dictionary; TextField::ALL.len()],
    /// What is known from records that are no events.
    pub facts: Vec<LocalFact>,
    /// What could not be read.
    pub notices: Vec<LocalNotice>,
    /// Bytes of text that its records took.
    pub text_bytes: u64,
    /// Collects texts of terminal sessions, where they are wanted; it goes to no engine.
    #[serde(skip)]
    pub texts: Option<Box<SessionTexts>>,
}

/// The facts of one event, before its texts become codes.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Which system recorded it.
    pub system: System,
    /// When.
    pub time: super::time::TimeMs,
    /// Its texts, in the order of [`TextField::ALL`]; empty where absent. Dictionaries see to it that they are text.
    pub texts: [&'a [u8]; TextField::ALL.len()],
    /// Recorded size in bytes.
    pub size: Option<ByteCount>,
}

impl<'a> Event<'a> {
    /// Its own id; empty where it has none.
    pub fn id(&self) -> &'a [u8] {
        self.texts[TextField::EventId as usize]
    }

    /// Gives it the id of what is around it.
    pub fn set_id(&mut self, id: &'a [u8]) {
        self.texts[TextField::EventId as usize] = id;
    }
}

/// Codes of an event's texts in a batch. Those that are known from an event before are not looked up again.
#[derive(Clone, Debug, Default)]
pub struct KnownCodes {
    codes: [u32; TextField::ALL.len()],
    known: FieldSet,
}

impl KnownCodes {
    /// Forgets all: the next event goes to another batch.
    pub fn forget(&mut self) {
        self.known = 0;
    }

    /// Keeps the codes of texts that are the same in the next record as in the last one: of parts that have no
    /// slot that changed. The slots that need not be read of it for that.
    pub fn keep(&mut self, parts: &[Part], changed: SlotSet) -> SlotSet {
        let (mut kept, mut unread, mut read) = (0, 0, 0);
        for part in parts {
            if changed & part.made_of == 0 && self.known & part.fields == part.fields {
                kept |= part.fields;
                unread |= part.unread;
            } else {
                read |= part.made_of;
            }
        }
        self.known = kept;
        unread & !read
    }
}

impl Batch {
    /// Whether it should be handed on, so that views fill while a big file is read: it has many rows, or
    /// much text, or many notices.
    pub fn is_full(&self) -> bool {
        self.columns.len() as usize + self.notices.len() + self.facts.len() >= BATCH_ROWS
            || self.text_bytes >= BATCH_BYTES
    }

    /// Takes out what was read; the next batch is likely to hold as many texts.
    pub fn take(&mut self) -> Batch {
        let dictionaries = self.dictionaries.each_ref().map(Dictionary::another);
        std::mem::replace(self, Batch { dictionaries, ..Batch::default() })
    }

    /// Begins a new part for an input that is read for the first time; its number in the table.
    pub fn begin_input(&mut self, path: &str) -> u32 {
        self.begin_attempt(path, 0)
    }

    /// Begins a new part for an input; its number in the table.
    pub fn begin_attempt(&mut self, path: &str, attempt: u32) -> u32 {
        if let Some(last) = self.inputs.last()
            && (last.path.as_str(), last.attempt) == (path, attempt)
        {
            return self.inputs.len() as u32 - 1;
        }
        self.inputs.push(InputPart { path: path.to_owned(), attempt, ..InputPart::default() });
        self.inputs.len() as u32 - 1
    }

    /// Adds an event, but for the texts whose codes are known; then all are.
    pub fn push_event(
        &mut self,
        input: u32,
        span: Span,
        content: u64,
        event: &Event<'_>,
        codes: &mut KnownCodes,
    ) {
        for (field, text) in event.texts.iter().enumerate() {
            if codes.known >> field & 1 == 0 {
                codes.codes[field] =
                    if text.is_empty() { ABSENT } else { self.dictionaries[field].intern(text) };
            }
        }
        codes.known = FieldSet::MAX;
        self.columns.push(&Row {
            time: event.time,
            input,
            offset: span.offset,
            len: span.len,
            line: span.line,
            system: event.system as u8,
            texts: codes.codes,
            size: event.size,
        });
        self.content.push(content);
        self.text_bytes += u64::from(span.len);
    }

    /// Adds a record that is no event on purpose, and what is known from it. Facts beyond the limit are
    /// left out; their records count all the same.
    pub fn push_skipped(&mut self, input: u32, format: Format, fact: Option<Fact>) {
        self.count_record(input, format);
        let part = &mut self.inputs[input as usize];
        part.skipped += 1;
        let Some(fact) = fact else { return };
        let was_full = part.fact_bytes > MAX_FACT_BYTES;
        part.fact_bytes = part.fact_bytes.saturating_add(fact.byte_count());
        match (was_full, part.fact_bytes > MAX_FACT_BYTES) {
            (_, false) => self.push_fact(input, fact),
            (false, true) => self.push_notice(input, Span::default(), Reason::TooManyFacts),
            (true, true) => {}
        }
    }

    /// Adds a fact.
    pub fn push_fact(&mut self, input: u32, fact: Fact) {
        self.facts.push(LocalFact { input, fact });
    }

    /// Counts a record of a format that was understood, event or not.
    pub fn count_record(&mut self, input: u32, format: Format) {
        let format = if format == Format::CloudTrailOcsf { Format::CloudTrail } else { format };
        let records = &mut self.inputs[input as usize].records;
        match records.iter_mut().find(|(known, _)| *known == format) {
            Some((_, count)) => *count += 1,
            None => records.push((format, 1)),
        }
    }

    /// Adds a notice.
    pub fn push_notice(&mut self, input: u32, span: Span, reason: Reason) {
        self.inputs[input as usize].rejected += u64::from(reason.kind().is_rejection());
        self.notices.push(LocalNotice { input, span, reason });
    }
}
