//! Batches: what an ingest worker hands to the engine, a piece of one or several inputs.

use super::columns::{Columns, Row};
use super::content_hash::ContentHashes;
use super::decoded_text::DecodedText;
use super::dictionary::{ABSENT, Dictionary};
use super::event::Event;
use super::fact::Fact;
use super::format_id::FormatId;
use super::limitation::FormNotes;
use super::notice::Reason;
use super::numbers;
use super::record_texts::RecordTexts;
use super::session_text::SessionTexts;
use super::text_field::{FieldSet, TextField, fields_of};
use super::time::{TimeMs, UNDATED};
use super::transcript::Transcript;
use crate::source::Span;
use crate::source::limits::{BATCH_BYTES, BATCH_ROWS, MAX_FACT_BYTES};
use serde::{Deserialize, Serialize};

/// The number of an input in the table of a batch. In the store it has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputNo(pub u32);

impl InputNo {
    /// Its position in the table.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A notice on its way to the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalNotice {
    /// The input that it is about.
    pub input: InputNo,
    /// Where.
    pub span: Span,
    /// Why.
    pub reason: Reason,
    /// What else is said of it (untrusted text): keys of an object. Mostly empty.
    pub detail: String,
}

/// A fact on its way to the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalFact {
    /// The input that it is from.
    pub input: InputNo,
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
    pub records: Vec<(FormatId, u64)>,
    /// Records that were understood and are no events on purpose.
    pub skipped: u64,
    /// The format that an empty wrapper names, for an input without a record (R5).
    pub hint: Option<FormatId>,
    /// Whether it holds text of terminal sessions.
    pub has_session_text: bool,
    /// What is known of its form.
    pub form: FormNotes,
    /// Set with the last part.
    pub end: Option<InputEnd>,
    /// Bytes of the facts of the input, those of the parts before included.
    #[serde(skip)]
    pub fact_bytes: usize,
    /// Rejected records of the input, those of the parts before included.
    #[serde(skip)]
    pub rejected: u64,
    /// What times its events have, transcripts aside, those of the parts before included.
    #[serde(skip)]
    pub times: KnownTimes,
}

/// What times the events of an input have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownTimes {
    /// Whether there is an event with a time.
    pub any: bool,
    /// Whether there is one without.
    pub missing: bool,
    /// Whether it has been told why.
    pub are_told: bool,
}

impl KnownTimes {
    /// Counts an event.
    pub fn note(&mut self, time: TimeMs) {
        *(if time == UNDATED { &mut self.missing } else { &mut self.any }) = true;
    }
}

/// What is known of an input when it has been read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEnd {
    /// Containers from the outside in.
    pub containers: Vec<String>,
    /// Size of the input as given, in bytes.
    pub bytes: u64,
    /// Why reading ended.
    pub ended: EndReason,
    /// SHA-256 of an input that is a member of a zip; that of a file is told apart.
    pub sha256: Option<String>,
    /// Whether it was a zip: its members are inputs, and itself is none (R4).
    pub is_archive: bool,
}

/// Why the reading of an input ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EndReason {
    /// There was no more to read.
    AtItsEnd,
    /// The user cancelled, or the worker that read it came to an end.
    Cancelled,
    /// There was no memory for more.
    OutOfMemory,
    /// The browser could not read it any further: it was moved or changed after it had been given.
    Changed,
    /// Its bytes could not be read any further.
    Failed,
}

impl EndReason {
    /// What the summary calls it where an input was not read whole (R30). It says nothing of files that the command
    /// line cannot read: these have a notice.
    pub const fn incomplete(self) -> Option<&'static str> {
        match self {
            EndReason::Cancelled => Some("cancelled"),
            EndReason::OutOfMemory => Some("no-room"),
            EndReason::Changed => Some("changed"),
            EndReason::AtItsEnd | EndReason::Failed => None,
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
    /// What is known of each transcript, in the order of their rows.
    pub transcripts: Vec<Transcript>,
    /// What is known from records that are no events.
    pub facts: Vec<LocalFact>,
    /// What could not be read.
    pub notices: Vec<LocalNotice>,
    /// Bytes of text that its records took.
    pub text_bytes: u64,
    /// Collects texts of terminal sessions, where they are wanted; it goes to no engine.
    #[serde(skip)]
    pub texts: Option<Box<SessionTexts>>,
    /// Collects the text of inputs, where that is wanted and nothing else is: no record is read then. It goes to no
    /// engine.
    #[serde(skip)]
    pub decoded: Option<Box<DecodedText>>,
    /// Collects what the contents of inputs hash to, where this is a pass for that alone; it goes to no engine.
    #[serde(skip)]
    pub contents: Option<Box<ContentHashes>>,
    /// Collects the original records of events, for rules; it goes to no engine.
    #[serde(skip)]
    pub records: Option<Box<RecordTexts>>,
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

    /// The texts whose codes are known.
    pub fn known(&self) -> FieldSet {
        self.known
    }

    /// Forgets all codes but those of these texts, which are the same in the next event.
    pub fn keep_only(&mut self, fields: FieldSet) {
        self.known &= fields;
    }
}

impl Batch {
    /// Whether it should be handed on, so that views fill while a big file is read: it has many rows, or
    /// much text, or many notices.
    pub fn is_full(&self) -> bool {
        self.columns.len() as usize + self.notices.len() + self.facts.len() >= BATCH_ROWS
            || self.text_bytes >= BATCH_BYTES
    }

    /// The texts that any of its events has.
    pub(super) fn used_fields(&self) -> FieldSet {
        let used = self.dictionaries.iter().enumerate().filter(|(_, dictionary)| !dictionary.is_empty());
        used.fold(0, |set, (field, _)| set | 1 << field)
    }

    /// Hands out what was read; the next batch is likely to hold as much.
    pub fn take(&mut self) -> Batch {
        let dictionaries = self.dictionaries.each_ref().map(Dictionary::another);
        let (columns, content) = (self.columns.another(), Vec::with_capacity(self.content.len()));
        std::mem::replace(self, Batch { columns, content, dictionaries, ..Batch::default() })
    }

    /// Begins a new part for an input; `attempt` is 0 where it is read for the first time.
    pub fn begin_attempt(&mut self, path: &str, attempt: u32) -> InputNo {
        if self.inputs.last().is_none_or(|last| (last.path.as_str(), last.attempt) != (path, attempt)) {
            self.inputs.push(InputPart { path: path.to_owned(), attempt, ..InputPart::default() });
        }
        InputNo(self.inputs.len() as u32 - 1)
    }

    /// Adds an event. Texts whose codes are known are not looked up again; afterwards all codes are known.
    pub fn push_event(
        &mut self,
        input: InputNo,
        span: Span,
        content: u64,
        event: &Event<'_>,
        codes: &mut KnownCodes,
    ) {
        for field in fields_of(!codes.known) {
            let (text, dictionary) = (event.texts()[field], &mut self.dictionaries[field]);
            codes.codes[field] = match text {
                b"" => ABSENT,
                _ if TextField::ALL[field].is_of_one_event() => dictionary.append(text),
                _ => dictionary.intern(text),
            };
        }
        codes.known = FieldSet::MAX;
        self.columns.push(&Row {
            time: event.time,
            input: input.0,
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

    /// Adds a record that is no event on purpose, and what is known from it. Facts beyond the limit are left
    /// out; their records count all the same.
    pub fn push_skipped(&mut self, input: InputNo, format: &'static str, fact: Option<Fact>) {
        self.count_record(input, format);
        let part = &mut self.inputs[input.index()];
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
    pub fn push_fact(&mut self, input: InputNo, fact: Fact) {
        self.facts.push(LocalFact { input, fact });
    }

    /// Counts a record that was understood, event or not, by the identifier of its format.
    pub fn count_record(&mut self, input: InputNo, format: &'static str) {
        let records = &mut self.inputs[input.index()].records;
        match records.iter_mut().find(|(known, _)| known.is(format)) {
            Some((_, count)) => *count += 1,
            None => records.push((FormatId::new(format), 1)),
        }
    }

    /// Adds a notice.
    pub fn push_notice(&mut self, input: InputNo, span: Span, reason: Reason) {
        self.push_detailed_notice(input, span, reason, String::new());
    }

    /// The same with what else is said of it.
    pub fn push_detailed_notice(&mut self, input: InputNo, span: Span, reason: Reason, detail: String) {
        self.inputs[input.index()].rejected += u64::from(reason.kind().is_rejection());
        self.notices.push(LocalNotice { input, span, reason, detail });
    }
}
