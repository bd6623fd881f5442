//! Paths of inputs as the summary writes them (R4).

/// A path as given, without leading `./` and trailing `/`, with `/` between its parts.
pub fn normalise(path: &str) -> String {
    let mut rest = path;
    while let Some(shorter) = rest.strip_prefix("./") {
        rest = shorter.trim_start_matches('/');
    }
    if rest == "." {
        // Everything below the folder that one stands in: its own name adds nothing.
        return String::new();
    }
    let trimmed = rest.trim_end_matches('/');
    if trimmed.is_empty() && !rest.is_empty() { "/".to_owned() } else { trimmed.to_owned() }
}

/// The last part of a path.
pub fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_loses_its_leading_dot_and_its_trailing_slash() {
        for (given, expected) in [
            ("./logs/a", "logs/a"),
            ("logs/", "logs"),
            ("a", "a"),
            ("/", "/"),
            ("././x//", "x"),
            (".", ""),
            ("./", ""),
        ] {
            assert_eq!(normalise(given), expected, "{given}");
        }
    }
}
