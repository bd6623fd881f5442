//! What the audit says in words, as the page speaks them.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::audit::answer::AuditWords;
use sessionscope::say;
use sessionscope::text::audit_words;
use sessionscope::text::units::grouped;

/// Words that follow language and zone of the page.
pub fn said(app: App, words: AuditWords) -> Signal<String> {
    Signal::derive(move || audit_words(app.language.get(), &app.zone.get(), &words))
}

/// What a message says that has no values.
pub fn said_of(app: App, key: String) -> Signal<String> {
    said(app, AuditWords { key, values: Vec::new() })
}

/// What the button says that shows more of a list.
pub fn more(app: App) -> Callback<usize, String> {
    Callback::new(move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128)))
}
