//! How fast Session Logger's logs become columns, beside serde_json on the same bytes in one run.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::Deserialize;
use serde_json::Value;
use sessionscope::container::json::walk;
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::format::Format;
use sessionscope::model::Store;
use sessionscope::model::batch::Batch;
use sessionscope::model::record_places::RecordPlaces;
use sessionscope::reader::Reader;
use sessionscope::reader::scan::RecordScan;
use sessionscope::sample::{SampleFile, SampleFormat, sample_at_scale, sample_case};
use sessionscope::search::{Needle, NeedleKind, Searcher};
use std::borrow::Cow;
use std::hint::black_box;
use std::io::{Read, Write};
use std::time::Duration;

/// About 50 MB of JSON Lines.
const EVENTS: u64 = 60_000;

fn log(format: SampleFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    sample_at_scale(EVENTS, 1, format, &mut |_, piece| bytes.write_all(piece)).expect("to memory");
    bytes
}

/// The same events as messages of log events: as `filter-log-events` gives them, and as Logs Insights saves them.
fn in_log_events(lines_log: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut asked, mut saved) = (br#"{"events":["#.to_vec(), b"@timestamp,@message\n".to_vec());
    for (number, line) in lines(lines_log).enumerate() {
        let line = std::str::from_utf8(line).expect("the sample is text");
        let comma = if number == 0 { "" } else { "," };
        let message = Value::from(line);
        write!(
            asked,
            r#"{comma}{{"logStreamName":"a","timestamp":1795169700000,"message":{message},"eventId":"{number}"}}"#
        )
        .expect("to memory");
        writeln!(saved, "2026-11-20 10:15:00.000,\"{}\"", line.replace('"', "\"\"")).expect("to memory");
    }
    asked.extend_from_slice(b"]}");
    (asked, saved)
}

/// The CloudTrail records of the sample case, again and again, in one line as a trail has them, each with an id of its own.
fn cloud_trail(len: usize) -> Vec<u8> {
    let unpacked = |file: &SampleFile| {
        let mut json = Vec::new();
        GzDecoder::new(&file.bytes[..]).read_to_end(&mut json).expect("the sample is sound");
        serde_json::from_slice::<Value>(&json).expect("the sample is JSON")["Records"].take()
    };
    let files = sample_case().into_iter().filter(|file| file.path.contains("/CloudTrail/"));
    let records: Vec<Value> = files
        .flat_map(|file| serde_json::from_value::<Vec<Value>>(unpacked(&file)).expect("a list"))
        .collect();
    let mut log = br#"{"Records":["#.to_vec();
    for (number, record) in records.iter().cycle().enumerate() {
        let mut record = record.clone();
        record["eventID"] = format!("00000000-0000-4000-8000-{number:012}").into();
        serde_json::to_writer(&mut log, &record).expect("to memory");
        if log.len() >= len {
            break;
        }
        log.push(b',');
    }
    log.extend_from_slice(b"]}");
    log
}

/// Reads as a worker does: pieces of a megabyte, batches of at least 65,536 rows.
fn batches(bytes: &[u8]) -> Vec<Batch> {
    let mut done = Vec::new();
    let mut batch = Batch::default();
    let mut reader = Reader::new("a.jsonl");
    for piece in bytes.chunks(1 << 20) {
        reader.push(piece, &mut batch);
        if batch.columns.len() >= 1 << 16 {
            done.push(batch.take());
        }
    }
    reader.finish_all(&mut batch);
    done.push(batch);
    done
}

/// Where the records of a log stand, as the engine tells it to who searches them.
fn places(read: &[Batch]) -> Vec<u8> {
    let mut engine = Engine::default();
    read.iter().for_each(|batch| engine.append(batch));
    engine.execute(&Command::BeginSearch(1));
    let request = StreamRequest::RecordPlaces { search: 1, files: vec!["a.jsonl".to_owned()] };
    let mut stream = engine.stream(&Scope::default(), &request).expect("it has no filter");
    let mut bytes = Vec::new();
    loop {
        let piece = engine.next_piece(&mut stream);
        bytes.extend(piece.bytes);
        if piece.is_last {
            return bytes;
        }
    }
}

/// Searches the original text of a log as a worker does; how many records have it.
fn searched(bytes: &[u8], places: &[u8], kind: NeedleKind, text: &str) -> usize {
    let needle = Needle { text: text.to_owned(), kind };
    let mut searcher = Searcher::new(&needle).expect("a right needle");
    let mut scan = RecordScan::new(RecordPlaces::read(places.to_vec()));
    let (mut reader, mut batch) = (Reader::new("a.jsonl"), RecordScan::batch());
    for piece in bytes.chunks(1 << 20) {
        reader.push(piece, &mut batch);
        scan.drain(&mut batch, &mut searcher);
    }
    reader.finish_all(&mut batch);
    scan.drain(&mut batch, &mut searcher);
    let (all, found) = searcher.take();
    assert_eq!(all.rows().count() as u64, EVENTS);
    found.rows().count()
}

/// The lines, cut by a fast search, so that the readers beside ours do not pay for a slow one.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', bytes).map(move |end| {
        let line = &bytes[start..end];
        start = end + 1;
        line
    })
}

/// The fields that the reader takes, borrowed where they can be.
#[derive(Deserialize)]
#[allow(dead_code)] // Reading into it is what is measured.
struct BorrowedEvent<'a> {
    #[serde(borrow)]
    activity_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    category_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    time: Option<Cow<'a, str>>,
    #[serde(borrow)]
    session_detail: Option<Detail<'a>>,
    #[serde(borrow)]
    url: Option<Url<'a>>,
    #[serde(borrow)]
    file: Option<File<'a>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Detail<'a> {
    #[serde(borrow)]
    portal_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    session_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    client_ip: Option<Cow<'a, str>>,
    #[serde(borrow)]
    username: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Url<'a> {
    #[serde(borrow)]
    url_string: Option<Cow<'a, str>>,
    #[serde(borrow)]
    hostname: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct File<'a> {
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    size: Option<u64>,
    #[serde(borrow)]
    ext: Option<Cow<'a, str>>,
}

fn ingest(criterion: &mut Criterion) {
    let lines_log = log(SampleFormat::JsonLines);
    let array_log = log(SampleFormat::Json);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&lines_log).expect("to memory");
    let packed = encoder.finish().expect("to memory");
    let read = batches(&lines_log);
    assert_eq!(read.iter().map(|batch| u64::from(batch.columns.len())).sum::<u64>(), EVENTS);
    assert_eq!(read.iter().map(|batch| batch.notices.len()).sum::<usize>(), 0);
    println!("{EVENTS} events, {} bytes, {} packed", lines_log.len(), packed.len());

    let mut group = criterion.benchmark_group("ingest");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(lines_log.len() as u64));
    for (name, bytes) in
        [("JSON Lines", &lines_log), ("array", &array_log), ("gzip, inflated bytes", &packed)]
    {
        group.bench_with_input(BenchmarkId::new("batches", name), bytes, |bencher, bytes| {
            bencher.iter(|| black_box(batches(bytes)));
        });
    }
    let places = places(&read);
    for (name, kind, text) in [
        ("a word that is nowhere", NeedleKind::Words, "nowhere"),
        ("two words that are in all", NeedleKind::Words, "workspacessecurebrowser activity_name"),
        ("a word with a quote, nowhere", NeedleKind::Words, "a\"nowhere"),
        ("an expression that is nowhere", NeedleKind::Expression, "no(where|body)[0-9]+x"),
        ("an expression without a text, nowhere", NeedleKind::Expression, "[xyz]{3}[0-9]{9}"),
    ] {
        group.bench_function(BenchmarkId::new("original text", name), |bencher| {
            bencher.iter(|| black_box(searched(&lines_log, &places, kind, text)));
        });
    }
    let (asked, saved) = in_log_events(&lines_log);
    let trail = cloud_trail(lines_log.len());
    for (name, bytes) in [("log events", &asked), ("CSV of log events", &saved), ("CloudTrail", &trail)] {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("batches", name), bytes, |bencher, bytes| {
            bencher.iter(|| black_box(batches(bytes)));
        });
    }
    group.throughput(Throughput::Bytes(lines_log.len() as u64));
    group.bench_function("walk alone", |bencher| {
        let schema = Format::SessionLogger.schema();
        bencher.iter(|| lines(&lines_log).filter(|line| walk(line, schema).is_ok()).count());
    });
    group.bench_function("batches appended to a store", |bencher| {
        bencher.iter(|| {
            let mut store = Store::default();
            read.iter().for_each(|batch| store.append(batch));
            black_box(store.event_count())
        });
    });
    group.bench_function("serde_json, borrowed structs a line", |bencher| {
        bencher.iter(|| {
            for line in lines(&lines_log) {
                black_box(serde_json::from_slice::<BorrowedEvent<'_>>(line).expect("an event"));
            }
        });
    });
    group.bench_function("serde_json, a Value a line", |bencher| {
        bencher.iter(|| {
            for line in lines(&lines_log) {
                black_box(serde_json::from_slice::<Value>(line).expect("an event"));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
