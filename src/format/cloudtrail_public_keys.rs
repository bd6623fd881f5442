//! Public keys of CloudTrail, as `aws cloudtrail list-public-keys` gives them: what the signatures of digests are held
//! against.
//!
//! Sources: botocore, `cloudtrail` (`ListPublicKeys`); CloudTrail user guide, "Custom implementations of CloudTrail log
//! file integrity validation", whose sample writes the name of the list in lower case.

use super::descriptor::ListingDescriptor;
use crate::container::json::{Fields, Want};
use crate::container::parts::members;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const FINGERPRINT: u8 = 0;
const VALUE: u8 = 1;

/// `list-public-keys`.
pub const LISTING: ListingDescriptor = ListingDescriptor {
    id: "cloudtrail-public-keys",
    key: "PublicKeyList",
    is_list: true,
    schema: &[("Fingerprint", Want::Slot(FINGERPRINT)), ("Value", Want::Slot(VALUE))],
};

/// The list in an answer that has it under the name that the user guide writes.
pub fn documented_list(answer: &[u8]) -> Option<&[u8]> {
    let lists = members(answer).filter(|(key, value)| **key == *b"publicKeyList" && value.starts_with(b"["));
    lists.last().map(|(_, list)| list)
}

/// Fingerprint and value of a key, if it has a fingerprint. The value is in DER, and empty where it is no base64.
pub fn parse_public_key(fields: &Fields<'_>) -> Option<(String, Vec<u8>)> {
    let fingerprint = fields.text(FINGERPRINT)?.into_owned();
    let value = fields.text(VALUE).unwrap_or_default();
    Some((fingerprint, STANDARD.decode(value.trim_ascii()).unwrap_or_default()))
}
