//! Which pieces are one transcript (R44). It looks at all that were read: what comes of it does not depend on the order
//! in which they came.

use super::time::TimeMs;
use super::transcript::{Foot, Piece, Transcript, content_of};
use crate::source::joined_hash::JoinedHash;
use crate::source::order;
use crate::source::path::natural_order;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What one input has of a transcript.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Path of the input.
    pub path: &'a str,
    /// What is known of it.
    pub transcript: &'a Transcript,
}

/// Parts that are one transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Their numbers; the first is that which the transcript begins in.
    pub parts: Vec<usize>,
    /// Each piece of it by the number of its part and its place there, in their order.
    pub pieces: Vec<(usize, usize)>,
    /// Hash of its text.
    pub text: JoinedHash,
    /// Its footer.
    pub foot: Option<Foot>,
}

impl Joined {
    /// What tells it from others (R2).
    pub fn content(&self, parts: &[Part<'_>]) -> u64 {
        content_of(&parts[self.parts[0]].transcript.session, &self.text)
    }
}

/// The transcripts that parts are of, in no particular order, and the pages that continue none.
#[derive(Debug, Default)]
pub struct JoinedParts {
    /// The transcripts.
    pub transcripts: Vec<Joined>,
    /// The numbers of the pages.
    pub pages: Vec<usize>,
}

/// When a piece was, in the order of R44: time, path, place.
type Position = (TimeMs, u32, u64, usize, usize);

/// Joins parts.
pub fn join(parts: &[Part<'_>]) -> JoinedParts {
    let join = Join { parts, ranks: ranks(parts) };
    let (mut transcripts, mut pages) = (Vec::new(), Vec::new());
    let mut streams: BTreeMap<&str, Stream> = BTreeMap::new();
    for (number, Part { transcript, .. }) in parts.iter().enumerate() {
        if transcript.is_page {
            pages.push(number);
        } else if transcript.pieces.is_empty() || transcript.stream.is_empty() {
            transcripts.push(join.one(number));
        } else {
            let stream = streams.entry(&transcript.stream).or_default();
            if transcript.is_whole() { stream.whole.push(number) } else { stream.rest.push(number) }
        }
    }
    transcripts.extend(streams.into_values().flat_map(|stream| join.stream(stream)));
    let pages = join.add_pages(&mut transcripts, pages);
    let (known, pages) = pages.into_iter().partition(|page| parts[*page].transcript.is_known);
    let known: Vec<usize> = known;
    transcripts.extend(known.into_iter().map(|page| join.one(page)));
    JoinedParts { transcripts, pages }
}

/// The place of each part's path among all.
fn ranks(parts: &[Part<'_>]) -> Vec<u32> {
    let mut paths: Vec<&str> = parts.iter().map(|part| part.path).collect();
    order::sort_by(&mut paths, |a, b| natural_order(a, b));
    paths.dedup();
    let ranks: HashMap<&str, u32> = paths.into_iter().zip(0..).collect();
    parts.iter().map(|part| ranks[part.path]).collect()
}

/// The parts of a log stream.
#[derive(Default)]
struct Stream {
    /// Those that are whole transcripts.
    whole: Vec<usize>,
    /// Those that are not.
    rest: Vec<usize>,
}

struct Join<'a> {
    parts: &'a [Part<'a>],
    ranks: Vec<u32>,
}

impl<'a> Join<'a> {
    fn transcript(&self, part: usize) -> &'a Transcript {
        self.parts[part].transcript
    }

    fn piece(&self, (part, place): (usize, usize)) -> &'a Piece {
        &self.transcript(part).pieces[place]
    }

    /// Undated pieces come last.
    fn position(&self, (part, place): (usize, usize)) -> Position {
        let piece = self.piece((part, place));
        (piece.time.unwrap_or(TimeMs::MAX), self.ranks[part], piece.span.offset, part, place)
    }

    fn one(&self, part: usize) -> Joined {
        let transcript = self.transcript(part);
        Joined {
            parts: vec![part],
            pieces: (0..transcript.pieces.len()).map(|place| (part, place)).collect(),
            text: transcript.text,
            foot: transcript.footer().copied(),
        }
    }

    /// The transcripts of a log stream: each whole one, with the parts that have nothing but pieces of it, and what all
    /// others are together.
    fn stream(&self, Stream { mut whole, mut rest }: Stream) -> Vec<Joined> {
        let mut transcripts: Vec<Joined> = Vec::new();
        order::sort_by_key(&mut whole, |part| self.position((*part, 0)));
        for part in whole {
            let seen = self.several(vec![part]).1;
            let is_met = |part: &mut usize| seen.has_all(&self.transcript(*part).pieces);
            let parts = std::iter::once(part).chain(rest.extract_if(.., is_met)).collect();
            let foot = self.transcript(part).footer().copied();
            transcripts.push(Joined { foot, ..self.several(parts).0 });
        }
        if !rest.is_empty() {
            transcripts.push(self.several(rest).0);
        }
        transcripts
    }

    /// The transcript of several parts, and the pieces that it has seen.
    fn several(&self, parts: Vec<usize>) -> (Joined, SeenPieces) {
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for part in &parts {
            pieces.extend((0..self.transcript(*part).pieces.len()).map(|place| (*part, place)));
        }
        order::sort_by_key(&mut pieces, |piece| self.position(*piece));
        let mut seen = SeenPieces::default();
        pieces.retain(|(part, place)| seen.add(*part, self.piece((*part, *place))));
        let text =
            pieces.iter().fold(JoinedHash::default(), |text, piece| text.then(self.piece(*piece).text));
        // Pieces are in order: the first is that which its part begins with.
        let first = pieces.first().map_or(parts[0], |(part, _)| *part);
        let others = parts.into_iter().filter(|part| *part != first);
        let foot = pieces.last().and_then(|last| self.piece(*last).foot.as_deref());
        let foot = foot.filter(|foot| self.transcript(first).head.is_ended_by(foot)).copied();
        (Joined { parts: std::iter::once(first).chain(others).collect(), pieces, text, foot }, seen)
    }

    /// Adds the pages to the one transcript that they lead to the end of; the others.
    fn add_pages(&self, transcripts: &mut [Joined], mut pages: Vec<usize>) -> Vec<usize> {
        order::sort_by_key(&mut pages, |page| self.position((*page, 0)));
        let is_open = |transcript: &Joined| {
            transcript.foot.is_none() && !self.transcript(transcript.parts[0]).head.is_failure
        };
        let mut open: Vec<(Position, usize)> = transcripts
            .iter()
            .enumerate()
            .filter(|(_, transcript)| is_open(transcript))
            .filter_map(|(number, transcript)| Some((self.position(*transcript.pieces.last()?), number)))
            .collect();
        order::sort(&mut open);
        let Some((end, number)) = open.first().copied() else { return pages };
        // Where a second one has ended too, it may be either that goes on.
        let next_end = open.get(1).map(|(end, _)| *end);
        let begins_after = |page: &usize, end: Position| self.position((*page, 0)) > end;
        let first = pages.partition_point(|page| !begins_after(page, end));
        let behind = pages.partition_point(|page| next_end.is_none_or(|end| !begins_after(page, end)));
        let head = &self.transcript(transcripts[number].parts[0]).head;
        let leads_to_end = |page: &usize| {
            let last = self.transcript(*page).pieces.last();
            last.and_then(|piece| piece.foot.as_deref()).is_some_and(|foot| head.is_ended_by(foot))
        };
        let Some(count) = pages[first..behind.max(first)].iter().position(leads_to_end) else { return pages };
        let added = first..=first + count;
        let parts = transcripts[number].parts.iter().chain(&pages[added.clone()]).copied().collect();
        let (joined, seen) = self.several(parts);
        transcripts[number] = joined;
        let mut rest = pages[..first].to_vec();
        for page in &pages[first + count + 1..] {
            // Another copy of a page that was added.
            if seen.has_all(&self.transcript(*page).pieces) {
                transcripts[number].parts.push(*page);
            } else {
                rest.push(*page);
            }
        }
        rest
    }
}

/// Pieces that were met. What has an id is known by that; of what has none in one of two inputs the k-th of equal time
/// and text in one is the k-th in the other.
#[derive(Default)]
struct SeenPieces {
    ids: HashSet<u64>,
    with_id: HashSet<NthPiece>,
    without_id: HashSet<NthPiece>,
    counts: HashMap<(usize, Option<TimeMs>, JoinedHash), u32>,
}

type NthPiece = (Option<TimeMs>, JoinedHash, u32);

impl SeenPieces {
    /// Adds the next piece of a part; whether it is a new one.
    fn add(&mut self, part: usize, piece: &Piece) -> bool {
        let count = self.counts.entry((part, piece.time, piece.text)).or_default();
        let nth = (piece.time, piece.text, *count);
        *count += 1;
        if piece.id != 0 {
            let is_new = self.ids.insert(piece.id) && !self.without_id.contains(&nth);
            self.with_id.insert(nth);
            is_new
        } else {
            !self.with_id.contains(&nth) && self.without_id.insert(nth)
        }
    }

    /// Whether there is none among the pieces of another part that was not met.
    fn has_all(&self, pieces: &[Piece]) -> bool {
        let mut counts: HashMap<(Option<TimeMs>, JoinedHash), u32> = HashMap::new();
        pieces.iter().all(|piece| {
            let count = counts.entry((piece.time, piece.text)).or_default();
            let nth = (piece.time, piece.text, *count);
            *count += 1;
            let is_known = piece.id == 0 && self.with_id.contains(&nth);
            is_known || self.without_id.contains(&nth) || self.ids.contains(&piece.id)
        })
    }
}
