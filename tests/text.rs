//! The messages of all languages: the same keys, the same variables, and one for every name.

use sessionscope::export::events::EventFormat;
use sessionscope::model::{Endpoint, Family};
use sessionscope::state::Language;
use sessionscope::text::{endpoint_name, export_name, family_name};
use std::collections::{BTreeMap, BTreeSet};

/// The variables of a message.
#[derive(Default)]
struct Variables {
    /// Those that are shown.
    shown: BTreeSet<String>,
    /// Those that choose between forms, as a number does between one and many.
    choosing: BTreeSet<String>,
}

fn text_of(language: Language) -> String {
    let path = format!("{}/i18n/{}/sessionscope.ftl", env!("CARGO_MANIFEST_DIR"), language.id());
    std::fs::read_to_string(path).expect("the messages are there")
}

/// Each message's key and the variables that it uses.
fn messages(language: Language) -> BTreeMap<String, Variables> {
    let text = text_of(language);
    let mut messages: BTreeMap<String, Variables> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        let is_key = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let (true, Some((key, _))) = (is_key, line.split_once('=')) {
            let key = key.trim().to_owned();
            assert!(!messages.contains_key(&key), "{language:?}: {key} is there twice");
            messages.insert(key.clone(), Variables::default());
            current = Some(key);
        }
        if let Some(variables) = current.as_ref().and_then(|key| messages.get_mut(key)) {
            for after in line.split('$').skip(1) {
                let name: String = after
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                let chooses = after[name.len()..].trim_start().starts_with("->");
                (if chooses { &mut variables.choosing } else { &mut variables.shown }).insert(name);
            }
        }
    }
    messages
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let english = messages(Language::English);
    let keys = |messages: &BTreeMap<String, Variables>| messages.keys().cloned().collect::<Vec<_>>();
    for language in Language::ALL {
        let other = messages(language);
        assert_eq!(keys(&english), keys(&other), "{language:?}");
        for (key, variables) in &english {
            let other = &other[key];
            assert_eq!(variables.shown, other.shown, "{language:?}: variables of {key}");
            // Japanese has no plural: what only chooses between forms may be missing there.
            assert!(other.choosing.is_subset(&variables.choosing), "{language:?}: variables of {key}");
        }
    }
}

#[test]
fn fluent_can_read_every_message() {
    for language in Language::ALL {
        let read = fluent_bundle::FluentResource::try_new(text_of(language));
        assert!(read.is_ok(), "{language:?}: {:?}", read.map_err(|(_, errors)| errors).err());
        for key in messages(language).keys() {
            assert!(sessionscope::text::messages(language).has(key), "{language:?}: {key}");
        }
    }
}

#[test]
fn every_family_endpoint_and_export_has_a_name_in_every_language() {
    for language in Language::ALL {
        let unknown = sessionscope::say!(language, "unknown");
        for family in Family::ALL {
            assert_ne!(family_name(language, family.id()), unknown, "{}", family.id());
        }
        for endpoint in Endpoint::ALL {
            assert_ne!(endpoint_name(language, endpoint.id()), unknown, "{}", endpoint.id());
        }
        for format in EventFormat::ALL {
            assert_ne!(export_name(language, format.id()), unknown, "{}", format.id());
        }
    }
}

/// All code below a folder.
fn code_below(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let code = entries.map(|path| match path.is_dir() {
        true => code_below(&path),
        false if path.extension().is_some_and(|end| end == "rs") => {
            std::fs::read_to_string(path).expect("text")
        }
        false => String::new(),
    });
    code.collect()
}

#[test]
fn every_message_is_said_somewhere() {
    // The names of these are made of an id.
    const BY_ID: [&str; 10] = [
        "activity-",
        "endpoint-",
        "export-",
        "family-",
        "field-",
        "finding-",
        "reason-",
        "rule-level-",
        "system-",
        "threshold-",
    ];
    let code = code_below(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let keys = messages(Language::English)
        .into_keys()
        .filter(|key| !BY_ID.iter().any(|start| key.starts_with(start)));
    let unsaid: Vec<String> = keys.filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unsaid.is_empty(), "nothing says these: {unsaid:?}");
}
