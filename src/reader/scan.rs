//! A pass over files in which nothing is read of the records but whether they have what is searched for. Which records
//! there are the store knows, so that none is cut anew, and what is found belongs to exactly its events.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─▶ RecordScan ─▶ blocks with an anchor ─▶ records ─▶ readings of each
//!            gzip, tar, zip             where records stand     (TextMatcher)      raw, escapes resolved, …
//! ```

use super::original::readable;
use crate::container::escapes::{resolve_doubled_quotes, resolve_escapes};
use crate::filter::{RegexMistake, TextMatcher, TextSearch};
use crate::model::record_spans::RecordSpans;
use crate::model::text_searches::{FoundRecords, InputRecords};
use crate::source::limits::{MAX_TEXT_DEPTH, SEARCH_BLOCK_BYTES};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A search that goes through files, one after the other.
pub struct Scan {
    matcher: TextMatcher,
    /// The inputs that it has not come by yet.
    wanted: RefCell<HashMap<String, InputRecords>>,
    found: RefCell<Vec<FoundRecords>>,
    hits: Cell<u64>,
}

impl Scan {
    /// A search in nothing yet.
    ///
    /// # Errors
    /// Why it cannot be searched for.
    pub fn new(search: &TextSearch) -> Result<Rc<Scan>, RegexMistake> {
        Ok(Rc::new(Scan {
            matcher: TextMatcher::new(search)?,
            wanted: RefCell::default(),
            found: RefCell::default(),
            hits: Cell::default(),
        }))
    }

    /// Adds inputs of the files that it will go through.
    pub fn want(&self, inputs: Vec<InputRecords>) {
        self.wanted.borrow_mut().extend(inputs.into_iter().map(|input| (input.path.clone(), input)));
    }

    /// What has been found in the inputs that were gone through, each once.
    pub fn take_found(&self) -> Vec<FoundRecords> {
        self.found.take()
    }

    /// In how many records something has been found.
    pub fn hits(&self) -> u64 {
        self.hits.get()
    }

    /// Begins with an input; nothing where it has no record.
    pub(super) fn begin(self: &Rc<Scan>, path: &str) -> Option<RecordScan> {
        let input = self.wanted.borrow_mut().remove(path)?;
        Some(RecordScan::new(Rc::clone(self), input))
    }

    /// Whether the original text of a record has what is searched for.
    fn matches(&self, record: &[u8]) -> bool {
        // Nearly all records are text as they are.
        let text = std::str::from_utf8(record).map_or_else(|_| readable(record).into(), Cow::Borrowed);
        let undoubled = self.matcher.has_quotes().then(|| resolve_doubled_quotes(&text)).flatten();
        self.matcher.matches(Readings { next: Some(text), undoubled, depth: 0 })
    }
}

/// The ways to read a record: as it is, with its escapes resolved once, twice and so on, and the same once more with
/// doubled quotes as one.
struct Readings<'t> {
    next: Option<Cow<'t, str>>,
    undoubled: Option<String>,
    /// How often the escapes of the next one were resolved.
    depth: u32,
}

impl<'t> Iterator for Readings<'t> {
    type Item = Cow<'t, str>;

    fn next(&mut self) -> Option<Cow<'t, str>> {
        let reading = match self.next.take() {
            Some(reading) => reading,
            None => {
                self.depth = 0;
                self.undoubled.take()?.into()
            }
        };
        if self.depth < MAX_TEXT_DEPTH {
            self.depth += 1;
            self.next = resolve_escapes(&reading).map(Cow::Owned);
        }
        Some(reading)
    }
}

/// The search in one input, whose decoded text is pushed into it.
pub(super) struct RecordScan {
    scan: Rc<Scan>,
    input: InputRecords,
    /// The first record that has not been looked at, and where the one behind it is packed.
    next: Option<(u64, u32)>,
    packed: (usize, u64),
    /// Text that has come, from `offset` on: no more than is needed.
    text: Vec<u8>,
    offset: u64,
    /// How much text has come.
    at: u64,
    found: RecordSpans,
}

impl RecordScan {
    fn new(scan: Rc<Scan>, input: InputRecords) -> RecordScan {
        let mut own = RecordScan {
            scan,
            input,
            next: None,
            packed: (0, 0),
            text: Vec::new(),
            offset: 0,
            at: 0,
            found: RecordSpans::default(),
        };
        own.advance();
        own
    }

    fn advance(&mut self) {
        let (at, offset) = &mut self.packed;
        self.next = self.input.records.next(at, offset);
    }

    /// Adds the next text.
    pub(super) fn push(&mut self, text: &[u8]) {
        let begin = self.at;
        self.at += text.len() as u64;
        let Some((start, _)) = self.next else { return };
        let mut unneeded = 0;
        if self.text.is_empty() {
            // What stands between records belongs to none.
            unneeded = start.saturating_sub(begin).min(text.len() as u64) as usize;
            self.offset = begin + unneeded as u64;
        }
        self.text.extend_from_slice(&text[unneeded..]);
        if self.text.len() >= SEARCH_BLOCK_BYTES {
            self.look();
        }
    }

    /// Looks at the records that have come as a whole.
    fn look(&mut self) {
        let is_whole = |(start, len): (u64, u32), at| start + u64::from(len) <= at;
        // A long record comes in many pieces, and is looked at when it is whole.
        if !self.next.is_some_and(|record| is_whole(record, self.at)) {
            return;
        }
        let scan = Rc::clone(&self.scan);
        let text = std::mem::take(&mut self.text);
        let mut candidates = scan.matcher.candidates(&text);
        while let Some((start, len)) = self.next.filter(|record| is_whole(*record, self.at)) {
            let from = (start - self.offset) as usize;
            let to = from + len as usize;
            let is_candidate = candidates.at_or_behind(from).is_some_and(|place| place < to);
            if is_candidate && scan.matches(&text[from..to]) {
                self.found.push(start, len);
                scan.hits.set(scan.hits.get() + 1);
            }
            self.advance();
        }
        self.text = text;
        let needed_from = self.next.map_or(self.at, |(start, _)| start.min(self.at));
        self.text.drain(..(needed_from - self.offset) as usize);
        self.offset = needed_from;
    }

    /// Ends with the input, or with what could be had of it.
    pub(super) fn finish(mut self) {
        self.look();
        self.scan.found.borrow_mut().push(FoundRecords {
            path: self.input.path,
            attempt: self.input.attempt,
            is_whole: self.next.is_none() && self.input.has_ended,
            records: self.found,
        });
    }
}
