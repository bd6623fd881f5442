//! The inside of JSON strings and numbers: unescaping, and decimals as they are written.

use super::unescape::unescape_json;
use crate::source::hash::{combine, hash_bytes};
use crate::source::word::{mask_of, word_at};
use std::borrow::Cow;

/// The content of a JSON string: bytes, which are text where the record is. To look at all of them only to know
/// that takes longer than to find them in a dictionary: whoever takes them for text, or keeps them, sees to it.
pub type Text<'a> = Cow<'a, [u8]>;

/// The content of a valid JSON string (without its quotes) as text.
///
/// Lone surrogates and invalid bytes become U+FFFD (R13).
pub fn unescape(inner: &[u8]) -> Cow<'_, str> {
    into_text(unescape_bytes(inner))
}

/// The content of a valid JSON string (without its quotes). Lone surrogates become U+FFFD (R13).
pub fn unescape_bytes(inner: &[u8]) -> Text<'_> {
    if !has_escape(inner) {
        return Cow::Borrowed(inner);
    }
    let mut out = Vec::new();
    unescape_json(inner, &mut out);
    Cow::Owned(out)
}

/// Whether there is a backslash.
#[inline]
fn has_escape(inner: &[u8]) -> bool {
    // To call somebody for a key or a name takes longer than to look at it.
    const SHORT: usize = 48;
    if inner.len() > SHORT {
        return memchr::memchr(b'\\', inner).is_some();
    }
    (0..inner.len()).step_by(8).any(|at| mask_of(b'\\', word_at(inner, at)) != 0)
}

/// Bytes as text; invalid ones become U+FFFD (R13).
pub fn into_text(bytes: Text<'_>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => as_text(bytes),
        Cow::Owned(bytes) => Cow::Owned(into_string(bytes)),
    }
}

/// A text as the bytes that it is.
pub fn into_bytes(text: Cow<'_, str>) -> Text<'_> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// Bytes that are owned as text; invalid ones become U+FFFD (R13).
pub fn into_string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Appends a JSON string with this content, quotes included.
pub fn put_string(text: &str, json: &mut Vec<u8>) {
    serde_json::to_writer(json, text).expect("a string is always writable to memory");
}

/// Bytes as text; invalid ones become U+FFFD (R13).
#[inline]
pub fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    // Checking alone is much faster than looking for what to replace.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// A decimal exactly as it is written: `sign 0.DIGITS × 10^point`.
///
/// `digits` has neither leading nor trailing zeros, so equal numbers have equal decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Significant digits, as ASCII.
    pub digits: Vec<u8>,
    /// Where the decimal point stands, counted from the first digit.
    pub point: i64,
}

impl Decimal {
    /// The decimal of a valid JSON number.
    pub fn parse(text: &[u8]) -> Decimal {
        let negative = text.first() == Some(&b'-');
        let text = &text[usize::from(negative)..];
        let mantissa_end = text.iter().position(|b| matches!(b, b'e' | b'E')).unwrap_or(text.len());
        let (mantissa, exponent) = text.split_at(mantissa_end);
        let exponent = exponent
            .get(1..)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            // An exponent beyond i64 saturates: such a number is no time and no size anyway.
            .map_or(0, |digits| {
                digits.parse().unwrap_or(if digits.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 })
            });
        let whole = mantissa.iter().position(|b| *b == b'.').unwrap_or(mantissa.len());
        let mut digits: Vec<u8> = mantissa.iter().copied().filter(u8::is_ascii_digit).collect();
        let leading = digits.iter().take_while(|d| **d == b'0').count();
        digits.drain(..leading);
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Decimal { negative: false, digits, point: 0 };
        }
        let point = (whole as i64 - leading as i64).saturating_add(exponent);
        Decimal { negative, digits, point }
    }

    /// The whole part of this number times `10^shift`, rounded down, if it fits an `i128`.
    pub fn scaled_floor(&self, shift: i64) -> Option<i128> {
        let point = self.point.saturating_add(shift);
        if point > 36 {
            return None;
        }
        let mut whole = 0i128;
        for index in 0..point.max(0) {
            let digit = self.digits.get(index as usize).map_or(0, |d| d - b'0');
            whole = whole * 10 + i128::from(digit);
        }
        let has_fraction =
            (self.digits.len() as i64) > point.max(0) || (point < 0 && !self.digits.is_empty());
        Some(match (self.negative, has_fraction) {
            (true, true) => -whole - 1,
            (true, false) => -whole,
            (false, _) => whole,
        })
    }

    /// Whether it has no fraction.
    pub fn is_whole(&self) -> bool {
        self.digits.len() as i64 <= self.point.max(0)
    }
}

/// A hash of the number's value.
#[inline]
pub fn number_hash(text: &[u8]) -> u64 {
    const SEED: u64 = 2;
    // Most numbers are short whole ones that do not end in zero: they are their own normal form.
    let simple = text.iter().all(u8::is_ascii_digit)
        && text.last().is_some_and(|last| *last != b'0')
        && text.first().is_some_and(|first| *first != b'0');
    if simple {
        return combine(hash_bytes(text, SEED), text.len() as u64);
    }
    let decimal = Decimal::parse(text);
    let hash = combine(hash_bytes(&decimal.digits, SEED), decimal.point as u64);
    if decimal.negative { !hash } else { hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_their_characters() {
        assert_eq!(
            unescape(r#"a\"b\\\/\b\f\n\r\té\u00e9\ud83d\ude00"#.as_bytes()),
            "a\"b\\/\u{8}\u{c}\n\r\té\u{e9}😀"
        );
        assert_eq!(unescape(br"\ud83dx\udc00\ud83d\ud83d\ude00"), "\u{fffd}x\u{fffd}\u{fffd}😀");
        assert_eq!(unescape(b"a\xffb"), "a\u{fffd}b");
    }

    #[test]
    fn decimals_are_kept_as_written() {
        let floor = |text: &str, shift| Decimal::parse(text.as_bytes()).scaled_floor(shift);
        assert_eq!(floor("1550676938.352", 3), Some(1_550_676_938_352));
        assert_eq!(floor("1550676938.3529", 3), Some(1_550_676_938_352));
        assert_eq!(floor("-0.0001", 3), Some(-1));
        assert_eq!(floor("-1.5", 0), Some(-2));
        assert_eq!(floor("1e3", 0), Some(1000));
        assert_eq!(floor("0.001", 0), Some(0));
        assert_eq!(floor("1e400", 0), None);
        assert_eq!(floor("1e99999999999999999999", 0), None);
        assert_eq!(floor("1e-99999999999999999999", 0), Some(0));
        assert!(Decimal::parse(b"12.00").is_whole());
        assert!(!Decimal::parse(b"12.5").is_whole());
        assert_eq!(number_hash(b"120"), number_hash(b"12e1"));
        assert_eq!(number_hash(b"12"), number_hash(b"12.0"));
        assert_ne!(number_hash(b"12"), number_hash(b"-12"));
    }
}
