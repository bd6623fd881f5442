//! Who is who, event by event, by trying all that the contract says (E37, E38); and logs in which several systems have
//! users who may be the same.

use crate::filter::text_of;
use crate::support::InputFile;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use sessionscope::model::fact::{Fact, Identity};
use std::collections::BTreeSet;

/// The user of an event for whom it counts, if it has one.
pub fn user_of(event: &Map<String, Value>, facts: &[&Fact]) -> Option<String> {
    let user = match text_of(event, "system").as_str() {
        "workspaces-access" => {
            let target = text_of(event, "target");
            let described = facts.iter().find_map(|fact| match fact {
                Fact::Workspace { id, user } if *id == target && !user.is_empty() => Some(user.clone()),
                _ => None,
            });
            described.unwrap_or_default()
        }
        _ => text_of(event, "user"),
    };
    Some(user).filter(|user| !user.is_empty())
}

/// Who a user of a system is, and why.
pub fn person_of(system: &str, user: &str, facts: &[&Fact]) -> (String, &'static str) {
    let named = |is_meant: &dyn Fn(&Identity) -> bool| {
        let rows = facts.iter().filter_map(|fact| match fact {
            Fact::Identity(row) if !row.person.is_empty() && is_meant(row) => Some(row.person.clone()),
            _ => None,
        });
        let names: BTreeSet<String> = rows.collect();
        names.into_iter().collect::<Vec<_>>()
    };
    let of_pair = named(&|row| row.system == system && row.user == user);
    if let [person] = of_pair.as_slice() {
        return (person.clone(), "identity-map");
    }
    let reason = if system == "workspaces-access" { "workspace" } else { "same-address" };
    let address = user.to_lowercase();
    if !user.contains('@') {
        return (format!("{system}:{user}"), reason);
    }
    match named(&|row| row.user.to_lowercase() == address).as_slice() {
        [person] if of_pair.is_empty() => (person.clone(), reason),
        _ => (address, reason),
    }
}

/// The name of the person of an event; empty where it is nobody.
pub fn person_of_event(event: &Map<String, Value>, facts: &[&Fact]) -> String {
    let user = user_of(event, facts);
    user.map_or(String::new(), |user| person_of(&text_of(event, "system"), &user, facts).0)
}

const USERS: [&str; 6] = ["alice@example.com", "Alice@Example.com", "ÄB@x", "äb@x", "bob", ""];

/// Logs of several systems with what joins their users.
pub fn people_logs() -> impl Strategy<Value = Vec<InputFile>> {
    let user = || select(USERS.to_vec());
    let workspace = || select(vec!["ws-1", "ws-2", "ws-3"]);
    let logger = user().prop_map(|user| {
        json!({"category_name": "WorkSpacesSecureBrowser", "activity_name": "URLVisit", "time": 1,
               "session_detail": {"username": user}})
    });
    let access = user().prop_map(|user| {
        json!({"timestamp": "1", "eventType": "VisitPage", "details": {}, "portalArn": "p", "userName": user})
    });
    let call = user().prop_map(|user| {
        json!({"eventSource": "s3.amazonaws.com", "eventName": "ListBuckets", "eventVersion": "1",
               "userIdentity": {"userName": user}})
    });
    let login = workspace().prop_map(|id| {
        json!({"detail-type": "WorkSpaces Access", "time": "2026-11-19T08:00:00Z", "detail": {"workspaceId": id}})
    });
    let described = (workspace(), user())
        .prop_map(|(id, user)| json!({"Workspaces": [{"WorkspaceId": id, "UserName": user}]}));
    let event = prop_oneof![4 => logger, 2 => access, 3 => call, 3 => login, 2 => described];
    let person = select(vec!["A", "B", "alice@example.com", "cloudtrail:bob", ""]);
    let system = select(vec!["session-logger", "cloudtrail", "workspaces-access", "Cloudtrail"]);
    let row = (person, system, user()).prop_map(|(person, system, user)| format!("{person},{system},{user}"));
    let map = vec(row, 0..3).prop_map(|rows| format!("Person, SYSTEM,user\n{}\n", rows.join("\n")));
    let text = prop_oneof![
        3 => vec(event, 0..5).prop_map(|events| {
            events.iter().map(|event| format!("{event}\n")).collect::<String>()
        }),
        2 => map,
    ];
    vec(text, 0..5).prop_map(|texts| {
        let names = ["people/c", "people/a", "people/d", "people/b"];
        names.iter().zip(texts).map(|(name, text)| InputFile::new(name, text)).collect()
    })
}
