//! The transcripts of a store. What each is depends on all of them: pieces are joined (R44), and of equal ones the first
//! stays (R2). So all that is known of them is kept, and looked at anew when more is read.

use super::columns::Row;
use super::ids::RowId;
use super::time::TimeMs;
use super::transcript::{Transcript, time_of};
use super::transcript_join::{Joined, JoinedParts, Part, join};
use crate::source::Span;
use std::collections::HashMap;

/// What has become of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The event of a transcript, which has this time.
    Event(TimeMs),
    /// Another copy of one.
    Duplicate,
    /// Pieces of one that begins elsewhere.
    Skipped,
    /// A page that continues none: each of its messages is rejected.
    Rejected,
}

/// What one input has of a transcript.
#[derive(Debug)]
pub(super) struct HeldPart {
    /// Its event, would it stand alone.
    pub row: Row,
    transcript: Transcript,
    /// What has become of it, once that was looked at.
    pub fate: Option<Fate>,
    /// The part whose event stands for it.
    first: usize,
    /// The row of its event, if it has one.
    pub event: Option<RowId>,
}

/// All transcripts.
#[derive(Debug, Default)]
pub(super) struct Transcripts {
    parts: Vec<HeldPart>,
    /// How many of them have been looked at.
    settled: usize,
    /// The sessions that a footer tells the end of.
    ended: Vec<String>,
    bytes: usize,
}

/// A part whose fate has changed.
pub(super) struct FateChange {
    pub part: usize,
    pub earlier: Option<Fate>,
    pub fate: Fate,
}

impl Transcripts {
    /// Adds a part.
    pub(super) fn push(&mut self, row: Row, transcript: Transcript) {
        self.bytes += size_of::<HeldPart>() + transcript.byte_count();
        let first = self.parts.len();
        self.parts.push(HeldPart { row, transcript, fate: None, first, event: None });
    }

    /// The part of this number.
    pub(super) fn part(&mut self, number: usize) -> &mut HeldPart {
        &mut self.parts[number]
    }

    /// Looks at all again, those that have come since and those before; what has changed. `path_of` names inputs.
    pub(super) fn settle<'s>(&mut self, path_of: impl Fn(u32) -> &'s str) -> Vec<FateChange> {
        if std::mem::replace(&mut self.settled, self.parts.len()) == self.parts.len() {
            return Vec::new();
        }
        let parts: Vec<Part<'_>> = self
            .parts
            .iter()
            .map(|held| Part { path: path_of(held.row.input), transcript: &held.transcript })
            .collect();
        let JoinedParts { transcripts, pages } = join(&parts);
        let (fates, firsts) = fates(&parts, &transcripts, &pages);
        let has_end = |joined: &&Joined| joined.foot.is_some();
        let session = |joined: &Joined| parts[joined.parts[0]].transcript.session.clone();
        let ended = transcripts.iter().filter(has_end).map(session).filter(|id| !id.is_empty());
        self.ended = ended.collect();
        let mut changes = Vec::new();
        for (number, (held, (fate, first))) in
            self.parts.iter_mut().zip(fates.into_iter().zip(firsts)).enumerate()
        {
            held.first = first;
            let earlier = held.fate.replace(fate);
            if earlier != Some(fate) {
                changes.push(FateChange { part: number, earlier, fate });
            }
        }
        changes
    }

    /// The sessions that a footer tells the end of.
    pub(super) fn ended_sessions(&self) -> &[String] {
        &self.ended
    }

    /// The row of the event that stands for what begins here in an input.
    pub(super) fn event_at(&self, input: u32, span: Span) -> Option<RowId> {
        let is_it = |held: &&HeldPart| held.row.input == input && held.row.offset == span.offset;
        self.parts.iter().find(is_it).and_then(|held| self.parts[held.first].event)
    }

    /// The inputs that have pieces of each transcript beside that of its event, by the row of that.
    pub(super) fn other_inputs(&self) -> impl Iterator<Item = (RowId, u32)> {
        self.parts
            .iter()
            .filter(|held| held.fate == Some(Fate::Skipped))
            .filter_map(|held| Some((self.parts[held.first].event?, held.row.input)))
    }

    /// Where the pieces of each transcript stand, by the row of its event: the input of each, and its place there.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (RowId, u32, Span)> {
        let is_part = |held: &&HeldPart| matches!(held.fate, Some(Fate::Event(_) | Fate::Skipped));
        self.parts
            .iter()
            .filter(is_part)
            .filter_map(|held| Some((self.parts[held.first].event?, held)))
            .flat_map(|(event, held)| held.spans().map(move |span| (event, held.row.input, span)))
    }

    /// Memory that it takes in bytes.
    pub(super) fn byte_count(&self) -> usize {
        self.bytes
    }
}

impl HeldPart {
    /// Where its messages stand.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.transcript.pieces.iter().map(|piece| piece.span)
    }
}

/// The fate of each part, and the part whose event stands for it.
fn fates(parts: &[Part<'_>], transcripts: &[Joined], pages: &[usize]) -> (Vec<Fate>, Vec<usize>) {
    let mut fates = vec![Fate::Skipped; parts.len()];
    let mut firsts: Vec<usize> = (0..parts.len()).collect();
    for page in pages {
        fates[*page] = Fate::Rejected;
    }
    let session = |joined: &Joined| parts[joined.parts[0]].transcript.session.as_str();
    let position = |joined: &Joined| {
        let Part { path, transcript } = parts[joined.parts[0]];
        (path, transcript.pieces.first().map_or(0, |piece| piece.span.offset), joined.parts[0])
    };
    let is_before = |joined: &Joined, known: &Joined| position(joined) < position(known);
    // Of each session and content the first, and the first that has a footer: one that is put together of several inputs
    // may have none, though another copy is whole.
    let mut known: HashMap<(&str, u64), (&Joined, Option<&Joined>)> = HashMap::new();
    for joined in transcripts {
        let (first, ended) = known.entry((session(joined), joined.content(parts))).or_insert((joined, None));
        if is_before(joined, first) {
            *first = joined;
        }
        if joined.foot.is_some() && ended.is_none_or(|ended| is_before(joined, ended)) {
            *ended = Some(joined);
        }
    }
    for joined in transcripts {
        let (event, ended) = known[&(session(joined), joined.content(parts))];
        let is_first = std::ptr::eq(event, joined);
        for part in &joined.parts {
            firsts[*part] = event.parts[0];
            if parts[*part].transcript.text.content() == joined.text.content() {
                fates[*part] = Fate::Duplicate;
            }
        }
        let foot = ended.and_then(|ended| ended.foot.as_ref());
        fates[joined.parts[0]] = if is_first { Fate::Event(time_of(foot)) } else { Fate::Duplicate };
    }
    (fates, firsts)
}
