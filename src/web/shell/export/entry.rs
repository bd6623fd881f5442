//! The entries of the export menu.

use sessionscope::engine::StreamRequest;
use sessionscope::export::events::EventFormat;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::export_name;

/// An entry of the menu.
#[derive(Clone, Copy)]
pub enum Entry {
    /// The summary of everything.
    Summary,
    /// The events in scope.
    Events(EventFormat),
}

impl Entry {
    /// Every entry, from top to bottom.
    pub fn all() -> impl Iterator<Item = Entry> {
        [Entry::Summary].into_iter().chain(EventFormat::ALL.map(Entry::Events))
    }

    /// Its handle for tests and tools.
    pub fn id(self) -> String {
        match self {
            Entry::Summary => "summary".to_owned(),
            Entry::Events(format) => format!("events-{}", format.id()),
        }
    }

    /// What is asked of the engine.
    pub fn request(self) -> StreamRequest {
        match self {
            Entry::Summary => StreamRequest::Summary,
            Entry::Events(format) => StreamRequest::Events(format),
        }
    }

    /// What it is called.
    pub fn name(self, language: Language) -> String {
        match self {
            Entry::Summary => export_name(language, "summary"),
            Entry::Events(format) => export_name(language, format.id()),
        }
    }

    /// What it covers.
    pub fn coverage(self, language: Language) -> String {
        match self {
            Entry::Summary => say!(language, "export-summary-scope"),
            Entry::Events(_) => say!(language, "export-events-scope"),
        }
    }
}
