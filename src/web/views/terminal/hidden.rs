//! Texts that were sent and are not on the screen, and why.

use crate::widgets::cell::cell_text;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::terminal::answer::{Hidden, HiddenKind};

/// Why it is not shown.
pub fn kind_words(language: Language, kind: HiddenKind) -> String {
    match kind {
        HiddenKind::Replaced => say!(language, "terminal-hidden-replaced"),
        HiddenKind::Title => say!(language, "terminal-hidden-title"),
        HiddenKind::Clipboard => say!(language, "terminal-hidden-clipboard"),
        HiddenKind::Link => say!(language, "terminal-hidden-link"),
        HiddenKind::File => say!(language, "terminal-hidden-file"),
        HiddenKind::SystemCommand => say!(language, "terminal-hidden-osc"),
        HiddenKind::DeviceControl => say!(language, "terminal-hidden-dcs"),
        HiddenKind::StartOfString => say!(language, "terminal-hidden-sos"),
        HiddenKind::PrivacyMessage => say!(language, "terminal-hidden-pm"),
        HiddenKind::ApplicationCommand => say!(language, "terminal-hidden-apc"),
    }
}

/// A hidden text beside its line: struck out if it was on the screen, else with what it is.
pub fn beside(language: Language, hidden: &Hidden) -> AnyView {
    let text = cell_text(&hidden.text);
    let kind = kind_words(language, hidden.kind);
    if hidden.kind == HiddenKind::Replaced {
        return view! { <del title=kind>{text}</del> " " }.into_any();
    }
    view! { <span class="terminal-mark">{kind} ":"</span> " " <span class="terminal-sent">{text}</span> " " }
        .into_any()
}
