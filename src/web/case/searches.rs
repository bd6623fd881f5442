//! What is known of searches in the original text: those that were made, and the one that is under way.

use leptos::prelude::*;
use sessionscope::filter::TextSearch;
use sessionscope::model::text_searches::SearchNo;
use sessionscope::state::search_course::{SearchCourse, SearchProgress};
use std::cell::{Cell, RefCell};

/// A search that was made.
#[derive(Clone, PartialEq)]
pub struct MadeSearch {
    /// The number by which the filter names it.
    pub number: SearchNo,
    /// What was searched for.
    pub wanted: TextSearch,
}

/// What the page shows of searches. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct SearchStatus {
    /// The search that is under way, and how far it is.
    pub running: RwSignal<Option<(MadeSearch, SearchProgress)>>,
    /// All that were made in this case.
    pub made: RwSignal<Vec<MadeSearch>>,
}

/// The searches of the case.
pub struct Searches {
    pub(super) status: SearchStatus,
    pub(super) next: Cell<SearchNo>,
    pub(super) course: RefCell<Option<SearchUnderWay>>,
}

/// The search that is under way.
pub(super) struct SearchUnderWay {
    pub course: SearchCourse,
    pub wanted: TextSearch,
    /// Whether somebody has stopped it.
    pub is_stopped: bool,
    /// Whether it is over but for the engine, which is told.
    pub is_ending: bool,
    pub then: Option<Box<dyn FnOnce(SearchNo)>>,
}

impl Searches {
    /// None yet.
    pub(super) fn new() -> Searches {
        let status = SearchStatus { running: RwSignal::default(), made: RwSignal::default() };
        Searches { status, next: Cell::new(1), course: RefCell::default() }
    }

    /// Forgets all: what was searched is gone.
    pub(super) fn clear(&self) {
        self.course.take();
        self.next.set(1);
        self.status.running.set(None);
        self.status.made.set(Vec::new());
    }

    /// Shows how far the search is.
    pub(super) fn show(&self) {
        if let Some(under_way) = &*self.course.borrow() {
            let made = MadeSearch { number: under_way.course.number, wanted: under_way.wanted.clone() };
            self.status.running.set(Some((made, under_way.course.progress())));
        }
    }
}
