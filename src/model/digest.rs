//! What digests of CloudTrail say, and what is needed to check them offline: facts, for none of it is an event. The rules
//! are E41 to E45 of the contract; `audit` applies them.

use super::time::TimeMs;
use serde::{Deserialize, Serialize};

/// What an input says about the chain of digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChainFact {
    /// A digest.
    Digest(Box<DigestFile>),
    /// A public key, of `list-public-keys`.
    PublicKey(PublicKey),
    /// Metadata of an object, of `head-object`: the signature in them. The name of the input says of which object.
    ObjectSignature(String),
}

/// A digest file. Texts that it lacks are nothing; so are empty ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestFile {
    /// `awsAccountId`.
    pub account: Option<String>,
    /// `digestStartTime`.
    pub start: Option<TimeMs>,
    /// `digestEndTime`.
    pub end: Option<TimeMs>,
    /// `digestEndTime` as it is written, which is what was signed.
    pub end_text: Option<String>,
    /// `digestS3Bucket`.
    pub bucket: Option<String>,
    /// `digestS3Object`: its own key.
    pub key: Option<String>,
    /// `digestPublicKeyFingerprint`.
    pub fingerprint: Option<String>,
    /// `previousDigestS3Object`: the key of the digest before it.
    pub previous_key: Option<String>,
    /// `previousDigestSignature`: the signature of that.
    pub previous_signature: PreviousSignature,
    /// `logFiles`.
    pub logs: Vec<ListedLog>,
}

/// What a digest has for the signature of the digest before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PreviousSignature {
    /// Nothing at all: what it signs is not known.
    #[default]
    Missing,
    /// `null`: it begins a chain.
    Null,
    /// In hexadecimal.
    Text(String),
}

/// A log file that a digest lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedLog {
    /// `s3Object`: its key.
    pub key: String,
    /// `hashValue`: SHA-256 of its content in hexadecimal.
    pub sha256: String,
}

/// A public key of CloudTrail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// `Fingerprint`: MD5 in hexadecimal.
    pub fingerprint: String,
    /// `Value`: the key in DER; empty where it is no base64.
    pub der: Vec<u8>,
}

impl ChainFact {
    /// How much memory its texts take, about.
    pub fn byte_count(&self) -> usize {
        match self {
            ChainFact::Digest(digest) => digest.byte_count(),
            ChainFact::PublicKey(key) => key.fingerprint.len() + key.der.len(),
            ChainFact::ObjectSignature(signature) => signature.len(),
        }
    }
}

impl DigestFile {
    fn byte_count(&self) -> usize {
        let texts =
            [&self.account, &self.end_text, &self.bucket, &self.key, &self.fingerprint, &self.previous_key];
        let own: usize = texts.into_iter().flatten().map(String::len).sum();
        let signature = if let PreviousSignature::Text(signature) = &self.previous_signature {
            signature.len()
        } else {
            0
        };
        let logs = self.logs.iter().map(|log| size_of::<ListedLog>() + log.key.len() + log.sha256.len());
        size_of::<DigestFile>() + own + signature + logs.sum::<usize>()
    }
}
