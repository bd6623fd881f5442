//! Texts of log events that are no sound JSON: pieces of transcripts that Session Manager uploaded at the
//! end of a session, to be joined (R26), or each by itself: broken JSON, or nothing that is known.

use super::record_context::RecordContext;
use super::transcript::push_transcript;
use crate::format::Reason;
use crate::format::transcript::{begins_transcript, session_id_of_name};
use crate::model::batch::Batch;
use crate::model::time::parse_json_time;
use crate::source::Span;
use crate::source::limits::MAX_TRANSCRIPT_BYTES;
use std::collections::{BTreeMap, HashSet};

/// A text, and where it stands; its time is kept beside it.
pub(super) struct Piece {
    pub text: String,
    /// Whether it begins like JSON.
    pub is_json: bool,
    /// Id of its own log event; empty where it has none.
    id: String,
    pub context: RecordContext<'static>,
}

type Time = Option<Vec<u8>>;

/// The texts of one log stream of one input.
#[derive(Default)]
pub(super) struct Stream {
    pieces: Vec<(Piece, Time)>,
    has_header: bool,
    has_json: bool,
}

/// The texts of all log streams of one input.
#[derive(Default)]
pub(super) struct Pieces {
    /// By how deep they lie in texts, and by the name of their log stream.
    streams: BTreeMap<(u32, String), Stream>,
    bytes: usize,
    is_over: bool,
}

impl Pieces {
    /// Takes in that a message of this log stream begins like JSON.
    pub fn note_json(&mut self, stream: &str, context: &RecordContext<'_>) {
        self.stream(stream, context).has_json = true;
    }

    /// Takes in a text.
    pub fn push(
        &mut self,
        text: String,
        is_json: bool,
        id: Option<&str>,
        stream: &str,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        // What stands around a text takes memory too: many small ones are much.
        let cost = text.len() + id.map_or(0, str::len) + size_of::<(Piece, Time)>();
        if self.bytes + cost > MAX_TRANSCRIPT_BYTES {
            if !self.is_over {
                batch.push_notice(context.input, Span::default(), Reason::TranscriptTooLong);
                self.is_over = true;
            }
            return context.reject(batch);
        }
        self.bytes += cost;
        let stream = self.stream(stream, context);
        stream.has_header |= begins_transcript(text.as_bytes(), true) == Some(true);
        let time = context.time.map(<[u8]>::to_vec);
        let context = RecordContext { id: context.id.clone(), time: None, ..*context };
        let piece = Piece { text, is_json, id: id.unwrap_or_default().to_owned(), context };
        stream.pieces.push((piece, time));
    }

    fn stream(&mut self, name: &str, context: &RecordContext<'_>) -> &mut Stream {
        self.streams.entry((context.depth, name.to_owned())).or_default()
    }

    /// Takes out the texts of a log stream, with its name.
    pub fn next_stream(&mut self) -> Option<(String, Stream)> {
        let ((_, name), stream) = self.streams.pop_first()?;
        Some((name, stream))
    }
}

impl Stream {
    /// Joins the pieces where they are of a transcript; if not, gives them back, each to be read by itself.
    pub fn push_transcript(mut self, name: &str, input: u32, batch: &mut Batch) -> Vec<(Piece, Time)> {
        let has_escape = || self.pieces.iter().any(|(piece, _)| piece.text.contains('\u{1b}'));
        let is_of_session = || !self.has_json && (session_id_of_name(name).is_some() || has_escape());
        if !(self.has_header || is_of_session()) {
            return self.pieces;
        }
        let Some((first, _)) = self.pieces.first() else { return Vec::new() };
        let site = first.context.site.unwrap_or_default();
        let mut seen = HashSet::new();
        self.pieces.retain(|(piece, _)| piece.id.is_empty() || seen.insert(piece.id.clone()));
        // A stable sort: at the same time they stay in the order of the input.
        let when = |time: &Time| time.as_deref().and_then(parse_json_time).unwrap_or(i64::MAX);
        self.pieces.sort_by_key(|(_, time)| when(time));
        let mut text = String::new();
        for (piece, _) in &self.pieces {
            text.push_str(&piece.text);
            // The cut at a line end took the line end away.
            if !piece.text.ends_with('\n') {
                text.push('\n');
            }
        }
        push_transcript(text.as_bytes(), name, input, site, batch);
        Vec::new()
    }
}
