//! The search in original texts: it finds exactly the events whose original text, as the drawer shows it, has what is
//! searched for; whatever the format, the packing and the pieces in which the bytes come.

mod support;

use regex::RegexBuilder;
use sessionscope::container::zip::ReaderAt;
use sessionscope::filter::{Filter, Pattern, Problem, RegexProblem, TextMatcher, TextSearch};
use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::model::text_searches::FoundRecords;
use sessionscope::model::{RowId, Store, System};
use sessionscope::query::filter_report::FilterReport;
use sessionscope::query::select::{ClauseCache, select};
use sessionscope::query::view::DerivedData;
use sessionscope::reader::Reader;
use sessionscope::reader::driver::{Driver, Step};
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::reader::original::OriginalText;
use sessionscope::reader::scan::Scan;
use sessionscope::source::Span;
use sessionscope::source::limits::{MAX_REGEX_BYTES, MAX_TEXT_SEARCHES, SEARCH_BLOCK_BYTES};
use std::collections::BTreeSet;
use std::rc::Rc;
use support::cases::{Case, NO_CORPUS, corpus, files_below, fixtures, sample_case};
use support::not_run::not_run;
use support::packings::{archives, packings};
use support::random::Random;
use support::{InputFile, read};
use unicode_normalization::UnicodeNormalization;

/// Of inputs with more events only so many are looked at one by one.
const EVENTS_LOOKED_AT: usize = 800;

/// Goes through the files in pieces of `chunk` bytes; with `access`, zips are read at any place.
fn found_in(
    given: &[InputFile],
    store: &Store,
    search: &TextSearch,
    (chunk, access): (usize, bool),
) -> Vec<FoundRecords> {
    let scan = Scan::new(search).expect("it can be searched for");
    for input in given {
        scan.want(store.records_of(|path| path == input.path || is_below(path, &input.path)));
        let len = input.bytes.len() as u64;
        let access = access.then(|| Box::new(input.bytes.clone()) as Box<dyn ReaderAt>);
        let mut driver = Driver::search(&input.path, len, access, Rc::clone(&scan));
        let mut pieces = input.bytes.chunks(chunk);
        let mut batch = Batch::default();
        loop {
            match driver.step(&mut batch) {
                Step::NeedsBytes => match pieces.next() {
                    Some(piece) => driver.push(piece.to_vec()),
                    None => driver.end_of_bytes(None),
                },
                Step::Worked(_) => {}
                Step::Unreadable => panic!("it is in memory"),
                Step::Done => break,
            }
        }
        assert!(batch.columns.is_empty(), "a search reads no events");
    }
    scan.take_found()
}

fn is_below(path: &str, file: &str) -> bool {
    path.strip_prefix(file).is_some_and(|rest| rest.starts_with('/'))
}

/// The events that `deep:1` lets through.
fn events_found(store: &mut Store, found: &[FoundRecords]) -> BTreeSet<RowId> {
    store.add_found(1, found);
    store.end_search(1);
    let filter = Filter::parse("deep:1", 0).expect("a right filter");
    select(&filter, store, &DerivedData::of(store)).iter().collect()
}

/// The original text of what stands here, as the drawer reads it.
fn original(given: &[InputFile], path: &str, span: Span) -> String {
    let mut original = OriginalText::new(span.offset, span.len);
    if let Some(input) = given.iter().find(|input| input.path == path) {
        original.push(&input.bytes);
        return original.finish();
    }
    let file = given.iter().find(|input| is_below(path, &input.path)).expect("a file of the input");
    let (bytes, member) = (file.bytes.clone(), &path[file.path.len() + 1..]);
    let len = bytes.len() as u64;
    let mut bytes = MemberBytes::open(Box::new(bytes), len, member).expect("it was read before");
    while bytes.step(&mut |piece| {
        let _ = original.push(piece);
    }) {}
    original.finish()
}

/// A text with its escapes resolved once, one character after the other.
fn unescaped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let unit = |at: usize| {
        let is_escape = chars.get(at) == Some(&'\\') && chars.get(at + 1) == Some(&'u');
        let digits: String = chars.get(at + 2..at + 6).filter(|_| is_escape)?.iter().collect();
        let are_digits = digits.chars().all(|c| c.is_ascii_hexdigit());
        are_digits.then(|| u16::from_str_radix(&digits, 16).expect("hexadecimal digits"))
    };
    let (mut out, mut at) = (String::new(), 0);
    while at < chars.len() {
        let plain = match (chars[at], chars.get(at + 1)) {
            ('\\', Some(c @ ('"' | '\\' | '/'))) => Some(*c),
            ('\\', Some('b')) => Some('\u{8}'),
            ('\\', Some('f')) => Some('\u{c}'),
            ('\\', Some('n')) => Some('\n'),
            ('\\', Some('r')) => Some('\r'),
            ('\\', Some('t')) => Some('\t'),
            _ => None,
        };
        let (character, len) = match (plain, unit(at), unit(at + 6)) {
            (Some(plain), ..) => (plain, 2),
            (None, Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                (char::decode_utf16([high, low]).next().expect("a pair").expect("a pair"), 12)
            }
            (None, Some(unit), _) => (char::from_u32(unit.into()).unwrap_or('\u{fffd}'), 6),
            (None, None, _) => (chars[at], 1),
        };
        out.push(character);
        at += len;
    }
    out
}

/// A text in all ways to read it, each once: the plain ones, and those with doubled quotes as one; and as words are
/// compared with them.
struct Readings {
    plain: BTreeSet<String>,
    undoubled: BTreeSet<String>,
    folded: BTreeSet<String>,
}

impl Readings {
    fn of(text: &str) -> Readings {
        let unescape = |start: String| -> BTreeSet<String> {
            std::iter::successors(Some(start), |reading| Some(unescaped(reading))).take(9).collect()
        };
        let (plain, undoubled) = (unescape(text.to_owned()), unescape(text.replace("\"\"", "\"")));
        let folded = plain.union(&undoubled).map(|reading| folded(reading)).collect();
        Readings { plain, undoubled, folded }
    }
}

fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase().replace('ς', "σ")
}

/// Tells in the plainest way whether a text has what is searched for.
fn oracle(search: &TextSearch) -> Box<dyn Fn(&Readings) -> bool> {
    match search {
        TextSearch::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| folded(word.text().expect("no star"))).collect();
            Box::new(move |text| {
                words.iter().all(|word| text.folded.iter().any(|reading| reading.contains(word)))
            })
        }
        TextSearch::Regex(expression) => {
            let regex = RegexBuilder::new(expression).case_insensitive(true).multi_line(true).build();
            let regex = regex.expect("a right expression");
            // Quotes are doubled in cells alone, and that matters only to an expression that has one.
            let has_quotes = expression.contains('"');
            Box::new(move |text| {
                let undoubled = text.undoubled.iter().filter(|_| has_quotes);
                let mut readings = text.plain.iter().chain(undoubled);
                readings.any(|reading| regex.is_match(&reading.nfc().collect::<String>()))
            })
        }
    }
}

/// Where the text of an event stands: its record, or the pieces of a transcript that it is joined of.
fn texts_of(store: &Store, row: RowId) -> Vec<(String, Span)> {
    let columns = store.columns();
    let own = (store.inputs()[columns.input(row) as usize].path.clone(), columns.span(row));
    match columns.system(row) {
        System::SessionManagerTranscript => store
            .transcript_texts()
            .filter(|(.., event)| *event == Some(row))
            .map(|(input, span, _)| (store.inputs()[input as usize].path.clone(), span))
            .collect(),
        _ => vec![own],
    }
}

/// Searches, and looks at the events one by one.
fn check(name: &str, given: &[InputFile], searches: &[TextSearch], ways: &[(usize, bool)]) {
    let mut store = read(given);
    let rows: Vec<RowId> = store.events().collect();
    let step = rows.len().div_ceil(EVENTS_LOOKED_AT).max(1);
    let texts: Vec<(RowId, Vec<Readings>)> = rows
        .iter()
        .step_by(step)
        .map(|row| {
            let of_row = texts_of(&store, *row);
            let read = |(path, span): &(String, Span)| Readings::of(&original(given, path, *span));
            (*row, of_row.iter().map(read).collect())
        })
        .collect();
    let searches: Vec<TextSearch> = searches.iter().cloned().chain(pieces_of(&texts)).collect();
    for search in &searches {
        let has = oracle(search);
        let expected: Vec<(RowId, bool)> =
            texts.iter().map(|(row, texts)| (*row, texts.iter().any(&has))).collect();
        for way in ways {
            let found = found_in(given, &store, search, *way);
            assert!(found.iter().all(|found| found.is_whole), "{name}: {search:?}");
            let events = events_found(&mut store, &found);
            assert!(store.unsearched_inputs(1).is_empty(), "{name}: {search:?}");
            for (row, expected) in &expected {
                assert_eq!(events.contains(row), *expected, "{name}: {search:?}, {way:?}, {row:?}");
            }
        }
    }
}

/// Pieces of the texts themselves, as they are and with escapes resolved, in another case.
fn pieces_of(texts: &[(RowId, Vec<Readings>)]) -> Vec<TextSearch> {
    let mut random = Random::new(texts.len() as u64);
    let mut pieces = Vec::new();
    for _ in 0..if texts.is_empty() { 0 } else { 6 } {
        let (_, of_event) = &texts[random.below(texts.len())];
        let readings = &of_event[random.below(of_event.len())].plain;
        let reading = readings.iter().nth(random.below(readings.len())).expect("one of them");
        let reading: Vec<char> = reading.chars().take(2000).collect();
        if !reading.is_empty() {
            let start = random.below(reading.len());
            let piece: String = reading[start..].iter().take(1 + random.below(9)).collect();
            pieces.push(TextSearch::typed(&piece.to_uppercase()));
        }
    }
    pieces
}

fn words(texts: &[&str]) -> Vec<TextSearch> {
    texts.iter().map(|text| TextSearch::typed(text)).collect()
}

/// What is searched for everywhere.
fn common() -> Vec<TextSearch> {
    let mut all =
        words(&["alice", "日本", "\u{e9}", "a/b", "/", "\"", "\\", "e", "secret", "{\"", "\u{fffd}", "山田"]);
    all.push(TextSearch::Words(vec![Pattern::literal("e"), Pattern::literal("2")]));
    all.extend(
        ["^\\{", "(?-i)TabOpen|GetObject", r"\d{4}-\d\d", r"\p{Han}", r#""user\w*"#, "$"]
            .map(|it| TextSearch::Regex(it.to_owned())),
    );
    all
}

#[test]
fn fixtures_are_searched_as_their_events_one_by_one() {
    let named = |case: Case| {
        let path = |input: &InputFile| format!("{}/{}", case.name, input.path);
        case.given().into_iter().map(|it| InputFile::new(&path(&it), it.bytes)).collect::<Vec<_>>()
    };
    let given: Vec<InputFile> = fixtures().into_iter().flat_map(named).collect();
    check("fixtures", &given, &common(), &[(7, false), (usize::MAX, true)]);
}

#[test]
fn the_sample_case_is_searched_as_its_events_one_by_one() {
    check("sample case", &sample_case(), &common()[..6], &[(usize::MAX, true)]);
    check("sample case", &sample_case(), &common()[12..], &[(1000, false)]);
}

#[test]
fn sample_logs_are_searched_as_their_events_one_by_one() {
    match corpus() {
        Some(folder) => {
            for file in files_below(&folder) {
                let path = file.path.clone();
                check(&path, &[file], &common()[..4], &[(usize::MAX, true)]);
            }
        }
        None => not_run("sample_logs_are_searched_as_their_events_one_by_one", NO_CORPUS),
    }
}

const EVENT: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":1"#;

/// A log of events with these texts in them.
fn log(texts: &[&str]) -> Vec<u8> {
    texts
        .iter()
        .map(|text| format!("{EVENT},\"url\":{{\"url_string\":\"{text}\"}}}}\n"))
        .collect::<String>()
        .into()
}

#[test]
fn every_packing_is_searched_alike() {
    let texts = [r"a\/b", r"\u65e5\u672c", "日本", r#"plain \"quoted\""#, "SECRET", r"C:\\temp", "none"];
    let log = log(&texts);
    let records: Vec<serde_json::Value> = log
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("JSON"))
        .collect();
    let searches = words(&["日本", "a/b", "secret", "\"quoted\"", r"c:\temp", "plain"]);
    for (name, bytes) in packings(&records).into_iter().chain(archives(&records)) {
        let given = [InputFile::new("log", bytes)];
        check(name, &given, &searches, &[(5, false), (usize::MAX, true)]);
        let mut store = read(&given);
        let found = found_in(&given, &store, &searches[0], (64, false));
        assert_eq!(events_found(&mut store, &found).len(), 2, "{name}");
    }
}

#[test]
fn records_at_the_borders_of_blocks_are_found_in_any_pieces() {
    // Long records beside short ones, so that each border lies in one, before one, or behind.
    let mut random = Random::new(3);
    let texts: Vec<String> = (0..600)
        .map(|number| {
            let filler = "x".repeat(random.below(3 * SEARCH_BLOCK_BYTES / 200));
            let hit = if number % 3 == 0 { "needle" } else { "nee-dle" };
            format!("{filler}{hit}")
        })
        .chain([format!("{}needle", "y".repeat(2 * SEARCH_BLOCK_BYTES)), "needle".to_owned()])
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let given = [InputFile::new("log", log(&texts))];
    let mut store = read(&given);
    for search in [TextSearch::typed("NEEDLE"), TextSearch::Regex("needle\"".to_owned())] {
        for chunk in [1000, SEARCH_BLOCK_BYTES - 1, SEARCH_BLOCK_BYTES, usize::MAX] {
            let found = found_in(&given, &store, &search, (chunk, false));
            assert_eq!(events_found(&mut store, &found).len(), 202, "{chunk}");
        }
    }
}

#[test]
fn a_duplicate_is_found_as_its_original() {
    let given = [InputFile::new("b", log(&["secret", "other"])), InputFile::new("a", log(&["secret"]))];
    let mut store = read(&given);
    assert_eq!((store.counts().events, store.counts().duplicates), (2, 1));
    let found = found_in(&given, &store, &TextSearch::typed("secret"), (64, false));
    let events = events_found(&mut store, &found);
    let paths: Vec<&str> =
        events.iter().map(|row| store.inputs()[store.columns().input(*row) as usize].path.as_str()).collect();
    assert_eq!(paths, ["a"]);
}

#[test]
fn what_was_not_gone_through_is_told() {
    let given = [InputFile::new("a", log(&["secret"; 3])), InputFile::new("b", log(&["secret"; 3]))];
    let mut store = read(&given);
    let search = TextSearch::typed("secret");
    let report = |store: &Store| {
        let derived = DerivedData::of(store);
        let filter = Filter::parse("deep:(1 OR 7) -deep:1", 0).expect("a right filter");
        FilterReport::of(&filter, None, store, &derived, &mut ClauseCache::default()).searches
    };
    assert!(report(&store).iter().all(|search| !search.is_known));
    // One file is gone through, and the other one is broken off.
    let mut found = found_in(&given[..1], &store, &search, (64, false));
    let scan = Scan::new(&search).expect("right");
    scan.want(store.records_of(|path| path == "b"));
    let mut driver = Driver::search("b", given[1].bytes.len() as u64, None, Rc::clone(&scan));
    let mut batch = Batch::default();
    driver.push(given[1].bytes[..200].to_vec());
    while driver.step(&mut batch) != Step::NeedsBytes {}
    driver.stop(EndReason::Cancelled, &mut batch);
    found.extend(scan.take_found());
    assert_eq!(events_found(&mut store, &found).len(), 3, "those of b are copies of those of a");
    let told: Vec<_> = report(&store).into_iter().map(|it| (it.number, it.is_known, it.paths)).collect();
    assert_eq!(told, [(1, true, Vec::new()), (7, false, Vec::new())], "b has no event of its own");
    // What is read afterwards has not been gone through.
    let later = read_more(&mut store, &InputFile::new("c", log(&["new"])));
    assert_eq!(report(&store)[0].paths, ["c"]);
    let found = found_in(&[later], &store, &search, (64, false));
    events_found(&mut store, &found);
    assert_eq!(report(&store)[0].unsearched, 0);
}

fn read_more(store: &mut Store, input: &InputFile) -> InputFile {
    support::read_batches(std::slice::from_ref(input)).iter().for_each(|batch| store.append(batch));
    input.clone()
}

#[test]
fn a_file_that_has_become_shorter_was_not_gone_through() {
    let given = [InputFile::new("a", log(&["one", "secret"]))];
    let mut store = read(&given);
    let cut = [InputFile::new("a", given[0].bytes[..130].to_vec())];
    let found = found_in(&cut, &store, &TextSearch::typed("secret"), (64, false));
    assert!(!found[0].is_whole);
    assert_eq!(events_found(&mut store, &found).len(), 0);
    assert_eq!(store.unsearched_inputs(1).len(), 1);
}

#[test]
fn a_file_that_is_still_read_was_not_gone_through() {
    let given = [InputFile::new("a", log(&["secret", "other"]))];
    let mut store = Store::default();
    let (mut batch, mut reader) = (Batch::default(), Reader::new("a"));
    reader.push(&given[0].bytes[..given[0].bytes.len() / 2 + 10], &mut batch);
    store.append(&batch.take());
    let search = TextSearch::typed("o");
    let found = found_in(&given, &store, &search, (64, false));
    events_found(&mut store, &found);
    assert_eq!(store.unsearched_inputs(1).len(), 1, "more of it may come");
    reader.push(&given[0].bytes[given[0].bytes.len() / 2 + 10..], &mut batch);
    reader.finish_all(&mut batch);
    store.append(&batch);
    assert_eq!(store.unsearched_inputs(1).len(), 1, "more of it has come");
    let found = found_in(&given, &store, &search, (64, false));
    events_found(&mut store, &found);
    assert_eq!(store.unsearched_inputs(1).len(), 0);
}

#[test]
fn the_oldest_search_is_forgotten_for_one_more_than_are_kept() {
    let mut store = read(&[InputFile::new("a", log(&["one"]))]);
    for search in 1..=MAX_TEXT_SEARCHES as u32 + 1 {
        store.end_search(search);
    }
    assert!(!store.has_search(1) && store.has_search(2) && store.has_search(MAX_TEXT_SEARCHES as u32 + 1));
}

#[test]
fn an_expression_takes_no_more_than_its_share() {
    let large = TextSearch::Regex(format!("(?:a{{1000}}){{{}}}", MAX_REGEX_BYTES / 1000));
    let problem = TextMatcher::new(&large).err().map(|mistake| mistake.problem);
    assert_eq!(problem, Some(RegexProblem::TooLarge));
    // What would take exponential time elsewhere is linear here.
    let slow = TextSearch::Regex("(x+x+)+y".to_owned());
    let given = [InputFile::new("a", log(&["x".repeat(20_000).as_str()]))];
    let mut store = read(&given);
    let found = found_in(&given, &store, &slow, (usize::MAX, false));
    assert_eq!(events_found(&mut store, &found).len(), 0);
}

#[test]
fn searches_are_of_the_page_alone() {
    for line in ["deep:1", "user:a (x OR -deep:(1 OR 2))"] {
        assert!(Filter::parse(line, 0).is_ok());
        let mistake = Filter::parse_without_page(line, 0).expect_err(line);
        assert!(matches!(mistake.problem, Problem::OnlyInPage(_)));
        assert!(mistake.span.split(line)[1].starts_with("deep:"));
    }
    for line in ["deep:x", "deep:*", "deep:\"\"", "deep:-1", "deep:99999999999"] {
        assert_eq!(Filter::parse(line, 0).expect_err(line).problem, Problem::BadSearch, "{line}");
    }
    assert!(Filter::parse_without_page("user:deep \"deep:1\"", 0).is_ok());
}
