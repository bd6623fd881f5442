//! Why something could not be read, in words.

use crate::model::Reason;
use crate::say;
use crate::source::limits::{
    MAX_CONTAINER_DEPTH, MAX_FACT_BYTES, MAX_INFLATE_RATIO, MAX_INNER_ZIP_BYTES, MAX_JSON_DEPTH,
    MAX_RECORD_BYTES, MAX_REJECTED, MAX_TRANSCRIPT_BYTES, MAX_ZIP_DEPTH, MAX_ZIP_MEMBERS,
};
use crate::state::Language;
use crate::text::units::grouped;

/// The reason of a notice in a language.
pub fn reason_explained(language: Language, reason: Reason) -> String {
    let number = |number: u128| grouped(number);
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
