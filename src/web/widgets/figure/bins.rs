//! The bins of a chart: the time that they cover, and the bars that they are drawn as.

use leptos::prelude::*;
use sessionscope::chart::{Drawing, Hit, HitTarget, PxRect};
use sessionscope::model::TimeRange;
use std::sync::Arc;

/// The time that some bins cover.
pub fn bins_range((start_ms, bin_ms): (i64, i64), first: usize, count: usize) -> TimeRange {
    let at = |bin: usize| start_ms.saturating_add(bin_ms.saturating_mul(bin as i64));
    TimeRange { start_ms: at(first), end_ms: at(first + count) }
}

/// The bars of a drawing, by number.
#[derive(Clone, Copy)]
pub struct Bars {
    /// The drawing.
    pub drawing: Memo<Option<Arc<Drawing>>>,
    /// Start and width of its bins, in milliseconds.
    pub bins: Memo<(i64, i64)>,
}

/// The bars, from left to right: marks that lie over them are none.
fn bars(drawing: &Drawing) -> impl Iterator<Item = &Hit> {
    drawing.geometry.hits.iter().filter(|hit| matches!(hit.what, HitTarget::Bins { .. }))
}

impl Bars {
    /// How many there are.
    pub fn count(self) -> usize {
        self.drawing.with(|drawing| drawing.as_ref().map_or(0, |drawing| bars(drawing).count()))
    }

    /// Where one is, and what it stands for.
    pub fn hit(self, bar: usize) -> Option<Hit> {
        self.drawing.with(|drawing| bars(drawing.as_ref()?).nth(bar).copied())
    }

    /// The bar at a position across the picture; beyond the ends, the nearest if it is wanted.
    pub fn at(self, x: f64, nearest: bool) -> Option<usize> {
        self.drawing.with(|drawing| {
            let drawing = drawing.as_ref()?;
            let geometry = &drawing.geometry;
            let x = match nearest {
                true => x.clamp(geometry.plot.x, geometry.plot.right() - 1.0),
                false => x,
            };
            bars(drawing).position(|hit| hit.area.x <= x && x < hit.area.right())
        })
    }

    /// From one bar to another, whichever is first: where it is, and when.
    pub fn span(self, (a, b): (usize, usize)) -> Option<(PxRect, TimeRange)> {
        let (first, last) = (self.hit(a.min(b))?, self.hit(a.max(b))?);
        let (HitTarget::Bins { first: from, .. }, HitTarget::Bins { first: to, count }) =
            (first.what, last.what)
        else {
            return None;
        };
        let area = PxRect::new(first.area.x, first.area.y, last.area.right() - first.area.x, first.area.h);
        Some((area, bins_range(self.bins.get(), from, to + count - from)))
    }
}
