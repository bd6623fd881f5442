//! Milliseconds since 1970 written as RFC 3339 in UTC. It reads no clock: every time is an argument.

/// Milliseconds of a second, a minute, an hour and a day.
pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// The first day of the sample: Tuesday 2026-11-17, 00:00 UTC.
pub(super) const FIRST_DAY: i64 = 1_794_873_600_000;

/// How many days the story has.
pub(super) const DAYS: i64 = 4;

/// Year, month and day of a time, by Howard Hinnant's `civil_from_days`.
pub(super) fn date(ms: i64) -> (i64, i64, i64) {
    let days = ms.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Hour and minute of a time.
pub(super) fn hour_minute(ms: i64) -> (i64, i64) {
    let in_day = ms.rem_euclid(DAY);
    (in_day / HOUR, in_day / MINUTE % 60)
}

/// `2026-11-17T08:00:12.345Z`, the form of Session Logger's `time` and of the summary.
pub(super) fn rfc3339(ms: i64) -> String {
    let (year, month, day) = date(ms);
    let (hour, minute) = hour_minute(ms);
    let (second, milli) = (ms.rem_euclid(MINUTE) / SECOND, ms.rem_euclid(SECOND));
    let mut text = [0u8; 24];
    let mut at = 0;
    for (value, width, end) in [
        (year, 4, b'-'),
        (month, 2, b'-'),
        (day, 2, b'T'),
        (hour, 2, b':'),
        (minute, 2, b':'),
        (second, 2, b'.'),
        (milli, 3, b'Z'),
    ] {
        let mut rest = value;
        for index in (at..at + width).rev() {
            text[index] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        text[at + width] = end;
        at += width + 1;
    }
    text.iter().map(|&byte| char::from(byte)).collect()
}

/// Hour and minute of a day of the story.
pub(super) const fn time(day: i64, hour: i64, minute: i64) -> i64 {
    FIRST_DAY + day * DAY + hour * HOUR + minute * MINUTE
}

/// `2026-11-17T08:00:12Z`: the same in whole seconds, the form of CloudTrail and EventBridge.
pub(super) fn rfc3339_seconds(ms: i64) -> String {
    format!("{}Z", &rfc3339(ms)[..19])
}

/// `20261117T0800Z`, as in names of log files.
pub(super) fn compact(ms: i64) -> String {
    format!("{}Z", &rfc3339(ms)[..16]).replace(['-', ':'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_calendar_says() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(FIRST_DAY), "2026-11-17T00:00:00.000Z");
        assert_eq!(rfc3339(951_827_696_789), "2000-02-29T12:34:56.789Z");
        assert_eq!(rfc3339(1_798_761_599_999), "2026-12-31T23:59:59.999Z");
    }
}
