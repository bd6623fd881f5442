//! The texts of a session as they were kept: one that was streamed, put together from its messages, and
//! every transcript that is not the same as another one.

use super::answer::UploadStep;
use crate::model::session_text::{SessionKey, TextPiece};
use crate::model::time::UNDATED;
use std::collections::{BTreeMap, HashSet};

/// One text of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SessionCopy {
    /// Inputs that it was read from.
    pub paths: Vec<String>,
    /// The text.
    pub text: String,
    /// Its messages in order, where it was streamed.
    pub steps: Vec<UploadStep>,
}

/// The texts of each session: transcripts by path, and then the stream.
///
/// Messages are ordered by the second of their upload; within one they stay in the order of path and file.
pub(super) fn copies_of(pieces: Vec<TextPiece>) -> BTreeMap<SessionKey, Vec<SessionCopy>> {
    let mut sessions: BTreeMap<SessionKey, (Vec<TextPiece>, Vec<TextPiece>)> = BTreeMap::new();
    for piece in pieces {
        let (transcripts, messages) = sessions.entry(piece.key.clone()).or_default();
        if piece.uploaded.is_some() { messages } else { transcripts }.push(piece);
    }
    let copies = |(mut transcripts, mut messages): (Vec<TextPiece>, Vec<TextPiece>)| {
        transcripts.sort_by(|a, b| a.path.cmp(&b.path));
        let mut copies: Vec<SessionCopy> = transcripts
            .into_iter()
            .map(|piece| SessionCopy { paths: vec![piece.path], text: piece.text, steps: Vec::new() })
            .collect();
        messages.sort_by(|a, b| (a.uploaded, &a.path).cmp(&(b.uploaded, &b.path)));
        if !messages.is_empty() {
            let (mut stream, mut known) = (SessionCopy::default(), HashSet::new());
            for message in messages {
                stream.text.push_str(&message.text);
                if !known.contains(&message.path) {
                    known.insert(message.path.clone());
                    stream.paths.push(message.path);
                }
                let uploaded = message.uploaded.filter(|time| *time != UNDATED);
                stream.steps.push(UploadStep { uploaded, end: stream.text.len() as u32 });
            }
            copies.push(stream);
        }
        copies
    };
    sessions.into_iter().map(|(key, pieces)| (key, copies(pieces))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_stand_in_the_order_of_upload_and_then_of_arrival() {
        let piece = |uploaded, text: &str| TextPiece {
            key: SessionKey::new("a-1", ""),
            path: "p".to_owned(),
            uploaded,
            text: text.to_owned(),
        };
        let pieces = vec![
            piece(Some(2000), "c"),
            piece(None, "whole"),
            piece(Some(1000), "a"),
            piece(Some(1000), "b"),
        ];
        let copies = copies_of(pieces).remove(&SessionKey::new("a-1", "")).expect("the session");
        assert_eq!(copies.iter().map(|copy| copy.text.as_str()).collect::<Vec<_>>(), ["whole", "abc"]);
        let steps: Vec<_> = copies[1].steps.iter().map(|step| (step.uploaded, step.end)).collect();
        assert_eq!(steps, [(Some(1000), 1), (Some(1000), 2), (Some(2000), 3)]);
    }
}
