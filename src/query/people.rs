//! People: who is the same in several systems, only by a reason that can be stated (E37, E38).
//!
//! ```text
//!   event ──▶ (system, user) ──▶ person     by a map of identities, else by an address, else by itself
//!                  ▲
//!                  └── of a login to a WorkSpace: the user with whom it is described
//! ```
//!
//! It depends on the store alone, and is made once somebody asks for it.

use super::answer::{JoinReason, Page, PersonRow, PersonUser};
use super::facts::workspace_users;
use super::selection::Selection;
use crate::model::fact::{Fact, Identity};
use crate::model::packed::{BLOCK_ROWS, for_each_bit};
use crate::model::{RowId, Store, System, TextField, Window};
use crate::source::limits::MAX_PERSON_USERS;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// The people of a store, once they were asked for.
#[derive(Default)]
pub struct LazyPeople(OnceCell<People>);

impl LazyPeople {
    /// The people of the store that all else was derived of.
    pub fn get(&self, store: &Store) -> &People {
        self.0.get_or_init(|| People::of(store))
    }
}

/// Who the users of all systems are.
#[derive(Debug, Default)]
pub struct People {
    /// In the order of their names.
    people: Vec<Person>,
    /// The indices of those who are several users.
    joined: Vec<u32>,
    /// By system, and by the code of the text that tells its users: one more than the number of the person, 0 for none.
    of_codes: [Vec<u32>; System::ALL.len()],
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The users who are this person, by system and user.
    pub users: Vec<PersonUser>,
}

/// The text by which the person of an event is told: its user, or the WorkSpace whose user is known.
pub(super) fn told_by(system: System) -> TextField {
    if system.targets_workspaces() { TextField::Target } else { TextField::User }
}

impl People {
    /// Of everything that a store holds.
    fn of(store: &Store) -> People {
        let map = IdentityMap::of(store);
        let mut users: BTreeMap<String, Vec<(PersonUser, Vec<u32>)>> = BTreeMap::new();
        for ((_, user), Pair { system, events, codes }) in Pairs::of(store).0 {
            let (name, reason) = map.person(system, user);
            let user = PersonUser { system, user: user.to_owned(), reason, events };
            users.entry(name).or_default().push((user, codes));
        }
        let mut people = People { people: Vec::with_capacity(users.len()), ..People::default() };
        for (name, users) in users {
            let index = people.people.len() as u32;
            if users.len() > 1 {
                people.joined.push(index);
            }
            for (PersonUser { system, .. }, codes) in &users {
                let of_codes = &mut people.of_codes[*system as usize];
                for code in codes.iter().map(|code| *code as usize) {
                    of_codes.resize(of_codes.len().max(code + 1), 0);
                    of_codes[code] = index + 1;
                }
            }
            let users = users.into_iter().map(|(user, _)| user).collect();
            people.people.push(Person { name, users });
        }
        people
    }

    /// All of them, in the order of their names.
    pub fn all(&self) -> &[Person] {
        &self.people
    }

    /// Those who are several users, in the order of their names: of the others nothing was joined (E39).
    pub fn joined(&self) -> impl Iterator<Item = &Person> {
        self.joined.iter().map(|index| &self.people[*index as usize])
    }

    /// Some of those.
    pub fn joined_page(&self, window: Window) -> Page<PersonRow> {
        Page::of(&self.joined, window, |index| person_row(&self.people[*index as usize]))
    }

    /// One more than the number of the person of an event of this system, by the code of the text that tells who it is;
    /// 0 where it is nobody.
    pub(super) fn number_of_code(&self, system: System, code: u32) -> u32 {
        self.of_codes[system as usize].get(code as usize).copied().unwrap_or(0)
    }

    /// One more than the number of the person of an event; 0 where it is nobody.
    pub fn number_of(&self, store: &Store, row: RowId) -> u32 {
        let system = store.columns().system(row);
        self.number_of_code(system, store.columns().code(told_by(system), row))
    }

    /// The name of the person of this number; empty for nobody.
    pub fn name(&self, number: u32) -> &str {
        let index = (number as usize).checked_sub(1);
        index.and_then(|index| self.people.get(index)).map_or("", |person| &person.name)
    }
}

/// A person as a row.
fn person_row(person: &Person) -> PersonRow {
    PersonRow {
        person: person.name.clone(),
        events: person.users.iter().map(|user| user.events).sum(),
        user_count: person.users.len() as u32,
        users: person.users.iter().take(MAX_PERSON_USERS).cloned().collect(),
    }
}

/// The users that occur in events, by the id of their system and their name.
struct Pairs<'a>(BTreeMap<(&'static str, &'a str), Pair>);

struct Pair {
    system: System,
    events: u64,
    /// The codes of the texts that tell of this user: of a WorkSpaces login those of its WorkSpaces.
    codes: Vec<u32>,
}

impl Pairs<'_> {
    fn of(store: &Store) -> Pairs<'_> {
        let workspace_users = workspace_users(store);
        let mut pairs: BTreeMap<(&'static str, &str), Pair> = BTreeMap::new();
        for (system, counts) in System::ALL.into_iter().zip(event_counts(store)) {
            for (code, events) in (0..).zip(counts).filter(|(_, events)| *events > 0) {
                let told = store.dictionary(told_by(system)).get(code);
                let user =
                    if system.targets_workspaces() { workspace_users.get(told).copied() } else { Some(told) };
                let Some(user) = user.filter(|user| !user.is_empty()) else { continue };
                let new = || Pair { system, events: 0, codes: Vec::new() };
                let pair = pairs.entry((system.id(), user)).or_insert_with(new);
                pair.events += events;
                pair.codes.push(code);
            }
        }
        Pairs(pairs)
    }
}

/// How many events of each system have which text that tells who it is, by its code.
fn event_counts(store: &Store) -> [Vec<u64>; System::ALL.len()] {
    let mut counts = [const { Vec::new() }; System::ALL.len()];
    let columns = store.columns();
    let [mut of_systems, mut of_users, mut of_targets] = [[0; BLOCK_ROWS]; 3];
    for (block, bits) in Selection::all(store).blocks_in(0..usize::MAX) {
        let systems = columns.systems().read(block, &mut of_systems);
        let users = columns.text(TextField::User).read(block, &mut of_users);
        let targets = columns.text(TextField::Target).read(block, &mut of_targets);
        for_each_bit(bits, |index| {
            let system = System::from_index(systems[index] as u8);
            let codes = if told_by(system) == TextField::Target { &targets } else { &users };
            let (counts, code): (&mut Vec<u64>, _) = (&mut counts[system as usize], codes[index] as usize);
            if counts.len() <= code {
                counts.resize(code + 1, 0);
            }
            counts[code] += 1;
        });
    }
    counts
}

/// What maps of identities say of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MapName<'a> {
    /// That it is this person.
    One(&'a str),
    /// Several names: nothing follows from that.
    Several,
}

/// All maps of identities together.
#[derive(Default)]
struct IdentityMap<'a> {
    of_pairs: HashMap<(&'a str, &'a str), MapName<'a>>,
    /// By address in lower case.
    of_addresses: HashMap<String, MapName<'a>>,
}

impl<'a> IdentityMap<'a> {
    fn of(store: &'a Store) -> IdentityMap<'a> {
        let mut map = IdentityMap::default();
        for fact in store.facts().iter() {
            let Fact::Identity(Identity { person, system, user }) = fact else { continue };
            if person.is_empty() || user.is_empty() {
                continue;
            }
            add(map.of_pairs.entry((system, user)), person);
            if let Some(address) = address_of(user) {
                add(map.of_addresses.entry(address), person);
            }
        }
        map
    }

    /// Who a user is, and why.
    fn person(&self, system: System, user: &str) -> (String, JoinReason) {
        let otherwise =
            if system.targets_workspaces() { JoinReason::Workspace } else { JoinReason::SameAddress };
        let of_pair = self.of_pairs.get(&(system.id(), user));
        if let Some(MapName::One(person)) = of_pair {
            return ((*person).to_owned(), JoinReason::IdentityMap);
        }
        let address = address_of(user);
        // Whoever is in the map under several names has several under the address, too.
        let by_address = address.as_ref().and_then(|address| self.of_addresses.get(address));
        let name = match (by_address, address) {
            (Some(MapName::One(person)), _) => (*person).to_owned(),
            (_, Some(address)) => address,
            (_, None) => format!("{}:{user}", system.id()),
        };
        (name, otherwise)
    }
}

fn add<'a, K>(entry: std::collections::hash_map::Entry<'_, K, MapName<'a>>, person: &'a str) {
    let known = entry.or_insert(MapName::One(person));
    if *known != MapName::One(person) {
        *known = MapName::Several;
    }
}

/// What users are compared by who are addresses: the name in lower case.
fn address_of(user: &str) -> Option<String> {
    user.contains('@').then(|| user.to_lowercase())
}

#[cfg(test)]
mod tests;
