//! Names of families and places, and what the activities of Session Logger mean.

use super::messages;
use crate::say;
use crate::state::Language;

/// The name of a family, by the id that the filter language has for it.
pub fn family_name(language: Language, id: &str) -> String {
    named(language, "family", id)
}

/// The name of a place, by the id that the summary has for it.
pub fn place_name(language: Language, id: &str) -> String {
    named(language, "place", id)
}

/// The name of a field of an event, by the id that the filter language has for it.
pub fn field_name(language: Language, id: &str) -> String {
    named(language, "field", &id.replace('_', "-"))
}

/// What an activity means, in a sentence; nothing for unknown activities.
pub fn activity_explained(language: Language, activity: &str) -> Option<String> {
    let key = format!("activity-{activity}");
    messages(language).has(&key).then(|| messages(language).get(&key))
}

/// Families and places are enums: tests/text.rs checks that each of their ids has a message.
fn named(language: Language, kind: &str, id: &str) -> String {
    let key = format!("{kind}-{id}");
    let messages = messages(language);
    if messages.has(&key) { messages.get(&key) } else { say!(language, "unknown") }
}
