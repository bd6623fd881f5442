//! The findings of the audit: each with what it says, and the events that it rests on.

use super::Citation;
use crate::audit::finding::{Detail, Finding, MAX_CITATIONS, Subject};
use crate::model::time::{DAY_MS, rfc3339};
use crate::model::{ByteCount, RowId, TextField};
use crate::query::view::View;
use crate::sigma::Level;
use crate::source::network::AddressNetwork;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct WrittenFinding<'a> {
    kind: &'static str,
    time: Option<String>,
    user: &'a str,
    session: &'a str,
    detail: WrittenDetail<'a>,
    events: Vec<Citation<'a>>,
    event_count: usize,
}

/// The details of each kind, in the order of the contract.
#[derive(Serialize)]
#[serde(untagged)]
enum WrittenDetail<'a> {
    ActivityAfterEnd {
        ended: String,
        activity: &'a str,
        count: usize,
    },
    Changed {
        from: &'a str,
        to: &'a str,
    },
    SessionsAtOnce {
        sessions: Vec<&'a str>,
        addresses: Vec<&'a str>,
    },
    OutWithoutIn {
        file: &'a str,
        size: Option<ByteCount>,
    },
    SizeChanged {
        file: &'a str,
        in_size: Option<ByteCount>,
        out_size: Option<ByteCount>,
    },
    LeftAfterDownload {
        file: &'a str,
        size: Option<ByteCount>,
        site: &'a str,
        to: &'static str,
        basis: &'static str,
        because: Vec<&'static str>,
    },
    FirstSeenNetwork {
        network: String,
        sessions_before: u64,
    },
    BulkOut {
        day: String,
        bytes: ByteCount,
        median: ByteCount,
    },
    BlockedThenReached {
        host: &'a str,
    },
    SecretThenDownload {
        principal: &'a str,
        read: &'a str,
    },
    TwoPlaces {
        person: &'a str,
        from: String,
        to: String,
        systems: [&'static str; 2],
    },
    OutOfHours {
        count: usize,
    },
    UnknownActivity {
        activity: &'a str,
        portal: &'a str,
        count: usize,
    },
    Rule {
        id: &'a str,
        title: &'a str,
        level: Option<&'static str>,
    },
}

/// A finding as it is written.
pub(super) fn written<'a>(view: &View<'a>, finding: &'a Finding) -> WrittenFinding<'a> {
    let user = |row: RowId| view.store.text(TextField::User, row);
    let (user, session) = match finding.subject {
        Subject::Event(row) => (user(row), view.index.session_id(view.store, row)),
        Subject::Session(number) => {
            let session = view.index.session(number);
            (session.user.as_str(), session.id.as_str())
        }
        Subject::User(row) => (user(row), ""),
        Subject::Nobody => ("", ""),
    };
    WrittenFinding {
        kind: finding.kind.id(),
        time: finding.time.map(rfc3339),
        user,
        session,
        detail: detail(view, finding),
        events: finding.events.iter().take(MAX_CITATIONS).map(|row| Citation::of(view, *row)).collect(),
        event_count: finding.events.len(),
    }
}

fn detail<'a>(view: &View<'a>, finding: &'a Finding) -> WrittenDetail<'a> {
    let columns = view.store.columns();
    let text = |field, row: RowId| view.store.text(field, row);
    let count = finding.events.len();
    let (first, last) = (finding.events[0], finding.events[count - 1]);
    let network = |row| {
        let network = AddressNetwork::of(text(TextField::ClientIp, row));
        network.map_or_else(String::new, |network| network.to_string())
    };
    let changed = |field| WrittenDetail::Changed { from: text(field, first), to: text(field, last) };
    match &finding.detail {
        Detail::ActivityAfterEnd { ended } => {
            let activity = text(TextField::Activity, first);
            WrittenDetail::ActivityAfterEnd { ended: rfc3339(*ended), activity, count }
        }
        Detail::AddressChanged => changed(TextField::ClientIp),
        Detail::UserChanged => changed(TextField::User),
        Detail::SessionsAtOnce { sessions, addresses } => {
            let texts = view.store.dictionary(TextField::ClientIp);
            WrittenDetail::SessionsAtOnce {
                sessions: sessions.iter().map(|number| view.index.session(*number).id.as_str()).collect(),
                addresses: addresses.iter().map(|code| texts.get(*code)).collect(),
            }
        }
        Detail::OutWithoutIn => {
            WrittenDetail::OutWithoutIn { file: text(TextField::File, first), size: columns.size(first) }
        }
        Detail::SizeChanged => WrittenDetail::SizeChanged {
            file: text(TextField::File, last),
            in_size: columns.size(first),
            out_size: columns.size(last),
        },
        Detail::LeftAfterDownload { in_leg, out_leg, to, basis, .. } => WrittenDetail::LeftAfterDownload {
            file: text(TextField::File, *out_leg),
            size: columns.size(*out_leg).or_else(|| columns.size(*in_leg)),
            site: text(TextField::Host, *in_leg),
            to: to.id(),
            basis: basis.id(),
            because: finding.detail.signs(),
        },
        Detail::FirstSeenNetwork { sessions_before } => {
            WrittenDetail::FirstSeenNetwork { network: network(first), sessions_before: *sessions_before }
        }
        Detail::BulkOut { day, bytes, median } => {
            let start = rfc3339(day * DAY_MS);
            let day = start.split('T').next().unwrap_or_default().to_owned();
            WrittenDetail::BulkOut { day, bytes: *bytes, median: *median }
        }
        Detail::BlockedThenReached => WrittenDetail::BlockedThenReached { host: text(TextField::Host, last) },
        Detail::SecretThenDownload => WrittenDetail::SecretThenDownload {
            principal: text(TextField::Principal, last),
            read: text(TextField::Activity, first),
        },
        Detail::TwoPlaces { person } => WrittenDetail::TwoPlaces {
            person: view.people().name(*person),
            from: network(first),
            to: network(last),
            systems: [first, last].map(|row| columns.system(row).id()),
        },
        Detail::OutOfHours => WrittenDetail::OutOfHours { count },
        Detail::UnknownActivity => WrittenDetail::UnknownActivity {
            activity: text(TextField::Activity, first),
            portal: text(TextField::Portal, first),
            count,
        },
        Detail::Rule(about) => {
            WrittenDetail::Rule { id: &about.id, title: &about.title, level: about.level.map(Level::id) }
        }
    }
}
