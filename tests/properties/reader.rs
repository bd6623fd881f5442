//! Whatever is read: nothing is lost, everything leads back to its bytes, and neither the pieces nor
//! the order in which they come matter.

use crate::cases;
use crate::logs::{any_input, damaged_log, inputs, record, whole_log};
use crate::support::cases::fixtures;
use crate::support::diff::differences;
use crate::support::packings::packings;
use crate::support::random::Random;
use crate::support::{InputFile, read, read_bytes, read_scattered, summary};
use flate2::bufread::GzDecoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use sessionscope::container::json::{Schema, Want};
use sessionscope::format::Format;
use sessionscope::model::columns::Row;
use sessionscope::model::format_id::FormatId;
use sessionscope::model::{RowId, Store, System, TextField};
use std::io::Read;

/// The text of an input, by other means than the reader's; nothing where its gzip is damaged.
fn decoded(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0x1f, 0x8b, 8]) {
        let (mut inner, mut rest) = (Vec::new(), bytes);
        // Zeros after the last member are padding.
        while rest.iter().any(|byte| *byte != 0) {
            GzDecoder::new(&mut rest).read_to_end(&mut inner).ok()?;
        }
        return decoded(&inner);
    }
    let unit = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Some(bytes.to_vec()),
    };
    let pairs = bytes[2..].chunks_exact(2);
    let odd = if pairs.remainder().is_empty() { "" } else { "\u{fffd}" };
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units) + odd).into_bytes())
}

fn line_of(text: &[u8], offset: u64) -> u32 {
    1 + text[..offset as usize].iter().filter(|byte| **byte == b'\n').count() as u32
}

/// What an event says, its place aside.
fn facts(store: &Store, row: &Row) -> (i64, u8, Option<u128>, Vec<String>) {
    let text = |(field, code): (&TextField, &u32)| store.dictionary(*field).get(*code).to_owned();
    let texts = TextField::ALL.iter().zip(&row.texts).map(text).collect();
    (row.time, row.system, row.size, texts)
}

/// Stands in a record for what may differ.
const HOLE: char = '◊';

/// The formats that keep track of which texts have changed, each with what stands under keys whose value is not any
/// text.
const TRACKED: [(Format, &[(&str, &str)]); 2] = [
    (
        Format::SessionLogger,
        &[
            ("category_name", r#""WorkSpacesSecureBrowser""#),
            ("time", r#""2026-11-17T00:02:12.◊Z""#),
            (
                "observables",
                r#"[{"name":"session_detail.◊","value":"◊"},{"name":"session_detail.username","value":"◊"}]"#,
            ),
        ],
    ),
    (
        Format::CloudTrail,
        &[
            ("eventSource", r#""◊.amazonaws.com""#),
            (
                "requestParameters",
                r#"{"sessionId":"◊","target":"◊","EnvironmentId":"◊","FileUploadPath":"◊"}"#,
            ),
            ("responseElements", r#"{"sessionId":"◊","ConsoleLogin":"◊"}"#),
            ("serviceEventDetails", r#"{"a":"◊"}"#),
        ],
    ),
];

/// An object in which all that a schema wants may differ.
fn form_of(schema: Schema, given: &[(&str, &str)]) -> String {
    let member = |(key, want): &(&str, Want)| {
        let value = match (given.iter().find(|(other, _)| other == key), want) {
            (Some((_, value)), _) => (*value).to_owned(),
            (None, Want::Slot(_)) => format!("\"{HOLE}\""),
            (None, Want::Within(inner) | Want::SlotAndWithin(_, inner)) => form_of(inner, given),
        };
        format!("\"{key}\":{value}")
    };
    format!("{{{}}}", schema.iter().map(member).collect::<Vec<_>>().join(","))
}

const VALUES: [&str; 23] = [
    "",
    "signin",
    "Root",
    "AROAEXAMPLE:bob",
    r"a\u006cice",
    r#"C:\\temp\\x \"y\""#,
    "alice",
    "日本",
    "1",
    "25",
    "portal_id",
    "UrlLoad",
    "FileDownload",
    "https://www.example.com/a.txt",
    "2026-11-17T00:02:12Z",
    "arn:aws:iam::123456789012:user/x",
    "ssm",
    "cloudshell",
    "StartSession",
    "resumeSession",
    "CreateDataChannel",
    "Failure",
    "AwsCloudTrailInsights",
];

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn records_are_never_lost(given in inputs()) {
        let store = read(&given);
        let notices = |input: usize| {
            store.notices().iter().filter(move |n| n.input as usize == input && n.reason.kind().is_rejection())
        };
        for (number, input) in store.inputs().iter().enumerate() {
            let understood: u64 = input.records.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(understood, input.events + input.duplicates + input.skipped);
            prop_assert_eq!(input.rejected, notices(number).count() as u64);
            let rows = store.events().filter(|row| store.columns().input(*row) as usize == number);
            prop_assert_eq!(input.events, rows.count() as u64);
            let given = given.iter().find(|given| given.path == input.path).expect("it was given");
            prop_assert_eq!(input.bytes_read, given.bytes.len() as u64);
            prop_assert!(input.record_count() > 0 || store.notices().iter().any(|n| n.input as usize == number)
                || decoded(&given.bytes).is_some_and(|text| holds_no_value(&text)), "nothing is told of {}", input.path);
        }
        let counts = store.counts();
        prop_assert_eq!(counts.records, counts.events + counts.duplicates + counts.rejected + counts.skipped);
        prop_assert_eq!(counts.files, given.len() as u64);
        prop_assert_eq!(counts.events, store.events().count() as u64);
        let summary = summary(&store);
        for key in ["by_system", "by_activity", "by_user"] {
            let sum: u64 = summary[key].as_object().expect("a map").values().filter_map(Value::as_u64).sum();
            prop_assert_eq!(sum, counts.events, "{}", key);
        }
    }

    #[test]
    fn every_event_leads_back_to_its_bytes(bytes in any_input()) {
        let store = read_bytes(&bytes);
        let Some(text) = decoded(&bytes) else { return Ok(()) };
        let mut taken: Vec<(u64, u64)> = Vec::new();
        for number in store.events() {
            let row = store.columns().row(number);
            let end = row.offset + u64::from(row.len);
            prop_assert!(end <= text.len() as u64);
            prop_assert_eq!(row.line, line_of(&text, row.offset));
            let piece = &text[row.offset as usize..end as usize];
            if row.system == System::SessionManagerTranscript as u8 {
                prop_assert_eq!(piece.len(), text.len(), "a transcript is one record");
                continue;
            }
            prop_assert!(serde_json::from_str::<Value>(&String::from_utf8_lossy(piece)).is_ok());
            let again = read_bytes(piece);
            prop_assert_eq!(again.event_count(), 1);
            prop_assert_eq!(facts(&again, &again.columns().row(RowId(0))), facts(&store, &row));
            taken.push((row.offset, end));
        }
        for notice in store.notices().iter().filter(|notice| notice.reason.kind().is_rejection()) {
            let end = notice.span.offset + u64::from(notice.span.len);
            prop_assert!(notice.span.len > 0 && end <= text.len() as u64, "{notice:?}");
            prop_assert_eq!(notice.span.line, line_of(&text, notice.span.offset), "{:?}", notice);
            taken.push((notice.span.offset, end));
        }
        taken.sort_unstable();
        prop_assert!(taken.is_sorted_by(|one, next| one.1 <= next.0), "pieces overlap: {taken:?}");
    }

    /// What is known of a record that was like it changes no answer: each says what it says alone.
    #[test]
    fn records_that_are_nearly_the_same_are_each_read_for_themselves(
        (format, given) in select(TRACKED.to_vec()),
        turns in vec(vec((any::<Index>(), select(VALUES.to_vec())), 1..4), 1..40),
    ) {
        let form = form_of(format.descriptor().schema, given);
        let parts: Vec<&str> = form.split(HOLE).collect();
        let mut values = vec!["alice"; parts.len() - 1];
        let (mut log, records) = (String::new(), turns.len() as u64);
        for changes in turns {
            for (part, value) in changes {
                values[part.index(parts.len() - 1)] = value;
            }
            log.extend(parts.iter().zip(values.iter().chain([&"\n"])).flat_map(|(part, value)| [*part, *value]));
        }
        let store = read_bytes(log.as_bytes());
        prop_assert_eq!((store.counts().records, store.counts().rejected), (records, 0));
        for number in store.events() {
            let row = store.columns().row(number);
            let piece = &log[row.offset as usize..][..row.len as usize];
            let again = read_bytes(piece.as_bytes());
            prop_assert_eq!(facts(&again, &again.columns().row(RowId(0))), facts(&store, &row), "{}", piece);
        }
        // The same where each record is the text of a log event.
        let message = |text: &str| Value::from(text).to_string();
        let events: Vec<String> = log.lines().map(|line| format!("{{\"message\":{}}}", message(line))).collect();
        let list = |events: &[String]| format!("{{\"logEvents\":[{}]}}", events.join(","));
        let logged = read_bytes(list(&events).as_bytes());
        prop_assert_eq!(logged.counts().records, records);
        for number in logged.events() {
            let row = logged.columns().row(number);
            let start = row.offset as usize;
            let event = list(&events)[start..][..row.len as usize].to_owned();
            let again = read_bytes(list(std::slice::from_ref(&event)).as_bytes());
            prop_assert_eq!(facts(&again, &again.columns().row(RowId(0))), facts(&logged, &row), "{}", event);
        }
    }

    #[test]
    fn pieces_and_order_do_not_matter(
        given in inputs(), chunk in prop_oneof![1..20usize, Just(1000)], workers in 1..5usize, seed: u64,
    ) {
        let expected = summary(&read(&given));
        let scattered = summary(&read_scattered(&given, chunk, workers, &mut Random::new(seed)));
        let found = differences(&expected, &scattered);
        prop_assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn a_whole_log_is_read_wholly(records in objects()) {
        for (packing, bytes) in packings(&records) {
            let counts = read_bytes(&bytes).counts();
            prop_assert_eq!(counts.records, records.len() as u64, "{}", packing);
        }
    }

    #[test]
    fn reading_a_log_twice_gives_no_more_events(bytes in damaged_log()) {
        let once = read_bytes(&bytes).counts();
        let twice = read(&[InputFile::new("a", bytes.clone()), InputFile::new("b", bytes)]).counts();
        prop_assert_eq!(twice.events, once.events);
        prop_assert_eq!(twice.duplicates, 2 * once.duplicates + once.events);
        prop_assert_eq!(twice.rejected, 2 * once.rejected);
    }

    #[test]
    fn a_broken_line_costs_only_itself(
        before in whole_lines(), after in whole_lines(), broken in "[a-z{}\\[\",:][a-z{}\\[\\]\",: 0-9]{0,30}",
    ) {
        prop_assume!(serde_json::from_str::<Value>(&broken).is_err());
        let read_lines = |text: String| read_bytes(text.as_bytes()).counts();
        let sound = read_lines(format!("{before}{after}"));
        let with_broken = read_lines(format!("{before}{broken}\n{after}"));
        prop_assert_eq!(
            (with_broken.events, with_broken.duplicates), (sound.events, sound.duplicates), "{}", broken
        );
    }

    #[test]
    fn cancelling_keeps_what_was_read(bytes in whole_log(), part in any::<proptest::sample::Index>()) {
        use sessionscope::model::batch::{Batch, EndReason};
        use sessionscope::reader::Reader;
        let mut batch = Batch::default();
        let mut reader = Reader::new("a");
        let end = part.index(bytes.len() + 1);
        reader.push(&bytes[..end], &mut batch);
        reader.stop(EndReason::Cancelled, &mut batch);
        let mut store = Store::default();
        store.append(&batch);
        prop_assert_eq!(store.counts().bytes, end as u64);
        prop_assert_eq!(store.counts().rejected, read_bytes(&bytes).counts().rejected.min(store.counts().rejected));
    }
}

/// A record of each format that an object can have: those that could be taken for another one, and of all other
/// formats the first in the fixtures.
fn one_of_each() -> Vec<Value> {
    let mut each = vec![
        json!({"activity_name": "URLVisit", "category_name": "WorkSpacesSecureBrowser", "time": 1,
               "session_detail": {"portal_id": "p"}, "metadata": {"product": {"vendor_name": "wsb"}}}),
        json!({"activity_name": "URLVisit", "session_detail": {"portal_id": "p"}}),
        json!({"eventType": "VisitPage", "details": {"permission": "x"}, "portalArn": "p"}),
        json!({"eventSource": "s3.amazonaws.com", "eventName": "GetObject", "eventID": "1"}),
        json!({"eventType": "AwsCloudTrailInsights"}),
        json!({"metadata": {"product": {"name": "CloudTrail", "vendor_name": "AWS"}, "uid": "1"},
               "category_name": "Application Activity", "activity_name": "Read"}),
        json!({"sessionId": "s", "target": {"id": "i"}, "sessionData": ["x"]}),
        json!({"detail-type": "WorkSpaces Access", "id": "1", "detail": {"workspaceId": "w"}}),
        json!({"digestS3Object": "x"}),
        json!({"metric_stream_name": "m", "metric_name": "n", "value": {"sum": 1}}),
    ];
    let has =
        |record: &Value, id: &str| formats_of(&record.to_string()).iter().any(|(format, _)| format.is(id));
    for id in Format::ALL.map(Format::id) {
        if !each.iter().any(|record| has(record, id)) {
            let record = fixture_records().find(|record| has(record, id));
            each.push(record.unwrap_or_else(|| panic!("no fixture has a line that is a record of {id}")));
        }
    }
    each
}

/// The lines of all fixtures that are JSON objects.
fn fixture_records() -> impl Iterator<Item = Value> {
    let lines = |given: InputFile| {
        let text = String::from_utf8_lossy(&given.bytes).into_owned();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<Value>>()
    };
    let given = fixtures().into_iter().flat_map(|case| case.given());
    given.flat_map(lines).filter(Value::is_object)
}

/// The formats of the records of a text, with how many there are of each.
fn formats_of(text: &str) -> Vec<(FormatId, u64)> {
    let store = read_bytes(text.as_bytes());
    let [input] = store.inputs() else { panic!("one input") };
    input.records.clone()
}

#[test]
fn what_a_record_is_does_not_depend_on_the_one_before() {
    let each = one_of_each();
    for (one, other) in each.iter().flat_map(|one| each.iter().map(move |other| (one, other))) {
        let mut both = one.as_object().expect("an object").clone();
        both.extend(other.as_object().expect("an object").clone());
        let both = Value::from(both);
        let alone = formats_of(&both.to_string());
        assert_eq!(alone.len(), 1, "{both} is a record");
        for before in &each {
            let mut together = formats_of(&format!("{before}\n{both}\n"));
            for (format, _) in formats_of(&before.to_string()) {
                let index = together.iter().position(|found| found.0 == format).expect("it is read");
                together[index].1 -= 1;
            }
            together.retain(|(_, count)| *count > 0);
            assert_eq!(together, alone, "{both} after {before}");
        }
    }
}

/// Whether a text has nothing but what may stand between values: also what is no JSON but taken as a separator (R41).
fn holds_no_value(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).replace("\\r\\n", "").replace("\\n", "");
    text.chars().all(|c| " \t\r\n,[]|;\0\u{1e}\u{feff}".contains(c))
}

#[test]
fn what_holds_no_value_is_told_from_what_does() {
    for text in ["", " \n", "[]", "[\u{feff},]", "[]\0", "\u{1e}[]|;", "[]\\n[]\\r\\n"] {
        assert!(holds_no_value(text.as_bytes()), "{text:?}");
    }
    for text in ["[1]", "{}", "[]\\", "[]\\t", "n"] {
        assert!(!holds_no_value(text.as_bytes()), "{text:?}");
    }
}

/// Records that are objects: nothing parts a number from what follows where values are concatenated.
fn objects() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(record().prop_filter("an object", Value::is_object), 1..8)
}

fn whole_lines() -> impl Strategy<Value = String> {
    let lines = |records: Vec<Value>| records.iter().map(|record| format!("{record}\n")).collect();
    let events =
        record().prop_filter("an event", |record| record.as_object().is_some_and(|map| map.len() > 2));
    proptest::collection::vec(events, 1..4).prop_map(lines)
}
