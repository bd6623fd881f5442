//! Why something could not be read, in words.

use crate::model::{NoticeKind, Reason};
use crate::say;
use crate::source::limits::{
    MAX_CONTAINER_DEPTH, MAX_FACT_BYTES, MAX_INFLATE_RATIO, MAX_INNER_ZIP_BYTES, MAX_JSON_DEPTH,
    MAX_RECORD_BYTES, MAX_REJECTED, MAX_TRANSCRIPT_BYTES, MAX_ZIP_DEPTH, MAX_ZIP_MEMBERS,
};
use crate::state::Language;
use crate::text::units::grouped;

/// The name of a kind of notice.
pub fn notice_kind_name(language: Language, kind: NoticeKind) -> String {
    match kind {
        NoticeKind::BadContainer => say!(language, "kind-bad-container"),
        NoticeKind::BadCsv => say!(language, "kind-bad-csv"),
        NoticeKind::BadEncoding => say!(language, "kind-bad-encoding"),
        NoticeKind::BadJson => say!(language, "kind-bad-json"),
        NoticeKind::Empty => say!(language, "kind-empty"),
        NoticeKind::Limit => say!(language, "kind-limit"),
        NoticeKind::Truncated => say!(language, "kind-truncated"),
        NoticeKind::UnknownFormat => say!(language, "kind-unknown-format"),
        NoticeKind::UnknownRecord => say!(language, "kind-unknown-record"),
    }
}

/// The reason of a notice in a language: a sentence.
pub fn reason_explained(language: Language, reason: Reason) -> String {
    said(language, reason, grouped)
}

/// The message of a notice in the summary: the English sentence in the form of a phrase, its numbers without
/// separators.
pub fn reason_in_summary(reason: Reason) -> String {
    let sentence = said(Language::English, reason, |number| number.to_string());
    let phrase = sentence.trim_end_matches('.');
    let (first, rest) = phrase.split_at(phrase.chars().next().map_or(0, char::len_utf8));
    first.to_lowercase() + rest
}

fn said(language: Language, reason: Reason, number: fn(u128) -> String) -> String {
    match reason {
        Reason::JsonSyntax { at } => say!(language, "reason-json-syntax", at = number(at.into())),
        Reason::BadRow => say!(language, "reason-bad-row"),
        Reason::CutOff => say!(language, "reason-cut-off"),
        Reason::TooDeep => say!(language, "reason-too-deep", limit = number(MAX_JSON_DEPTH.into())),
        Reason::TooLong => say!(language, "reason-too-long", limit = number(MAX_RECORD_BYTES as u128)),
        Reason::NoKnownRecord => say!(language, "reason-no-known-record"),
        Reason::NoKnownFormat => say!(language, "reason-no-known-format"),
        Reason::NothingInIt => say!(language, "reason-nothing-in-it"),
        Reason::ArrayWithoutEnd => say!(language, "reason-array-without-end"),
        Reason::Unreadable => say!(language, "reason-unreadable"),
        Reason::InvalidText => say!(language, "reason-invalid-text"),
        Reason::DamagedGzip => say!(language, "reason-damaged-gzip"),
        Reason::DamagedZip => say!(language, "reason-damaged-zip"),
        Reason::UnreadableMember => say!(language, "reason-unreadable-member"),
        Reason::NameLeadsOut => say!(language, "reason-name-leads-out"),
        Reason::RepeatedName => say!(language, "reason-repeated-name"),
        Reason::TooManyZips => say!(language, "reason-too-many-zips", limit = number(MAX_ZIP_DEPTH as u128)),
        Reason::InnerZipTooLarge => {
            say!(language, "reason-inner-zip-too-large", limit = number(MAX_INNER_ZIP_BYTES as u128))
        }
        Reason::EmptyZip => say!(language, "reason-empty-zip"),
        Reason::TooMuchInflated => {
            say!(language, "reason-too-much-inflated", limit = number(MAX_INFLATE_RATIO.into()))
        }
        Reason::TranscriptTooLong => {
            say!(language, "reason-transcript-too-long", limit = number(MAX_TRANSCRIPT_BYTES as u128))
        }
        Reason::TooManyMembers => {
            say!(language, "reason-too-many-members", limit = number(MAX_ZIP_MEMBERS as u128))
        }
        Reason::TooManyFacts => {
            say!(language, "reason-too-many-facts", limit = number(MAX_FACT_BYTES as u128))
        }
        Reason::TooManyRejected => {
            say!(language, "reason-too-many-rejected", limit = number(MAX_REJECTED.into()))
        }
        Reason::TooBroken => say!(language, "reason-too-broken"),
        Reason::TooManyLayers => {
            say!(language, "reason-too-many-layers", limit = number(MAX_CONTAINER_DEPTH as u128))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_the_summary_stay_as_they_are() {
        for (reason, message) in [
            (Reason::JsonSyntax { at: 12_345 }, "not valid JSON at byte 12345 of the record"),
            (Reason::BadRow, "not a row of the table: quotes or number of cells"),
            (Reason::CutOff, "the text ends within the record"),
            (Reason::TooDeep, "nested deeper than 128 levels"),
            (Reason::TooLong, "longer than 16777216 bytes"),
            (Reason::NoKnownRecord, "a JSON value of no known format"),
            (Reason::NoKnownFormat, "a file of no known format"),
            (Reason::NothingInIt, "the file is empty"),
            (Reason::ArrayWithoutEnd, "the array ends without its closing bracket"),
            (Reason::TranscriptTooLong, "transcripts of more than 67108864 bytes; what came before was read"),
            (Reason::Unreadable, "the file could not be read to its end; what came before was read"),
            (Reason::InvalidText, "invalid bytes were replaced by U+FFFD"),
            (Reason::DamagedGzip, "the gzip data is damaged or cut off; what came before was read"),
            (Reason::DamagedZip, "the zip data is damaged or cut off; what came before was read"),
            (Reason::UnreadableMember, "encrypted, or packed by a method that is not known"),
            (Reason::NameLeadsOut, "the name leads out of its folder; the content was read"),
            (Reason::RepeatedName, "several members have this name; the first was read"),
            (Reason::TooManyZips, "more than 2 zips in one another"),
            (Reason::InnerZipTooLarge, "a packed zip of more than 268435456 bytes"),
            (Reason::EmptyZip, "the zip holds no file"),
            (Reason::TooManyMembers, "more than 1048576 members"),
            (Reason::TooManyFacts, "more than 134217728 bytes of data points; the rest was only counted"),
            (Reason::TooManyRejected, "more than 2097152 rejected records; what came before was read"),
            (Reason::TooBroken, "too broken to be read on; what came before was read"),
            (Reason::TooMuchInflated, "inflates to more than 100 times its size; what came before was read"),
            (Reason::TooManyLayers, "more than 4 layers of gzip"),
        ] {
            assert_eq!(reason_in_summary(reason), message);
        }
    }

    #[test]
    fn every_language_says_a_reason_with_its_limit() {
        let said = |language| reason_explained(language, Reason::TooLong);
        assert_eq!(said(Language::English), "Longer than 16,777,216 bytes.");
        assert!(said(Language::Japanese).contains("16,777,216"));
    }
}
