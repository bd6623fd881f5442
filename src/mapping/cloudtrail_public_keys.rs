//! Public keys of CloudTrail: each is a fact.

use crate::container::json::Fields;
use crate::format::cloudtrail_public_keys::parse_public_key;
use crate::model::digest::{ChainFact, PublicKey};
use crate::model::fact::Fact;

/// The fact of a key, if it has a fingerprint.
pub(super) fn map(fields: &Fields<'_>) -> Option<Fact> {
    let (fingerprint, der) = parse_public_key(fields)?;
    Some(Fact::Chain(ChainFact::PublicKey(PublicKey { fingerprint, der })))
}
