//! Where something is missing, or nothing happened, and what stands before or after it: a change of the logging is the more
//! likely a reason the nearer it is.

use super::coverage::PortalCoverage;
use super::deliveries::Delivery;
use crate::model::time::TimeMs;

/// What kind of gap it is; the first is the surer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// Events that were delivered in this time are missing.
    Delivery,
    /// Nothing happened in a session that was connected.
    Silence,
}

/// A time in which something is missing, or nothing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoggingGap<'a> {
    /// The portal (untrusted text).
    pub portal: &'a str,
    /// What kind of gap it is.
    pub kind: GapKind,
    /// Its start.
    pub from: TimeMs,
    /// Its end.
    pub to: TimeMs,
}

/// Where an instant is, seen from a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapSide {
    /// Between its start and its end.
    Within,
    /// Before it begins.
    Before,
    /// When it has ended.
    After,
}

/// The gaps of all portals, or of one.
pub fn gaps<'a>(
    coverage: &'a [PortalCoverage],
    deliveries: &'a [Delivery],
    portal: Option<&'a str>,
) -> Vec<LoggingGap<'a>> {
    let is_wanted = |other: &str| portal.is_none_or(|portal| portal == other);
    let silences = coverage.iter().filter(|it| is_wanted(&it.portal)).flat_map(|it| {
        let silences = it.silences.iter().flatten();
        silences.map(|silence| (it.portal.as_str(), GapKind::Silence, silence.from, silence.to))
    });
    let missing = deliveries.iter().filter(|it| is_wanted(&it.portal)).flat_map(|it| {
        let steps = it.bounds.iter().flat_map(|bounds| &bounds.steps);
        // How much is missing grew in the period that ends then.
        steps.map(|step| (it.portal.as_str(), GapKind::Delivery, step.by - it.period_ms, step.by))
    });
    let gap = |(portal, kind, from, to)| LoggingGap { portal, kind, from, to };
    missing.chain(silences).map(gap).collect()
}

/// The gap that is nearest to an instant, how far it is, and on which side of it the instant is. Of equally near ones the
/// surer kind counts, then the one that comes after, then the first.
pub fn nearest<'a>(gaps: &[LoggingGap<'a>], time: TimeMs) -> Option<(LoggingGap<'a>, GapSide, TimeMs)> {
    let placed = gaps.iter().map(|gap| match () {
        () if time < gap.from => (*gap, GapSide::Before, gap.from - time),
        () if time < gap.to => (*gap, GapSide::Within, 0),
        () => (*gap, GapSide::After, time - gap.to),
    });
    placed.min_by_key(|(gap, side, distance)| (*distance, gap.kind, *side, gap.from, gap.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_gap_counts_and_of_equally_near_ones_the_surer_one() {
        let gap = |kind, from, to| LoggingGap { portal: "p", kind, from, to };
        let (silence, missing) = (gap(GapKind::Silence, 10, 20), gap(GapKind::Delivery, 40, 60));
        let found = |time| nearest(&[silence, missing], time);
        assert_eq!(found(4), Some((silence, GapSide::Before, 6)));
        assert_eq!(found(10), Some((silence, GapSide::Within, 0)));
        assert_eq!(found(23), Some((silence, GapSide::After, 3)));
        assert_eq!(found(30), Some((missing, GapSide::Before, 10)), "as near as the silence, and surer");
        assert_eq!(found(59), Some((missing, GapSide::Within, 0)));
        assert_eq!(found(100), Some((missing, GapSide::After, 40)));
        assert_eq!(nearest(&[], 0), None);
    }
}
