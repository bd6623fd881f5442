//! What is known of a transcript, or of the pieces of one that an input has: all that is needed to join them, but for
//! their texts, which the store does not keep.

use super::time::{TimeMs, UNDATED};
use crate::source::Span;
use crate::source::hash::{combine, hash_bytes};
use crate::source::joined_hash::JoinedHash;
use crate::source::recorder::{DateMarks, FooterForm, Recorder};
use serde::{Deserialize, Serialize};

/// A transcript, or the pieces of one in one input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Session id; empty where nothing tells it.
    pub session: String,
    /// What its first lines tell.
    pub head: Head,
    /// What its last lines tell, if they may be a footer.
    pub foot: Option<Foot>,
    /// Hash of its text.
    pub text: JoinedHash,
    /// The log events that it is made of, in their order; none where it is a file.
    pub pieces: Vec<Piece>,
    /// Pieces of the same log stream (else session) belong together (R44); empty where neither is known.
    pub stream: String,
    /// Whether it is known by nothing but what it may continue: a page of texts without stream and header.
    pub is_page: bool,
    /// Whether it is a transcript where it continues none.
    pub is_known: bool,
}

/// What the first lines tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whether they are a header.
    pub is_header: bool,
    /// What wrote it.
    pub recorder: Option<Recorder>,
    /// How the first line is written, if it has a date.
    pub dated: Option<DateMarks>,
    /// The time in it.
    pub start: Option<TimeMs>,
    /// Whether they tell that nothing was recorded.
    pub is_failure: bool,
}

/// What the last lines tell where they may be a footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foot {
    /// By what they are one.
    pub form: FooterForm,
    /// The time in it.
    pub end: Option<TimeMs>,
}

/// A log event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// When it was.
    pub time: Option<TimeMs>,
    /// Hash of its id; 0 where it has none.
    pub id: u64,
    /// Hash of its text, with a line end behind it.
    pub text: JoinedHash,
    /// What its last lines tell.
    pub foot: Option<Box<Foot>>,
}

impl Head {
    /// Whether a text that begins so ends with this footer. One from before the header is one that the terminal showed.
    pub fn is_ended_by(&self, foot: &Foot) -> bool {
        let is_later = self.start.is_none_or(|start| foot.end.is_none_or(|end| start <= end));
        !self.is_failure && is_later && foot.form.ends(self.recorder, self.dated)
    }
}

impl Transcript {
    /// Whether it has a header and a footer, or is a file: it is no piece of another one.
    pub fn is_whole(&self) -> bool {
        self.pieces.is_empty() || self.head.is_header && self.footer().is_some()
    }

    /// Its footer.
    pub fn footer(&self) -> Option<&Foot> {
        self.foot.as_ref().filter(|foot| self.head.is_ended_by(foot))
    }

    /// Memory that it takes in bytes.
    pub fn byte_count(&self) -> usize {
        let feet = self.pieces.iter().filter(|piece| piece.foot.is_some()).count();
        size_of::<Transcript>()
            + self.session.len()
            + self.stream.len()
            + self.pieces.len() * size_of::<Piece>()
            + feet * size_of::<Foot>()
    }
}

/// What tells a transcript of this session and text from others (R2).
pub fn content_of(session: &str, text: &JoinedHash) -> u64 {
    combine(text.content(), hash_bytes(session.as_bytes(), 0))
}

/// The time of an event that ends with this footer, or with none.
pub fn time_of(footer: Option<&Foot>) -> TimeMs {
    footer.and_then(|foot| foot.end).unwrap_or(UNDATED)
}
