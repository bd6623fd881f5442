//! What the parts of the timeline share: the window of time, where it is scrolled to, and the latest
//! answers. Only what the user does writes here; everything else is derived.

use super::drawn::DrawnTracks;
use crate::answers::Answers;
use crate::context::App;
use crate::selection::EventSelection;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::tracks::AXIS_PX;
use sessionscope::engine::requests::TracksIn;
use sessionscope::model::{RowId, TimeRange};
use sessionscope::query::answer::{EventDetail, TrackChoice, Tracks};
use sessionscope::state::Action;
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
    /// Which tracks are shown, and how.
    pub choice: Memo<TrackChoice>,
    pub answers: Answers<TracksIn>,
    /// Whether what is drawn is so old that it is dimmed: an answer about nearly the same time is not.
    pub is_dimmed: Memo<bool>,
    /// The selected event.
    pub selected: Memo<Option<RowId>>,
    selection: EventSelection,
    /// The picture as it was drawn last.
    pub drawn: StoredValue<DrawnTracks>,
    /// What the last click has to say, and the time of what it is about.
    pub said: RwSignal<(String, Option<TimeRange>)>,
    /// How far below the axis the pointer is: what it points at stays there while lanes come and go.
    pub pointer_y: StoredValue<Option<f64>>,
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
        let choice = app.pick(|state| state.tracks.clone());
        let selection = EventSelection::get();
        let request = Memo::new(move |_| {
            let (width, height) = size.get();
            (width > 0.0).then(|| TracksIn {
                window: window_at(position.get(), height),
                view: Some(window::asked(window.get())),
                shown: Some(window.get()),
                columns: window::mark_columns(window.get(), width),
                choice: choice.get(),
                selected: selection.row.get(),
                found: app.is_read.get().then(|| app.audit.get()),
            })
        });
        let answers = app.ask(move || request.get());
        let is_dimmed = Memo::new(move |_| answers.is_stale.get() && !is_about_same(app, answers, request));
        TimelineView {
            app,
            frame: NodeRef::new(),
            position,
            size,
            kept,
            whole,
            window,
            choice,
            answers,
            is_dimmed,
            selected: selection.row,
            selection,
            drawn: StoredValue::default(),
            said: RwSignal::default(),
            pointer_y: StoredValue::default(),
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
        let rows = self.with_tracks(|tracks, _| tracks.total).unwrap_or_default();
        Extent { rows, view_px: (self.size.get().1 - f64::from(AXIS_PX)).max(ROW_PX) }
    }

    /// The latest lanes, and how close marks are merged in them.
    pub fn with_tracks<T>(self, use_them: impl FnOnce(&Tracks, i64) -> T) -> Option<T> {
        self.answers.latest.with(|latest| {
            let latest = latest.as_ref()?;
            let TracksIn { view, columns, .. } = &latest.request;
            let merge_ms = view.map_or(1, |view| (view.length_ms() / i64::from((*columns).max(1))).max(1));
            Some(use_them(&latest.response, merge_ms))
        })
    }

    /// A part of what is known of the selected event.
    pub fn with_selected<T>(self, read: impl FnOnce(&EventDetail) -> T) -> Option<T> {
        self.selection.with(read)
    }

    /// How times are written.
    pub fn time_style(self) -> TimeStyle {
        TimeStyle::new(self.app.language.get(), &self.app.zone.get())
    }
}

/// Whether the latest answer is to the request that is asked now, but for the time that is in view, the selection and what
/// was found: then it is drawn in its place until the next one is there.
fn is_about_same(app: App, answers: Answers<TracksIn>, request: Memo<Option<TracksIn>>) -> bool {
    let but_for_time =
        |asked: &TracksIn| TracksIn { shown: None, selected: None, found: None, ..asked.clone() };
    let asked = request.with(|request| request.as_ref().map(but_for_time));
    answers.latest.with(|latest| {
        let is_same_scope =
            latest.as_ref().is_some_and(|latest| app.scope.with(|scope| latest.scope == *scope));
        is_same_scope && asked == latest.as_ref().map(|latest| but_for_time(&latest.request))
    })
}
