//! Differences between two JSON values, a line each, that name their place.

use serde_json::Value;

/// What differs, as `place: expected …, got …`.
pub fn differences(expected: &Value, actual: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", expected, actual, &mut found);
    let keys = |value: &Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
    if found.is_empty() && keys(expected) != keys(actual) {
        found.push(format!("the order of keys: expected {:?}, got {:?}", keys(expected), keys(actual)));
    }
    found
}

/// What differs in the members that are expected; others may be there.
pub fn member_differences(expected: &Value, actual: &Value) -> Vec<String> {
    let mut told = actual.clone();
    if let (Some(told), Some(expected)) = (told.as_object_mut(), expected.as_object()) {
        told.retain(|key, _| expected.contains_key(key));
    }
    differences(expected, &told)
}

fn compare(place: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                match other.get(key) {
                    Some(actual) => compare(&format!("{place}/{key}"), value, actual, found),
                    None => found.push(format!("{place}/{key}: expected {value}, got nothing")),
                }
            }
            for (key, value) in other.iter().filter(|(key, _)| !one.contains_key(*key)) {
                found.push(format!("{place}/{key}: expected nothing, got {value}"));
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (index, (expected, actual)) in one.iter().zip(other).enumerate() {
                compare(&format!("{place}/{index}"), expected, actual, found);
            }
            for (index, value) in one.iter().enumerate().skip(other.len()) {
                found.push(format!("{place}/{index}: expected {value}, got nothing"));
            }
            for (index, value) in other.iter().enumerate().skip(one.len()) {
                found.push(format!("{place}/{index}: expected nothing, got {value}"));
            }
        }
        _ if expected == actual => {}
        _ => found.push(format!("{place}: expected {expected}, got {actual}")),
    }
}

/// Fails with every difference, each on a line of its own.
#[track_caller]
pub fn assert_same(what: &str, expected: &Value, actual: &Value) {
    let found = differences(expected, actual);
    assert!(found.is_empty(), "{what}\n  {}", found.join("\n  "));
}
