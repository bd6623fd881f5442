//! Times say what chrono says of them.

use crate::cases;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use sessionscope::mapping::time::parse_json_time;
use sessionscope::model::time::{days_from_civil, parse_time, rfc3339};

/// Texts of the form of RFC 3339; some of them name no day or no hour.
fn like_rfc3339() -> impl Strategy<Value = String> {
    let date = (0..9999u32, 0..14u32, 0..33u32);
    let clock = (0..25u32, 0..61u32, 0..61u32);
    let fraction = prop_oneof![Just(String::new()), "\\.[0-9]{1,9}"];
    let zone =
        prop_oneof![2 => Just("Z".to_owned()), 2 => "[+-][01][0-9]:[0-5][0-9]", 1 => "[+-][0-9]{2}:[0-9]{2}"];
    (date, clock, fraction, zone).prop_map(|((year, month, day), (hour, minute, second), fraction, zone)| {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
    })
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn days_are_counted_as_chrono_counts_them(
        year in prop_oneof![-5000..5000i64, -263_000..263_000i64, any::<i64>()], month in 0..14u32, day in 0..33u32,
    ) {
        let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        let expected = date.map(|date| date.signed_duration_since(NaiveDate::default()).num_days());
        prop_assert_eq!(days_from_civil(year, month, day), expected);
    }

    #[test]
    fn rfc_3339_is_read_as_chrono_reads_it(text in like_rfc3339()) {
        let expected = DateTime::parse_from_rfc3339(&text).ok().map(|time| time.timestamp_millis());
        // Beyond the years 0 to 9999 there is no way to write the time.
        let expected = expected.filter(|ms| (-62_167_219_200_000..=253_402_300_799_999).contains(ms));
        // A leap second may stand anywhere here; chrono wants it at the end of an hour.
        prop_assume!(!text[17..19].eq("60"));
        prop_assert_eq!(parse_time(&text), expected);
    }

    #[test]
    fn a_time_that_is_written_is_read_again(ms in -62_167_219_200_000i64..=253_402_300_799_999) {
        let text = rfc3339(ms);
        prop_assert_eq!(parse_time(&text), Some(ms));
        prop_assert_eq!(parse_time(text.replace('T', " ").replace('Z', "")), Some(ms));
        let json = format!("\"{text}\"");
        prop_assert_eq!(parse_json_time(json.as_bytes()), Some(ms));
    }

    #[test]
    fn numbers_are_told_apart_by_size(ms in 100_000_000_000i64..100_000_000_000_000 - 1) {
        for (number, expected) in [
            (format!("{ms}"), ms),
            (format!("\"{ms}\""), ms),
            (format!("{ms}000"), ms),
            (format!("{ms}000999"), ms),
        ] {
            prop_assert_eq!(parse_json_time(number.as_bytes()), Some(expected).filter(|ms| *ms <= 253_402_300_799_999));
        }
        let seconds = ms / 1000;
        prop_assert_eq!(parse_json_time(format!("{seconds}.{:03}", ms % 1000).as_bytes()), Some(ms));
    }

    #[test]
    fn any_text_can_be_tried_as_a_time(text in ".{0,30}") {
        if let Some(ms) = parse_time(&text) {
            prop_assert_eq!(parse_time(rfc3339(ms)), Some(ms));
        }
    }
}
