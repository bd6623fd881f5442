//! What is told of the audit where somebody asks for a part of it: rows that hold their texts, of a bounded size.

use super::coverage::PortalCoverage;
use super::deliveries::Delivery;
use super::finding::{Detail, Finding, FindingKind, MAX_CITATIONS, Subject};
use super::flows::MatchBasis;
use crate::model::time::{DAY_MS, TimeMs};
use crate::model::{ByteCount, Endpoint, RowId, SessionNo, System, TextField};
use crate::query::answer::EventRow;
use crate::query::rows::event_row;
use crate::query::view::View;
use crate::source::network::AddressNetwork;
use crate::source::order;
use serde::{Deserialize, Serialize};

/// What a finding says beside its events; texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each is what the audit has under the same name.
pub enum FindingWords {
    ActivityAfterEnd { ended: TimeMs, activity: String },
    AddressChanged { from: String, to: String },
    UserChanged { from: String, to: String },
    SessionsAtOnce { sessions: u64, addresses: Vec<String> },
    OutWithoutIn { file: String, size: Option<ByteCount> },
    SizeChanged { file: String, in_size: Option<ByteCount>, out_size: Option<ByteCount> },
    LeftAfterDownload(DownloadThatLeft),
    FirstSeenNetwork { network: String, sessions_before: u64 },
    BulkOut { day: TimeMs, bytes: ByteCount, median: ByteCount },
    BlockedThenReached { host: String },
    SecretThenDownload { principal: String, read: String },
    TwoPlaces { person: String, from: String, to: String, systems: [System; 2] },
    OutOfHours,
    UnknownActivity { activity: String, portal: String },
}

/// A file that came from a site and left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadThatLeft {
    /// Its name (untrusted text).
    pub file: String,
    /// Its size.
    pub size: Option<ByteCount>,
    /// The site (untrusted text).
    pub site: String,
    /// Where it went.
    pub to: Endpoint,
    /// By what it is taken for the same file.
    pub basis: MatchBasis,
    /// Whether its size is a sign.
    pub is_large: bool,
    /// The kinds of findings that are signs.
    pub signs: Vec<FindingKind>,
}

/// A finding, with the first of its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// When, in milliseconds since the epoch.
    pub time_ms: Option<i64>,
    /// Whom it is about (untrusted text); empty for nobody.
    pub user: String,
    /// The id of the session (untrusted text); empty for none.
    pub session: String,
    /// What it says.
    pub words: FindingWords,
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
        FindingRow {
            time_ms: finding.time,
            user,
            session,
            words: words(view, finding),
            events: finding.events.iter().take(MAX_CITATIONS).map(|row| event_row(view, *row)).collect(),
            event_count: finding.events.len() as u64,
        }
    }
}

fn words(view: &View<'_>, finding: &Finding) -> FindingWords {
    let columns = view.store.columns();
    let (first, last) = (finding.events[0], finding.events[finding.events.len() - 1]);
    let text = |field, row: RowId| view.store.text(field, row).to_owned();
    let network = |row| {
        let network = AddressNetwork::of(view.store.text(TextField::ClientIp, row));
        network.map_or_else(String::new, |network| network.to_string())
    };
    match &finding.detail {
        Detail::ActivityAfterEnd { ended } => {
            FindingWords::ActivityAfterEnd { ended: *ended, activity: text(TextField::Activity, first) }
        }
        Detail::AddressChanged => FindingWords::AddressChanged {
            from: text(TextField::ClientIp, first),
            to: text(TextField::ClientIp, last),
        },
        Detail::UserChanged => {
            FindingWords::UserChanged { from: text(TextField::User, first), to: text(TextField::User, last) }
        }
        Detail::SessionsAtOnce { sessions, addresses } => {
            let texts = view.store.dictionary(TextField::ClientIp);
            let first = addresses.iter().take(MAX_CITATIONS);
            FindingWords::SessionsAtOnce {
                sessions: sessions.len() as u64,
                addresses: first.map(|code| texts.get(*code).to_owned()).collect(),
            }
        }
        Detail::OutWithoutIn => {
            FindingWords::OutWithoutIn { file: text(TextField::File, first), size: columns.size(first) }
        }
        Detail::SizeChanged => FindingWords::SizeChanged {
            file: text(TextField::File, last),
            in_size: columns.size(first),
            out_size: columns.size(last),
        },
        Detail::LeftAfterDownload { in_leg, out_leg, to, basis, is_large, signs } => {
            FindingWords::LeftAfterDownload(DownloadThatLeft {
                file: text(TextField::File, *out_leg),
                size: columns.size(*out_leg).or_else(|| columns.size(*in_leg)),
                site: text(TextField::Host, *in_leg),
                to: *to,
                basis: *basis,
                is_large: *is_large,
                signs: FindingKind::ALL.into_iter().filter(|kind| signs & kind.bit() != 0).collect(),
            })
        }
        Detail::FirstSeenNetwork { sessions_before } => {
            FindingWords::FirstSeenNetwork { network: network(first), sessions_before: *sessions_before }
        }
        Detail::BulkOut { day, bytes, median } => {
            FindingWords::BulkOut { day: day * DAY_MS, bytes: *bytes, median: *median }
        }
        Detail::BlockedThenReached => FindingWords::BlockedThenReached { host: text(TextField::Host, last) },
        Detail::SecretThenDownload => FindingWords::SecretThenDownload {
            principal: text(TextField::Principal, last),
            read: text(TextField::Activity, first),
        },
        Detail::TwoPlaces { person } => FindingWords::TwoPlaces {
            person: view.people().name(*person).to_owned(),
            from: network(first),
            to: network(last),
            systems: [first, last].map(|row| columns.system(row)),
        },
        Detail::OutOfHours => FindingWords::OutOfHours,
        Detail::UnknownActivity => FindingWords::UnknownActivity {
            activity: text(TextField::Activity, first),
            portal: text(TextField::Portal, first),
        },
    }
}

/// How many findings of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingGroup {
    /// The kind.
    pub kind: FindingKind,
    /// How many.
    pub count: u32,
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
