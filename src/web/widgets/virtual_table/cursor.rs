//! The cursor of a table: where keys have moved to, and what they and clicks select.

use super::column::TableRow;
use super::scroll::Scroller;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::state::table::{Cursor, key_target};
use web_sys::KeyboardEvent;

/// The cursor of a table of such rows. A handle: copies are the same.
pub(super) struct TableCursor<T: TableRow> {
    /// Its row by index: where keys have moved it, or the selected row.
    pub(super) index: Memo<Option<u32>>,
    moved: RwSignal<Cursor>,
    /// What was chosen before its row has come; it is selected when that is here.
    awaited: RwSignal<Option<u32>>,
    page: Signal<Option<Page<T>>>,
    scroll: Scroller,
    selected: Signal<Option<u32>>,
    on_select: Callback<(u32, T)>,
    selects_on_move: Signal<bool>,
}

impl<T: TableRow> Clone for TableCursor<T> {
    fn clone(&self) -> TableCursor<T> {
        *self
    }
}

impl<T: TableRow> Copy for TableCursor<T> {}

impl<T: TableRow> TableCursor<T> {
    pub(super) fn new(
        page: Signal<Option<Page<T>>>,
        scroll: Scroller,
        selected: Signal<Option<u32>>,
        on_select: Callback<(u32, T)>,
        selects_on_move: Signal<bool>,
    ) -> TableCursor<T> {
        let moved = RwSignal::new(Cursor::default());
        let index = Memo::new(move |_| moved.get().index(selected.get()));
        let awaited = RwSignal::new(None);
        let cursor =
            TableCursor { index, moved, awaited, page, scroll, selected, on_select, selects_on_move };
        Effect::new(move |_| {
            let Some(index) = awaited.get() else { return };
            if page.with(|page| page.as_ref().is_some_and(|page| page.row(index).is_some())) {
                // It is the frame that selects, and not this effect: nobody follows a signal in a circle.
                request_animation_frame(move || {
                    if awaited.try_get_untracked().flatten() == Some(index) {
                        cursor.select(index);
                    }
                });
            }
        });
        cursor
    }

    /// Selects the row of an index, now or once it is there.
    pub(super) fn select(self, index: u32) {
        self.move_to(index);
        let row = self.page.with_untracked(|page| page.as_ref().and_then(|page| page.row(index)).cloned());
        self.awaited.set(row.is_none().then_some(index));
        if let Some(row) = row {
            self.on_select.run((index, row));
        }
    }

    fn move_to(self, index: u32) {
        self.moved.set(Cursor { moved_to: Some(index), selected_then: self.selected.get_untracked() });
    }

    pub(super) fn on_key(self, event: &KeyboardEvent) {
        // Keys on the buttons within are theirs.
        if event.target() != event.current_target() || event.is_composing() {
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (key, index) = (event.key(), self.index.get_untracked());
        let is_press = matches!(key.as_str(), "Enter" | " ");
        let target =
            if is_press { index } else { key_target(&key, index, self.scroll.extent.get_untracked()) };
        if !is_press && target.is_none() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let Some(target) = target else { return };
        if !is_press {
            self.scroll.reveal(target);
        }
        if is_press || self.selects_on_move.get_untracked() {
            self.select(target);
        } else {
            self.move_to(target);
        }
    }
}
