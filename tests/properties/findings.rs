//! Findings and deliveries beside plain searches: which sessions of a user overlap (E25), what is reached after it was
//! blocked (E31), and how much of what was delivered is missing at least (E13 to E16).

use crate::cases;
use crate::support::random::Random;
use crate::support::{InputFile, audit_text, read, read_scattered};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use sessionscope::model::time::rfc3339;
use std::collections::BTreeMap;

/// 2026-11-19 at 08:00 UTC.
const START_MS: i64 = 1_795_075_200_000;
const MINUTE: i64 = 60_000;

/// A session of one user: when it begins and ends, in minutes, and from which addresses.
type MadeSession = (i64, i64, Vec<&'static str>);

fn logged(time: i64, activity: &str, session: &str, address: &str, host: &str) -> Value {
    json!({
        "category_name": "WorkSpacesSecureBrowser", "activity_name": activity, "time": START_MS + time,
        "session_detail": {"portal_id": "p", "session_id": session, "client_ip": address, "username": "alice"},
        "url": {"url_string": if host.is_empty() { String::new() } else { format!("https://{host}/") }},
    })
}

fn file(path: &str, records: &[Value]) -> InputFile {
    InputFile::new(path, records.iter().map(|record| format!("{record}\n")).collect::<String>())
}

fn audit(given: &[InputFile], seed: u64) -> Value {
    let text = audit_text(&read(given));
    let scattered = read_scattered(given, 1 + seed as usize % 99, 2, &mut Random::new(seed));
    assert_eq!(text, audit_text(&scattered), "the order in which files come says nothing");
    serde_json::from_str(&text).expect("JSON")
}

fn of_kind<'a>(audit: &'a Value, kind: &str) -> Vec<&'a Value> {
    audit["findings"].as_array().expect("a list").iter().filter(|finding| finding["kind"] == kind).collect()
}

/// The sessions that overlap each session which began before them and share no address with it, each with each.
fn overlaps(sessions: &[MadeSession]) -> BTreeMap<String, Vec<String>> {
    let id = |number: usize| format!("s{number}");
    let mut found = BTreeMap::new();
    for (number, (start, _, addresses)) in sessions.iter().enumerate() {
        let is_other = |(other, (begin, end, others)): &(usize, &MadeSession)| {
            *other != number
                && (begin < start || (begin == start && *other < number))
                && end > start
                && !others.is_empty()
                && !others.iter().any(|address| addresses.contains(address))
        };
        let others: Vec<String> =
            sessions.iter().enumerate().filter(is_other).map(|(other, _)| id(other)).collect();
        if !addresses.is_empty() && !others.is_empty() {
            found.insert(id(number), others);
        }
    }
    found
}

/// Hosts that were reached after they were blocked, each with the times of the block and the visit.
fn reached(events: &[(i64, bool, &'static str)]) -> Vec<(i64, i64, &'static str)> {
    let mut in_order = events.to_vec();
    in_order.sort_by_key(|(time, ..)| *time);
    let mut found: Vec<(i64, i64, &str)> = Vec::new();
    for (visit, _, host) in in_order.iter().filter(|(_, is_block, _)| !is_block) {
        let is_before = |(time, is_block, other): &&(i64, bool, &str)| {
            *is_block && other == host && (1_000..=60 * MINUTE).contains(&(visit - time))
        };
        let block = in_order.iter().rfind(is_before);
        if let Some((block, ..)) = block.filter(|_| !found.iter().any(|(_, _, known)| known == host)) {
            found.push((*block, *visit, *host));
        }
    }
    found
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn sessions_at_once_are_those_that_comparing_each_with_each_finds(
        sessions in vec((0..20i64, 0..12i64, vec(select(vec!["192.0.2.1", "192.0.2.2", "2001:db8::1"]), 0..3)), 0..9),
        seed in any::<u64>(),
    ) {
        let sessions: Vec<MadeSession> =
            sessions.into_iter().map(|(start, length, addresses)| (start, start + length, addresses)).collect();
        let mut records = Vec::new();
        for (number, (start, end, addresses)) in sessions.iter().enumerate() {
            let id = format!("s{number}");
            records.push(logged(start * MINUTE, "SessionStart", &id, "", ""));
            records.extend(addresses.iter().map(|address| logged(start * MINUTE, "TabOpen", &id, address, "")));
            records.push(logged(end * MINUTE, "SessionEnd", &id, "", ""));
        }
        let audit = audit(&[file("a", &records)], seed);
        let texts = |list: &Value| -> Vec<String> {
            list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
        };
        let found: BTreeMap<String, Vec<String>> = of_kind(&audit, "sessions-at-once")
            .iter()
            .map(|finding| (finding["session"].as_str().expect("a text").to_owned(), texts(&finding["detail"]["sessions"])))
            .collect();
        prop_assert_eq!(found, overlaps(&sessions));
    }

    #[test]
    fn a_host_is_reached_after_it_was_blocked_where_a_plain_search_says_so(
        events in vec((select(vec![0, 500, 1_000, 60_000, 3_600_000, 3_601_000, 7_200_000]), any::<bool>(), select(vec!["a.example", "b.example"])), 0..12),
        seed in any::<u64>(),
    ) {
        let name = |is_block| if is_block { "UrlBlockByContentFilter" } else { "UrlVisit" };
        let records: Vec<Value> =
            events.iter().map(|(time, is_block, host)| logged(*time, name(*is_block), "s", "", host)).collect();
        let audit = audit(&[file("a", &records)], seed);
        let found: Vec<Value> = of_kind(&audit, "blocked-then-reached")
            .iter()
            .map(|finding| json!([finding["time"], finding["detail"]["host"], finding["event_count"]]))
            .collect();
        let mut expected = reached(&events);
        // At one time they are cited by their place, which is that of the block.
        expected.sort_by_key(|(block, visit, host)| {
            (*visit, records.iter().rposition(|record| *record == logged(*block, name(true), "s", "", host)))
        });
        let expected: Vec<Value> =
            expected.iter().map(|(_, visit, host)| json!([rfc3339(START_MS + visit), host, 2])).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn bounds_of_what_was_delivered_are_those_that_counting_anew_for_each_time_gives(
        times in vec(prop_oneof![9 => (-40..150i64).prop_map(Some), 1 => Just(None)], 0..25),
        points in vec((select(vec![0i64, 5, 10, 15, 30, 45, 60, 120]), 0..9u64), 1..8),
        seed in any::<u64>(),
    ) {
        let mut records = Vec::new();
        for time in &times {
            let mut record = logged(time.unwrap_or(0) * MINUTE, "TabOpen", "s", "", "");
            if time.is_none() {
                record["time"] = Value::Null;
            }
            records.push(record);
        }
        let point = |(time, sum): &(i64, u64)| json!({
            "metric_stream_name": "m", "metric_name": "SessionLoggerEventDelivered", "dimensions": {"PortalId": "p"},
            "timestamp": START_MS + time * MINUTE, "value": {"count": 1, "sum": sum},
        });
        let metrics: Vec<Value> = points.iter().map(point).collect();
        let audit = audit(&[file("log", &records), file("metrics", &metrics)], seed);
        let mut sums: BTreeMap<i64, u64> = BTreeMap::new();
        points.iter().for_each(|(time, sum)| { let known = sums.entry(*time).or_default(); *known = (*known).max(*sum); });
        let starts: Vec<i64> = sums.keys().copied().collect();
        let pairs = starts.iter().flat_map(|a| starts.iter().filter(move |b| *b > a).map(move |b| b - a));
        let period = pairs.min().unwrap_or(60).min(60);
        let from = starts[0];
        let undated = times.iter().filter(|time| time.is_none()).count() as i64;
        let count = |low: i64, high: i64| times.iter().flatten().filter(|time| low <= **time && **time <= high).count() as i64;
        let delivered = |by: i64| sums.range(..=by).map(|(_, sum)| *sum as i64).sum::<i64>();
        let missing = |start: &i64| (delivered(*start) - count(from - 15, start + period + 1) - undated).max(0);
        let surplus = |start: &i64| (count(from, start + period.min(5) - 20) - delivered(*start)).max(0);
        let mut steps = Vec::new();
        for (index, start) in starts.iter().enumerate() {
            let before = starts[..index].iter().map(missing).max().unwrap_or(0);
            if missing(start) > before {
                steps.push(json!({"by": rfc3339(START_MS + (start + period) * MINUTE), "missing_at_least": missing(start)}));
            }
        }
        let told = &audit["deliveries"][0];
        let keys = ["period_s", "undated", "delivered_events", "missing_at_least", "surplus_at_least", "steps", "loaded_events"];
        let told: Value = keys.iter().map(|key| told[*key].clone()).collect();
        let last = starts[starts.len() - 1];
        prop_assert_eq!(told, json!([
            period * 60, undated, delivered(last), starts.iter().map(missing).max(), starts.iter().map(surplus).max(),
            steps, count(from - 15, last + period + 1),
        ]));
    }
}
