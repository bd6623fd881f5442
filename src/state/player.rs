//! How long the player of a streamed session waits between two uploads.

/// Longest wait between two steps: a user who went for lunch is not waited for.
const LONGEST_MS: i64 = 3_000;

/// Shortest wait, so that what is drawn can be seen.
const SHORTEST_MS: i64 = 60;

/// The wait before the next step, in milliseconds, at a speed (1 is that of the clock). Where the time of an upload is
/// not known, it is the shortest.
pub fn wait_ms(uploaded: Option<i64>, next_uploaded: Option<i64>, speed: i64) -> u64 {
    let gap = uploaded.zip(next_uploaded).map_or(0, |(from, to)| to.saturating_sub(from));
    (gap / speed.max(1)).clamp(SHORTEST_MS, LONGEST_MS).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_as_long_as_it_was_within_limits() {
        assert_eq!(wait_ms(Some(1000), Some(2500), 1), 1500);
        assert_eq!(wait_ms(Some(1000), Some(2500), 10), 150);
        assert_eq!(wait_ms(Some(0), Some(3_600_000), 1), 3000);
        assert_eq!(wait_ms(Some(1000), Some(1000), 1), 60);
        assert_eq!(wait_ms(Some(2000), Some(1000), 1), 60, "the clock was set back");
        assert_eq!(wait_ms(None, Some(1000), 1), 60);
        assert_eq!(wait_ms(Some(i64::MIN), Some(i64::MAX), 0), 3000);
    }
}
