//! Coverage (E7 to E10): of each portal what was to be collected, what is there, and where nothing is.
//!
//! ```text
//!   collected   UrlVisit  TabOpen  SessionStart
//!   seen        UrlVisit                         PrintJobSubmit
//!   never                 TabOpen  SessionStart                    against_settings: PrintJobSubmit
//! ```

use super::collected::{Collected, PortalSettings, others_than};
use super::tally::{ActivitySet, LoggerTally, PortalTally, activity_set};
use crate::model::dictionary::ABSENT;
use crate::model::fact::Fact;
use crate::model::time::{MINUTE_MS, TimeMs, UNDATED};
use crate::model::{SessionNo, SessionState, System, TextField};
use crate::query::view::View;
use crate::source::order;
use std::collections::{BTreeMap, HashMap};

/// How long nothing happens in a session that is connected before it is told. Session Logger writes every 15 minutes
/// while a session is active (AWS admin guide, Session Logger), so a whole delivery may be missing in it.
pub const SILENCE_MS: TimeMs = 15 * MINUTE_MS;

/// The activities by which a session begins, or somebody connects to it.
pub const SESSION_BEGINS: [&str; 2] = ["SessionStart", "SessionConnect"];
const SESSION_END: &str = "SessionEnd";
const DISCONNECTION: &str = "SessionDisconnection";
/// The activities of whoever uses a browser: where neither is collected, silence says nothing.
const SIGNS_OF_USE: [&str; 2] = ["UrlVisit", "WebsiteInteract"];

/// A time without events in a session that is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The session.
    pub session: SessionNo,
    /// The event before it.
    pub from: TimeMs,
    /// The event after it.
    pub to: TimeMs,
}

/// What there is of a portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalCoverage {
    /// Its id (untrusted text); empty for what names none.
    pub portal: String,
    /// What its settings say.
    pub collected: Collected,
    /// How many events have which activity.
    pub seen: BTreeMap<String, u64>,
    /// What is collected and does not occur.
    pub never: Vec<String>,
    /// What is known and not collected.
    pub not_collected: Vec<String>,
    /// What is not collected and occurs.
    pub against_settings: Vec<String>,
    /// The first event.
    pub first: Option<TimeMs>,
    /// The last event.
    pub last: Option<TimeMs>,
    /// Its sessions.
    pub sessions: Vec<SessionNo>,
    /// Sessions of which no start is there, by id; nothing where none is collected, as in the next three.
    pub without_start: Option<Vec<SessionNo>>,
    /// Sessions of which no end is there.
    pub without_end: Option<Vec<SessionNo>>,
    /// Sessions that are disconnected.
    pub disconnected: Option<Vec<SessionNo>>,
    /// Silences, by time.
    pub silences: Option<Vec<Silence>>,
}

/// The coverage of each portal, by its id.
pub fn coverage(view: &View<'_>, tally: &LoggerTally, settings: &PortalSettings) -> Vec<PortalCoverage> {
    let mut sessions: HashMap<&str, Vec<SessionNo>> = HashMap::new();
    let names = view.store.dictionary(TextField::Portal);
    for (number, session) in view.index.numbered_sessions() {
        if session.system == System::SessionLogger {
            sessions.entry(names.get(tally.portal_of(view, number))).or_default().push(number);
        }
    }
    let has_unnamed =
        settings.has_unnamed || tally.portals.contains_key(&ABSENT) || sessions.contains_key("");
    let mut portals: Vec<&str> = settings.all.iter().map(String::as_str).collect();
    if has_unnamed || has_unnamed_point(view, settings) {
        portals.insert(0, "");
    }
    let codes: HashMap<&str, u32> = tally.portals.keys().map(|code| (names.get(*code), *code)).collect();
    let none = PortalTally::default();
    let of_portal = |portal: &str| {
        let counted = codes.get(portal).map_or(&none, |code| &tally.portals[code]);
        let of_sessions = sessions.get(portal).map_or(&[][..], Vec::as_slice);
        portal_coverage(view, portal, (tally, counted), of_sessions, settings.of_portal(portal))
    };
    portals.into_iter().map(of_portal).collect()
}

/// Whether there is a data point of which no portal is known.
fn has_unnamed_point(view: &View<'_>, settings: &PortalSettings) -> bool {
    view.store.facts().iter().any(|fact| match fact {
        Fact::Metric(point) => settings.portal_of_point(point).is_empty(),
        _ => false,
    })
}

fn portal_coverage(
    view: &View<'_>,
    portal: &str,
    (tally, counted): (&LoggerTally, &PortalTally),
    sessions: &[SessionNo],
    collected: Collected,
) -> PortalCoverage {
    let activities = view.store.dictionary(TextField::Activity);
    let seen = order::map_of(
        counted.activities.iter().map(|(code, count)| (activities.get(*code).to_owned(), *count)),
    );
    let (mut never, mut not_collected, mut against_settings) = (Vec::new(), Vec::new(), Vec::new());
    if collected.is_known() {
        never = collected.events.iter().filter(|name| !seen.contains_key(*name)).cloned().collect();
        not_collected = others_than(&collected.events);
        if !collected.all {
            against_settings = seen.keys().filter(|name| !collected.has(name)).cloned().collect();
        }
    }
    // By id, as they are listed.
    let mut sorted = sessions.to_vec();
    order::sort_by_key(&mut sorted, |number| &view.index.session(*number).id);
    let listed = |collected_by: &[&str], is_listed: &dyn Fn(SessionNo) -> bool| {
        let listed = || sorted.iter().copied().filter(|number| is_listed(*number)).collect();
        collected.may_have_any(collected_by).then(listed)
    };
    let state = |number: SessionNo| view.index.session(number).state;
    let begins = activity_set(&SESSION_BEGINS);
    let has_no_start = |number: SessionNo| tally.session(number).activities & begins == 0;
    PortalCoverage {
        portal: portal.to_owned(),
        first: counted.bounds.map(|bounds| bounds.first),
        last: counted.bounds.map(|bounds| bounds.last),
        sessions: sessions.to_vec(),
        without_start: listed(&SESSION_BEGINS, &has_no_start),
        without_end: listed(&[SESSION_END], &|number| state(number) == SessionState::Open),
        disconnected: listed(&[DISCONNECTION], &|number| state(number) == SessionState::Disconnected),
        silences: collected.may_have_any(&SIGNS_OF_USE).then(|| silences(view, sessions)),
        collected,
        seen,
        never,
        not_collected,
        against_settings,
    }
}

/// The silences of these sessions, by time, then session.
fn silences(view: &View<'_>, sessions: &[SessionNo]) -> Vec<Silence> {
    let columns = view.store.columns();
    let changes = ConnectionCodes::of(view);
    let mut silences = Vec::new();
    for number in sessions {
        let session = view.index.session(*number);
        if session.start.zip(session.end).is_none_or(|(start, end)| end - start < SILENCE_MS) {
            continue;
        }
        let (mut is_connected, mut before) = (true, None);
        for row in view.index.rows_of(view.store, *number) {
            let time = columns.time(*row);
            if time == UNDATED {
                break;
            }
            if let Some(from) = before.filter(|before| is_connected && time - before >= SILENCE_MS) {
                silences.push(Silence { session: *number, from, to: time });
            }
            is_connected = changes.after(columns.code(TextField::Activity, *row), is_connected);
            before = Some(time);
        }
    }
    let id = |silence: &Silence| &view.index.session(silence.session).id;
    order::sort_by(&mut silences, |a, b| a.from.cmp(&b.from).then_with(|| id(a).cmp(id(b))));
    silences
}

/// What activities make of a connection, by their codes.
struct ConnectionCodes(Vec<Option<bool>>);

impl ConnectionCodes {
    fn of(view: &View<'_>) -> ConnectionCodes {
        let connects: ActivitySet = activity_set(&SESSION_BEGINS);
        let parts: ActivitySet = activity_set(&[SESSION_END, DISCONNECTION]);
        let names = view.store.dictionary(TextField::Activity);
        let change = |name: &str| match super::tally::known_activity(name) {
            known if known & connects != 0 => Some(true),
            known if known & parts != 0 => Some(false),
            _ => None,
        };
        ConnectionCodes(names.iter().map(change).collect())
    }

    /// Whether a session is connected after an activity, given whether it was before.
    fn after(&self, activity: u32, is_connected: bool) -> bool {
        self.0[activity as usize].unwrap_or(is_connected)
    }
}
