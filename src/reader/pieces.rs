//! Texts of log events that are no JSON: pieces of transcripts that Session Manager uploaded at the end of
//! a session, to be joined (R26), or nothing that is known.

use super::intake::{Around, reject};
use super::transcript::push_transcript;
use crate::format::Reason;
use crate::format::transcript::{begins_transcript, session_id_of_name};
use crate::model::batch::Batch;
use crate::model::time::parse_json_time;
use crate::source::Span;
use crate::source::limits::MAX_TRANSCRIPT_BYTES;
use std::collections::BTreeMap;

/// A text and where it stands.
struct Piece {
    time: i64,
    site: Span,
    text: String,
    id: String,
}

/// The texts of one log stream of one input.
#[derive(Default)]
struct Stream {
    pieces: Vec<Piece>,
    has_header: bool,
}

/// The texts of all log streams of one input.
#[derive(Default)]
pub(super) struct Pieces {
    streams: BTreeMap<String, Stream>,
    bytes: usize,
    is_over: bool,
}

impl Pieces {
    /// Whether the texts of this log stream are known to be pieces of a transcript.
    pub fn is_transcript(&self, stream: &str) -> bool {
        self.streams.get(stream).is_some_and(|stream| stream.has_header)
    }

    /// Gives a name to the log stream of the texts that came from the wrapper that began at this place,
    /// where the name stands behind the texts.
    pub fn name_stream(&mut self, began: Span, name: &str) {
        let Some(unnamed) = self.streams.get_mut("") else { return };
        let mut moved = Vec::new();
        let mut index = 0;
        while index < unnamed.pieces.len() {
            if unnamed.pieces[index].site.offset >= began.offset {
                moved.push(unnamed.pieces.remove(index));
            } else {
                index += 1;
            }
        }
        unnamed.has_header = unnamed.pieces.iter().any(|piece| is_header(&piece.text));
        for piece in moved {
            let stream = self.streams.entry(name.to_owned()).or_default();
            stream.has_header |= is_header(&piece.text);
            stream.pieces.push(piece);
        }
    }

    /// Takes in a text.
    pub fn push(&mut self, text: String, stream: &str, around: &Around<'_>, batch: &mut Batch) {
        if self.bytes + text.len() > MAX_TRANSCRIPT_BYTES {
            if !self.is_over {
                batch.push_notice(around.input, Span::default(), Reason::TranscriptTooLong);
                self.is_over = true;
            }
            return reject(around, batch);
        }
        self.bytes += text.len();
        let stream = self.streams.entry(stream.to_owned()).or_default();
        stream.has_header |= is_header(&text);
        stream.pieces.push(Piece {
            time: around.time.and_then(parse_json_time).unwrap_or(i64::MIN),
            site: around.site.unwrap_or_default(),
            text,
            id: around.id.map(|(_, id)| id.to_owned()).unwrap_or_default(),
        });
    }

    /// Joins what belongs together when the input has ended; `name` is that of its file.
    pub fn finish(self, input: u32, name: &str, batch: &mut Batch) {
        for (stream_name, mut stream) in self.streams {
            let name = if stream_name.is_empty() { name } else { &stream_name };
            let has_escape = || stream.pieces.iter().any(|piece| piece.text.contains('\u{1b}'));
            if !stream.has_header && session_id_of_name(name).is_none() && !has_escape() {
                for piece in &stream.pieces {
                    batch.push_notice(input, piece.site, Reason::NoKnownRecord);
                }
                continue;
            }
            let Some(first) = stream.pieces.iter().map(|piece| piece.site).min_by_key(|site| site.offset)
            else {
                continue;
            };
            // A stable sort: at the same time they stay in the order of the input.
            stream.pieces.sort_by_key(|piece| piece.time);
            let mut seen = std::collections::HashSet::new();
            let mut text = String::new();
            for piece in &stream.pieces {
                if !piece.id.is_empty() && !seen.insert(piece.id.as_str()) {
                    continue;
                }
                text.push_str(&piece.text);
                if !piece.text.ends_with('\n') {
                    text.push('\n');
                }
            }
            push_transcript(text.as_bytes(), name, input, first, batch);
        }
    }
}

fn is_header(text: &str) -> bool {
    begins_transcript(text.as_bytes(), true) == Some(true)
}
