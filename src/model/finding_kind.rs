//! The kinds of findings, by the names that audit and filter language have for them.

use crate::source::enum_table;
use serde::{Deserialize, Serialize};

enum_table! {
    /// What is found (E22 to E36).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub enum FindingKind =>
    /// Its name in the audit.
    pub fn id() -> &'static str {
        /// Something is done in a session that has ended.
        ActivityAfterEnd => "activity-after-end",
        /// The client address changes within a session.
        AddressChanged => "address-changed",
        /// The user changes within a session.
        UserChanged => "user-changed",
        /// Sessions of a user are under way at once, from different addresses.
        SessionsAtOnce => "sessions-at-once",
        /// A file leaves that never came.
        OutWithoutIn => "out-without-in",
        /// A file leaves in another size than it came.
        SizeChanged => "size-changed",
        /// A file leaves that came from a site, and something else is remarkable, too.
        LeftAfterDownload => "left-after-download",
        /// A session comes from a network from which its user never came.
        FirstSeenNetwork => "first-seen-network",
        /// Much more leaves on a day than on the user's other days.
        BulkOut => "bulk-out",
        /// A site that was blocked is reached after all.
        BlockedThenReached => "blocked-then-reached",
        /// A secret is read, and then something is downloaded from CloudShell.
        SecretThenDownload => "secret-then-download",
        /// A person logs in from two networks within an hour.
        TwoPlaces => "two-places",
        /// Something leaves outside of the hours that were given.
        OutOfHours => "out-of-hours",
        /// An activity that is not known of Session Logger.
        UnknownActivity => "unknown-activity",
        /// What a Sigma rule describes.
        Rule => "rule",
    }
}

/// A set of kinds, a bit each.
pub type KindSet = u32;

const _: () = assert!(FindingKind::ALL.len() <= KindSet::BITS as usize, "a set has a bit for each kind");

impl FindingKind {
    /// All kinds, those of the most weight first: what the logs contradict themselves in and ways out that nothing
    /// explains, then what has common causes without harm.
    pub const BY_WEIGHT: [FindingKind; FindingKind::ALL.len()] = [
        FindingKind::SecretThenDownload,
        FindingKind::UserChanged,
        FindingKind::LeftAfterDownload,
        FindingKind::Rule,
        FindingKind::BulkOut,
        FindingKind::TwoPlaces,
        FindingKind::SessionsAtOnce,
        FindingKind::AddressChanged,
        FindingKind::ActivityAfterEnd,
        FindingKind::OutWithoutIn,
        FindingKind::SizeChanged,
        FindingKind::BlockedThenReached,
        FindingKind::FirstSeenNetwork,
        FindingKind::OutOfHours,
        FindingKind::UnknownActivity,
    ];

    /// The set of this kind alone.
    pub const fn bit(self) -> KindSet {
        1 << self as u8
    }
}

/// The kind of the findings about digests and what they list, which rest on no event (E45).
pub const DIGEST_KIND: &str = "digest";
