//! The entries of the export menu.

use super::picture::PictureFormat;
use crate::widgets::visible_content::VisibleContent;
use leptos::prelude::Get;
use sessionscope::engine::StreamRequest;
use sessionscope::export::case_file::CaseQuestion;
use sessionscope::export::events::EventFormat;
use sessionscope::say;
use sessionscope::state::{AppState, Language};
use sessionscope::text::export_name;

/// An entry of the menu.
#[derive(Clone, Copy, PartialEq)]
pub enum Entry {
    /// The summary of everything.
    Summary,
    /// What the evidence says of itself.
    Audit,
    /// What was added to the case.
    CaseFile,
    /// The events in scope.
    Events(EventFormat),
    /// The table that is seen: its columns as they are seen, or all that it can have.
    Table {
        /// All that it can have.
        all_columns: bool,
    },
    /// The picture that is seen.
    Picture(PictureFormat),
}

impl Entry {
    /// Every entry, from top to bottom.
    pub fn all() -> impl Iterator<Item = Entry> {
        let pictures = [PictureFormat::Svg, PictureFormat::Png].map(Entry::Picture);
        [Entry::CaseFile, Entry::Summary, Entry::Audit]
            .into_iter()
            .chain(EventFormat::ALL.map(Entry::Events))
            .chain([false, true].map(|all_columns| Entry::Table { all_columns }))
            .chain(pictures)
    }

    /// Its handle for tests and tools.
    pub fn id(self) -> String {
        match self {
            Entry::Summary => "summary".to_owned(),
            Entry::Audit => "audit".to_owned(),
            Entry::CaseFile => "case-file".to_owned(),
            Entry::Events(format) => format!("events-{}", format.id()),
            Entry::Table { all_columns: false } => "table-csv".to_owned(),
            Entry::Table { all_columns: true } => "table-whole-csv".to_owned(),
            Entry::Picture(format) => format.id().to_owned(),
        }
    }

    /// What is asked of the engine, where it makes the file; nothing where the view has none of this. Findings are not
    /// known before everything `is_read`.
    pub fn request(self, shown: VisibleContent, state: &AppState, is_read: bool) -> Option<StreamRequest> {
        match self {
            Entry::Summary => Some(StreamRequest::Summary),
            Entry::Audit => Some(StreamRequest::Audit(state.case.annotations.audit)),
            Entry::CaseFile => Some(StreamRequest::CaseFile(CaseQuestion {
                filter: state.filter.to_string(),
                range: state.range(),
                zone: state.zone.label(),
            })),
            Entry::Events(format) => Some(StreamRequest::Events(format)),
            Entry::Table { all_columns } => {
                let (zone, audit) = (state.zone.clone(), is_read.then_some(state.case.annotations.audit));
                shown.table().map(|table| StreamRequest::Table { table, all_columns, zone, audit })
            }
            Entry::Picture(_) => None,
        }
    }

    /// Whether there is something to save.
    pub fn is_there(self, shown: VisibleContent) -> bool {
        match self {
            Entry::Summary | Entry::Audit | Entry::CaseFile | Entry::Events(_) => true,
            Entry::Table { .. } => shown.table().is_some(),
            Entry::Picture(_) => shown.picture().is_some(),
        }
    }

    /// What it is called.
    pub fn name(self, language: Language) -> String {
        match self {
            Entry::Summary => export_name(language, "summary"),
            Entry::Audit => export_name(language, "audit"),
            Entry::CaseFile => export_name(language, "case-file"),
            Entry::Events(format) => export_name(language, format.id()),
            Entry::Table { all_columns: false } => export_name(language, "table"),
            Entry::Table { all_columns: true } => export_name(language, "table-whole"),
            Entry::Picture(format) => export_name(language, format.id()),
        }
    }

    /// What it covers.
    pub fn coverage(self, language: Language, shown: VisibleContent) -> String {
        match self {
            Entry::Summary | Entry::Audit => say!(language, "export-summary-scope"),
            Entry::CaseFile => say!(language, "export-case-scope"),
            Entry::Events(_) => say!(language, "export-events-scope"),
            Entry::Table { .. } if !self.is_there(shown) => say!(language, "export-no-table"),
            Entry::Table { all_columns: false } => say!(language, "export-table-scope"),
            Entry::Table { all_columns: true } => say!(language, "export-table-whole-scope"),
            Entry::Picture(_) => match shown.picture() {
                Some(picture) => picture.title.get(),
                None => say!(language, "export-no-picture"),
            },
        }
    }
}
