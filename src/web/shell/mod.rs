//! What stands around the views: top bar, filter line, overview strip, empty state, dialogs and keys.

pub mod address;
pub mod empty;
pub mod export;
pub mod filter_line;
pub mod give;
pub mod help;
pub mod keys;
pub mod menu;
pub mod modal;
pub mod reading;
pub mod seal_test;
pub mod sealed;
pub mod strip;
pub mod surroundings;
pub mod tabs;
pub mod top_bar;
pub mod workplace;

use crate::web::node_ref::NodeRef;
use crate::web::signal::RwSignal;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

/// Parts of the frame that other parts of it act on. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Frame {
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
    /// The filter line.
    pub search: NodeRef<Input>,
    /// Whether single keys do anything.
    pub has_keys: RwSignal<bool>,
}

impl Frame {
    /// Makes the handle known to all components below.
    pub fn provide() -> Frame {
        let frame = Frame {
            files: NodeRef::new(),
            folder: NodeRef::new(),
            paste: NodeRef::new(),
            seal: NodeRef::new(),
            help: NodeRef::new(),
            search: NodeRef::new(),
            has_keys: RwSignal::new(true),
        };
        provide_context(frame);
        frame
    }

    /// The handle, in a component.
    pub fn get() -> Frame {
        expect_context()
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
