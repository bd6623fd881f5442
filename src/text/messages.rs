//! The messages of `i18n/`, and how they are filled in.

use crate::state::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// The messages of a language.
pub struct Messages(FluentBundle<FluentResource>);

static ENGLISH: LazyLock<Messages> =
    LazyLock::new(|| Messages::new("en", include_str!("../../i18n/en/sessionscope.ftl")));
static JAPANESE: LazyLock<Messages> =
    LazyLock::new(|| Messages::new("ja", include_str!("../../i18n/ja/sessionscope.ftl")));

/// The messages of a language.
pub fn messages(language: Language) -> &'static Messages {
    match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
    }
}

/// A message of a language, filled in with values by their names; its key, if there is none.
pub fn filled(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    messages(language).fill(key, values)
}

/// What a message shows in a place of it, or takes its form by.
pub enum Value<'a> {
    /// Text, as it is.
    Text(Cow<'a, str>),
    /// A number, which chooses between forms too. Fluent knows no others: above 2^53 it would be rounded.
    Number(f64),
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
        self.fill(key, &[])
    }

    fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let message = self.0.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else { return key.to_owned() };
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.for_fluent())).collect();
        self.0.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}

impl Value<'_> {
    fn for_fluent(&self) -> FluentValue<'_> {
        match self {
            Value::Text(text) => FluentValue::from(&**text),
            Value::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Value<'a> {
        Value::Text(text)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Value::Number(number as f64)
            }
        })*
    };
}

numbers!(u8, i32, i64, u64, usize);

/// What `fl!` is given where it only checks, when compiled, that a message is there and has these values.
pub struct Check;

impl Check {
    /// A message without values.
    pub fn get(&self, _key: &str) {}

    /// A message with values.
    pub fn get_args_concrete(&self, _key: &str, _values: HashMap<&str, u8>) {}
}
