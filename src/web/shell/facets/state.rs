//! What is shown of a facet.

use crate::widgets::list_part::list_of;
use leptos::prelude::*;
use sessionscope::engine::requests::FacetRequest;
use sessionscope::filter::Field;
use sessionscope::model::Window;
use sessionscope::state::list_part::ListPart;

/// How many values a facet shows at first.
pub(super) const START_ROWS: usize = 8;

/// What is shown of a facet. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct FacetState {
    /// Its field.
    pub field: Field,
    /// Whether its values are shown.
    pub is_open: RwSignal<bool>,
    /// A text that the values hold; empty for all.
    pub holding: RwSignal<String>,
    /// The part of its values that is drawn.
    pub part: RwSignal<ListPart>,
}

impl FacetState {
    /// That of a field; its values are shown at first or are not.
    pub fn new((field, is_open): (Field, bool)) -> FacetState {
        FacetState {
            field,
            is_open: RwSignal::new(is_open),
            holding: RwSignal::new(String::new()),
            part: list_of(START_ROWS),
        }
    }

    /// What is asked for it: of one whose values are not shown how many they are.
    pub fn request(self) -> FacetRequest {
        let window = if self.is_open.get() { self.part.get().window() } else { Window::new(0, 0) };
        FacetRequest { field: self.field, holding: self.holding.get(), window }
    }
}
