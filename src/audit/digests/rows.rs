//! What is said of keys, digests and log files.

use crate::model::finding_kind::DIGEST_KIND;
use crate::model::time::TimeMs;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

enum_table! {
    /// What is right or wrong about a digest (E43).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum DigestVerdict =>
    /// The identifier that the audit has for it.
    pub fn id() -> &'static str {
        /// A signature of it holds.
        Valid => "valid",
        /// The same, and it lies under another key than it says.
        Moved => "moved",
        /// There are signatures of it, and none holds.
        BadSignature => "bad-signature",
        /// The key that it was signed with is not here.
        NoKey => "no-key",
        /// Nothing here carries its signature: it is the newest of its chain.
        NoSignature => "no-signature",
        /// The same, and the chain goes on: what carried it is gone.
        Orphaned => "orphaned",
        /// Another digest names it as the one before, and it is not here.
        Missing => "missing",
        /// It lacks what is signed.
        BadFormat => "bad-format",
    }
}

impl DigestVerdict {
    /// Whether what it lists is what CloudTrail delivered.
    pub const fn is_proven(self) -> bool {
        matches!(self, DigestVerdict::Valid | DigestVerdict::Moved)
    }
}

enum_table! {
    /// What is right or wrong about a log file (E44).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum LogVerdict =>
    /// The identifier that the audit has for it.
    pub fn id() -> &'static str {
        /// Its content is what a proven digest says.
        Valid => "valid",
        /// Its content is what a digest says that is not proven.
        Unproven => "unproven",
        /// Its content is not what the digest says.
        Changed => "changed",
        /// More follows the content.
        TrailingData => "trailing-data",
        /// A digest lists it, and it is not here.
        Missing => "missing",
        /// It is here, and no digest lists it.
        Unlisted => "unlisted",
    }
}

/// A public key and the file that it is from (E42).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyRow {
    /// Its fingerprint, as the file has it.
    pub fingerprint: String,
    /// Path of the file.
    pub path: String,
    /// SHA-256 of the file as given, where that is known: the trust rests on it.
    pub sha256: Option<String>,
    /// The fingerprint that the key has: MD5 of its DER in hexadecimal.
    pub computed: String,
}

impl KeyRow {
    /// Whether the fingerprint that the file has is not that of the key.
    pub fn is_altered(&self) -> bool {
        !self.computed.eq_ignore_ascii_case(&self.fingerprint)
    }
}

/// A digest, here or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRow {
    /// Its key in S3.
    pub key: String,
    /// Path of its file, where it is here.
    pub path: Option<String>,
    /// What its content hashes to, where it is here.
    pub sha256: Option<[u8; 32]>,
    /// Account of the trail; empty where nothing names it.
    pub account: String,
    /// Region of what it lists; empty where nothing names it.
    pub region: String,
    /// Start of the time in which what it lists was delivered.
    pub start: Option<TimeMs>,
    /// End of that time.
    pub end: Option<TimeMs>,
    /// What is right or wrong about it.
    pub verdict: DigestVerdict,
}

/// A log file, here or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its key in S3; of one that no digest lists, what its path has of it.
    pub key: String,
    /// Path of its file, where it is here.
    pub path: Option<String>,
    /// What its content hashes to, where it is here.
    pub sha256: Option<[u8; 32]>,
    /// Key of the digest that lists it.
    pub listed_by: Option<String>,
    /// What is right or wrong about it.
    pub verdict: LogVerdict,
}

/// A finding of the kind `digest` (E45). It has no time, no user, no session and no events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DigestFinding {
    /// Key in S3 of the digest or log file.
    pub key: String,
    /// The identifier of what is wrong with it.
    pub verdict: &'static str,
    /// What its content hashes to, where it is here.
    pub sha256: Option<[u8; 32]>,
    /// Path of its file, where it is here.
    pub path: Option<String>,
}

impl DigestFinding {
    /// The identifier of its kind.
    pub const KIND: &'static str = DIGEST_KIND;
}

/// Where a report has something of a digest or a log file: the position in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainPlace {
    /// A digest.
    Digest(u32),
    /// A log file.
    Log(u32),
}
