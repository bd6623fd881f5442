//! Digests of CloudTrail: what they prove of its log files. None of it depends on the scope.

use crate::audit::digests::{ChainPlace, DigestReport, DigestVerdict, LogVerdict, wanted_contents};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::Window;
use crate::query::answer::Page;
use serde::{Deserialize, Serialize};

/// The paths of the inputs whose contents are to be hashed before digests can be checked; none where there is no digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedContents;

impl Request for WantedContents {
    type Response = Vec<String>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<String>, Mistake> {
        Ok(wanted_contents(snapshot.store).map(str::to_owned).collect())
    }
}

/// What the digests prove, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestTotals;

/// How many keys, digests and log files there are, here or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestCounts {
    /// Inputs whose contents have not been hashed: as long as there are any, nothing is said of the rest.
    pub unhashed: u32,
    /// Public keys, and how many of them have another fingerprint than they say.
    pub keys: [u32; 2],
    /// Digests by verdict, those that there are.
    pub digests: Vec<(DigestVerdict, u32)>,
    /// Log files by verdict, those that there are.
    pub logs: Vec<(LogVerdict, u32)>,
}

impl Request for DigestTotals {
    type Response = DigestCounts;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<DigestCounts, Mistake> {
        let Some(report) = snapshot.cache.digests(snapshot.store) else {
            let unhashed = wanted_contents(snapshot.store).count() as u32;
            return Ok(DigestCounts { unhashed, ..DigestCounts::default() });
        };
        let altered = report.keys.iter().filter(|key| key.is_altered()).count();
        Ok(DigestCounts {
            unhashed: 0,
            keys: [report.keys.len(), altered].map(|count| count as u32),
            digests: counts(&DigestVerdict::ALL, report.digests.iter().map(|row| row.verdict)),
            logs: counts(&LogVerdict::ALL, report.logs.iter().map(|row| row.verdict)),
        })
    }
}

/// How often each of all verdicts occurs, those that do.
fn counts<V: Copy + PartialEq>(all: &[V], verdicts: impl Iterator<Item = V> + Clone) -> Vec<(V, u32)> {
    let count = |verdict: V| verdicts.clone().filter(|other| *other == verdict).count() as u32;
    all.iter().map(|verdict| (*verdict, count(*verdict))).filter(|(_, count)| *count > 0).collect()
}

/// Digests and log files that are not what they should be, digests first, each by key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestPage {
    /// Which of them.
    pub window: Window,
}

/// What is said of a digest or a log file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChainVerdict {
    /// Of a digest.
    Digest(DigestVerdict),
    /// Of a log file.
    Log(LogVerdict),
}

/// A digest or a log file that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainRow {
    /// Its key in S3 (untrusted text).
    pub key: String,
    /// Path of its file, where it is here (untrusted text).
    pub path: Option<String>,
    /// What is wrong with it, or not proven.
    pub verdict: ChainVerdict,
}

impl Request for DigestPage {
    type Response = Page<ChainRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<ChainRow>, Mistake> {
        let Some(report) = snapshot.cache.digests(snapshot.store) else {
            return Ok(Page { total: 0, first: 0, rows: Vec::new() });
        };
        let flawed = snapshot.cache.flawed.get_or_init(|| report.flawed());
        Ok(Page::of(flawed, self.window, |place| row(report, *place)))
    }
}

fn row(report: &DigestReport, place: ChainPlace) -> ChainRow {
    let (key, path, verdict) = match place {
        ChainPlace::Digest(number) => {
            let row = &report.digests[number as usize];
            (&row.key, &row.path, ChainVerdict::Digest(row.verdict))
        }
        ChainPlace::Log(number) => {
            let row = &report.logs[number as usize];
            (&row.key, &row.path, ChainVerdict::Log(row.verdict))
        }
    };
    ChainRow { key: key.clone(), path: path.clone(), verdict }
}

/// The public keys by which digests are checked, by fingerprint and file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPage {
    /// Which of them.
    pub window: Window,
}

/// A public key, and the file that it is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeyRow {
    /// Its fingerprint, as the file has it (untrusted text).
    pub fingerprint: String,
    /// The fingerprint that it has.
    pub computed: String,
    /// Path of the file (untrusted text).
    pub path: String,
    /// SHA-256 of the file as given, where that is known.
    pub sha256: Option<String>,
    /// Whether the two differ: then the file was edited.
    pub is_altered: bool,
}

impl Request for KeyPage {
    type Response = Page<PublicKeyRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<PublicKeyRow>, Mistake> {
        let keys = snapshot.cache.digests(snapshot.store).map_or(&[][..], |report| &report.keys);
        Ok(Page::of(keys, self.window, |key| PublicKeyRow {
            fingerprint: key.fingerprint.clone(),
            computed: key.computed.clone(),
            path: key.path.clone(),
            sha256: key.sha256.clone(),
            is_altered: key.is_altered(),
        }))
    }
}
