//! Verdicts of digests: by the signatures that others carry for them (E43).

use super::evidence::{ChainEvidence, DigestHere};
use super::names::{Place, ends_with_key, in_bucket, place_of_digest, trail_of_digest};
use super::rows::{DigestRow, DigestVerdict};
use super::signature::RsaKey;
use crate::model::digest::PreviousSignature;
use crate::model::time::TimeMs;
use crate::source::hash::hex;
use crate::source::order;
use std::collections::{HashMap, HashSet};

/// What tells chains apart: account, region, trail, and whether it is the one of late digests.
type ChainId<'a> = (Place<'a>, &'a str, bool);

/// The digests with their verdicts.
pub(super) struct Chain {
    /// Of each digest that is here, in the order of the evidence.
    pub verdicts: Vec<DigestVerdict>,
}

impl<'a> DigestHere<'a> {
    /// Its key in S3; of one that does not say it, what its path has of it.
    pub(super) fn key(&self) -> &'a str {
        self.file.key.as_deref().unwrap_or_else(|| in_bucket(self.path).unwrap_or(self.path))
    }

    /// Its account and region; empty where nothing names them.
    pub(super) fn place(&self) -> Place<'a> {
        let named = place_of_digest(self.key()).unwrap_or(Place { account: "", region: "" });
        Place { account: self.file.account.as_deref().unwrap_or(named.account), region: named.region }
    }

    fn chain(&self) -> ChainId<'a> {
        let (trail, is_backfill) = trail_of_digest(self.key());
        (self.place(), trail, is_backfill)
    }

    /// What was signed, if it has all of it.
    fn signed_text(&self) -> Option<String> {
        let file = self.file;
        let (end, bucket, key) = (file.end_text.as_ref()?, file.bucket.as_ref()?, file.key.as_ref()?);
        let previous = match &file.previous_signature {
            PreviousSignature::Missing => return None,
            PreviousSignature::Null => "null",
            PreviousSignature::Text(signature) => signature,
        };
        Some(format!("{end}\n{bucket}/{key}\n{}\n{previous}", hex(&self.content.sha256)))
    }

    /// Whether it lies in the folders of a bucket, under another key than it says.
    fn is_moved(&self) -> bool {
        let own = in_bucket(self.key()).unwrap_or(self.key());
        in_bucket(self.path).is_some() && !ends_with_key(self.path, own)
    }
}

impl Chain {
    pub(super) fn of(evidence: &ChainEvidence<'_>) -> Chain {
        let here: HashSet<&str> = evidence.digests.iter().map(DigestHere::key).collect();
        let mut carried: HashMap<&str, Vec<&str>> = HashMap::new();
        // The end of the last digest of each chain whose previous one is not here.
        let mut broken_until: HashMap<ChainId<'_>, TimeMs> = HashMap::new();
        for digest in &evidence.digests {
            let Some(previous) = digest.file.previous_key.as_deref() else { continue };
            if let PreviousSignature::Text(signature) = &digest.file.previous_signature {
                carried.entry(previous).or_default().push(signature);
            }
            if let (false, Some(end)) = (here.contains(previous), digest.file.end) {
                let until = broken_until.entry(digest.chain()).or_insert(end);
                *until = end.max(*until);
            }
        }
        let verdict = |digest: &DigestHere<'_>| {
            let Some(text) = digest.signed_text() else { return DigestVerdict::BadFormat };
            let keys = evidence.keys_of(digest.file.fingerprint.as_deref().unwrap_or_default());
            if keys.is_empty() {
                return DigestVerdict::NoKey;
            }
            let carried = carried.get(digest.key()).map_or(&[][..], Vec::as_slice).iter().copied();
            let mut signatures = carried.chain(evidence.signatures_beside(digest.key())).peekable();
            if signatures.peek().is_none() {
                let broken_until = broken_until.get(&digest.chain());
                let is_orphaned = broken_until.zip(digest.file.end).is_some_and(|(until, end)| *until > end);
                return if is_orphaned { DigestVerdict::Orphaned } else { DigestVerdict::NoSignature };
            }
            let holds = |key: &RsaKey, signature: &str| key.verifies(text.as_bytes(), signature);
            match signatures.any(|signature| keys.iter().flatten().any(|key| holds(key, signature))) {
                false => DigestVerdict::BadSignature,
                true if digest.is_moved() => DigestVerdict::Moved,
                true => DigestVerdict::Valid,
            }
        };
        Chain { verdicts: evidence.digests.iter().map(verdict).collect() }
    }

    /// The rows of all digests, and of those that others name and that are not here.
    pub(super) fn into_rows(self, evidence: &ChainEvidence<'_>) -> Vec<DigestRow> {
        let mut rows: Vec<DigestRow> = evidence.digests.iter().zip(&self.verdicts).map(row).collect();
        let here: HashSet<&str> = evidence.digests.iter().map(DigestHere::key).collect();
        let missing = evidence
            .digests
            .iter()
            .rev()
            .filter_map(|digest| Some((digest.file.previous_key.as_deref()?, digest.place())))
            .filter(|(previous, _)| !here.contains(previous));
        let missing = order::map_of(missing);
        rows.extend(missing.into_iter().map(|(key, of_next)| {
            let Place { account, region } = place_of_digest(key).unwrap_or(of_next);
            DigestRow {
                key: key.to_owned(),
                path: None,
                sha256: None,
                account: account.to_owned(),
                region: region.to_owned(),
                start: None,
                end: None,
                verdict: DigestVerdict::Missing,
            }
        }));
        order::sort_by(&mut rows, |a, b| (&a.key, &a.path).cmp(&(&b.key, &b.path)));
        rows
    }
}

fn row((digest, verdict): (&DigestHere<'_>, &DigestVerdict)) -> DigestRow {
    let Place { account, region } = digest.place();
    DigestRow {
        key: digest.key().to_owned(),
        path: Some(digest.path.to_owned()),
        sha256: Some(digest.content.sha256),
        account: account.to_owned(),
        region: region.to_owned(),
        start: digest.file.start,
        end: digest.file.end,
        verdict: *verdict,
    }
}
