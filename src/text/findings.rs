//! Findings in words: what each says, why it may be harmless, what would confirm it, and the rule that made it.

use super::units::{bytes, grouped};
use super::{endpoint_name, match_basis_explained, messages, plural, system_name, time_in, visible};
use crate::audit::answer::{DownloadThatLeft, FindingRow, FindingWords};
use crate::audit::finding::FindingKind;
use crate::audit::rules::{
    activity_after_end, blocked_then_reached, bulk_out, first_seen_network, left_after_download,
    secret_then_download, two_places,
};
use crate::model::ByteCount;
use crate::model::time::{MINUTE_MS, SECOND_MS, TimeMs};
use crate::say;
use crate::state::{Language, Zone};
use std::collections::HashMap;

/// What a kind of findings is called.
pub fn finding_title(language: Language, kind: FindingKind) -> String {
    messages(language).get(&format!("finding-{}-title", kind.id()))
}

/// Why a finding of a kind may be harmless: a sentence.
pub fn finding_harmless(language: Language, kind: FindingKind) -> String {
    messages(language).get(&format!("finding-{}-harmless", kind.id()))
}

/// What would confirm a finding of a kind: a sentence.
pub fn finding_confirmation(language: Language, kind: FindingKind) -> String {
    messages(language).get(&format!("finding-{}-confirm", kind.id()))
}

/// When something is a finding of a kind, with its thresholds: a sentence.
pub fn finding_rule(language: Language, kind: FindingKind) -> String {
    let minutes = |time: TimeMs| (time / MINUTE_MS).to_string();
    let values = match kind {
        FindingKind::ActivityAfterEnd => {
            vec![("seconds", (activity_after_end::GRACE_MS / SECOND_MS).to_string())]
        }
        FindingKind::LeftAfterDownload => vec![("size", bytes(left_after_download::LARGE_BYTES))],
        FindingKind::FirstSeenNetwork => {
            vec![("count", first_seen_network::MIN_SESSIONS_BEFORE.to_string())]
        }
        FindingKind::BulkOut => vec![
            ("size", bytes(bulk_out::MIN_BYTES)),
            ("factor", bulk_out::MEDIAN_FACTOR.to_string()),
            ("days", bulk_out::MIN_OTHER_DAYS.to_string()),
        ],
        FindingKind::BlockedThenReached => {
            vec![("minutes", minutes(blocked_then_reached::MAX_DISTANCE_MS))]
        }
        FindingKind::SecretThenDownload => {
            vec![("minutes", minutes(secret_then_download::MAX_DISTANCE_MS))]
        }
        FindingKind::TwoPlaces => vec![
            ("minutes", minutes(two_places::MAX_DISTANCE_MS)),
            ("count", two_places::SHARED_BY.to_string()),
        ],
        _ => Vec::new(),
    };
    let values: HashMap<_, _> = values.into_iter().map(|(name, value)| (name, value.into())).collect();
    messages(language).get_args_concrete(&format!("finding-{}-rule", kind.id()), values)
}

/// A finding in a sentence.
pub fn finding_sentence(language: Language, zone: &Zone, finding: &FindingRow) -> String {
    let size = |size: Option<ByteCount>| size.map_or_else(|| say!(language, "unknown"), bytes);
    let shown = |text: &str| super::clipped(&visible(text), MAX_VALUE_CHARS).into_owned();
    let user = || match finding.user.as_str() {
        "" => say!(language, "finding-no-user"),
        user => shown(user),
    };
    let count = finding.event_count;
    let number = plural(u128::from(count));
    match &finding.words {
        FindingWords::ActivityAfterEnd { ended, activity } => say!(
            language,
            "finding-activity-after-end",
            number = number,
            count = grouped(count.into()),
            ended = time_in(zone, *ended),
            activity = shown(activity)
        ),
        FindingWords::AddressChanged { from, to } => {
            say!(language, "finding-address-changed", user = user(), from = shown(from), to = shown(to))
        }
        FindingWords::UserChanged { from, to } => {
            say!(language, "finding-user-changed", from = shown(from), to = shown(to))
        }
        FindingWords::SessionsAtOnce { sessions, addresses } => say!(
            language,
            "finding-sessions-at-once",
            user = user(),
            number = plural(u128::from(*sessions)),
            count = grouped((*sessions).into()),
            addresses = shown(&addresses.join(", "))
        ),
        FindingWords::OutWithoutIn { file, size: bytes } => {
            say!(language, "finding-out-without-in", user = user(), file = shown(file), size = size(*bytes))
        }
        FindingWords::SizeChanged { file, in_size, out_size } => say!(
            language,
            "finding-size-changed",
            user = user(),
            file = shown(file),
            before = size(*in_size),
            after = size(*out_size)
        ),
        FindingWords::LeftAfterDownload(left) => left_after_download(language, user(), left, &shown, &size),
        FindingWords::FirstSeenNetwork { network, sessions_before } => say!(
            language,
            "finding-first-seen-network",
            user = user(),
            network = shown(network),
            count = grouped((*sessions_before).into())
        ),
        FindingWords::BulkOut { day, bytes: moved, median } => say!(
            language,
            "finding-bulk-out",
            user = user(),
            day = time_in(&Zone::default(), *day).chars().take(DAY_CHARS).collect::<String>(),
            size = bytes(*moved),
            median = bytes(*median)
        ),
        FindingWords::BlockedThenReached { host } => {
            say!(language, "finding-blocked-then-reached", user = user(), host = shown(host))
        }
        FindingWords::SecretThenDownload { principal, read } => {
            say!(language, "finding-secret-then-download", principal = shown(principal), read = shown(read))
        }
        FindingWords::TwoPlaces { person, from, to, systems: [first, second] } => say!(
            language,
            "finding-two-places",
            person = shown(person),
            from = shown(from),
            to = shown(to),
            first = system_name(language, first.id()),
            second = system_name(language, second.id())
        ),
        FindingWords::OutOfHours => say!(
            language,
            "finding-out-of-hours",
            user = user(),
            number = number,
            count = grouped(count.into())
        ),
        FindingWords::UnknownActivity { activity, portal } => say!(
            language,
            "finding-unknown-activity",
            number = number,
            count = grouped(count.into()),
            activity = shown(activity),
            portal = shown(portal)
        ),
    }
}

/// Characters of a value in a sentence; the events have all of it.
const MAX_VALUE_CHARS: usize = 120;
/// Characters of a date.
const DAY_CHARS: usize = 10;

fn left_after_download(
    language: Language,
    user: String,
    left: &DownloadThatLeft,
    shown: &impl Fn(&str) -> String,
    size: &impl Fn(Option<ByteCount>) -> String,
) -> String {
    let mut signs: Vec<String> = left.signs.iter().map(|kind| finding_title(language, *kind)).collect();
    if left.is_large {
        signs.insert(0, say!(language, "finding-sign-size"));
    }
    let sentence = say!(
        language,
        "finding-left-after-download",
        user = user,
        file = shown(&left.file),
        size = size(left.size),
        site = shown(&left.site),
        to = endpoint_name(language, left.to.id()),
        signs = signs.join(&say!(language, "finding-signs-between"))
    );
    say!(language, "two-sentences", first = sentence, second = match_basis_explained(language, left.basis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_kind_has_words_of_its_own_in_each_language() {
        for language in Language::ALL {
            let words: [fn(Language, FindingKind) -> String; 4] =
                [finding_title, finding_harmless, finding_confirmation, finding_rule];
            let all: Vec<String> =
                words.iter().flat_map(|words| FindingKind::ALL.map(|kind| words(language, kind))).collect();
            // A key that has no message is its own words; a value that is not given stands in braces.
            assert!(
                all.iter().all(|words| !words.starts_with("finding-") && !words.contains('{')),
                "{all:?}"
            );
            assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn a_finding_is_a_sentence_with_its_values() {
        let finding = FindingRow {
            time_ms: None,
            user: "ana".to_owned(),
            session: String::new(),
            words: FindingWords::SizeChanged { file: "a.txt".to_owned(), in_size: Some(5), out_size: None },
            events: Vec::new(),
            event_count: 2,
        };
        let said = finding_sentence(Language::English, &Zone::default(), &finding);
        assert_eq!(
            said,
            "ana took a.txt out with a size of unknown, after a file of this name had come in with 5 B."
        );
    }
}
