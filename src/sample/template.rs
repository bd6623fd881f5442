//! JSON as AWS's documentation shows it, with gaps to fill: `{ "name": "$name", "response": $response }`.

/// A JSON text with gaps. Between quotes a value is text, and is escaped; elsewhere it is JSON, or nothing.
#[derive(Clone, Copy)]
pub(super) enum Template {
    /// Written as it stands, as the AWS command line lays it out.
    Pretty(&'static str),
    /// Written without blanks and line ends between values, as services write.
    Compact(&'static str),
}

impl Template {
    /// The text with the values where their names stand.
    pub(super) fn fill(self, values: &[(&str, &str)]) -> String {
        let (Template::Pretty(text) | Template::Compact(text)) = self;
        let mut out = String::new();
        // No string of a template holds an escaped quote: every other part is a string.
        for (number, part) in text.split('"').enumerate() {
            let quoted = number % 2 == 1;
            if number > 0 {
                out.push('"');
            }
            for (number, piece) in part.split('$').enumerate() {
                let mut rest = piece;
                if number > 0 {
                    let end = piece.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(piece.len());
                    let (name, after) = piece.split_at(end);
                    let value = values.iter().find(|value| value.0 == name);
                    let (_, value) = value.expect("every gap of a template has a value");
                    let escaped = string(value);
                    out.push_str(if quoted { &escaped[1..escaped.len() - 1] } else { value });
                    rest = after;
                }
                match self {
                    Template::Compact(_) if !quoted => out.extend(rest.split_ascii_whitespace()),
                    _ => out.push_str(rest),
                }
            }
        }
        out
    }
}

/// A text as a JSON string.
pub(super) fn string(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always writable to memory")
}

#[cfg(test)]
mod tests {
    use super::Template::{Compact, Pretty};

    const TEMPLATE: &str = r#"{
  "user": "$user",
  "path": "/to $user/$id?a=b c",
  "sizes": [$sizes, {}], "none": [ $none ]
}"#;
    const VALUES: [(&str, &str); 4] =
        [("user", "EX\\太 \"郎\""), ("id", "7"), ("sizes", "1, \"$id\""), ("none", "")];

    #[test]
    fn text_is_escaped_and_json_stays_as_it_is() {
        let filled = r#"{
  "user": "EX\\太 \"郎\"",
  "path": "/to EX\\太 \"郎\"/7?a=b c",
  "sizes": [1, "$id", {}], "none": [  ]
}"#;
        assert_eq!(Pretty(TEMPLATE).fill(&VALUES), filled);
    }

    #[test]
    fn compact_json_has_no_blanks_but_those_of_strings_and_values() {
        let filled =
            r#"{"user":"EX\\太 \"郎\"","path":"/to EX\\太 \"郎\"/7?a=b c","sizes":[1, "$id",{}],"none":[]}"#;
        assert_eq!(Compact(TEMPLATE).fill(&VALUES), filled);
    }

    #[test]
    #[should_panic(expected = "every gap of a template has a value")]
    fn a_gap_without_a_value_is_a_mistake() {
        Pretty(TEMPLATE).fill(&VALUES[1..]);
    }
}
