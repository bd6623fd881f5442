//! What is said of digests of CloudTrail and of the log files that they list.

use crate::audit::digests::{DigestVerdict, LogVerdict};
use crate::say;
use crate::state::Language;

/// The verdict on a digest in a few words, and what it means.
pub fn digest_verdict_words(language: Language, verdict: DigestVerdict) -> [String; 2] {
    match verdict {
        DigestVerdict::Valid => [say!(language, "digest-valid"), say!(language, "digest-valid-why")],
        DigestVerdict::Moved => [say!(language, "digest-moved"), say!(language, "digest-moved-why")],
        DigestVerdict::BadSignature => {
            [say!(language, "digest-bad-signature"), say!(language, "digest-bad-signature-why")]
        }
        DigestVerdict::NoKey => [say!(language, "digest-no-key"), say!(language, "digest-no-key-why")],
        DigestVerdict::NoSignature => {
            [say!(language, "digest-no-signature"), say!(language, "digest-no-signature-why")]
        }
        DigestVerdict::Orphaned => [say!(language, "digest-orphaned"), say!(language, "digest-orphaned-why")],
        DigestVerdict::Missing => [say!(language, "digest-missing"), say!(language, "digest-missing-why")],
        DigestVerdict::BadFormat => {
            [say!(language, "digest-bad-format"), say!(language, "digest-bad-format-why")]
        }
    }
}

/// The verdict on a log file in a few words, and what it means.
pub fn log_verdict_words(language: Language, verdict: LogVerdict) -> [String; 2] {
    match verdict {
        LogVerdict::Valid => [say!(language, "log-valid"), say!(language, "log-valid-why")],
        LogVerdict::Unproven => [say!(language, "log-unproven"), say!(language, "log-unproven-why")],
        LogVerdict::Changed => [say!(language, "log-changed"), say!(language, "log-changed-why")],
        LogVerdict::TrailingData => {
            [say!(language, "log-trailing-data"), say!(language, "log-trailing-data-why")]
        }
        LogVerdict::Missing => [say!(language, "log-missing"), say!(language, "log-missing-why")],
        LogVerdict::Unlisted => [say!(language, "log-unlisted"), say!(language, "log-unlisted-why")],
    }
}
