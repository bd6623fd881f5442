//! The timeline as a picture that stands by itself: the names of its tracks beside its lanes.

use super::{AXIS_PX, TracksLabels, TracksView, draw_tracks};
use crate::chart::backend::UNITS_PER_PX;
use crate::chart::canvas::{Canvas, Label, PxRect};
use crate::chart::sheet::nested;
use crate::chart::text::text_width;
use crate::chart::{Drawing, Geometry, SvgBackend, Theme};
use crate::query::answer::{Lane, Track};
use crate::text::{clipped, visible};

/// Width of the column of names, in CSS pixels.
const NAMES_PX: u32 = 200;
const MARGIN_PX: f64 = 8.0;
const NAME_PX: f64 = 12.0;

/// The lanes with the names of their tracks (untrusted texts): one name each track. `size` is that of the lanes.
pub fn draw_named_tracks(
    (lanes, tracks, names): (&[Lane], &[Track], &[String]),
    view: &TracksView<'_>,
    size: (u32, u32),
    theme: Theme,
    labels: &TracksLabels,
) -> Drawing {
    let inner = draw_tracks(lanes, view, size, theme, labels);
    let (width, height) = inner.geometry.size;
    let whole = (width + NAMES_PX, height);
    let palette = theme.palette();
    let (mut svg, ()) = SvgBackend::document(whole, |backend| {
        let mut canvas = Canvas::new(backend, f64::from(UNITS_PER_PX));
        let (axis, column) = (f64::from(AXIS_PX), f64::from(NAMES_PX));
        let lane_px = f64::from(view.lane_px);
        for (track, name) in tracks.iter().zip(names) {
            let top = axis + f64::from(track.first_lane) * lane_px - view.scroll_px;
            let bottom = top + f64::from(track.lanes) * lane_px;
            if bottom <= axis || top >= f64::from(height) {
                continue;
            }
            // The name of a track that is half scrolled away stays.
            let middle = top.max(axis).min(bottom - lane_px) + lane_px / 2.0;
            // Writing to a string has nothing that could fail.
            if top > axis {
                let _ = canvas.horizontal(0.0, top, column, palette.line);
            }
            let label = Label::plain(NAME_PX, palette.ink);
            let _ = canvas.text(&fitting(name, column - 3.0 * MARGIN_PX), MARGIN_PX, middle, label);
        }
        // Where the font of who looks is wider, a name ends at the lanes.
        let lanes = PxRect::new(column, 0.0, f64::from(width), f64::from(height));
        let _ = canvas.rect(lanes, palette.panel);
        // What is scrolled away lies under the axis.
        let _ = canvas.rect(PxRect::new(0.0, 0.0, column, axis), palette.panel);
        let _ = canvas.horizontal(0.0, axis - 1.0, column, palette.line);
        let _ = canvas.vertical(column - 1.0, 0.0, f64::from(height), palette.line);
    });
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    svg.insert_str(end, &nested(&inner, (f64::from(NAMES_PX), 0.0)));
    Drawing { svg, geometry: Geometry { size: whole, ..Geometry::default() } }
}

/// As much of a name as has room.
fn fitting(name: &str, width: f64) -> String {
    let name = visible(name);
    let most = name.chars().count();
    let fits = |chars: &usize| text_width(&clipped(&name, *chars), NAME_PX, false) <= width;
    let chars = (1..=most).rev().find(fits).unwrap_or(1);
    clipped(&name, chars).into_owned()
}
