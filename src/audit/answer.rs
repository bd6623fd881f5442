//! What is told of the audit where somebody asks for a part of it: rows that hold their texts, of a bounded size.

use super::coverage::PortalCoverage;
use super::deliveries::Delivery;
use super::digests::DigestFinding;
use super::finding::{Detail, Finding, FindingKind, MAX_CITATIONS, Subject};
use super::rules::{
    activity_after_end, blocked_then_reached, bulk_out, first_seen_network, left_after_download,
    secret_then_download, two_places,
};
use crate::model::time::{DAY_MS, MINUTE_MS, SECOND_MS, TimeMs};
use crate::model::{ByteCount, RowId, SessionNo, System, TextField};
use crate::query::answer::EventRow;
use crate::query::rows::event_row;
use crate::query::view::View;
use crate::source::network::AddressNetwork;
use crate::source::order;
use serde::{Deserialize, Serialize};

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordsValue {
    /// A text (untrusted).
    Text(String),
    /// Messages by their keys.
    Messages(Vec<String>),
    /// A number.
    Count(u64),
    /// A size, where it is known.
    Size(Option<ByteCount>),
    /// An instant.
    Time(TimeMs),
    /// A day of UTC, by its first instant.
    Day(TimeMs),
}

/// What something says: a message, and its values by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditWords {
    /// Key of the message.
    pub key: String,
    /// The values.
    pub values: Vec<(String, WordsValue)>,
}

impl AuditWords {
    fn new(key: String, values: impl IntoIterator<Item = (&'static str, WordsValue)>) -> AuditWords {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        AuditWords { key, values }
    }
}

/// A finding, with the first of its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// When, in milliseconds since the epoch.
    pub time_ms: Option<i64>,
    /// The id of the session (untrusted text); empty for none.
    pub session: String,
    /// What it says, in a sentence.
    pub words: AuditWords,
    /// The events that are cited.
    pub events: Vec<EventRow>,
    /// How many events it rests on in all.
    pub event_count: u64,
}

impl FindingRow {
    /// The row of a finding.
    pub fn of(view: &View<'_>, finding: &Finding) -> FindingRow {
        let user = |row: RowId| view.store.text(TextField::User, row).to_owned();
        let (user, session) = match finding.subject {
            Subject::Event(row) => (user(row), view.index.session_id(view.store, row).to_owned()),
            Subject::Session(number) => {
                let session = view.index.session(number);
                (session.user.clone(), session.id.clone())
            }
            Subject::User(row) => (user(row), String::new()),
            Subject::Nobody => (String::new(), String::new()),
        };
        let user = match user.is_empty() {
            true => message("finding-no-user"),
            false => WordsValue::Text(user),
        };
        let all = [("user", user), ("count", WordsValue::Count(finding.events.len() as u64))];
        let values = all.into_iter().chain(values(view, finding));
        FindingRow {
            time_ms: finding.time,
            session,
            words: AuditWords::new(format!("finding-{}", finding.kind.id()), values),
            events: finding.events.iter().take(MAX_CITATIONS).map(|row| event_row(view, *row)).collect(),
            event_count: finding.events.len() as u64,
        }
    }

    /// The row of a finding about a digest or a log file, which has no events.
    pub fn of_digest(finding: &DigestFinding) -> FindingRow {
        let key = format!("finding-{}-{}", DigestFinding::KIND, finding.verdict);
        FindingRow {
            time_ms: None,
            session: String::new(),
            words: AuditWords::new(key, [("key", WordsValue::Text(finding.key.clone()))]),
            events: Vec::new(),
            event_count: 0,
        }
    }
}

fn message(key: &str) -> WordsValue {
    WordsValue::Messages(vec![key.to_owned()])
}

/// What the sentence of a finding says beside whom it is about and how many events it has.
fn values(view: &View<'_>, finding: &Finding) -> Vec<(&'static str, WordsValue)> {
    let columns = view.store.columns();
    let (first, last) = (finding.events[0], finding.events[finding.events.len() - 1]);
    let text = |field, row: RowId| WordsValue::Text(view.store.text(field, row).to_owned());
    let size = |row| WordsValue::Size(columns.size(row));
    let network = |row| {
        let network = AddressNetwork::of(view.store.text(TextField::ClientIp, row));
        WordsValue::Text(network.map_or_else(String::new, |network| network.to_string()))
    };
    let system = |row| message(&format!("system-{}", columns.system(row).id()));
    let from_to = |field| vec![("from", text(field, first)), ("to", text(field, last))];
    match &finding.detail {
        Detail::ActivityAfterEnd { ended } => {
            vec![("ended", WordsValue::Time(*ended)), ("activity", text(TextField::Activity, first))]
        }
        Detail::AddressChanged => from_to(TextField::ClientIp),
        Detail::UserChanged => from_to(TextField::User),
        Detail::SessionsAtOnce { sessions, addresses } => {
            let texts = view.store.dictionary(TextField::ClientIp);
            let shown: Vec<&str> =
                addresses.iter().take(MAX_CITATIONS).map(|code| texts.get(*code)).collect();
            vec![
                ("count", WordsValue::Count(sessions.len() as u64)),
                ("addresses", WordsValue::Text(shown.join(", "))),
            ]
        }
        Detail::OutWithoutIn => vec![("file", text(TextField::File, first)), ("size", size(first))],
        Detail::SizeChanged => {
            vec![("file", text(TextField::File, last)), ("before", size(first)), ("after", size(last))]
        }
        Detail::LeftAfterDownload { in_leg, out_leg, to, basis, is_large, signs } => {
            let size = columns.size(*out_leg).or_else(|| columns.size(*in_leg));
            let kinds = FindingKind::ALL.into_iter().filter(|kind| signs & kind.bit() != 0);
            let kinds = kinds.map(|kind| format!("finding-{}-title", kind.id()));
            let signs = is_large.then(|| "finding-sign-size".to_owned()).into_iter().chain(kinds).collect();
            vec![
                ("file", text(TextField::File, *out_leg)),
                ("size", WordsValue::Size(size)),
                ("site", text(TextField::Host, *in_leg)),
                ("to", message(&format!("endpoint-{}", to.id()))),
                ("signs", WordsValue::Messages(signs)),
                ("basis", message(&format!("match-{}", basis.id()))),
            ]
        }
        Detail::FirstSeenNetwork { sessions_before } => {
            vec![("network", network(first)), ("count", WordsValue::Count(*sessions_before))]
        }
        Detail::BulkOut { day, bytes, median } => vec![
            ("day", WordsValue::Day(day * DAY_MS)),
            ("size", WordsValue::Size(Some(*bytes))),
            ("median", WordsValue::Size(Some(*median))),
        ],
        Detail::BlockedThenReached => vec![("host", text(TextField::Host, last))],
        Detail::SecretThenDownload => {
            vec![("principal", text(TextField::Principal, last)), ("read", text(TextField::Activity, first))]
        }
        Detail::TwoPlaces { person } => vec![
            ("person", WordsValue::Text(view.people().name(*person).to_owned())),
            ("from", network(first)),
            ("to", network(last)),
            ("first", system(first)),
            ("second", system(last)),
        ],
        Detail::OutOfHours => Vec::new(),
        Detail::UnknownActivity => {
            vec![("activity", text(TextField::Activity, first)), ("portal", text(TextField::Portal, first))]
        }
    }
}

/// When something is a finding of a kind, with the thresholds.
pub fn rule_words(kind: &str) -> AuditWords {
    let count = |count: i64| WordsValue::Count(count.unsigned_abs());
    let minutes = |time: TimeMs| ("minutes", count(time / MINUTE_MS));
    let size = |bytes| ("size", WordsValue::Size(Some(bytes)));
    let values = match FindingKind::ALL.into_iter().find(|known| known.id() == kind) {
        Some(FindingKind::ActivityAfterEnd) => {
            vec![("seconds", count(activity_after_end::GRACE_MS / SECOND_MS))]
        }
        Some(FindingKind::LeftAfterDownload) => vec![size(left_after_download::LARGE_BYTES)],
        Some(FindingKind::FirstSeenNetwork) => {
            vec![("count", WordsValue::Count(first_seen_network::MIN_SESSIONS_BEFORE))]
        }
        Some(FindingKind::BulkOut) => vec![
            size(bulk_out::MIN_BYTES),
            ("factor", WordsValue::Count(bulk_out::MEDIAN_FACTOR as u64)),
            ("days", WordsValue::Count(bulk_out::MIN_OTHER_DAYS as u64)),
        ],
        Some(FindingKind::BlockedThenReached) => vec![minutes(blocked_then_reached::MAX_DISTANCE_MS)],
        Some(FindingKind::SecretThenDownload) => vec![minutes(secret_then_download::MAX_DISTANCE_MS)],
        Some(FindingKind::TwoPlaces) => vec![
            minutes(two_places::MAX_DISTANCE_MS),
            ("count", WordsValue::Count(two_places::SHARED_BY as u64)),
        ],
        _ => Vec::new(),
    };
    AuditWords::new(format!("finding-{kind}-rule"), values)
}

/// How many findings of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingGroup {
    /// The name of the kind in the audit.
    pub kind: String,
    /// How many.
    pub count: u32,
    /// When something is one, with the thresholds.
    pub rule: AuditWords,
}

impl FindingGroup {
    /// So many of a kind.
    pub fn of(kind: &str, count: usize) -> FindingGroup {
        FindingGroup { kind: kind.to_owned(), count: count as u32, rule: rule_words(kind) }
    }
}

/// What was found, and what could not be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSummary {
    /// The kinds that were found, those of the most weight first.
    pub groups: Vec<FindingGroup>,
    /// How many portals there are.
    pub portals: u32,
    /// How many of them have settings that say what is collected.
    pub portals_with_settings: u32,
    /// How many series of deliveries there are to compare with.
    pub deliveries: u32,
    /// Whether digests are here whose chain has not been looked at.
    pub has_unchecked_digests: bool,
    /// The systems that have an event.
    pub systems: Vec<System>,
}

/// Some ids of sessions; how many there are is always said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionIds {
    /// How many.
    pub count: u64,
    /// The first of them (untrusted text).
    pub first: Vec<String>,
}

/// A time without events in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SilenceRow {
    /// The session (untrusted text).
    pub session: String,
    /// The event before it.
    pub from_ms: i64,
    /// The event after it.
    pub to_ms: i64,
}

/// What there is of a portal; texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// Its id; empty for what names none.
    pub portal: String,
    /// The path of the settings that say what is collected.
    pub said_by: Option<String>,
    /// Whether all is collected.
    pub collects_all: bool,
    /// What is collected.
    pub collected: Vec<String>,
    /// What occurs, and how often.
    pub seen: Vec<(String, u64)>,
    /// What is collected and does not occur.
    pub never: Vec<String>,
    /// What is not collected.
    pub not_collected: Vec<String>,
    /// What is not collected and occurs.
    pub against_settings: Vec<String>,
    /// The first and the last event.
    pub bounds_ms: Option<(i64, i64)>,
    /// How many sessions it has.
    pub sessions: u64,
    /// Sessions without a start; nothing where that may not be told.
    pub without_start: Option<SessionIds>,
    /// Sessions without an end.
    pub without_end: Option<SessionIds>,
    /// Sessions that are disconnected.
    pub disconnected: Option<SessionIds>,
    /// How many silences there are, and the first of them.
    pub silences: Option<(u64, Vec<SilenceRow>)>,
}

/// Most names of activities that are told of a portal: a hundred times what Session Logger knows would not be read.
const MAX_ACTIVITIES: usize = 100;

impl CoverageRow {
    /// The row of a portal.
    pub fn of(view: &View<'_>, portal: &PortalCoverage) -> CoverageRow {
        let id = |number: SessionNo| view.index.session(number).id.clone();
        let ids = |numbers: &Option<Vec<SessionNo>>| {
            numbers.as_ref().map(|numbers| SessionIds {
                count: numbers.len() as u64,
                first: numbers.iter().take(MAX_CITATIONS).map(|number| id(*number)).collect(),
            })
        };
        let some = |names: &[String]| names.iter().take(MAX_ACTIVITIES).cloned().collect();
        let mut seen: Vec<(String, u64)> =
            portal.seen.iter().map(|(name, count)| (name.clone(), *count)).collect();
        order::sort_by(&mut seen, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        seen.truncate(MAX_ACTIVITIES);
        CoverageRow {
            portal: portal.portal.clone(),
            said_by: portal.collected.said_by.clone(),
            collects_all: portal.collected.all,
            collected: some(&portal.collected.events),
            seen,
            never: some(&portal.never),
            not_collected: some(&portal.not_collected),
            against_settings: some(&portal.against_settings),
            bounds_ms: portal.first.zip(portal.last),
            sessions: portal.sessions,
            without_start: ids(&portal.without_start),
            without_end: ids(&portal.without_end),
            disconnected: ids(&portal.disconnected),
            silences: portal.silences.as_ref().map(|silences| {
                let row = |silence: &super::coverage::Silence| SilenceRow {
                    session: id(silence.session),
                    from_ms: silence.from,
                    to_ms: silence.to,
                };
                (silences.len() as u64, silences.iter().take(MAX_CITATIONS).map(row).collect())
            }),
        }
    }
}

/// What was delivered, with when the greatest bound of what is missing was reached; of the other steps nothing is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRow {
    /// The portal (untrusted text); empty where it is not known.
    pub portal: String,
    /// `stream`, or the path of the input with the points (untrusted text).
    pub source: String,
    /// Start of the first period, end of the last one.
    pub bounds_ms: (i64, i64),
    /// How many events were delivered.
    pub delivered_events: u128,
    /// How many are here.
    pub loaded_events: u64,
    /// How many have no time.
    pub undated: u64,
    /// How many records could not be read.
    pub rejected: u64,
    /// How many inputs are damaged.
    pub damaged_inputs: u64,
    /// How many are missing at least, and here without having been counted; nothing without a portal.
    pub missing_and_surplus: Option<(u128, u128)>,
    /// By when as many were missing.
    pub missing_by_ms: Option<i64>,
    /// How many files were delivered, if that is known.
    pub delivered_files: Option<u128>,
    /// How many inputs have such events.
    pub loaded_files: u64,
    /// Failed deliveries: access denied, target not found.
    pub errors: [Option<u128>; 2],
}

impl DeliveryRow {
    /// The row of a series.
    pub fn of(delivery: &Delivery) -> DeliveryRow {
        let bounds = delivery.bounds.as_ref();
        DeliveryRow {
            portal: delivery.portal.clone(),
            source: delivery.source.clone(),
            bounds_ms: (delivery.from, delivery.to),
            delivered_events: delivery.delivered_events,
            loaded_events: delivery.loaded_events,
            undated: delivery.undated,
            rejected: delivery.rejected,
            damaged_inputs: delivery.damaged_inputs,
            missing_and_surplus: bounds.map(|bounds| (bounds.missing, bounds.surplus)),
            missing_by_ms: bounds.and_then(|bounds| bounds.steps.last()).map(|step| step.by),
            delivered_files: delivery.delivered_files,
            loaded_files: delivery.loaded_files,
            errors: [delivery.errors.access_denied, delivery.errors.target_not_found],
        }
    }
}
