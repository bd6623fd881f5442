//! Verdicts of log files: those that digests list, and those that no digest lists (E44).

use super::chain::Chain;
use super::evidence::{ChainEvidence, DigestHere, candidates};
use super::names::{Place, ends_with_key, in_bucket, place_of_log};
use super::rows::{DigestVerdict, LogRow, LogVerdict};
use crate::model::Store;
use crate::model::content_hash::ContentHash;
use crate::model::input::Input;
use crate::source::hash::hex;
use crate::source::order;
use crate::source::path::base_name;
use std::collections::{HashMap, HashSet};

/// What a digest says of a log file. Of several digests the least counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Listing<'a> {
    /// 0 for a valid digest, 1 for one that is proven and was moved, 2 for all others.
    rank: u8,
    /// Key of the digest, its path, and the place of the log file in it: the least of equal ones counts.
    digest: &'a str,
    path: &'a str,
    number: usize,
    /// Hash of the content in lower case.
    sha256: String,
}

/// A file that may be a log file.
#[derive(Clone, Copy)]
struct FileHere<'a> {
    path: &'a str,
    content: ContentHash,
    is_records_object: bool,
}

fn rank(verdict: DigestVerdict) -> u8 {
    match verdict {
        DigestVerdict::Valid => 0,
        verdict if verdict.is_proven() => 1,
        _ => 2,
    }
}

/// The log files by key.
fn listings<'a>(evidence: &ChainEvidence<'a>, chain: &Chain) -> HashMap<&'a str, Listing<'a>> {
    let mut listings: HashMap<&str, Listing<'_>> = HashMap::new();
    for (digest, verdict) in evidence.digests.iter().zip(&chain.verdicts) {
        for (number, log) in digest.file.logs.iter().enumerate() {
            let sha256 = log.sha256.to_ascii_lowercase();
            let listing =
                Listing { rank: rank(*verdict), digest: digest.key(), path: digest.path, number, sha256 };
            let known = listings.entry(&log.key).or_insert_with(|| listing.clone());
            if listing < *known {
                *known = listing;
            }
        }
    }
    listings
}

/// The files, in order of path, by the last part of their path and by the hash of their content.
struct Files<'a> {
    all: Vec<FileHere<'a>>,
    by_name: HashMap<&'a str, Vec<usize>>,
    by_hash: HashMap<String, usize>,
}

impl<'a> Files<'a> {
    fn of(store: &'a Store) -> Files<'a> {
        let here = |input: &'a Input| {
            let is_records_object = input.form.is_records_object;
            Some(FileHere { path: &input.path, content: input.content?, is_records_object })
        };
        let mut all: Vec<FileHere<'_>> = candidates(store).filter_map(here).collect();
        order::sort_by_key(&mut all, |file| file.path);
        let (mut by_name, mut by_hash): (HashMap<_, Vec<_>>, _) = (HashMap::new(), HashMap::new());
        for (number, file) in all.iter().enumerate() {
            by_name.entry(base_name(file.path)).or_default().push(number);
            by_hash.entry(hex(&file.content.sha256)).or_insert(number);
        }
        Files { all, by_name, by_hash }
    }

    /// The number of the file of a log: by its whole key, else by the last part of that, else by its hash (E41).
    fn find(&self, key: &str, sha256: &str) -> Option<usize> {
        let of_name = self.by_name.get(base_name(key)).map_or(&[][..], Vec::as_slice);
        let of_key = of_name.iter().find(|number| ends_with_key(self.all[**number].path, key));
        of_key.or(of_name.first()).or_else(|| self.by_hash.get(sha256)).copied()
    }
}

/// The rows of all log files, in order of key.
pub(super) fn log_rows(store: &Store, evidence: &ChainEvidence<'_>, chain: &Chain) -> Vec<LogRow> {
    let (files, listings) = (Files::of(store), listings(evidence, chain));
    let mut found = HashSet::new();
    let mut rows: Vec<LogRow> = Vec::with_capacity(listings.len());
    for (key, listing) in &listings {
        let file = files.find(key, &listing.sha256);
        found.extend(file);
        let file = file.map(|number| files.all[number]);
        rows.push(LogRow {
            key: (*key).to_owned(),
            path: file.map(|file| file.path.to_owned()),
            sha256: file.map(|file| file.content.sha256),
            listed_by: Some(listing.digest.to_owned()),
            verdict: file.map_or(LogVerdict::Missing, |file| verdict(file.content, listing)),
        });
    }
    let hashes: HashSet<&str> = listings.values().map(|listing| listing.sha256.as_str()).collect();
    let mut keys_by_name: HashMap<&str, Vec<&str>> = HashMap::new();
    for key in listings.keys() {
        keys_by_name.entry(base_name(key)).or_default().push(key);
    }
    let places: HashSet<Place<'_>> = evidence.digests.iter().map(DigestHere::place).collect();
    let unlisted = files.all.iter().enumerate().filter(|(number, file)| {
        let keys = keys_by_name.get(base_name(file.path)).map_or(&[][..], Vec::as_slice);
        let is_listed = found.contains(number)
            || keys.iter().any(|key| ends_with_key(file.path, key))
            || hashes.contains(hex(&file.content.sha256).as_str());
        // Of another account or region no digest was given, so nothing was to be listed.
        let is_of_digests = place_of_log(file.path).is_none_or(|place| places.contains(&place));
        file.is_records_object && !is_listed && is_of_digests
    });
    rows.extend(unlisted.map(|(_, file)| LogRow {
        key: in_bucket(file.path).unwrap_or(file.path).to_owned(),
        path: Some(file.path.to_owned()),
        sha256: Some(file.content.sha256),
        listed_by: None,
        verdict: LogVerdict::Unlisted,
    }));
    order::sort_by(&mut rows, |a, b| (&a.key, &a.path).cmp(&(&b.key, &b.path)));
    rows
}

fn verdict(content: ContentHash, listing: &Listing<'_>) -> LogVerdict {
    match hex(&content.sha256) == listing.sha256 {
        _ if content.has_more => LogVerdict::TrailingData,
        false => LogVerdict::Changed,
        true if listing.rank < 2 => LogVerdict::Valid,
        true => LogVerdict::Unproven,
    }
}
