//! The messages of `i18n/`. [`Messages`] has the two methods that `fl!` calls of a loader; the loader of
//! `i18n-embed` itself would bring a file system with it, even into the page.

use crate::state::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// The messages of a language.
pub struct Messages(FluentBundle<FluentResource>);

/// The text of the messages of a language.
const fn text_of(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../i18n/en/sessionscope.ftl"),
        Language::Japanese => include_str!("../../i18n/ja/sessionscope.ftl"),
    }
}

/// The messages of a language.
pub fn messages(language: Language) -> &'static Messages {
    static MESSAGES: [OnceLock<Messages>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    MESSAGES[language as usize].get_or_init(|| Messages::new(language.id(), text_of(language)))
}

impl Messages {
    /// The messages in a text of Fluent. What of it cannot be read is left out: nothing, as tests/text.rs
    /// shows.
    fn new(language: &str, text: &str) -> Messages {
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks around values would be characters of their own in copied text; values that need
        // them are shown by `visible`.
        bundle.set_use_isolating(false);
        let read = FluentResource::try_new(text.to_owned());
        bundle.add_resource_overriding(read.unwrap_or_else(|(readable, _)| readable));
        Messages(bundle)
    }

    /// True if there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.0.has_message(key)
    }

    /// A message without values; its key, if there is none.
    pub fn get(&self, key: &str) -> String {
        self.get_args_concrete(key, HashMap::new())
    }

    /// A message, filled in with values by their names; its key, if there is none.
    pub fn get_args_concrete<'v>(&self, key: &str, values: HashMap<&'v str, FluentValue<'v>>) -> String {
        let message = self.0.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else { return key.to_owned() };
        let values: FluentArgs<'_> = values.into_iter().collect();
        self.0.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}
