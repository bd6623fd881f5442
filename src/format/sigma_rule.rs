//! Files of Sigma rules: YAML, known by its keys. What a rule says is read in [`crate::sigma`].
//!
//! Source: the Sigma specification, <https://github.com/SigmaHQ/sigma-specification>: each rule has a title, and either
//! `logsource` and `detection`, or `correlation`.

/// The identifier that the summary has for it.
pub const ID: &str = "sigma-rule";

/// Keys at the start of lines of which one is there beside the title.
const BODIES: [&[u8]; 3] = [b"logsource:", b"detection:", b"correlation:"];

/// Whether a text looks like rules: keys of a rule begin lines of it.
pub fn is_rule_text(text: &[u8]) -> bool {
    let has_line = |key: &[u8]| {
        memchr::memmem::find_iter(text, key).any(|at| at == 0 || matches!(text[at - 1], b'\n' | b'\r'))
    };
    has_line(b"title:") && BODIES.into_iter().any(has_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_known_by_keys_that_begin_lines() {
        for (text, expected) in [
            ("title: a\nlogsource:\n  product: aws\ndetection:\n", true),
            ("---\r\nid: 1\r\ntitle: a\r\ncorrelation:\r\n", true),
            ("detection:\n  x:\ntitle: a\n", true),
            ("title: a\n", false),
            (" title: a\n logsource:\n", false),
            ("a title: b\nlogsource:", false),
            ("subtitle: a\ndetection:\n", false),
            ("", false),
        ] {
            assert_eq!(is_rule_text(text.as_bytes()), expected, "{text}");
        }
    }
}
