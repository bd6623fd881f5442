//! Dictionaries, selections and what is counted under them.

use crate::cases;
use crate::filter::selected;
use crate::logs::inputs;
use crate::support::{InputFile, read, read_batches, sha256, summary, with_everything};
use proptest::prelude::*;
use serde_json::json;
use sessionscope::model::batch::{Batch, EndReason, InputEnd, KnownCodes};
use sessionscope::model::dictionary::Dictionary;
use sessionscope::model::event::Event;
use sessionscope::model::time::UNDATED;
use sessionscope::model::{RowId, Store, System, TextField, TimeRange};
use sessionscope::query::bins::bin_width;
use sessionscope::query::prefix_counts::PrefixCounts;
use sessionscope::query::view::DerivedData;
use sessionscope::source::Span;
use std::collections::HashSet;
use std::ops::Range;

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_dictionary_gives_back_what_it_was_given(texts in proptest::collection::vec("[ab\u{0}é]{0,9}", 0..60)) {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> = texts.iter().map(|text| dictionary.intern(text)).collect();
        let sent: Dictionary =
            postcard::from_bytes(&postcard::to_stdvec(&dictionary).expect("writable")).expect("readable");
        for dictionary in [&dictionary, &sent] {
            for (text, code) in texts.iter().zip(&codes) {
                prop_assert_eq!(dictionary.get(*code), text);
                prop_assert_eq!(dictionary.code(text), Some(*code));
            }
            let distinct: HashSet<&str> = texts.iter().map(String::as_str).chain([""]).collect();
            prop_assert_eq!(dictionary.len(), distinct.len());
            prop_assert_eq!(dictionary.iter().collect::<HashSet<_>>(), distinct);
        }
    }

    #[test]
    fn a_filter_and_its_opposite_part_the_events(
        given in inputs(),
        term in "(user|activity|file|url|ext|session):[a-zA-Z*]{1,4}|size:[<>]?[0-9]{1,2}|[a-z]{1,3}|family:s\\*",
    ) {
        let store = read(&given);
        let select = |line: &str| selected(line, &store);
        let (with, without) = (select(&term), select(&format!("-{term}")));
        let rows: HashSet<RowId> = with.iter().collect();
        prop_assert!(without.iter().all(|row| !rows.contains(&row)));
        prop_assert_eq!(with.count() + without.count(), store.event_count());
        prop_assert_eq!(rows.len() as u64, with.count());
        prop_assert!(with.iter().all(|row| with.contains(row) && store.is_event(row)));
        prop_assert!(with.iter().is_sorted());
        prop_assert_eq!(select("").iter().collect::<Vec<_>>(), store.events().collect::<Vec<_>>());
        let both = select(&format!("{term} {term}"));
        prop_assert_eq!(both, with);
    }

    #[test]
    fn bins_cover_a_range_and_are_not_more_than_asked(start in -1000i64..1000, length in 1i64..1_000_000, bins in 1u32..500) {
        let (width, count) = bin_width(TimeRange { start_ms: start, end_ms: start + length }, bins);
        prop_assert!(width >= 1 && count >= 1 && count <= bins as usize);
        prop_assert!(width * count as i64 >= length && width * (count as i64 - 1) < length);
    }

    #[test]
    fn a_histogram_counts_each_event_of_its_range_once(given in inputs(), offset in 0i64..400, bins in 1u32..9) {
        let store = read(&given);
        let Some((first, last)) = store.time_span() else { return Ok(()) };
        let range = TimeRange { start_ms: first + offset, end_ms: last + 1 };
        let (drawn, _) = with_everything(&store, |view| PrefixCounts::of(view).over_time(view, range, bins));
        let counted: u32 = drawn.bins.iter().flatten().sum();
        let expected = store.events().filter(|row| range.contains(store.columns().time(*row))).count();
        prop_assert_eq!(counted as usize, expected);
    }

    #[test]
    fn the_index_has_each_event_once_in_order_of_time(given in inputs()) {
        let store = read(&given);
        let DerivedData { index, .. } = DerivedData::of(&store);
        let mut rows = index.order.clone();
        rows.sort_unstable();
        prop_assert_eq!(rows, store.events().collect::<Vec<_>>());
        let times: Vec<i64> = index.order.iter().map(|row| store.columns().time(*row)).collect();
        prop_assert!(times[..index.dated].is_sorted());
        prop_assert!(times[index.dated..].iter().all(|time| *time == UNDATED));
        for (number, session) in index.numbered_sessions() {
            let rows = index.rows_of(&store, number);
            prop_assert_eq!(rows.len() as u64, session.events);
            prop_assert!(rows.iter().all(|row| index.session_of(&store, *row) == Some(number)));
            let dated = rows.iter().map(|row| store.columns().time(*row)).filter(|time| *time != UNDATED);
            prop_assert_eq!(dated.clone().min(), session.start);
            prop_assert_eq!(dated.max(), session.end);
        }
        prop_assert!(index.sessions.is_sorted_by_key(|s| (s.start.is_none(), s.start, s.id.clone())));
    }

    #[test]
    fn the_kth_of_equal_records_is_the_kth_of_any_other_input(
        contents in proptest::collection::vec(proptest::collection::vec(0u64..3, 0..14), 1..5),
        order in proptest::collection::vec(any::<(prop::sample::Index, u8)>(), 0..60),
    ) {
        let mut store = Store::default();
        let mut read = vec![0_usize; contents.len()];
        let whole = (0..contents.len()).map(|input| (input, usize::MAX));
        for (input, count) in order.iter().map(|(input, count)| (input.index(contents.len()), usize::from(count % 4))).chain(whole) {
            let end = read[input].saturating_add(count).min(contents[input].len());
            store.append(&batch_of(input, &contents[input], read[input]..end));
            read[input] = end;
        }
        // Of equal records the first by path stays.
        let mut right = Vec::new();
        let mut of_inputs = vec![[0; 3]; contents.len()];
        for (input, contents) in contents.iter().enumerate() {
            for (offset, content) in contents.iter().enumerate() {
                let number = of_inputs[input][*content as usize];
                if of_inputs[..input].iter().all(|earlier| earlier[*content as usize] <= number) {
                    right.push((input.to_string(), offset as u64));
                }
                of_inputs[input][*content as usize] += 1;
            }
        }
        let position = |row| {
            let columns = store.columns();
            (store.inputs()[columns.input(row) as usize].path.clone(), columns.offset(row))
        };
        let mut found: Vec<_> = store.events().map(position).collect();
        found.sort();
        right.sort();
        prop_assert_eq!(found, right);
        let counts = store.counts();
        prop_assert_eq!(counts.events + counts.duplicates, contents.iter().flatten().count() as u64);
    }

    #[test]
    fn pieces_of_transcripts_are_the_same_transcripts_in_whatever_order_their_inputs_come(
        given in proptest::collection::vec(pieces_of_an_input(), 1..7),
        orders in proptest::collection::vec(any::<prop::sample::Index>(), 7),
        stopped in any::<prop::sample::Index>(),
    ) {
        let files: Vec<InputFile> = given
            .iter()
            .enumerate()
            .map(|(number, text)| InputFile::new(&format!("{number}.json"), text.clone()))
            .collect();
        let sorted = read(&files);
        let mut waiting: Vec<&InputFile> = files.iter().collect();
        let mut store = Store::default();
        let mut order = orders.iter();
        while let Some(next) = order.next().filter(|_| !waiting.is_empty()) {
            let file = waiting.remove(next.index(waiting.len()));
            let batches = read_batches(std::slice::from_ref(file));
            // One that was stopped and begun anew counts once.
            let is_stopped = file.path == files[stopped.index(files.len())].path;
            for attempt in 0..=u32::from(is_stopped) {
                for batch in &batches {
                    let mut batch = batch.clone();
                    batch.inputs.iter_mut().for_each(|part| part.attempt = attempt);
                    store.append(&batch);
                }
                if is_stopped && attempt == 0 {
                    store.leave_unread(std::slice::from_ref(&file.path), EndReason::Cancelled);
                }
            }
            store.set_sha256(&file.path, &sha256(&file.bytes));
        }
        prop_assert_eq!(summary(&store), summary(&sorted));
        let events = |store: &Store| {
            let of_row = |row: RowId| {
                let columns = store.columns();
                let path = store.inputs()[columns.input(row) as usize].path.clone();
                (path, columns.span(row), columns.time(row), store.text(TextField::Session, row).to_owned())
            };
            let mut events: Vec<_> = store.events().map(of_row).collect();
            events.sort();
            events
        };
        prop_assert_eq!(events(&store), events(&sorted));
        // Whatever row was an event leads to the one that is.
        for row in (0..store.row_count()).map(RowId) {
            prop_assert!(store.event_at(row).is_none_or(|event| store.is_event(event)));
        }
        let counts = store.counts();
        prop_assert_eq!(counts.records, counts.events + counts.duplicates + counts.rejected + counts.skipped);
    }
}

/// Log events of one input, some of which are pieces of the transcripts of two streams, of a page, or of none.
fn pieces_of_an_input() -> impl Strategy<Value = String> {
    const IDS: [&str; 2] = ["alice-0a1b2c3d4e5f67890", "bob-1b2c3d4e5f6789012"];
    let piece = (0usize..4, 0usize..2, 0u32..4, any::<bool>());
    let file = Just(format!(
        "{}\nsh-4.2$ ls\na\nScript done on 2026-11-20 10:00:00+00:00 [COMMAND_EXIT_CODE=\"0\"]\n",
        header(IDS[0])
    ));
    let log = (proptest::collection::vec(piece, 1..4), 0usize..4).prop_map(|(pieces, stream)| {
        let event = |(kind, id, second, has_id): (usize, usize, u32, bool)| {
            let text = match kind {
                0 => header(IDS[id]) + "\nsh-4.2$ ls",
                1 => "a".to_owned(),
                2 => "Script done on 2026-11-20 10:00:00+00:00 [COMMAND_EXIT_CODE=\"0\"]".to_owned(),
                _ => "\u{1b}[0m".to_owned(),
            };
            let number = kind * 8 + id * 4 + second as usize;
            let id = if has_id { json!({ "eventId": number.to_string() }) } else { json!({}) };
            let mut event =
                json!({ "timestamp": 1_795_168_800_000_u64 + u64::from(second), "message": text });
            event.as_object_mut().expect("an object").extend(id.as_object().expect("an object").clone());
            if let Some(stream) = IDS.get(stream) {
                event["logStreamName"] = json!(stream);
            }
            event
        };
        json!({ "events": pieces.into_iter().map(event).collect::<Vec<_>>() }).to_string()
    });
    prop_oneof![5 => log, 1 => file]
}

fn header(id: &str) -> String {
    format!(
        "Script started on 2026-11-20 10:00:00+00:00 [COMMAND=\"cat /ssm/i-0abc/session/orchestration/{id}/x\"]"
    )
}

/// Some of the records of an input, each an event without an id; the input ends with its last one.
fn batch_of(input: usize, contents: &[u64], range: Range<usize>) -> Batch {
    let mut batch = Batch::default();
    let number = batch.begin_attempt(&input.to_string(), 0);
    for offset in range.clone() {
        let span = Span { offset: offset as u64, len: 1, line: 0 };
        let event = Event::new(System::UserAccess, Some(contents[offset] as i64));
        batch.push_event(number, span, contents[offset], &event, &mut KnownCodes::default());
    }
    if range.end == contents.len() {
        let containers = Vec::new();
        let ended = EndReason::AtItsEnd;
        let end = InputEnd { containers, bytes: range.end as u64, ended, sha256: None, is_archive: false };
        batch.inputs[number.index()].end = Some(end);
    }
    batch
}
