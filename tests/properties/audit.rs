//! The audit beside a plain search over the events that `events` writes: each out leg against each in leg (E18 to E21),
//! each user against all that is known of who is who (E37 to E39).

use crate::cases;
use crate::filter::{selected, text_of, written};
use crate::people::{people_logs, person_of, user_of};
use crate::support::diff::member_differences;
use crate::support::random::Random;
use crate::support::{InputFile, audit_text, read, read_batches, read_scattered};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use sessionscope::audit::flows::UnmatchedReason;
use sessionscope::engine::requests::{
    FacetRequest, Facets, PersonPage, TransferOrigin, TransferPage, TransferRow,
};
use sessionscope::engine::{Engine, Scope};
use sessionscope::filter::{Field, Filter};
use sessionscope::model::time::rfc3339;
use sessionscope::model::{Store, Window, Zone};
use sessionscope::query::answer::PersonRow;
use std::collections::{BTreeMap, BTreeSet};

type Event = Map<String, Value>;

/// Logs of files on their way: few names, sizes, times and sessions, so that much is alike.
pub fn legs() -> impl Strategy<Value = Vec<InputFile>> {
    let activity = select(vec![
        "FileDownloadFromSecureBrowserToRemoteDisk",
        "FileTransferFromLocalToRemoteDisk",
        "FileTransferFromRemoteToLocalDisk",
        "PrintJobSubmitted",
        "FileUploadFromRemoteDiskToSecureBrowser",
        "ContentPasteToWebsite",
    ]);
    let time = prop_oneof![9 => (0..6u8).prop_map(|second| json!(second)), 1 => Just(Value::Null)];
    let size = prop_oneof![4 => (0..3u8).prop_map(|size| json!(size)), 1 => Just(Value::Null)];
    let text = |values: Vec<&'static str>| select(values);
    let texts = (
        text(vec!["s1", "s1", "s2", ""]),
        text(vec!["a", "a", "a", "b", ""]),
        text(vec!["alice", "bob", ""]),
        text(vec!["https://www.example.com/x", "https://files.example.org/y", ""]),
    );
    let record =
        (activity, time, size, texts).prop_map(|(activity, time, size, (session, file, user, url))| {
            json!({
                "category_name": "WorkSpacesSecureBrowser", "activity_name": activity, "time": time,
                "session_detail": {"session_id": session, "username": user},
                "file": {"name": file, "size": size}, "url": {"url_string": url},
            })
        });
    vec(vec(record, 0..9), 0..4).prop_map(|logs| {
        let file = |(name, records): (&str, Vec<Value>)| {
            InputFile::new(name, records.iter().map(|record| format!("{record}\n")).collect::<String>())
        };
        ["b", "a", "c"].into_iter().zip(logs).map(file).collect()
    })
}

fn is_leg(event: &Event, end: &str) -> bool {
    text_of(event, "system") == "session-logger" && text_of(event, end) == "remote-disk"
}

/// Position, event and basis of the in leg of an out leg, by looking at all of them.
fn in_leg<'a>(out: &Event, events: &'a [Event]) -> Result<(&'a Event, &'static str), &'static str> {
    let has_same = |event: &Event, field| text_of(event, field) == text_of(out, field);
    let is_earlier =
        |event: &Event| event.get("time").is_some_and(|time| time.as_str() <= out["time"].as_str());
    let candidates = || {
        events.iter().filter(|event| {
            is_leg(event, "to") && has_same(event, "session") && has_same(event, "file") && is_earlier(event)
        })
    };
    for (reason, holds) in [
        ("no-session", !out.contains_key("session")),
        ("undated", !out.contains_key("time")),
        ("no-file-name", !out.contains_key("file")),
    ] {
        if holds {
            return Err(reason);
        }
    }
    let size = |event: &Event| event.get("size").cloned();
    if size(out).is_some()
        && let Some(found) = candidates().rfind(|event| size(event) == size(out))
    {
        return Ok((found, "name-and-size"));
    }
    if let Some(found) = candidates().rfind(|event| size(event).is_none() || size(out).is_none()) {
        return Ok((found, "name"));
    }
    Err(if candidates().next().is_some() { "other-size" } else { "no-earlier-in-leg" })
}

fn citation(event: &Event) -> Value {
    json!({"path": event["path"], "line": event["line"], "offset": event["offset"]})
}

fn or_null(event: &Event, field: &str) -> Value {
    event.get(field).cloned().unwrap_or(Value::Null)
}

fn amount<'a>(events: impl Iterator<Item = &'a Event>) -> Value {
    let sizes: Vec<Option<u64>> = events.map(|event| event.get("size").and_then(Value::as_u64)).collect();
    json!({
        "count": sizes.len(),
        "bytes": sizes.iter().flatten().sum::<u64>(),
        "unsized": sizes.iter().filter(|size| size.is_none()).count(),
    })
}

/// The members of the audit of a store that are about what moved and who it was, by its events and facts.
fn expected(store: &Store) -> Value {
    let (_, events) = written(store);
    let facts = store.facts().by_place(store.inputs(), |_| true);
    let (mut flows, mut unmatched) = (Vec::new(), Vec::new());
    for out in events.iter().filter(|event| is_leg(event, "from")) {
        let mut told = json!({
            "session": text_of(out, "session"), "user": text_of(out, "user"), "file": text_of(out, "file"),
        });
        let mut tell = |more: Value| {
            told.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        };
        match in_leg(out, &events) {
            Ok((come, basis)) => {
                tell(json!({
                    "size": out.get("size").or(come.get("size")).cloned().unwrap_or(Value::Null),
                    "from": come["from"], "site": text_of(come, "host"), "to": out["to"],
                    "in_time": come["time"], "out_time": out["time"],
                    "in": citation(come), "out": citation(out), "basis": basis,
                }));
                flows.push(told);
            }
            Err(reason) => {
                tell(json!({
                    "size": or_null(out, "size"), "to": out["to"], "time": or_null(out, "time"),
                    "out": citation(out), "reason": reason,
                }));
                unmatched.push(told);
            }
        }
    }
    let legs = || events.iter().filter(|event| is_leg(event, "from") || is_leg(event, "to"));
    let users: BTreeSet<String> = legs().map(|event| text_of(event, "user")).collect();
    let moved = users.iter().map(|user| {
        let way = |from: &str, to: &str| {
            let ends = [from, to];
            amount(legs().filter(|event| {
                text_of(event, "user") == *user && ["from", "to"].map(|end| text_of(event, end)) == ends
            }))
        };
        json!({
            "user": user, "in": way("local", "remote-disk"), "out": way("remote-disk", "local"),
            "to_sites": way("remote-disk", "site"), "printed": way("remote-disk", "printer"),
            "downloaded": way("site", "remote-disk"),
        })
    });
    let pairs: BTreeSet<(String, String)> =
        events.iter().filter_map(|event| Some((text_of(event, "system"), user_of(event, &facts)?))).collect();
    let mut people: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (system, user) in pairs {
        let (person, reason) = person_of(&system, &user, &facts);
        people.entry(person).or_default().push(json!({"system": system, "user": user, "reason": reason}));
    }
    let people = people.into_iter().filter(|(_, users)| users.len() > 1);
    let systems: BTreeSet<String> = events.iter().map(|event| text_of(event, "system")).collect();
    json!({
        "schema": "sessionscope.audit/1",
        "digests": {"keys": [], "digests": [], "logs": []},
        "flows": flows,
        "unmatched_out": unmatched,
        "moved": moved.collect::<Vec<_>>(),
        "people": people.map(|(person, users)| json!({"person": person, "users": users})).collect::<Vec<_>>(),
        "cannot_show": systems.iter().map(|system| json!({"system": system, "limits": limits(system)})).collect::<Vec<_>>(),
    })
}

/// The table of the contract.
fn limits(system: &str) -> &'static [&'static str] {
    match system {
        "session-logger" => &[
            "address-bar-paste",
            "clipboard-content",
            "clipboard-out",
            "file-content",
            "upload-name-and-size",
        ],
        "user-access-logging" => &["client-address", "deleted-history", "files"],
        "cloudtrail" => &["data-events-unless-selected", "delivery-delay"],
        "workspaces-access" => &["best-effort", "failed-logins", "logouts", "user-names"],
        other => panic!("no log here is of {other}"),
    }
}

/// What the page shows of the same: the table of transfers, and the list of people.
fn shown(given: &[InputFile]) -> Value {
    const ALL: Window = Window::new(0, u32::MAX);
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    let scope = Scope::default();
    let transfers =
        engine.ask(&scope, &TransferPage { window: ALL, ..TransferPage::default() }).expect("no filter");
    let (mut flows, mut unmatched) = (Vec::new(), Vec::new());
    for TransferRow { event, origin } in transfers.rows {
        let time = |time: Option<i64>| time.map_or(Value::Null, |time| Value::from(rfc3339(time)));
        match origin {
            None => {}
            Some(TransferOrigin::CameFrom(come, basis)) => flows.push(json!([
                event.session,
                event.file,
                event.size.or(come.size),
                come.from.id(),
                come.site,
                time(come.time_ms),
                time(event.time_ms),
                basis.id(),
            ])),
            Some(TransferOrigin::Unmatched(reason, other)) => {
                assert_eq!(other.is_some(), reason == UnmatchedReason::OtherSize);
                unmatched.push(json!([
                    event.session,
                    event.file,
                    event.size,
                    time(event.time_ms),
                    reason.id()
                ]));
            }
        }
    }
    let people = engine.ask(&scope, &PersonPage { window: ALL }).expect("no filter");
    let person = |row: &PersonRow| {
        assert_eq!(row.events, row.users.iter().map(|user| user.events).sum::<u64>());
        assert_eq!(row.user_count as usize, row.users.len());
        let users = row
            .users
            .iter()
            .map(|user| json!({"system": user.system.id(), "user": user.user, "reason": user.reason.id()}));
        json!({"person": row.person, "users": users.collect::<Vec<_>>()})
    };
    json!({
        "flows": flows, "unmatched_out": unmatched,
        "people": people.rows.iter().map(person).collect::<Vec<_>>(),
    })
}

/// Counts the events of each person that pass a filter, in the facet as one by one.
fn check_facet(given: &[InputFile], store: &Store, line: &str) -> Result<(), TestCaseError> {
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    let scope = Scope { filter: line.to_owned(), ..Scope::default() };
    let window = Window::new(0, u32::MAX);
    let facet = FacetRequest { field: Field::Person, holding: String::new(), window };
    let counted = engine.ask(&scope, &Facets(vec![facet])).expect("a right filter").remove(0).counts;
    let counted: BTreeMap<String, u64> =
        counted.top.into_iter().map(|count| (count.value, count.events)).collect();
    // What is asked of people alone takes none of them out of their facet.
    let others = Filter::parse(line, &Zone::default())
        .expect("a right filter")
        .without_field(Field::Person)
        .to_string();
    let passing = selected(&others, store);
    let (rows, events) = written(store);
    let mut expected = BTreeMap::new();
    for (_, event) in rows.iter().zip(&events).filter(|(row, _)| passing.contains(**row)) {
        if let Some(person) = event.get("person").and_then(Value::as_str) {
            *expected.entry(person.to_owned()).or_default() += 1;
        }
    }
    prop_assert_eq!(counted, expected, "{}", line);
    Ok(())
}

/// Some keys of each of a list of objects.
fn picked(list: &Value, keys: &[&str]) -> Value {
    let of = |object: &Value| keys.iter().map(|key| object[key].clone()).collect::<Value>();
    list.as_array().expect("a list").iter().map(of).collect()
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn the_audit_is_that_of_a_plain_search_in_whatever_order_its_files_come(
        mut given in legs(), people in people_logs(), seed in any::<u64>(),
        line in select(vec!["", "system:session-logger", "user:*", "person:alice@example.com", "-person:*", "person:(a* OR b*) time:*"]),
    ) {
        given.extend(people);
        let store = read(&given);
        let text = audit_text(&store);
        let audit: Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(member_differences(&expected(&store), &audit), Vec::<String>::new());
        prop_assert_eq!(&text, &(serde_json::to_string_pretty(&audit).expect("JSON") + "\n"));
        let scattered = read_scattered(&given, 1 + seed as usize % 99, 2, &mut Random::new(seed));
        prop_assert_eq!(audit_text(&scattered), text);
        let flows = ["session", "file", "size", "from", "site", "in_time", "out_time", "basis"];
        let unmatched = ["session", "file", "size", "time", "reason"];
        let audit = json!({
            "flows": picked(&audit["flows"], &flows), "unmatched_out": picked(&audit["unmatched_out"], &unmatched),
            "people": audit["people"],
        });
        prop_assert_eq!(shown(&given), audit);
        check_facet(&given, &store, line)?;
    }
}
