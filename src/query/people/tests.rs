//! Who is who, in made stores.

use super::*;
use crate::model::batch::{Batch, KnownCodes};
use crate::model::event::Event;
use crate::source::Span;

/// A store with events of these users, and these facts, each of an input of its own.
fn store(events: &[(System, &str)], facts: &[Fact]) -> Store {
    let mut batch = Batch::default();
    let input = batch.begin_attempt("events", 0);
    for (system, who) in events {
        let mut event = Event::new(*system, None);
        event.set(told_by(*system), who.as_bytes());
        batch.push_event(input, Span::default(), 0, &event, &mut KnownCodes::default());
        let content = batch.content.len() as u64;
        *batch.content.last_mut().expect("an event") = content;
    }
    for (number, fact) in facts.iter().enumerate() {
        // The last ones come first by path.
        let input = batch.begin_attempt(&format!("facts/{}", 9 - number), 0);
        batch.push_fact(input, fact.clone());
    }
    let mut store = Store::default();
    store.append(&batch);
    store
}

fn identity(person: &str, system: &str, user: &str) -> Fact {
    let [person, system, user] = [person, system, user].map(str::to_owned);
    Fact::Identity(Identity { person, system, user })
}

fn workspace(id: &str, user: &str) -> Fact {
    Fact::Workspace { id: id.to_owned(), user: user.to_owned() }
}

/// Each person with the users, as one line each.
fn people(store: &Store) -> Vec<String> {
    let people = People::of(store);
    let line = |person: &Person| {
        let users = person
            .users
            .iter()
            .map(|user| format!("{}/{} {} {}", user.system.id(), user.user, user.reason.id(), user.events));
        format!("{} = {}", person.name, users.collect::<Vec<_>>().join(", "))
    };
    people.all().iter().map(line).collect()
}

const LOGGER: System = System::SessionLogger;
const TRAIL: System = System::CloudTrail;
const LOGIN: System = System::WorkspacesAccess;

#[test]
fn addresses_that_are_equal_in_lower_case_are_one_person_and_other_names_are_not() {
    let store = store(
        &[(LOGGER, "Alice@Example.com"), (TRAIL, "alice@example.com"), (LOGGER, "bob"), (TRAIL, "bob")],
        &[],
    );
    assert_eq!(
        people(&store),
        [
            "alice@example.com = cloudtrail/alice@example.com same-address 1, session-logger/Alice@Example.com same-address 1",
            "cloudtrail:bob = cloudtrail/bob same-address 1",
            "session-logger:bob = session-logger/bob same-address 1",
        ]
    );
    assert_eq!(People::of(&store).joined().count(), 1);
}

#[test]
fn a_map_goes_before_the_address_and_names_those_with_the_address_too() {
    let events =
        [(LOGGER, "alice@example.com"), (TRAIL, "ameyer"), (TRAIL, "ALICE@example.com"), (TRAIL, "nobody")];
    let facts =
        [identity("Alice", "cloudtrail", "ameyer"), identity("Alice", "no-system", "alice@EXAMPLE.com")];
    assert_eq!(
        people(&store(&events, &facts)),
        [
            "Alice = cloudtrail/ALICE@example.com same-address 1, cloudtrail/ameyer identity-map 1, session-logger/alice@example.com same-address 1",
            "cloudtrail:nobody = cloudtrail/nobody same-address 1",
        ]
    );
}

#[test]
fn names_of_a_map_are_compared_bytewise() {
    let facts = [
        identity("A", "cloudtrail", "Bob"),
        identity("A", "CloudTrail", "bob"),
        identity("A", "cloudtrail", "bob "),
    ];
    assert_eq!(people(&store(&[(TRAIL, "bob")], &facts)), ["cloudtrail:bob = cloudtrail/bob same-address 1"]);
}

#[test]
fn of_who_is_in_maps_under_several_names_they_say_nothing() {
    let twice = [identity("A", "cloudtrail", "x"), identity("A", "cloudtrail", "x")];
    assert_eq!(people(&store(&[(TRAIL, "x")], &twice)), ["A = cloudtrail/x identity-map 1"]);
    let facts = [
        identity("A", "cloudtrail", "x"),
        identity("B", "cloudtrail", "x"),
        identity("A", "cloudtrail", "y@z"),
        identity("B", "session-logger", "Y@z"),
        identity("", "cloudtrail", "w"),
    ];
    let events = [(TRAIL, "x"), (TRAIL, "y@z"), (LOGGER, "Y@z"), (TRAIL, "Y@Z"), (TRAIL, "w")];
    assert_eq!(
        people(&store(&events, &facts)),
        [
            "A = cloudtrail/y@z identity-map 1",
            "B = session-logger/Y@z identity-map 1",
            "cloudtrail:w = cloudtrail/w same-address 1",
            "cloudtrail:x = cloudtrail/x same-address 1",
            "y@z = cloudtrail/Y@Z same-address 1",
        ]
    );
}

#[test]
fn a_login_is_of_the_user_with_whom_its_workspace_is_described_first() {
    // Paths run backwards: what is given last stands first.
    let facts = [
        workspace("ws-1", "eve"),
        workspace("ws-1", "dan@example.com"),
        workspace("ws-1", ""),
        workspace("ws-2", "dan@example.com"),
        workspace("ws-9", "unseen"),
    ];
    let events = [
        (LOGIN, "ws-1"),
        (LOGIN, "ws-2"),
        (LOGIN, "ws-3"),
        (LOGIN, ""),
        (LOGGER, "Dan@example.com"),
        (LOGGER, ""),
    ];
    let store = store(&events, &facts);
    assert_eq!(
        people(&store),
        [
            "dan@example.com = session-logger/Dan@example.com same-address 1, workspaces-access/dan@example.com workspace 2"
        ]
    );
    let people = People::of(&store);
    let names: Vec<&str> = store.events().map(|row| people.name(people.number_of(&store, row))).collect();
    assert_eq!(names, ["dan@example.com", "dan@example.com", "", "", "dan@example.com", ""]);
}
