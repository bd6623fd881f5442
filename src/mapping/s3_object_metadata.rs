//! Metadata of S3 objects: the signature of a digest is a fact.

use super::Mapping;
use crate::container::json::Fields;
use crate::format::s3_object_metadata::parse_signature;
use crate::model::digest::ChainFact;
use crate::model::fact::Fact;

pub(super) const MAPPING: Mapping = Mapping { map: |fields, sink| sink.skip(signature(fields)), groups: &[] };

fn signature(fields: &Fields<'_>) -> Option<Fact> {
    parse_signature(fields).map(|signature| Fact::Chain(ChainFact::ObjectSignature(signature.into_owned())))
}
