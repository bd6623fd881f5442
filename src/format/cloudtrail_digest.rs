//! Digest files of CloudTrail: hashes of log files, and no events.
//!
//! Source: CloudTrail user guide, "CloudTrail digest file structure".

use super::descriptor::{Descriptor, Signature};
use crate::container::json::Want;

const OBJECT: u8 = 0;

/// A digest.
pub const FORMAT: Descriptor = Descriptor {
    id: "cloudtrail-digest",
    signatures: &[Signature::keys(&["digestS3Object"])],
    schema: &[("digestS3Object", Want::Slot(OBJECT))],
    recognises: |fields| fields.raw(OBJECT).is_some(),
    rules_out: &[],
};
