//! Sizes as JSON has them.

use crate::container::json::string_of;
use crate::container::json_text::Decimal;
use crate::model::ByteCount;

/// The size in bytes that a JSON value names: a whole number that is not negative, or a string of digits (R18). What
/// is no size is unknown, and not 0.
pub(super) fn parse_json_size(raw: &[u8]) -> Option<ByteCount> {
    let text = string_of(raw);
    let digits = match &text {
        Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => text.as_bytes(),
        None if matches!(raw, [b'0'..=b'9' | b'-', ..]) => raw,
        _ => return None,
    };
    let number = Decimal::parse(digits);
    if number.negative || !number.is_whole() {
        return None;
    }
    // A number of more than 36 digits is no size of anything: it counts as not recorded.
    ByteCount::try_from(number.scaled_floor(0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_numbers_or_strings_of_digits() {
        for (raw, expected) in [
            ("0", Some(0)),
            ("4294967297", Some(4_294_967_297)),
            ("\"42\"", Some(42)),
            ("\"\\u0034\\u0032\"", Some(42)),
            ("18446744073709551616", Some(1 << 64)),
            ("12.0", Some(12)),
            ("1e3", Some(1000)),
            ("-1", None),
            ("1.5", None),
            ("\"1.5\"", None),
            ("\"\"", None),
            ("null", None),
            ("1e99", None),
            ("99999999999999999999999999", Some(99_999_999_999_999_999_999_999_999)),
        ] {
            assert_eq!(parse_json_size(raw.as_bytes()), expected, "{raw}");
        }
    }
}
