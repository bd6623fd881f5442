//! Value axes: where values stand above or below a line, and the round values that are written beside it.
//!
//! ```text
//!   linear   0 ─────── 1 GB ─────── 2 GB
//!   root     0 ── 200 MB ── 1 GB ── 2 GB
//!   log      0 ─ 1 MB ── 100 MB ─── 2 GB     below its unit, a kilobyte, it is about linear
//! ```

use super::Theme;
use super::canvas::{Canvas, DrawResult, Label, PxRect};
use crate::model::ValueScale;
use plotters_backend::DrawingBackend;

/// About one round value every so many pixels.
const TICK_PX: f64 = 40.0;

/// Where lengths are not those of the values, round values are at least so far apart.
const LEAST_GAP_PX: f64 = 22.0;

/// Where values stand: 0 on the axis, and of two values the greater one never nearer to it.
#[derive(Clone, Copy)]
pub(super) struct ValueAxis {
    /// Where 0 is, from the upper edge of the picture.
    pub(super) zero: f64,
    scale: ValueScale,
    /// What a logarithm counts in: it has no place for 0, so it is that of one unit more.
    unit: f64,
    /// Pixels of a unit of length.
    px: f64,
}

impl ValueAxis {
    /// One at the lower edge of a plot, linear from 0 up to `top`.
    pub(super) fn upwards(top: u64, plot: PxRect) -> ValueAxis {
        ValueAxis { zero: plot.bottom(), scale: ValueScale::Linear, unit: 1.0, px: plot.h / top as f64 }
    }

    /// One through a plot, with room for values up to `above` on its upper side and up to `below` on the lower one.
    pub(super) fn mirrored(
        (scale, unit): (ValueScale, f64),
        above: u64,
        below: u64,
        plot: PxRect,
    ) -> ValueAxis {
        /// An empty side keeps this much, so that its label and the line are seen.
        const LEAST_SIDE: f64 = 18.0;
        let axis = ValueAxis { zero: 0.0, scale, unit, px: 1.0 };
        let (above, below) = (axis.length(above), axis.length(below));
        let sum = above + below;
        let least = LEAST_SIDE.min(plot.h / 2.0);
        let share = if sum > 0.0 { above / sum } else { 0.0 };
        let up = (share * plot.h).clamp(least, plot.h - least).round();
        let px = |side: f64, length: f64| if length > 0.0 { side / length } else { f64::INFINITY };
        let px = px(up, above).min(px(plot.h - up, below));
        ValueAxis { zero: plot.y + up, px: if px.is_finite() { px } else { 0.0 }, ..axis }
    }

    /// How far from the axis a value stands, in pixels.
    pub(super) fn length(self, value: u64) -> f64 {
        let value = value as f64;
        let length = match self.scale {
            ValueScale::Linear => value,
            ValueScale::Root => value.sqrt(),
            ValueScale::Log => (1.0 + value / self.unit).log2(),
        };
        length * self.px
    }

    /// How high the bar of a value is, in whole pixels: none that is a value is invisible.
    pub(super) fn bar(self, value: u64) -> f64 {
        if value == 0 { 0.0 } else { self.length(value).round().max(1.0) }
    }

    /// Round values above 0 and up to `most`.
    pub(super) fn ticks(self, most: u64) -> Vec<u64> {
        let height = self.length(most);
        if height <= 0.0 {
            return Vec::new();
        }
        let apart = |factors: &[u64]| {
            let mut ticks: Vec<u64> = Vec::new();
            for power in (0..=most.ilog10()).rev() {
                for value in factors.iter().filter_map(|factor| factor.checked_mul(10u64.pow(power))) {
                    let length = self.length(value);
                    let above = ticks.last().map_or(f64::INFINITY, |above| self.length(*above));
                    if value <= most && length + LEAST_GAP_PX <= above && length >= LEAST_GAP_PX {
                        ticks.push(value);
                    }
                }
            }
            ticks
        };
        match self.scale {
            ValueScale::Linear => even(most, (height / TICK_PX).round().clamp(1.0, 6.0) as u64),
            ValueScale::Root => apart(&[5, 2, 1]),
            ValueScale::Log => {
                let tens = apart(&[1]);
                if tens.is_empty() { apart(&[5, 2, 1]) } else { tens }
            }
        }
    }

    /// Draws lines at round values across a plot and writes the values left of it, on sides of the axis (-1 is up, 1 is
    /// down), as far as each has values.
    pub(super) fn draw<DB: DrawingBackend>(
        self,
        canvas: &mut Canvas<'_, DB>,
        sides: &[(f64, u64)],
        plot: PxRect,
        theme: Theme,
        written: &dyn Fn(u64) -> String,
    ) -> DrawResult<DB> {
        let palette = theme.palette();
        let label = Label::plain(11.0, palette.third).right();
        let most = sides.iter().map(|(_, most)| *most).max().unwrap_or(0);
        for value in self.ticks(most) {
            for (side, _) in sides.iter().filter(|(_, most)| value <= *most) {
                let y = self.zero + side * self.length(value);
                canvas.horizontal(plot.x, y, plot.w, palette.line)?;
                canvas.text(&written(value), plot.x - 8.0, y, label)?;
            }
        }
        canvas.text("0", plot.x - 8.0, self.zero, label)
    }
}

/// Values above 0 and up to `max`, as far from each other as from 0, about `wanted` of them.
///
/// Steps are 1, 2 or 5 times a power of ten, never below 1: counts have no fractions.
fn even(max: u64, wanted: u64) -> Vec<u64> {
    let least = (u128::from(max) / u128::from(wanted.max(1))).max(1);
    let mut step: u128 = 1;
    'found: loop {
        for factor in [1, 2, 5] {
            if step * factor >= least {
                step *= factor;
                break 'found;
            }
        }
        step *= 10;
    }
    (1..=u128::from(max) / step).map(|index| u64::try_from(index * step).unwrap_or(u64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    const PLOT: PxRect = PxRect { x: 40.0, y: 26.0, w: 300.0, h: 138.0 };

    #[test]
    fn even_values_are_round_and_few() {
        assert!(even(0, 4).is_empty());
        assert_eq!(even(1, 4), [1]);
        assert_eq!(even(45, 4), [20, 40]);
        assert_eq!(even(1000, 4), [500, 1000]);
        for max in [3, 17, 999, 123_456, u64::MAX] {
            let ticks = even(max, 4);
            assert!((1..=4).contains(&ticks.len()), "{max}: {ticks:?}");
        }
    }

    #[test]
    fn what_is_small_beside_five_gigabytes_is_seen_where_that_is_asked_for() {
        let lengths = |scale| {
            let axis = ValueAxis::mirrored((scale, 1000.0), 5_000_000_000, 0, PLOT);
            [20_000, 48_000_000, 5_000_000_000].map(|bytes| axis.bar(bytes) as u32)
        };
        assert_eq!(lengths(ValueScale::Linear), [1, 1, 120]);
        assert_eq!(lengths(ValueScale::Root), [1, 12, 120]);
        assert_eq!(lengths(ValueScale::Log), [24, 84, 120]);
    }

    #[test]
    fn what_is_written_beside_a_scale_are_round_values_that_have_room() {
        let ticks = |scale, above, below| {
            let unit = if above < 1000 { 1.0 } else { 1000.0 };
            ValueAxis::mirrored((scale, unit), above, below, PLOT).ticks(above.max(below))
        };
        let root = [5_000_000_000, 2_000_000_000, 1_000_000_000, 200_000_000];
        assert_eq!(ticks(ValueScale::Root, 5_000_000_000, 50_000_000), root);
        assert_eq!(ticks(ValueScale::Log, 5_000_000_000, 50_000_000), [1_000_000_000, 10_000_000, 100_000]);
        assert_eq!(ticks(ValueScale::Log, 9, 9).len(), 1, "of few things too");
        assert!(ticks(ValueScale::Log, 0, 0).is_empty());
    }

    proptest! {
        #[test]
        fn zero_is_on_the_axis_and_what_is_greater_is_never_nearer_to_it(
            scale in select(&ValueScale::ALL[..]), unit in select(&[1.0, 1000.0][..]),
            above in any::<u64>(), below in any::<u64>(), bits in 0..64u32, height in 0.0..900.0f64,
            one in any::<u64>(), other in any::<u64>(),
        ) {
            let plot = PxRect { h: height, ..PLOT };
            let (above, below) = (above >> bits, below >> (63 - bits));
            let axis = ValueAxis::mirrored((scale, unit), above, below, plot);
            prop_assert_eq!((axis.length(0), axis.bar(0)), (0.0, 0.0));
            prop_assert!(plot.y <= axis.zero && axis.zero <= plot.bottom());
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(axis.length(less) <= axis.length(more) && axis.bar(less) <= axis.bar(more));
            prop_assert!(less == 0 || axis.bar(less) >= 1.0);
            // Nothing leaves its side of the plot.
            prop_assert!(axis.length(above) <= axis.zero - plot.y + 0.01);
            prop_assert!(axis.length(below) <= plot.bottom() - axis.zero + 0.01);
            let most = above.max(below);
            let ticks = axis.ticks(most);
            prop_assert!(ticks.iter().all(|value| *value > 0 && *value <= most));
            // A picture that has room says at least one value.
            prop_assert!(!ticks.is_empty() || scale == ValueScale::Linear || axis.length(most) < 3.0 * LEAST_GAP_PX);
            prop_assert!(ticks.len() <= 12.max((height / LEAST_GAP_PX) as usize));
            // Small things are longer than they would be, and the greatest is as long.
            if scale != ValueScale::Linear {
                let linear = ValueAxis::mirrored((ValueScale::Linear, unit), most, most, plot);
                let same = ValueAxis::mirrored((scale, unit), most, most, plot);
                let part = one.min(most);
                prop_assert!(same.length(part) + 0.01 >= linear.length(part));
            }
        }
    }
}
