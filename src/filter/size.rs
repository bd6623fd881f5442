//! Sizes as they are written: exact decimals with units, and ranges of them (F6).

use super::mistake::Problem;
use crate::model::ByteCount;
use std::cmp::Ordering;

/// The smallest and the largest size that is asked for, both included; none where the first is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeRange {
    low: ByteCount,
    high: ByteCount,
}

/// The units by their names in lower case, in bytes.
const UNITS: [(&str, u64); 9] = [
    ("b", 1),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("tb", 1_000_000_000_000),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
];

impl SizeRange {
    const NONE: SizeRange = SizeRange { low: 1, high: 0 };

    /// The range that a value asks for: `n`, `>n`, `>=n`, `<n`, `<=n`, `a..b`, `a..`, `..b`.
    pub(super) fn parse(text: &str) -> Result<SizeRange, Problem> {
        let size = |text| NumberLiteral::parse(text).map(|written| written.bytes(1));
        let range = if let Some((start, end)) = text.split_once("..") {
            return SizeRange::between(start, end);
        } else if let Some(rest) = text.strip_prefix(">=") {
            size(rest).map(|size| SizeRange { low: size.ceil(), high: ByteCount::MAX })
        } else if let Some(rest) = text.strip_prefix('>') {
            size(rest).map(|size| SizeRange { low: size.floor().saturating_add(1), high: ByteCount::MAX })
        } else if let Some(rest) = text.strip_prefix("<=") {
            size(rest).map(|size| SizeRange { low: 0, high: size.floor() })
        } else if let Some(rest) = text.strip_prefix('<') {
            size(rest).map(|size| match size.ceil().checked_sub(1) {
                Some(high) => SizeRange { low: 0, high },
                None => SizeRange::NONE,
            })
        } else {
            size(text).map(|size| SizeRange { low: size.ceil(), high: size.floor() })
        };
        range.ok_or(Problem::BadSize)
    }

    /// From one size to another, both included; a number without a unit takes that of the other.
    fn between(start: &str, end: &str) -> Result<SizeRange, Problem> {
        let read = |text| NumberLiteral::parse(text).ok_or(Problem::BadSize);
        let start = (!start.is_empty()).then(|| read(start)).transpose()?;
        let end = (!end.is_empty()).then(|| read(end)).transpose()?;
        let unit_of = |written: &Option<NumberLiteral<'_>>| written.as_ref().and_then(|written| written.unit);
        let unit = unit_of(&start).or(unit_of(&end)).unwrap_or(1);
        let end_unit = unit_of(&end).or(unit_of(&start)).unwrap_or(1);
        match (start.map(|start| start.bytes(unit)), end.map(|end| end.bytes(end_unit))) {
            (None, None) => Err(Problem::BadSize),
            (Some(start), Some(end)) if start > end => Err(Problem::ReversedRange),
            (start, end) => Ok(SizeRange {
                low: start.map_or(0, |start| start.ceil()),
                high: end.map_or(ByteCount::MAX, |end| end.floor()),
            }),
        }
    }

    /// Whether a size is in it.
    #[inline]
    pub fn contains(self, size: ByteCount) -> bool {
        self.low <= size && size <= self.high
    }
}

/// A number as it is written, with its unit.
struct NumberLiteral<'a> {
    whole: &'a str,
    fraction: &'a str,
    /// Bytes of the unit, where there is one.
    unit: Option<u64>,
}

impl<'a> NumberLiteral<'a> {
    fn parse(text: &'a str) -> Option<NumberLiteral<'a>> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        if fraction.is_empty() || fraction.contains('.') || number.is_empty() {
            return None;
        }
        let unit = match unit {
            "" => None,
            _ => {
                let name = unit.to_ascii_lowercase();
                Some(UNITS.iter().find(|(known, _)| *known == name)?.1)
            }
        };
        Some(NumberLiteral { whole, fraction, unit })
    }

    /// How many bytes it is, in a unit where it says none.
    fn bytes(&self, unit: u64) -> Decimal {
        Decimal::times(self.whole, self.fraction, self.unit.unwrap_or(unit))
    }
}

/// A decimal number of any length, exact. Digits are kept as bytes from 0 to 9, without zeros before or behind.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    whole: Vec<u8>,
    fraction: Vec<u8>,
}

impl Decimal {
    /// A written number times a unit.
    fn times(whole: &str, fraction: &str, unit: u64) -> Decimal {
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|digit| digit - b'0').collect();
        let mut carry = 0u64;
        for digit in digits.iter_mut().rev() {
            let product = u64::from(*digit) * unit + carry;
            *digit = (product % 10) as u8;
            carry = product / 10;
        }
        let mut above = Vec::new();
        while carry > 0 {
            above.push((carry % 10) as u8);
            carry /= 10;
        }
        digits.splice(0..0, above.into_iter().rev());
        let mut fraction = digits.split_off(digits.len() - fraction.len());
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        while fraction.last() == Some(&0) {
            fraction.pop();
        }
        Decimal { whole: digits, fraction }
    }

    /// The whole number below it; what is beyond all numbers is the greatest, which no size is.
    fn floor(&self) -> ByteCount {
        self.whole
            .iter()
            .fold(0, |sum: ByteCount, digit| sum.saturating_mul(10).saturating_add((*digit).into()))
    }

    /// The whole number above it.
    fn ceil(&self) -> ByteCount {
        self.floor().saturating_add((!self.fraction.is_empty()).into())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        let key = |number: &Decimal| number.whole.len();
        let by_whole = key(self).cmp(&key(other)).then_with(|| self.whole.cmp(&other.whole));
        Some(by_whole.then_with(|| self.fraction.cmp(&other.fraction)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Result<(u128, u128), Problem> {
        SizeRange::parse(text).map(|range| (range.low, range.high))
    }

    #[test]
    fn a_size_is_exact_whatever_its_length() {
        for (text, expected) in [
            ("0", 0),
            ("1116B", 1116),
            ("1.5kB", 1500),
            ("0.3MB", 300_000),
            (".5KiB", 512),
            ("1KB", 1000),
            ("2tib", 2 << 40),
            ("3Tb", 3_000_000_000_000),
            ("18446744073709551616", 1 << 64),
            ("0.000001mb", 1),
            ("1.00000", 1),
        ] {
            assert_eq!(range(text), Ok((expected, expected)), "{text}");
        }
        assert_eq!(range("99999999999999999999999999999999999999999999GiB"), Ok((u128::MAX, u128::MAX)));
    }

    #[test]
    fn a_part_of_a_byte_is_no_size_and_lies_between_two() {
        let none = |text: &str| range(text).is_ok_and(|(low, high)| low > high);
        assert!(none("1.5"));
        assert!(none("0.0001kB"));
        assert!(none("1.2..1.8"));
        assert!(none("<0"));
        assert_eq!(range(">1.5"), Ok((2, u128::MAX)));
        assert_eq!(range(">=1.5"), Ok((2, u128::MAX)));
        assert_eq!(range("<1.5"), Ok((0, 1)));
        assert_eq!(range("<=1.5"), Ok((0, 1)));
        assert_eq!(range("<1.0000000000000000001MiB"), Ok((0, 1 << 20)));
    }

    #[test]
    fn ranges_include_both_ends_and_share_a_unit() {
        assert_eq!(range(">1kB"), Ok((1001, u128::MAX)));
        assert_eq!(range(">=1kB"), Ok((1000, u128::MAX)));
        assert_eq!(range("<1kB"), Ok((0, 999)));
        assert_eq!(range("1kB..5MB"), Ok((1000, 5_000_000)));
        assert_eq!(range("1..5MB"), Ok((1_000_000, 5_000_000)));
        assert_eq!(range("1MB..5"), Ok((1_000_000, 5_000_000)));
        assert_eq!(range("1B..5MB"), Ok((1, 5_000_000)));
        assert_eq!(range("1..5"), Ok((1, 5)));
        assert_eq!(range("..5kB"), Ok((0, 5000)));
        assert_eq!(range("5kB.."), Ok((5000, u128::MAX)));
        assert_eq!(range("7..7"), Ok((7, 7)));
    }

    #[test]
    fn what_is_no_size_is_told_from_a_range_that_is_reversed() {
        let bad = [
            "", ".", "..", "1.", "1.2.3", "-1", "+1", "MB", "1M", "1 MB", "1e3", "=1", "> 1", ">>1",
            "1..2..3", ">1..2", "١", "1kBs", "0x10", "*",
        ];
        for text in bad {
            assert_eq!(range(text), Err(Problem::BadSize), "{text}");
        }
        for text in ["2..1", "1MB..999kB", "1.8..1.2", "100000000000000000000000000000000000000000..9"] {
            assert_eq!(range(text), Err(Problem::ReversedRange), "{text}");
        }
    }
}
