//! Paths of inputs as the summary writes them (R4), and their order.

use std::cmp::Ordering;

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

/// Paths in the order of a person's: digits in them count by the number that they are (R44).
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    while let ([first, ..], [second, ..]) = (left, right) {
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let [(number, rest), (other, other_rest)] = [left, right].map(split_number);
            (left, right) = (rest, other_rest);
            (number.len(), number).cmp(&(other.len(), other))
        } else {
            (left, right) = (&left[1..], &right[1..]);
            first.cmp(second)
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The digits at the start of a text, without the zeros before them, and the rest.
fn split_number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    (&digits[zeros..], rest)
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
    fn digits_in_paths_count_by_their_number() {
        // Of those that are equal but for zeros the bytes decide.
        let sorted = ["a/000000", "a/02", "a/2", "a/10", "a/10b", "a/b", "a10"];
        for (number, path) in sorted.iter().enumerate() {
            for (other, second) in sorted.iter().enumerate() {
                assert_eq!(natural_order(path, second), number.cmp(&other), "{path} {second}");
            }
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
