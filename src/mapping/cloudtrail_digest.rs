//! Digest files of CloudTrail: each is a fact.

use super::Mapping;
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::cloudtrail_digest::{DigestRecord, parse_digest};
use crate::model::digest::{ChainFact, DigestFile, ListedLog, PreviousSignature};
use crate::model::fact::Fact;
use std::borrow::Cow;

pub(super) const MAPPING: Mapping =
    Mapping { map: |fields, sink| sink.skip(Some(Fact::Chain(digest(fields)))), groups: &[] };

fn digest(fields: &Fields<'_>) -> ChainFact {
    let record = parse_digest(fields);
    let logs =
        record.logs().map(|(key, hash)| ListedLog { key: key.into_owned(), sha256: hash.into_owned() });
    let logs = logs.collect();
    let DigestRecord { account, start, end, end_text, bucket, key, fingerprint, previous_key, .. } = record;
    ChainFact::Digest(Box::new(DigestFile {
        account: account.map(Cow::into_owned),
        start: start.and_then(parse_json_time),
        end: end.and_then(parse_json_time),
        end_text: end_text.map(Cow::into_owned),
        bucket: bucket.map(Cow::into_owned),
        key: key.map(Cow::into_owned),
        fingerprint: fingerprint.map(Cow::into_owned),
        previous_key: previous_key.map(Cow::into_owned),
        previous_signature: match record.previous_signature {
            None => PreviousSignature::Missing,
            Some(None) => PreviousSignature::Null,
            Some(Some(signature)) => PreviousSignature::Text(signature.into_owned()),
        },
        logs,
    }))
}
