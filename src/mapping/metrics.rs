//! Data points of metrics: facts, to be held against the events.

use super::sink::{InputSink, RecordSink};
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::container::json_text::Decimal;
use crate::format::envelope::label;
use crate::format::metrics::{self, MetricPoint, parse_datapoint, parse_metric_data};
use crate::model::ByteCount;
use crate::model::fact::{Fact, Metric, MetricForm};

/// What stands before the point of a number that is not negative (E12); nothing of what is none.
fn whole_number(raw: &[u8]) -> Option<ByteCount> {
    // Cells of tables may have a sign that JSON has not.
    let raw = raw.strip_prefix(b"+").unwrap_or(raw);
    if !matches!(raw, [b'0'..=b'9' | b'-' | b'.', ..]) {
        return None;
    }
    ByteCount::try_from(Decimal::parse(raw).scaled_floor(0)?).ok()
}

/// The fact of a data point.
pub(super) fn fact(point: &MetricPoint<'_>, form: MetricForm) -> Fact {
    let number =
        |raw: Option<&[u8]>| raw.map(|raw| String::from_utf8_lossy(raw).into_owned()).unwrap_or_default();
    Fact::Metric(Metric {
        metric: point.metric.as_deref().unwrap_or_default().to_owned(),
        portal: point.portal.as_deref().unwrap_or_default().to_owned(),
        time: point.time.and_then(parse_json_time),
        sum: number(point.sum),
        samples: number(point.samples),
        whole_sum: point.sum.and_then(whole_number),
        whole_samples: point.samples.and_then(whole_number),
        form,
    })
}

/// The fact of an element of `Datapoints`; `answer` has the fields of the answer, which says what they are of.
pub(super) fn map_datapoint(fields: &Fields<'_>, answer: &Fields<'_>) -> Option<Fact> {
    parse_datapoint(fields, label(answer)).map(|point| fact(&point, MetricForm::Statistics))
}

/// Adds the facts of an element of `MetricDataResults`; whether there was anything in it.
pub(super) fn map_metric_data(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) -> bool {
    let Some(points) = parse_metric_data(fields) else {
        sink.reject();
        return true;
    };
    let mut is_empty = true;
    for point in points {
        is_empty = false;
        match point {
            Some(point) => sink.skip(Some(fact(&point, MetricForm::Data))),
            None => sink.reject(),
        }
    }
    !is_empty
}

/// Adds the fact of a data point that stands in a table.
pub fn map_metric_point(point: &MetricPoint<'_>, input: &mut InputSink<'_>) {
    input.skip(metrics::ID, Some(fact(point, MetricForm::Table)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_a_number_that_is_not_negative_without_what_stands_behind_its_point() {
        for (raw, expected) in [
            ("5", Some(5)),
            ("5.9", Some(5)),
            ("1.25e2", Some(125)),
            ("0.4", Some(0)),
            ("-0", Some(0)),
            ("-0.5", None),
            ("-3", None),
            ("+4", Some(4)),
            (".5", Some(0)),
            ("\"5\"", None),
            ("null", None),
            ("", None),
        ] {
            assert_eq!(whole_number(raw.as_bytes()), expected, "{raw}");
        }
    }
}
