//! Numbers for people: thousands separators and SI byte sizes. The forms are the same in every
//! language that the page speaks.

/// The number in full, in groups of three digits: `48,213,004`.
pub fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The same for a number of any width.
pub fn number(number: impl Into<u128>) -> String {
    grouped(number.into())
}

/// Powers of a thousand, as far as the widest sum can reach.
const UNITS: [&str; 11] = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB", "RB", "QB"];

/// The size in decimal units with at most one digit after the point: `999 B`, `48.2 MB`, `412 MB`.
///
/// A round size has no digit after the point (`1 MB`), a rounded one below 100 has (`1.0 MB`).
pub fn bytes(size: u128) -> String {
    let mut power = 0;
    let mut unit: u128 = 1;
    while power + 1 < UNITS.len() && size / unit >= 1000 {
        unit *= 1000;
        power += 1;
    }
    // Whole units and tenths are split before rounding, so that nothing can overflow.
    let (whole, rest, name) = (size / unit, size % unit, UNITS[power]);
    if rest == 0 {
        return format!("{} {name}", grouped(whole));
    }
    let tenths = whole.min(100) * 10 + (rest * 10 + unit / 2) / unit;
    if tenths < 1000 {
        return format!("{}.{} {name}", tenths / 10, tenths % 10);
    }
    let rounded = whole + u128::from(rest >= unit / 2);
    if rounded < 1000 || power + 1 == UNITS.len() {
        return format!("{} {name}", grouped(rounded));
    }
    // Rounding carried into the next unit: 999,950 bytes are 1.0 MB.
    format!("1.0 {}", UNITS[power + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short_and_round_correctly() {
        for (size, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1 kB"),
            (1012, "1.0 kB"),
            (48_213_004, "48.2 MB"),
            (99_940_000, "99.9 MB"),
            (99_960_000, "100 MB"),
            (412_300_000, "412 MB"),
            (412_500_000, "413 MB"),
            (999_499_999, "999 MB"),
            (999_950_000, "1.0 GB"),
            (u128::from(u64::MAX), "18.4 EB"),
            (u128::MAX, "340,282,367 QB"),
        ] {
            assert_eq!(bytes(size), text, "{size}");
        }
    }

    #[test]
    fn long_numbers_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1234, "1,234"), (48_213_004, "48,213,004")] {
            assert_eq!(grouped(number), text);
        }
    }
}
