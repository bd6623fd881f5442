//! What the parts of the timeline share: the window of time, where it is scrolled to, and the latest
//! answers. Only what the user does writes here; everything else is derived.

use super::drawn::DrawnLanes;
use crate::answers::Answers;
use crate::context::App;
use crate::selection::EventSelection;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::lanes::AXIS_PX;
use sessionscope::engine::requests::LanesIn;
use sessionscope::model::{RowId, SessionNo, TimeRange};
use sessionscope::query::answer::{EventDetail, LaneRow, Lanes, Mark};
use sessionscope::state::Action;
use sessionscope::state::marks::lane_of;
use sessionscope::state::scroll::{Extent, ROW_PX, ScrollPosition, window_at};
use sessionscope::state::window;
use sessionscope::text::TimeStyle;

/// What the parts of the timeline share. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct TimelineView {
    pub app: App,
    /// The element that scrolls.
    pub frame: NodeRef<Div>,
    pub position: RwSignal<ScrollPosition>,
    /// Width of the picture and height of the frame, in pixels.
    pub size: RwSignal<(f64, f64)>,
    /// The window as the user has left it, and the committed range that it belongs to.
    kept: RwSignal<Option<(Option<TimeRange>, TimeRange)>>,
    /// All the time that can be shown.
    pub whole: Memo<TimeRange>,
    /// The time that is shown.
    pub window: Memo<TimeRange>,
    pub answers: Answers<LanesIn>,
    /// The selected event.
    pub selected: Memo<Option<RowId>>,
    selection: EventSelection,
    /// The picture as it was drawn last.
    pub drawn: StoredValue<DrawnLanes>,
    /// What the last click has to say.
    pub said: RwSignal<String>,
}

impl TimelineView {
    pub fn new(app: App) -> TimelineView {
        let position = RwSignal::new(ScrollPosition::default());
        let size = RwSignal::new((0.0, 0.0));
        let kept = RwSignal::new(None);
        let whole = Memo::new(move |_| {
            let range = app.scope.with(|scope| scope.range);
            range.or_else(|| app.status.with(|status| status.time_range).map(window::with_margins))
        });
        let whole = Memo::new(move |_| whole.get().unwrap_or(TimeRange { start_ms: 0, end_ms: 1 }));
        let window = Memo::new(move |_| {
            let range = app.scope.with(|scope| scope.range);
            match kept.get() {
                Some((of, window)) if of == range => window,
                _ => whole.get(),
            }
        });
        let folded = app.pick(|state| state.folded.clone());
        let answers = app.ask(move || {
            let (width, height) = size.get();
            if width <= 0.0 {
                return None;
            }
            let view = Some(window::asked(window.get()));
            let columns = window::mark_columns(window.get(), width);
            Some(LanesIn { window: window_at(position.get(), height), view, columns, folded: folded.get() })
        });
        let selection = EventSelection::get();
        TimelineView {
            app,
            frame: NodeRef::new(),
            position,
            size,
            kept,
            whole,
            window,
            answers,
            selected: selection.row,
            selection,
            drawn: StoredValue::default(),
            said: RwSignal::default(),
        }
    }

    /// Shows this window.
    pub fn show(self, window: TimeRange) {
        let range = self.app.scope.with_untracked(|scope| scope.range);
        self.kept.set(Some((range, window)));
    }

    /// Shows everything.
    pub fn fit(self) {
        self.kept.set(None);
    }

    /// Whether less than everything is shown.
    pub fn is_zoomed(self) -> bool {
        self.window.get() != self.whole.get()
    }

    /// Zooms by a factor (below 1: in) around a position from 0, left, to 1, right.
    pub fn zoom(self, share: f64, factor: f64) {
        let (window, whole) = (self.window.get_untracked(), self.whole.get_untracked());
        self.show(window::zoomed(window, whole, share, factor));
    }

    /// Moves the window by a share of its length.
    pub fn pan(self, share: f64) {
        self.show(window::panned(self.window.get_untracked(), self.whole.get_untracked(), share));
    }

    /// Shows a range with some room on both sides.
    pub fn zoom_to(self, range: TimeRange) {
        if let Some(window) = window::padded(range, self.whole.get_untracked()) {
            self.show(window);
        }
    }

    /// Makes the window the range of the whole page.
    pub fn commit(self) {
        if self.window.get_untracked() != self.whole.get_untracked() {
            let window = window::rounded(
                self.window.get_untracked(),
                self.whole.get_untracked(),
                self.size.get_untracked().0,
            );
            self.app.act(Action::PushRange(window));
        }
    }

    /// How much there is to scroll over.
    pub fn extent(self) -> Extent {
        let rows = self.with_lanes(|lanes, _| lanes.total).unwrap_or_default();
        Extent { rows, view_px: (self.size.get().1 - f64::from(AXIS_PX)).max(ROW_PX) }
    }

    /// The latest rows, and how close marks are merged in them.
    pub fn with_lanes<T>(self, use_them: impl FnOnce(&Lanes, i64) -> T) -> Option<T> {
        self.answers.latest.with(|latest| {
            let latest = latest.as_ref()?;
            let LanesIn { view, columns, .. } = &latest.request;
            let merge_ms = view.map_or(1, |view| (view.length_ms() / i64::from((*columns).max(1))).max(1));
            Some(use_them(&latest.response, merge_ms))
        })
    }

    /// The row with this number, if it is among the latest.
    pub fn row_at(self, index: u32) -> Option<LaneRow> {
        self.with_lanes(|lanes, _| lanes.rows.get(index.checked_sub(lanes.first)? as usize).cloned())?
    }

    /// A part of what is known of the selected event.
    pub fn with_selected<T>(self, read: impl FnOnce(&EventDetail) -> T) -> Option<T> {
        self.selection.with(read)
    }

    /// The session of the selected event.
    pub fn selected_session(self) -> Option<SessionNo> {
        self.with_selected(|detail| detail.session_number)?
    }

    /// The row of the mark that stands for the selected event.
    pub fn ringed(self) -> Option<RowId> {
        let (session, row, family, time) = self.with_selected(|detail| {
            let event = &detail.event;
            Some((detail.session_number?, event.row, event.family, event.time_ms?))
        })??;
        self.with_lanes(|lanes, merge_ms| {
            lane_of(lanes, session)?.mark_of(row, family, time, merge_ms).map(|mark| mark.row)
        })?
    }

    /// Selects what a mark stands for, and says so where that is several events.
    pub fn select(self, mark: Mark) {
        self.app.act(Action::Select(Some(mark.row)));
        let language = self.app.language.get_untracked();
        self.said.set(if mark.count > 1 {
            super::words::merged(language, mark.count)
        } else {
            String::new()
        });
    }

    /// How times are written.
    pub fn time_style(self) -> TimeStyle {
        TimeStyle::new(self.app.language.get(), self.app.zone.get())
    }
}
