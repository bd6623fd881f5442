//! What a link says of the files that it is about: how many, of which systems, and of what time. Neither names nor
//! hashes of them are in it.

use super::hash::{parse_range, range_text};
use crate::model::{System, TimeRange};

/// The keys of the address.
const FILES: &str = "files";
const SYSTEMS: &str = "systems";
const SPAN: &str = "span";

/// The files that a link is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseLink {
    /// How many.
    pub files: u64,
    /// Which systems they tell of, in the order of [`System::ALL`].
    pub systems: Vec<System>,
    /// From their first event to just after the last.
    pub time: Option<TimeRange>,
}

impl CaseLink {
    /// What an address says, if it says anything.
    pub fn of_hash(hash: &str) -> Option<CaseLink> {
        let mut link = CaseLink::default();
        for (key, value) in hash.trim_start_matches('#').split('&').filter_map(|part| part.split_once('=')) {
            match key {
                FILES => link.files = value.parse().unwrap_or_default(),
                SYSTEMS => {
                    let named: Vec<&str> = value.split(',').collect();
                    link.systems =
                        System::ALL.into_iter().filter(|system| named.contains(&system.id())).collect();
                }
                SPAN => link.time = parse_range(value),
                _ => {}
            }
        }
        (link.files > 0).then_some(link)
    }

    /// The same as a part of the address, behind others.
    pub fn to_hash(&self) -> String {
        let systems: Vec<&str> = self.systems.iter().map(|system| system.id()).collect();
        let systems =
            if systems.is_empty() { String::new() } else { format!("&{SYSTEMS}={}", systems.join(",")) };
        let time = self.time.map(|time| format!("&{SPAN}={}", range_text(time))).unwrap_or_default();
        format!("&{FILES}={}{systems}{time}", self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_is_about_survives_the_address() {
        let link = CaseLink {
            files: 214,
            systems: vec![System::SessionLogger, System::CloudTrail],
            time: Some(TimeRange { start_ms: 1_795_046_400_000, end_ms: 1_795_132_800_001 }),
        };
        assert_eq!(CaseLink::of_hash(&format!("#v=1{}", link.to_hash())), Some(link.clone()));
        let few = CaseLink { systems: Vec::new(), time: None, ..link };
        assert_eq!(few.to_hash(), "&files=214");
        assert_eq!(CaseLink::of_hash("#v=1&files=214"), Some(few));
    }

    #[test]
    fn an_address_that_names_no_files_is_about_none() {
        for hash in ["", "#v=1", "#files=0&systems=cloudtrail", "#files=x", "#files=-1", "#files"] {
            assert_eq!(CaseLink::of_hash(hash), None, "{hash}");
        }
        let strange = CaseLink::of_hash("#files=2&systems=nothing,cloudtrail,%00&span=x");
        assert_eq!(strange, Some(CaseLink { files: 2, systems: vec![System::CloudTrail], time: None }));
    }
}
