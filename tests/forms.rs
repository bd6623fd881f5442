//! One record in the forms that query tools, consoles and log viewers give it: each tells the same of it.

mod support;

use serde_json::{Value, json};
use sessionscope::model::ids::RowId;
use sessionscope::model::limitation::Limitation::ParametersOmitted;
use sessionscope::model::{Store, TextField};
use sessionscope::query::rows::{inputs_by_path, limitations};
use sessionscope::text::reason_in_summary;
use support::{InputFile, read, summary};

fn read_one(name: &str, text: &str) -> Store {
    read(&[InputFile::new(name, text.to_owned())])
}

/// Records, events, duplicates, rejected and skipped.
fn totals(store: &Store) -> Value {
    let summary = summary(store);
    let counts = ["records", "events", "duplicates", "rejected", "skipped"];
    json!(counts.map(|count| &summary["totals"][count]))
}

/// What the events have in a field.
fn texts(store: &Store, field: TextField) -> Vec<String> {
    let rows = (0..store.row_count()).map(RowId).filter(|row| store.is_event(*row));
    rows.map(|row| store.text(field, row).to_owned()).collect()
}

/// A call as a flat object: its fields, and others.
fn flat(others: &[(&str, Value)]) -> String {
    let mut row = json!({
        "eventVersion": "1.09", "eventTime": "2026-11-19T08:01:00Z", "eventName": "StartSession",
        "eventSource": "ssm.amazonaws.com", "awsRegion": "eu-west-1", "eventID": "e1"
    });
    for (key, value) in others {
        row[*key] = value.clone();
    }
    row.to_string()
}

const ARN: &str = "arn:aws:sts::111122223333:assumed-role/Admin/alice";

#[test]
fn the_identity_of_a_flat_record_is_that_of_the_whole_one() {
    let whole = json!({ "type": "AssumedRole", "arn": ARN });
    for (others, user) in [
        (&[("userIdentity.arn", json!(ARN))][..], "alice"),
        (&[("userIdentity_arn", json!(ARN))], "alice"),
        (&[("userIdentity", json!(whole.to_string()))], "alice"),
        (&[("userIdentity", json!(format!("{{type=AssumedRole, arn={ARN}}}")))], "alice"),
        (&[("userIdentity.principalId", json!("AROAX:alice"))], "alice"),
        (&[("userIdentity.type", json!("Root")), ("userIdentity.userName", json!("corp"))], "root"),
        (&[("userIdentity.userName", json!("alice")), ("userIdentity", Value::Null)], "alice"),
        (&[("userName", json!("alice"))], "alice"),
        (
            &[
                ("userIdentity.onBehalfOf.userId", json!("90-1")),
                ("additionalEventData.UserName", json!("alice")),
            ],
            "alice",
        ),
        (&[("userIdentity", whole.clone())], "alice"),
        (&[], ""),
    ] {
        let text = flat(others);
        // Behind a record that has an identity it is read alike.
        let before = flat(&[("userIdentity", json!({ "userName": "bob" })), ("eventID", json!("e0"))]);
        for (text, given) in [(text.clone(), 1), (format!("{before}\n{text}"), 2)] {
            let store = read_one("a.jsonl", &text);
            assert_eq!(totals(&store), json!([given, given, 0, 0, 0]), "{text}");
            assert_eq!(texts(&store, TextField::User).last().map(String::as_str), Some(user), "{text}");
        }
    }
}

#[test]
fn parameters_that_are_texts_or_spread_over_keys_tell_what_a_call_was_about() {
    let identity = ("userIdentity", json!({ "userName": "carol" }));
    let request = json!({
        "target": "i-1", "documentName": "AWS-StartPortForwardingSessionToRemoteHost",
        "parameters": { "host": ["db"], "portNumber": ["5432"] }
    });
    let response = json!({ "sessionId": "carol-0a1b2c3d4e5f67890" });
    let document = &request["documentName"];
    let printed = "{target=i-1, documentName=AWS-StartPortForwardingSessionToRemoteHost, parameters={host=[db], portNumber=[5432]}}";
    for text in [
        flat(&[
            identity.clone(),
            ("requestParameters", json!(request.to_string())),
            ("responseElements", json!(response.to_string())),
        ]),
        flat(&[
            ("userIdentity.userName", json!("carol")),
            ("requestParameters.target", json!("i-1")),
            ("requestParameters.documentName", document.clone()),
            ("requestParameters.parameters.host", json!("[\"db\"]")),
            ("requestParameters.parameters.portNumber", json!(["5432"])),
            ("responseElements.sessionId", json!("carol-0a1b2c3d4e5f67890")),
        ]),
        flat(&[
            ("userIdentity", json!("{userName=carol}")),
            ("requestParameters", json!(printed)),
            ("responseElements", json!("{sessionId=carol-0a1b2c3d4e5f67890}")),
        ]),
        json!({
            "metadata": { "product": { "name": "CloudTrail" } }, "time_dt": "2026-11-19T08:01:00Z",
            "api": { "operation": "StartSession", "service": { "name": "ssm.amazonaws.com" } },
            "actor": { "user": { "name": "carol" } },
            "unmapped": {
                "requestParameters.target": "i-1",
                "requestParameters.documentName": document,
                "requestParameters.parameters.host[]": "[\"db\"]",
                "requestParameters.parameters.portNumber[]": "[\"5432\"]",
                "responseElements.sessionId": "carol-0a1b2c3d4e5f67890"
            }
        })
        .to_string(),
    ] {
        let store = read_one("a.json", &text);
        for (field, right) in [
            (TextField::User, "carol"),
            (TextField::Target, "i-1"),
            (TextField::Session, "carol-0a1b2c3d4e5f67890"),
            (TextField::Url, "tcp://db:5432"),
            (TextField::Host, "db"),
        ] {
            assert_eq!(texts(&store, field), [right], "{field:?} of {text}");
        }
    }
    let address = json!({
        "documentName": "AWS-StartPortForwardingSessionToRemoteHost", "target": "i-1",
        "parameters": { "host": ["fd00::1"] }
    });
    let store = read_one("a.json", &flat(&[identity, ("requestParameters", address)]));
    assert_eq!(texts(&store, TextField::Url), ["tcp://[fd00::1]"]);
    assert_eq!(texts(&store, TextField::Host), ["[fd00::1]"], "the colons of an address are no port");
}

#[test]
fn a_sign_in_that_failed_says_so_in_every_form() {
    let head = "eventTime,eventName,eventSource,userIdentity.userName";
    let row = "2026-11-19T08:01:00Z,ConsoleLogin,signin.amazonaws.com,alice,Failure\n";
    let sign_in = |others: &[(&str, Value)]| {
        let mut all = vec![
            ("eventName", json!("ConsoleLogin")),
            ("eventSource", json!("signin.amazonaws.com")),
            ("userIdentity.userName", json!("alice")),
        ];
        all.extend_from_slice(others);
        flat(&all)
    };
    let ocsf = json!({
        "metadata": { "product": { "name": "CloudTrail" } }, "time_dt": "2026-11-19T08:01:00Z",
        "api": { "operation": "CredentialVerification", "service": { "name": "signin.amazonaws.com" } },
        "actor": { "user": { "name": "alice" } },
        "unmapped": { "serviceEventDetails.CredentialVerification": "Failure" }
    });
    for (name, text) in [
        ("a.csv", format!("{head},responseElements.ConsoleLogin\n{row}")),
        ("b.csv", format!("{head},response_elements_console_login\n{row}")),
        ("c.csv", format!("{head},serviceEventDetails.CredentialVerification\n{row}")),
        ("d.json", sign_in(&[("responseElements.ConsoleLogin", json!("Failure"))])),
        ("e.json", sign_in(&[("responseElements", json!(r#"{"ConsoleLogin":"Failure"}"#))])),
        ("f.json", sign_in(&[("serviceEventDetails", json!(r#"{"UserAuthentication":"Failure"}"#))])),
        ("g.json", ocsf.to_string()),
    ] {
        let store = read_one(name, &text);
        assert_eq!(texts(&store, TextField::User), ["alice"], "{name}");
        assert_eq!(texts(&store, TextField::Error), ["Failure"], "{name}");
    }
    let succeeded = read_one(
        "a.csv",
        &format!("{head},responseElements.ConsoleLogin\n{}", row.replace("Failure", "Success")),
    );
    assert_eq!(texts(&succeeded, TextField::Error), [""]);
}

#[test]
fn insights_and_corrections_are_no_calls_in_tables_either() {
    let head = "eventtime,eventname,eventsource,eventid,useridentity";
    let row = "2026-11-19T08:01:00Z,StartSession,ssm.amazonaws.com,e1,{username=alice}";
    let of_snake = |key: &str, value: Value| {
        let mut row = json!({
            "event_time": "2026-11-19T08:01:00Z", "event_name": "StartSession",
            "event_source": "ssm.amazonaws.com", "event_id": "e1", "user_identity": { "userName": "alice" }
        });
        row[key] = value;
        row.to_string()
    };
    for (name, text, format, events) in [
        ("a.csv", format!("{head},eventcategory\n{row},Insight\n"), "cloudtrail-insight", 0),
        ("b.csv", format!("{head},eventtype\n{row},AwsCloudTrailInsight\n"), "cloudtrail-insight", 0),
        ("c.csv", format!("{head},insightdetails\n{row},{{state=Start}}\n"), "cloudtrail-insight", 0),
        ("d.csv", format!("{head},insightdetails\n{row},null\n"), "cloudtrail", 1),
        ("e.json", of_snake("insight_details", json!({ "state": "Start" })), "cloudtrail-insight", 0),
        ("f.csv", format!("{head},addendum\n{row},{{reason=UPDATED_DATA}}\n"), "cloudtrail", 0),
        ("g.csv", format!("{head},addendum\n{row},\n"), "cloudtrail", 1),
        ("h.json", of_snake("addendum", json!({ "reason": "UPDATED_DATA" })), "cloudtrail", 0),
        ("i.json", of_snake("addendum", Value::Null), "cloudtrail", 1),
    ] {
        let store = read_one(name, &text);
        assert_eq!(totals(&store), json!([1, events, 0, 0, 1 - events]), "{name}");
        assert_eq!(summary(&store)["inputs"][0]["format"], format, "{name}");
    }
}

#[test]
fn what_stands_before_all_names_of_a_record_is_left_out() {
    for prefix in ["data.aws.", "detail.", "_source."] {
        let names = ["eventTime", "eventName", "eventSource", "userIdentity.userName"];
        let head: Vec<String> = names.iter().map(|name| format!("{prefix}{name}")).collect();
        let table = format!(
            "timestamp,{}\n\"Nov 19, 2026 @ 08:01:00.000\",2026-11-19T08:01:00Z,A,s3.amazonaws.com,alice\n",
            head.join(",")
        );
        let store = read_one("a.csv", &table);
        assert_eq!(texts(&store, TextField::User), ["alice"], "{prefix}");
        assert_eq!(summary(&store)["time_range"]["start"], "2026-11-19T08:01:00.000Z", "{prefix}");
    }
}

#[test]
fn a_column_or_key_of_its_own_says_that_parameters_were_left_out() {
    let head = "eventtime,eventname,eventsource,requestparameters.omitted\n";
    for (row, expected) in [("true", vec![(0, ParametersOmitted)]), ("", vec![])] {
        let store = read_one("a.csv", &format!("{head}2026-11-19T08:01:00Z,A,s3.amazonaws.com,{row}\n"));
        assert_eq!(limitations(&store, &inputs_by_path(&store)), expected, "{row}");
    }
}

#[test]
fn a_log_event_by_itself_may_hold_text() {
    let text = "Script started on 2026-11-20 10:00:00+00:00 [COMMAND=\"cat /a/i-1/session/orchestration/alice-0a1b2c3d4e5f67890/x\"]\n$ id\n";
    let event = json!({ "timestamp": 1_795_168_800_000_u64, "message": text }).to_string();
    assert_eq!(summary(&read_one("a.json", &event))["by_activity"], json!({ "SessionTranscript": 1 }));
    let table =
        format!("timestamp,message,logStreamName\n1795168800000,\"{}\",s\n", text.replace('"', "\"\""));
    assert_eq!(summary(&read_one("a.csv", &table))["by_activity"], json!({ "SessionTranscript": 1 }));
}

#[test]
fn an_object_of_no_known_format_is_named_by_its_keys_even_without_lists() {
    let message = |store: Store| {
        let notice = &store.notices()[0];
        reason_in_summary(notice.reason, &notice.detail)
    };
    assert_eq!(
        message(read_one("a.json", r#"{"time":1,"event":{"eventName":"A"}}"#)),
        "a JSON object of no known format, under the keys time, event"
    );
    assert_eq!(
        message(read(&[InputFile::new("a.lz4", b"\x04\x22\x4d\x18 and more".to_vec())])),
        "packed by LZ4, which is not known here. Unpack it, and give the file that comes out"
    );
}
