//! Findings in words: what each says, why it may be harmless, what would confirm it, and the rule that made it.

use super::units::{bytes, grouped};
use super::{clipped, clock, messages, plural, short_id, time_in, visible, workspace_user};
use crate::audit::answer::{AuditWords, WordsValue};
use crate::say;
use crate::source::limits::MAX_CELL_CHARS;
use crate::state::{Language, Zone};
use fluent_bundle::FluentValue;
use std::collections::HashMap;

/// What the audit says in words. A number chooses the form of words, too.
pub fn audit_words(language: Language, zone: &Zone, words: &AuditWords) -> String {
    let mut values: HashMap<&str, FluentValue<'_>> = HashMap::from([("zone", zone.label().into())]);
    for (name, value) in &words.values {
        if let (WordsValue::Count(count), "count") = (value, name.as_str()) {
            values.insert("number", plural(u128::from(*count)).into());
        }
        values.insert(name, value_words(language, zone, value).into());
    }
    messages(language).get_args_concrete(&words.key, values)
}

fn value_words(language: Language, zone: &Zone, value: &WordsValue) -> String {
    match value {
        WordsValue::Text(text) => visible(&clipped(text, MAX_CELL_CHARS)).into_owned(),
        WordsValue::WorkspaceUser(user) => workspace_user(language, user),
        WordsValue::Id(id) => visible(&clipped(&short_id(id), MAX_CELL_CHARS)).into_owned(),
        WordsValue::Length(length) => clock(*length),
        WordsValue::Messages(keys) => {
            let said: Vec<String> = keys.iter().map(|key| messages(language).get(key)).collect();
            said.join(&say!(language, "finding-signs-between"))
        }
        WordsValue::Count(count) => grouped((*count).into()),
        WordsValue::Size(size) => size.map_or_else(|| say!(language, "unknown"), bytes),
        WordsValue::Time(time) => time_in(zone, *time),
        WordsValue::Day(time) => time_in(&Zone::default(), *time).chars().take(DAY_CHARS).collect(),
    }
}

/// Characters of a date.
const DAY_CHARS: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::answer::rule_words;
    use crate::audit::digests::DigestFinding;
    use crate::audit::finding::FindingKind;
    use crate::model::audit_options::AuditOptions;
    use std::collections::HashSet;

    #[test]
    fn each_kind_has_words_of_its_own_in_each_language() {
        for language in Language::ALL {
            let kinds = FindingKind::ALL.map(FindingKind::id).into_iter().chain([DigestFinding::KIND]);
            let all: Vec<String> = kinds
                .flat_map(|kind| {
                    let parts = ["title", "harmless", "confirm"];
                    let parts = parts.map(|part| messages(language).get(&format!("finding-{kind}-{part}")));
                    let rule =
                        audit_words(language, &Zone::default(), &rule_words(kind, &AuditOptions::default()));
                    parts.into_iter().chain([rule])
                })
                .collect();
            // A key that has no message is its own words; a value that is not given stands in braces.
            assert!(
                all.iter().all(|words| !words.starts_with("finding-") && !words.contains('{')),
                "{all:?}"
            );
            assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn a_finding_is_a_sentence_with_its_values() {
        let value = |name: &str, value| (name.to_owned(), value);
        let words = AuditWords {
            key: "finding-size-changed".to_owned(),
            values: vec![
                value("user", WordsValue::Text("ana".to_owned())),
                value("file", WordsValue::Text("a.txt".to_owned())),
                value("before", WordsValue::Size(Some(5))),
                value("after", WordsValue::Size(None)),
            ],
        };
        assert_eq!(
            audit_words(Language::English, &Zone::default(), &words),
            "ana took a.txt out with a size of unknown, after a file of this name had come in with 5 B."
        );
        let words = AuditWords {
            key: "finding-out-of-hours".to_owned(),
            values: vec![
                value("user", WordsValue::Messages(vec!["finding-no-user".to_owned()])),
                value("count", WordsValue::Count(1)),
            ],
        };
        assert_eq!(
            audit_words(Language::English, &Zone::default(), &words),
            "1 transfer out by an unknown user lies outside of the hours that were given."
        );
        let words = AuditWords {
            values: vec![
                value("user", WordsValue::WorkspaceUser("ana\u{202e}".to_owned())),
                value("count", WordsValue::Count(1)),
            ],
            ..words
        };
        assert_eq!(
            audit_words(Language::English, &Zone::default(), &words),
            format!(
                "1 transfer out by {} (by WorkSpace) lies outside of the hours that were given.",
                visible("ana\u{202e}")
            )
        );
    }
}
