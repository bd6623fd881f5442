//! Names of digests and log files: what keys in S3 and paths say.
//!
//! ```text
//!   [prefix/]AWSLogs/[o-ORG/]<account>/CloudTrail-Digest/<region>/YYYY/MM/DD/
//!       <account>_CloudTrail-Digest_<region>_<trail>_<home region>_<time>[_backfill].json.gz
//!   [prefix/]AWSLogs/[o-ORG/]<account>/CloudTrail/<region>/YYYY/MM/DD/<account>_CloudTrail_<region>_<time>_<id>.json.gz
//! ```
//!
//! Source: CloudTrail user guide, "CloudTrail log file names" and "CloudTrail digest file structure".

use crate::source::path::base_name;

/// The folder in which everything lies that CloudTrail delivers.
const ROOT: &str = "AWSLogs";
/// What digests and log files are called, in folders and in names.
const DIGEST: &str = "CloudTrail-Digest";
const LOG: &str = "CloudTrail";

/// An account and a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place<'a> {
    pub account: &'a str,
    pub region: &'a str,
}

/// Whether a path is that of a key, or ends with it.
pub(super) fn ends_with_key(path: &str, key: &str) -> bool {
    path.strip_suffix(key).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// What a path or key has of the folders of a bucket: from the last `AWSLogs/` on.
pub(super) fn in_bucket(path: &str) -> Option<&str> {
    let mut end = path.len();
    while let Some(at) = path[..end].rfind(ROOT) {
        let is_folder = path[at + ROOT.len()..].starts_with('/') && (at == 0 || path[..at].ends_with('/'));
        if is_folder {
            return Some(&path[at..]);
        }
        end = at;
    }
    None
}

/// Account and region by the folders or the name of a digest.
pub(super) fn place_of_digest(key: &str) -> Option<Place<'_>> {
    place_by_name(key, DIGEST).or_else(|| place_by_folders(key, DIGEST))
}

/// Account and region by the name or the folders of a log file.
pub(super) fn place_of_log(path: &str) -> Option<Place<'_>> {
    place_by_name(path, LOG).or_else(|| place_by_folders(path, LOG))
}

fn place_by_name<'a>(path: &'a str, kind: &str) -> Option<Place<'a>> {
    let mut parts = base_name(path).splitn(4, '_');
    let (account, found, region) = (parts.next()?, parts.next()?, parts.next()?);
    (is_account(account) && found == kind && parts.next().is_some()).then_some(Place { account, region })
}

fn place_by_folders<'a>(path: &'a str, kind: &str) -> Option<Place<'a>> {
    let parts: Vec<&str> = path.split('/').collect();
    let place = |window: &[&'a str]| match window {
        // Behind the region there is at least a name.
        [account, found, region, _] if *found == kind && is_account(account) => {
            Some(Place { account, region })
        }
        _ => None,
    };
    parts.windows(4).filter_map(place).next_back()
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The trail that the name of a digest is of, with its home region, and whether the digest is a late one (`backfill`),
/// which has a chain of its own. The name of a trail may hold what parts the others, so it is what is left between them.
pub(super) fn trail_of_digest(key: &str) -> (&str, bool) {
    let name = base_name(key);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let name = name.strip_suffix(".json").unwrap_or(name);
    let (name, is_backfill) = match name.strip_suffix("_backfill") {
        Some(shorter) => (shorter, true),
        None => (name, false),
    };
    let trail = || {
        let (named, _time) = name.rsplit_once('_')?;
        let place = place_by_name(key, DIGEST)?;
        named.get(place.account.len() + DIGEST.len() + place.region.len() + 3..)
    };
    (trail().unwrap_or_default(), is_backfill)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "p/AWSLogs/o-1/111122223333/CloudTrail-Digest/us-east-1/2026/11/19/111122223333_CloudTrail-Digest_us-east-1_my_trail_eu-west-1_20261119T080131Z.json.gz";

    #[test]
    fn a_key_is_found_at_the_end_of_a_path_and_at_no_other_place() {
        for (path, expected) in [("a/b.gz", true), ("x/a/b.gz", true), ("xa/b.gz", false), ("b.gz", false)] {
            assert_eq!(ends_with_key(path, "a/b.gz"), expected, "{path}");
        }
    }

    #[test]
    fn folders_of_a_bucket_begin_with_the_last_one_of_its_name() {
        for (path, expected) in [
            ("AWSLogs/1/x", Some("AWSLogs/1/x")),
            ("case/AWSLogs/copy/AWSLogs/1/x", Some("AWSLogs/1/x")),
            ("AWSLogs.zip/x", None),
            ("myAWSLogs/x", None),
            ("AWSLogs/myAWSLogs", Some("AWSLogs/myAWSLogs")),
            ("AWSLogs", None),
        ] {
            assert_eq!(in_bucket(path), expected, "{path}");
        }
    }

    #[test]
    fn a_name_says_account_region_trail_and_kind() {
        let place = Place { account: "111122223333", region: "us-east-1" };
        assert_eq!(place_of_digest(KEY), Some(place));
        assert_eq!(place_of_digest(base_name(KEY)), Some(place));
        assert_eq!(place_of_digest("111122223333/CloudTrail-Digest/us-east-1/x"), Some(place));
        assert_eq!(place_of_digest("x.json.gz"), None);
        assert_eq!(trail_of_digest(KEY), ("my_trail_eu-west-1", false));
        let late = KEY.replace("Z.json", "Z_backfill.json");
        assert_eq!(trail_of_digest(&late), ("my_trail_eu-west-1", true));
        assert_eq!(trail_of_digest("x.json.gz"), ("", false));
        assert_eq!(place_of_log("111122223333_CloudTrail_us-east-1_20261119T0721Z_abc.json.gz"), Some(place));
        assert_eq!(place_of_log("AWSLogs/111122223333/CloudTrail/us-east-1/planted.json"), Some(place));
        for path in ["000.json.gz", KEY, "CloudTrail/us-east-1/x", "11_CloudTrail_us-east-1_x"] {
            assert_eq!(place_of_log(path), None, "{path}");
        }
    }
}
