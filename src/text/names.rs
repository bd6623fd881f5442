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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TextField, activity};

    #[test]
    fn every_known_activity_is_explained_in_both_languages() {
        let names = activity::SESSION_LOGGER.iter().chain(&activity::USER_ACCESS).map(|known| known.name);
        let mut count = 0;
        for name in names {
            for language in [Language::English, Language::Japanese] {
                let words = activity_explained(language, name).unwrap_or_default();
                assert!(words.len() > name.len(), "{language:?} {name}: {words}");
            }
            count += 1;
        }
        assert_eq!(count, 17 + 4);
        assert_eq!(activity_explained(Language::English, "NoSuchThing"), None);
    }

    #[test]
    fn every_field_has_a_name_in_both_languages() {
        for language in [Language::English, Language::Japanese] {
            let others = ["time", "system", "family", "size", "from", "to", "path"];
            for id in TextField::ALL.map(TextField::id).into_iter().chain(others) {
                assert_ne!(field_name(language, id), say!(language, "unknown"), "{language:?} {id}");
            }
        }
    }
}
