//! The parts of a record of CloudTrail that no event keeps, read from its original text again: what an error said, and
//! which resources, parameters and response a call had.

use crate::container::json::bytes_of;
use crate::container::json_text::as_text;
use crate::container::parts::members;
use crate::source::enum_table;
use crate::source::limits::MAX_TEXT_DEPTH;

enum_table! {
    /// A part of a record.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CallPart => /// The key that CloudTrail writes it under.
    pub fn key() -> &'static str {
        /// What an error said.
        ErrorMessage => "errorMessage",
        /// What the call acted on, as CloudTrail lists it.
        Resources => "resources",
        /// What was asked.
        Request => "requestParameters",
        /// What came back.
        Response => "responseElements",
        /// What else the service tells.
        Additional => "additionalEventData",
        /// The same of an event that no call made.
        ServiceDetails => "serviceEventDetails",
    }
}

/// Where wrappers have the record: EventBridge, `lookup-events`, log events of CloudWatch Logs.
const CARRIERS: [&[u8]; 3] = [b"detail", b"CloudTrailEvent", b"message"];

/// The parts that a record has, in the order of [`CallPart::ALL`], each with its JSON text as it is written. `text` is
/// the record, or an object around it.
pub fn call_parts(text: &str) -> Vec<(CallPart, String)> {
    parts_within(text.trim().as_bytes(), MAX_TEXT_DEPTH)
}

fn parts_within(object: &[u8], depth: u32) -> Vec<(CallPart, String)> {
    let said = |value: &[u8]| !matches!(value, b"null" | b"{}" | b"[]" | b"\"\"");
    // Of equal keys the last counts (R13).
    let value = |wanted: &[u8]| members(object).filter(|(key, _)| **key == *wanted).last();
    if value(b"eventName").is_some() {
        let part = |part: CallPart| {
            let (_, value) = value(part.key().as_bytes())?;
            said(value).then(|| (part, as_text(value).into_owned()))
        };
        return CallPart::ALL.into_iter().filter_map(part).collect();
    }
    let carried = CARRIERS.iter().find_map(|key| value(key)).map(|(_, value)| value);
    let (Some(carried), Some(depth)) = (carried, depth.checked_sub(1)) else { return Vec::new() };
    match bytes_of(carried) {
        Some(text) => parts_within(text.trim_ascii(), depth),
        None => parts_within(carried, depth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"eventName":"GetObject","errorMessage":"Access \"denied\"","resources":[],"requestParameters":{"a":1,"a":2.50},"responseElements":null}"#;

    fn expected() -> Vec<(CallPart, String)> {
        vec![
            (CallPart::ErrorMessage, r#""Access \"denied\"""#.to_owned()),
            (CallPart::Request, r#"{"a":1,"a":2.50}"#.to_owned()),
        ]
    }

    #[test]
    fn the_parts_of_a_record_are_as_they_are_written() {
        assert_eq!(call_parts(RECORD), expected());
        assert_eq!(call_parts(&format!(" {RECORD}\n")), expected());
    }

    #[test]
    fn they_are_found_within_what_carries_the_record() {
        let quoted = serde_json::to_string(RECORD).expect("a text is JSON");
        let event = format!(r#"{{"detail-type":"x","detail":{RECORD}}}"#);
        assert_eq!(call_parts(&event), expected());
        assert_eq!(call_parts(&format!(r#"{{"EventName":"x","CloudTrailEvent":{quoted}}}"#)), expected());
        let logged = serde_json::to_string(&event).expect("a text is JSON");
        assert_eq!(call_parts(&format!(r#"{{"message":{logged}}}"#)), expected());
    }

    #[test]
    fn what_is_no_record_has_none() {
        for text in ["", "a,b,c", "{}", r#"{"message":"x"}"#, r#"{"detail":7}"#, "[1]"] {
            assert_eq!(call_parts(text), [], "{text}");
        }
    }
}
