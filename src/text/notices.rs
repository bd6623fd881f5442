//! Why something could not be read, in words.

use super::messages;
use super::units::grouped;
use crate::model::limitation::Limitation;
use crate::model::{NoticeKind, Reason};
use crate::say;
use crate::state::Language;
use fluent_bundle::FluentValue;

/// The name of a kind of notice.
pub fn notice_kind_name(language: Language, kind: NoticeKind) -> String {
    match kind {
        NoticeKind::BadContainer => say!(language, "kind-bad-container"),
        NoticeKind::BadCsv => say!(language, "kind-bad-csv"),
        NoticeKind::NotRecorded => say!(language, "kind-not-recorded"),
        NoticeKind::BadEncoding => say!(language, "kind-bad-encoding"),
        NoticeKind::BadJson => say!(language, "kind-bad-json"),
        NoticeKind::BadRule => say!(language, "kind-bad-rule"),
        NoticeKind::Empty => say!(language, "kind-empty"),
        NoticeKind::Limit => say!(language, "kind-limit"),
        NoticeKind::NoTimes => say!(language, "kind-no-times"),
        NoticeKind::Truncated => say!(language, "kind-truncated"),
        NoticeKind::UnknownFormat => say!(language, "kind-unknown-format"),
        NoticeKind::UnknownRecord => say!(language, "kind-unknown-record"),
        NoticeKind::UnsafeName => say!(language, "kind-unsafe-name"),
    }
}

/// What an input cannot show: a sentence.
pub fn limitation_explained(language: Language, limitation: Limitation) -> String {
    match limitation {
        Limitation::NoParameters => say!(language, "limitation-no-parameters"),
        Limitation::ParametersOmitted => say!(language, "limitation-parameters-omitted"),
        Limitation::AnswerIsCut => say!(language, "limitation-answer-is-cut"),
        Limitation::QueryUnfinished => say!(language, "limitation-query-unfinished"),
    }
}

/// The reason of a notice with its detail in a language: a sentence.
pub fn reason_explained(language: Language, reason: Reason, detail: &str) -> String {
    said(language, reason, detail, grouped)
}

/// The message of a notice in the summary: the English sentence in the form of a phrase, its numbers without
/// separators.
pub fn reason_in_summary(reason: Reason, detail: &str) -> String {
    let sentence = said(Language::English, reason, detail, |number| number.to_string());
    let phrase = sentence.trim_end_matches('.');
    let (first, rest) = phrase.split_at(phrase.chars().next().map_or(0, char::len_utf8));
    first.to_lowercase() + rest
}

fn said(language: Language, reason: Reason, detail: &str, written: fn(u128) -> String) -> String {
    let number = reason.number().map(|(name, number)| (name, FluentValue::from(written(number))));
    let detail = (!detail.is_empty()).then(|| ("detail", FluentValue::from(detail)));
    let name = if detail.is_some() { "-with-detail" } else { "" };
    let arguments = number.into_iter().chain(detail).collect();
    messages(language).get_args_concrete(&format!("reason-{}{name}", reason.id()), arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_the_summary_stay_as_they_are() {
        for (reason, message) in [
            (Reason::JsonSyntax { at: 12_345 }, "not valid JSON at byte # of the record"),
            (Reason::BadRow, "not a row of the table: quotes or number of cells"),
            (Reason::CutOff, "the text ends within the record"),
            (Reason::TooDeep, "nested deeper than # levels"),
            (Reason::TooLong, "longer than # bytes"),
            (Reason::NoKnownRecord, "a JSON value of no known format"),
            (Reason::NoKnownFormat, "a file of no known format"),
            (Reason::NothingInIt, "the file is empty"),
            (Reason::ArrayWithoutEnd, "the array ends without its closing bracket"),
            (Reason::TranscriptTooLong, "transcripts of more than # bytes; what came before was read"),
            (Reason::Unreadable, "the file could not be read to its end; what came before was read"),
            (Reason::InvalidText, "invalid bytes were replaced by U+FFFD"),
            (Reason::ShiftJisText, "the text is not UTF-8; it was read as Shift_JIS"),
            (Reason::Windows1252Text, "the text is not UTF-8; it was read as Windows-1252"),
            (Reason::DamagedGzip, "the gzip data is damaged or cut off; what came before was read"),
            (Reason::DamagedZip, "the zip data is damaged or cut off; what came before was read"),
            (Reason::DamagedTar, "the tar archive is damaged or cut off; what came before was read"),
            (
                Reason::EncryptedMember,
                "encrypted, and not read. Unpack the zip with its password, and give what is in it",
            ),
            (Reason::UnreadableMember, "packed by a method that is not known"),
            (
                Reason::PartialMember,
                "a sparse file, or a part of one, and not read. Unpack the archive, and give the file",
            ),
            (Reason::LinkMember, "a link or a device, which has no content of its own in the archive"),
            (
                Reason::UnsafeName,
                "the name is absolute or leads out of its folder; the content was read, and nothing is unpacked to it",
            ),
            (Reason::NoTimes, "no time of the events could be read: they are all without one"),
            (
                Reason::AmbiguousDates,
                "dates can be read day first or month first, and no row tells which: those events have no time. Save the table again with the year first, as in 2026-11-28 09:05:00",
            ),
            (Reason::RepeatedName, "several members have this name; the first was read"),
            (Reason::TooManyArchives, "more than # archives in one another"),
            (Reason::InnerZipTooLarge, "a packed zip of more than # bytes"),
            (Reason::EmptyArchive, "the archive holds no file"),
            (Reason::TooManyMembers, "more than # members"),
            (Reason::TooManyFacts, "more than # bytes of data points; the rest was only counted"),
            (Reason::TooManyRejected, "more than # rejected records; what came before was read"),
            (Reason::TooBroken, "too broken to be read on; what came before was read"),
            (Reason::TooMuchInflated, "inflates to more than # times its size; what came before was read"),
            (Reason::TooManyLayers, "more than # layers of gzip"),
        ] {
            let number = reason.number().map_or(String::new(), |(_, number)| number.to_string());
            assert_eq!(reason_in_summary(reason, ""), message.replace('#', &number));
        }
    }

    #[test]
    fn every_reason_has_a_sentence_with_its_number_in_every_language() {
        for (language, reason) in
            Language::ALL.into_iter().flat_map(|it| Reason::ALL.map(|reason| (it, reason)))
        {
            let sentence = reason_explained(language, reason, "");
            assert!(!sentence.starts_with("reason-") && !sentence.contains('{'), "{language:?}: {sentence}");
            if let Some((_, number)) = reason.number() {
                assert!(sentence.contains(&grouped(number)), "{language:?} {reason:?}: {sentence}");
            }
        }
    }

    #[test]
    fn an_unknown_wrapper_is_named_by_its_keys_and_by_what_it_holds() {
        let reason = Reason::UnknownWrapper { values: 12_000 };
        assert_eq!(
            reason_in_summary(reason, "items, next"),
            "a JSON object of no known format, with 12000 values in lists, under the keys items, next"
        );
        let japanese = reason_explained(Language::Japanese, reason, "items, next");
        assert!(japanese.contains("items, next") && japanese.contains("12,000"), "{japanese}");
    }
}
