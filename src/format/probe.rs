//! Objects that AWS writes to a bucket to see whether it may: known by their name, whatever they hold, and no
//! events on purpose (R6).

use super::Format;
use crate::source::path::base_name;

/// An object that is written when something is set up.
struct Probe {
    name: &'static str,
    /// The format whose record it counts as, if any.
    format: Option<Format>,
}

const PROBES: [Probe; 2] = [
    // Written when Session Logger is set up (AWS admin guide).
    Probe { name: "_workspaces_secure_browser.tmp", format: Some(Format::SessionLogger) },
    // Left by CloudWatch Logs when it is told to export to the bucket.
    Probe { name: "aws-logs-write-test", format: None },
];

fn probe(path: &str) -> Option<&'static Probe> {
    PROBES.iter().find(|probe| probe.name == base_name(path))
}

/// Whether an input of this path is such an object.
pub fn is_probe_object(path: &str) -> bool {
    probe(path).is_some()
}

/// The format that such an object is a record of.
pub fn format_of_probe(path: &str) -> Option<Format> {
    probe(path)?.format
}
