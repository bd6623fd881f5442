//! Where what is read of an input goes: into its part of a batch.

use super::context::{IdKind, RecordContext};
use super::time::parse_json_time;
use crate::container::parts::{elements, members};
use crate::model::batch::{Batch, InputNo, InputPart, KnownCodes};
use crate::model::event::Event;
use crate::model::fact::Fact;
use crate::model::format_id::FormatId;
use crate::model::limitation::FormNotes;
use crate::model::session_text::SentAt;
use crate::model::text_field::field_set;
use crate::model::time::TimeMs;
use crate::model::transcript::Transcript;
use crate::model::{Reason, System, TextField};
use crate::source::Span;
use crate::source::hash::{combine, hash_bytes};

/// The part of a batch that one input fills.
pub struct InputSink<'b> {
    batch: &'b mut Batch,
    input: InputNo,
}

impl<'b> InputSink<'b> {
    /// The part of the input of this path; `attempt` says which reading of it this is, counted from 0.
    pub fn new(path: &str, attempt: u32, batch: &'b mut Batch) -> InputSink<'b> {
        let input = batch.begin_attempt(path, attempt);
        InputSink { batch, input }
    }

    /// What the batch tells of the input.
    pub fn part(&mut self) -> &mut InputPart {
        &mut self.batch.inputs[self.input.index()]
    }

    /// The batch, for what is in the input and is one of its own.
    pub fn batch(&mut self) -> &mut Batch {
        self.batch
    }

    /// Adds a notice.
    pub fn notice(&mut self, span: Span, reason: Reason) {
        self.batch.push_notice(self.input, span, reason);
    }

    /// How many events the batch has.
    pub fn event_count(&self) -> u32 {
        self.batch.columns.len()
    }

    /// Hands the JSON text of a record to whoever collects these, if it has given events: those from `first` on.
    pub fn note_record(&mut self, format: &'static str, first: u32, json: &[u8]) {
        let end = self.event_count();
        if let Some(records) = self.batch.records.as_mut().filter(|_| first < end) {
            records.push(format, first..end, json);
        }
    }

    /// Adds a notice with what else is said (untrusted text).
    pub fn detailed_notice(&mut self, span: Span, reason: Reason, detail: String) {
        self.batch.push_detailed_notice(self.input, span, reason, detail);
    }

    /// Counts what stands here as no known record.
    pub fn reject(&mut self, context: &RecordContext<'_>) {
        self.notice(context.span(), Reason::NoKnownRecord);
    }

    /// Counts an object of no known format. The notice says under which keys the object has what it has, and how long its
    /// lists are: a wrapper that is not known may hide any number of records (R46).
    pub fn reject_object(&mut self, object: &[u8], context: &RecordContext<'_>) {
        let keys: Vec<String> = members(object)
            .take(NAMED_KEYS)
            .map(|(key, _)| String::from_utf8_lossy(&key).chars().take(NAMED_KEY_CHARS).collect())
            .collect();
        let reason = match elements_within(object, WRAPPER_DEPTH) {
            0 if keys.is_empty() => return self.reject(context),
            0 => Reason::NoKnownRecord,
            values => Reason::UnknownWrapper { values },
        };
        self.detailed_notice(context.span(), reason, keys.join(", "));
    }

    /// Says by the identifier of which format the input is, should it have no record (R5).
    pub fn hint(&mut self, format: &'static str) {
        self.part().hint.get_or_insert(FormatId::new(format));
    }

    /// What is known of the form of the input.
    pub fn form(&mut self) -> &mut FormNotes {
        &mut self.part().form
    }

    /// Adds a record that is no event on purpose, and what is known from it.
    pub fn skip(&mut self, format: &'static str, fact: Option<Fact>) {
        self.batch.push_skipped(self.input, format, fact);
    }

    /// Adds a record that is no event on purpose, and is of no format.
    pub fn skip_unnamed(&mut self) {
        self.part().skipped += 1;
    }

    /// Adds a fact that comes beside a record.
    pub fn fact(&mut self, fact: Fact) {
        self.batch.push_fact(self.input, fact);
    }

    /// Adds a transcript, or what the input has of one, with its event, would it stand alone; `texts` are those of its
    /// pieces, for whoever collects them.
    pub fn transcript(
        &mut self,
        transcript: Transcript,
        span: Span,
        event: &Event<'_>,
        texts: impl FnOnce() -> Vec<String>,
    ) {
        let part = &mut self.batch.inputs[self.input.index()];
        if transcript.is_page && !transcript.is_known {
            // Each of its messages may come to be rejected.
            part.rejected += transcript.pieces.len() as u64;
        } else {
            part.has_session_text = true;
        }
        if let Some(collected) = &mut self.batch.texts {
            collected.push_transcript(&part.path, &transcript, texts());
        }
        self.batch.push_event(self.input, span, 0, event, &mut KnownCodes::default());
        self.batch.transcripts.push(transcript);
    }

    /// Adds a streamed message, for whoever collects the texts of sessions; where nobody does, `lines` is not
    /// gone through.
    fn session_message(
        &mut self,
        session: &str,
        sent: SentAt,
        id: Option<u64>,
        lines: impl Iterator<Item = String>,
    ) {
        let part = &mut self.batch.inputs[self.input.index()];
        part.has_session_text = true;
        if let Some(texts) = &mut self.batch.texts {
            texts.push_message(session, &part.path, sent, id, lines);
        }
    }
}

/// How deep lists of an unknown wrapper are counted, and how much of its keys is said.
const WRAPPER_DEPTH: u32 = 3;
const NAMED_KEYS: usize = 8;
const NAMED_KEY_CHARS: usize = 40;

/// How many elements the lists in an object have that are not within another list.
fn elements_within(object: &[u8], depth: u32) -> u32 {
    let of_member = |value: &[u8]| match value.first() {
        Some(b'[') => u32::try_from(elements(value).count()).unwrap_or(u32::MAX),
        Some(b'{') if depth > 1 => elements_within(value, depth - 1),
        _ => 0,
    };
    members(object).fold(0, |sum, (_, value)| sum.saturating_add(of_member(value)))
}

/// Where one record goes, by the mapping of its format.
pub struct RecordSink<'r, 'b> {
    input: &'r mut InputSink<'b>,
    context: &'r RecordContext<'r>,
    /// Codes of the texts of the last record that was like this one.
    codes: &'r mut KnownCodes,
    /// The identifier of its format.
    format: &'static str,
    /// Hash of what the record holds.
    content: u64,
}

impl<'r, 'b> RecordSink<'r, 'b> {
    /// A sink for a record of this format and content.
    pub fn new(
        (format, content): (&'static str, u64),
        codes: &'r mut KnownCodes,
        context: &'r RecordContext<'r>,
        input: &'r mut InputSink<'b>,
    ) -> RecordSink<'r, 'b> {
        RecordSink { input, context, codes, format, content }
    }

    /// What is known of the form of the input.
    pub fn form(&mut self) -> &mut FormNotes {
        self.input.form()
    }

    /// Time of the log event around the record: the JSON text.
    pub fn wrapper_time(&self) -> Option<&'r [u8]> {
        self.context.time
    }

    /// Adds the event of a record that has an id of its own, by which it is found again (R1); where it is missing,
    /// that counts which tells records without one.
    pub fn event_with_id(&mut self, kind: IdKind, event: &Event<'_>) {
        match event.text(TextField::EventId) {
            b"" => self.event(event),
            own => self.push(identity(kind, own, 0, event.time), event),
        }
    }

    /// Adds the event of a record without an id of its own: it is found again by the id of the wrapper around it
    /// and its number within, else by its content.
    pub fn event(&mut self, event: &Event<'_>) {
        let Some(wrapper) = &self.context.id else { return self.push(self.content, event) };
        let number = wrapper.take();
        let numbered;
        let id = if number == 0 {
            &wrapper.text
        } else {
            numbered = format!("{}#{number}", wrapper.text);
            &numbered
        };
        let mut event = event.clone();
        event.set(TextField::EventId, id.as_bytes());
        self.push(identity(wrapper.kind, id.as_bytes(), number, event.time), &event);
    }

    /// Adds the lines of a streamed message, before its event.
    pub fn session_message(&mut self, session: &str, uploaded: TimeMs, lines: impl Iterator<Item = String>) {
        let logged = self.context.time.and_then(parse_json_time);
        let sent = SentAt { uploaded, logged, ingested: self.context.ingested };
        let id = self.context.id.as_ref().map(|id| id_hash(id.kind, id.text.as_bytes(), id.used()));
        self.input.session_message(session, sent, id, lines);
    }

    /// Counts the record as no event on purpose, and adds what is known from it.
    pub fn skip(&mut self, fact: Option<Fact>) {
        self.input.skip(self.format, fact);
    }

    /// The same for a record that counts to another format.
    pub fn skip_as(&mut self, format: &'static str) {
        self.input.skip(format, None);
    }

    /// Counts the record as none that is known.
    pub fn reject(&mut self) {
        self.input.reject(self.context);
    }

    fn push(&mut self, content: u64, event: &Event<'_>) {
        let around = self.context.account.as_ref().filter(|_| event.text(TextField::Account).is_empty());
        let Some(account) = around else { return self.push_whole(content, event) };
        let mut event = event.clone();
        event.set(TextField::Account, account.as_bytes());
        // It is of this wrapper alone: neither that of the last record, nor of the next.
        let others = !field_set(&[TextField::Account]);
        self.codes.keep_only(others);
        self.push_whole(content, &event);
        self.codes.keep_only(others);
    }

    fn push_whole(&mut self, content: u64, event: &Event<'_>) {
        // The time of a transcript is that of its end, and it may lack one.
        if event.system != System::SessionManagerTranscript {
            self.input.part().times.note(event.time);
        }
        let InputSink { batch, input } = &mut *self.input;
        batch.count_record(*input, self.format);
        batch.push_event(*input, self.context.span(), content, event, self.codes);
    }
}

/// What finds a record that has an id again. Time counts, for ids are masked in published logs (R34); service and
/// activity do too, which the store compares: here they are not always known.
fn identity(kind: IdKind, id: &[u8], number: u32, time: TimeMs) -> u64 {
    combine(id_hash(kind, id, number), time as u64)
}

fn id_hash(kind: IdKind, id: &[u8], number: u32) -> u64 {
    hash_bytes(id, (kind as u64) << 32 | u64::from(number))
}
