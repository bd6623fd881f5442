//! Metadata of an S3 object, as `aws s3api head-object` gives them: the signature of a digest is among them.
//!
//! Sources: botocore, `s3` (`HeadObject`; `GetObject` answers the same); CloudTrail user guide, "CloudTrail digest file
//! structure" (`x-amz-meta-signature`).

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Want};
use std::borrow::Cow;

const METADATA: u8 = 0;
const SIGNATURE: u8 = 1;
const ENTITY_TAG: u8 = 2;
const LENGTH: u8 = 3;
const MODIFIED: u8 = 4;

/// The answer of `head-object`: metadata of one's own, which may be none, beside what S3 says of any object.
pub const FORMAT: Descriptor = Descriptor {
    id: "s3-object-metadata",
    signatures: &[Signature::keys(&["Metadata"])],
    schema: &[
        ("Metadata", Want::SlotAndWithin(METADATA, &[("signature", Want::Slot(SIGNATURE))])),
        ("ETag", Want::Slot(ENTITY_TAG)),
        ("ContentLength", Want::Slot(LENGTH)),
        ("LastModified", Want::Slot(MODIFIED)),
    ],
    recognises: |fields| {
        let is_told =
            [SIGNATURE, ENTITY_TAG, LENGTH, MODIFIED].into_iter().any(|slot| fields.raw(slot).is_some());
        fields.raw(METADATA).is_some_and(|metadata| metadata.starts_with(b"{")) && is_told
    },
    rules_out: &[],
};

/// The signature of the object, if it is a digest that was delivered with one.
pub fn parse_signature<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    fields.text(SIGNATURE)
}
