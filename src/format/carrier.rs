//! Keys under which log shippers, SIEMs, queues and functions hand on a record, or a text that is one (R46). What they
//! say beside it, their ids and their times, never counts.

use crate::container::json::bytes_of;
use crate::container::parts::members;

/// How a record is written that something carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As a value: a record, a list of them, or a text of JSON.
    Plain,
    /// As text in base64, which may be packed by gzip.
    Base64,
}

/// Where something carries records.
struct Carrier {
    /// The keys that lead to them, from the outside in.
    keys: &'static [&'static str],
    packing: Packing,
}

const fn plain(keys: &'static [&'static str]) -> Carrier {
    Carrier { keys, packing: Packing::Plain }
}

const fn base64(keys: &'static [&'static str]) -> Carrier {
    Carrier { keys, packing: Packing::Base64 }
}

/// All that are known, in the order in which they are looked for.
const CARRIERS: [Carrier; 23] = [
    // Elasticsearch and OpenSearch: an answer to a search, and each hit of it or line of a dump.
    plain(&["hits", "hits"]),
    plain(&["_source"]),
    // Elastic Common Schema, as Filebeat and the integrations keep it.
    plain(&["event", "original"]),
    plain(&["event.original"]),
    // Splunk: an export as JSON, and the answer of its API.
    plain(&["result"]),
    plain(&["results"]),
    plain(&["_raw"]),
    // Wazuh.
    plain(&["data", "aws"]),
    plain(&["_source", "data", "aws"]),
    // Steampipe and Tailpipe.
    plain(&["rows"]),
    // SNS, in a message of its own and in an event of Lambda; SQS, in an event of Lambda and as the command line has it.
    plain(&["Sns", "Message"]),
    plain(&["Message"]),
    plain(&["body"]),
    plain(&["Body"]),
    plain(&["Messages"]),
    // Fluent Bit, and Vector.
    plain(&["log"]),
    plain(&["message"]),
    // A subscription of CloudWatch Logs to Lambda; Kinesis, in an event of Lambda and as the command line has it;
    // Firehose, to an HTTP endpoint and in its folder of failed deliveries.
    base64(&["awslogs", "data"]),
    base64(&["kinesis", "data"]),
    base64(&["Data"]),
    base64(&["data"]),
    base64(&["rawData"]),
    plain(&["records"]),
];

/// What an object carries, of several the first that may be records: the JSON text of each.
pub fn carried(object: &[u8]) -> Option<(Packing, &[u8])> {
    CARRIERS.iter().find_map(|carrier| {
        let found = carrier.keys.iter().try_fold(object, |within, key| value_of(within, key))?;
        may_be_records(found, carrier.packing).then_some((carrier.packing, found))
    })
}

/// The value under a key of an object; of equal keys the last (R13).
fn value_of<'a>(object: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    members(object).filter(|(key, _)| **key == *wanted.as_bytes()).last().map(|(_, value)| value)
}

fn may_be_records(value: &[u8], packing: Packing) -> bool {
    let begins_json = |text: &[u8]| matches!(text.trim_ascii_start().first(), Some(b'{' | b'['));
    match packing {
        Packing::Base64 => value.first() == Some(&b'"'),
        Packing::Plain => begins_json(value) || bytes_of(value).is_some_and(|text| begins_json(&text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_is_found_under_the_keys_that_are_known() {
        for (object, expected) in [
            (r#"{"took":1,"hits":{"total":1,"hits":[{}]}}"#, "[{}]"),
            (r#"{"_source":{"a":1}}"#, r#"{"a":1}"#),
            (r#"{"event":{"original":"{}"}}"#, r#""{}""#),
            (r#"{"event.original":" [1]"}"#, r#"" [1]""#),
            (r#"{"data":{"aws":{"a":1}}}"#, r#"{"a":1}"#),
            (r#"{"awslogs":{"data":"H4sI"}}"#, r#""H4sI""#),
            (r#"{"message":"hello","log":"{}"}"#, r#""{}""#),
        ] {
            let found =
                carried(object.as_bytes()).map(|(_, value)| String::from_utf8_lossy(value).into_owned());
            assert_eq!(found.as_deref(), Some(expected), "{object}");
        }
        for object in ["{}", r#"{"message":"hello"}"#, r#"{"event":{"original":7}}"#, r#"{"data":7}"#, "[]"] {
            assert_eq!(carried(object.as_bytes()), None, "{object}");
        }
    }
}
