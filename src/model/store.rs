//! The store: every event that was read, in columns, with the inputs and notices that go with them.
//!
//! The batches of one input are appended in the order in which it is read, and those of several in whatever order
//! they come: what the store says does not depend on it. Repeated events are found by the hash of their content and
//! told apart by their facts; of equal ones of several inputs the first in the order of (path, offset) stays.

mod inputs;

use super::batch::{Batch, InputPart, LocalFact};
use super::columns::Row;
pub use super::conservation::ConservationCounts;
use super::copies::{Copies, nth_content};
use super::dictionary::ABSENT;
use super::dictionary::Dictionary;
use super::fact_list::FactList;
use super::ids::RowId;
pub use super::input::Input;
use super::known::{Identity, KnownEvents};
use super::notice::Reason;
use super::notice_list::{Notice, NoticeList};
use super::packed::{BLOCK_ROWS, PackedColumn};
use super::system::{System, SystemSet};
use super::table::Table;
use super::text_field::{EVERY_FIELD, FieldSet, TextField, fields_of};
use super::time::{TimeMs, UNDATED};
use super::transcripts::{Fate, FateChange, Transcripts};
use crate::source::Span;
use std::collections::HashMap;

/// Everything that was read.
#[derive(Default)]
pub struct Store {
    /// Inputs, in order of arrival.
    inputs: Vec<Input>,
    /// Hashes of inputs of which nothing has been read yet, by path.
    early_hashes: HashMap<String, String>,
    input_numbers: HashMap<String, u32>,
    columns: Table,
    dictionaries: [Dictionary; TextField::ALL.len()],
    notices: NoticeList,
    facts: FactList,
    /// First and last time of each [`BLOCK_ROWS`] rows; `UNDATED` counts as a time before all others.
    time_blocks: Vec<(TimeMs, TimeMs)>,
    /// Content hash of each row.
    content: PackedColumn,
    known: KnownEvents,
    copies: Copies,
    transcripts: Transcripts,
    /// Rows that turned out to be duplicates of an earlier record and are no events any more.
    dead: Vec<RowId>,
    is_dead: Vec<u64>,
    /// The systems that any row is of, a bit each.
    systems: SystemSet,
    /// Grows with every change, so that what is derived knows when it is stale.
    version: u64,
}

impl Store {
    /// The inputs, in order of arrival.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The columns of all rows; some rows may not be [`Store::is_event`].
    pub fn columns(&self) -> &Table {
        &self.columns
    }

    /// The dictionary of a text field.
    pub fn dictionary(&self, field: TextField) -> &Dictionary {
        &self.dictionaries[field as usize]
    }

    /// The text of a field of a row; empty where absent.
    pub fn text(&self, field: TextField, row: RowId) -> &str {
        self.dictionary(field).get(self.columns.code(field, row))
    }

    /// First and last time of each [`BLOCK_ROWS`] rows; `UNDATED` counts as a time before all others.
    pub fn time_blocks(&self) -> &[(TimeMs, TimeMs)] {
        &self.time_blocks
    }

    /// Whether any row is of a system.
    pub fn has(&self, system: System) -> bool {
        self.systems >> system as u8 & 1 == 1
    }

    /// Memory that everything takes in bytes, room for more left out.
    pub fn byte_count(&self) -> u64 {
        // Its position in the order, and its family.
        const OF_ROW: usize = size_of::<u32>() + size_of::<u8>();
        let texts = self.dictionaries.iter().map(Dictionary::byte_count).sum::<usize>();
        let notices = self.notices.byte_count();
        let known = self.content.byte_count() + self.known.byte_count() + self.copies.byte_count();
        let rows = self.columns.byte_count() + known + self.columns.len() as usize * OF_ROW;
        (rows + texts + notices + self.facts.byte_count() + self.transcripts.byte_count()) as u64
    }

    /// Every notice, in no particular order.
    pub fn notices(&self) -> &[Notice] {
        self.notices.all()
    }

    /// Notices in the order of the summary: path, offset, kind.
    pub fn sorted_notices(&self) -> Vec<Notice> {
        self.notices.sorted(&self.inputs)
    }

    /// The numbers of the conservation law, over all inputs.
    pub fn counts(&self) -> ConservationCounts {
        ConservationCounts::of(&self.inputs)
    }

    /// What is known from records that are no events, in the order of arrival.
    pub fn facts(&self) -> &FactList {
        &self.facts
    }

    /// The sessions whose end the footer of a transcript tells.
    pub fn ended_sessions(&self) -> &[String] {
        self.transcripts.ended_sessions()
    }

    /// The inputs that have pieces of a transcript beside that of its event, with the row of that.
    pub fn other_inputs_of_transcripts(&self) -> impl Iterator<Item = (RowId, u32)> {
        self.transcripts.other_inputs()
    }

    /// Where the pieces of transcripts stand that came in pieces, by the row of the event of each: the input of each
    /// piece, and its place there.
    pub fn transcript_pieces(&self) -> impl Iterator<Item = (RowId, u32, Span)> {
        self.transcripts.pieces()
    }

    /// The hash of the content of a row, by which equal events are told from others.
    pub fn content(&self, row: RowId) -> u64 {
        self.content.get(row)
    }

    /// Whether a row is an event (and not a duplicate that came in before its original).
    #[inline]
    pub fn is_event(&self, row: RowId) -> bool {
        self.is_dead.get(row.index() / 64).is_none_or(|word| word >> (row.0 % 64) & 1 == 0)
    }

    /// The row of the event that a row is or was: another one where an earlier copy has come in since.
    pub fn event_at(&self, row: RowId) -> Option<RowId> {
        match row.0 < self.row_count() {
            true if self.is_event(row) => Some(row),
            true if self.columns.system(row) == System::SessionManagerTranscript => {
                self.transcripts.event_at(self.columns.input(row), self.columns.span(row))
            }
            true => self.known.current(&self.columns, &self.content, row),
            false => None,
        }
    }

    /// The rows that are no events, in no particular order.
    pub fn dead_rows(&self) -> &[RowId] {
        &self.dead
    }

    /// How many rows there are, events or not.
    pub fn row_count(&self) -> u32 {
        self.columns.len()
    }

    /// How many events there are.
    pub fn event_count(&self) -> u64 {
        u64::from(self.columns.len()) - self.dead.len() as u64
    }

    /// The rows of all events, in the order of arrival.
    pub fn events(&self) -> impl Iterator<Item = RowId> {
        (0..self.row_count()).map(RowId).filter(|row| self.is_event(*row))
    }

    /// A number that changes whenever the store does.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Notes that what is known beside it has changed, so that nobody keeps what was made of both.
    pub fn note_change(&mut self) {
        self.version += 1;
    }

    /// First and last time of any event, if there is one with a time.
    pub fn time_span(&self) -> Option<(i64, i64)> {
        let mut times = self.events().map(|row| self.columns.time(row)).filter(|time| *time != UNDATED);
        let first = times.next()?;
        Some(times.fold((first, first), |(low, high), time| (low.min(time), high.max(time))))
    }

    /// The number of the input of this path.
    pub fn input_number(&self, path: &str) -> Option<u32> {
        self.input_numbers.get(path).copied()
    }

    /// Appends a batch, and settles what that makes of transcripts.
    pub fn append(&mut self, batch: &Batch) {
        self.append_unsettled(batch);
        self.settle();
    }

    /// Appends a batch. Before anything is asked of the store it is to be settled.
    pub fn append_unsettled(&mut self, batch: &Batch) {
        self.version += 1;
        let inputs: Vec<u32> = batch.inputs.iter().map(|part| self.intern_input(&part.path)).collect();
        let is_wanted: Vec<bool> =
            batch.inputs.iter().zip(&inputs).map(|(part, number)| self.add_part(part, *number)).collect();
        for LocalFact { input, fact } in &batch.facts {
            let number = inputs[input.index()];
            if is_wanted[input.index()] && self.inputs[number as usize].counts_fact() {
                self.facts.push(number, fact.clone());
            }
        }
        for notice in batch.notices.iter().filter(|notice| is_wanted[notice.input.index()]) {
            let input = inputs[notice.input.index()];
            if self.inputs[input as usize].counts_notice(notice.reason) {
                self.notices.push(input, notice);
            }
        }
        let codes: Vec<Vec<u32>> = batch
            .dictionaries
            .iter()
            .zip(&mut self.dictionaries)
            .map(|(local, global)| local.iter().map(|text| global.intern(text)).collect())
            .collect();
        let used = batch.used_fields();
        let mut transcripts = batch.transcripts.iter();
        for (mut row, content) in batch.columns.rows(used).zip(&batch.content) {
            let is_transcript = System::from_index(row.system) == System::SessionManagerTranscript;
            let transcript = if is_transcript { transcripts.next() } else { None };
            let (is_wanted, number) = (is_wanted[row.input as usize], inputs[row.input as usize]);
            if !is_wanted || !self.inputs[number as usize].counts_row() {
                continue;
            }
            row.input = number;
            for field in fields_of(used) {
                row.texts[field] = codes[field][row.texts[field] as usize];
            }
            match transcript {
                Some(transcript) => self.transcripts.push(row, transcript.clone()),
                None => self.append_row(&row, used, *content),
            }
        }
        self.columns.make_even();
        for number in inputs {
            if self.inputs[number as usize].is_at_its_end() {
                self.copies.close(number);
            }
        }
    }

    /// Adds what a part of a batch tells of its input; whether it counts.
    fn add_part(&mut self, part: &InputPart, number: u32) -> bool {
        let input = &mut self.inputs[number as usize];
        if input.is_begun_anew_by(part) {
            // How far a file could be read is said of one reading, and is not true of the next.
            self.notices.forget(number, Reason::Unreadable);
        }
        self.inputs[number as usize].add(part)
    }

    fn append_row(&mut self, row: &Row, used: FieldSet, content: u64) {
        if row.texts[TextField::EventId as usize] != ABSENT {
            match self.known.find(&self.columns, &self.content, row, content) {
                Some(earlier) => self.append_copy(row, used, content, earlier),
                None => self.append_new(row, used, content),
            }
            return;
        }
        // Equal ones have hashes that follow each other: one is the event of the first that its input has not taken.
        let identity = || Identity::of(row, content);
        let mut number = self.copies.first(row.input, identity);
        loop {
            let content = nth_content(content, number);
            match self.known.find(&self.columns, &self.content, row, content) {
                None => self.append_new(row, used, content),
                Some(earlier) if self.is_taken(row.input, earlier) => {
                    number += 1;
                    continue;
                }
                Some(earlier) => {
                    self.copies.take(row.input, earlier);
                    self.append_copy(row, used, content, earlier);
                }
            }
            return self.copies.note(row.input, number, identity);
        }
    }

    /// Whether an event stands for a record of this input already.
    fn is_taken(&self, input: u32, event: RowId) -> bool {
        self.columns.input(event) == input || self.copies.has_taken(input, event)
    }

    fn append_new(&mut self, row: &Row, used: FieldSet, content: u64) {
        self.inputs[row.input as usize].events += 1;
        let number = self.push(row, used, content);
        self.known.insert(&self.columns, &self.content, number);
    }

    /// Appends a row that is the same event as an earlier one.
    fn append_copy(&mut self, row: &Row, used: FieldSet, content: u64, earlier: RowId) {
        let columns = &self.columns;
        let earlier_input = columns.input(earlier);
        let position = |input: u32, offset: u64| (&self.inputs[input as usize].path, offset);
        let is_first = position(row.input, row.offset) < position(earlier_input, columns.offset(earlier));
        self.inputs[if is_first { earlier_input } else { row.input } as usize].duplicates += 1;
        if is_first {
            let number = self.push(row, used, content);
            self.known.replace(&self.columns, &self.content, earlier, number);
            let is_open = !self.inputs[earlier_input as usize].is_at_its_end();
            self.copies.replace((earlier_input, earlier), number, is_open);
            self.inputs[earlier_input as usize].events -= 1;
            self.inputs[row.input as usize].events += 1;
            self.bury(earlier);
        }
    }

    /// Brings the events of transcripts, and what is counted of them, to what is known by now.
    pub fn settle(&mut self) {
        let inputs = &self.inputs;
        let changes = self.transcripts.settle(|input| &inputs[input as usize].path);
        self.version += u64::from(!changes.is_empty());
        for FateChange { part, earlier, fate } in changes {
            let held = self.transcripts.part(part);
            let (mut row, buried) = (held.row, held.event.take());
            self.inputs[row.input as usize].change_fate(earlier, fate, held.spans().count() as u64);
            if fate == Fate::Rejected {
                self.notices.reject(row.input, held.spans());
            } else if earlier == Some(Fate::Rejected) {
                self.notices.accept(row.input, held.spans());
            }
            if let Some(buried) = buried {
                self.bury(buried);
            }
            if let Fate::Event(time) = fate {
                row.time = time;
                let event = self.push(&row, EVERY_FIELD, 0);
                self.transcripts.part(part).event = Some(event);
            }
        }
    }

    fn push(&mut self, row: &Row, used: FieldSet, content: u64) -> RowId {
        if (self.columns.len() as usize).is_multiple_of(BLOCK_ROWS) {
            self.time_blocks.push((row.time, row.time));
        }
        if let Some((first, last)) = self.time_blocks.last_mut() {
            (*first, *last) = (row.time.min(*first), row.time.max(*last));
        }
        self.systems |= 1 << row.system;
        self.content.push(content);
        self.columns.push(row, used)
    }

    fn bury(&mut self, row: RowId) {
        let word = row.index() / 64;
        if self.is_dead.len() <= word {
            self.is_dead.resize(word + 1, 0);
        }
        self.is_dead[word] |= 1 << (row.0 % 64);
        self.dead.push(row);
    }

    fn intern_input(&mut self, path: &str) -> u32 {
        if let Some(number) = self.input_number(path) {
            return number;
        }
        let sha256 = self.early_hashes.remove(path);
        self.inputs.push(Input::new(path, sha256));
        let number = self.inputs.len() as u32 - 1;
        self.input_numbers.insert(path.to_owned(), number);
        number
    }
}
