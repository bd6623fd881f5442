//! The JSON reader beside serde_json: both take the same texts, up to the limit of nesting.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::container::json::{JsonError, walk};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let _ = walk(bytes, &[]);
        return;
    };
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    // Both must begin at the value itself.
    if text.starts_with(|c: char| c.is_whitespace()) || text.is_empty() {
        return;
    }
    let theirs = values.next();
    match (walk(bytes, &[]), theirs) {
        (Ok(walked), Some(Ok(_))) => assert_eq!(walked.extent.len, values.byte_offset(), "{text}"),
        // serde_json's own limits: nesting, numbers beyond a double, lone surrogates.
        (Ok(_), Some(Err(error))) => {
            let why = error.to_string();
            let is_known = ["recursion limit", "out of range", "surrogate", "unexpected end of hex", "trailing characters", "invalid number", "expected value"]
                .iter()
                .any(|known| why.contains(known));
            assert!(is_known, "{text}: {why}");
        }
        (Err(JsonError::TooDeep { .. }), _) => {}
        (Err(_), Some(Err(_)) | None) => {}
        (Err(error), Some(Ok(_))) => panic!("{text}: {error:?}"),
        (Ok(_), None) => panic!("{text}: nothing for serde_json"),
    }
});
