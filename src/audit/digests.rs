//! The chain of CloudTrail's digests, checked offline (E41 to E45): which log files are what CloudTrail delivered, which
//! are not, and where the chain has a hole. Content decides, not names.
//!
//! ```text
//!   facts of the store ─▶ ChainEvidence ─▶ verdicts of digests ─▶ verdicts of logs ─▶ DigestReport ─▶ findings
//!   contents' hashes  ─┘    keys, digests      signature            hash, listed?
//! ```
//!
//! The hashes are of contents, which reading does not hash: it costs time, and most cases have no digest.
//! [`wanted_contents`] says of which inputs they are wanted, and whoever has the files makes them in one more pass
//! ([`ContentHashes`](crate::model::content_hash::ContentHashes)).

mod chain;
mod evidence;
mod logs;
mod names;
mod rows;
mod signature;

pub use rows::{ChainPlace, DigestFinding, DigestRow, DigestVerdict, KeyRow, LogRow, LogVerdict};

use crate::model::Store;
use crate::source::order;
use chain::Chain;
use evidence::ChainEvidence;

/// What the digests of a case prove. All lists are in order of their first fields; all are empty where no digest is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestReport {
    /// The public keys.
    pub keys: Vec<KeyRow>,
    /// The digests.
    pub digests: Vec<DigestRow>,
    /// The log files.
    pub logs: Vec<LogRow>,
}

impl DigestReport {
    /// What the digests of a store prove; nothing as long as contents are wanted that have not been hashed
    /// ([`wanted_contents`]), for nothing must be called changed that nobody has looked at.
    pub fn of(store: &Store) -> Option<DigestReport> {
        if wanted_contents(store).next().is_some() {
            return None;
        }
        let evidence = ChainEvidence::of(store);
        if evidence.digests.is_empty() {
            return Some(DigestReport::default());
        }
        let chain = Chain::of(&evidence);
        Some(DigestReport {
            keys: evidence.key_rows(),
            logs: logs::log_rows(store, &evidence, &chain),
            digests: chain.into_rows(&evidence),
        })
    }

    /// Where it says of a digest or a log file that it is not what it should be, or not proven: digests first, by key.
    pub fn flawed(&self) -> Vec<ChainPlace> {
        let digests = (0..).zip(&self.digests).filter(|(_, row)| row.verdict != DigestVerdict::Valid);
        let logs = (0..).zip(&self.logs).filter(|(_, row)| row.verdict != LogVerdict::Valid);
        let digests = digests.map(|(number, _)| ChainPlace::Digest(number));
        digests.chain(logs.map(|(number, _)| ChainPlace::Log(number))).collect()
    }

    /// The findings of the kind `digest`, in the order in which the audit has them: by key.
    pub fn findings(&self) -> Vec<DigestFinding> {
        let digests = self
            .digests
            .iter()
            .filter(|row| matches!(row.verdict, DigestVerdict::BadSignature | DigestVerdict::Missing));
        let logs = self.logs.iter().filter(|row| {
            matches!(row.verdict, LogVerdict::Changed | LogVerdict::TrailingData | LogVerdict::Unlisted)
        });
        let found = |key: &String, verdict, sha256, path: &Option<String>| DigestFinding {
            key: key.clone(),
            verdict,
            sha256,
            path: path.clone(),
        };
        let digests = digests.map(|row| found(&row.key, row.verdict.id(), row.sha256, &row.path));
        let logs = logs.map(|row| found(&row.key, row.verdict.id(), row.sha256, &row.path));
        let mut findings: Vec<_> = digests.chain(logs).collect();
        order::sort(&mut findings);
        findings
    }
}

/// The paths of the inputs whose contents are to be hashed before anything can be said, each once: digests, what may be a
/// log file that they list, and what looks like one. There are none where no digest is here.
pub fn wanted_contents(store: &Store) -> impl Iterator<Item = &str> {
    let candidates = evidence::candidates(store);
    candidates.filter(|input| input.content.is_none()).map(|input| input.path.as_str())
}
