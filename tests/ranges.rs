//! What the engine answers about a range of time, beside a plain loop over the same events: more of them
//! than it keeps its counts by, in and out of order, repeated ones among them, and while they come in.

#[path = "support/mod.rs"]
mod support;

use sessionscope::engine::requests::OverviewPanels;
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::TimeRange;
use sessionscope::model::batch::{Batch, KnownCodes};
use sessionscope::model::classify::Classification;
use sessionscope::model::event::Event;
use sessionscope::model::time::{TimeMs, UNDATED};
use sessionscope::model::{Amount, Direction, FlowKey, InOut, RowId, Store, System, TextField, direction};
use sessionscope::query::answer::{Flow, Histogram, TransferSeries, ValueCount, ValueCounts};
use sessionscope::query::bins::bins_over;
use sessionscope::query::overview::Overview;
use sessionscope::source::Span;
use std::collections::BTreeMap;
use support::random::Random;

const HOUR: TimeMs = 3_600_000;

/// An event that chance has made; `number` is its content, and the hash of it.
#[derive(Clone)]
struct TestEvent {
    number: u64,
    system: System,
    time: TimeMs,
    texts: [String; TextField::ALL.len()],
    size: Option<u128>,
}

/// An event of about this time. Neighbours share what is told by `number / 40`, as those of a session do.
fn given(random: &mut Random, number: u64, time: TimeMs) -> TestEvent {
    let mut texts: [String; TextField::ALL.len()] = Default::default();
    let mut set = |field: TextField, text: String| texts[field as usize] = text;
    let session = number / 40;
    let system = [System::SessionLogger, System::SessionLogger, System::UserAccess, System::CloudTrail]
        [session as usize % 4];
    let activities = match system {
        System::CloudTrail => ["GetObject", "ListBuckets", "Validation", "PutObject"],
        System::UserAccess => ["StartSession", "VisitPage", "EndSession", "Validation"],
        _ => ["URLVisit", "PrintJobSubmitted", "FileTransferFromRemoteToLocalDisk", "SessionStart"],
    };
    set(TextField::Activity, activities[random.below(4)].to_owned());
    set(TextField::User, format!("user {}", session * 7919 % 300));
    set(TextField::ClientIp, ["192.0.2.1", "198.51.100.7", ""][session as usize % 3].to_owned());
    if system == System::CloudTrail {
        set(TextField::Service, ["s3", "iam", ""][random.below(3)].to_owned());
        set(TextField::Error, ["", "", "AccessDenied", "NoSuchKey"][random.below(4)].to_owned());
    } else {
        set(TextField::Session, format!("session {session}"));
        set(
            TextField::Host,
            if random.below(3) == 0 { format!("{number}.example.com") } else { String::new() },
        );
    }
    let size = match random.below(20) {
        0 => Some(u128::from(u64::MAX) + random.below(3) as u128 - 1),
        1 => Some(u128::MAX),
        2..8 => Some(random.below(100_000) as u128),
        8 => Some(0),
        _ => None,
    };
    let time = if random.below(200) == 0 { UNDATED } else { time };
    TestEvent { number, system, time, texts, size }
}

fn batch(path: &str, events: &[TestEvent]) -> Batch {
    let mut batch = Batch::default();
    let input = batch.begin_attempt(path, 0);
    for (offset, given) in (0..).zip(events) {
        let mut event = Event::new(given.system, Some(given.time));
        event.size = given.size;
        for (field, text) in TextField::ALL.into_iter().zip(&given.texts) {
            event.set(field, text.as_bytes());
        }
        let span = Span { offset: offset * 3, len: 2, line: offset as u32 };
        batch.push_event(input, span, given.number, &event, &mut KnownCodes::default());
    }
    postcard::from_bytes(&postcard::to_stdvec(&batch).expect("writable")).expect("readable")
}

/// What the overview must say, by looking at every event of the range.
fn expected(store: &Store, rows: &[RowId], range: TimeRange, bins: u32, top: usize) -> Overview {
    let classification = Classification::of(store);
    let columns = store.columns();
    let (start_ms, bin_ms, count) = bins_over(range, bins);
    let mut histogram = Histogram { start_ms, bin_ms, bins: vec![Default::default(); count] };
    let mut transfers = TransferSeries { start_ms, bin_ms, bins: vec![InOut::default(); count] };
    let mut flows: BTreeMap<(&str, &str, &str), Flow> = BTreeMap::new();
    for row in rows.iter().copied() {
        let (time, size) = (columns.time(row), columns.size(row));
        let meaning = classification.of_row(store, row);
        let bin = (time != UNDATED).then(|| ((time - start_ms) / bin_ms) as usize);
        if let Some(bin) = bin {
            histogram.bins[bin][meaning.family as usize] += 1;
        }
        let Some((from, to)) = meaning.moves else { continue };
        let key = FlowKey { system: columns.system(row), from, to };
        let flow = flows.entry(key.ids()).or_insert_with(|| Flow { key, amount: Amount::default() });
        flow.amount.count += 1;
        flow.amount.bytes = flow.amount.bytes.saturating_add(size.unwrap_or(0));
        flow.amount.unsized_count += u64::from(size.is_none());
        let Some(bin) = bin else { continue };
        let bin = &mut transfers.bins[bin];
        let amount = match direction(from, to) {
            Direction::In => &mut bin.incoming,
            Direction::Out => &mut bin.outgoing,
            Direction::Within => continue,
        };
        amount.count += 1;
        amount.bytes += size.map_or(0, |size| size.min(u128::from(u64::MAX)));
        amount.unsized_count += u64::from(size.is_none());
    }
    let counts = |field: TextField, top: usize| {
        let texts =
            rows.iter().map(|row| (*row, store.text(field, *row))).filter(|(_, text)| !text.is_empty());
        most(texts.collect(), top, |of_value| {
            let is_activity = field == TextField::Activity;
            let system = columns.system(of_value[0]);
            let is_only = of_value.iter().all(|row| columns.system(*row) == system);
            (
                is_activity.then(|| classification.family(of_value[0])),
                (is_activity && is_only).then_some(system),
            )
        })
    };
    let systems = rows.iter().map(|row| (*row, columns.system(*row).id())).collect();
    Overview {
        events: rows.len() as u64,
        undated: rows.iter().filter(|row| columns.time(**row) == UNDATED).count() as u64,
        histogram,
        activities: counts(TextField::Activity, usize::MAX),
        users: counts(TextField::User, top),
        hosts: counts(TextField::Host, top),
        client_ips: counts(TextField::ClientIp, top),
        services: counts(TextField::Service, top),
        systems: most(systems, usize::MAX, |_| (None, None)),
        transfers,
        flows: flows.into_values().collect(),
    }
}

type FamilyAndSystem = (Option<sessionscope::model::Family>, Option<System>);

/// The most frequent of the texts of rows.
fn most(texts: Vec<(RowId, &str)>, top: usize, more: impl Fn(&[RowId]) -> FamilyAndSystem) -> ValueCounts {
    let mut by_value: BTreeMap<&str, Vec<RowId>> = BTreeMap::new();
    texts.into_iter().for_each(|(row, text)| by_value.entry(text).or_default().push(row));
    let mut values: Vec<(&str, Vec<RowId>)> = by_value.into_iter().collect();
    values.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let count = |(value, rows): &(&str, Vec<RowId>)| {
        let (family, system) = more(rows);
        ValueCount { value: (*value).to_owned(), events: rows.len() as u64, family, system }
    };
    ValueCounts {
        first: 0,
        top: values.iter().take(top).map(count).collect(),
        distinct: values.len() as u64,
        others: values.iter().skip(top).map(|(_, rows)| rows.len() as u64).sum(),
    }
}

/// Asks for the overview of many ranges, and of those that a filter leaves.
fn check(engine: &mut Engine, random: &mut Random, ranges: usize) {
    let (first, last) = engine.store().time_span().expect("there are events");
    let mut at = || first + (random.next() % (last - first + 2) as u64) as i64;
    let mut asked = vec![None, Some((first, last + 1)), Some((last + 5, last + 9)), Some((last, first))];
    asked.extend(
        (0..ranges).map(|_| Some((at(), at()))).map(|it| it.map(|(a, b): (i64, i64)| (a.min(b), a.max(b)))),
    );
    for (number, range) in asked.into_iter().enumerate() {
        let range = range.map(|(start_ms, end_ms)| TimeRange { start_ms, end_ms });
        let filter = ["", "-user:\"user 7\"*", "system:cloudtrail"][number % 3];
        let bins = [1, 7, 240][number / 3 % 3];
        let scope = Scope { filter: filter.to_owned(), range, ..Scope::default() };
        let answer = engine.ask(&scope, &OverviewPanels { bins, top: 5 }).expect("a right filter");
        let store = engine.store();
        let is_in_range = |row: &RowId| {
            let time = store.columns().time(*row);
            range.is_none_or(|range| time != UNDATED && range.contains(time))
        };
        let passes = |row: &RowId| match filter {
            "" => true,
            "system:cloudtrail" => store.columns().system(*row) == System::CloudTrail,
            _ => !store.text(TextField::User, *row).starts_with("user 7"),
        };
        let rows: Vec<RowId> = store.events().filter(|row| is_in_range(row) && passes(row)).collect();
        let shown = range.unwrap_or(TimeRange { start_ms: first, end_ms: last + 1 });
        assert_eq!(answer, expected(store, &rows, shown, bins, 5), "{scope:?}, {bins} bins");
    }
}

#[test]
fn a_range_is_answered_as_by_looking_at_every_event() {
    let mut random = Random::new(4);
    // Events one after the other with some disorder; events in no order at all.
    for spread in [2 * HOUR, 3_000 * HOUR] {
        let events: Vec<TestEvent> = (0..60_000)
            .map(|number| {
                let time = 1_795_000_000_000 + number as i64 * 60_000 + random.below(spread as usize) as i64;
                given(&mut random, number, time)
            })
            .collect();
        let mut engine = Engine::default();
        engine.append(&batch("m", &events[..20_000]));
        check(&mut engine, &mut random, 6);
        engine.append(&batch("n", &events[20_000..]));
        check(&mut engine, &mut random, 20);
        // Of an earlier path, so these take the place of those that are there; and some that are not.
        let mut repeated = events[19_000..23_000].to_vec();
        repeated.extend((60_000..60_100).map(|number| given(&mut random, number, 1_795_000_000_000)));
        engine.append(&batch("a", &repeated));
        assert_eq!(engine.store().event_count(), 60_100);
        assert_eq!(engine.store().row_count(), 64_100);
        check(&mut engine, &mut random, 12);
    }
}

#[test]
fn rows_give_back_what_was_put_into_them() {
    let mut random = Random::new(5);
    let events: Vec<TestEvent> =
        (0..5_000).map(|number| given(&mut random, number, random_time(number))).collect();
    let mut store = Store::default();
    for (number, part) in events.chunks(1_700).enumerate() {
        store.append(&batch(&format!("part {number}"), part));
    }
    assert_eq!(store.event_count(), events.len() as u64);
    for (row, given) in (0..).map(RowId).zip(&events) {
        let columns = store.columns();
        assert_eq!((columns.time(row), columns.size(row)), (given.time, given.size), "{row:?}");
        assert_eq!(columns.system(row), given.system);
        let place = row.0 % 1_700;
        assert_eq!(columns.span(row), Span { offset: u64::from(place) * 3, len: 2, line: place });
        assert_eq!(store.inputs()[columns.input(row) as usize].path, format!("part {}", row.0 / 1_700));
        for field in TextField::ALL {
            assert_eq!(store.text(field, row), given.texts[field as usize]);
        }
        let whole = columns.row(row);
        assert_eq!((whole.time, whole.size, whole.system), (given.time, given.size, given.system as u8));
    }
}

/// Times far from each other, before 1970 too.
fn random_time(number: u64) -> TimeMs {
    (number as i64 - 2_500) * 86_400_000 * 300 % 9_000_000_000_000
}
