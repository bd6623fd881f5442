//! Digest files of CloudTrail: hashes of log files, and no events.
//!
//! Source: CloudTrail user guide, "CloudTrail digest file structure".

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Want, string_of};
use crate::container::parts::{elements, members};
use std::borrow::Cow;

const ACCOUNT: u8 = 0;
const START: u8 = 1;
const END: u8 = 2;
const BUCKET: u8 = 3;
const OBJECT: u8 = 4;
const FINGERPRINT: u8 = 5;
const PREVIOUS_OBJECT: u8 = 6;
const PREVIOUS_SIGNATURE: u8 = 7;
const LOG_FILES: u8 = 8;

/// A digest.
pub const FORMAT: Descriptor = Descriptor {
    id: "cloudtrail-digest",
    signatures: &[Signature::keys(&["digestS3Object"])],
    schema: &[
        ("awsAccountId", Want::Slot(ACCOUNT)),
        ("digestStartTime", Want::Slot(START)),
        ("digestEndTime", Want::Slot(END)),
        ("digestS3Bucket", Want::Slot(BUCKET)),
        ("digestS3Object", Want::Slot(OBJECT)),
        ("digestPublicKeyFingerprint", Want::Slot(FINGERPRINT)),
        ("previousDigestS3Object", Want::Slot(PREVIOUS_OBJECT)),
        ("previousDigestSignature", Want::Slot(PREVIOUS_SIGNATURE)),
        ("logFiles", Want::Slot(LOG_FILES)),
    ],
    recognises: |fields| fields.raw(OBJECT).is_some(),
    rules_out: &[],
};

/// A digest, borrowed from its text. Texts that it lacks are nothing; so are empty ones.
pub struct DigestRecord<'a> {
    /// `awsAccountId`.
    pub account: Option<Cow<'a, str>>,
    /// `digestStartTime`: the JSON text.
    pub start: Option<&'a [u8]>,
    /// `digestEndTime`: the JSON text.
    pub end: Option<&'a [u8]>,
    /// `digestEndTime` as it is written.
    pub end_text: Option<Cow<'a, str>>,
    /// `digestS3Bucket`.
    pub bucket: Option<Cow<'a, str>>,
    /// `digestS3Object`.
    pub key: Option<Cow<'a, str>>,
    /// `digestPublicKeyFingerprint`.
    pub fingerprint: Option<Cow<'a, str>>,
    /// `previousDigestS3Object`.
    pub previous_key: Option<Cow<'a, str>>,
    /// `previousDigestSignature`; nothing of it where it is null, and nothing at all where it is neither that nor a text.
    pub previous_signature: Option<Option<Cow<'a, str>>>,
    log_files: &'a [u8],
}

/// The digest whose fields were cut out by the schema.
pub fn parse_digest<'a>(fields: &Fields<'a>) -> DigestRecord<'a> {
    let text = |slot| fields.text(slot).filter(|text| !text.is_empty());
    DigestRecord {
        account: text(ACCOUNT),
        start: fields.raw(START),
        end: fields.raw(END),
        end_text: text(END),
        bucket: text(BUCKET),
        key: text(OBJECT),
        fingerprint: text(FINGERPRINT),
        previous_key: text(PREVIOUS_OBJECT),
        previous_signature: match fields.raw(PREVIOUS_SIGNATURE) {
            Some(b"null") => Some(None),
            _ => text(PREVIOUS_SIGNATURE).map(Some),
        },
        log_files: fields.raw(LOG_FILES).unwrap_or_default(),
    }
}

impl<'a> DigestRecord<'a> {
    /// Key and hash of each log file that it lists (`s3Object`, `hashValue`); an empty hash where it has none.
    pub fn logs(&self) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
        elements(self.log_files).filter_map(|log| {
            let (mut key, mut hash) = (None, None);
            for (name, value) in members(log) {
                match &*name {
                    b"s3Object" => key = string_of(value),
                    b"hashValue" => hash = string_of(value),
                    _ => {}
                }
            }
            Some((key.filter(|key| !key.is_empty())?, hash.unwrap_or_default()))
        })
    }
}
