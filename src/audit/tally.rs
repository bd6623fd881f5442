//! What there is of Session Logger, counted once for all that asks for it: by portal, and by session.

use crate::model::dictionary::ABSENT;
use crate::model::packed::BLOCK_ROWS;
use crate::model::table::unpacked_time;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{RowId, SessionNo, Store, System, TextField};
use crate::query::view::View;
use std::collections::HashMap;

/// The activities that Session Logger is known to have, a bit each, in their order in the vocabulary.
pub type ActivitySet = u32;

/// The set of a known activity; an empty one for any other name.
pub fn known_activity(name: &str) -> ActivitySet {
    let known = System::SessionLogger.activities().known;
    known.iter().position(|activity| activity.name == name).map_or(0, |index| 1 << index)
}

/// The set of these.
pub fn activity_set(names: &[&str]) -> ActivitySet {
    names.iter().fold(0, |set, name| set | known_activity(name))
}

/// The code of a text that some events have, and whether others have another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextOfMany {
    /// That of the first event that has one, in the order of arrival; `ABSENT` for none.
    pub code: u32,
    /// Whether there are several.
    pub is_several: bool,
}

impl TextOfMany {
    fn note(&mut self, code: u32) {
        if self.code == ABSENT {
            self.code = code;
        } else if code != ABSENT && code != self.code {
            self.is_several = true;
        }
    }
}

/// What there is of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionTally {
    /// What occurs in it; undated events too.
    pub activities: ActivitySet,
    /// Its users; undated events too, as in the next.
    pub users: TextOfMany,
    /// Its client addresses.
    pub addresses: TextOfMany,
    /// Its portals, of dated events alone.
    portals: TextOfMany,
}

/// The first and the last of some times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBounds {
    /// The first.
    pub first: TimeMs,
    /// The last.
    pub last: TimeMs,
}

fn widen(bounds: &mut Option<TimeBounds>, time: TimeMs) {
    let TimeBounds { first, last } = bounds.unwrap_or(TimeBounds { first: time, last: time });
    *bounds = Some(TimeBounds { first: first.min(time), last: last.max(time) });
}

/// What there is of a portal.
#[derive(Clone, Debug, Default)]
pub struct PortalTally {
    /// How many events have which activity, by its code.
    pub activities: HashMap<u32, u64>,
    /// First and last of the dated ones.
    pub bounds: Option<TimeBounds>,
    /// How many events have no time.
    pub undated: u64,
    /// The inputs that have events of it, each with the bounds of the dated ones.
    pub inputs: HashMap<u32, Option<TimeBounds>>,
}

/// All of it.
#[derive(Debug, Default)]
pub struct LoggerTally {
    /// By the code of the portal; `ABSENT` where events name none.
    pub portals: HashMap<u32, PortalTally>,
    /// By the number of the session: those of other systems have an empty entry.
    sessions: Vec<SessionTally>,
}

/// Stands for an id of which the session has not been looked for.
const NOT_LOOKED_FOR: u32 = u32::MAX;
/// Stands for an id of no session.
const NO_SESSION: u32 = u32::MAX - 1;

impl LoggerTally {
    /// That of everything that was read.
    pub fn of(view: &View<'_>) -> LoggerTally {
        let store = view.store;
        let mut tally = LoggerTally {
            sessions: vec![SessionTally::default(); view.index.sessions.len()],
            ..LoggerTally::default()
        };
        let known: Vec<ActivitySet> =
            store.dictionary(TextField::Activity).iter().map(known_activity).collect();
        let mut numbers = vec![NOT_LOOKED_FOR; store.dictionary(TextField::Session).len()];
        // What follows each other mostly is of one portal and input.
        let mut parts: HashMap<(u32, u32), PortalTally> = HashMap::new();
        let mut current: ((u32, u32), PortalTally) = ((ABSENT, 0), PortalTally::default());
        let mut counts: Vec<u64> = vec![0; known.len()];
        for_each_logger_row(store, |row, logged| {
            let key = (logged.portal, logged.input);
            if current.0 != key {
                put_away(&mut parts, &mut current, &mut counts);
                current = (key, parts.remove(&key).unwrap_or_default());
            }
            let (_, part) = &mut current;
            let count = &mut counts[logged.activity as usize];
            if *count == 0 {
                // It is counted in one place, and noted here that there is something.
                part.activities.entry(logged.activity).or_default();
            }
            *count += 1;
            if logged.time == UNDATED {
                part.undated += 1;
            } else {
                widen(&mut part.bounds, logged.time);
            }
            if logged.session == ABSENT {
                return;
            }
            let number = &mut numbers[logged.session as usize];
            if *number == NOT_LOOKED_FOR {
                *number = view.index.session_of(store, row).map_or(NO_SESSION, |SessionNo(number)| number);
            }
            let Some(session) = tally.sessions.get_mut(*number as usize) else { return };
            session.activities |= known[logged.activity as usize];
            session.users.note(logged.user);
            session.addresses.note(logged.address);
            if logged.time != UNDATED {
                session.portals.note(logged.portal);
            }
        });
        put_away(&mut parts, &mut current, &mut counts);
        tally.join(parts);
        tally
    }

    /// Joins what the inputs have of each portal.
    fn join(&mut self, parts: HashMap<(u32, u32), PortalTally>) {
        for ((portal, input), part) in parts.into_iter().filter(|(_, part)| !part.activities.is_empty()) {
            let whole = self.portals.entry(portal).or_default();
            for (activity, count) in part.activities {
                *whole.activities.entry(activity).or_default() += count;
            }
            whole.undated += part.undated;
            if let Some(TimeBounds { first, last }) = part.bounds {
                widen(&mut whole.bounds, first);
                widen(&mut whole.bounds, last);
            }
            whole.inputs.insert(input, part.bounds);
        }
    }

    /// What there is of a session.
    pub fn session(&self, number: SessionNo) -> SessionTally {
        self.sessions[number.index()]
    }

    /// The code of the portal of a session (E5); `ABSENT` where its dated events name none.
    pub fn portal_of(&self, view: &View<'_>, session: SessionNo) -> u32 {
        let portals = self.sessions[session.index()].portals;
        if !portals.is_several {
            return portals.code;
        }
        let columns = view.store.columns();
        let rows = view.index.rows_of(view.store, session).iter();
        let dated = rows.take_while(|row| columns.time(**row) != UNDATED);
        let mut named = dated.map(|row| columns.code(TextField::Portal, *row));
        named.find(|code| *code != ABSENT).unwrap_or(ABSENT)
    }
}

/// Puts what was counted of a portal in an input to the others.
fn put_away(
    parts: &mut HashMap<(u32, u32), PortalTally>,
    (key, part): &mut ((u32, u32), PortalTally),
    counts: &mut [u64],
) {
    for (activity, count) in &mut part.activities {
        *count += std::mem::take(&mut counts[*activity as usize]);
    }
    parts.insert(*key, std::mem::take(part));
}

/// An event of Session Logger; texts are codes.
#[derive(Clone, Copy, Debug)]
pub struct LoggedEvent {
    /// Its time, or `UNDATED`.
    pub time: TimeMs,
    /// The number of its input.
    pub input: u32,
    /// Its activity.
    pub activity: u32,
    /// Its portal.
    pub portal: u32,
    /// Its session.
    pub session: u32,
    /// Its user.
    pub user: u32,
    /// The client address.
    pub address: u32,
}

/// Calls `each` with every event of Session Logger, in the order of arrival.
pub fn for_each_logger_row(store: &Store, mut each: impl FnMut(RowId, LoggedEvent)) {
    if !store.has(System::SessionLogger) {
        return;
    }
    let columns = store.columns();
    let mut buffers = [[0; BLOCK_ROWS]; 8];
    let [systems, times, inputs, activities, portals, sessions, users, addresses] = &mut buffers;
    for block in 0..columns.times().block_count() {
        let systems = columns.systems().read(block, systems);
        let times = columns.times().read(block, times);
        let inputs = columns.inputs().read(block, inputs);
        let text = |field, buffer| columns.text(field).read(block, buffer);
        let (activities, portals) = (text(TextField::Activity, activities), text(TextField::Portal, portals));
        let (sessions, users) = (text(TextField::Session, sessions), text(TextField::User, users));
        let addresses = text(TextField::ClientIp, addresses);
        for (index, system) in systems.iter().enumerate() {
            let row = RowId((block * BLOCK_ROWS + index) as u32);
            if *system != System::SessionLogger as u64 || !store.is_event(row) {
                continue;
            }
            let logged = LoggedEvent {
                time: unpacked_time(times[index]),
                input: inputs[index] as u32,
                activity: activities[index] as u32,
                portal: portals[index] as u32,
                session: sessions[index] as u32,
                user: users[index] as u32,
                address: addresses[index] as u32,
            };
            each(row, logged);
        }
    }
}
