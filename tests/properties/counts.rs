//! Counts beside a plain loop: whatever the filter and the range, each number that the engine gives is the one
//! that somebody gets who counts the lines that `events` writes.

use crate::cases;
use crate::filter::{FilterTree, asked, hostile_log, text_of, written};
use crate::logs::inputs;
use crate::people::people_logs;
use crate::support::streams::streamed;
use crate::support::{InputFile, read_batches};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use sessionscope::engine::requests::*;
use sessionscope::engine::{Engine, Request, Scope, StreamRequest};
use sessionscope::export::counts::CountsFormat;
use sessionscope::filter::{Field, Filter};
use sessionscope::model::time::parse_time;
use sessionscope::model::{Amount, InOut, TextField, TimeRange, Window, Zone};
use sessionscope::query::answer::{SessionField, SiteField, SiteRow, TrackChoice, ValueCounts};
use sessionscope::query::event_column::EventSort;
use sessionscope::query::field_counts::CountableField;
use sessionscope::query::table_sort::TableSort;
use std::collections::{BTreeMap, BTreeSet};

pub type Event = Map<String, Value>;

const ALL: Window = Window::new(0, u32::MAX);

/// An engine that has read these inputs, and all of its events as `events` writes them.
pub fn engine_of(given: &[InputFile]) -> (Engine, Vec<Event>) {
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    let (_, events) = written(engine.store());
    (engine, events)
}

pub fn time_of(event: &Event) -> Option<i64> {
    parse_time(text_of(event, "time"))
}

/// A range that begins and ends with events, or a little beside them.
pub fn range() -> impl Strategy<Value = Option<(u8, u8, i64)>> {
    option::of((0..8u8, 0..8u8, -1..2i64))
}

/// A scope, and the events that are in it by a plain loop.
pub fn scoped(asked: &FilterTree, range: Option<(u8, u8, i64)>, events: &[Event]) -> (Scope, Vec<Event>) {
    let times: Vec<i64> = events.iter().filter_map(time_of).collect();
    let range = range.filter(|_| !times.is_empty()).map(|(start, end, beside)| {
        let [start, end] = [start, end].map(|place| times[place as usize % times.len()] + beside);
        TimeRange { start_ms: start.min(end), end_ms: start.max(end) }
    });
    let is_in_range = |event: &Event| {
        range.is_none_or(|range| {
            time_of(event).is_some_and(|time| range.start_ms <= time && time < range.end_ms)
        })
    };
    let scope = Scope { filter: asked.line(events, 0), range, ..Scope::default() };
    let passing = events.iter().filter(|event| asked.passes(event, events, 0) && is_in_range(event));
    (scope, passing.cloned().collect())
}

pub fn ask<R: Request>(engine: &mut Engine, scope: &Scope, request: R) -> R::Response {
    engine.ask(scope, &request).expect("a right filter")
}

/// What an event has in a field, in an order in which the contract has the values of counts.
fn counted_value(event: &Event, field: Field) -> (Option<u128>, String) {
    match field {
        Field::Size => {
            (event.get("size").map(|size| size.to_string().parse().expect("a number")), String::new())
        }
        _ => (None, text_of(event, field.name())),
    }
}

/// The counts of events by fields, as the contract says.
fn expected_counts(events: &[Event], fields: &[Field]) -> Value {
    let mut groups: BTreeMap<Vec<(Option<u128>, String)>, Vec<&Event>> = BTreeMap::new();
    for event in events {
        let values = fields.iter().map(|field| counted_value(event, *field));
        groups.entry(values.collect()).or_default().push(event);
    }
    // Equal counts stay in the order of the map, by value.
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, events)| std::cmp::Reverse(events.len()));
    let values = groups.into_iter().map(|(values, events)| {
        let value = fields.iter().zip(values).map(|(field, (size, text))| match field {
            Field::Size => size.map_or(Value::Null, |size| json!(u64::try_from(size).expect("a small size"))),
            _ => Value::from(text),
        });
        let dated = |pick: fn(Vec<&Event>) -> Option<&Event>| {
            let mut dated: Vec<&Event> =
                events.iter().copied().filter(|event| time_of(event).is_some()).collect();
            dated.sort_by_key(|event| time_of(event));
            pick(dated).map_or(Value::Null, |event| event["time"].clone())
        };
        json!({
            "value": value.collect::<Vec<_>>(),
            "events": events.len(),
            "first": dated(|dated| dated.first().copied()),
            "last": dated(|dated| dated.last().copied()),
        })
    });
    let by: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    json!({ "schema": "sessionscope.counts/1", "by": by, "events": events.len(), "values": values.collect::<Vec<_>>() })
}

/// The header and the cells of counts as CSV.
fn expected_rows(counts: &Value) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let counted = ["events", "first", "last"];
    let by = counts["by"].as_array().expect("fields").iter().map(cell);
    let header = by.chain(counted.map(str::to_owned)).collect();
    let groups = counts["values"].as_array().expect("values").iter().map(|group| {
        let values = group["value"].as_array().expect("a value for each field").iter().map(cell);
        values.chain(counted.map(|key| cell(&group[key]))).collect()
    });
    std::iter::once(header).chain(groups).collect()
}

fn fields() -> impl Strategy<Value = Vec<CountableField>> {
    vec(select(Field::all().filter_map(CountableField::of).collect::<Vec<_>>()), 1..4)
}

/// The most frequent values of a field among events, counted one by one.
fn expected_top(events: &[Event], field: Field) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in events.iter().map(|event| text_of(event, field.name())).filter(|value| !value.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    if field == Field::Size {
        counts.sort_by_key(|(size, _)| size.parse::<u128>().expect("a number"));
    }
    counts.sort_by_key(|(_, events)| std::cmp::Reverse(*events));
    counts
}

/// Checks the top values of a field, and what lies beyond them.
fn check_top(counts: &ValueCounts, events: &[Event], field: Field, top: usize) -> Result<(), TestCaseError> {
    check_values(counts, events, field, 0, top)
}

/// Checks some of the values of a field, and what lies beyond them.
fn check_values(
    counts: &ValueCounts,
    events: &[Event],
    field: Field,
    first: usize,
    count: usize,
) -> Result<(), TestCaseError> {
    let expected = expected_top(events, field);
    let shown: Vec<(String, u64)> =
        counts.top.iter().map(|count| (count.value.clone(), count.events)).collect();
    let first = first.min(expected.len());
    let end = first.saturating_add(count).min(expected.len());
    prop_assert_eq!(counts.first as usize, first);
    prop_assert_eq!(&shown[..], &expected[first..end], "{}", field.name());
    prop_assert_eq!(counts.distinct, expected.len() as u64);
    prop_assert_eq!(counts.others, expected[end..].iter().map(|(_, events)| events).sum::<u64>());
    Ok(())
}

/// What events moved in and out, one by one.
fn expected_moves<'a>(events: impl IntoIterator<Item = &'a Event>) -> InOut {
    let mut moved = InOut::default();
    for event in events {
        let amount = Amount::of(event.get("size").map(|size| size.to_string().parse().expect("a number")));
        match (text_of(event, "from").as_str(), text_of(event, "to").as_str()) {
            ("local", _) | ("site", "remote-disk") => moved.incoming += amount,
            (_, "local" | "printer") | ("remote-disk", "site") => moved.outgoing += amount,
            _ => {}
        }
    }
    moved
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn counts_are_those_of_a_plain_loop_to_the_byte(
        mut given in inputs(), log in hostile_log(), people in people_logs(), asked in asked(), range in range(), fields in fields(),
    ) {
        given.push(log);
        given.extend(people);
        let (mut engine, events) = engine_of(&given);
        let (scope, passing) = scoped(&asked, range, &events);
        let names: Vec<Field> = fields.iter().map(|field| field.field()).collect();
        let expected = expected_counts(&passing, &names);
        let request = |format| StreamRequest::Counts { by: fields.clone(), format };
        let text = streamed(&mut engine, &scope, &request(CountsFormat::Json));
        prop_assert_eq!(text, serde_json::to_string_pretty(&expected).expect("JSON") + "\n", "{:?}", scope);
        let text = streamed(&mut engine, &scope, &request(CountsFormat::Csv));
        let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = rows.into_records().map(|row| row.expect("a row")).collect();
        let expected = expected_rows(&expected);
        prop_assert_eq!(rows.len(), expected.len());
        for (row, expected) in rows.iter().zip(&expected) {
            prop_assert_eq!(row.len(), expected.len());
            // A cell that would be a formula has an apostrophe before it.
            let is_cell = |(cell, value): (&str, &String)| cell == value || cell == format!("'{value}");
            prop_assert!(row.iter().zip(expected).all(is_cell), "{:?} {:?}", row, expected);
        }
    }

    #[test]
    fn each_number_of_the_views_is_that_of_a_plain_loop(
        mut given in inputs(), log in hostile_log(), people in people_logs(), asked in asked(), range in range(), field in fields(), top in 0..4usize,
    ) {
        given.push(log);
        given.extend(people);
        let (mut engine, events) = engine_of(&given);
        // Another scope before, so that what is kept of one must not show in the other.
        let _ = ask(&mut engine, &Scope::default(), OverviewPanels { bins: 7, top: 3 });
        let (scope, passing) = scoped(&asked, range, &events);
        let count = passing.len() as u64;
        let undated = passing.iter().filter(|event| time_of(event).is_none()).count() as u64;

        let status = ask(&mut engine, &scope, CaseStatus);
        prop_assert_eq!((status.matching, status.hidden), (count, 0));

        let overview = ask(&mut engine, &scope, OverviewPanels { bins: 7, top: top as u32 });
        prop_assert_eq!((overview.events, overview.undated), (count, undated));
        let drawn: u32 = overview.histogram.bins.iter().flatten().sum();
        prop_assert_eq!(u64::from(drawn), count - undated);
        check_top(&overview.activities, &passing, Field::Text(TextField::Activity), usize::MAX)?;
        check_top(&overview.users, &passing, Field::Text(TextField::User), top)?;
        check_top(&overview.hosts, &passing, Field::Text(TextField::Host), top)?;
        check_top(&overview.client_ips, &passing, Field::Text(TextField::ClientIp), top)?;
        check_top(&overview.services, &passing, Field::Text(TextField::Service), top)?;
        check_top(&overview.systems, &passing, Field::System, usize::MAX)?;
        for flow in &overview.flows {
            let (system, from, to) = flow.key.ids();
            let is_of_flow = |event: &&Event| {
                ["system", "from", "to"].map(|field| text_of(event, field)) == [system, from, to]
            };
            let sizes = passing.iter().filter(is_of_flow).map(|event| {
                Amount::of(event.get("size").map(|size| size.to_string().parse().expect("a number")))
            });
            prop_assert_eq!(flow.amount, sizes.sum::<Amount>());
        }
        let flows: u64 = overview.flows.iter().map(|flow| flow.amount.count).sum();
        prop_assert_eq!(flows, passing.iter().filter(|event| event.contains_key("from")).count() as u64);
        let dated = passing.iter().filter(|event| time_of(event).is_some());
        prop_assert_eq!(overview.transfers.bins.into_iter().sum::<InOut>(), expected_moves(dated));

        let (field, first) = (field[0], passing.len() % 3);
        let window = Window::new(first as u32, top as u32);
        let values = ask(&mut engine, &scope, TopValues { field, window });
        // The systems are always given whole: there are only a few.
        let (first, top) = if field == CountableField::System { (0, usize::MAX) } else { (first, top) };
        check_values(&values, &passing, field.field(), first, top)?;

        // A facet: what is chosen of its own field takes none of its values away.
        let asks_alone = |line: &str| Filter::parse(line, &Zone::default()).is_ok_and(|filter| filter.asks_alone(field.field()));
        if !asks_alone(&scope.filter) {
            let facet = FacetRequest { field: field.field(), holding: String::new(), window };
            let chosen = format!("{} {}:\"x\"", scope.filter, field.field().name());
            for line in [&scope.filter, &chosen].into_iter().filter(|line| Filter::parse(line, &Zone::default()).is_ok()) {
                let scope = Scope { filter: line.clone(), ..scope.clone() };
                let counts = ask(&mut engine, &scope, Facets(vec![facet.clone()])).remove(0);
                check_values(&counts.counts, &passing, field.field(), window.first as usize, window.count as usize)?;
            }
            let holding = FacetRequest { holding: "A".to_owned(), window: ALL, ..facet };
            let counts = ask(&mut engine, &scope, Facets(vec![holding])).remove(0);
            let holds = |event: &&Event| text_of(event, field.field().name()).to_lowercase().contains('a');
            let holding: Vec<Event> = passing.iter().filter(holds).cloned().collect();
            check_top(&counts.counts, &holding, field.field(), usize::MAX)?;
        }

        let sites = ask(&mut engine, &scope, SitePage { sort: TableSort::ascending(SiteField::Host), window: ALL });
        let mut hosts: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
        for event in passing.iter().filter(|event| event.contains_key("host")) {
            hosts.entry(text_of(event, "host")).or_default().push(event);
        }
        prop_assert_eq!(sites.rows.iter().map(|row| &row.host).collect::<Vec<_>>(), hosts.keys().collect::<Vec<_>>());
        for (row, events) in sites.rows.iter().zip(hosts.values()) {
            let of_family = |family: &str| events.iter().filter(|event| text_of(event, "family") == family).count() as u64;
            let moved = |end: &str, is_clipboard: bool| {
                let is_it = |event: &&&Event| {
                    text_of(event, end) == "site" && (text_of(event, "family") == "clipboard") == is_clipboard
                };
                let sizes = events.iter().filter(is_it).map(|event| {
                    Amount::of(event.get("size").map(|size| size.to_string().parse().expect("a number")))
                });
                sizes.sum::<Amount>()
            };
            let users: BTreeSet<String> =
                events.iter().map(|event| text_of(event, "user")).filter(|user| !user.is_empty()).collect();
            let times: Vec<i64> = events.iter().filter_map(|event| time_of(event)).collect();
            let expected = SiteRow {
                host: row.host.clone(),
                events: events.len() as u64,
                visits: of_family("browsing"),
                users: users.len() as u64,
                first_ms: times.iter().min().copied(),
                last_ms: times.iter().max().copied(),
                pastes: moved("to", true).count,
                copies: moved("from", true).count,
                uploads: moved("to", false),
                downloads: moved("from", false),
                blocked: of_family("blocked"),
            };
            prop_assert_eq!(row, &expected);
            let of_site = ask(&mut engine, &scope, SiteUsers { host: row.host.clone(), window: ALL });
            let counted: u64 = of_site.rows.iter().map(|user| user.events).sum();
            prop_assert_eq!(counted, row.events);
            for user in &of_site.rows {
                let is_by = |event: &&&Event| text_of(event, "user") == user.user;
                prop_assert_eq!(user.events, events.iter().filter(is_by).count() as u64);
            }
        }

        let page = ask(&mut engine, &scope, EventPage { window: ALL, ..EventPage::default() });
        prop_assert_eq!(u64::from(page.total), count);
        for (row, event) in page.rows.iter().zip(&passing) {
            prop_assert_eq!(row.time_ms, time_of(event));
            prop_assert_eq!(&row.user, &text_of(event, "user"));
            prop_assert_eq!(&row.session, &text_of(event, "session"));
            let position = ask(&mut engine, &scope, EventPosition { row: row.row, sort: EventSort::default() });
            prop_assert_eq!(position.map(|position| page.rows[position as usize].row), Some(row.row));
        }
        let transfers = ask(&mut engine, &scope, TransferPage { window: ALL, ..TransferPage::default() });
        prop_assert_eq!(u64::from(transfers.total), flows);

        let by_user = |window| TransferTotalPage { field: TextField::User, window };
        let all = ask(&mut engine, &scope, by_user(ALL));
        let first = ask(&mut engine, &scope, by_user(Window::new(0, 2)));
        prop_assert_eq!((first.page.total, first.most_bytes), (all.page.total, all.most_bytes));
        prop_assert_eq!(&first.page.rows[..], &all.page.rows[..all.page.rows.len().min(2)]);
        for total in all.page.rows {
            let is_by = |event: &&Event| text_of(event, "user") == total.value;
            prop_assert_eq!(total.moved, expected_moves(passing.iter().filter(is_by)));
        }

        let sessions = ask(&mut engine, &scope, SessionPage { sort: TableSort::ascending(SessionField::Start), findings: None, window: ALL });
        // Ids that are made up may be shared: by sessions of one user that begin in the same millisecond (R20, R35).
        let mut of_ids: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for row in &sessions.rows {
            *of_ids.entry((row.system.id(), &row.id)).or_default() += row.matching;
        }
        let of_sessions: u64 = of_ids.values().sum();
        for ((system, id), matching) in of_ids {
            let is_of_session = |event: &&Event| text_of(event, "session") == id && text_of(event, "system") == system;
            prop_assert_eq!(matching, passing.iter().filter(is_of_session).count() as u64, "{} {}", system, id);
        }
        let choice = TrackChoice::default();
        let tracks = TracksIn { window: ALL, view: None, shown: None, columns: 100, choice, selected: None, found: None };
        let tracks = ask(&mut engine, &scope, tracks);
        prop_assert_eq!(u64::from(tracks.sessions), sessions.rows.len() as u64);
        let of_tracks: u64 = tracks.tracks.iter().map(|track| track.events).sum();
        prop_assert!(of_sessions <= count && of_tracks <= count);
        if tracks.left_out == 0 {
            prop_assert_eq!(of_tracks, count);
        }
        let out = |events: &[Event]| expected_moves(events.iter()).outgoing.bytes;
        let bytes_out: u128 = tracks.tracks.iter().map(|track| track.bytes_out).sum();
        prop_assert!(tracks.left_out > 0 || bytes_out == out(&passing));
        prop_assert_eq!(tracks.undated, undated);
    }
}
