//! Messages that follow the language of the page, as signals.

/// A message that follows the language of the page, as a signal: `words!(app.language, "key")`. `say!` is for
/// messages with values.
macro_rules! words {
    ($language:expr, $key:literal) => {{
        let language = $language;
        leptos::prelude::Signal::derive(move || sessionscope::say!(language.get(), $key))
    }};
}
pub(crate) use words;
