//! Texts of terminal sessions on their way from a reader to whoever shows them. They go round the store,
//! which keeps no text: an input is read again when the text of a session is wanted.

use super::time::TimeMs;
use crate::source::hash::hash_bytes;
use crate::source::limits::MAX_SESSION_TEXT_BYTES;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Which session a text belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionKey {
    /// Session id; empty where the text tells none.
    pub id: String,
    /// Path of the input, for a text without a session id: nothing else tells such texts apart.
    pub path: String,
}

impl SessionKey {
    /// The key of a text of this session id in this input.
    pub fn new(id: &str, path: &str) -> SessionKey {
        SessionKey { id: id.to_owned(), path: if id.is_empty() { path.to_owned() } else { String::new() } }
    }

    /// What a person knows it by (untrusted text): its id, else its path.
    pub fn name(&self) -> &str {
        if self.id.is_empty() { &self.path } else { &self.id }
    }
}

/// When a message of a streamed session was sent: what it says, and what its log event says. Messages stand in the order
/// of these (R43).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentAt {
    /// By the message, to the second.
    pub uploaded: TimeMs,
    /// By the log event around it, if there is one.
    pub logged: Option<TimeMs>,
    /// When that was taken in, if it says so.
    pub ingested: Option<TimeMs>,
}

/// One message of a streamed session, or a whole transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPiece {
    /// Whose it is.
    pub key: SessionKey,
    /// Path of the input that it was read from.
    pub path: String,
    /// When a streamed message was uploaded; nothing for a transcript.
    pub sent: Option<SentAt>,
    /// The text: of a message its lines, each with a line end.
    pub text: String,
}

/// Collects texts while inputs are read again.
#[derive(Clone, Debug, Default)]
pub struct SessionTexts {
    /// The session that is wanted; every one where there is none.
    wanted: Option<SessionKey>,
    pieces: Vec<TextPiece>,
    bytes: usize,
    is_cut: bool,
    /// Ids of messages and contents of transcripts that were seen.
    seen: HashSet<u64>,
    /// How often each message without an id was seen in each input, and how often at most in one of them.
    repeats: HashMap<(u64, String), u32>,
    most: HashMap<u64, u32>,
}

impl SessionTexts {
    /// Collects the texts of one session, or of all.
    pub fn of(wanted: Option<SessionKey>) -> SessionTexts {
        SessionTexts { wanted, ..SessionTexts::default() }
    }

    /// Adds a streamed message. One that has an id counts once; one that has none counts as often as
    /// it stands in the input that has it most often, so that copies of a log change nothing.
    pub fn push_message(
        &mut self,
        session: &str,
        path: &str,
        sent: SentAt,
        id: Option<u64>,
        lines: impl IntoIterator<Item = String>,
    ) {
        let key = SessionKey::new(session, path);
        if !self.is_wanted(&key) {
            return;
        }
        let mut text = String::new();
        for line in lines {
            text.push_str(&line);
            text.push_str("\r\n");
        }
        if let Some(id) = id
            && !self.seen.insert(id)
        {
            return;
        }
        let content = hash_bytes(text.as_bytes(), sent.uploaded as u64) ^ hash_bytes(session.as_bytes(), 1);
        let here = self.repeats.entry((content, path.to_owned())).or_default();
        *here += 1;
        let most = self.most.entry(content).or_default();
        if *here > *most {
            *most = *here;
            self.push(TextPiece { key, path: path.to_owned(), sent: Some(sent), text });
        }
    }

    /// Adds a whole transcript; `content` tells whether it is another copy of one that was seen.
    pub fn push_transcript(&mut self, session: &str, path: &str, content: u64, text: &[u8]) {
        let key = SessionKey::new(session, path);
        if self.is_wanted(&key) && self.seen.insert(content) {
            let text = String::from_utf8_lossy(text).into_owned();
            self.push(TextPiece { key, path: path.to_owned(), sent: None, text });
        }
    }

    /// Notes that a text was cut off before it came here.
    pub fn note_cut(&mut self) {
        self.is_cut = true;
    }

    /// Whether something was left out because it was too much.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// What was collected, in the order in which it came.
    pub fn into_pieces(self) -> Vec<TextPiece> {
        self.pieces
    }

    fn is_wanted(&self, key: &SessionKey) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted == key)
    }

    fn push(&mut self, piece: TextPiece) {
        if self.bytes + piece.text.len() > MAX_SESSION_TEXT_BYTES {
            self.is_cut = true;
            return;
        }
        self.bytes += piece.text.len();
        self.pieces.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(messages: &[(&str, Option<u64>, &str)]) -> Vec<String> {
        let mut texts = SessionTexts::of(None);
        for (path, id, line) in messages {
            texts.push_message("a-1", path, SentAt::default(), *id, [(*line).to_owned()]);
        }
        texts.into_pieces().into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn copies_of_a_log_change_nothing_and_repeats_within_one_stay() {
        assert_eq!(texts(&[("a", None, "x"), ("a", None, "x"), ("b", None, "x")]), ["x\r\n", "x\r\n"]);
        assert_eq!(texts(&[("a", None, "x"), ("b", None, "x"), ("b", None, "x")]), ["x\r\n", "x\r\n"]);
        assert_eq!(
            texts(&[("a", Some(1), "x"), ("a", Some(1), "x"), ("a", Some(2), "y")]),
            ["x\r\n", "y\r\n"]
        );
    }

    #[test]
    fn of_too_much_text_the_first_is_kept_and_the_rest_is_told_of() {
        let half = vec![b'x'; MAX_SESSION_TEXT_BYTES / 2];
        let mut texts = SessionTexts::of(None);
        texts.push_transcript("a-1", "a", 1, &half);
        texts.push_transcript("b-2", "b", 2, &half);
        assert!(!texts.is_cut());
        texts.push_transcript("c-3", "c", 3, b"x");
        assert!(texts.is_cut());
        assert_eq!(texts.into_pieces().len(), 2);
    }

    #[test]
    fn only_the_wanted_session_is_collected() {
        let mut texts = SessionTexts::of(Some(SessionKey::new("a-1", "")));
        texts.push_transcript("b-2", "b", 1, b"b");
        texts.push_transcript("a-1", "a", 2, b"a\xff");
        texts.push_transcript("a-1", "copy", 2, b"a\xff");
        let pieces = texts.into_pieces();
        assert_eq!(pieces.len(), 1);
        assert_eq!((pieces[0].text.as_str(), pieces[0].path.as_str()), ("a\u{fffd}", "a"));
    }
}
