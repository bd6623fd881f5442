//! Building sessions: which events belong together (R20 to R25).

use super::activity::ConnectionChange;
use super::classify::Classification;
use super::dictionary::ABSENT;
use super::fact::{Fact, SessionHistory};
use super::ids::RowId;
use super::packed::{BLOCK_ROWS, PackedColumn};
use super::session::{NO_SESSION, Session, SessionState};
use super::session_column::SessionColumn;
use super::store::Store;
use super::synthetic_id::synthetic_id;
use super::system::{START_SESSION, SessionRule, System};
use super::table::unpacked_time;
use super::text_field::TextField;
use super::time::{TimeMs, UNDATED};
use crate::source::arn::last_part;
use crate::source::limits::CLOUDSHELL_IDLE_MS;
use crate::source::order;
use crate::source::session_id::{is_of_ecs_exec, session_id_of_name, user_of_session};
use std::collections::HashMap;

/// A session in the making.
struct SessionBuilder {
    session: Session,
    /// Time and code of the user that counts so far.
    user: Option<(bool, TimeMs, u32)>,
    /// The last change of the connection.
    last_change: Option<(TimeMs, ConnectionChange)>,
    ended: bool,
    /// The service's own start and end, which count for more than the first and last event (R24).
    own_start: Option<TimeMs>,
    own_end: Option<TimeMs>,
    /// Start and owner of the entry of the history that began first.
    owner: Option<(bool, TimeMs, String)>,
    disconnected: bool,
}

impl SessionBuilder {
    fn new(system: System, id: String) -> SessionBuilder {
        let session = Session {
            system,
            id,
            user: String::new(),
            start: None,
            end: None,
            events: 0,
            state: SessionState::Open,
        };
        SessionBuilder {
            session,
            user: None,
            last_change: None,
            ended: false,
            own_start: None,
            own_end: None,
            owner: None,
            disconnected: false,
        }
    }

    /// Adds an event: its time, the code of its user where that counts, and what it does.
    fn add(&mut self, store: &Store, time: TimeMs, user: Option<u32>, change: Option<ConnectionChange>) {
        self.session.events += 1;
        if time != UNDATED {
            self.session.start = Some(self.session.start.map_or(time, |start| start.min(time)));
            self.session.end = Some(self.session.end.map_or(time, |end| end.max(time)));
        }
        if let Some(user) = user {
            self.note_user(store, time, user);
        }
        match change {
            Some(ConnectionChange::End) => self.ended = true,
            Some(change) if self.last_change.is_none_or(|last| (time, change) >= last) => {
                self.last_change = Some((time, change));
            }
            _ => {}
        }
    }

    /// The earliest event that names a user decides, undated ones last, ties by the bytewise first name.
    fn note_user(&mut self, store: &Store, time: TimeMs, code: u32) {
        if code == ABSENT {
            return;
        }
        let names = store.dictionary(TextField::User);
        let candidate = (time == UNDATED, time, code);
        let is_earlier = self.user.is_none_or(|(undated, known, known_code)| {
            (candidate.0, candidate.1)
                .cmp(&(undated, known))
                .then_with(|| names.get(code).cmp(names.get(known_code)))
                == std::cmp::Ordering::Less
        });
        if is_earlier {
            self.user = Some(candidate);
        }
    }

    /// Notes what the service itself says of the session (R24).
    fn note_history(&mut self, entry: &SessionHistory) {
        let earlier = |known: Option<TimeMs>, time: TimeMs| Some(known.map_or(time, |known| known.min(time)));
        let later = |known: Option<TimeMs>, time: TimeMs| Some(known.map_or(time, |known| known.max(time)));
        if let Some(start) = entry.start {
            self.own_start = earlier(self.own_start, start);
        }
        if let Some(end) = entry.end {
            self.own_end = later(self.own_end, end);
        }
        self.ended |= entry.end.is_some() || matches!(entry.status.as_str(), "Terminated" | "Failed");
        self.disconnected |= entry.status == "Disconnected";
        let owner = String::from_utf8_lossy(last_part(entry.owner.as_bytes()));
        if !owner.is_empty() {
            let candidate = (entry.start.is_none(), entry.start.unwrap_or_default(), owner.into_owned());
            if self.owner.as_ref().is_none_or(|known| candidate < *known) {
                self.owner = Some(candidate);
            }
        }
    }

    /// The id, where it names who began the session (R33).
    fn named_by_id(&self) -> Option<&str> {
        let id = self.session.id.as_str();
        if self.session.system != System::SessionManager || is_of_ecs_exec(id) {
            return None;
        }
        session_id_of_name(id).filter(|named| *named == id)
    }

    fn finish(mut self, store: &Store) -> Session {
        let id = &self.session.id;
        self.session.user = if let Some(named) = self.named_by_id() {
            user_of_session(named).to_owned()
        } else if let Some((_, _, code)) = self.user {
            store.dictionary(TextField::User).get(code).to_owned()
        } else if let Some((_, _, owner)) = self.owner.filter(|_| !is_of_ecs_exec(id)) {
            owner
        } else {
            String::new()
        };
        self.session.start = self.own_start.or(self.session.start);
        self.session.end = self.own_end.or(self.session.end);
        let is_disconnected =
            self.disconnected || matches!(self.last_change, Some((_, ConnectionChange::Disconnect)));
        self.session.state = match (self.ended, is_disconnected) {
            (true, _) => SessionState::Ended,
            (false, true) => SessionState::Disconnected,
            (false, false) => SessionState::Open,
        };
        self.session
    }
}

/// All sessions in the order of the summary, and the session's number of each row. `order` has the rows of
/// all events with a time, by time.
// A loop over all rows, compiled by itself: else a browser compiles all that is around it when this gets hot.
#[inline(never)]
pub(super) fn build_sessions(
    store: &Store,
    classification: &Classification,
    order: &[RowId],
) -> (Vec<Session>, SessionColumn) {
    let mut builders: Vec<SessionBuilder> = Vec::new();
    let mut by_id = by_session_id(store, classification, &mut builders);
    let mut others = Vec::new();
    for system in System::ALL.into_iter().filter(|system| store.has(*system)) {
        let by_rule = match system.session_rule() {
            SessionRule::ByGap => by_gap,
            SessionRule::ByStartAndEnd => by_start_and_end,
            SessionRule::ById(_) | SessionRule::NoSessions => continue,
        };
        others.resize(store.row_count() as usize, NO_SESSION);
        by_rule(store, classification, order, system, &mut builders, &mut others);
    }

    let sessions: Vec<Session> = builders.into_iter().map(|builder| builder.finish(store)).collect();
    let mut by_start: Vec<u32> = (0..sessions.len() as u32).collect();
    order::sort_by(&mut by_start, |a, b| {
        let key = |number: u32| {
            let session = &sessions[number as usize];
            (session.start.is_none(), session.start, &session.id, session.system.id())
        };
        key(*a).cmp(&key(*b))
    });
    let mut new_numbers = vec![0; sessions.len()];
    for (new, old) in by_start.iter().enumerate() {
        new_numbers[*old as usize] = new as u32;
    }
    let new_number = |old: u32| new_numbers.get(old as usize).copied().unwrap_or(NO_SESSION);
    by_id.iter_mut().flatten().for_each(|number| *number = new_number(*number));
    let mut session_of = SessionColumn { by_id, others: PackedColumn::default() };
    for number in others {
        session_of.others.push(new_number(number).wrapping_add(1).into());
    }
    let mut sessions: Vec<Option<Session>> = sessions.into_iter().map(Some).collect();
    let sorted = by_start.iter().filter_map(|old| sessions[*old as usize].take()).collect();
    (sorted, session_of)
}

/// Systems whose events carry the id of their session. The numbers of the sessions of each system that has
/// such, by code of the id.
fn by_session_id(
    store: &Store,
    classification: &Classification,
    builders: &mut Vec<SessionBuilder>,
) -> [Vec<u32>; System::ALL.len()] {
    let columns = store.columns();
    let ids = store.dictionary(TextField::Session);
    let start_call = store.dictionary(TextField::Activity).code(START_SESSION);
    let is_owner = |system: System| system.session_rule() == SessionRule::ById(system);
    let of_owners = System::ALL.map(|system| if is_owner(system) { ids.len() } else { 0 });
    let mut number_of = of_owners.map(|ids| vec![NO_SESSION; ids]);
    let mut of_session_manager: HashMap<String, u32> = HashMap::new();
    let [mut systems, mut codes, mut activities, mut times, mut users] = [[0; BLOCK_ROWS]; 5];
    for block in 0..columns.times().block_count() {
        let systems = columns.systems().read(block, &mut systems);
        let codes = columns.text(TextField::Session).read(block, &mut codes);
        let activities = columns.text(TextField::Activity).read(block, &mut activities);
        let times = columns.times().read(block, &mut times);
        let users = columns.text(TextField::User).read(block, &mut users);
        for index in 0..systems.len() {
            let row = RowId((block * BLOCK_ROWS + index) as u32);
            let (system, id) = (System::from_index(systems[index] as u8), codes[index] as u32);
            let SessionRule::ById(owner) = system.session_rule() else { continue };
            if id == ABSENT || !store.is_event(row) {
                continue;
            }
            let number = &mut number_of[owner as usize][id as usize];
            if *number == NO_SESSION {
                *number = begin_session(builders, owner, ids.get(id).to_owned());
                if owner == System::SessionManager {
                    of_session_manager.insert(ids.get(id).to_owned(), *number);
                }
            }
            // A call that failed has done nothing.
            let has_failed = || columns.code(TextField::Error, row) != ABSENT;
            let change = classification
                .connection_change(owner, activities[index] as u32)
                .filter(|_| system == owner && !has_failed());
            // Whoever resumes or ends a session of Session Manager is not its user (R33).
            let names_user = match system {
                System::SessionManager => Some(activities[index] as u32) == start_call,
                System::SessionManagerStream | System::SessionManagerTranscript => {
                    !is_of_ecs_exec(ids.get(id))
                }
                System::CloudTrail => is_of_ecs_exec(ids.get(id)),
                _ => true,
            };
            let user = names_user.then_some(users[index] as u32);
            builders[*number as usize].add(store, unpacked_time(times[index]), user, change);
        }
    }
    let mut number_of_session = |id: &str, builders: &mut Vec<SessionBuilder>| {
        *of_session_manager
            .entry(id.to_owned())
            .or_insert_with(|| begin_session(builders, System::SessionManager, id.to_owned()))
    };
    for fact in store.facts().iter() {
        let Fact::SessionHistory(entry) = fact else { continue };
        let number = number_of_session(&entry.session, builders);
        builders[number as usize].note_history(entry);
    }
    for id in store.ended_sessions() {
        let number = number_of_session(id, builders);
        builders[number as usize].ended = true;
    }
    number_of
}

/// Begins another session; its number.
fn begin_session(builders: &mut Vec<SessionBuilder>, system: System, id: String) -> u32 {
    builders.push(SessionBuilder::new(system, id));
    builders.len() as u32 - 1
}

/// Events of one principal in one environment, cut where nothing was seen for long (R22).
fn by_gap(
    store: &Store,
    classification: &Classification,
    order: &[RowId],
    system: System,
    builders: &mut Vec<SessionBuilder>,
    session_of: &mut [u32],
) {
    let columns = store.columns();
    let mut open: HashMap<(u32, u32, u32), (u32, TimeMs)> = HashMap::new();
    for row in order.iter().copied() {
        let environment = columns.code(TextField::Target, row);
        if columns.system(row) != system
            || environment == ABSENT
            || classification.is_network_activity(store, row)
        {
            continue;
        }
        let time = columns.time(row);
        let principal = columns.code(TextField::Principal, row);
        let user = if principal == ABSENT { columns.code(TextField::User, row) } else { ABSENT };
        let key = (principal, user, environment);
        let known = open.get(&key).filter(|(_, last)| time - last < CLOUDSHELL_IDLE_MS);
        let number = known.map(|(number, _)| *number).unwrap_or_else(|| {
            let who = if principal == ABSENT {
                store.text(TextField::User, row)
            } else {
                store.text(TextField::Principal, row)
            };
            let environment = store.text(TextField::Target, row);
            begin_session(builders, system, synthetic_id(&format!("{who}/{environment}"), time))
        });
        open.insert(key, (number, time));
        session_of[row.index()] = number;
        let has_failed = columns.code(TextField::Error, row) != ABSENT;
        let change = classification
            .connection_change(system, columns.code(TextField::Activity, row))
            .filter(|_| !has_failed);
        let user = Some(columns.code(TextField::User, row));
        builders[number as usize].add(store, columns.time(row), user, change);
    }
}

/// Start and end are paired for each portal and user (R21).
fn by_start_and_end(
    store: &Store,
    classification: &Classification,
    order: &[RowId],
    system: System,
    builders: &mut Vec<SessionBuilder>,
    session_of: &mut [u32],
) {
    let columns = store.columns();
    let is_outside = |row: RowId| system.outside_sessions().contains(&store.text(TextField::Activity, row));
    let change_of =
        |row: RowId| classification.connection_change(system, columns.code(TextField::Activity, row));
    let mut rows: Vec<RowId> =
        order.iter().copied().filter(|row| columns.system(*row) == system && !is_outside(*row)).collect();
    // At equal times a start comes before visits, and an end after them.
    order::sort_by_key(&mut rows, |row| {
        let rank = match change_of(*row) {
            Some(ConnectionChange::Start) => 0,
            Some(ConnectionChange::End) => 2,
            _ => 1,
        };
        (columns.time(*row), rank)
    });
    let mut open: HashMap<(u32, u32), u32> = HashMap::new();
    for row in rows {
        let key = (columns.code(TextField::Portal, row), columns.code(TextField::User, row));
        let change = change_of(row);
        let known = if change == Some(ConnectionChange::Start) { None } else { open.get(&key).copied() };
        let number = known.unwrap_or_else(|| {
            let portal = store.dictionary(TextField::Portal).get(key.0);
            let user = store.dictionary(TextField::User).get(key.1);
            begin_session(builders, system, synthetic_id(&format!("{portal}/{user}"), columns.time(row)))
        });
        session_of[row.index()] = number;
        let user = Some(columns.code(TextField::User, row));
        builders[number as usize].add(store, columns.time(row), user, change);
        if change == Some(ConnectionChange::End) {
            open.remove(&key);
        } else {
            open.insert(key, number);
        }
    }
}
