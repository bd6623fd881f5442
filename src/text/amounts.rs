//! Amounts of transfers in words.

use super::units;
use crate::model::Amount;
use crate::say;
use crate::state::Language;

/// What is known of the bytes that some transfers moved: `412 MB`, `412 MB + 3 unknown`, `unknown`. A size that
/// no log records is unknown and not 0.
pub fn amount(language: Language, amount: Amount) -> String {
    let Amount { bytes, count, unsized_count } = amount;
    if unsized_count == 0 {
        units::bytes(bytes)
    } else if unsized_count >= count {
        say!(language, "unknown")
    } else {
        let unknown = units::grouped(u128::from(unsized_count));
        say!(language, "amount-partly-unknown", bytes = units::bytes(bytes), count = unknown)
    }
}

/// How many transfers, and what is known of their bytes: `11 · 412 MB`.
pub fn count_and_amount(language: Language, moved: Amount) -> String {
    let count = units::grouped(u128::from(moved.count));
    say!(language, "moved-line", count = count, bytes = amount(language, moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_size_is_said_and_is_not_0() {
        let said =
            |bytes, count, unsized_count| amount(Language::English, Amount { bytes, count, unsized_count });
        assert_eq!(said(0, 0, 0), "0 B");
        assert_eq!(said(412_000_000, 3, 0), "412 MB");
        assert_eq!(said(412_000_000, 1_003, 1_000), "412 MB + 1,000 unknown");
        assert_eq!(said(0, 3, 3), "unknown");
        let some = Amount { bytes: 412_000_000, count: 11, unsized_count: 0 };
        assert_eq!(count_and_amount(Language::Japanese, some), "11 件 · 412 MB");
    }
}
