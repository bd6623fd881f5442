//! Marks: events, or several of a family that are too close to be drawn apart.

use super::Painter;
use crate::chart::canvas::{DrawResult, Label, Point, PxRect};
use crate::chart::{Hit, HitTarget, glyph};
use crate::model::Family;
use crate::query::answer::{Lane, Mark};
use crate::source::order;
use crate::text::units;
use plotters_backend::DrawingBackend;

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    /// The marks of a lane with the numbers of those that stand for several.
    pub(super) fn marks(
        &mut self,
        lane: &Lane,
        number: usize,
        area: PxRect,
        hits: &mut Vec<Hit>,
    ) -> DrawResult<DB> {
        let y = (area.y + area.h / 2.0).round() + 0.5;
        let mut positions = Vec::with_capacity(lane.marks.len());
        // Those of a family are one outline, which holds only while they have one height.
        let mut shapes: [[Shapes; 2]; Family::COUNT] = Default::default();
        let mut selected = None;
        let first_sign = lane.marks.len();
        for (mark, one) in in_painting_order(lane) {
            let x = self.x(one.time_ms, area.w);
            if !(-5.0..=area.w + 5.0).contains(&x) {
                continue;
            }
            let is_sign = mark >= first_sign;
            if !is_sign {
                positions.push((x, mark));
            }
            let center = (x, if is_sign { y + level(one.family) } else { y });
            let size = size_of(one, is_sign);
            let what = HitTarget::Mark { lane: number, mark };
            if selected.is_none() && self.view.selected == Some(one.row) {
                // It is painted larger, over all others.
                selected = Some((one, center, size, what));
            } else if shapes[one.family as usize][usize::from(is_sign)].add(one.family, center, size) {
                hits.push(hit_of(one, center, size, what));
            }
        }
        for family in Family::PAINTING_ORDER {
            for shapes in std::mem::take(&mut shapes[family as usize]) {
                self.canvas.polygon(shapes.outline, self.theme.palette().family(family), 1.0)?;
            }
        }
        self.counts(lane, positions, area.w, y)?;
        if let Some((mark, center, size, what)) = selected {
            hits.push(hit_of(mark, center, 1.2 * size, what));
            self.selected(mark, center, 1.2 * size)?;
        } else if let Some(mark) = lane.density.iter().find(|mark| self.view.selected == Some(mark.row)) {
            self.selected(mark, (self.x(mark.time_ms, area.w), y), 1.2)?;
        }
        Ok(())
    }

    /// The mark of the selected event, in its ring.
    fn selected(&mut self, mark: &Mark, center: Point, size: f64) -> DrawResult<DB> {
        let palette = self.theme.palette();
        self.canvas.ring(center, 8.5, palette.accent, 2.0)?;
        let mut outline = Vec::new();
        glyph::push(&mut outline, mark.family, center, size);
        self.canvas.polygon(outline, palette.family(mark.family), 1.0)
    }

    /// Says of marks that stand for several events that they do: a line under each, and the number
    /// beside those that have room for it before the next mark.
    fn counts(
        &mut self,
        lane: &Lane,
        mut positions: Vec<(f64, usize)>,
        width: f64,
        y: f64,
    ) -> DrawResult<DB> {
        if lane.marks.iter().all(|mark| mark.count <= 1) {
            return Ok(());
        }
        order::sort_by(&mut positions, |one, other| one.0.total_cmp(&other.0));
        let label = Label::plain(10.0, self.theme.palette().second);
        let mut lines: Vec<Point> = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        let edges: Vec<f64> = lane
            .bars
            .iter()
            .flat_map(|bar| [bar.range.start_ms, bar.range.end_ms])
            .map(|time| self.x(time, width))
            .collect();
        for (index, (x, mark)) in positions.iter().enumerate() {
            let mark = &lane.marks[*mark];
            if mark.count <= 1 {
                continue;
            }
            let (top, bottom) = (y + 7.0, y + 8.2);
            lines.extend([
                (x - 3.5, top),
                (x + 3.5, top),
                (x + 3.5, bottom),
                (x - 3.5, bottom),
                (x - 3.5, top),
            ]);
            let count = units::grouped(u128::from(mark.count));
            let from = x + 7.0;
            let to = from + self.canvas.measure(&count, label)?.0;
            let next = positions.get(index + 1).map_or(f64::INFINITY, |(next, _)| *next);
            let edge = edges.partition_point(|edge| *edge < x - 4.0);
            let over_the_end = edges.get(edge).is_some_and(|edge| *edge <= to + 2.0);
            if from >= taken && to + 6.0 <= next && !over_the_end {
                self.canvas.text(&count, from, y - 0.5, label)?;
                taken = to;
            }
        }
        self.canvas.polygon(lines, label.color, 1.0)
    }
}

/// The marks of one family on one lane as a single outline.
#[derive(Default)]
struct Shapes {
    outline: Vec<Point>,
    last: Option<[i64; 3]>,
}

impl Shapes {
    /// Adds a mark, unless one like it is there already: two positions a pixel are as fine as a screen can show, and
    /// more of the same shape add nothing. Whether it was added.
    fn add(&mut self, family: Family, center: Point, size: f64) -> bool {
        let position = [center.0, center.1, 4.0 * size].map(|it| (it * 2.0).round() as i64);
        let is_new = self.last.replace(position) != Some(position);
        if is_new {
            glyph::push(&mut self.outline, family, center, size);
        }
        is_new
    }
}

/// Marks and signs with their number in the lane, in the order in which they are painted.
fn in_painting_order(lane: &Lane) -> Vec<(usize, &Mark)> {
    let mut order: Vec<(usize, &Mark)> = lane.marks_and_signs().enumerate().collect();
    order::sort_by_key(&mut order, |(_, mark)| mark.family.painting_index());
    order
}

/// Where a mark can be pointed at: a little beyond its shape, as most are small.
fn hit_of(mark: &Mark, (x, y): Point, size: f64, what: HitTarget) -> Hit {
    let reach = glyph::REACH * size;
    let area = PxRect::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach);
    Hit { area, glyph: Some(mark.family), what }
}

/// A mark of several events is somewhat larger; signs are small, as three of them stand at one bar, which is to be seen.
fn size_of(mark: &Mark, is_sign: bool) -> f64 {
    match (is_sign, mark.family, mark.count) {
        // What stands on the bar has density behind it.
        (true, Family::Blocked, _) => 0.75,
        (true, ..) => 0.65,
        (_, _, 0 | 1) => 1.0,
        _ => 1.3,
    }
}

/// How far below the middle of its lane the sign of a family stands: each has its own height, so that none lies over
/// another, however close they are, and two of them above and below the bar.
fn level(family: Family) -> f64 {
    match family {
        Family::TransferOut => -8.6,
        Family::Print => 8.6,
        _ => 0.0,
    }
}
