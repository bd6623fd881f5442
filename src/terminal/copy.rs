//! The texts of a session as they were kept: one that was streamed, put together from its messages, and
//! every transcript that is not the same as another one.

use super::answer::UploadStep;
use crate::model::session_text::{SessionKey, TextPiece};
use crate::model::time::UNDATED;
use crate::source::order;
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
/// Messages stand in the order in which they were sent; where nothing tells it, in that of path and file (R43).
pub(super) fn copies_of(pieces: Vec<TextPiece>) -> BTreeMap<SessionKey, Vec<SessionCopy>> {
    let mut sessions: BTreeMap<SessionKey, (Vec<TextPiece>, Vec<TextPiece>)> = BTreeMap::new();
    for piece in pieces {
        let (transcripts, messages) = sessions.entry(piece.key.clone()).or_default();
        if piece.sent.is_some() { messages } else { transcripts }.push(piece);
    }
    let copies = |(mut transcripts, mut messages): (Vec<TextPiece>, Vec<TextPiece>)| {
        order::sort_by(&mut transcripts, |a, b| a.path.cmp(&b.path));
        let mut copies: Vec<SessionCopy> = transcripts
            .into_iter()
            .map(|piece| SessionCopy {
                paths: std::iter::once(piece.path).chain(piece.other_paths).collect(),
                text: piece.text,
                steps: Vec::new(),
            })
            .collect();
        put_in_order(&mut messages);
        if !messages.is_empty() {
            let (mut stream, mut known) = (SessionCopy::default(), HashSet::new());
            for message in messages {
                stream.text.push_str(&message.text);
                if !known.contains(&message.path) {
                    known.insert(message.path.clone());
                    stream.paths.push(message.path);
                }
                let uploaded = message.sent.map(|sent| sent.uploaded).filter(|time| *time != UNDATED);
                stream.steps.push(UploadStep { uploaded, end: stream.text.len() as u32 });
            }
            copies.push(stream);
        }
        copies
    };
    order::map_of(sessions.into_iter().map(|(key, pieces)| (key, copies(pieces))))
}

/// Puts the messages of a session in the order in which they were sent.
fn put_in_order(messages: &mut [TextPiece]) {
    order::sort_by(messages, |a, b| a.path.cmp(&b.path));
    for of_file in messages.chunk_by_mut(|a, b| a.path == b.path) {
        let (first, last) = (of_file.first().map(|piece| piece.sent), of_file.last().map(|piece| piece.sent));
        // A file that begins with its latest message has those of one moment in the reverse order too.
        if last < first && of_file.is_sorted_by(|a, b| a.sent >= b.sent) {
            of_file.reverse();
        }
    }
    order::sort_by_key(messages, |piece| piece.sent);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::session_text::SentAt;

    #[test]
    fn messages_stand_in_the_order_of_upload_and_then_of_arrival() {
        let piece = |uploaded: Option<i64>, text: &str| TextPiece {
            key: SessionKey::new("a-1", ""),
            path: "p".to_owned(),
            other_paths: Vec::new(),
            sent: uploaded.map(|uploaded| SentAt { uploaded, ..SentAt::default() }),
            text: text.to_owned(),
        };
        let pieces = vec![
            piece(Some(1000), "a"),
            piece(None, "whole"),
            piece(Some(2000), "c"),
            piece(Some(1000), "b"),
        ];
        let copies = copies_of(pieces).remove(&SessionKey::new("a-1", "")).expect("the session");
        assert_eq!(copies.iter().map(|copy| copy.text.as_str()).collect::<Vec<_>>(), ["whole", "abc"]);
        let steps: Vec<_> = copies[1].steps.iter().map(|step| (step.uploaded, step.end)).collect();
        assert_eq!(steps, [(Some(1000), 1), (Some(1000), 2), (Some(2000), 3)]);
    }

    #[test]
    fn messages_of_one_second_stand_in_the_order_of_their_log_events() {
        let piece = |path: &str, logged, ingested, text: &str| TextPiece {
            key: SessionKey::new("a-1", ""),
            path: path.to_owned(),
            other_paths: Vec::new(),
            sent: Some(SentAt { uploaded: 5000, logged, ingested }),
            text: text.to_owned(),
        };
        for (pieces, expected) in [
            (vec![piece("p", Some(5002), None, "b"), piece("p", Some(5001), None, "a")], "ab"),
            (vec![piece("p", Some(5002), Some(9), "b"), piece("p", Some(5002), Some(8), "a")], "ab"),
            // What is of one moment is turned round with the rest of a file in descending order, and only with that.
            (
                vec![
                    piece("p", Some(5002), None, "d"),
                    piece("p", Some(5002), None, "c"),
                    piece("p", Some(5001), None, "b"),
                    piece("p", Some(5001), None, "a"),
                ],
                "abcd",
            ),
            (
                vec![
                    piece("p", Some(5002), None, "c"),
                    piece("p", Some(5001), None, "a"),
                    piece("p", Some(5001), None, "b"),
                    piece("p", Some(5002), None, "d"),
                ],
                "abcd",
            ),
            // Over files.
            (vec![piece("a", Some(5002), None, "b"), piece("b", Some(5001), None, "a")], "ab"),
            (vec![piece("b", None, None, "b"), piece("a", None, None, "a")], "ab"),
        ] {
            let copies = copies_of(pieces).remove(&SessionKey::new("a-1", "")).expect("the session");
            assert_eq!(copies[0].text, expected);
        }
    }
}
