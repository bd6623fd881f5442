//! The filter language: any line is read or told wrong at a place in it, what is read is written so that it says
//! the same, a value finds itself, and what passes is what a plain loop over the events lets pass.

use crate::cases;
use crate::logs::inputs;
use crate::people::{people_logs, person_of_event};
use crate::support::{InputFile, read, with_everything};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index as Choice, select};
use serde_json::{Map, Value, json};
use sessionscope::export::events::{EventFormat, write_events};
use sessionscope::filter::{Expression, Field, Filter, Pattern};
use sessionscope::model::{RowId, Store, TextField, TimeRange, Zone};
use sessionscope::query::filter_report::FilterReport;
use sessionscope::query::select::{ClauseCache, select as rows_that_pass};
use sessionscope::query::selection::Selection;
use sessionscope::query::view::DerivedData;
use unicode_normalization::UnicodeNormalization;

/// The events of a store that pass a line that is right.
pub fn selected(line: &str, store: &Store) -> Selection {
    let filter = Filter::parse(line, &Zone::default()).expect("a right line");
    rows_that_pass(&filter, store, &DerivedData::of(store))
}

/// Texts of what means something in the language.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a", "A", "b", "é", "e\u{301}", "É", "Σ", "ς", "K", "\u{212a}", "\"", "\\", "*", "(", ")", "-", ":",
        "/", "//", " ", "\t", "\n", "\u{0}", "\u{3000}", "\u{202e}", "OR", "AND", "NOT", "user:", "https://",
        "..", ">", "0", "😀",
    ];
    vec(select(pieces), 0..6).prop_map(|pieces| pieces.concat())
}

/// Texts with stars between them.
fn starred() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => hostile().prop_map(|text| vec![text]), 1 => vec(hostile(), 2..4)]
}

/// How a term asks for a size, and what that is in bytes.
#[derive(Clone, Debug)]
pub struct SizeTerm {
    written: String,
    low: u128,
    high: u128,
}

fn sized() -> impl Strategy<Value = SizeTerm> {
    let units = select(vec![("", 1), ("B", 1), ("kB", 1000), ("KB", 1000), ("KiB", 1024), ("mb", 1_000_000)]);
    (0..5u8, 0..3000u128, 0..3000u128, units).prop_map(|(form, number, more, (unit, bytes))| {
        let size = number * bytes;
        let (written, low, high) = match form {
            0 => (format!("{number}{unit}"), size, size),
            1 => (format!(">{number}{unit}"), size + 1, u128::MAX),
            2 => (format!(">={number}{unit}"), size, u128::MAX),
            3 => (format!("<={number}{unit}"), 0, size),
            _ => (format!("{number}..{}{unit}", number + more), size, size + more * bytes),
        };
        SizeTerm { written, low, high }
    })
}

/// How a term asks for a time: from one local instant to before another, in milliseconds.
#[derive(Clone, Debug)]
pub struct TimeTerm {
    written: &'static str,
    has_zone: bool,
    start: i64,
    end: i64,
}

const EIGHT: i64 = 1_795_075_200_000; // 2026-11-19T08:00:00Z
const HOUR: i64 = 3_600_000;

fn timed() -> impl Strategy<Value = TimeTerm> {
    let whole = |written, start, end| TimeTerm { written, has_zone: false, start, end };
    let zoned = |written, start, end| TimeTerm { written, has_zone: true, start, end };
    select(vec![
        whole("2026-11-19", EIGHT - 8 * HOUR, EIGHT + 16 * HOUR),
        whole("2026-11-19T08", EIGHT, EIGHT + HOUR),
        whole("2026-11-19T08:00", EIGHT, EIGHT + 60_000),
        whole("..2026-11-19T08:00:00", i64::MIN, EIGHT + 1000),
        whole(">2026-11-19T08:00:00.2", EIGHT + 300, i64::MAX),
        whole("<2026-11-19T09", i64::MIN, EIGHT + HOUR),
        zoned("2026-11-19 08:00:00.250 UTC", EIGHT + 250, EIGHT + 251),
        zoned("2026-11-19T17:00+09:00..2026-11-19T08:00:00Z", EIGHT, EIGHT + 1000),
        zoned(">=2026-11-19T08:00:00.2509Z", EIGHT + 250, i64::MAX),
        zoned("<=2026-11-18Z", i64::MIN, EIGHT - 8 * HOUR),
    ])
}

/// What a term asks of a client address, and the addresses of [`ADDRESSES`] that it means.
const NETWORKS: [(&str, &[&str]); 5] = [
    ("192.0.2.0/24", &["192.0.2.7", "::ffff:192.0.2.7"]),
    ("::ffff:192.0.2.7", &["192.0.2.7", "::ffff:192.0.2.7"]),
    ("2001:0db8::0001", &["2001:db8::1", "2001:DB8:0::1"]),
    ("2001:db8::/32", &["2001:db8::1", "2001:DB8:0::1"]),
    ("0.0.0.0/0", &["192.0.2.7", "::ffff:192.0.2.7", "198.51.100.1"]),
];

const ADDRESSES: [&str; 7] =
    ["192.0.2.7", "::ffff:192.0.2.7", "198.51.100.1", "2001:db8::1", "2001:DB8:0::1", "AWS Internal", ""];

/// A filter as this file knows it, to be written naively, and held against events one by one.
#[derive(Clone, Debug)]
pub enum FilterTree {
    All(Vec<FilterTree>),
    Any(Vec<FilterTree>),
    Not(Box<FilterTree>),
    Word(Vec<String>),
    Text(&'static str, Vec<Vec<String>>),
    /// The value that an event has in a field, whichever event and field these are.
    Known(Choice, Choice),
    Size(Vec<SizeTerm>),
    Time(TimeTerm),
    Address(usize),
    /// Whether a field is there.
    Is(&'static str, bool),
}

const TEXTS: [&str; 9] = ["user", "file", "url", "session", "portal", "ext", "activity", "input", "person"];

pub fn asked() -> impl Strategy<Value = FilterTree> {
    let field = select(TEXTS.to_vec());
    let known = select(vec!["system", "family", "from", "to"]).prop_flat_map(|field| {
        let values = Field::from_name(field).and_then(Field::known_values).expect("they are known");
        vec(select(values), 1..3).prop_map(move |values| {
            FilterTree::Text(field, values.into_iter().map(|value| vec![value.to_owned()]).collect())
        })
    });
    // What findings rest on nobody has asked for here, so nothing is known of it (tests/dismissed.rs).
    let fields = Field::all().filter(|field| *field != Field::Found);
    let any_field = select(fields.map(Field::name).collect::<Vec<_>>());
    let leaf = prop_oneof![
        starred().prop_filter("a word of nothing", |parts| parts != &[""]).prop_map(FilterTree::Word),
        (field, vec(starred(), 1..3)).prop_map(|(field, values)| FilterTree::Text(field, values)),
        (any::<Choice>(), any::<Choice>()).prop_map(|(event, field)| FilterTree::Known(event, field)),
        known,
        vec(sized(), 1..3).prop_map(FilterTree::Size),
        timed().prop_map(FilterTree::Time),
        (0..NETWORKS.len()).prop_map(FilterTree::Address),
        (any_field, any::<bool>()).prop_map(|(field, is_there)| FilterTree::Is(field, is_there)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(FilterTree::All),
            vec(inner.clone(), 1..4).prop_map(FilterTree::Any),
            inner.prop_map(|inner| FilterTree::Not(Box::new(inner))),
        ]
    })
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn with_stars(parts: &[String]) -> String {
    parts.iter().map(|part| in_quotes(part)).collect::<Vec<_>>().join("*")
}

impl FilterTree {
    /// A line that asks so. `turn` chooses between ways to write it.
    pub fn line(&self, events: &[Map<String, Value>], turn: usize) -> String {
        let joined = |members: &[FilterTree], by: &str| {
            let members: Vec<String> = members.iter().map(|it| it.line(events, turn + 1)).collect();
            format!("({})", members.join(by))
        };
        let group = |values: Vec<String>| match values.as_slice() {
            [only] if turn.is_multiple_of(2) => only.clone(),
            _ => format!("( {})", values.join(" OR ")),
        };
        match self {
            FilterTree::All(members) => joined(members, if turn.is_multiple_of(2) { " " } else { " AND " }),
            FilterTree::Any(members) => joined(members, "\tOR  "),
            FilterTree::Not(inner) => {
                let inner = inner.line(events, turn + 1);
                // Directly behind a dash an operator is a word.
                let is_dash = turn.is_multiple_of(2) && !inner.starts_with("NOT ");
                if is_dash { format!("-{inner}") } else { format!("NOT {inner}") }
            }
            FilterTree::Word(parts) => with_stars(parts),
            FilterTree::Text(field, values) => {
                format!("{field}:{}", group(values.iter().map(|parts| with_stars(parts)).collect()))
            }
            FilterTree::Known(event, field) => match known(events, event, field) {
                Some((field, value)) => format!("{}:{}", field.to_uppercase(), in_quotes(&value)),
                None => "user:*".to_owned(),
            },
            FilterTree::Size(sizes) => {
                format!("size:{}", group(sizes.iter().map(|it| it.written.clone()).collect()))
            }
            FilterTree::Time(time) => format!("time:{}", in_quotes(time.written)),
            FilterTree::Address(number) => format!("client_ip:{}", NETWORKS[*number].0),
            FilterTree::Is(field, true) => format!("{field}:*"),
            FilterTree::Is(field, false) => format!("{field}:\"\""),
        }
    }

    /// Whether an event passes, as `events` writes it.
    pub fn passes(&self, event: &Map<String, Value>, events: &[Map<String, Value>], zone: i32) -> bool {
        let text = |field: &str| text_of(event, field);
        match self {
            FilterTree::All(members) => members.iter().all(|member| member.passes(event, events, zone)),
            FilterTree::Any(members) => members.iter().any(|member| member.passes(event, events, zone)),
            FilterTree::Not(inner) => !inner.passes(event, events, zone),
            FilterTree::Word(parts) => {
                let parts = [&[String::new()], parts.as_slice(), &[String::new()]].concat();
                WORDS_LOOK_IN.into_iter().any(|field| matches(&parts, &text(field)))
            }
            FilterTree::Text("family", values) if values.iter().any(|value| value == &["transfer"]) => {
                let others = FilterTree::Text(
                    "family",
                    values.iter().filter(|it| *it != &["transfer"]).cloned().collect(),
                );
                text("family").starts_with("transfer-") || others.passes(event, events, zone)
            }
            FilterTree::Text(field, values) => values.iter().any(|parts| matches(parts, &text(field))),
            FilterTree::Known(chosen, field) => match known(events, chosen, field) {
                Some((field, value)) => folded(&text(&field)) == folded(&value),
                None => !text("user").is_empty(),
            },
            FilterTree::Size(sizes) => {
                let size = text("size").parse::<u128>();
                size.is_ok_and(|size| sizes.iter().any(|asked| asked.low <= size && size <= asked.high))
            }
            FilterTree::Time(asked) => {
                let offset = if asked.has_zone { 0 } else { i64::from(zone) * 60_000 };
                let time = sessionscope::model::time::parse_time(text("time"));
                time.is_some_and(|time| {
                    asked.start.saturating_sub(offset) <= time && time < asked.end.saturating_sub(offset)
                })
            }
            FilterTree::Address(number) => NETWORKS[*number].1.contains(&text("client_ip").as_str()),
            FilterTree::Is(field, is_there) => text(field).is_empty() != *is_there,
        }
    }
}

/// The fields that words look in (F3).
const WORDS_LOOK_IN: [&str; 16] = [
    "activity",
    "user",
    "portal",
    "client_ip",
    "session",
    "host",
    "url",
    "file",
    "ext",
    "target",
    "region",
    "service",
    "error",
    "agent",
    "principal",
    "id",
];

/// What an event has in a field; nothing where it is absent.
pub fn text_of(event: &Map<String, Value>, field: &str) -> String {
    match event.get(if field == "input" { "path" } else { field }) {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A value that an event has; addresses are compared in another way.
fn known(events: &[Map<String, Value>], event: &Choice, field: &Choice) -> Option<(String, String)> {
    let event = (!events.is_empty()).then(|| event.get(events))?;
    let others = ["line", "offset", "length", "client_ip", "time", "size"];
    let fields: Vec<&String> = event.keys().filter(|field| !others.contains(&field.as_str())).collect();
    let field = *field.get(&fields);
    Some((field.clone(), text_of(event, field)))
}

fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase().replace('ς', "σ")
}

/// Whether a text is all of some parts with anything between them, by trying everything. A text that is absent
/// matches nothing but nothing.
fn matches(parts: &[String], text: &str) -> bool {
    fn rest_matches(parts: &[String], text: &str) -> bool {
        let [part, rest @ ..] = parts else { return false };
        match rest {
            [] => text.ends_with(part.as_str()),
            _ => {
                text.match_indices(part.as_str()).any(|(at, _)| rest_matches(rest, &text[at + part.len()..]))
            }
        }
    }
    let (parts, text): (Vec<String>, String) =
        (parts.iter().map(|part| folded(part)).collect(), folded(text));
    match parts.as_slice() {
        [whole] => text == *whole,
        _ if text.is_empty() => false,
        [first, rest @ ..] => text.strip_prefix(first.as_str()).is_some_and(|text| rest_matches(rest, text)),
        [] => false,
    }
}

/// Records with hostile values, some of them absent.
pub fn hostile_log() -> impl Strategy<Value = InputFile> {
    let time =
        select(vec![json!(EIGHT), json!(EIGHT + 250), json!(EIGHT + HOUR), json!(EIGHT - HOUR), Value::Null]);
    let size = select(vec![json!(0), json!(1), json!(1000), json!(1024), json!(2_000_000), Value::Null]);
    let activity =
        select(vec!["URLVisit", "FileTransferFromRemoteToLocalDisk", "PrintJobSubmit", "Novelty", ""]);
    let record =
        (time, activity, vec(option::of(hostile()), 6), option::of(select(ADDRESSES.to_vec())), size);
    vec(record, 0..8).prop_map(|records| {
        let lines = records.into_iter().map(|(time, activity, texts, address, size)| {
            let [user, session, portal, file, ext, url] = texts.try_into().expect("six texts");
            json!({
                "category_name": "WorkSpacesSecureBrowser", "activity_name": activity, "time": time,
                "session_detail": {
                    "username": user, "session_id": session, "portal_id": portal, "client_ip": address,
                },
                "file": {"name": file, "ext": ext, "size": size}, "url": {"url_string": url},
            })
            .to_string()
        });
        InputFile::new("logs/hostile (1).jsonl", lines.collect::<Vec<_>>().join("\n"))
    })
}

/// All events as `events` writes them, with their rows; and who the person of each is, which it does not write.
pub fn written(store: &Store) -> (Vec<RowId>, Vec<Map<String, Value>>) {
    let mut text = Vec::new();
    let order = with_everything(store, |view| {
        write_events(view, EventFormat::JsonLines, &mut text).expect("to memory");
        view.index.order.clone()
    });
    let lines = String::from_utf8(text).expect("UTF-8");
    let facts = store.facts().by_place(store.inputs(), |_| true);
    let event = |line: &str| {
        let mut event: Map<String, Value> = serde_json::from_str(line).expect("JSON");
        let person = person_of_event(&event, &facts);
        if !person.is_empty() {
            event.insert("person".to_owned(), Value::String(person));
        }
        event
    };
    (order, lines.lines().map(event).collect())
}

/// Expressions made of what means something in the language, in all ways in which they can be made.
fn expression() -> impl Strategy<Value = Expression> {
    let pattern = || starred().prop_map(Pattern::of_parts);
    let texts: Vec<Field> = Field::all()
        .filter(|field| matches!(field, Field::Text(_) | Field::Input))
        .filter(|field| *field != Field::Text(TextField::ClientIp))
        .collect();
    let literal = |texts: Vec<&'static str>| select(texts).prop_map(Pattern::literal);
    let leaf = prop_oneof![
        pattern().prop_filter_map("a word of nothing", |word| Expression::word(word).ok()),
        (select(texts), vec(pattern(), 1..4)).prop_map(|(field, values)| Expression::any_of(
            field,
            values,
            &Zone::default()
        )
        .expect("any text")),
        vec(sized().prop_map(|size| Pattern::literal(size.written)), 1..3)
            .prop_map(|sizes| Expression::any_of(Field::Size, sizes, &Zone::default()).expect("right sizes")),
        vec(timed().prop_map(|time| Pattern::literal(time.written)), 1..3)
            .prop_map(|times| Expression::any_of(Field::Time, times, &Zone::default()).expect("right times")),
        vec(literal(vec!["transfer", "Print", ""]), 1..3).prop_map(|values| Expression::any_of(
            Field::Family,
            values,
            &Zone::default()
        )
        .expect("families")),
        vec(literal(NETWORKS.iter().map(|(written, _)| *written).collect()), 1..3).prop_map(|values| {
            Expression::any_of(Field::Text(TextField::ClientIp), values, &Zone::default()).expect("addresses")
        }),
    ];
    leaf.prop_recursive(5, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.and(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            inner.prop_map(Expression::negated),
        ]
    })
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn a_line_is_read_or_its_mistake_has_a_place_in_it(
        line in prop_oneof![
            "\\PC{0,30}",
            "(-|user:|size:|family:|x:|time:|client_ip:|\"|\\\\|\\*|>|<|=|\\.\\.|[0-9]|kB| |é|😀|\u{3000}|\\(|\\)|/|\n){0,14}",
            "( |a|-|\\(|\\)|user:|OR|AND|NOT|\"){0,14}",
            "(a | OR | AND |NOT |-|\\(|\\)|user:\\(|\"\" ){0,14}",
        ],
    ) {
        match Filter::parse(&line, &Zone::default()) {
            Ok(filter) => {
                let normal = filter.to_string();
                prop_assert_eq!(Filter::parse(&normal, &Zone::default()), Ok(filter), "{} is written {}", line, normal);
            }
            Err(mistake) => {
                let characters = line.chars().count();
                prop_assert!(mistake.span.start < mistake.span.end && mistake.span.end <= characters, "{mistake:?}");
                prop_assert_eq!(mistake.span.split(&line).concat(), line);
                prop_assert!(!mistake.instead.is_empty());
            }
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same(expression in expression()) {
        let filter = Filter::from(expression);
        let line = filter.to_string();
        let read = Filter::parse(&line, &Zone::default());
        prop_assert_eq!(read.as_ref(), Ok(&filter), "{}", line);
        prop_assert_eq!(read.map(|read| read.to_string()), Ok(line));
    }

    #[test]
    fn whatever_is_added_and_taken_away_the_line_stays_right(
        first in expression(), second in expression(), index in 0..4usize,
    ) {
        let filter = Filter::from(first).and(second.clone());
        prop_assert!(filter.clauses().contains(Filter::from(second.clone()).clauses().last().expect("one")));
        let again = filter.clone().and(second.clone());
        prop_assert_eq!(&again, &filter, "it is asked once");
        for edited in [filter.clone().remove(index), filter.clone().toggle(index), filter.exclude(second)] {
            prop_assert_eq!(Filter::parse(&edited.to_string(), &Zone::default()), Ok(edited));
        }
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn what_passes_is_what_a_plain_loop_lets_pass(
        mut given in inputs(), log in hostile_log(), people in people_logs(), asked in asked(),
        zone in select(vec![0, 540, -90]), turn in 0..4usize,
    ) {
        given.push(log);
        given.extend(people);
        let store = read(&given);
        let derived = DerivedData::of(&store);
        let (rows, events) = written(&store);
        let line = asked.line(&events, turn);
        let filter = Filter::parse(&line, &Zone::fixed(zone));
        let filter = match &filter {
            Ok(filter) => filter,
            Err(mistake) => return Err(TestCaseError::fail(format!("{line}: {mistake:?}"))),
        };
        let mut cache = ClauseCache::default();
        // The second time all of its parts are known.
        for _ in 0..2 {
            let passing = cache.select(filter, &store, &derived);
            for (row, event) in rows.iter().zip(&events) {
                let expected = asked.passes(event, &events, zone);
                prop_assert_eq!(passing.contains(*row), expected, "{} ({}) and {:?}", line, filter, event);
            }
            prop_assert!(passing.iter().all(|row| store.is_event(row)));
        }
        // What is kept of one zone is not taken for what the line means in another.
        if let Ok(elsewhere) = Filter::parse(&line, &Zone::fixed(zone + 60)) {
            let expected = rows_that_pass(&elsewhere, &store, &derived);
            prop_assert_eq!(cache.select(&elsewhere, &store, &derived), expected, "{}", line);
        }
    }

    #[test]
    fn each_clause_can_be_left_out(log in hostile_log(), asked in vec(asked(), 1..4)) {
        let store = read(&[log]);
        let derived = DerivedData::of(&store);
        let (_, events) = written(&store);
        let lines: Vec<String> = asked.iter().map(|asked| asked.line(&events, 0)).collect();
        let filter = Filter::parse(&lines.join(" "), &Zone::default()).expect("a right line");
        let mut cache = ClauseCache::default();
        for index in 0..filter.clauses().len() {
            let others = filter.clone().remove(index);
            let expected = rows_that_pass(&others, &store, &derived);
            prop_assert_eq!(cache.select_without(index, &filter, &store, &derived), expected);
        }
    }

    #[test]
    fn a_report_on_a_filter_counts_each_clause_and_finds_what_nothing_matches(
        log in hostile_log(), mut given in people_logs(), asked in vec(asked(), 1..4), first in 0..8usize,
    ) {
        given.push(log);
        let store = read(&given);
        let derived = DerivedData::of(&store);
        let (_, events) = written(&store);
        let lines: Vec<String> = asked.iter().map(|asked| asked.line(&events, 0)).collect();
        let filter = Filter::parse(&lines.join(" "), &Zone::default()).expect("a right line");
        let times: Vec<i64> = store.events().map(|row| store.columns().time(row)).collect();
        let range = times.get(first).map(|time| TimeRange { start_ms: *time, end_ms: time + HOUR });
        let report = FilterReport::of(&filter, range, &store, &derived, &mut ClauseCache::default());
        let passing = |filter: &Filter| rows_that_pass(filter, &store, &derived);
        let in_range = |filter: &Filter| match range {
            Some(range) => passing(filter).within(&store, range).count(),
            None => passing(filter).count(),
        };
        prop_assert_eq!(report.passing, passing(&filter).count());
        let mut dead = Vec::new();
        for (index, clause) in filter.clauses().iter().enumerate() {
            prop_assert_eq!(report.clauses[index].alone, in_range(&Filter::from(clause.clone())));
            prop_assert_eq!(report.clauses[index].others, in_range(&filter.clone().remove(index)));
            let leaves = clause.leaves().into_iter();
            dead.extend(leaves.filter(|leaf| passing(&Filter::from(leaf.clone())).count() == 0).map(|leaf| leaf.span));
        }
        prop_assert_eq!(report.dead.iter().map(|dead| dead.span).collect::<Vec<_>>(), dead);
        for value in report.dead.iter().flat_map(|dead| &dead.nearest.values) {
            let term = Expression::exactly(value.field, &value.value).expect("a value of the case");
            prop_assert_eq!(passing(&Filter::from(term)).count(), value.events);
            prop_assert!(value.events > 0);
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn filtering_for_a_value_finds_the_events_that_have_it_and_no_others(
        log in hostile_log(), mut others in inputs(), people in people_logs(),
    ) {
        others.push(log);
        others.extend(people);
        let store = read(&others);
        let derived = DerivedData::of(&store);
        let (rows, events) = written(&store);
        let mut cache = ClauseCache::default();
        for event in &events {
            let others = [Field::Text(TextField::ClientIp), Field::Found];
            for field in Field::all().filter(|field| !others.contains(field)) {
                let value = text_of(event, field.name());
                let term = Expression::exactly(field, &value).expect("it is the value of an event");
                let filter = Filter::parse(&term.to_string(), &Zone::default()).expect("it is written right");
                let passing = cache.select(&filter, &store, &derived);
                for (row, other) in rows.iter().zip(&events) {
                    let has_it = folded(&text_of(other, field.name())) == folded(&value);
                    prop_assert_eq!(passing.contains(*row), has_it, "{} and {:?}", term, other);
                }
            }
        }
    }
}
