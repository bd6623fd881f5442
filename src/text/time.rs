//! Times for people, in the zone of the page.

use crate::model::time::rfc3339;
use crate::state::Zone;

/// Date and time to the millisecond in a zone: `2026-11-18 09:15:31.004`. The zone stands beside it.
pub fn time_in(zone: Zone, time_ms: i64) -> String {
    let mut text = rfc3339(time_ms.saturating_add(i64::from(zone.minutes) * 60_000));
    text.truncate(text.trim_end_matches('Z').len());
    text.replacen('T', " ", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_zone() {
        let time_ms = 1_795_079_731_004;
        assert_eq!(time_in(Zone { minutes: 0 }, time_ms), "2026-11-19 09:15:31.004");
        assert_eq!(time_in(Zone { minutes: 540 }, time_ms), "2026-11-19 18:15:31.004");
        assert_eq!(time_in(Zone { minutes: -660 }, time_ms), "2026-11-18 22:15:31.004");
    }
}
