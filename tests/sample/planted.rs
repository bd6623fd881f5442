//! The audit of the sample case, held against its plan: each kind of finding once, with the events that were planted, none
//! at what only looks like it, and nothing else.

use crate::support::cases::sample_case;
use crate::support::random::Random;
use crate::support::rules::{engine_with_rules, rule_findings};
use crate::support::{audit_text_with, read, with_everything};
use serde_json::{Value, json};
use sessionscope::audit::finding::FindingKind;
use sessionscope::export::events::{EventFormat, write_events};
use sessionscope::model::audit_options::{AuditOptions, Hours, Weekdays};
use sessionscope::sample::{Plan, PlannedFinding, sample_case_answer};
use std::collections::{BTreeMap, BTreeSet};

/// An event by its time, activity and user.
type Event = (String, String, String);

/// The sample case with its plan and what is said of it.
struct Told {
    plan: Plan,
    /// The audit within the hours of the plan.
    audit: Value,
    /// The same without hours, as the page shows it at first.
    audit_without_hours: Value,
    /// What the built-in rules find.
    of_rules: Vec<Value>,
    /// All events, by the citation that leads to each.
    events: BTreeMap<String, Event>,
}

fn told() -> Told {
    let plan = sample_case_answer().plan.expect("the sample case has a plan");
    let files = sample_case();
    let store = read(&files);
    let asked = &plan.working_time;
    assert_eq!(asked.zone, "+00:00");
    let in_hours = AuditOptions {
        hours: Some(Hours::parse(asked.hours).expect("hours")),
        days: Weekdays::parse(asked.days).expect("days"),
        zone_minutes: 0,
        ..AuditOptions::default()
    };
    let audit = |options| serde_json::from_str(&audit_text_with(&store, options)).expect("JSON");
    let mut lines = Vec::new();
    with_everything(&store, |view| write_events(view, EventFormat::JsonLines, &mut lines))
        .expect("to memory");
    let lines = String::from_utf8(lines).expect("UTF-8");
    let events = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let events = events.map(|event| {
        let text = |field: &str| event[field].as_str().unwrap_or_default().to_owned();
        (citation(&event), (text("time"), text("activity"), text("user")))
    });
    Told {
        audit: audit(in_hours),
        audit_without_hours: audit(AuditOptions::default()),
        of_rules: rule_findings(&mut engine_with_rules(&files, true, 1, usize::MAX, &mut Random::new(1))),
        events: events.collect(),
        plan,
    }
}

fn citation(event: &Value) -> String {
    json!([event["path"], event["line"], event["offset"]]).to_string()
}

fn planned_events(planned: &PlannedFinding) -> Vec<Event> {
    let event = |event: &sessionscope::sample::PlannedEvent| {
        (event.time.clone(), event.activity.to_owned(), event.user.clone())
    };
    planned.events.iter().map(event).collect()
}

impl Told {
    fn planned(&self, found: bool) -> impl Iterator<Item = (&'static str, Vec<Event>)> {
        let planned = self.plan.findings.iter().filter(move |planned| planned.found == found);
        planned.map(|planned| (planned.kind, planned_events(planned)))
    }

    /// The findings of an audit but those of digests, and those of rules, with the events that they cite, in order of
    /// kind.
    fn found<'a>(&'a self, audit: &'a Value) -> Vec<(&'a str, Vec<Event>)> {
        let mut found = Vec::new();
        for finding in audit["findings"].as_array().expect("a list").iter().chain(&self.of_rules) {
            let cited = finding["events"].as_array().expect("a list");
            assert_eq!(finding["event_count"], cited.len(), "none is left out");
            let kind = finding["kind"].as_str().expect("a text");
            if kind != "digest" {
                found.push((kind, cited.iter().map(|event| self.events[&citation(event)].clone()).collect()));
            }
        }
        found.sort();
        found
    }
}

fn all_kinds() -> BTreeSet<&'static str> {
    FindingKind::ALL.into_iter().map(FindingKind::id).collect()
}

#[test]
fn the_audit_of_the_sample_case_finds_what_is_planted_and_nothing_else() {
    let told = told();
    let mut planned: Vec<(&str, Vec<Event>)> = told.planned(true).collect();
    planned.sort();
    let kinds: Vec<&str> = planned.iter().map(|planned| planned.0).collect();
    assert_eq!(kinds, Vec::from_iter(all_kinds()), "each kind once");
    assert_eq!(told.found(&told.audit), planned);
    planned.retain(|planned| planned.0 != "out-of-hours");
    assert_eq!(told.found(&told.audit_without_hours), planned, "without hours nothing is out of hours");
}

#[test]
fn of_what_only_looks_like_a_finding_in_the_sample_case_none_is_found() {
    let told = told();
    let found = told.found(&told.audit);
    let mut kinds = BTreeSet::new();
    for (kind, twin) in told.planned(false) {
        kinds.insert(kind);
        assert!(!twin.is_empty());
        for event in twin {
            let places = told.events.values().filter(|other| **other == event).count();
            assert_eq!(places, 1, "{event:?} is there once");
            let cites_it = |finding: &&(&str, Vec<Event>)| finding.0 == kind && finding.1.contains(&event);
            assert_eq!(found.iter().find(cites_it), None);
        }
    }
    assert_eq!(kinds, all_kinds(), "each kind has a twin");
}

#[test]
fn the_audit_of_the_sample_case_knows_the_one_lost_delivery() {
    let Told { plan, audit, .. } = told();
    let [lost] = &plan.lost_deliveries[..] else { panic!("{:?}", plan.lost_deliveries) };
    for delivery in audit["deliveries"].as_array().expect("a list") {
        let missing = if delivery["portal"] == lost.portal { lost.missing_at_least } else { 0 };
        assert_eq!(delivery["missing_at_least"], missing, "{delivery}");
        assert_eq!(delivery["surplus_at_least"], 0, "{delivery}");
        let counted =
            ["delivered_events", "loaded_events"].map(|key| delivery[key].as_u64().expect("a number"));
        let lacking = if delivery["portal"] == lost.portal { lost.events as u64 } else { 0 };
        assert_eq!(counted[0] - counted[1], lacking);
    }
    assert!(0 < lost.missing_at_least && lost.missing_at_least <= lost.events);
    let silent: Vec<&Value> = audit["coverage"].as_array().expect("a list").iter().collect();
    let silent = silent.iter().filter(|coverage| coverage["silences"] != json!([]));
    assert_eq!(silent.map(|coverage| &coverage["portal"]).collect::<Vec<_>>(), [lost.portal]);
}

#[test]
fn one_link_in_the_chain_of_digests_of_the_sample_case_is_broken_and_what_was_packed_again_is_not() {
    let Told { plan, audit, .. } = told();
    let list = |part: &str| audit["digests"][part].as_array().expect("a list").clone();
    let (keys, digests, logs) = (list("keys"), list("digests"), list("logs"));
    assert_eq!(keys.iter().map(|key| &key["state"]).collect::<Vec<_>>(), ["good"]);
    assert_eq!((digests.len(), logs.len()), (10, 9), "in the hour after the last call nothing was delivered");

    let [packed_again, broken] = &plan.digests[..] else { panic!("{:?}", plan.digests) };
    assert_eq!([packed_again.found, broken.found], [false, true]);
    for digest in &digests {
        let verdict = if digest["key"] == *broken.key { broken.verdict } else { "valid" };
        assert_eq!(digest["verdict"], verdict, "{digest}");
    }
    for log in &logs {
        let verdict = if log["listed_by"] == *broken.key { "unproven" } else { "valid" };
        assert_eq!(log["verdict"], verdict, "{log}");
    }
    assert!(logs.iter().any(|log| log["key"] == *packed_again.key && log["verdict"] == packed_again.verdict));

    let findings = audit["findings"].as_array().expect("a list").iter();
    let of_digests = findings.filter(|finding| finding["kind"] == "digest");
    let told: Vec<&Value> = of_digests.map(|finding| &finding["detail"]).collect();
    assert_eq!(told, [&json!({"key": broken.key, "verdict": broken.verdict})]);
}

#[test]
fn the_rule_that_finds_something_in_the_sample_case_is_the_planned_one() {
    let Told { plan, of_rules, .. } = told();
    let planned: Vec<&PlannedFinding> = plan.findings.iter().filter(|it| it.rule.is_some()).collect();
    assert_eq!(planned.iter().map(|it| it.found).collect::<Vec<_>>(), [true, false], "one, and its twin");
    assert!(planned.iter().all(|it| it.kind == "rule" && it.rule == planned[0].rule));
    let ids: Vec<&Value> = of_rules.iter().map(|finding| &finding["detail"]["id"]).collect();
    assert_eq!(ids, [planned[0].rule.expect("it is one of a rule")]);
}

#[test]
fn the_identity_map_of_the_sample_case_joins_one_person() {
    let Told { plan, audit, .. } = told();
    let [planned] = &plan.people[..] else { panic!("{:?}", plan.people) };
    let mapped = |person: &&Value| person["users"].to_string().contains("identity-map");
    let people: Vec<&Value> = audit["people"].as_array().expect("a list").iter().filter(mapped).collect();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0]["person"], planned.person);
    let users: BTreeSet<(&str, &str)> = (people[0]["users"].as_array().expect("a list").iter())
        .map(|user| {
            assert_eq!(user["reason"], "identity-map");
            (user["system"].as_str().expect("a text"), user["user"].as_str().expect("a text"))
        })
        .collect();
    assert_eq!(users, planned.users.iter().copied().collect());
    // That he is in two places is known by that alone.
    let findings = audit["findings"].as_array().expect("a list").iter();
    let two_places = findings.filter(|finding| finding["kind"] == "two-places");
    assert_eq!(two_places.map(|finding| &finding["detail"]["person"]).collect::<Vec<_>>(), [planned.person]);
}
