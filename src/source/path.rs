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

/// Whether the name of a member of an archive is absolute, or leads out of the folder that it would be unpacked to.
pub fn is_unsafe_name(name: &str) -> bool {
    let has_drive = matches!(name.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic());
    has_drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_unsafe_where_it_is_absolute_or_leads_out() {
        for name in ["../x", "a/..", "a\\..\\b", "/a", "\\a", "C:\\a", "c:/a"] {
            assert!(is_unsafe_name(name), "{name}");
        }
        for name in ["a..b/c", "a/b", "...", "a:b", "ab:/c", ""] {
            assert!(!is_unsafe_name(name), "{name}");
        }
    }

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
