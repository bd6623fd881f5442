//! How long Sigma rules take for the records of a trail, beside reading these records to columns, and beside another engine
//! on records that have been parsed. `SESSIONSCOPE_RULES` names a folder of rules; without it rules of our own stand for
//! those that people have: a name or two of calls of one service, a few with wildcards, an expression.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use rsigma_eval::Engine;
use rsigma_eval::event::JsonEvent;
use serde_json::Value;
use sessionscope::model::batch::Batch;
use sessionscope::reader::Reader;
use sessionscope::sample::{SampleFile, sample_case};
use sessionscope::sigma::{Document, RuleSet, Service, TimedMatch, correlate, read_documents};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkdir::WalkDir;

/// How often the records of the sample are repeated.
const TIMES: usize = 10;

/// The CloudTrail records of the sample case, again and again, each in one line.
fn records() -> Vec<String> {
    let unpacked = |file: SampleFile| {
        let mut json = Vec::new();
        GzDecoder::new(&file.bytes[..]).read_to_end(&mut json).expect("the sample is sound");
        serde_json::from_slice::<Value>(&json).expect("the sample is JSON")["Records"].take()
    };
    let files = sample_case().into_iter().filter(|file| file.path.contains("/CloudTrail/"));
    let records: Vec<String> = files
        .flat_map(|file| serde_json::from_value::<Vec<Value>>(unpacked(file)).expect("a list"))
        .map(|record| record.to_string())
        .collect();
    records.iter().cycle().take(records.len() * TIMES).cloned().collect()
}

fn rule(number: usize, detection: &str) -> String {
    format!(
        "title: Rule {number}\nid: rule-{number}\nlogsource: {{product: aws, service: cloudtrail}}\ndetection:\n{detection}"
    )
}

/// Texts of rules, those of a folder or our own.
fn rules() -> Vec<String> {
    if let Some(folder) = std::env::var_os("SESSIONSCOPE_RULES").map(PathBuf::from) {
        let read = |path: &Path| std::fs::read_to_string(path).expect("a text");
        let paths = WalkDir::new(folder).sort_by_file_name().into_iter();
        let paths = paths.map(|entry| entry.expect("it can be read").into_path());
        return paths
            .filter(|path| path.extension().is_some_and(|extension| extension == "yml"))
            .map(|path| read(&path))
            .collect();
    }
    let by_name = (0..53).map(|number| {
        let detection = format!(
            "  sel: {{eventSource: service{number}.amazonaws.com, eventName: [Delete{number}, Update{number}]}}\n  condition: sel\n"
        );
        rule(number, &detection)
    });
    let others = [
        "  sel: {userIdentity.type: Root}\n  not: {eventType: AwsServiceEvent}\n  condition: sel and not not\n",
        "  sel: {userAgent|contains: scanner}\n  condition: sel\n",
        "  sel: {userIdentity.arn|re: '.+:assumed-role/service:.+'}\n  not: {sourceIPAddress: AWS Internal}\n  condition: sel and not not\n",
        "  sel: {userIdentity.type: AssumedRole, userIdentity.sessionContext.sessionIssuer.type: Role}\n  condition: sel\n",
    ];
    by_name
        .chain((53..).zip(others).map(|(number, detection)| {
            rule(number, &detection.replace("not:", "no:").replace("not not", "not no"))
        }))
        .collect()
}

fn sigma(criterion: &mut Criterion) {
    let (records, texts) = (records(), rules());
    let documents =
        || texts.iter().flat_map(|text| read_documents(text)).collect::<Result<Vec<Document>, _>>();
    let (set, refused) = RuleSet::new(documents().expect("rules"));
    assert!(refused.is_empty(), "{refused:?}");
    let mut group = criterion.benchmark_group("sigma");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    group.bench_function(format!("{} rules read and made ready", set.len()), |bencher| {
        bencher.iter(|| black_box(RuleSet::new(documents().expect("rules"))));
    });
    group.throughput(Throughput::Elements(records.len() as u64));
    group.bench_function(format!("records against {} rules", set.len()), |bencher| {
        let mut matcher = set.matcher();
        bencher.iter(|| {
            let mut found = Vec::new();
            records
                .iter()
                .for_each(|record| matcher.record(Service::CloudTrail, record.as_bytes(), &mut found));
            black_box(found.len())
        });
    });
    let trail = format!("{{\"Records\":[{}]}}", records.join(","));
    group.bench_function("the same records read to columns", |bencher| {
        bencher.iter(|| {
            let (mut batch, mut reader) = (Batch::default(), Reader::new("trail.json"));
            reader.push(trail.as_bytes(), &mut batch);
            reader.finish_all(&mut batch);
            black_box(batch)
        });
    });
    group.bench_function("the same records parsed by serde_json", |bencher| {
        bencher.iter(|| {
            let parsed = |record: &String| serde_json::from_str::<Value>(record).expect("JSON");
            records.iter().for_each(|record| drop(black_box(parsed(record))));
        });
    });
    let mut engine = Engine::new();
    let collection = rsigma_parser::parse_sigma_yaml(&texts.join("\n---\n")).expect("rules");
    engine.add_collection(&collection).expect("rules");
    let parsed: Vec<Value> =
        records.iter().map(|record| serde_json::from_str(record).expect("JSON")).collect();
    group.bench_function("the parsed records against the rules in rsigma-eval", |bencher| {
        bencher.iter(|| {
            let count = |record: &Value| engine.evaluate(&JsonEvent::borrow(record)).len();
            black_box(parsed.iter().map(count).sum::<usize>())
        });
    });
    group.finish();
}

/// A hundred thousand matches of a rule, of a hundred users.
fn correlation(criterion: &mut Criterion) {
    const MATCHES: u32 = 100_000;
    let text = rule(0, "  sel: {eventName: X}\n  condition: sel\n")
        + "---\ntitle: Many\ncorrelation:\n  type: value_count\n  rules: [rule-0]\n  group-by: [user]\n  timespan: 10m\n  condition: {gte: 20, field: from}\n";
    let documents: Result<Vec<Document>, _> = read_documents(&text).into_iter().collect();
    let (set, _) = RuleSet::new(documents.expect("rules"));
    let mut matcher = set.matcher();
    let matches: Vec<TimedMatch> = (0..MATCHES)
        .map(|event| {
            let (user, from) = (event * 7 % 100, event * 31 % 1_009);
            let mut found = Vec::new();
            let record = format!(r#"{{"eventName":"X","user":"user {user}","from":"from {from}"}}"#);
            matcher.record(Service::CloudTrail, record.as_bytes(), &mut found);
            TimedMatch { time_ms: i64::from(event) * 997, event, matched: found.remove(0) }
        })
        .collect();
    let mut group = criterion.benchmark_group("sigma");
    group.sample_size(10).throughput(Throughput::Elements(u64::from(MATCHES)));
    group.bench_function("matches correlated by values", |bencher| {
        bencher.iter(|| black_box(correlate(&set, &matches)));
    });
    group.finish();
}

criterion_group!(benches, sigma, correlation);
criterion_main!(benches);
