//! Names of systems, families, endpoints, fields and exports, and what activities mean.

use super::messages;
use crate::filter::Field;
use crate::model::{Endpoint, LoggingEffect, System};
use crate::say;
use crate::state::Language;

/// The name of a family, by the id that the filter language has for it.
pub fn family_name(language: Language, id: &str) -> String {
    named(language, "family", id)
}

/// What a call does to the logging.
pub fn logging_effect_name(language: Language, effect: LoggingEffect) -> String {
    match effect {
        LoggingEffect::Begins => say!(language, "effect-begins"),
        LoggingEffect::Changes => say!(language, "effect-changes"),
        LoggingEffect::EndsSession => say!(language, "effect-ends-session"),
        LoggingEffect::Ends => say!(language, "effect-ends"),
    }
}

/// The name of an endpoint, by the id that the summary has for it.
pub fn endpoint_name(language: Language, id: &str) -> String {
    named(language, "endpoint", id)
}

/// From where to where something was moved: `Remote disk → Local machine`.
pub fn way_name(language: Language, (from, to): (Endpoint, Endpoint)) -> String {
    let (from, to) = (endpoint_name(language, from.id()), endpoint_name(language, to.id()));
    say!(language, "transfers-way", from = from, to = to)
}

/// The name of a field of an event, by the id that the filter language has for it.
pub fn field_name(language: Language, id: &str) -> String {
    // Exports and the language have two names for it.
    let id = if id == Field::Input.name() { "path" } else { id };
    named(language, "field", &id.replace('_', "-"))
}

/// The name of an export, by the id of its form.
pub fn export_name(language: Language, id: &str) -> String {
    named(language, "export", id)
}

/// The name of a system, by the id that the filter language has for it.
pub fn system_name(language: Language, id: &str) -> String {
    named(language, "system", id)
}

/// What an activity of a system means, in a sentence; nothing for unknown activities. Different systems
/// have activities of the same name.
pub fn activity_explained(language: Language, system: System, activity: &str) -> Option<String> {
    let key = format!("activity-{}-{activity}", system.topic());
    let is_key = !activity.is_empty() && activity.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_key && messages(language).has(&key)).then(|| messages(language).get(&key))
}

/// What is named so are enums: tests check that each of their ids has a message.
fn named(language: Language, kind: &str, id: &str) -> String {
    let key = format!("{kind}-{id}");
    let messages = messages(language);
    if messages.has(&key) { messages.get(&key) } else { say!(language, "unknown") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every activity that is known by its name, with its system.
    fn known_activities() -> Vec<(System, &'static str)> {
        let of = |system: System| system.activities().known.iter().map(move |known| (system, known.name));
        System::ALL.into_iter().flat_map(of).collect()
    }

    #[test]
    fn every_known_activity_is_explained_in_both_languages() {
        for (system, name) in known_activities() {
            for language in Language::ALL {
                let words = activity_explained(language, system, name).unwrap_or_default();
                assert!(words.chars().count() > 8, "{language:?} {system:?} {name}: {words}");
            }
        }
        for unknown in ["NoSuchThing", "", "a b", "SessionStart.x"] {
            assert_eq!(activity_explained(Language::English, System::SessionLogger, unknown), None);
        }
    }

    #[test]
    fn the_same_name_means_something_else_in_another_system() {
        let words = |system| activity_explained(Language::English, system, "StartSession");
        assert_ne!(words(System::UserAccess), words(System::SessionManager));
        assert_eq!(words(System::CloudTrail), None, "another service has such a call too");
    }

    #[test]
    fn every_field_and_system_has_a_name_in_both_languages() {
        for language in Language::ALL {
            for system in System::ALL {
                assert_ne!(system_name(language, system.id()), say!(language, "unknown"), "{system:?}");
            }
            for field in Field::all() {
                // The page names it as the exports do.
                let id = field.name();
                assert_ne!(field_name(language, id), say!(language, "unknown"), "{language:?} {id}");
            }
        }
    }
}
