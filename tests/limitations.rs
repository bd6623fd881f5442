//! What an input cannot show is said of it, once, whatever wrapper it has and in whatever pieces it comes.

mod support;

use sessionscope::model::limitation::Limitation::{
    self, AnswerIsCut, NoParameters, ParametersOmitted, QueryUnfinished,
};
use sessionscope::query::rows::{inputs_by_path, limitations};
use support::{InputFile, read};

const RECORD: &str = r#"{"eventVersion":"1.11","userIdentity":{"userName":"alice"},"eventTime":"2026-11-19T08:00:00Z","eventSource":"ssm.amazonaws.com","eventName":"StartSession","eventID":"1","requestParameters":REQUEST,"responseElements":null}"#;

fn record(request: &str) -> String {
    RECORD.replace("REQUEST", request)
}

fn limitations_of(files: &[InputFile]) -> Vec<(String, Limitation)> {
    let store = read(files);
    let of_path = |(number, limitation)| (store.inputs()[number as usize].path.clone(), limitation);
    limitations(&store, &inputs_by_path(&store)).into_iter().map(of_path).collect()
}

fn of_text(name: &str, text: &str) -> Vec<Limitation> {
    let found = limitations_of(&[InputFile::new(name, text.to_owned())]);
    assert!(found.iter().all(|(path, _)| path == name));
    found.into_iter().map(|(_, limitation)| limitation).collect()
}

#[test]
fn a_table_without_parameters_says_so_and_one_with_them_does_not() {
    let history = "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n";
    let row = "alice,AKIAEXAMPLE,2026-11-19T08:00:00Z,signin.amazonaws.com,ConsoleLogin,us-east-1,203.0.113.1,x,,[],r,e,true,AwsConsoleSignIn,111122223333,Management\n";
    assert_eq!(of_text("history.csv", &format!("{history}{row}")), [NoParameters]);
    let athena = "eventtime,eventsource,eventname,requestparameters\n2026-11-19T08:00:00Z,ssm.amazonaws.com,StartSession,\"{\"\"target\"\":\"\"i-1\"\"}\"\n";
    assert_eq!(of_text("athena.csv", athena), []);
    let omitted = athena.replace("{\"\"target", "{\"\"omitted");
    assert_eq!(of_text("omitted.csv", &omitted), [ParametersOmitted]);
    // Of lookup-events too, where a query has left the records out.
    let meta = r#"{"Events":[{"EventId":"1","EventName":"ListBuckets","EventTime":"2026-11-19T08:00:00Z","EventSource":"s3.amazonaws.com","Username":"alice"}]}"#;
    assert_eq!(of_text("meta.json", meta), [NoParameters]);
    // A row may leave out what it has nothing of.
    let rows = r#"{"eventName":"A","eventTime":"2026-11-19T08:00:00Z","eventsource":"ssm.amazonaws.com","username":"a"}
{"eventName":"B","eventTime":"2026-11-19T08:00:00Z","eventsource":"ssm.amazonaws.com","username":"a","requestparameters":"{}"}"#;
    assert_eq!(of_text("rows.jsonl", rows), []);
}

#[test]
fn an_answer_that_is_cut_says_so_wherever_its_token_stands_unless_the_next_page_follows() {
    let looked_up = serde_json::json!({ "EventId": "1", "CloudTrailEvent": record("null") });
    let logged = serde_json::json!({ "timestamp": 1_795_168_800_000_u64, "message": record("null") });
    let rows = r#""QueryResultRows":[[{"eventName":"A"},{"eventTime":"2026-11-19 08:00:00.000"},{"eventSource":"s3.amazonaws.com"},{"requestParameters":"{}"}]]"#;
    for (text, expected) in [
        (format!(r#"{{"Events":[{looked_up}],"NextToken":"x"}}"#), &[AnswerIsCut][..]),
        (format!(r#"{{"NextToken":"x","Events":[{looked_up}]}}"#), &[AnswerIsCut]),
        (format!(r#"{{"Other":1,"Events":[{looked_up}],"NextToken":"x"}}"#), &[AnswerIsCut]),
        (format!(r#"{{"Events":[{looked_up}],"NextToken":null}}"#), &[]),
        (format!(r#"{{"events":[{logged}],"nextToken":"x"}}"#), &[AnswerIsCut]),
        (format!(r#"{{"events":[{logged}],"nextForwardToken":"f/1","nextBackwardToken":"b/1"}}"#), &[]),
        (
            r#"{"Sessions":[{"SessionId":"alice-0a1b2c3d4e5f67890"}],"NextToken":"x"}"#.to_owned(),
            &[AnswerIsCut],
        ),
        (format!(r#"{{"QueryStatus":"FINISHED",{rows},"NextToken":"x"}}"#), &[AnswerIsCut]),
        (format!(r#"{{"QueryStatus":"FINISHED",{rows}}}"#), &[]),
        (format!(r#"{{"QueryStatus":"RUNNING",{rows}}}"#), &[QueryUnfinished]),
        // Two pages in one file.
        (format!("{{\"Events\":[{looked_up}],\"NextToken\":\"x\"}}\n{{\"Events\":[]}}"), &[]),
        (format!("{{\"Events\":[]}}\n{{\"Events\":[{looked_up}],\"NextToken\":\"x\"}}"), &[AnswerIsCut]),
    ] {
        assert_eq!(of_text("answer.json", &text), expected, "{text}");
    }
}

#[test]
fn parameters_that_were_left_out_are_told_of_each_input_that_has_any_once() {
    let records = |request: &str| format!(r#"{{"Records":[{0},{0},{0}]}}"#, record(request));
    let omitted = records(r#"{"omitted":true,"originalSize":300000,"reason":"too large"}"#);
    let files = [
        InputFile::new("a.json", omitted.clone()),
        InputFile::new("b.json", records(r#"{ "target": "i-1", "omitted": 1 }"#)),
        InputFile::new("c.json", omitted),
    ];
    let expected = ["a.json", "c.json"].map(|path| (path.to_owned(), ParametersOmitted));
    assert_eq!(limitations_of(&files), expected);
}
