//! Correlations: each type with what it finds and what it does not, and all of them beside a plain search of all windows.

use super::random::Random;
use super::{documents, rule, rule_set};
use sessionscope::sigma::{
    Correlated, CorrelationKey, Match, RuleNo, RuleSet, Service, TimedMatch, correlate,
};
use std::collections::BTreeSet;

/// A rule for records whose `is` is its name.
fn named(name: &str) -> String {
    rule(&format!("sel: {{is: {name}}}\ncondition: sel"))
        .replace("title: A rule", &format!("title: {name}\nname: {name}"))
}

fn correlation(name: &str, section: &str) -> String {
    let section: String = section.lines().map(|line| format!("    {line}\n")).collect();
    format!("title: {name}\nname: {name}\ncorrelation:\n{section}")
}

fn set(texts: &[String]) -> RuleSet {
    rule_set(&texts.join("---\n"))
}

/// Matches of records, which are given with their times in seconds; their numbers are their places.
fn timed(set: &RuleSet, records: &[(i64, &str)]) -> Vec<TimedMatch> {
    let mut matcher = set.matcher();
    let mut all = Vec::new();
    for ((time, record), event) in records.iter().zip(0..) {
        let mut found = Vec::new();
        matcher.record(Service::CloudTrail, record.as_bytes(), &mut found);
        let matches = found.into_iter();
        all.extend(matches.map(|matched| TimedMatch { time_ms: time * 1_000, event, matched }));
    }
    all
}

/// What is found in records, as title, time in seconds, and events.
fn found(set: &RuleSet, records: &[(i64, &str)]) -> Vec<(String, i64, Vec<u32>)> {
    let results = correlate(set, &timed(set, records)).into_iter();
    results.map(|one| (set.about(one.rule).title.clone(), one.time_ms / 1_000, one.events)).collect()
}

#[track_caller]
fn check(set: &RuleSet, records: &[(i64, &str)], expected: &[(&str, i64, &[u32])]) {
    let expected: Vec<_> =
        expected.iter().map(|(name, time, events)| ((*name).to_owned(), *time, events.to_vec())).collect();
    assert_eq!(found(set, records), expected);
}

const LOGIN_OF_A: &str = r#"{"is":"login","user":"a","from":"x"}"#;
const LOGIN_OF_A_FROM_Y: &str = r#"{"is":"login","user":"a","from":"y"}"#;
const LOGIN_OF_B: &str = r#"{"is":"login","user":"b","from":"x"}"#;
const LEAVE_OF_A: &str = r#"{"is":"leave","user":"a"}"#;
const LEAVE_OF_B: &str = r#"{"is":"leave","user":"b"}"#;

#[test]
fn events_are_counted_within_a_time_span_for_each_group() {
    let rules = [
        named("login"),
        correlation(
            "many",
            "type: event_count\nrules: [login]\ngroup-by: [user]\ntimespan: 10s\ncondition: {gte: 3}",
        ),
    ];
    let set = set(&rules);
    let (a, b) = (LOGIN_OF_A, LOGIN_OF_B);
    check(&set, &[(0, a), (5, a), (10, a)], &[("many", 10, &[0, 1, 2])]);
    check(&set, &[(0, a), (5, a), (11, a)], &[]);
    check(&set, &[(0, a), (5, b), (10, a)], &[]);
    check(&set, &[(0, a), (5, r#"{"is":"login"}"#), (10, a)], &[]);
    // What follows in the same run makes the result longer; what comes after a pause is another one.
    check(
        &set,
        &[(0, a), (1, b), (2, a), (3, a), (9, a), (12, a), (60, a), (61, a), (62, a), (62, b)],
        &[("many", 3, &[0, 2, 3, 4, 5]), ("many", 62, &[6, 7, 8])],
    );
    // In whatever order they come.
    check(&set, &[(10, a), (0, a), (5, a)], &[("many", 10, &[1, 2, 0])]);
    // Of one time, by number.
    check(&set, &[(7, a), (7, a), (7, a), (7, a)], &[("many", 7, &[0, 1, 2, 3])]);
}

#[test]
fn a_result_that_is_referred_to_twice_is_one_event() {
    let many = correlation("many", "type: event_count\nrules: [login]\ntimespan: 10s\ncondition: {gte: 2}");
    let of_it = |section: &str| set(&[named("login"), many.clone(), correlation("twice", section)]);
    let counted = of_it("type: event_count\nrules: [many, many]\ntimespan: 1m\ncondition: {gte: 2}");
    let ordered = of_it("type: temporal_ordered\nrules: [many, many]\ntimespan: 1m");
    let (once, again) = ([(0, LOGIN_OF_A), (5, LOGIN_OF_A)], [(30, LOGIN_OF_A), (35, LOGIN_OF_A)]);
    let twice = [once, again].concat();
    for set in [counted, ordered] {
        check(&set, &once, &[]);
        check(&set, &twice, &[("twice", 35, &[0, 1, 2, 3])]);
    }
}

#[test]
fn values_are_counted_once() {
    let rules = [
        named("login"),
        correlation(
            "spread",
            "type: value_count\nrules: [login]\ngroup-by: [user]\ntimespan: 10s\ncondition: {gte: 2, field: from}",
        ),
    ];
    let set = set(&rules);
    check(&set, &[(0, LOGIN_OF_A), (5, LOGIN_OF_A_FROM_Y)], &[("spread", 5, &[0, 1])]);
    check(&set, &[(0, LOGIN_OF_A), (5, LOGIN_OF_A)], &[]);
    check(&set, &[(0, LOGIN_OF_B), (5, LOGIN_OF_A_FROM_Y)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (11, LOGIN_OF_A_FROM_Y)], &[]);
    // Two fields count together, and a field that is not there does not count.
    let rules = [
        named("login"),
        correlation(
            "spread",
            "type: value_count\nrules: [login]\ntimespan: 10s\ncondition: {gt: 1, field: [user, from]}",
        ),
    ];
    let set = self::set(&rules);
    check(&set, &[(0, LOGIN_OF_A), (1, LOGIN_OF_B)], &[("spread", 1, &[0, 1])]);
    check(&set, &[(0, LOGIN_OF_A), (1, r#"{"is":"login","user":"c"}"#)], &[]);
}

#[test]
fn rules_are_met_together_in_any_order() {
    let rules = [
        named("login"),
        named("leave"),
        correlation("both", "type: temporal\nrules: [login, leave]\ngroup-by: [user]\ntimespan: 10s"),
    ];
    let set = set(&rules);
    check(&set, &[(0, LOGIN_OF_A), (10, LEAVE_OF_A)], &[("both", 10, &[0, 1])]);
    check(&set, &[(0, LEAVE_OF_A), (10, LOGIN_OF_A)], &[("both", 10, &[0, 1])]);
    check(&set, &[(0, LOGIN_OF_A), (5, LEAVE_OF_B)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (11, LEAVE_OF_A)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (5, LOGIN_OF_A)], &[]);
    let rules = [
        named("login"),
        named("leave"),
        correlation(
            "any",
            "type: temporal\nrules: [login, leave]\ntimespan: 10s\ncondition: {gte: 1, lt: 2}",
        ),
    ];
    check(&self::set(&rules), &[(0, LOGIN_OF_A), (20, LEAVE_OF_B)], &[("any", 0, &[0]), ("any", 20, &[1])]);
}

#[test]
fn rules_are_met_in_their_order() {
    let rules = [
        named("login"),
        named("leave"),
        correlation("then", "type: temporal_ordered\nrules: [login, leave]\ngroup-by: [user]\ntimespan: 10s"),
    ];
    let set = set(&rules);
    check(&set, &[(0, LOGIN_OF_A), (10, LEAVE_OF_A)], &[("then", 10, &[0, 1])]);
    check(&set, &[(0, LEAVE_OF_A), (10, LOGIN_OF_A)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (5, LEAVE_OF_B)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (11, LEAVE_OF_A)], &[]);
    // The last begin that will do counts.
    check(&set, &[(0, LOGIN_OF_A), (8, LOGIN_OF_A), (17, LEAVE_OF_A)], &[("then", 17, &[1, 2])]);
    // One event is not two.
    let rules = [
        named("login"),
        correlation("twice", "type: temporal_ordered\nrules: [login, login]\ntimespan: 10s"),
    ];
    let set = self::set(&rules);
    check(&set, &[(0, LOGIN_OF_A)], &[]);
    check(&set, &[(0, LOGIN_OF_A), (1, LOGIN_OF_B)], &[("twice", 1, &[0, 1])]);
}

#[test]
fn groups_may_have_another_name_in_each_rule() {
    let aliases = "aliases:\n  who:\n    login: user\n    grant: target.user\n";
    let rules = [
        named("login"),
        named("grant").replace("name: grant", "name: grant\nid: 1234"),
        correlation(
            "granted",
            &format!("type: temporal\nrules: [login, '1234']\ngroup-by: [who]\ntimespan: 10s\n{aliases}"),
        ),
    ];
    let set = set(&rules);
    let grant = |user: &str| format!(r#"{{"is":"grant","user":"a","target":{{"user":"{user}"}}}}"#);
    check(&set, &[(0, &grant("b")), (1, LOGIN_OF_B)], &[("granted", 1, &[0, 1])]);
    check(&set, &[(0, &grant("b")), (1, LOGIN_OF_A)], &[]);
}

/// The example of the specification: failed logins, many of them, and then one that is not.
#[test]
fn correlations_can_rest_on_others() {
    let rules = [
        correlation(
            "guessed",
            "type: temporal_ordered\nrules: [many, success]\ngroup-by: [user]\ntimespan: 10m",
        ),
        correlation(
            "many",
            "type: event_count\nrules: [failure]\ngroup-by: [user, from]\ntimespan: 1m\ncondition: {gte: 3}",
        ),
        named("failure"),
        named("success"),
    ];
    let set = set(&rules);
    let failure = r#"{"is":"failure","user":"a","from":"x"}"#;
    let (success, of_b) = (r#"{"is":"success","user":"a"}"#, r#"{"is":"success","user":"b"}"#);
    check(
        &set,
        &[(0, failure), (1, failure), (2, failure), (3, failure), (100, success)],
        &[("guessed", 100, &[0, 1, 2, 3, 4])],
    );
    check(&set, &[(0, failure), (1, failure), (2, failure), (100, of_b)], &[]);
    check(&set, &[(0, failure), (1, failure), (100, success)], &[]);
    check(&set, &[(0, success), (1, failure), (2, failure), (3, failure)], &[]);
    // It happened at the third failure, so in time before a success in between.
    check(
        &set,
        &[(0, failure), (1, failure), (2, failure), (3, success), (4, failure)],
        &[("guessed", 3, &[0, 1, 2, 3, 4])],
    );
}

#[test]
fn what_a_correlation_refers_to_has_no_findings_of_its_own_unless_it_says_so() {
    let section = "type: event_count\nrules: [login]\ntimespan: 10s\ncondition: {gte: 2}\n";
    for (text, expected) in [
        (correlation("many", section), false),
        (correlation("many", &format!("{section}generate: true\n")), true),
        (correlation("many", section) + "generate: true\n", true),
        (correlation("many", section) + "generate: false\n", false),
    ] {
        let rules = set(&[named("login"), text]);
        assert_eq!(rules.is_reported(RuleNo(0)), expected);
        assert!(rules.is_reported(RuleNo(1)));
    }
    // One that says so is enough, and a correlation is silent too where another one refers to it.
    let rules = set(&[
        named("login"),
        correlation("many", section),
        correlation("loud", &format!("{section}generate: true\n")),
        correlation("outer", "type: event_count\nrules: [many]\ntimespan: 10s\ncondition: {gte: 1}\n"),
    ]);
    let reported: Vec<bool> = (0..4).map(|number| rules.is_reported(RuleNo(number))).collect();
    assert_eq!(reported, [true, false, true, true]);
    check(&rules, &[(0, LOGIN_OF_A), (1, LOGIN_OF_A)], &[("loud", 1, &[0, 1]), ("outer", 1, &[0, 1])]);
    assert_eq!(documents(&named("login")).len(), 1);
}

#[test]
fn time_spans_are_read_in_all_units() {
    for (span, seconds) in [
        ("2s", 2),
        ("2m", 120),
        ("2h", 7_200),
        ("2d", 172_800),
        ("2w", 1_209_600),
        ("2M", 5_259_492),
        ("2y", 63_113_904),
    ] {
        let section = format!("type: event_count\nrules: [login]\ntimespan: {span}\ncondition: {{gte: 2}}");
        let set = set(&[named("login"), correlation("many", &section)]);
        assert_eq!(found(&set, &[(0, LOGIN_OF_A), (seconds, LOGIN_OF_A)]).len(), 1, "{span}");
        assert_eq!(found(&set, &[(0, LOGIN_OF_A), (seconds + 1, LOGIN_OF_A)]).len(), 0, "{span}");
    }
}

#[test]
fn a_match_says_what_correlations_ask_and_nothing_else() {
    let rules = [
        named("login"),
        named("leave"),
        correlation(
            "spread",
            "type: value_count\nrules: [login]\ngroup-by: [user]\ntimespan: 10s\ncondition: {gte: 2, field: from}",
        ),
    ];
    let set = set(&rules);
    let matches = |record: &str| timed(&set, &[(0, record)]).remove(0).matched;
    let key =
        CorrelationKey { correlation: RuleNo(2), place: 0, texts: vec!["a".to_owned(), "x".to_owned()] };
    assert_eq!(matches(LOGIN_OF_A), Match { rule: RuleNo(0), keys: vec![key] });
    assert_eq!(matches(LEAVE_OF_A), Match { rule: RuleNo(1), keys: Vec::new() });
    assert_eq!(matches(r#"{"is":"login","user":"a","from":null}"#).keys, []);
    assert_eq!(matches(r#"{"is":"login","user":"a","from":["x",{"y":1}]}"#).keys[0].texts[1], "x\u{1f}1");
    let bytes = postcard::to_stdvec(&matches(LOGIN_OF_A)).expect("to memory");
    assert_eq!(postcard::from_bytes::<Match>(&bytes).as_ref(), Ok(&matches(LOGIN_OF_A)));
}

/// An event as the plain search sees it: time, number, user, value, and which of the rules it is.
type Event = (i64, u32, usize, usize, usize);

/// What a correlation of rules 0 to `rules - 1` finds: each window is gone through anew for each event.
fn plainly(
    kind: &str,
    rules: usize,
    span: i64,
    holds: &dyn Fn(usize) -> bool,
    events: &[Event],
) -> Vec<(i64, Vec<u32>)> {
    let mut results = Vec::new();
    for user in 0..3 {
        let mut group: Vec<Event> = events.iter().copied().filter(|event| event.2 == user).collect();
        group.sort_unstable();
        let mut runs: Vec<(i64, BTreeSet<Event>, BTreeSet<Event>)> = Vec::new();
        for last in &group {
            let in_window = |it: &&Event| **it <= *last && it.0 >= last.0 - span;
            let window: Vec<Event> = group.iter().filter(in_window).copied().collect();
            let is_hit = match kind {
                "event_count" => holds(window.len()),
                "value_count" => holds(window.iter().map(|event| event.3).collect::<BTreeSet<_>>().len()),
                "temporal" => holds(window.iter().map(|event| event.4).collect::<BTreeSet<_>>().len()),
                _ => {
                    let mut met = 0;
                    window.iter().for_each(|event| met += usize::from(met < rules && event.4 == met));
                    met == rules
                }
            };
            if !is_hit {
                continue;
            }
            let window: BTreeSet<Event> = window.into_iter().collect();
            match runs.last_mut() {
                Some((_, all, before)) if !before.is_disjoint(&window) => {
                    all.extend(&window);
                    *before = window;
                }
                _ => runs.push((last.0, window.clone(), window)),
            }
        }
        results
            .extend(runs.into_iter().map(|(time, all, _)| (time, all.iter().map(|event| event.1).collect())));
    }
    results.sort();
    results
}

/// Small cases of any kind, in which much happens at once; the matches come in any order.
#[test]
fn what_is_found_is_what_a_search_of_all_windows_finds() {
    let mut random = Random::new(7);
    let (mut with_results, mut longest) = (0, 0);
    for case in 0..3_000 {
        let kind = ["event_count", "value_count", "temporal", "temporal_ordered"][random.below(4)];
        let (rules, span, bound) = (1 + random.below(3), random.below(12) as i64, 1 + random.below(4));
        let operator = ["gte", "gt", "eq", "neq", "lt", "lte"][random.below(6)];
        let holds = move |count: usize| match operator {
            "gte" => count >= bound,
            "gt" => count > bound,
            "eq" => count == bound,
            "neq" => count != bound,
            "lt" => count < bound,
            _ => count <= bound,
        };
        let condition = match kind {
            "temporal_ordered" => String::new(),
            "value_count" => format!("condition: {{{operator}: {bound}, field: v}}\n"),
            _ => format!("condition: {{{operator}: {bound}}}\n"),
        };
        let names: Vec<String> = (0..rules).map(|number| format!("r{number}")).collect();
        let mut texts: Vec<String> = names.iter().map(|name| named(name)).collect();
        let list = names.join(", ");
        texts.push(correlation(
            "c",
            &format!("type: {kind}\nrules: [{list}]\ngroup-by: [u]\ntimespan: {span}s\n{condition}"),
        ));
        let set = set(&texts);
        let events: Vec<Event> = (0..random.below(16) as u32)
            .map(|number| {
                (random.below(30) as i64, number, random.below(3), random.below(4), random.below(rules))
            })
            .collect();
        let mut matches = Vec::new();
        for (time, event, user, value, of) in &events {
            let record = format!(r#"{{"is":"r{of}","u":"u{user}","v":{value}}}"#);
            let mut found = timed(&set, &[(*time, &record)]);
            found.iter_mut().for_each(|found| found.event = *event);
            matches.append(&mut found);
        }
        random.shuffle(&mut matches);
        let mut own: Vec<(i64, Vec<u32>)> = correlate(&set, &matches)
            .into_iter()
            .map(|Correlated { events, time_ms, .. }| (time_ms / 1_000, events))
            .collect();
        own.sort();
        let expected = plainly(kind, rules, span, &holds, &events);
        with_results += usize::from(!expected.is_empty());
        longest = longest.max(expected.iter().map(|(_, events)| events.len()).max().unwrap_or(0));
        assert_eq!(own, expected, "case {case}: {kind} {operator} {bound} within {span}: {events:?}");
    }
    assert!(with_results > 800 && longest > 5, "{with_results} {longest}");
}

/// The work grows with the events, not with their square: a hundred thousand of one group, all in one window, and results
/// without end.
#[test]
fn many_events_of_one_group_are_counted_one_by_one() {
    for (kind, condition, expected) in [
        ("event_count", "condition: {gte: 2}", 1),
        ("value_count", "condition: {eq: 2, field: user}", 0),
        ("temporal", "condition: {gte: 1}", 1),
        ("temporal_ordered", "", 1),
    ] {
        let section = format!("type: {kind}\nrules: [login]\ngroup-by: [user]\ntimespan: 1d\n{condition}");
        let set = set(&[named("login"), correlation("many", &section)]);
        let one = timed(&set, &[(0, LOGIN_OF_A)]).remove(0);
        let all: Vec<TimedMatch> = (0..100_000)
            .map(|event| TimedMatch { event, time_ms: i64::from(event), ..one.clone() })
            .collect();
        let found = correlate(&set, &all);
        assert_eq!(found.len(), expected, "{kind}");
        assert!(found.iter().all(|one| one.events.len() == 100_000), "{kind}");
    }
}
