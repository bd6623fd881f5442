//! Messages that follow the language of the page, as signals.

use leptos::prelude::*;
use sessionscope::state::Language;
use sessionscope::text::messages;

/// A message that follows the language of the page, as a signal: `words!(app.language, "key")`. That the
/// key exists is checked as by `say!`, which is for messages with values.
macro_rules! words {
    ($language:expr, $key:literal) => {{
        const _: fn() = || sessionscope::text::fl!(sessionscope::text::Check, $key);
        $crate::web::words::following($language, $key)
    }};
}
pub(crate) use words;

/// What [`words`] stands for.
pub fn following(language: Memo<Language>, key: &'static str) -> Signal<String> {
    Signal::derive(move || messages(language.get()).get(key))
}
