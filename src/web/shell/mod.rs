//! What stands around the views: top bar, filter line, minimap, empty state, dialogs and keys.

pub mod add_files;
pub mod address;
pub mod case_dialog;
mod channels;
pub mod deep_dialog;
pub mod deep_notes;
pub mod deep_progress;
mod edge;
pub mod environment;
pub mod export;
pub mod facets;
pub mod filter_line;
pub mod filter_report;
pub mod focus;
pub mod found_note;
pub mod help;
pub mod keys;
pub mod main_area;
pub mod menu;
pub mod minimap;
pub mod modal;
pub mod palette;
pub mod reading;
pub mod remember;
pub mod seal_test;
pub mod sealed;
pub mod settings;
pub mod shortcomings;
pub mod start_page;
pub mod tabs;
pub mod top_bar;

use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Parts of the page that other parts of it act on. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Landmarks {
    /// The input that takes files.
    pub files: NodeRef<Input>,
    /// The input that takes a folder.
    pub folder: NodeRef<Input>,
    /// The dialog to paste into.
    pub paste: NodeRef<Dialog>,
    /// The dialog that explains the seal.
    pub seal: NodeRef<Dialog>,
    /// The dialog of help.
    pub help: NodeRef<Dialog>,
    /// The palette.
    pub palette: NodeRef<Dialog>,
    /// The dialog of what was added to the case.
    pub case: NodeRef<Dialog>,
    /// The dialog of searches in the original text.
    pub deep: NodeRef<Dialog>,
    /// The input that takes a case file.
    pub case_file: NodeRef<Input>,
    /// The filter line.
    pub search: NodeRef<Input>,
    /// The line that was typed last, and at which time of typing.
    pub typed: StoredValue<Option<(u32, String)>>,
    /// Whether single keys do anything.
    pub has_keys: RwSignal<bool>,
}

impl Landmarks {
    /// Makes the handle known to all components below.
    pub fn provide() -> Landmarks {
        let landmarks = Landmarks {
            files: NodeRef::new(),
            folder: NodeRef::new(),
            paste: NodeRef::new(),
            seal: NodeRef::new(),
            help: NodeRef::new(),
            palette: NodeRef::new(),
            case: NodeRef::new(),
            deep: NodeRef::new(),
            case_file: NodeRef::new(),
            search: NodeRef::new(),
            typed: StoredValue::new(None),
            has_keys: RwSignal::new(true),
        };
        provide_context(landmarks);
        landmarks
    }

    /// The handle, in a component.
    pub fn get() -> Landmarks {
        expect_context()
    }

    /// Gives the focus to the field of the dialog of searches: what had it is gone.
    pub fn focus_deep(self) {
        let field =
            self.deep.get_untracked().and_then(|dialog| dialog.query_selector("input").ok().flatten());
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    }

    /// Closes the dialog of what was added to the case: what was chosen in it lies behind.
    pub fn close_case(self) {
        if let Some(dialog) = self.case.get_untracked() {
            dialog.close();
        }
    }
}

/// Opens a dialog over the page.
pub fn show(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Lets the browser ask for files or for a folder.
pub fn choose(input: NodeRef<Input>) {
    if let Some(input) = input.get_untracked() {
        input.click();
    }
}
