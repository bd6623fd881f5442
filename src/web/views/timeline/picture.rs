//! The picture right of the names: drawn by the chart room on a canvas, anew with every frame in which
//! something has changed. While an answer is on its way the one before it is drawn in the new window,
//! and so moves and scales with it.

use super::drawn::DrawnTracks;
use super::handle::TimelineView;
use super::{pointer, saving};
use crate::scheduler::after_frame;
use crate::widgets::canvas::CanvasBackend;
use crate::widgets::size::observe;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use sessionscope::chart::backend::UNITS_PER_PX;
use sessionscope::chart::tracks::draw_tracks_on;
use sessionscope::chart::{Theme, TracksLabels, TracksView};
use sessionscope::query::answer::Tracks;
use sessionscope::say;
use sessionscope::state::scroll::ROW_PX;
use std::sync::Arc;
use web_sys::{Element, HtmlElement};

/// The picture.
#[component]
pub fn Picture(timeline: TimelineView) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();
    measure(timeline, host);
    saving::offer(timeline);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let (width, height) = timeline.size.get();
        let size = (width as u32, height as u32);
        let theme = if timeline.app.is_dark.get() { Theme::Dark } else { Theme::Light };
        let language = timeline.app.language.get();
        let labels = TracksLabels { open: say!(language, "timeline-open"), time: timeline.time_style() };
        let Some(mut backend) = CanvasBackend::clear(&canvas, size, window().device_pixel_ratio()) else {
            return;
        };
        let latest = timeline.answers.latest.get();
        let tracks = latest.map_or_else(Arc::default, |latest| Arc::clone(&latest.response));
        let (view, scale) = (timeline.view_of(&tracks), f64::from(UNITS_PER_PX));
        // Nothing on a canvas fails.
        let geometry = draw_tracks_on(&mut backend, scale, &tracks.lanes, &view, size, theme, &labels)
            .unwrap_or_default();
        timeline.drawn.set_value(DrawnTracks { geometry, tracks });
    });
    view! {
        <div class="timeline-picture" class:is-stale=move || timeline.is_dimmed.get() node_ref=host>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <pointer::PointerLayer timeline />
        </div>
    }
}

impl TimelineView {
    /// Which part of the lanes is seen.
    pub fn view_of(self, tracks: &Tracks) -> TracksView<'_> {
        TracksView {
            range: self.window.get(),
            lane_px: ROW_PX as u32,
            first_lane: tracks.first,
            scroll_px: self.position.get().top,
            selected: self.ringed(),
            density_ms: tracks.density_ms,
            arcs: &tracks.arcs,
        }
    }
}

/// Keeps the size of the picture.
fn measure(timeline: TimelineView, host: NodeRef<Div>) {
    host.on_load(move |host| {
        let host: HtmlElement = host.into();
        let own = host.clone();
        let frame = timeline.frame.get_untracked();
        let elements: Vec<&Element> =
            std::iter::once(&*host).chain(frame.as_deref().map(|frame| &**frame)).collect();
        observe(&elements, move || {
            let Some(frame) = timeline.frame.get_untracked() else { return };
            let size = (f64::from(own.client_width()), f64::from(frame.client_height()));
            if timeline.size.try_get_untracked().is_some_and(|before| before != size) {
                after_frame(move || {
                    timeline.size.try_set(size);
                });
            }
        });
    });
}
