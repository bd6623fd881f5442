//! What the view that is seen shows: its table and its pictures, for whoever saves them.

use leptos::prelude::*;
use sessionscope::chart::Drawing;
use sessionscope::export::table::ViewTable;
use std::sync::Arc;

/// A picture that is seen.
#[derive(Clone, Copy, PartialEq)]
pub struct VisiblePicture {
    /// What it is called.
    pub title: Signal<String>,
    /// Whether it is of all the time, whatever the range.
    pub is_of_all_time: bool,
    /// Whether there is one.
    pub is_there: Signal<bool>,
    /// The picture, which may be made only once it is asked for.
    pub drawing: Signal<Option<Arc<Drawing>>>,
}

/// What is seen. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct VisibleContent {
    table: RwSignal<Option<Signal<ViewTable>>>,
    pictures: RwSignal<Vec<VisiblePicture>>,
    overview: RwSignal<Option<VisiblePicture>>,
}

impl VisibleContent {
    /// Makes the handle known to all components below.
    pub fn provide() {
        provide_context(VisibleContent {
            table: RwSignal::new(None),
            pictures: RwSignal::default(),
            overview: RwSignal::new(None),
        });
    }

    /// The handle, in a component.
    pub fn get() -> VisibleContent {
        expect_context()
    }

    /// Says that a table is seen, for as long as the component lives.
    pub fn add_table(self, table: impl Fn() -> ViewTable + Send + Sync + 'static) {
        let table = Signal::derive(table);
        self.table.set(Some(table));
        on_cleanup(move || {
            // The table of the next view may be there already.
            self.table.try_update(|now| {
                if *now == Some(table) {
                    *now = None
                }
            });
        });
    }

    /// Says that a picture is seen, for as long as the component lives.
    pub fn add_picture(self, picture: VisiblePicture) {
        self.pictures.update(|all| all.push(picture));
        on_cleanup(move || {
            self.pictures.try_update(|all| all.retain(|other| *other != picture));
        });
    }

    /// Puts a picture before the others of its view: the one that was used last is the one that is meant.
    pub fn prefer(self, picture: VisiblePicture) {
        self.pictures.update(|all| {
            all.retain(|other| *other != picture);
            all.insert(0, picture);
        });
    }

    /// Says which picture is seen above every view.
    pub fn add_overview(self, picture: VisiblePicture) {
        self.overview.set(Some(picture));
        on_cleanup(move || {
            self.overview.try_set(None);
        });
    }

    /// The table that is seen.
    pub fn table(self) -> Option<ViewTable> {
        self.table.get().and_then(|table| table.try_get())
    }

    /// The picture of the view that was used last, or the first one; that above every view where it has none.
    pub fn picture(self) -> Option<VisiblePicture> {
        let is_there = |picture: &VisiblePicture| picture.is_there.try_get().unwrap_or(false);
        let of_view = self.pictures.with(|all| all.iter().copied().find(is_there));
        of_view.or_else(|| self.overview.get().filter(is_there))
    }
}
