//! Bars: sessions, shaded by connection, with their ends; several that are too close to be drawn apart are one, with
//! their number.

use super::Painter;
use crate::chart::canvas::{DrawResult, Label, PxRect};
use crate::chart::{Hit, HitTarget};
use crate::model::{Family, Rgb, SessionState};
use crate::query::answer::{Bar, Lane, LaneKind};
use crate::text::units;
use plotters_backend::DrawingBackend;

/// Height of a bar.
pub(super) const BAR: f64 = 13.0;

/// Least width of a bar: a session of an instant is seen.
pub(super) const LEAST: f64 = 3.0;

/// The flag of a bar that has a session in which something was found: its pole stands where the bar begins, and rises so
/// far above it.
const RISE: f64 = 5.0;
const FLAG: (f64, f64) = (5.0, 4.0);

/// From so many sessions on a bar says how many it stands for: a number beside each morning and afternoon of a month would
/// be all that is seen.
const NUMBERED: u32 = 3;

/// A bar of several sessions that is narrower is not cut in two.
const LEAST_CUT: f64 = 5.0;

/// A bar that is narrower shows no ends: they would be all that is seen of it.
const LEAST_WITH_ENDS: f64 = 10.0;

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    /// The bars of a lane, those that are seen.
    pub(super) fn bars(
        &mut self,
        lane: &Lane,
        number: usize,
        area: PxRect,
        open: &str,
        hits: &mut Vec<Hit>,
    ) -> DrawResult<DB> {
        let range = self.view.range;
        let first = lane.bars.partition_point(|bar| bar.range.end_ms <= range.start_ms);
        for (index, bar) in lane.bars.iter().enumerate().skip(first) {
            if bar.range.start_ms >= range.end_ms {
                break;
            }
            let Some(rect) = self.rect_of(bar.range, area, BAR, LEAST) else { continue };
            let next =
                lane.bars.get(index + 1).map_or(f64::INFINITY, |next| self.x(next.range.start_ms, area.w));
            hits.push(Hit { area: rect, glyph: None, what: HitTarget::Bar { lane: number, bar: index } });
            if bar.sessions > 1 || lane.kind == LaneKind::Folded {
                self.merged(bar, rect, area, next)?;
            } else {
                self.session(bar, rect, area, next, open)?;
            }
        }
        Ok(())
    }

    /// The flags of a lane: they lie over all signs, and wave away from those of their bar.
    pub(super) fn flags(&mut self, lane: &Lane, area: PxRect) -> DrawResult<DB> {
        let caution = self.theme.palette().caution;
        for bar in lane.bars.iter().filter(|bar| bar.found > 0) {
            let Some(rect) = self.rect_of(bar.range, area, BAR, LEAST) else { continue };
            // Of a bar that begins before the left edge it stands at that edge.
            let (x, top) = (rect.x.round().max(FLAG.0), rect.y - RISE);
            self.canvas.rect(PxRect::new(x - 1.0, top, 1.0, RISE + BAR + 1.0), caution)?;
            self.canvas.rect(PxRect::new(x - FLAG.0, top, FLAG.0, FLAG.1), caution)?;
        }
        Ok(())
    }

    /// Several sessions: a bar that is cut in two, with their number where they are many and it has room. Its end is that
    /// of the last of them.
    fn merged(&mut self, bar: &Bar, rect: PxRect, area: PxRect, next: f64) -> DrawResult<DB> {
        let palette = self.theme.palette();
        self.canvas.rect(rect, palette.connected)?;
        self.ends(bar, rect, area, bar.state == SessionState::Ended)?;
        if bar.sessions > 1 && rect.w >= LEAST_CUT {
            let middle = rect.center().0.round();
            self.canvas.rect(PxRect::new(middle, rect.y, 1.0, rect.h), palette.panel)?;
        }
        if bar.sessions >= NUMBERED {
            // What is drawn comes before how much it stands for.
            let label = Label::plain(10.0, palette.third);
            let count = format!("×{}", units::grouped(u128::from(bar.sessions)));
            let to = rect.right() + 4.0 + self.canvas.measure(&count, label)?.0;
            if to + 2.0 <= next.min(area.w) {
                self.canvas.text(&count, rect.right() + 4.0, rect.center().1, label)?;
            }
        }
        Ok(())
    }

    /// A session with its connections and ends.
    fn session(&mut self, bar: &Bar, rect: PxRect, area: PxRect, next: f64, open: &str) -> DrawResult<DB> {
        let palette = self.theme.palette();
        let ground = if bar.connections.is_empty() { palette.connected } else { palette.started };
        self.canvas.rect(rect, ground)?;
        for connection in bar.connections.iter().filter(|connection| connection.connected) {
            if let Some(part) = self.rect_of(connection.range, area, BAR, 1.0) {
                self.canvas.rect(part, palette.connected)?;
            }
        }
        self.ends(bar, rect, area, bar.state == SessionState::Ended)?;
        let to = self.x(bar.range.end_ms, area.w);
        if to > area.w || rect.w < LEAST_WITH_ENDS {
            return Ok(());
        }
        let to = to.round();
        match bar.state {
            SessionState::Ended => {}
            SessionState::Disconnected => {
                self.dashes_down(to - 1.0, rect, palette.family(Family::Lifecycle))?;
            }
            SessionState::Open => {
                self.dashes_down(to, rect, palette.caution)?;
                // It goes on, and is said to, where there is room for that.
                let label = Label::plain(11.0, palette.caution);
                if to + 24.0 + self.canvas.measure(open, label)?.0 <= next.min(area.w) {
                    for step in 0..4 {
                        for edge in [rect.y - 1.0, rect.bottom()] {
                            let x = to + 4.0 * f64::from(step);
                            self.canvas.rect(PxRect::new(x, edge, 2.0, 1.0), palette.caution)?;
                        }
                    }
                    self.canvas.text(open, to + 20.0, rect.center().1, label)?;
                }
            }
        }
        Ok(())
    }

    /// The ends of a bar that are seen, as far as it is wide enough to have two.
    fn ends(&mut self, bar: &Bar, rect: PxRect, area: PxRect, has_end: bool) -> DrawResult<DB> {
        if rect.w < LEAST_WITH_ENDS {
            return Ok(());
        }
        let lifecycle = self.theme.palette().family(Family::Lifecycle);
        let width = 2.0;
        let end = |x: f64| PxRect::new(x, rect.y - 1.0, width, BAR + 2.0);
        if self.x(bar.range.start_ms, area.w) >= 0.0 {
            self.canvas.rect(end(rect.x.round()), lifecycle)?;
        }
        if has_end && self.x(bar.range.end_ms, area.w) <= area.w {
            self.canvas.rect(end(rect.right().round() - width), lifecycle)?;
        }
        Ok(())
    }

    /// An end that was not seen: a broken line.
    fn dashes_down(&mut self, x: f64, bar: PxRect, color: Rgb) -> DrawResult<DB> {
        for step in 0..3 {
            let y = bar.y - 1.0 + 6.0 * f64::from(step);
            self.canvas.rect(PxRect::new(x, y, 1.0, 3.0), color)?;
        }
        Ok(())
    }
}
