//! Where what is told of the evidence leads: to its events, or to its file in the manifest.

use super::context::App;
use leptos::prelude::*;
use sessionscope::query::answer::Lead;
use sessionscope::state::{Action, Tab};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Follows leads. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Leads {
    app: App,
    /// The path of the file to which somebody has been led, until the manifest shows it.
    pub file: RwSignal<Option<String>>,
}

impl Leads {
    /// Makes the handle known to all components below.
    pub fn provide(app: App) {
        provide_context(Leads { app, file: RwSignal::new(None) });
    }

    /// The handle, in a component.
    pub fn get() -> Leads {
        expect_context()
    }

    /// Goes where a lead leads: to exactly its events, for what leads there is of everything that was read.
    pub fn follow(self, lead: &Lead) {
        match lead {
            Lead::Events { range, .. } => {
                // A line without a time is about all of it.
                self.app.act(Action::SetFilter(lead.line().unwrap_or_default()));
                if let Some(range) = range {
                    self.app.act(Action::PushRange(*range));
                }
                self.app.act(Action::SetTab(Tab::Events));
            }
            Lead::File(path) => {
                self.file.set(Some(path.clone()));
                self.app.act(Action::SetTab(Tab::Evidence));
            }
        }
    }
}

/// Gives the focus to a table: what was pressed may be on another view, or far from it.
pub fn focus_table(id: &str) {
    let table = document().get_element_by_id(&format!("{id}-table"));
    if let Some(table) = table.and_then(|table| table.dyn_into::<HtmlElement>().ok()) {
        let _ = table.focus();
    }
}
