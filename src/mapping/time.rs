//! Times as JSON has them.

use crate::container::json::bytes_of;
use crate::container::json_text::Decimal;
use crate::model::time::{TimeMs, epoch_shift, in_range, parse_time};

/// The instant that a JSON value names, string or number; nothing where it is no time (R8, R9).
pub fn parse_json_time(raw: &[u8]) -> Option<TimeMs> {
    match raw.first()? {
        b'"' => parse_time(bytes_of(raw)?),
        b'0'..=b'9' if raw.iter().all(u8::is_ascii_digit) => parse_time(raw),
        b'-' | b'0'..=b'9' => {
            let number = Decimal::parse(raw);
            let magnitude = Decimal { negative: false, ..number.clone() }.scaled_floor(0)?;
            in_range(number.scaled_floor(epoch_shift(magnitude).into())?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::rfc3339;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(parse_json_time(json.as_bytes()).map(rfc3339).as_deref(), expected, "{json}");
    }

    #[test]
    fn every_form_of_time_is_read() {
        let noon = Some("2026-11-19T12:00:00.000Z");
        for json in [
            r#""2026-11-19T12:00:00Z""#,
            r#""2026-11-19t12:00:00z""#,
            r#""2026-11-19T21:00:00+09:00""#,
            r#""2026-11-19T04:00:00-0800""#,
            r#""2026-11-19 12:00:00""#,
            r#""2026-11-19 12:00:00.000 UTC""#,
            r#""2026-11-19 12:00:00 +00:00""#,
            r#""2026-11-19T12:00:00.0009999Z""#,
            r#""2026-11-19T11:59:60Z""#,
            "1795089600",
            "1795089600.0001",
            "1795089600000",
            r#""1795089600000""#,
            "1795089600000000",
            "1795089600000000999",
        ] {
            check(json, noon);
        }
        check("1550676938.352", Some("2019-02-20T15:35:38.352Z"));
        check(r#""1969-12-31T23:59:59.9999Z""#, Some("1969-12-31T23:59:59.999Z"));
        check("-0.0005", Some("1969-12-31T23:59:59.999Z"));
        check("0", Some("1970-01-01T00:00:00.000Z"));
    }

    #[test]
    fn what_is_no_time_is_undated() {
        for json in [
            "null",
            "true",
            "[]",
            r#""""#,
            r#""2026-13-01T00:00:00Z""#,
            r#""2026-02-30T00:00:00Z""#,
            r#""2026-11-19T24:00:00Z""#,
            r#""2026-11-19""#,
            r#""2026-11-19T12:00Z""#,
            r#""yesterday""#,
            r#""2026-11-19T12:00:00.Z""#,
            r#""2026-11-19T12:00:00+9""#,
            r#""2026-11-19T12:00:00 EST""#,
            r#"" 2026-11-19T12:00:00Z""#,
            r#""2026-11-19T12:00:00,5Z""#,
            r#""1795089600.5""#,
            "1e30",
            r#""9999-12-31T23:59:59-01:00""#,
        ] {
            check(json, None);
        }
    }
}
