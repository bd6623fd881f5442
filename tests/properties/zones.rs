//! Zones: what is written of a time in a zone is read again as the same instant, whatever its clocks do; and so is what
//! is written of a range.

use crate::cases;
use proptest::collection::vec;
use proptest::prelude::*;
use sessionscope::filter::{Expression, Filter};
use sessionscope::model::time::{HOUR_MS, MINUTE_MS};
use sessionscope::model::{TimeRange, Zone, ZoneOffset};
use sessionscope::text::time_in;

/// 2026-01-01T00:00:00Z.
const NEW_YEAR: i64 = 1_767_225_600_000;

/// A zone whose clocks are put forward and back by up to three hours, a day apart or more.
fn zone() -> impl Strategy<Value = Zone> {
    let changes = vec(
        (24 * 60..20_000i64, prop_oneof![Just(-180), Just(-60), Just(-30), Just(30), Just(60), Just(120)]),
        0..6,
    );
    (-11 * 60..12 * 60i32, changes).prop_map(|(minutes, changes)| {
        let mut offsets = vec![ZoneOffset { from_ms: i64::MIN, minutes }];
        let (mut from_ms, mut minutes) = (NEW_YEAR, minutes);
        for (after, by) in changes {
            from_ms += after * MINUTE_MS;
            minutes += by;
            offsets.push(ZoneOffset { from_ms, minutes });
        }
        Zone::named("Made/Up", offsets)
    })
}

/// A time near a change of the zone, or anywhere.
fn time_in_zone() -> impl Strategy<Value = (Zone, i64)> {
    (zone(), any::<prop::sample::Index>(), -4 * HOUR_MS..4 * HOUR_MS, any::<bool>()).prop_map(
        |(zone, which, beside, is_round)| {
            let changes: Vec<i64> =
                zone.spans().map(|(start, ..)| start).filter(|start| *start > i64::MIN).collect();
            let change = if changes.is_empty() { NEW_YEAR } else { *which.get(&changes) };
            let time = change + if is_round { beside / HOUR_MS * HOUR_MS } else { beside };
            (zone, time)
        },
    )
}

/// The range that a filter line asks for in a zone.
fn range_of(line: &str, zone: &Zone) -> Option<TimeRange> {
    Filter::parse(line, zone).ok()?.split_time().1
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn a_time_is_read_again_as_the_instant_that_it_was((zone, time) in time_in_zone()) {
        let text = time_in(&zone, time);
        let read = range_of(&format!("time:\"{text}\""), &zone).expect("a time");
        prop_assert_eq!((read.start_ms, read.end_ms), (time, time + 1), "{}", text);
        // Its offset stands behind it where clocks show it twice, and nowhere else.
        let shown_at = |time: i64| zone.local_ms(time);
        let twice = zone.spans().filter(|(start, end, offset)| {
            let instant = shown_at(time) - offset;
            *start <= instant && instant < *end
        });
        prop_assert_eq!(text.len() > "2026-10-25 02:30:00.000".len(), twice.count() > 1, "{}", text);
        let with_offset = zone.time_with_offset(time);
        prop_assert_eq!(range_of(&format!("time:{with_offset}"), &Zone::default()).map(|range| range.start_ms), Some(time));
    }

    #[test]
    fn a_range_is_read_again_as_the_same((zone, start_ms) in time_in_zone(), length in 1..200 * HOUR_MS, is_round in any::<bool>()) {
        let length = if is_round { (length / HOUR_MS).max(1) * HOUR_MS } else { length };
        let range = TimeRange { start_ms, end_ms: start_ms + length };
        for range in [range, TimeRange { end_ms: TimeRange::ALL.end_ms, ..range }, TimeRange { start_ms: TimeRange::ALL.start_ms, ..range }] {
            let line = Filter::default().within_time(range, &zone).to_string();
            prop_assert_eq!(range_of(&line, &zone), Some(range), "{}", line);
        }
        prop_assert!(Expression::in_time(TimeRange::ALL, &zone).is_none());
    }

    #[test]
    fn a_day_goes_from_midnight_to_midnight((zone, time) in time_in_zone()) {
        let (start, end) = zone.day_of(time);
        prop_assert!(start <= time && time < end, "{} {} {}", start, time, end);
        let day = zone.local_text(start)[..10].to_owned();
        let read = range_of(&format!("time:{day}"), &zone).expect("a day");
        prop_assert_eq!((read.start_ms, read.end_ms), (start, end), "{}", day);
    }
}
