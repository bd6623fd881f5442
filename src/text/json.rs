//! JSON laid out for reading, without a change to any of its tokens: numbers, escapes, equal keys and
//! their order stay as they are in the file. It is a layout of the original text, and not a new text.

use crate::container::cursor::Cursor;
use serde::de::IgnoredAny;

/// What a piece of JSON is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each is the token of its name; a word is `true`, `false` or `null`.
pub enum TokenKind {
    Key,
    Text,
    Number,
    Word,
    Mark,
    Blank,
}

/// A token of the laid out text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// As it is in the file; blanks are of the layout.
    pub text: &'a str,
}

/// Spaces enough for any line start.
const BLANKS: &str = "\n                                                                                ";
/// Spaces that a level is set in by.
const INDENT: usize = 2;

/// The pieces of a JSON text in order; nothing where it is no valid JSON.
pub fn laid_out(text: &str) -> Option<Vec<Piece<'_>>> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut pieces = Vec::new();
    let mut depth = 0;
    let mut cursor = Cursor::new(text.as_bytes(), 0);
    while let Some(token) = cursor.token() {
        let first = text.as_bytes()[token.start];
        let kind = match first {
            b'"' if cursor.peek() == Some(b':') => TokenKind::Key,
            b'"' => TokenKind::Text,
            b'-' | b'0'..=b'9' => TokenKind::Number,
            b'{' | b'}' | b'[' | b']' | b',' | b':' => TokenKind::Mark,
            _ => TokenKind::Word,
        };
        let was_opened = pieces.last().is_some_and(|piece: &Piece<'_>| matches!(piece.text, "{" | "["));
        if matches!(first, b'}' | b']') {
            depth -= 1;
            if !was_opened {
                pieces.push(line_start(depth));
            }
        } else if was_opened {
            pieces.push(line_start(depth));
        }
        pieces.push(Piece { kind, text: &text[token] });
        match first {
            b'{' | b'[' => depth += 1,
            b',' => pieces.push(line_start(depth)),
            b':' => pieces.push(Piece { kind: TokenKind::Blank, text: " " }),
            _ => {}
        }
    }
    Some(pieces)
}

fn line_start(depth: usize) -> Piece<'static> {
    // Deeper levels stay at the last indentation, so that they do not run out of sight.
    Piece { kind: TokenKind::Blank, text: &BLANKS[..(1 + depth * INDENT).min(BLANKS.len())] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Option<String> {
        Some(laid_out(text)?.iter().map(|piece| piece.text).collect())
    }

    #[test]
    fn tokens_stay_as_they_are_in_the_file() {
        let text =
            r#" {"a":1.50e+03,"a":"\u202e\"x\\","b":[ true,null,{}, []],"c":{"d":12345678901234567890}} "#;
        let wanted = "{\n  \"a\": 1.50e+03,\n  \"a\": \"\\u202e\\\"x\\\\\",\n  \"b\": [\n    true,\n    null,\n    \
                      {},\n    []\n  ],\n  \"c\": {\n    \"d\": 12345678901234567890\n  }\n}";
        assert_eq!(joined(text).as_deref(), Some(wanted));
    }

    #[test]
    fn keys_are_told_from_texts() {
        let kinds: Vec<_> = laid_out(r#"{"k" : "v"}"#)
            .unwrap_or_default()
            .iter()
            .filter(|piece| piece.kind != TokenKind::Blank && piece.kind != TokenKind::Mark)
            .map(|piece| (piece.kind, piece.text))
            .collect();
        assert_eq!(kinds, [(TokenKind::Key, "\"k\""), (TokenKind::Text, "\"v\"")]);
    }

    #[test]
    fn what_is_no_json_is_not_laid_out() {
        for text in ["", "{", "{\"a\":NaN}", "{} {}", "plain"] {
            assert_eq!(laid_out(text), None, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert!(laid_out(&deep).is_some());
    }
}
