//! Texts of terminal sessions on their way from a reader to whoever shows them. They go round the store,
//! which keeps no text: an input is read again when the text of a session is wanted.

use super::time::TimeMs;
use super::transcript::{Transcript, content_of};
use super::transcript_join::{Part, join};
use crate::source::hash::hash_bytes;
use crate::source::limits::MAX_SESSION_TEXT_BYTES;
use crate::source::order;
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
    /// Path of the input that it was read from; of a transcript, in which it begins.
    pub path: String,
    /// Paths of the other inputs that have pieces of a transcript.
    pub other_paths: Vec<String>,
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
    /// Transcripts, and pieces of them, by path, with the text of each piece.
    transcripts: Vec<(String, Transcript, Vec<String>)>,
    bytes: usize,
    is_cut: bool,
    /// Ids of messages and contents of whole transcripts that were seen.
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
            self.push(TextPiece {
                key,
                path: path.to_owned(),
                other_paths: Vec::new(),
                sent: Some(sent),
                text,
            });
        }
    }

    /// Adds a transcript, or pieces of one, with the text of each.
    pub fn push_transcript(&mut self, path: &str, transcript: &Transcript, texts: Vec<String>) {
        // Whose pieces are is known when all are there.
        if transcript.is_whole() {
            let key = SessionKey::new(&transcript.session, path);
            if !self.is_wanted(&key) || !self.seen.insert(content_of(&transcript.session, &transcript.text)) {
                return;
            }
        }
        if self.takes_place(texts.iter().map(String::len).sum()) {
            self.transcripts.push((path.to_owned(), transcript.clone(), texts));
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

    /// What was collected: transcripts, and messages in the order in which they came.
    pub fn into_pieces(mut self) -> Vec<TextPiece> {
        let transcripts = std::mem::take(&mut self.transcripts);
        let parts: Vec<Part<'_>> =
            transcripts.iter().map(|(path, transcript, _)| Part { path, transcript }).collect();
        let mut joined = join(&parts).transcripts;
        order::sort_by_key(&mut joined, |joined| (parts[joined.parts[0]].path, joined.parts[0]));
        let mut known = HashSet::new();
        for joined in joined {
            let Part { path, transcript } = parts[joined.parts[0]];
            let key = SessionKey::new(&transcript.session, path);
            if !self.is_wanted(&key) || !known.insert((key.clone(), joined.content(&parts))) {
                continue;
            }
            let texts = match joined.pieces[..] {
                // A file has no pieces.
                [] => transcripts[joined.parts[0]].2.concat(),
                ref pieces => {
                    pieces.iter().map(|(part, piece)| transcripts[*part].2[*piece].as_str()).collect()
                }
            };
            let mut other_paths: Vec<String> =
                joined.parts[1..].iter().map(|part| parts[*part].path.to_owned()).collect();
            order::sort(&mut other_paths);
            other_paths.dedup();
            other_paths.retain(|other| other != path);
            self.pieces.push(TextPiece { key, path: path.to_owned(), other_paths, sent: None, text: texts });
        }
        self.pieces
    }

    fn is_wanted(&self, key: &SessionKey) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted == key)
    }

    fn push(&mut self, piece: TextPiece) {
        if self.takes_place(piece.text.len()) {
            self.pieces.push(piece);
        }
    }

    /// Takes so many bytes of what may be held; whether there were as many.
    fn takes_place(&mut self, bytes: usize) -> bool {
        let is_there = self.bytes + bytes <= MAX_SESSION_TEXT_BYTES;
        self.bytes += if is_there { bytes } else { 0 };
        self.is_cut |= !is_there;
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::joined_hash::JoinedHash;

    /// Adds a file that is a transcript.
    fn push_file(texts: &mut SessionTexts, session: &str, path: &str, text: &str) {
        let text_hash = JoinedHash::of(text.as_bytes());
        let transcript = Transcript { session: session.to_owned(), text: text_hash, ..Transcript::default() };
        texts.push_transcript(path, &transcript, vec![text.to_owned()]);
    }

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
        let half = "x".repeat(MAX_SESSION_TEXT_BYTES / 2);
        let mut texts = SessionTexts::of(None);
        push_file(&mut texts, "a-1", "a", &half);
        push_file(&mut texts, "b-2", "b", &half);
        assert!(!texts.is_cut());
        push_file(&mut texts, "c-3", "c", "x");
        assert!(texts.is_cut());
        assert_eq!(texts.into_pieces().len(), 2);
    }

    #[test]
    fn only_the_wanted_session_is_collected() {
        let mut texts = SessionTexts::of(Some(SessionKey::new("a-1", "")));
        push_file(&mut texts, "b-2", "b", "b");
        push_file(&mut texts, "a-1", "a", "a");
        push_file(&mut texts, "a-1", "copy", "a");
        let pieces = texts.into_pieces();
        assert_eq!(pieces.len(), 1);
        assert_eq!((pieces[0].text.as_str(), pieces[0].path.as_str()), ("a", "a"));
    }
}
