//! The time that the bins of a chart cover.

use sessionscope::model::TimeRange;

/// The time that some bins cover.
pub fn bins_range((start_ms, bin_ms): (i64, i64), first: usize, count: usize) -> TimeRange {
    let at = |bin: usize| start_ms.saturating_add(bin_ms.saturating_mul(bin as i64));
    TimeRange { start_ms: at(first), end_ms: at(first + count) }
}
